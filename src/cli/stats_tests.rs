use super::*;
use crate::testing::command::{Ran, run_at};
use crate::testing::plans::{self, PRACTICE};
use crate::testing::played::{keep, play};

fn stats(home: &std::path::Path, args: &StatsArgs) -> Ran {
    run_at(home, "2026-12-20T09:00:00", |context| run(args, context))
}

fn with_rounds(marks: &[&str]) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    for (at, mark) in marks.iter().enumerate() {
        let answers = format!(
            "schema = 1\n[default]\ntext = \"Ordered inside one partition.\"\nmarks = \"{mark}\"\n"
        );
        let played = play(plans::phone_screen(PRACTICE), &answers);
        let id = format!("01KB1Q2W3E4R5T6Y7P8A9S0D{at:02}");
        keep(&played, home.path(), &id, i64::try_from(at).expect("few") * 2);
    }
    home
}

const PLAIN: StatsArgs = StatsArgs { json: false, html: None };

#[test]
fn half_a_year_reads_well_at_eighty_columns() {
    let home = with_rounds(&["missed", "missed", "partly", "missed", "met", "met", "met", "met"]);
    let ran = stats(home.path(), &PLAIN);
    assert!(ran.fine().lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    insta::assert_snapshot!(ran.fine());
}

#[test]
fn json_holds_figures_and_no_single_readiness() {
    let home = with_rounds(&["missed", "met"]);
    let ran = stats(home.path(), &StatsArgs { json: true, html: None });
    let json: Value = serde_json::from_str(ran.fine()).expect("JSON");
    assert_eq!(json["kinds"][0]["rounds"], 2);
    assert_eq!(json["kinds"][0]["interval"], Value::Null, "two rounds say nothing");
    assert_eq!(json["changes"][0]["can_tell"], false);
    assert_eq!(json["sessions"], 2);
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let home = with_rounds(&["missed", "met", "met"]);
    let file = home.path().join("stats.html");
    stats(home.path(), &StatsArgs { json: false, html: Some(file.clone()) }).fine();
    let page = std::fs::read_to_string(&file).expect("written");
    assert!(page.contains("<svg") && page.contains("prefers-color-scheme"), "{page}");
    assert!(!page.contains("<script") && !page.contains("src=\"http"), "{page}");
}

#[test]
fn nothing_practised_says_how_to_begin() {
    let home = tempfile::tempdir().expect("a folder");
    assert!(stats(home.path(), &PLAIN).fine().contains("mock run"));
}
