use std::path::Path;

use clap::Parser;

use super::*;
use crate::cli::args::{interview::AskArgs, prepare::PlanArgs};
use crate::cli::{ask, plan};
use crate::testing::command::{Ran, run_at};
use crate::testing::plans::{self, PRACTICE};
use crate::testing::played::{keep, play};

#[derive(Parser)]
struct DayCommand {
    #[command(flatten)]
    args: DayArgs,
}

#[derive(Parser)]
struct PlanCommand {
    #[command(flatten)]
    args: PlanArgs,
}

#[derive(Parser)]
struct AskCommand {
    #[command(flatten)]
    args: AskArgs,
}

fn day(home: &Path, now: &str, args: &[&str]) -> Ran {
    let parsed = DayCommand::try_parse_from([&["day"], args].concat()).expect("arguments").args;
    run_at(home, now, |context| run(&parsed, context))
}

fn planned(home: &Path, args: &[&str]) {
    let args = [&["plan", "new", "--company", "Acme"], args].concat();
    let parsed = PlanCommand::try_parse_from(args).expect("arguments").args;
    run_at(home, "2026-12-01T09:00:00", |context| plan::run(&parsed, context)).fine();
}

fn asked(home: &Path, args: &[&str]) {
    let parsed = AskCommand::try_parse_from([&["ask"], args].concat()).expect("arguments").args;
    run_at(home, "2026-12-01T09:00:00", |context| ask::run(&parsed, context)).fine();
}

/// A home in which all of the page has something to say.
fn full() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let answers = "schema = 1\n[default]\ntext = \"Messages have an order.\"\nmarks = \"missed\"\n";
    let played = play(plans::phone_screen(PRACTICE), answers);
    keep(&played, home.path(), "01KB1Q2W3E4R5T6Y7P8A9S0D00", 10);
    planned(home.path(), &["--date", "2026-12-10", "--time", "14:00"]);
    asked(home.path(), &["choose", "growth", "main-problem", "recovery"]);
    asked(home.path(), &["choose", "success", "--round", "behavioral"]);
    for (id, title) in [("backfill", "The backfill that billed twice"), ("rota", "A rota of two")] {
        let text = format!("+++\ntitle = \"{title}\"\n+++\n");
        std::fs::create_dir_all(home.path().join("stories")).expect("a folder");
        std::fs::write(home.path().join(format!("stories/{id}.md")), text).expect("written");
    }
    home
}

/// What is printed fits on a page whatever there is to say.
#[track_caller]
fn assert_fits(ran: &Ran) {
    let lines: Vec<&str> = ran.fine().lines().collect();
    assert!(lines.len() <= 60, "{} lines: {}", lines.len(), ran.out);
    assert!(lines.iter().all(|line| line.chars().count() <= 80), "{}", ran.out);
}

#[test]
fn the_day_fits_on_one_page_and_goes_by_the_clock() {
    let home = full();
    let ran = day(home.path(), "2026-12-10T13:05:00", &[]);
    assert_fits(&ran);
    insta::assert_snapshot!("the_day", ran.fine());
    let eve = day(home.path(), "2026-12-09T20:00:00", &[]);
    assert_fits(&eve);
    assert!(
        eve.out.contains("tomorrow") && eve.out.contains("This evening: Lay out"),
        "{}",
        eve.out
    );
    let before = day(home.path(), "2026-12-05T20:00:00", &[]);
    assert!(
        before.out.contains("Thursday, 10 December 2026 at 14:00: in 5 days."),
        "{}",
        before.out
    );
    let after = day(home.path(), "2026-12-11T08:00:00", &[]);
    assert!(
        after.out.contains("yesterday") && after.out.contains("`mock debrief`"),
        "{}",
        after.out
    );
}

#[test]
fn a_home_without_a_plan_has_a_page_all_the_same() {
    let home = tempfile::tempdir().expect("a folder");
    let ran = day(home.path(), "2026-12-10T13:05:00", &[]);
    assert_fits(&ran);
    insta::assert_snapshot!("nothing_planned", ran.fine());
    let at = day(home.path(), "2026-12-10T13:05:00", &["--time", "14:00"]);
    assert!(at.fine().contains("It begins in 55 minutes. Next, at 13:15"), "{}", at.out);
    let told = day(home.path(), "2026-12-10T13:05:00", &["--plan", "acme"]).wrong();
    let round = day(home.path(), "2026-12-10T13:05:00", &["--round", "codding"]).wrong();
    assert!(round.contains("did you mean `coding`?"), "{round}");
    assert!(told.contains("no plan `acme`") && told.contains("mock plan new"), "{told}");
}

#[test]
fn much_to_ask_is_counted_where_it_does_not_fit() {
    let home = full();
    for number in 0..30 {
        let text = format!("{} number {number}?", "What of the long question ".repeat(6));
        asked(home.path(), &["add", &text]);
    }
    let ran = day(home.path(), "2026-12-10T13:05:00", &[]);
    assert_fits(&ran);
    assert!(ran.out.contains("more: `mock ask list`"), "{}", ran.out);
    let json = day(home.path(), "2026-12-10T13:05:00", &["--json"]);
    let json: Value = serde_json::from_str(json.fine()).expect("JSON");
    assert_eq!(json["questions"].as_array().expect("questions").len(), 34, "JSON has all");
}

#[test]
fn json_markdown_and_the_printed_page_say_the_same() {
    let home = full();
    let now = "2026-12-10T13:05:00";
    let json = day(home.path(), now, &["--json"]);
    let json: Value = serde_json::from_str(json.fine()).expect("JSON");
    assert_eq!(json["interview"]["time"], "14:00");
    assert_eq!(json["clock"], json!({ "is": "before", "minutes": 55, "next": "backup-internet" }));
    assert_eq!(json["before"][0]["at"], "2026-12-10T13:00");
    assert_eq!(json["one"]["command"], "mock drill --topic kafka-ordering");
    let file = home.path().join("day.html");
    day(home.path(), now, &["--html", file.to_str().expect("a path")]).fine();
    let page = std::fs::read_to_string(&file).expect("written");
    assert!(!page.contains("<script") && page.contains("@media print"));
    let markdown = day(home.path(), now, &["--md"]);
    for question in json["questions"].as_array().expect("questions") {
        let ask = question["ask"].as_str().expect("a question");
        assert!(page.contains(ask) && markdown.fine().contains(ask), "{ask}");
    }
    insta::assert_snapshot!("day.md", markdown.fine());
    let one = day(home.path(), now, &["--round", "behavioral", "--json"]);
    let one: Value = serde_json::from_str(one.fine()).expect("JSON");
    assert_eq!(one["questions"][0]["round"], "behavioral");
    // The last week's thing is none of the week before.
    let late = day(home.path(), "2026-12-30T09:00:00", &["--json"]);
    let late: Value = serde_json::from_str(late.fine()).expect("JSON");
    assert_eq!(late["one"], Value::Null);
}
