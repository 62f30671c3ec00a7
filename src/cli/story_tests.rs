use std::fs;
use std::path::Path;

use clap::Parser;

use super::*;
use crate::engine::event::{Event, OwnStory};
use crate::paths::Paths;
use crate::practice::stories::make;
use crate::prep::story::Draft;
use crate::testing::command::{self, Ran};
use crate::testing::plans::{self, PRACTICE};
use crate::testing::played::{insert, keep, play};
use crate::view::say::question::STAR_ASKS;

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    story: StoryArgs,
}

const MORNING: &str = "2026-12-01T09:00:00";

fn run_in(home: &Path, args: &[&str]) -> Ran {
    let parsed = Command::try_parse_from([&["story"], args].concat()).expect("arguments").story;
    command::run_at(home, MORNING, |context| run(&parsed, context))
}

fn put(home: &Path, id: &str, title: &str, competencies: &[&str]) {
    let draft = Draft {
        title: title.to_owned(),
        competencies: competencies.iter().map(|&name| name.to_owned()).collect(),
        year: Some(2024),
        numbers: vec!["2 hours -> 15 minutes".to_owned()],
        people: vec!["billing lead".to_owned()],
        letters: ["Last year it broke.", "It was mine.", "I mended it.", "It ran."]
            .map(str::to_owned),
    };
    make(&Paths::under(home.to_owned()), id, &draft.file(STAR_ASKS)).expect("made");
}

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    put(
        home.path(),
        "lost-table",
        "The table that lost a hundred customers",
        &["Initiative and ownership", "Data-driven decisions"],
    );
    put(home.path(), "late-load", "The load that was late every Monday", &["Continuous learning"]);
    home
}

/// A behavioral round in which this story was told, so many days after the first.
fn told(home: &Path, story: &str, number: u32) {
    let answers = "schema = 1\n[default]\nmarks = \"partly\"\n[default.fields]\n\
                   situation = \"In March a job finished with zero rows.\"\n\
                   action = \"I counted the failures.\"\n";
    let mut drawn = plans::behavioral(PRACTICE);
    for event in &mut drawn {
        if let Event::QuestionDrawn { ask, .. } = event {
            "beh-initiative".clone_into(&mut ask.id);
        }
    }
    let mut played = play(drawn, answers);
    let story = OwnStory { id: story.to_owned(), title: "T".to_owned() };
    let noted = Event::StoryTold { slot: 0, item: 0, story: Some(story) };
    insert(&mut played, |event| matches!(event, Event::ItemOpened { .. }), vec![noted]);
    keep(&played, home, &format!("01KB1Q2W3E4R5T6Y7P8A9S0D{number:02}"), i64::from(number));
}

#[test]
fn an_empty_home_says_how_to_begin() {
    let home = tempfile::tempdir().expect("a folder");
    let ran = run_in(home.path(), &[]);
    assert!(ran.fine().contains("`mock story new`"), "{}", ran.out);
    assert!(run_in(home.path(), &["show", "x"]).wrong().contains("`mock story new` begins one"));
    assert!(run_in(home.path(), &["rehearse"]).wrong().contains("`mock story new` begins one"));
    assert!(!home.path().join("stories").exists(), "looking makes nothing");
}

#[test]
fn a_list_says_how_often_each_was_rehearsed_and_told() {
    let home = home();
    told(home.path(), "lost-table", 1);
    insta::assert_snapshot!("story_list", run_in(home.path(), &[]).fine());
    let one = run_in(home.path(), &["list", "--competency", "OWNERSHIP"]);
    assert!(one.fine().contains("lost-table") && !one.out.contains("late-load"), "{}", one.out);
    let none = run_in(home.path(), &["list", "--competency", "chess"]);
    assert!(none.err.contains("no story is left"), "{}", none.err);
    let json: Value = serde_json::from_str(run_in(home.path(), &["--json"]).fine()).expect("JSON");
    assert_eq!(json["stories"][1]["told"][0]["question"], "beh-initiative", "{json:#}");
    assert_eq!(json["stories"][1]["letters"]["result"], "It ran.");
}

#[test]
fn a_story_is_shown_whole() {
    let home = home();
    let path = home.path().join("stories/lost-table.md");
    let text = fs::read_to_string(&path).expect("there");
    let text =
        text.replace("+++\n\n## Situation", "mood = \"proud\"\n+++\nThe date!\n\n## Situation");
    fs::write(&path, text).expect("written");
    let shown = run_in(home.path(), &["show", "lost"]);
    let shown = shown.fine().replace(&home.path().display().to_string(), "/home");
    insta::assert_snapshot!("story_show", shown);
    let parsed = Command::try_parse_from(["story", "show", "lost"]).expect("arguments").story;
    let painted = command::run_in_colour(home.path(), MORNING, |context| run(&parsed, context));
    let painted = painted.fine().replace(&home.path().display().to_string(), "/home");
    insta::assert_snapshot!("story_show_in_colour", painted.replace('\u{1b}', "ESC"));
    let json: Value = serde_json::from_str(run_in(home.path(), &["show", "lost", "--json"]).fine())
        .expect("JSON");
    assert_eq!(json["others"]["mood"], "proud");
    assert_eq!(json["notes"], "The date!");
}

#[test]
fn a_faulty_file_is_told_with_its_line_and_stays_as_it_is() {
    let home = home();
    let path = home.path().join("stories/torn.md");
    let text = "+++\ntitle = \"T\"\nyear = \"last\"\n+++\nwords\n";
    fs::write(&path, text).expect("written");
    let list = run_in(home.path(), &[]);
    assert!(list.fine().contains("lost-table"), "{}", list.out);
    let told = "stories/torn.md:3: `year` is a text; write the year alone, as year = 2024";
    assert!(list.err.contains(told), "{}", list.err);
    let shown = run_in(home.path(), &["show", "torn"]).wrong();
    assert!(shown.contains(told) && shown.contains("`mock story edit torn` opens it"), "{shown}");
    let json: Value = serde_json::from_str(run_in(home.path(), &["--json"]).fine()).expect("JSON");
    assert_eq!(json["broken"][0]["faults"][0]["line"], 3);
    run_in(home.path(), &["cover"]).fine();
    fs::write(home.path().join("stories/My own.md"), "---\n").expect("written");
    let shown = run_in(home.path(), &["show", "My"]).wrong();
    assert!(shown.contains("is YAML") && shown.contains("`mock story edit 'My own'`"), "{shown}");
    assert_eq!(fs::read_to_string(&path).expect("there"), text);
}

#[test]
fn a_new_story_never_takes_the_place_of_another() {
    let home = home();
    let args = ["new", "Lost table!", "--competency", "Saying no well", "--number", "3 -> 1"];
    let ran = run_in(home.path(), &args);
    assert!(ran.wrong().contains("there is a story `lost-table` already"), "{}", ran.wrong());
    let ran = run_in(home.path(), &[&args[..], &["--id", "lost-again"]].concat());
    assert!(ran.fine().contains("mock story edit lost-again"), "{}", ran.out);
    let shown = run_in(home.path(), &["show", "lost-again"]);
    assert!(
        shown.fine().contains("Saying no well") && shown.out.contains("3 -> 1"),
        "{}",
        shown.out
    );
    for (args, why) in [
        (&["new"][..], "what is it called?"),
        (&["new", " "], "a few words"),
        (&["new", "T", "--id", "Not An Id"], "isn't an id"),
    ] {
        let wrong = run_in(home.path(), args).wrong();
        assert!(wrong.contains(why), "{args:?}: {wrong}");
    }
    assert_eq!(fs::read_dir(home.path().join("stories")).expect("there").count(), 3);
}

#[test]
fn an_answer_of_a_session_is_kept_by_its_letters() {
    let home = tempfile::tempdir().expect("a folder");
    told(home.path(), "other", 1);
    let ran = run_in(home.path(), &["new", "Zero rows", "--from", "last"]);
    ran.fine();
    let json: Value =
        serde_json::from_str(run_in(home.path(), &["show", "zero-rows", "--json"]).fine())
            .expect("JSON");
    assert_eq!(json["letters"]["action"], "I counted the failures.");
    assert_eq!(json["letters"]["task"], "");
    let wrong = run_in(home.path(), &["new", "T", "--from", "last", "--question", "x"]).wrong();
    assert!(wrong.contains("there are beh-initiative"), "{wrong}");
    let phone = crate::testing::played::phone_screen();
    keep(&phone, home.path(), "01KB1Q2W3E4R5T6Y7P8A9S0D09", 9);
    let wrong = run_in(home.path(), &["new", "T", "--from", "last"]).wrong();
    assert!(wrong.contains("no answer in four letters"), "{wrong}");
}

#[test]
fn the_matrix_says_what_is_uncovered_covered_once_and_worn() {
    let home = home();
    let bare = tempfile::tempdir().expect("a folder");
    let none = run_in(bare.path(), &["cover"]);
    assert!(none.fine().contains("none") && none.out.contains("Next: `mock story new`"));
    (1..=3).for_each(|number| told(home.path(), "lost-table", number));
    told(home.path(), "late-load", 4);
    put(home.path(), "chess", "The chess club", &["Playing chess"]);
    insta::assert_snapshot!("story_cover", run_in(home.path(), &["cover"]).fine());
    let parsed = Command::try_parse_from(["story", "cover"]).expect("arguments").story;
    let painted = command::run_in_colour(home.path(), MORNING, |context| run(&parsed, context));
    let told = painted.fine().replace('\u{1b}', "ESC");
    let short: Vec<&str> = told.lines().filter(|line| line.contains("ESC")).collect();
    insta::assert_snapshot!("story_cover_in_colour", short.join("\n"));
    let json: Value =
        serde_json::from_str(run_in(home.path(), &["cover", "--json"]).fine()).expect("JSON");
    let rows = json["competencies"].as_array().expect("rows");
    let of = |name: &str| rows.iter().find(|row| row["competency"] == name).expect(name);
    assert_eq!(of("Saying no well")["stories"].as_array().expect("none").len(), 0);
    assert_eq!(of("Initiative and ownership")["stories"].as_array().expect("two").len(), 2);
    assert_eq!(of("Continuous learning")["stories"][0]["told"], 0);
    assert_eq!(json["stories"][2]["worn"], true, "{json:#}");
}
