use std::path::Path;

use clap::Parser;

use super::*;
use crate::testing::command::{Ran, run_at};

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    plan: PlanArgs,
}

fn run_on(home: &Path, day: &str, args: &[&str]) -> Ran {
    let parsed = Command::try_parse_from([&["plan"], args].concat()).expect("arguments").plan;
    run_at(home, &format!("{day}T09:00:00"), |context| run(&parsed, context))
}

fn run_in(home: &Path, args: &[&str]) -> Ran {
    run_on(home, "2026-12-01", args)
}

#[test]
fn a_plan_is_made_shown_ticked_and_moved() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    assert!(run_in(home, &[]).fine().contains("mock plan new"));
    let new = ["new", "--date", "2027-01-12", "--company", "Acme & Sons", "--level", "senior"];
    let made = run_in(home, &new);
    assert!(made.fine().contains("Acme & Sons on 2027-01-12: in 42 days"), "{}", made.out);
    insta::assert_snapshot!("plan", made.fine());
    assert!(run_in(home, &new).wrong().contains("--replace"));
    let told = run_in(home, &["done", "bussiness-model"]).wrong();
    assert!(told.contains("did you mean `business-model`"), "{told}");
    run_in(home, &["done", "business-model"]).fine();
    run_in(home, &["move", "outfit", "2027-01-10"]).fine();
    assert!(run_in(home, &["move", "outfit", "2026-11-01"]).wrong().contains("is past"));
    let shown = run_in(home, &[]);
    let lines: Vec<&str> = shown.fine().lines().collect();
    let line = |task: &str| *lines.iter().find(|line| line.contains(task)).expect(task);
    assert!(line("business-model").contains("done 2026-12-01"), "{}", shown.out);
    assert!(line("outfit").contains("2027-01-10"), "{}", shown.out);
    run_in(home, &["done", "business-model", "--undo"]).fine();
    assert!(!run_in(home, &[]).fine().contains("done 2026-12-01"));
    run_in(home, &["drop", "acme-sons"]).fine();
    assert!(run_in(home, &["show", "--plan", "acme-sons"]).wrong().contains("no plan"));
}

#[test]
fn json_markdown_and_calendar_hold_the_same_tasks() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    run_in(home, &["new", "--date", "2026-12-20", "--loop", "phone-screen"]).fine();
    run_in(home, &["new", "--date", "2027-01-12", "--company", "Acme"]).fine();
    let json = run_in(home, &["--json"]);
    let json: Value = serde_json::from_str(json.fine()).expect("JSON");
    assert_eq!(
        (json[0]["plan"].as_str(), json[1]["plan"].as_str()),
        (Some("2026-12-20"), Some("acme"))
    );
    let file = home.join("plan.ics");
    let to = file.to_str().expect("a path");
    run_in(home, &["--ics", to]).fine();
    let calendar = std::fs::read_to_string(&file).expect("written");
    let markdown = run_in(home, &["--md"]);
    for plan in json.as_array().expect("plans") {
        let stages = plan["stages"].as_array().expect("stages");
        for task in stages.iter().flat_map(|stage| stage["tasks"].as_array().expect("tasks")) {
            let id = task["task"].as_str().expect("an id");
            assert!(markdown.fine().contains(id), "{id}: {}", markdown.out);
            let uid = format!("UID:{}.{id}@mock", plan["plan"].as_str().expect("a name"));
            let uid = &uid[..uid.len().min(60)];
            assert!(calendar.replace("\r\n ", "").contains(uid), "{uid}: {calendar}");
        }
    }
    // The same task in both: it has to be said which.
    let told = run_in(home, &["done", "business-model"]).wrong();
    assert!(told.contains("--plan: 2026-12-20, acme"), "{told}");
    run_in(home, &["done", "business-model", "--plan", "acme"]).fine();
    // Once an interview and what comes after it are over, its plan is not shown any more.
    assert!(!run_on(home, "2027-01-12", &[]).fine().contains("2026-12-20"));
    assert!(run_on(home, "2027-01-12", &[]).fine().contains("Acme on 2027-01-12: today"));
}

#[test]
fn what_cannot_be_planned_is_said() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    assert!(run_in(home, &["new", "--date", "2026-11-30"]).wrong().contains("is past"));
    let told = run_in(home, &["new", "--date", "2027-01-12", "--loop", "onsit"]).wrong();
    assert!(told.contains("did you mean `onsite`"), "{told}");
    let told = run_in(home, &["new", "--date", "2027-01-12", "--job", "/nowhere.txt"]).wrong();
    assert!(told.contains("/nowhere.txt"), "{told}");
    assert!(run_in(home, &["--ics", "plan.ics"]).wrong().contains("mock plan new"));
    for wrong in ["2027-02-30", "tomorrow", "15.01.2027"] {
        assert!(Command::try_parse_from(["plan", "new", "--date", wrong]).is_err(), "{wrong}");
    }
}

#[test]
fn nothing_is_moved_beyond_the_interview() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    run_in(home, &["new", "--date", "2027-01-12", "--company", "Acme"]).fine();
    for (task, to) in
        [("outfit", "2027-01-12"), ("outfit", "2027-03-10"), ("test-av", "2027-01-13")]
    {
        let told = run_in(home, &["move", task, to]).wrong();
        assert!(told.contains("the interview is on 2027-01-12"), "{told}");
    }
    run_in(home, &["move", "test-av", "2027-01-11"]).fine();
    run_in(home, &["move", "follow-up", "2027-02-20"]).fine();
}

#[test]
fn a_company_is_one_line_and_markdown_says_each_thing_once() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    run_in(home, &["new", "--date", "2027-01-12", "--company", "Acme\nof Bern\u{202e}"]).fine();
    let shown = run_in(home, &[]);
    assert!(shown.fine().starts_with("Acme of Bern on 2027-01-12: in 42 days\n"), "{}", shown.out);
    let markdown = run_in(home, &["--md"]);
    let text = markdown.fine();
    assert!(text.starts_with("# Acme of Bern on 2027-01-12\n"), "{text}");
    assert_eq!(text.matches("Acme of Bern on 2027-01-12").count(), 1, "{text}");
    assert!(text.contains("`mock plan --plan acme-of-bern`"), "{text}");
    assert!(!text.contains("\\`"), "{text}");
}

#[test]
fn a_dropped_plan_can_be_taken_out_of_a_calendar() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    run_in(home, &["new", "--date", "2027-01-12", "--company", "Acme"]).fine();
    let nowhere = home.join("no/such/place.ics");
    let wrong = run_in(home, &["drop", "acme", "--ics", nowhere.to_str().expect("a path")]).wrong();
    assert!(wrong.contains("place.ics"), "{wrong}");
    assert!(run_in(home, &[]).fine().contains("Acme on"), "it is still there");
    let file = home.join("gone.ics");
    run_in(home, &["drop", "acme", "--ics", file.to_str().expect("a path")]).fine();
    let text = std::fs::read_to_string(&file).expect("written");
    assert!(text.contains("UID:acme.interview@") && text.contains("STATUS:CANCELLED"), "{text}");
    assert!(!text.contains("STATUS:CONFIRMED"), "{text}");
}

#[test]
fn an_advert_names_topics_by_their_titles() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    let advert = home.join("advert.txt");
    std::fs::write(&advert, "Airflow, and some Terraform.").expect("written");
    let job = advert.to_str().expect("a path");
    let made = run_in(home, &["new", "--date", "2027-03-12", "--hours-a-week", "20", "--job", job]);
    let json = run_in(home, &["--json"]);
    assert!(
        json.fine().contains("Practise Orchestration and scheduling: the job's"),
        "{}",
        json.out
    );
    assert!(made.fine().contains("topic-iac"), "{}", made.out);
    std::fs::write(&advert, "Kafka! ".repeat(200_000)).expect("written");
    let new = ["new", "--date", "2027-03-13", "--job", job];
    assert!(run_in(home, &new).wrong().contains("too long"));
}
