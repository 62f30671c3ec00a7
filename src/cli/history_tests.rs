use std::path::Path;

use super::*;
use crate::bank::question::Kind;
use crate::testing::command::{Ran, run_at};
use crate::testing::plans::{self, PRACTICE};
use crate::testing::played::{keep, play, star};

const ALL: HistoryArgs =
    HistoryArgs { json: true, kind: None, topic: None, since: None, attempts: false };

fn history(home: &Path, args: &HistoryArgs) -> Ran {
    run_at(home, "2026-12-20T09:00:00", |context| run(args, context))
}

/// Two phone screens a week apart, and behavioral questions between them.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    for (at, (days, marks)) in [(0, "missed"), (7, "met")].into_iter().enumerate() {
        let answers = format!("schema = 1\n[default]\ntext = \"In order.\"\nmarks = \"{marks}\"\n");
        let played = play(plans::phone_screen(PRACTICE), &answers);
        keep(&played, home.path(), &format!("01KB1Q2W3E4R5T6Y7P8A9S0D{:02}", at * 2), days);
    }
    keep(&star(), home.path(), "01KB1Q2W3E4R5T6Y7P8A9S0D01", 3);
    home
}

#[test]
fn rounds_are_listed_by_kind_topic_and_day() {
    let home = home();
    let rounds = |args: &HistoryArgs| {
        let ran = history(home.path(), args);
        let json: serde_json::Value = serde_json::from_str(ran.fine()).expect("JSON");
        json["rounds"].as_array().expect("rounds").len()
    };
    assert_eq!(rounds(&ALL), 3);
    assert_eq!(rounds(&HistoryArgs { kind: Some(Kind::Behavioral), ..ALL }), 1);
    assert_eq!(rounds(&HistoryArgs { topic: Some("spark-skew".to_owned()), ..ALL }), 0);
    let since = "2026-11-26".parse().ok();
    assert_eq!(rounds(&HistoryArgs { since, ..ALL }), 2);
    let none = HistoryArgs { since: "2027-01-01".parse().ok(), ..ALL };
    let told = history(home.path(), &HistoryArgs { json: false, ..none });
    assert!(told.err.contains("no session is left"), "{}", told.err);
    assert_eq!(told.out, "", "what is true of no session isn't said of all");
    let told = history(
        home.path(),
        &HistoryArgs { json: false, topic: Some("spark-skew".to_owned()), ..ALL },
    );
    assert_eq!(told.out, "");
}

#[test]
fn attempts_of_one_question_are_told_in_order() {
    let home = home();
    let wanted = HistoryArgs { attempts: true, kind: Some(Kind::PhoneScreen), ..ALL };
    let ran = history(home.path(), &wanted);
    let json: serde_json::Value = serde_json::from_str(ran.fine()).expect("JSON");
    let means: Vec<Option<u64>> = json[0]["attempts"]
        .as_array()
        .expect("attempts")
        .iter()
        .map(|attempt| attempt["mean"].as_u64())
        .collect();
    assert_eq!(means, [Some(1000), Some(4000)]);
    let told = history(home.path(), &HistoryArgs { json: false, ..wanted });
    assert!(told.fine().contains("1.00 (2026-11-23), 4.00 (2026-11-30)"), "{}", told.out);
}
