//! Two people at one terminal: whose screen it is.

use super::debrief::Debrief;
use super::pair::Pair;
use super::situation::Situation;
use super::testing::{Played, begun};
use crate::engine::{Command, Seat};
use crate::testing::plans::{PEER, PRACTICE, phone_screen};

const ASKING: Situation = Situation::Asking(0, 1, 1);

fn at_question() -> (Played, Pair, Debrief) {
    let mut played = begun(phone_screen(PEER));
    played.reach_question();
    (played, Pair::default(), Debrief::default())
}

fn ask(text: &str) -> Command {
    Command::Ask { text: text.to_owned() }
}

#[test]
fn a_question_to_the_interviewer_waits_behind_the_curtain_until_they_sit_down() {
    let (mut played, mut pair, debrief) = at_question();
    assert_eq!(pair.place(&played.state, &debrief), (ASKING, None));
    played.candidate(&[ask("How many partitions?")]);
    let waits = (Situation::Console, Some(Seat::Interviewer));
    assert_eq!(pair.place(&played.state, &debrief), waits);
    pair.sit(&played.state, Seat::Interviewer);
    assert_eq!(pair.place(&played.state, &debrief), (Situation::Console, None));
    assert!(!pair.give_back(&played.state), "the candidate waits for an answer");
    played.interviewer(Command::Answer { script: Some(0), text: String::new() });
    assert_eq!(pair.place(&played.state, &debrief).0, Situation::Console, "until it is given back");
    assert!(pair.give_back(&played.state));
    assert_eq!(pair.place(&played.state, &debrief), (ASKING, Some(Seat::Candidate)));
}

#[test]
fn the_interviewer_may_be_called_without_a_question() {
    let (played, mut pair, debrief) = at_question();
    pair.call_interviewer();
    let waits = (Situation::Console, Some(Seat::Interviewer));
    assert_eq!(pair.place(&played.state, &debrief), waits);
    assert_eq!(pair.why_curtain(&played.state), "The interviewer's turn.");
}

#[test]
fn a_followup_gives_the_keyboard_back() {
    let (mut played, mut pair, debrief) = at_question();
    let edit = Command::Edit { field: "answer".to_owned(), text: "By key.".to_owned() };
    played.candidate(&[edit, Command::Finish]);
    assert_eq!(pair.place(&played.state, &debrief).1, Some(Seat::Interviewer));
    pair.sit(&played.state, Seat::Interviewer);
    let which = crate::engine::event::FollowupRef::Followup(0);
    played.interviewer(Command::AskFollowup { which });
    pair.end_turn();
    assert_eq!(pair.place(&played.state, &debrief), (ASKING, Some(Seat::Candidate)));
}

#[test]
fn alone_with_the_program_nobody_changes_seats() {
    let mut played = begun(phone_screen(PRACTICE));
    played.reach_question().candidate(&[ask("How many partitions?")]);
    let place = Pair::default().place(&played.state, &Debrief::default());
    assert_eq!(place, (ASKING, None));
}

#[test]
fn an_interviewer_alone_has_the_console_all_the_time() {
    let (played, mut pair, _) = at_question();
    let mut debrief = Debrief::default();
    debrief.is_alone = true;
    assert_eq!(pair.place(&played.state, &debrief), (Situation::Console, None));
    assert_eq!(pair.seated(), Seat::Interviewer);
}
