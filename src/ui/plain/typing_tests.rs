use std::path::PathBuf;

use super::*;
use crate::message::{Message, Signal};
use crate::testing::plans::{EXAM, PRACTICE, Wanted, phone_screen};
use crate::testing::{Paper, Studio, Untouched};
use crate::ui::face::Setup;
use crate::ui::out::{Look, Out};

fn studio(wanted: Wanted) -> Studio<PlainFace> {
    let look = Look { typed: true, moves: true, ..Look::PIPE };
    let face = |paper: Paper, keys: Untouched| {
        let setup = Setup {
            folder: PathBuf::from("/nonexistent"),
            saved_in: None,
            editor: String::new(),
            judging_only: false,
            stories: crate::ui::face::Shelf::default(),
        };
        let keys = Untouched { shows_typing: true, ..keys };
        PlainFace::new(Out::new(Box::new(paper), look), Box::new(keys), setup)
    };
    let mut studio = Studio::open(phone_screen(wanted), face);
    enter(&mut studio, "");
    enter(&mut studio, ".");
    studio
}

fn typed(studio: &mut Studio<PlainFace>, line: &str) {
    studio.receive(Message::Typing(line.to_owned()));
}

/// A line typed to its end: nothing but our own writer shows it.
fn enter(studio: &mut Studio<PlainFace>, line: &str) {
    studio.receive(Message::Line(line.to_owned()));
    typed(studio, "");
}

fn answer(studio: &Studio<PlainFace>) -> String {
    let attempt = studio.state.slots[0].items[1].scored_attempt().expect("asked");
    attempt.fields[0].text.clone()
}

#[test]
fn the_line_under_way_is_in_the_answer_within_a_quarter_of_a_second() {
    let mut studio = studio(PRACTICE);
    enter(&mut studio, "First.");
    typed(&mut studio, "Sec");
    studio.pass(Span(250));
    assert_eq!(answer(&studio), "First.\nSec");
    typed(&mut studio, "Second");
    studio.pass(Span(250));
    enter(&mut studio, "Second.");
    assert_eq!(answer(&studio), "First.\nSecond.");
    enter(&mut studio, "/undo");
    assert_eq!(answer(&studio), "First.");
}

#[test]
fn what_turns_out_to_be_a_command_leaves_the_answer() {
    let mut studio = studio(PRACTICE);
    enter(&mut studio, "First.");
    for (line, is_sent) in [("x", true), ("", false), ("/", true), ("/time", false)] {
        typed(&mut studio, line);
        studio.pass(Span(250));
        assert_eq!(answer(&studio) != "First.", is_sent, "{line}");
    }
    enter(&mut studio, "/time");
    typed(&mut studio, "..");
    studio.pass(Span(250));
    typed(&mut studio, ".");
    enter(&mut studio, ".");
    assert_eq!(answer(&studio), "First.");
}

#[test]
fn at_zero_an_exam_takes_the_line_under_way_too() {
    let mut studio = studio(EXAM);
    enter(&mut studio, "First.");
    typed(&mut studio, "Half a sen");
    studio.pass(Span::minutes(30));
    assert_eq!(answer(&studio), "First.\nHalf a sen");
    enter(&mut studio, "Half a sentence.");
    let late = &studio.state.slots[0].items[1].late;
    assert_eq!(late["answer"], "First.\nHalf a sentence.");
}

#[test]
fn a_warning_takes_the_line_away_and_draws_it_again() {
    let mut studio = studio(PRACTICE);
    let before = studio.text().len();
    typed(&mut studio, "Kafka keeps");
    studio.pass(Span::minutes(10));
    insta::assert_snapshot!(studio.text()[before..].replace('\x1b', "ESC"));
}

#[test]
fn an_empty_line_shows_the_time_run_and_a_menu_gives_the_line_back() {
    let mut studio = studio(PRACTICE);
    let before = studio.text().len();
    studio.pass(Span::seconds(2));
    typed(&mut studio, "Kafka");
    studio.signal(Signal::Interrupt);
    studio.receive(Message::Line("g".to_owned()));
    typed(&mut studio, "Kafka");
    insta::assert_snapshot!(studio.text()[before..].replace('\x1b', "ESC"));
}
