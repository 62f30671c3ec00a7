use std::collections::BTreeMap;

use super::*;
use crate::message::{Message, Signal};
use crate::paths::Paths;
use crate::practice::stories::Stories;
use crate::prep::story::shelf::{Usage, usage};
use crate::testing::Paper;
use crate::testing::command::{self, moment};
use crate::ui::out::{Look, Out};

const NOW: &str = "2026-12-01T09:00:00";

fn story() -> Story {
    let text = "+++\ntitle = \"The lost table\"\nnumbers = [\"2 h -> 15 min\"]\n+++\n";
    Story::parse("lost-table", text).expect("sound")
}

fn lines(lines: &[&str]) -> Vec<Message> {
    lines.iter().map(|&line| Message::Line(line.to_owned())).collect()
}

/// What was said, and the log afterwards.
fn told(messages: Vec<Message>, each_ms: u64, is_written: bool) -> (String, Vec<Rehearsed>) {
    let home = tempfile::tempdir().expect("a folder");
    let text = told_in(home.path(), messages, each_ms, is_written);
    (text, rehearsals(home.path()))
}

fn rehearsals(home: &std::path::Path) -> Vec<Rehearsed> {
    let home = Home::new(&Paths::under(home.to_owned()));
    home.read().expect("readable").rehearsals
}

fn told_in(
    home: &std::path::Path,
    messages: Vec<Message>,
    each_ms: u64,
    is_written: bool,
) -> String {
    let paper = Paper::default();
    let out = Out::new(Box::new(paper.clone()), Look::PIPE);
    let stage = Stage::scripted(out, messages, each_ms);
    let practice = Home::new(&Paths::under(home.to_owned())).read().expect("readable");
    let usage = usage(&[], &practice);
    let shelf = Shelf { stories: Stories::default(), practice, usage };
    let ran = command::run_at(home, NOW, |context| {
        hold(&story(), is_written, &shelf, stage, context, || moment(NOW))
    });
    ran.fine();
    paper.text()
}

#[test]
fn four_letters_said_aloud_are_timed_and_kept() {
    let (text, kept) = told(lines(&["", "", "", ""]), 24_000, false);
    insta::assert_snapshot!("rehearsed_aloud", text);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].telling.took, [Span(24_000); 4]);
    assert_eq!(kept[0].telling.words, None);
    assert_eq!(kept[0].day.to_string(), "2026-12-01");
}

#[test]
fn a_typed_telling_has_its_words_and_checks() {
    let typed = [
        "Last year I looked after the customer tables.",
        "",
        "The billing run used them, so I wanted to know.",
        "",
        "I compared both sides and built the fix.",
        "I rolled it out.",
        "",
        "From two hours to fifteen minutes.",
        "",
    ];
    let (text, kept) = told(lines(&typed), 10_000, true);
    insta::assert_snapshot!("rehearsed_typed", text);
    assert_eq!(kept[0].telling.words, Some([8, 10, 12, 6]));
    assert_eq!(kept[0].telling.took[2], Span(30_000));
}

#[test]
fn what_is_left_or_no_telling_at_all_is_not_kept() {
    let mut left = lines(&["", ""]);
    left.push(Message::Signal(Signal::Interrupt));
    let (text, kept) = told(left, 20_000, false);
    assert!(text.contains("Left; nothing is kept.") && kept.is_empty(), "{text}");
    let (text, kept) = told(lines(&["", "", "", ""]), 100, false);
    assert!(text.contains("Too short") && kept.is_empty(), "{text}");
    let (text, kept) = told(lines(&["", "", "", ""]), 20_000, true);
    assert!(text.contains("Too short") && kept.is_empty(), "blank letters: {text}");
    let (_, kept) = told(lines(&["It broke.", "", "Mine."]), 1_000, true);
    assert!(kept.is_empty(), "the input ended in the middle of a letter, and two are missing");
}

#[test]
fn the_next_telling_is_set_against_the_last() {
    let home = tempfile::tempdir().expect("a folder");
    told_in(home.path(), lines(&["", "", "", ""]), 24_000, false);
    let text = told_in(home.path(), lines(&["", "", "", ""]), 12_000, false);
    assert!(text.contains("Told 1 time before, the last time in 1:36."), "{text}");
    assert_eq!(rehearsals(home.path()).len(), 2);
}

#[test]
fn without_a_name_the_story_that_waited_longest_is_told() {
    let of = |id: &str| {
        let story = Story { id: id.to_owned(), ..story() };
        crate::practice::stories::Found { story, path: std::path::PathBuf::new() }
    };
    let stories = Stories { all: ["a", "b", "c"].map(of).to_vec(), broken: Vec::new() };
    let used =
        |day: &str| Usage { rehearsed: Some(day.parse().expect("a day")), ..Usage::default() };
    let mut usage: BTreeMap<String, Usage> = BTreeMap::new();
    usage.insert("a".to_owned(), used("2026-11-01"));
    usage.insert("b".to_owned(), used("2026-10-01"));
    let mut shelf = Shelf { stories, practice: crate::prep::state::Practice::default(), usage };
    let args = RehearseArgs { story: None, write: false, screen_reader: false, json: false };
    assert_eq!(chosen(&args, &shelf).expect("one").id, "c", "never told");
    shelf.usage.insert("c".to_owned(), used("2026-11-30"));
    assert_eq!(chosen(&args, &shelf).expect("one").id, "b");
}
