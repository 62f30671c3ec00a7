use std::path::Path;

use clap::Parser;

use super::*;
use crate::cli::args::look_back::CalibrationArgs;
use crate::cli::args::prepare::PlanArgs;
use crate::cli::{calibration, plan};
use crate::testing::command::{Ran, run_at};
use crate::testing::plans::{self, PRACTICE};
use crate::testing::played::{keep as keep_session, play};

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    args: DebriefArgs,
}

#[derive(Parser)]
struct PlanCommand {
    #[command(flatten)]
    args: PlanArgs,
}

fn debrief_on(home: &Path, day: &str, args: &[&str]) -> Ran {
    let parsed = Command::try_parse_from([&["debrief"], args].concat()).expect("arguments").args;
    run_at(home, &format!("{day}T18:00:00"), |context| run(&parsed, context))
}

fn debrief(home: &Path, args: &[&str]) -> Ran {
    debrief_on(home, "2026-12-03", args)
}

fn plan_on(home: &Path, day: &str, args: &[&str]) -> Ran {
    let parsed = PlanCommand::try_parse_from([&["plan"], args].concat()).expect("arguments").args;
    run_at(home, &format!("{day}T09:00:00"), |context| plan::run(&parsed, context))
}

const NEW: &[&str] = &[
    "new",
    "--company",
    "Acme & Sons",
    "--round",
    "phone-screen",
    "--with",
    "Mei",
    "--asked",
    "How do you order events across partitions?",
    "--asked",
    "What is a tie?",
    "--felt",
    "3",
    "--about",
    "their backfills",
];

#[test]
fn an_interview_is_told_shown_mended_and_answered() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    assert!(debrief(home, &["list"]).fine().contains("No interview is told of yet"));
    assert!(debrief(home, &["show"]).wrong().contains("`mock debrief` tells of one"));
    insta::assert_snapshot!("told", debrief(home, NEW).fine());
    let told = debrief(home, &["mend", "last", "--felt", "4"]).wrong();
    assert!(told.contains("sealed: 3, hire"), "{told}");
    let again = debrief(home, &["mend", "last"]).wrong();
    assert!(again.contains("nothing to say better"), "{again}");
    let mended =
        ["mend", "last", "--asked", "Why us?", "--not-asked", "2", "--answer-by", "2026-12-11"];
    debrief(home, &mended).fine();
    let outcome = ["outcome", "acme-sons-phone-screen", "passed", "--said", "clear on ordering"];
    let came = debrief_on(home, "2026-12-10", &outcome);
    assert!(came.fine().contains("You had guessed 3, hire."), "{}", came.out);
    insta::assert_snapshot!("shown", debrief(home, &["show", "last"]).fine());
    insta::assert_snapshot!("listed", debrief(home, &["list"]).fine());
    let json = debrief(home, &["show", "--json"]);
    let json: Value = serde_json::from_str(json.fine()).expect("JSON");
    assert_eq!(json["asked"], json!(["How do you order events across partitions?", "Why us?"]));
    assert_eq!(
        (&json["kind"], &json["outcome"]["came"]),
        (&json!("phone-screen"), &json!("passed"))
    );
    assert_eq!(json["remind_on"], "2026-12-14");
}

#[test]
fn everything_told_can_be_taken_back_step_by_step() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    debrief(home, NEW).fine();
    debrief(home, &["mend", "last", "--with", "Jonas"]).fine();
    debrief(home, &["outcome", "last", "rejected"]).fine();
    debrief(home, &["drop", "last"]).fine();
    assert!(debrief(home, &["show"]).wrong().contains("no interview is told"));
    let id = "acme-sons-phone-screen";
    for told in [
        format!("{id} is there again"),
        format!("{id} rejected"),
        format!("{id} is again as it was told before"),
        format!("{id} was never told of"),
    ] {
        let undone = debrief(home, &["undo"]);
        assert_eq!(undone.fine(), format!("Taken back: {told}\n"));
    }
    assert!(debrief(home, &["undo"]).wrong().contains("nothing is told"));
    assert!(debrief(home, &["list"]).fine().contains("No interview"));
    // The name is not given twice: what was taken back stays what it was.
    debrief(home, NEW).fine();
    assert!(debrief(home, &["show"]).fine().contains("acme-sons-phone-screen-2"));
}

#[test]
fn thanks_and_a_reminder_are_tasks_of_the_plan_and_its_calendar() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    let new = ["new", "--date", "2026-12-03", "--company", "Acme & Sons", "--time", "14:00"];
    plan_on(home, "2026-12-01", &new).fine();
    debrief(home, NEW).fine();
    let shown = plan_on(home, "2026-12-03", &["show", "--plan", "acme-sons"]);
    let line = |text: &str, task: &str| -> String {
        text.lines()
            .find(|line| line.contains(task))
            .unwrap_or_else(|| panic!("{task}: {text}"))
            .to_owned()
    };
    assert!(line(shown.fine(), "thank-you-acme").contains("tomorrow"), "{}", shown.out);
    assert!(line(shown.fine(), "answer-acme").contains("Thu 2026-12-10"), "{}", shown.out);
    assert!(line(shown.fine(), "reflect").contains("done 2026-12-03"), "{}", shown.out);
    assert!(!shown.out.contains(" follow-up "), "the guide's own gives way: {}", shown.out);
    plan_on(home, "2026-12-04", &["done", "thank-you-acme-sons-phone-screen"]).fine();
    let uids = |day: &str| -> Vec<String> {
        let file = home.join("plan.ics");
        plan_on(home, day, &["--ics", file.to_str().expect("a path")]).fine();
        let text = std::fs::read_to_string(&file).expect("written").replace("\r\n ", "");
        assert!(text.contains("DTSTART:20261203T140000"), "{text}");
        let uids = text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned);
        let mut uids: Vec<String> = uids.collect();
        // A task that is on another day has another place in the file.
        uids.sort();
        uids
    };
    let before = uids("2026-12-04");
    for task in ["thank-you-acme-sons-phone-screen", "answer-acme-sons-phone-screen"] {
        let uid = format!("UID:acme-sons.{task}@mock-interview");
        assert_eq!(before.iter().filter(|of| **of == uid).count(), 1, "{before:?}");
    }
    debrief(home, &["mend", "last", "--answer-by", "2026-12-16"]).fine();
    assert_eq!(uids("2026-12-05"), before, "a later file updates what is there");
    // Overdue, it moves on; once the answer is there it is done.
    let late = plan_on(home, "2026-12-21", &["show"]);
    assert!(line(late.fine(), "answer-acme").contains("today, moved on"), "{}", late.out);
    debrief_on(home, "2026-12-21", &["outcome", "last", "rejected"]).fine();
    let over = plan_on(home, "2026-12-21", &["show", "--plan", "acme-sons"]);
    assert!(line(over.fine(), "answer-acme").contains("done 2026-12-21"), "{}", over.out);
    assert!(line(&over.out, "thank-you-acme").contains("done 2026-12-04"), "{}", over.out);
    // A plan that is made anew keeps what was ticked of interviews that were held.
    let again = [&new[..2], &["2027-01-20"], &new[3..], &["--replace"]].concat();
    plan_on(home, "2026-12-22", &again).fine();
    let anew = plan_on(home, "2026-12-22", &["show", "--plan", "acme-sons"]);
    assert!(line(anew.fine(), "thank-you-acme").contains("done 2026-12-04"), "{}", anew.out);
    // The round that was held was an earlier one: what the guide says for after this one is there.
    assert!(!line(&anew.out, " reflect ").contains("done"), "{}", anew.out);
    assert!(anew.out.contains(" follow-up "), "{}", anew.out);
}

#[test]
fn without_a_plan_one_is_made_for_the_time_after() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    let ran = debrief(home, NEW);
    assert!(ran.fine().contains("a plan that was made for it"), "{}", ran.out);
    let shown = plan_on(home, "2026-12-03", &[]);
    insta::assert_snapshot!("afterwards", shown.fine());
    // The second round of the same company goes into the same plan.
    let second =
        ["new", "--company", "ACME & Sons", "--round", "Meet the team", "--date", "2026-12-03"];
    let ran = debrief(home, &second);
    assert!(ran.fine().contains("in the plan,"), "{}", ran.out);
    let shown = plan_on(home, "2026-12-03", &[]);
    assert!(shown.fine().contains("thank-you-acme-sons-meet-the-team"), "{}", shown.out);
}

#[test]
fn what_was_asked_becomes_a_question_or_a_card() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    debrief(home, NEW).fine();
    let made = debrief(home, &["question", "last", "1"]);
    assert!(made.fine().contains("how-do-you-order-events.toml"), "{}", made.out);
    let file = home.join("bank/phone-screen/how-do-you-order-events.toml");
    let text = std::fs::read_to_string(file).expect("made");
    assert!(text.contains("prompt = \"How do you order events across partitions?\""), "{text}");
    assert!(debrief(home, &["question", "last", "1"]).wrong().contains("already"));
    debrief(home, &["question", "last", "1", "--question", "order-of-events"]).fine();
    let told = debrief(home, &["question", "last", "7"]).wrong();
    assert!(told.contains("there are 1 to 2"), "{told}");
    let card =
        debrief(home, &["card", "last", "2", "--answer", "Rows equally good", "--topic", "sql"]);
    assert!(card.fine().contains("is due today"), "{}", card.out);
    let cards = run_at(home, "2026-12-03T18:00:00", |context| {
        let practice = Home::new(context.paths).read()?;
        let card = practice.cards.values().next().and_then(|known| known.card.clone());
        let card = card.expect("one");
        writeln!(context.out, "{}/{}/{}", card.title, card.point, card.topic)?;
        Ok(Outcome::Fine)
    });
    assert_eq!(cards.fine(), "What is a tie?/Rows equally good/sql\n");
}

#[test]
fn notes_are_skeletons_with_what_is_known() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    debrief(home, NEW).fine();
    let thanks = debrief(home, &["note"]);
    insta::assert_snapshot!("thanks", thanks.fine());
    assert!(
        thanks.err.contains("mock plan done thank-you-acme-sons-phone-screen"),
        "{}",
        thanks.err
    );
    debrief(home, &["mend", "last", "--answer-by", "2026-12-11"]).fine();
    insta::assert_snapshot!("reminder", debrief(home, &["note", "last", "--reminder"]).fine());
}

#[test]
fn what_cannot_be_is_said() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    let new =
        |more: &[&'static str]| [&["new", "--company", "Acme", "--round", "coding"], more].concat();
    for (args, says) in [
        (new(&["--date", "2026-12-04"]), "still to come"),
        (new(&["--answer-by", "2026-12-01"]), "before the interview"),
        (new(&["--plan", "amce"]), "no plan `amce`"),
    ] {
        let told = debrief(home, &args).wrong();
        assert!(told.contains(says), "{args:?}: {told}");
    }
    assert!(!home.join("practice.jsonl").exists(), "nothing was written");
    debrief(home, &new(&[])).fine();
    assert!(
        debrief(home, &["show", "acme-codnig"]).wrong().contains("did you mean `acme-coding`?")
    );
    for wrong in [&["debrief", "outcome", "last", "maybe"][..], &["debrief", "new", "--felt", "5"]]
    {
        assert!(Command::try_parse_from(wrong).is_err(), "{wrong:?}");
    }
    // A guess that comes after the outcome is kept, and said to foresee nothing.
    debrief(home, &["outcome", "last", "passed"]).fine();
    let late = debrief(home, &["mend", "last", "--felt", "4"]);
    assert!(late.fine().contains("told when the outcome was known"), "{}", late.out);
    assert!(late.err.contains("not counted"), "{}", late.err);
}

#[test]
fn calibration_holds_guess_and_rehearsal_against_what_came() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    let answers =
        "schema = 1\n[default]\ntext = \"Ordered inside one partition.\"\nmarks = \"met\"\n";
    keep_session(
        &play(plans::phone_screen(PRACTICE), answers),
        home,
        "01KB1Q2W3E4R5T6Y7P8A9S0D00",
        1,
    );
    let calibrate = |json: bool| {
        run_at(home, "2026-12-20T09:00:00", |context| {
            calibration::run(&CalibrationArgs { json }, context)
        })
    };
    assert!(calibrate(false).fine().contains("None is told of yet"));
    let came = ["passed", "rejected", "passed", "no-answer", "passed", "offer", "rejected"];
    for (at, (came, felt)) in came.into_iter().zip(["3", "4", "3", "2", "1", "4", "2"]).enumerate()
    {
        let company = format!("Company {at}");
        let new = ["new", "--company", &company, "--round", "phone screen", "--felt", felt];
        debrief(home, &new).fine();
        if at == 2 {
            insta::assert_snapshot!("few", calibrate(false).fine());
        }
        debrief(home, &["outcome", &format!("company-{at}-phone-screen"), came]).fine();
    }
    insta::assert_snapshot!("many", calibrate(false).fine());
    let json: Value = serde_json::from_str(calibrate(true).fine()).expect("JSON");
    assert_eq!(json["real"]["guesses"]["n"], 6);
    assert_eq!(json["real"]["guesses"]["right"], 4);
    assert_eq!(json["real"]["rehearsals"]["right"], 4);
    assert_eq!(json["real"]["interviews"][0]["rehearsal"]["band"], 4);
}
