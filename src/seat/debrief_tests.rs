//! The debrief by its keys alone, without a face.

use super::debrief::{Debrief, Move, Step};
use super::outcome::Outcome;
use super::testing::{Played, answered, begun};
use crate::engine::event::{
    About, Event, Grounds, Mark, PointReading, RankedPlace, Reader, Reading, Scope, Shown,
};
use crate::engine::places::words_at;
use crate::engine::{Command, PauseReason, Seat, Stamped};
use crate::testing::plans::{EXAM, PEER, PRACTICE, phone_screen, quiz};

const QUESTION: Scope = Scope::Question { slot: 0, item: 1 };

const ANSWER: &str =
    "Kafka keeps order inside one partition. So I key by account. We alert on lag.";

fn practised() -> (Played, Debrief) {
    let mut played = answered(phone_screen(PRACTICE), ANSWER);
    suggest(
        &mut played,
        &[
            ("scope", &["Kafka keeps order inside one partition."]),
            ("key", &["We alert on lag.", "So I key by account."]),
        ],
    );
    let mut debrief = Debrief::default();
    assert_eq!(debrief.scope(&played.state), Some(QUESTION));
    debrief.begin(&played.state, QUESTION);
    (played, debrief)
}

/// A model suggests these sentences for the points, the best first.
fn suggest(played: &mut Played, points: &[(&str, &[&str])]) {
    let of = |(id, sentences): &(&str, &[&str])| {
        let at = sentences.iter().zip((1..=900).rev()).map(|(sentence, score)| {
            let from = ANSWER.find(sentence).expect("in the answer");
            RankedPlace { field: "answer".to_owned(), from, to: from + sentence.len(), score }
        });
        PointReading { about: About::Item((*id).to_owned()), verdict: None, at: at.collect() }
    };
    let reading = Reading {
        reader: Reader::Model,
        version: 1,
        model: "a model".to_owned(),
        instructions: String::new(),
        proof: None,
        points: points.iter().map(of).collect(),
    };
    played.interviewer(Command::FileReading { slot: 0, item: 1, part: 0, reading: reading.into() });
}

/// Presses keys one after the other, and lets happen what follows by itself.
fn press(played: &mut Played, debrief: &mut Debrief, scope: Scope, keys: &[&str]) {
    for key in keys {
        let outcome = debrief.press(&played.state, scope, key);
        assert_ne!(outcome, Outcome::Nothing, "{key} at {:?}", debrief.step(&played.state, scope));
        settle(played, debrief, scope, outcome);
    }
}

fn settle(played: &mut Played, debrief: &mut Debrief, scope: Scope, mut outcome: Outcome) {
    loop {
        played.carry_out(outcome);
        if let Some(sheet) = played.state.scores.get(&scope) {
            debrief.happened(&Event::ScoreShown { scope, sheet: sheet.clone() });
        }
        outcome = debrief.advance(&played.state, scope);
        if !matches!(outcome, Outcome::Do(_)) {
            return;
        }
    }
}

fn grounds_of(played: &Played, id: &str) -> Grounds {
    played.state.marks[&(QUESTION, Seat::Candidate, id.to_owned())].grounds.clone()
}

/// The words that a mark's places name.
fn shown(played: &Played, id: &str) -> Vec<String> {
    let grounds = grounds_of(played, id);
    let words = |place| words_at(&played.state, QUESTION, place).expect("words").to_owned();
    grounds.at.iter().map(words).collect()
}

fn point(played: &Played, debrief: &Debrief) -> String {
    match debrief.step(&played.state, QUESTION) {
        Step::Mark { check, .. } => check.id,
        step => format!("{step:?}"),
    }
}

#[test]
fn a_guess_is_sealed_by_enter_and_can_be_taken_back_until_then() {
    let (mut played, mut debrief) = practised();
    let first = Step::Guess { seat: Seat::Candidate, dim: "knowledge".to_owned() };
    assert_eq!(debrief.step(&played.state, QUESTION), first);
    press(&mut played, &mut debrief, QUESTION, &["3", "2"]);
    assert!(played.state.sealed.is_empty(), "nothing is sealed before Enter");
    press(&mut played, &mut debrief, QUESTION, &["b", "4", "n"]);
    let sealed = &played.state.sealed[&(QUESTION, Seat::Candidate)];
    assert_eq!(sealed.iter().map(|(_, guess)| *guess).collect::<Vec<_>>(), [3, 4]);
}

#[test]
fn a_key_accepts_the_suggestion_and_another_takes_a_different_sentence() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n", "m"]);
    assert_eq!(shown(&played, "scope"), ["Kafka keeps order inside one partition."]);
    assert_eq!(grounds_of(&played, "scope").pick, Some(1));
    press(&mut played, &mut debrief, QUESTION, &["2", "p"]);
    assert_eq!(shown(&played, "key"), ["So I key by account."]);
    assert_eq!(grounds_of(&played, "key").pick, Some(2));
    assert_eq!(played.state.mark(QUESTION, "key"), Some(Mark::Partly));
}

#[test]
fn arrows_go_over_suggestions_and_then_over_the_rest() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n", "x"]);
    let pointed = |debrief: &Debrief| {
        let Step::Mark { check, .. } = debrief.step(&played.state, QUESTION) else { panic!() };
        debrief.offer(&played.state, QUESTION, &check).at
    };
    let mut seen = vec![pointed(&debrief)];
    for to in [Move::Next, Move::Next, Move::Next, Move::Previous, Move::First, Move::By(1)] {
        debrief.point(&played.state, QUESTION, to);
        seen.push(pointed(&debrief));
    }
    assert_eq!(seen, [2, 1, 0, 0, 1, 0, 1].map(Some));
    let marked = debrief.press(&played.state, QUESTION, "m");
    played.carry_out(marked);
    assert_eq!(grounds_of(&played, "key").pick, Some(2), "a suggestion, however it was reached");
}

#[test]
fn several_sentences_can_show_one_point() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n"]);
    debrief.take(&played.state, QUESTION);
    debrief.point(&played.state, QUESTION, Move::Last);
    press(&mut played, &mut debrief, QUESTION, &["m"]);
    let both = ["Kafka keeps order inside one partition.", "We alert on lag."];
    assert_eq!(shown(&played, "scope"), both);
    assert_eq!(grounds_of(&played, "scope").pick, None, "chosen by hand");
}

#[test]
fn where_nothing_is_suggested_a_mark_asks_for_its_place() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n", "m", "m", "m"]);
    assert_eq!(point(&played, &debrief), "followup:hot", "it waits for its place");
    assert_eq!(played.state.marks.len(), 2);
    debrief.point(&played.state, QUESTION, Move::Next);
    press(&mut played, &mut debrief, QUESTION, &["enter"]);
    assert_eq!(shown(&played, "followup:hot"), ["So I key by account."]);
    assert_eq!(grounds_of(&played, "followup:hot").pick, None);
}

#[test]
fn what_no_sentence_shows_is_marked_as_what_it_is() {
    for (keys, mark, shown) in [
        (&["a"][..], Mark::Met, Shown::Aloud),
        (&["w"], Mark::Met, Shown::Unwritten),
        (&["p", "w"], Mark::Partly, Shown::Unwritten),
    ] {
        let (mut played, mut debrief) = practised();
        press(&mut played, &mut debrief, QUESTION, &["3", "3", "n", "m", "m"]);
        press(&mut played, &mut debrief, QUESTION, keys);
        assert_eq!(played.state.mark(QUESTION, "followup:hot"), Some(mark));
        assert_eq!(grounds_of(&played, "followup:hot"), Grounds::only(shown));
        assert_eq!(point(&played, &debrief), "flag:0");
    }
}

#[test]
fn undo_takes_back_one_mark_after_the_other() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n", "m", "m", "l"]);
    assert_eq!(point(&played, &debrief), "flag:0");
    press(&mut played, &mut debrief, QUESTION, &["u"]);
    assert_eq!(point(&played, &debrief), "followup:hot", "what was left is asked again");
    press(&mut played, &mut debrief, QUESTION, &["u"]);
    assert_eq!((point(&played, &debrief).as_str(), played.state.marks.len()), ("key", 1));
    press(&mut played, &mut debrief, QUESTION, &["u"]);
    assert_eq!((point(&played, &debrief).as_str(), played.state.marks.len()), ("scope", 0));
    assert_eq!(debrief.press(&played.state, QUESTION, "u"), Outcome::Nothing);
    press(&mut played, &mut debrief, QUESTION, &["x", "m"]);
    assert_eq!(played.state.mark(QUESTION, "scope"), Some(Mark::Missed));
}

#[test]
fn the_score_comes_after_the_last_point_and_not_by_itself() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n", "m", "m", "x", "n"]);
    assert_eq!(debrief.step(&played.state, QUESTION), Step::Ready);
    assert!(played.state.scores.is_empty());
    press(&mut played, &mut debrief, QUESTION, &["u", "y"]);
    assert_eq!(point(&played, &debrief), "flag:0", "a red flag needs its sentence");
    press(&mut played, &mut debrief, QUESTION, &["enter", "n"]);
    assert_eq!(shown(&played, "flag:0"), ["Kafka keeps order inside one partition."]);
    assert!(played.state.scores.contains_key(&QUESTION));
    assert_eq!(debrief.step(&played.state, QUESTION), Step::Done, "seen between the questions");
    assert_eq!(debrief.advance(&played.state, QUESTION), Outcome::Noted);
    assert_eq!(debrief.scope(&played.state), None);
}

/// Keys come faster than the disk takes them.
#[test]
fn a_burst_of_keys_marks_one_point_each() {
    let (mut played, mut debrief) = practised();
    let mut asked = Vec::new();
    for key in ["3", "3", "n", "m", "m", "x", "n", "n"] {
        if let Outcome::Do(requests) = debrief.press(&played.state, QUESTION, key) {
            asked.push(Outcome::Do(requests));
        }
    }
    assert_eq!(debrief.step(&played.state, QUESTION), Step::Await, "all of it was asked for");
    assert_eq!(asked.len(), 6, "the seal, four marks, and the score");
    for outcome in asked {
        played.carry_out(outcome);
    }
    assert_eq!(played.state.marks.len(), 4);
    assert!(played.state.scores.contains_key(&QUESTION));
}

#[test]
fn what_was_not_taken_is_asked_again() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n"]);
    let lost = debrief.press(&played.state, QUESTION, "m");
    assert!(matches!(lost, Outcome::Do(_)));
    assert_eq!(point(&played, &debrief), "key");
    debrief.rejected();
    assert_eq!(point(&played, &debrief), "scope");
}

#[test]
fn a_key_that_is_not_offered_means_nothing() {
    let (mut played, mut debrief) = practised();
    for key in ["m", "5", "v", "n", "", "u"] {
        assert_eq!(debrief.press(&played.state, QUESTION, key), Outcome::Nothing, "{key}");
    }
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n"]);
    for key in ["y", "d", "v", "n"] {
        assert_eq!(debrief.press(&played.state, QUESTION, key), Outcome::Nothing, "{key}");
    }
    press(&mut played, &mut debrief, QUESTION, &["m", "m", "p", "w"]);
    for key in ["p", "m", "s", "w"] {
        assert_eq!(debrief.press(&played.state, QUESTION, key), Outcome::Nothing, "a flag: {key}");
    }
}

#[test]
fn a_point_can_be_chosen_and_marked_out_of_order() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n"]);
    debrief.choose(&played.state, QUESTION, 1);
    debrief.choose(&played.state, QUESTION, 1);
    press(&mut played, &mut debrief, QUESTION, &["x"]);
    let marked: Vec<&str> = played.state.marks.keys().map(|(_, _, id)| id.as_str()).collect();
    assert_eq!(marked, ["followup:hot"]);
    assert_eq!(point(&played, &debrief), "scope", "the first that has no mark");
    debrief.choose(&played.state, QUESTION, 99);
    let Step::Mark { index, count, .. } = debrief.step(&played.state, QUESTION) else { panic!() };
    assert_eq!(index + 1, count);
}

#[test]
fn what_is_put_off_comes_again_at_the_end_and_what_is_left_there_does_not() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3"]);
    assert_eq!(debrief.press(&played.state, QUESTION, "l"), Outcome::PutOff);
    assert_eq!(debrief.scope(&played.state), None);
    played.candidate(&[Command::EndSession]);
    assert_eq!(debrief.scope(&played.state), Some(QUESTION));
    debrief.begin(&played.state, QUESTION);
    let kept = [("knowledge".to_owned(), 3)];
    assert_eq!(debrief.guesses(&played.state, QUESTION, Seat::Candidate), kept);
    assert_eq!(debrief.press(&played.state, QUESTION, "l"), Outcome::Noted);
    assert_eq!((debrief.scope(&played.state), debrief.left), (None, true));
    let open = super::debrief::scope::all_open_points(&played.state);
    assert_eq!(open, 3, "two of the question, one of the round");
}

#[test]
fn a_guess_that_was_put_off_can_be_gone_back_to() {
    use super::situation::{between, between_menu};
    let (mut played, mut debrief) = practised();
    assert!(!between_menu(&played.state, &debrief).offers("g"), "nothing was put off");
    press(&mut played, &mut debrief, QUESTION, &["3", "l"]);
    assert!(between_menu(&played.state, &debrief).offers("g"));
    assert!(between_menu(&played.state, &debrief).offers("v"), "the model answer waits for nobody");
    assert_eq!(between(&played.state, &mut debrief, "g"), Outcome::Noted);
    assert_eq!(debrief.scope(&played.state), Some(QUESTION));
    debrief.begin(&played.state, QUESTION);
    let next = Step::Guess { seat: Seat::Candidate, dim: "application".to_owned() };
    assert_eq!(debrief.step(&played.state, QUESTION), next, "the first guess is kept");
    press(&mut played, &mut debrief, QUESTION, &["b", "2", "4", "n"]);
    let sealed = &played.state.sealed[&(QUESTION, Seat::Candidate)];
    assert_eq!(sealed.iter().map(|(_, guess)| *guess).collect::<Vec<_>>(), [2, 4]);
    assert!(!between_menu(&played.state, &debrief).offers("g"));
}

/// Points that were left open are finished later, and the round's score with them.
#[test]
fn what_stays_open_is_finished_by_mock_score() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n", "m", "l", "x", "n", "n"]);
    assert!(played.state.scores.contains_key(&QUESTION), "with what is known");
    assert_eq!(debrief.advance(&played.state, QUESTION), Outcome::Noted);
    played.candidate(&[Command::EndSession]);
    let round = Scope::Round { slot: 0 };
    debrief.begin(&played.state, round);
    press(&mut played, &mut debrief, round, &["w", "n"]);
    assert!(played.state.scores.contains_key(&round));

    let mut later = Debrief::new(true);
    assert_eq!(later.scope(&played.state), Some(QUESTION));
    later.begin(&played.state, QUESTION);
    assert_eq!(point(&played, &later), "key", "at the first open point");
    press(&mut played, &mut later, QUESTION, &["m", "n"]);
    assert_eq!(later.step(&played.state, QUESTION), Step::Look);
    press(&mut played, &mut later, QUESTION, &["n"]);
    assert_eq!(later.advance(&played.state, QUESTION), Outcome::Noted);
    assert_eq!(later.scope(&played.state), Some(round), "its score changed, and is shown");
    later.begin(&played.state, round);
    assert_eq!(later.step(&played.state, round), Step::Look);
    press(&mut played, &mut later, round, &["n"]);
    assert_eq!(later.advance(&played.state, round), Outcome::Noted);
    assert_eq!(later.scope(&played.state), None);
}

/// A session that has all its marks can be gone through again.
#[test]
fn a_mark_is_corrected_later_and_the_earlier_one_is_kept() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n", "m", "m", "x", "n", "n"]);
    debrief.advance(&played.state, QUESTION);
    played.candidate(&[Command::EndSession]);
    let round = Scope::Round { slot: 0 };
    debrief.begin(&played.state, round);
    press(&mut played, &mut debrief, round, &["w", "n"]);

    let mut later = Debrief::new(true);
    assert_eq!(later.scope(&played.state), Some(QUESTION));
    later.begin(&played.state, QUESTION);
    assert_eq!(point(&played, &later), "scope", "from the first point on");
    press(&mut played, &mut later, QUESTION, &["enter", "x"]);
    assert_eq!(played.state.mark(QUESTION, "key"), Some(Mark::Missed));
    let key = (QUESTION, Seat::Candidate, "key".to_owned());
    assert_eq!(played.state.earlier_marks[&key].len(), 1);
    assert_eq!(point(&played, &later), "followup:hot");
    press(&mut played, &mut later, QUESTION, &["e", "n"]);
    assert_eq!(later.step(&played.state, QUESTION), Step::Look);
}

#[test]
fn an_exam_is_guessed_as_a_whole_and_judged_question_by_question() {
    let mut played = answered(phone_screen(EXAM), "By partition.");
    played.candidate(&[Command::EndSession]);
    let mut debrief = Debrief::default();
    assert_eq!(debrief.scope(&played.state), Some(QUESTION));
    debrief.begin(&played.state, QUESTION);
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "3", "n"]);
    assert!(played.state.sealed.contains_key(&(Scope::Round { slot: 0 }, Seat::Candidate)));
    assert!(matches!(debrief.step(&played.state, QUESTION), Step::Mark { .. }));
}

#[test]
fn in_practice_a_round_has_no_guess_of_its_own() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n", "m", "m", "x", "n", "n"]);
    debrief.advance(&played.state, QUESTION);
    played.candidate(&[Command::EndSession]);
    let round = debrief.scope(&played.state).expect("the round");
    debrief.begin(&played.state, round);
    assert!(matches!(debrief.step(&played.state, round), Step::Mark { .. }));
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
    debrief.begin(&played.state, scope);
    for seat in [Seat::Candidate, Seat::Interviewer] {
        for key in ["3", "3", "3", "n"] {
            assert_eq!(debrief.step(&played.state, scope).seat(&played.state), Some(seat));
            press(&mut played, &mut debrief, scope, &[key]);
        }
    }
    let step = debrief.step(&played.state, scope);
    assert!(matches!(step, Step::Mark { .. }));
    assert_eq!(step.seat(&played.state), Some(Seat::Interviewer));
    let outcome = debrief.press(&played.state, scope, "x");
    let Outcome::Do(requests) = outcome else { panic!("{outcome:?}") };
    assert_eq!(requests[0].seat, Seat::Interviewer);
}

#[test]
fn the_model_answer_is_asked_for_once_and_shown_again_without_asking() {
    let (mut played, mut debrief) = practised();
    press(&mut played, &mut debrief, QUESTION, &["3", "3", "n"]);
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
    let (played, _) = practised();
    let mut state = played.state.clone();
    state.apply(&Stamped {
        at: played.now(),
        wall_ms: 0,
        event: Event::Paused { reason: PauseReason::Asked(String::new()) },
    });
    assert_eq!(Debrief::default().scope(&state), None);
    let judging = Debrief::new(true);
    assert_eq!(judging.scope(&state), Some(QUESTION));
}
