use super::*;
use crate::testing::command::run_at;
use crate::testing::plans::{self, PRACTICE};
use crate::testing::played::{keep, play};

const FIRST: &str = "01KB1Q2W3E4R5T6Y7P8A9S0D00";
const SECOND: &str = "01KB1Q2W3E4R5T6Y7P8A9S0D01";

fn compare(home: &std::path::Path, a: &str, b: &str, json: bool) -> crate::testing::command::Ran {
    let args = CompareArgs { first: a.to_owned(), second: b.to_owned(), json };
    run_at(home, "2026-12-01T09:00:00", |context| run(&args, context))
}

fn phone_screen(text: &str, marks: &str) -> crate::testing::played::Played {
    let answers = format!("schema = 1\n[default]\ntext = \"{text}\"\nmarks = \"{marks}\"\n");
    play(plans::phone_screen(PRACTICE), &answers)
}

#[test]
fn the_same_question_twice_point_by_point() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    keep(&phone_screen("Messages have an order.", "missed"), home, FIRST, 0);
    keep(&phone_screen("Ordered inside one partition, so key by account.", "met"), home, SECOND, 7);
    let ran = compare(home, SECOND, FIRST, false);
    insta::assert_snapshot!(ran.fine());
    let json = compare(home, FIRST, SECOND, true);
    let json: serde_json::Value = serde_json::from_str(json.fine()).expect("JSON");
    assert_eq!(json["sessions"][0]["id"], FIRST, "the older one first, however they are named");
    assert_eq!(json["questions"][0]["points"][0]["marks"], serde_json::json!(["missed", "met"]));
}

#[test]
fn what_cannot_be_compared_is_said() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    keep(&phone_screen("One.", "missed"), home, FIRST, 0);
    assert!(compare(home, FIRST, FIRST, false).wrong().contains("name two"));
    assert!(compare(home, FIRST, "ZZZZZZ", false).wrong().contains("no session"));
    let mut not_begun = phone_screen("One.", "missed");
    not_begun.events.truncate(2);
    keep(&not_begun, home, SECOND, 1);
    assert!(compare(home, FIRST, SECOND, false).wrong().contains("in common"));
}
