use std::path::Path;

use clap::Parser;

use super::*;
use crate::paths::Paths;
use crate::testing::command::{self, Ran, moment};
use crate::testing::plans::{self, PRACTICE};
use crate::testing::played::{keep, play};

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    drill: DrillArgs,
}

const MORNING: &str = "2026-12-01T09:00:00";

fn run_at(home: &Path, now: &str, args: &[&str], lines: &[&str]) -> Ran {
    let parsed = Command::try_parse_from([&["drill"], args].concat()).expect("arguments").drill;
    command::run_at(home, now, |context| {
        if parsed.command.is_some() || parsed.due || parsed.json {
            return run(&parsed, context);
        }
        let practice = Home::new(context.paths);
        Lesson::new(&parsed, &practice, desk(now, lines, 21_000))?.hold(context)
    })
}

fn desk(now: &str, lines: &[&str], each_ms: i64) -> Desk {
    let lines = lines.iter().map(|&line| line.to_owned()).collect();
    Desk::Scripted { lines, now: Box::new(moment(now)), each_ms }
}

fn run_in(home: &Path, args: &[&str], lines: &[&str]) -> Ran {
    run_at(home, MORNING, args, lines)
}

/// A home with a phone screen in which every point was missed.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let answers = "schema = 1\n[default]\ntext = \"Messages have an order.\"\nmarks = \"missed\"\n";
    keep(
        &play(plans::phone_screen(PRACTICE), answers),
        home.path(),
        "01KB1Q2W3E4R5T6Y7P8A9S0D00",
        0,
    );
    home
}

#[track_caller]
fn fine(ran: &Ran) -> &str {
    ran.fine()
}

#[test]
fn a_missed_point_is_asked_shown_and_comes_back() {
    let home = home();
    assert_eq!(fine(&run_in(home.path(), &["--due"], &[])).trim(), "1");
    let lesson = run_in(home.path(), &[], &["It is ordered by partition", "", "g"]);
    insta::assert_snapshot!(fine(&lesson));
    assert_eq!(fine(&run_in(home.path(), &["--due"], &[])).trim(), "0");
    let list = run_in(home.path(), &["list", "--json"], &[]);
    let list: serde_json::Value = serde_json::from_str(fine(&list)).expect("JSON");
    let cards = list.as_array().expect("cards");
    let asked = cards.iter().find(|card| card["last"] == "2026-12-01").expect("one");
    let due = asked["due"].as_str().expect("a date").to_owned();
    // Due on its day from four in the morning on; until then it is its sibling's turn.
    let is_new = |time: &str| {
        let ran = run_at(home.path(), &format!("{due}T{time}"), &["--json"], &[]);
        let queue: serde_json::Value = serde_json::from_str(fine(&ran)).expect("JSON");
        queue["cards"][0]["new"].as_bool().expect("a card")
    };
    assert!(is_new("03:59:59") && !is_new("04:00:00"));
}

#[test]
fn again_comes_again_and_an_answer_is_taken_back() {
    let home = home();
    // Again, then the same card once more; taken back; then easy.
    let lines = ["", "a", "", "u", "", "e"];
    let lesson = run_in(home.path(), &[], &lines);
    let out = fine(&lesson);
    assert!(lesson.err.contains("taken back: "), "{}", lesson.err);
    assert!(out.contains("Answered: 1."), "{out}");
    let practice = Home::new(&Paths::under(home.path().to_owned())).read().expect("readable");
    let known = practice.cards.values().next().expect("one");
    assert_eq!(known.reviews.len(), 1, "{known:?}");
    let undone = run_in(home.path(), &["undo"], &[]);
    assert!(fine(&undone).contains("Taken back"), "{}", undone.out);
    assert_eq!(fine(&run_in(home.path(), &["--due"], &[])).trim(), "1");
    let ran = run_in(home.path(), &["undo"], &[]);
    assert!(matches!(&ran.outcome, Err(Error::Unknown(told)) if told.contains("mock drill")));
}

#[test]
fn a_suspended_card_waits_for_its_release() {
    let home = home();
    let queue = run_in(home.path(), &["--json"], &[]);
    let queue: serde_json::Value = serde_json::from_str(fine(&queue)).expect("JSON");
    let id = queue["cards"][0]["id"].as_str().expect("an id").to_owned();
    assert!(!queue["cards"][0]["card"]["point"].as_str().unwrap_or_default().is_empty());
    fine(&run_in(home.path(), &["suspend", &id], &[]));
    let list = run_in(home.path(), &["list"], &[]);
    assert!(fine(&list).contains("suspended"), "{}", list.out);
    fine(&run_in(home.path(), &["release", &id], &[]));
    let list = run_in(home.path(), &["list"], &[]);
    assert!(!fine(&list).contains("suspended"), "{}", list.out);
    let ran = run_in(home.path(), &["suspend", &id[..id.len() - 1]], &[]);
    assert!(matches!(&ran.outcome, Err(Error::Unknown(told)) if told.contains("did you mean")));
}

#[test]
fn the_time_ends_a_sitting_after_a_card() {
    let home = home();
    let cards = "front,back\na,1\nb,2\nc,3\nd,4\n";
    std::fs::write(home.path().join("own.csv"), cards).expect("written");
    let path = home.path().join("own.csv");
    let path = path.to_str().expect("a path");
    assert!(fine(&run_in(home.path(), &["import", path], &[])).contains("4 new"));
    assert!(fine(&run_in(home.path(), &["import", path], &[])).contains("4 known already"));
    // Forty-two seconds a card: the third begins within two minutes, the fourth does not.
    let lines = ["", "g", "", "g", "", "g", "", "g", "", "g"];
    let lesson = run_in(home.path(), &["--minutes", "2"], &lines);
    let out = fine(&lesson);
    assert!(out.contains("The 2 minutes are over. Answered: 3."), "{out}");
    assert!(out.contains("Still due: 2"), "{out}");
}

#[test]
fn cards_go_to_a_file_and_into_another_home() {
    let home = home();
    fine(&run_in(home.path(), &[], &["", "h"]));
    let other = tempfile::tempdir().expect("a folder");
    for (name, has_dates) in [("cards.json", true), ("cards.csv", false), ("cards.txt", false)] {
        let path = home.path().join(name);
        let path = path.to_str().expect("a path");
        assert!(fine(&run_in(home.path(), &["export", path], &[])).contains("cards are in"));
        let elsewhere = tempfile::tempdir().expect("a folder");
        let target = if has_dates { other.path() } else { elsewhere.path() };
        let ran = run_in(target, &["import", path], &[]);
        assert!(fine(&ran).contains(" new, 0 changed"), "{}", ran.out);
        let (old, new) = (run_in(home.path(), &["list"], &[]), run_in(target, &["list"], &[]));
        assert_eq!(has_dates, fine(&old) == fine(&new), "{} {}", old.out, new.out);
    }
    let ran = run_in(home.path(), &["import", "/nowhere.csv"], &[]);
    assert!(matches!(&ran.outcome, Err(Error::Unknown(told)) if told.contains("/nowhere.csv")));
    let ran = run_in(home.path(), &["export", "cards.pdf"], &[]);
    assert!(matches!(&ran.outcome, Err(Error::Unknown(told)) if told.contains("--as anki")));
}

#[test]
fn two_terminals_answer_one_card_once() {
    let home = home();
    let paths = Paths::under(home.path().to_owned());
    let practice = Home::new(&paths);
    let args = Command::try_parse_from(["drill"]).expect("arguments").drill;
    // Both have the card before either answers it.
    let late = Lesson::new(&args, &practice, desk(MORNING, &["", "g"], 1_000)).expect("begun");
    fine(&run_in(home.path(), &[], &["", "h"]));
    let ran = command::run_at(home.path(), MORNING, |context| late.hold(context));
    assert!(ran.err.contains("answered in another terminal"), "{}", ran.err);
    let reviews = practice.read().expect("readable");
    assert_eq!(reviews.cards.values().map(|known| known.reviews.len()).sum::<usize>(), 1);
}

#[test]
fn without_a_card_it_says_where_they_come_from() {
    let home = tempfile::tempdir().expect("a folder");
    let ran = run_in(home.path(), &[], &[]);
    assert!(fine(&ran).contains("mock run"), "{}", ran.out);
    assert_eq!(fine(&run_in(home.path(), &["--due"], &[])), "0\n");
}
