use std::path::Path;

use clap::Parser;

use super::*;
use crate::cli::error::Outcome;
use crate::cli::{args, plan};
use crate::testing::command::{Ran, run_at};
use crate::testing::plans::{self, PRACTICE};
use crate::testing::played::{keep, play};

fn today_at(home: &Path, now: &str, is_json: bool) -> Ran {
    run_at(home, now, |context| run(&TodayArgs { json: is_json }, context).map(|_| Outcome::Fine))
}

fn missed() -> crate::testing::played::Played {
    let answers = "schema = 1\n[default]\ntext = \"Messages have an order.\"\nmarks = \"missed\"\n";
    play(plans::phone_screen(PRACTICE), answers)
}

fn plan_in(home: &Path, now: &str, args: &[&str]) {
    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        plan: args::prepare::PlanArgs,
    }
    let parsed = Command::try_parse_from([&["plan"], args].concat()).expect("arguments").plan;
    run_at(home, now, |context| plan::run(&parsed, context)).fine();
}

#[test]
fn a_new_home_begins_with_a_round() {
    let home = tempfile::tempdir().expect("a folder");
    let ran = today_at(home.path(), "2026-12-01T09:00:00", false);
    insta::assert_snapshot!("new_home", ran.fine());
}

#[test]
fn the_order_is_due_points_then_the_plan_then_a_round() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    keep(&missed(), home, "01KB1Q2W3E4R5T6Y7P8A9S0D00", 0);
    let now = "2026-12-01T09:00:00";
    plan_in(home, now, &["new", "--date", "2026-12-13", "--company", "Acme"]);
    let ran = today_at(home, now, false);
    insta::assert_snapshot!("a_day", ran.fine());
    let json = today_at(home, now, true);
    let json: Value = serde_json::from_str(json.fine()).expect("JSON");
    let whats: Vec<&str> = json["things"]
        .as_array()
        .expect("things")
        .iter()
        .map(|it| it["what"].as_str().expect("one"))
        .collect();
    assert_eq!(whats.first(), Some(&"drill"), "{whats:?}");
    assert_eq!(whats.last(), Some(&"rehearse"), "{whats:?}");
    assert!(whats.contains(&"task"), "{whats:?}");
    assert_eq!(json["interviews"][0]["days"], 12);
    // Every command that is offered can be typed.
    for thing in json["things"].as_array().expect("things") {
        let typed = thing["command"].as_str().expect("a command");
        Cli::try_parse_from(typed.split(' ')).unwrap_or_else(|error| panic!("{typed}: {error}"));
    }
}

#[test]
fn what_was_broken_off_comes_before_all() {
    let home = tempfile::tempdir().expect("a folder");
    keep(&missed(), home.path(), "01KB1Q2W3E4R5T6Y7P8A9S0D00", 0);
    let mut half = missed();
    half.events.truncate(12);
    keep(&half, home.path(), "01KB1Q2W3E4R5T6Y7P8A9S0D01", 1);
    let json = today_at(home.path(), "2026-12-01T09:00:00", true);
    let json: Value = serde_json::from_str(json.fine()).expect("JSON");
    assert_eq!(json["things"][0]["command"], "mock resume 9S0D01");
}

#[test]
fn a_task_says_its_day_and_how_to_tick_it() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    plan_in(home, "2026-12-01T09:00:00", &["new", "--date", "2026-12-03", "--company", "Acme"]);
    for task in ["round-coding-1", "coding-warm-up", "prepare-questions", "logistics"] {
        plan_in(home, "2026-12-01T09:00:00", &["done", task]);
    }
    let ran = today_at(home, "2026-12-02T09:00:00", false);
    let text = ran.fine().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Plan, tomorrow: Test camera"), "{}", ran.out);
    assert!(text.contains("mock doctor, then mock plan done test-av --plan acme"), "{}", ran.out);
    let json = today_at(home, "2026-12-02T09:00:00", true);
    let json: Value = serde_json::from_str(json.fine()).expect("JSON");
    let things = json["things"].as_array().expect("things");
    let task = things.iter().find(|thing| thing["task"] == "test-av").expect("the task");
    assert_eq!((&task["plan"], &task["date"]), (&json!("acme"), &json!("2026-12-03")));
    assert_eq!(task["tick"], "mock plan done test-av --plan acme");
    assert_eq!(task["command"], "mock doctor");
}

#[test]
fn a_sitting_is_as_long_as_the_drill_makes_it() {
    let cli = Cli::try_parse_from(["mock", "drill"]).expect("a command");
    let Some(Command::Drill(args)) = cli.command else { panic!("{cli:?}") };
    assert_eq!(u64::from(args.minutes), crate::prep::today::SITTING_MINUTES);
}
