//! Two people, one terminal; and the interviewer alone.

use std::path::PathBuf;

use super::*;
use crate::engine::event::Scope;
use crate::testing::plans::{PEER, Wanted, onsite, phone_screen};
use crate::testing::{Paper, Studio, Untouched};
use crate::ui::face::Setup;
use crate::ui::out::{Look, Out};

const SCREEN: Look = Look { typed: true, moves: true, height: 40, ..Look::PIPE };

fn face(look: Look) -> impl FnOnce(Paper, Untouched) -> PlainFace {
    move |paper, keys| {
        let setup = Setup {
            folder: PathBuf::from("/nonexistent"),
            saved_in: Some("sessions".to_owned()),
            editor: String::new(),
            judging_only: false,
            stories: crate::ui::face::Shelf::default(),
        };
        PlainFace::new(Out::new(Box::new(paper), look), Box::new(keys), setup)
    }
}

/// What stays on the normal screen and in its scrollback, and what was on the other one.
fn screens(text: &str) -> (String, String) {
    let (mut normal, mut other) = (String::new(), String::new());
    for (index, part) in text.split("\x1b[?1049h").enumerate() {
        match part.split_once("\x1b[?1049l") {
            Some((hidden, shown)) => {
                other.push_str(hidden);
                normal.push_str(shown);
            }
            None if index == 0 => normal.push_str(part),
            None => other.push_str(part),
        }
    }
    (normal, other)
}

fn asked_and_answered(studio: &mut Studio<PlainFace>) {
    studio.lines(&["", ".", "/ask How many partitions?", ""]);
    studio.lines(&["q", "hello", "a", "1 m early", "h", "9 m", "", "q"]);
    studio.lines(&["Kafka keeps order inside one partition.", ".", ""]);
    studio.lines(&["f 1", "Split it by merchant.", ".", "", "2 p", "s Thank you.", "e"]);
}

#[test]
fn the_console_opens_behind_a_curtain_and_both_judge_blind() {
    let mut studio = Studio::open(phone_screen(PEER), face(SCREEN));
    asked_and_answered(&mut studio);
    studio.lines(&["n", "What is on-call like?", "."]);
    // The candidate's guesses, the interviewer's, what was left unmarked, the rating.
    studio.lines(&["3", "3", "2", "", "", "2", "3", "3", "", "m 1", "n", "", "m 1", ""]);
    studio.lines(&["n", "4", "Kind and clear."]);
    assert!(studio.is_done, "{}", studio.text());
    let (normal, other) = screens(&studio.text());
    assert!(other.contains("canary-a") && other.contains("canary-e"));
    insta::assert_snapshot!("shared", normal);
    let round = Scope::Round { slot: 0 };
    assert!(studio.state.sealed.contains_key(&(round, Seat::Candidate)));
    assert!(studio.state.sealed.contains_key(&(round, Seat::Interviewer)));
    assert_eq!(studio.state.interviewer_rating, Some((4, "Kind and clear.".to_owned())));
}

#[test]
fn the_panel_holds_all_that_an_interviewer_needs() {
    let mut studio = Studio::open(phone_screen(PEER), face(SCREEN));
    studio.lines(&["", ".", "/ask How many partitions?", ""]);
    let text = studio.text();
    let panel = text.rsplit("\x1b[2J\x1b[H").next().expect("drawn");
    insta::assert_snapshot!("panel", panel);
}

/// No word of rubric, model answer or mistakes reaches the candidate's screen before both have
/// judged: in practice, in exam, at any moment at which the session is left or killed.
#[test]
fn nothing_that_judges_is_shown_before_the_debrief() {
    let exam = Wanted { mode: crate::format::plan::SessionMode::Exam, ..PEER };
    for wanted in [PEER, exam] {
        let mut studio = Studio::open(phone_screen(wanted), face(SCREEN));
        asked_and_answered(&mut studio);
        studio.lines(&["/show", "/hand", "", "v", "1 x", "q", "n", "/help", "."]);
        studio.pass(crate::time::Span::minutes(60));
        studio.lines(&["", "3", "3", "2", "", "2"]);
        let (normal, _) = screens(&studio.text());
        assert!(!normal.contains("canary"), "{normal}");
        studio.signal(crate::message::Signal::Terminate);
        let text = studio.text();
        drop(studio.into_face());
        assert!(!screens(&text).0.contains("canary"), "{text}");
    }
}

#[test]
fn a_session_dropped_at_the_console_leaves_the_normal_screen() {
    let mut studio = Studio::open(phone_screen(PEER), face(SCREEN));
    studio.lines(&["", ".", "/hand", ""]);
    let paper = studio.paper.clone();
    drop(studio.into_face());
    let text = paper.text();
    assert!(text.trim_end().ends_with("\x1b[?1049l"), "{text:?}");
}

#[test]
fn a_terminal_without_a_second_screen_is_left_at_once() {
    let look = Look { typed: true, ..Look::PIPE };
    let studio = Studio::open(phone_screen(PEER), face(look));
    assert!(studio.is_done);
    assert!(studio.text().contains("mock interview"), "{}", studio.text());
}

#[test]
fn an_interviewer_alone_leads_through_a_loop_and_judges_it() {
    let alone = move |paper, keys| face(Look { typed: true, ..Look::PIPE })(paper, keys);
    let mut studio = Studio::open(onsite(PEER), |paper, keys| alone(paper, keys).for_interviewer());
    studio.lines(&["", "1 p one fact table", "n", "n", "n", "f 1", "e"]);
    studio.lines(&["2", "", "m", "n", "", "", "", ""]);
    studio.lines(&["o 2", "e", "3", "", "", ""]);
    assert!(studio.is_done, "{}", studio.text());
    assert!(studio.state.scores.contains_key(&Scope::Loop));
    let quiz = studio.state.slots[2].items[0].scored_attempt().expect("asked");
    assert_eq!(quiz.fields[0].text, "2");
    insta::assert_snapshot!("alone", studio.text());
}
