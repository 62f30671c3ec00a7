//! The debrief by its keys alone, without a face.

use super::debrief::{Debrief, Step};
use super::outcome::Outcome;
use super::testing::{Played, answered, begun};
use crate::engine::event::{Event, Mark, Scope};
use crate::engine::{Command, PauseReason, Seat};
use crate::testing::plans::{EXAM, PEER, PRACTICE, phone_screen, quiz};

const QUESTION: Scope = Scope::Question { slot: 0, item: 1 };

fn practised() -> (Played, Debrief) {
    let played = answered(phone_screen(PRACTICE), "Kafka keeps order inside one partition.");
    let mut debrief = Debrief::default();
    assert_eq!(debrief.scope(&played.state), Some(QUESTION));
    debrief.begin(QUESTION);
    (played, debrief)
}

/// Presses keys one after the other, and lets happen what follows by itself.
fn press(played: &mut Played, debrief: &mut Debrief, scope: Scope, keys: &[&str]) {
    for key in keys {
        let outcome = debrief.press(&played.state, scope, key);
        assert_ne!(outcome, Outcome::Nothing, "{key} at {:?}", debrief.step(&played.state, scope));
        played.carry_out(outcome);
        loop {
            let outcome = debrief.advance(&played.state, scope);
            if !matches!(outcome, Outcome::Do(_)) {
                break;
            }
            played.carry_out(outcome);
        }
    }
}

#[test]
fn a_guess_is_sealed_then_every_point_is_marked_then_the_doubts_come() {
    let (mut played, mut debrief) = practised();
    let step = debrief.step(&played.state, QUESTION);
    assert_eq!(step, Step::Guess { seat: Seat::Candidate, dim: "knowledge".to_owned() });
    press(&mut played, &mut debrief, QUESTION, &["3", "2"]);
    assert!(played.state.sealed.contains_key(&(QUESTION, Seat::Candidate)));
    press(&mut played, &mut debrief, QUESTION, &["m", "m", "p", "n"]);
    let Step::Review { check, mark, .. } = debrief.step(&played.state, QUESTION) else {
        panic!("no doubt about a point without a sentence");
    };
    assert_eq!((check.id.as_str(), mark), ("key", Mark::Met));
    press(&mut played, &mut debrief, QUESTION, &["k"]);
    let key = (QUESTION, Seat::Candidate, "key".to_owned());
    assert_eq!(played.state.marks[&key].before_review, Some(Mark::Met), "a kept mark is told");
    assert!(played.state.scores.contains_key(&QUESTION));
    assert_eq!(debrief.step(&played.state, QUESTION), Step::Done, "seen between the questions");
    assert_eq!(debrief.advance(&played.state, QUESTION), Outcome::Noted);
    assert_eq!(debrief.scope(&played.state), None);
}

#[test]
fn a_key_that_is_not_offered_means_nothing() {
    let (mut played, mut debrief) = practised();
    for key in ["m", "5", "v", "n", ""] {
        assert_eq!(debrief.press(&played.state, QUESTION, key), Outcome::Nothing, "{key}");
    }
    press(&mut played, &mut debrief, QUESTION, &["3", "3"]);
    assert_eq!(debrief.press(&played.state, QUESTION, "y"), Outcome::Nothing, "no red flag");
    press(&mut played, &mut debrief, QUESTION, &["m", "m", "p"]);
    assert_eq!(debrief.press(&played.state, QUESTION, "p"), Outcome::Nothing, "a red flag");
    press(&mut played, &mut debrief, QUESTION, &["n"]);
    let not_asked = debrief.press(&played.state, QUESTION, "s");
    assert_eq!(
        not_asked,
        Outcome::Nothing,
        "what was asked stays asked when it is looked at again"
    );
}

#[test]
fn a_point_can_be_chosen_and_marked_out_of_order() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3"]);
    debrief.choose(&played.state, QUESTION, 1);
    debrief.choose(&played.state, QUESTION, 1);
    press(&mut played, &mut debrief, QUESTION, &["x"]);
    let marked: Vec<&str> = played.state.marks.keys().map(|(_, _, id)| id.as_str()).collect();
    assert_eq!(marked, ["followup:hot"]);
    let Step::Mark { index, .. } = debrief.step(&played.state, QUESTION) else { panic!() };
    assert_eq!(index, 0, "the first that has no mark");
    debrief.choose(&played.state, QUESTION, 99);
    let Step::Mark { index, count, .. } = debrief.step(&played.state, QUESTION) else { panic!() };
    assert_eq!(index + 1, count);
}

#[test]
fn a_guess_can_be_taken_back_until_it_is_sealed() {
    let (played, mut debrief) = practised();
    debrief.press(&played.state, QUESTION, "4");
    assert_eq!(debrief.guesses(&played.state, QUESTION, Seat::Candidate).len(), 1);
    debrief.take_back_guess();
    assert_eq!(debrief.guesses(&played.state, QUESTION, Seat::Candidate), []);
}

#[test]
fn what_is_put_off_comes_again_at_the_end_and_what_is_left_there_does_not() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3"]);
    assert_eq!(debrief.press(&played.state, QUESTION, "l"), Outcome::PutOff);
    assert_eq!(debrief.scope(&played.state), None);
    played.candidate(&[Command::EndSession]);
    assert_eq!(debrief.scope(&played.state), Some(QUESTION));
    debrief.begin(QUESTION);
    assert_eq!(debrief.guesses(&played.state, QUESTION, Seat::Candidate), [], "asked anew");
    assert_eq!(debrief.press(&played.state, QUESTION, "l"), Outcome::Noted);
    assert_eq!((debrief.scope(&played.state), debrief.left), (None, true));
    assert_eq!(debrief.left_open(&played.state), 2, "the question and the round");
}

#[test]
fn an_exam_is_guessed_as_a_whole_and_judged_question_by_question() {
    let mut played = answered(phone_screen(EXAM), "By partition.");
    played.candidate(&[Command::EndSession]);
    let mut debrief = Debrief::default();
    assert_eq!(debrief.scope(&played.state), Some(QUESTION));
    debrief.begin(QUESTION);
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "3"]);
    assert!(played.state.sealed.contains_key(&(Scope::Round { slot: 0 }, Seat::Candidate)));
    assert!(matches!(debrief.step(&played.state, QUESTION), Step::Mark { .. }));
}

#[test]
fn a_quiz_has_nothing_to_guess_and_nothing_to_mark() {
    let mut played = begun(quiz(PRACTICE));
    let edit = Command::Edit { field: "answer".to_owned(), text: "2".to_owned() };
    played.candidate(&[Command::Next, edit, Command::Finish]);
    let scope = Scope::Question { slot: 0, item: 0 };
    assert_eq!(Debrief::default().step(&played.state, scope), Step::Confirm);
}

/// Two seats at one terminal: both guess before one of them marks.
#[test]
fn each_seat_seals_its_own_guess_and_the_interviewer_marks() {
    let mut played = answered(phone_screen(PEER), "By partition.");
    played.interviewer(Command::CloseQuestion);
    played.candidate(&[Command::EndSession]);
    let mut debrief = Debrief::default();
    let scope = debrief.scope(&played.state).expect("to be judged");
    debrief.begin(scope);
    for seat in [Seat::Candidate, Seat::Interviewer] {
        for _ in 0..3 {
            assert_eq!(debrief.step(&played.state, scope).seat(&played.state), Some(seat));
            press(&mut played, &mut debrief, scope, &["3"]);
        }
    }
    let step = debrief.step(&played.state, scope);
    assert!(matches!(step, Step::Mark { .. }));
    assert_eq!(step.seat(&played.state), Some(Seat::Interviewer));
    let outcome = debrief.press(&played.state, scope, "m");
    let Outcome::Do(requests) = outcome else { panic!("{outcome:?}") };
    assert_eq!(requests[0].seat, Seat::Interviewer);
}

#[test]
fn the_model_answer_is_asked_for_once_and_shown_again_without_asking() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3"]);
    let first = Outcome::models(&played.state, vec![(0, 1)]);
    let Outcome::Do(requests) = &first else { panic!("{first:?}") };
    assert_eq!(requests[0].command, Command::ShowModel { slot: 0, item: 1 });
    played.carry_out(first);
    assert_eq!(Outcome::models(&played.state, vec![(0, 1)]), Outcome::Models(vec![(0, 1)]));
}

#[test]
fn a_question_without_an_answer_is_judged_only_where_all_are() {
    let mut played = begun(phone_screen(PRACTICE));
    played.reach_question().candidate(&[Command::Skip]);
    let mut debrief = Debrief::default();
    assert_eq!(debrief.scope(&played.state), None);
    debrief.judges_all = true;
    assert_eq!(debrief.scope(&played.state), Some(QUESTION));
}

#[test]
fn nothing_is_judged_while_the_clock_is_paused_unless_only_judging_is_left() {
    let (played, debrief) = practised();
    let mut state = played.state.clone();
    state.apply(&crate::engine::Stamped {
        at: played.now(),
        wall_ms: 0,
        event: Event::Paused { reason: PauseReason::Asked(String::new()) },
    });
    assert_eq!(debrief.scope(&state), None);
    let judging = Debrief::new(true);
    assert_eq!(judging.scope(&state), Some(QUESTION));
}
