use std::path::Path;

use clap::Parser;

use super::*;
use crate::testing::command::{Ran, run_at};

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    ask: AskArgs,
}

fn ask(home: &Path, args: &[&str]) -> Ran {
    let parsed = Command::try_parse_from([&["ask"], args].concat()).expect("arguments").ask;
    run_at(home, "2026-12-03T09:00:00", |context| run(&parsed, context))
}

fn json_of(home: &Path, args: &[&str]) -> Value {
    let ran = ask(home, &[args, &["--json"]].concat());
    serde_json::from_str(ran.fine()).expect("JSON")
}

#[test]
fn questions_are_chosen_added_heard_and_dropped() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    assert!(ask(home, &["list"]).fine().contains("Nothing is chosen for any round yet"));
    ask(home, &["choose", "growth", "on-call", "growth"]).fine();
    ask(home, &["choose", "success", "--round", "behavioral"]).fine();
    let added = ask(
        home,
        &[
            "add",
            "Who reads the  data, and how often?",
            "--listen-for",
            "Names, not roles",
            "--round",
            "behavioral",
        ],
    );
    assert!(added.fine().starts_with("who-reads-the-data is yours"), "{}", added.out);
    let json = json_of(home, &["--round", "behavioral"]);
    let chosen = serde_json::json!(["success", "who-reads-the-data", "growth", "on-call"]);
    assert_eq!(json["chosen"], chosen);
    assert_eq!(json["questions"][0]["ask"], "Who reads the data, and how often?");
    let heard = ask(home, &["heard", "growth", "2 TB a day, doubling", "--company", "Acme"]);
    assert!(heard.fine().contains("Listen for: Real figures"), "{}", heard.out);
    ask(home, &["heard", "on-call"]).fine();
    let list = ask(home, &["list", "--round", "behavioral"]);
    insta::assert_snapshot!("chosen", list.fine());
    assert!(list.out.lines().all(|line| line.chars().count() <= 80), "{}", list.out);
    ask(home, &["drop", "success", "--round", "behavioral"]).fine();
    ask(home, &["remove", "who-reads-the-data"]).fine();
    let json = json_of(home, &["--round", "behavioral"]);
    assert_eq!(json["chosen"], serde_json::json!(["growth", "on-call"]));
    assert_eq!(json["questions"].as_array().expect("questions").len(), 16);
}

/// In a rehearsal the program answers one's own question with what was noted of it.
#[test]
fn a_question_of_ones_own_is_understood_in_a_rehearsal() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path();
    let add = ["add", "Which warehouse migration taught you most?", "--listen-for", "Scars"];
    ask(path, &add).fine();
    let prep = crate::cli::host::prep::prep(Some(&crate::paths::Paths::under(path.to_owned())));
    let prep = prep.expect("built in, and one's own");
    assert_eq!(
        (prep.len(), prep[0].ask.as_str()),
        (17, "Which warehouse migration taught you most?")
    );
    let said = |asked: &str| crate::seat::solo::answer_as_host(asked, &prep);
    assert_eq!(said("Which migration of a warehouse was it?"), "Worth asking. Listen for: Scars");
    assert!(said("How much data do you take in per day?").contains("Listen for: Real figures"));
    assert!(!said("Which of you has a dog?").contains("Scars"));
}

#[test]
fn what_cannot_be_asked_is_said_with_what_was_meant() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    for (args, near) in [
        (&["choose", "grwoth"][..], "did you mean `growth`?"),
        (&["choose", "zzz"], "`mock ask` names them"),
        (&["list", "--round", "behavoral"], "did you mean `behavioral`?"),
        (&["list", "--round", "onsite"], "name one of its rounds: "),
        (&["drop", "growth"], "isn't chosen for any round"),
        (&["remove", "growth"], "`mock ask drop growth`"),
        (&["heard", "on-cal"], "did you mean `on-call`?"),
        (&["add", "  "], "which question?"),
    ] {
        let told = ask(home, args).wrong();
        assert!(told.contains(near), "{args:?}: {told}");
    }
    assert!(!home.join("practice.jsonl").exists(), "nothing was written");
}

#[test]
fn what_was_ticked_for_one_round_replaces_its_choice_and_keeps_the_order() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path();
    ask(path, &["choose", "remote", "growth"]).fine();
    ask(path, &["choose", "review", "--round", "coding"]).fine();
    run_at(path, "2026-12-03T09:00:00", |context| {
        let home = Home::new(context.paths);
        let table = Table::new(Some("coding"), &home, context)?;
        let ids = ["review", "growth", "stack"].map(str::to_owned).to_vec();
        keep(&table, ids, &home, context)?;
        Ok(Outcome::Fine)
    })
    .fine();
    let json = json_of(path, &["--round", "coding"]);
    assert_eq!(json["chosen"], serde_json::json!(["review", "stack", "growth"]));
    assert_eq!(json_of(path, &[])["chosen"], serde_json::json!(["growth"]), "remote was unticked");
}
