use clap::Parser;

use super::*;
use crate::bank::seed_map::{Target, seed_map};
use crate::cli::args::{Cli, Command};
use crate::testing::command::{Ran, run_at};

fn guide_at(part: Option<&str>, id: Option<&str>, json: bool) -> Ran {
    let home = tempfile::tempdir().expect("a folder");
    let args = GuideArgs { part: part.map(str::to_owned), id: id.map(str::to_owned), json };
    run_at(home.path(), "2026-12-01T09:00:00", |context| run(&args, context))
}

/// The map of the guide says where each of its units is: a person can open every one.
#[test]
fn whatever_the_map_names_can_be_opened() {
    let text = include_str!("../../question-bank/seed-map.toml");
    let all = seed_map("seed-map.toml", text).expect("valid");
    let mut opened = 0;
    for target in all.iter().flat_map(|entry| &entry.to) {
        let typed = match target {
            Target::Prep { file, id } => {
                let ran = guide_at(Some(&format!("{file}#{id}")), None, false);
                assert!(!ran.fine().trim().is_empty(), "{file}#{id}");
                opened += 1;
                continue;
            }
            Target::Round(id) => ["mock", "rounds", id],
            Target::Detector(id) => ["mock", "explain", id],
            _ => continue,
        };
        let home = tempfile::tempdir().expect("a folder");
        let command = Cli::try_parse_from(typed).expect("arguments").command;
        let ran = run_at(home.path(), "2026-12-01T09:00:00", |context| match &command {
            Some(Command::Rounds(args)) => crate::cli::rounds::run(args, context),
            Some(Command::Explain(args)) => crate::cli::explain::run(args, context),
            other => panic!("{other:?}"),
        });
        assert!(!ran.fine().trim().is_empty(), "{target}");
        opened += 1;
    }
    assert!(opened > 150, "{opened}");
}

/// What the guide says to type is a command of this program.
#[test]
fn whatever_the_guide_says_to_type_is_understood() {
    let stages = crate::cli::built_in::stages().expect("valid");
    let typed = stages.iter().flat_map(|stage| &stage.items).filter_map(|item| item.run.as_ref());
    for run in typed.clone() {
        let parsed = Cli::try_parse_from(run.split(' '));
        assert!(parsed.is_ok_and(|cli| cli.command.is_some()), "{run}");
    }
    assert!(typed.count() > 8);
}

#[test]
fn parts_are_listed_and_read() {
    insta::assert_snapshot!("parts", guide_at(None, None, false).fine());
    insta::assert_snapshot!("tip", guide_at(Some("tips"), Some("think-aloud"), false).fine());
    let json = guide_at(Some("questions-to-ask"), None, true);
    let json: Value = serde_json::from_str(json.fine()).expect("JSON");
    assert_eq!(json["entries"].as_array().expect("entries").len(), 16);
    for (part, id, near) in [
        ("tip", None, "did you mean `tips`?"),
        ("question-to-ask", None, "did you mean `questions-to-ask`?"),
        ("think-aloud", None, "`mock guide timeline think-aloud` or `mock guide tips think-aloud`"),
        ("on-call", None, "did you mean `mock guide questions-to-ask on-call`?"),
        ("wisdom", None, "there are timeline, questions-to-ask, resources, tips"),
        ("tips", Some("think-alound"), "did you mean `think-aloud`?"),
        ("timeline", Some("final-weak"), "did you mean `final-week`?"),
        ("resources", Some("ddiaa"), "did you mean `ddia`?"),
    ] {
        let told = guide_at(Some(part), id, false).wrong();
        assert!(told.contains(near), "{part} {id:?}: {told}");
    }
    assert!(guide_at(Some("tips"), Some("nothing"), false).wrong().contains("think-aloud"));
}
