//! Marks with their places: what is taken, what is taken back, and what a hostile journal says.

use super::event::{
    About, ClosedBy, Grounds, Mark, Place, PointReading, RankedPlace, Reader, Reading, Scope,
    Shown, TALK,
};
use super::places::{Standing, standing, words_at};
use super::testing::Bench;
use super::*;
use crate::format::plan::{Interviewer, SessionMode};

const FIRST: Scope = Scope::Question { slot: 0, item: 1 };
const TEXT: &str = "Größe zählt. Order holds inside a partition.";

fn place(from: usize, to: usize) -> Place {
    Place { item: None, part: 0, field: "answer".to_owned(), from, to }
}

fn mark(mark: Mark, grounds: Grounds) -> Command {
    Command::Mark { scope: FIRST, id: "a".to_owned(), mark, note: String::new(), grounds }
}

/// The first question is answered, closed, and its guess sealed.
fn judged() -> Bench {
    let mut bench = Bench::practice();
    bench.state.header.rules = 3;
    let mut bench = bench.at_first_question();
    bench.writes("answer", TEXT);
    bench.closes();
    bench.does(Command::Seal { scope: FIRST, guesses: vec![("knowledge".to_owned(), 3)] });
    bench
}

fn held(bench: &Bench) -> Option<(Mark, &Grounds)> {
    let mark = bench.state.marks.get(&(FIRST, Seat::Candidate, "a".to_owned()))?;
    Some((mark.mark, &mark.grounds))
}

#[test]
fn a_mark_keeps_its_place_and_the_words_there() {
    let mut bench = judged();
    let from = TEXT.find("Order").expect("there");
    let grounds = Grounds { pick: Some(2), ..Grounds::at(place(from, TEXT.len())) };
    bench.does(mark(Mark::Met, grounds.clone()));
    assert_eq!(held(&bench), Some((Mark::Met, &grounds)));
    let words = words_at(&bench.state, FIRST, &grounds.at[0]);
    assert_eq!(words, Some("Order holds inside a partition."));
}

#[test]
fn a_place_lies_inside_its_answer_on_whole_characters() {
    let mut bench = judged();
    let inside_of_o_umlaut = 3;
    assert!(!TEXT.is_char_boundary(inside_of_o_umlaut));
    let other = |of: Place| Place { ..of };
    for wrong in [
        place(0, TEXT.len() + 1),
        place(0, inside_of_o_umlaut),
        place(5, 5),
        place(9, 4),
        place(usize::MAX, usize::MAX),
        other(Place { part: 1, ..place(0, 2) }),
        other(Place { field: "result".to_owned(), ..place(0, 2) }),
        other(Place { item: Some(1), ..place(0, 2) }),
        other(Place { field: TALK.to_owned(), part: 99, ..place(0, 2) }),
    ] {
        let why = bench.rejects(mark(Mark::Met, Grounds::at(wrong.clone())));
        assert_eq!(why, Rejected::OutsideAnswer, "{wrong:?}");
    }
    assert_eq!(held(&bench), None);
}

#[test]
fn a_written_point_names_its_sentence_and_nothing_else_does() {
    let mut bench = judged();
    let written = Grounds::only(Shown::Written);
    assert_eq!(bench.rejects(mark(Mark::Met, written)), Rejected::NeedsPlace);
    let both = Grounds { shown: Some(Shown::Aloud), ..Grounds::at(place(0, 2)) };
    assert_eq!(bench.rejects(mark(Mark::Met, both)), Rejected::NeedsNoPlace);
    for not_met in [Mark::Missed, Mark::NotAsked] {
        let why = bench.rejects(mark(not_met, Grounds::at(place(0, 2))));
        assert_eq!(why, Rejected::NeedsNoPlace);
    }
    for shown in [Shown::Aloud, Shown::Diagram, Shown::Unwritten] {
        bench.does(mark(Mark::Partly, Grounds::only(shown)));
        assert_eq!(held(&bench).map(|(_, of)| of.shown), Some(Some(shown)));
    }
}

#[test]
fn an_undo_brings_back_the_mark_before_and_then_none() {
    let mut bench = judged();
    let unmark = || Command::Unmark { scope: FIRST, id: "a".to_owned() };
    assert_eq!(bench.rejects(unmark()), Rejected::NothingToUndo);
    bench.does(mark(Mark::Met, Grounds::at(place(0, 2))));
    bench.does(mark(Mark::Missed, Grounds::default()));
    assert_eq!(bench.state.last_marked(FIRST, Seat::Candidate), Some("a"));
    bench.does(unmark());
    assert_eq!(held(&bench).map(|(mark, _)| mark), Some(Mark::Met));
    bench.does(unmark());
    assert_eq!(held(&bench), None);
    assert_eq!(bench.state.last_marked(FIRST, Seat::Candidate), None);
    let key = (FIRST, Seat::Candidate, "a".to_owned());
    let earlier: Vec<Mark> =
        bench.state.earlier_marks[&key].iter().map(|earlier| earlier.mark.mark).collect();
    assert_eq!(earlier, [Mark::Missed, Mark::Met], "both are kept, as taken back");
}

#[test]
fn a_point_is_reopened_however_often_it_was_marked() {
    let mut bench = judged();
    for given in [Mark::Met, Mark::Missed, Mark::Partly] {
        let grounds = match given {
            Mark::Missed => Grounds::default(),
            _ => Grounds::only(Shown::Unwritten),
        };
        bench.does(mark(given, grounds));
    }
    let events = bench.does(Command::Reopen { scope: FIRST, id: "a".to_owned() });
    assert_eq!((events.len(), held(&bench)), (3, None));
}

#[test]
fn a_mark_after_the_score_is_a_correction_and_not_undone_past_it() {
    let mut bench = judged();
    bench.does(mark(Mark::Missed, Grounds::default()));
    bench.does(Command::Confirm { scope: FIRST });
    let sheet = crate::score::sheet(&bench.state, FIRST);
    bench.interviewer(Command::ShowScore { scope: FIRST, sheet: sheet.clone() });
    assert!(!bench.state.remarked.contains(&FIRST));
    assert_eq!(bench.state.last_marked(FIRST, Seat::Candidate), None);
    bench.does(mark(Mark::Met, Grounds::at(place(0, 2))));
    assert!(bench.state.remarked.contains(&FIRST), "what was shown is out of date");
    let key = (FIRST, Seat::Candidate, "a".to_owned());
    assert_eq!(bench.state.marks[&key].before_review, None, "a correction, and no review");
    bench.does(Command::Confirm { scope: FIRST });
    assert_eq!(pending(&bench.state).last(), Some(&Effect::ComputeScore { scope: FIRST }));
    let corrected = crate::score::sheet(&bench.state, FIRST);
    assert_ne!(corrected, sheet);
    bench.interviewer(Command::ShowScore { scope: FIRST, sheet: corrected });
    let rescored = crate::score::fold::rescore(&bench.state.header, &bench.log);
    assert_eq!(rescored.iter().filter(|score| score.agrees()).count(), 2, "each from its marks");
}

#[test]
fn in_practice_the_round_and_the_loop_need_no_seal() {
    let bench = judged();
    assert_eq!(bench.state.sealed_with(FIRST), Some(FIRST));
    assert_eq!(bench.state.sealed_with(Scope::Round { slot: 0 }), None);
    assert_eq!(Bench::exam().state.sealed_with(FIRST), Some(Scope::Round { slot: 0 }));
    assert_eq!(Bench::exam().state.sealed_with(Scope::Loop), None);
}

#[test]
fn once_the_session_is_over_either_seat_may_finish_the_marks() {
    let mut bench = Bench::new(SessionMode::Practice, Interviewer::Peer).at_first_question();
    bench.writes("answer", TEXT);
    bench.closes();
    bench.does(Command::EndRound);
    let scope = Scope::Round { slot: 0 };
    bench.does(Command::Seal { scope, guesses: vec![("knowledge".to_owned(), 3)] });
    let confirm = || Command::Confirm { scope: FIRST };
    bench.state.header.rules = 3;
    assert_eq!(bench.rejects(confirm()), Rejected::NotYourSeat(Seat::Interviewer));
    bench.does(Command::EndSession);
    bench.does(mark(Mark::Met, Grounds::at(place(0, 2))));
    bench.does(confirm());
    assert_eq!(bench.state.confirmed.get(&FIRST), Some(&Seat::Candidate));
}

#[test]
fn under_rules_3_what_is_unmarked_may_stay_open_and_before_every_point_needs_its_mark() {
    let mut bench = judged();
    bench.does(Command::Confirm { scope: FIRST });
    let mut before = judged();
    before.state.header.rules = 2;
    let why = before.rejects(Command::Confirm { scope: FIRST });
    assert!(matches!(why, Rejected::UnmarkedItems(_)), "{why}");
}

fn peer_marks_live(quote: &str) -> (Bench, Result<Vec<Event>, Rejected>) {
    let mut bench = Bench::new(SessionMode::Practice, Interviewer::Peer).at_first_question();
    bench.writes("answer", TEXT);
    let from = TEXT.find("Order").expect("there");
    let grounds = Grounds { quote: quote.to_owned(), ..Grounds::at(place(from, TEXT.len())) };
    let given = bench.attempt(Seat::Interviewer, mark(Mark::Met, grounds));
    (bench, given)
}

fn where_it_stands(bench: &Bench) -> Vec<Standing<'_>> {
    let key = (FIRST, Seat::Interviewer, "a".to_owned());
    standing(&bench.state, FIRST, &bench.state.marks[&key].grounds)
}

#[test]
fn a_peers_mark_of_words_still_being_written_moves_with_them_or_says_that_they_are_gone() {
    let (mut bench, given) = peer_marks_live("");
    assert!(given.is_ok());
    bench.writes("answer", &format!("First of all: {TEXT}"));
    bench.closes();
    let [Standing::At(place, words)] = &where_it_stands(&bench)[..] else { panic!("moved") };
    assert_eq!(*words, "Order holds inside a partition.");
    assert_eq!(words_at(&bench.state, FIRST, place), Some(*words));

    let (mut bench, _) = peer_marks_live("");
    bench.writes("answer", "I'd rather not say.");
    bench.closes();
    assert_eq!(where_it_stands(&bench), [Standing::Gone]);

    let (_, given) = peer_marks_live("words that were never there");
    assert_eq!(given, Err(Rejected::WordsGone));
}

#[test]
fn a_hostile_journal_points_nowhere_and_harms_nobody() {
    let mut bench = judged();
    let hostile = [place(0, 3), place(3, 2), place(0, usize::MAX), place(7, 7)];
    for place in hostile {
        let grounds = Grounds::at(place);
        let event = Event::Marked {
            scope: FIRST,
            id: "a".to_owned(),
            mark: Mark::Met,
            by: Seat::Candidate,
            note: String::new(),
            grounds: grounds.clone(),
        };
        bench.state.apply(&Stamped { at: bench.now, wall_ms: 0, event });
        assert_eq!(standing(&bench.state, FIRST, &grounds), [Standing::Outside]);
    }
    assert_eq!(bench.state.marks.len(), 1, "the mark itself is not lost");
}

#[test]
fn a_suggestion_outside_the_answer_is_refused_and_read_as_none() {
    let mut bench = judged();
    let ranked = |from, to| RankedPlace { field: "answer".to_owned(), from, to, score: 900 };
    let reading = |at: Vec<RankedPlace>| {
        let about = About::Item("a".to_owned());
        Box::new(Reading {
            reader: Reader::Words,
            version: 3,
            model: String::new(),
            instructions: String::new(),
            proof: None,
            points: vec![PointReading { about, verdict: None, at }],
        })
    };
    let file = |part, reading| Command::FileReading { slot: 0, item: 1, part, reading };
    let wrong = file(0, reading(vec![ranked(0, 3)]));
    assert_eq!(bench.attempt(Seat::Interviewer, wrong), Err(Rejected::OutsideAnswer));
    assert!(bench.attempt(Seat::Interviewer, file(1, reading(vec![]))).is_err(), "not closed");
    let reading = reading(vec![ranked(0, 3), ranked(0, 2)]);
    let event = Event::AnswerRead { slot: 0, item: 1, part: 0, reading };
    bench.state.apply(&Stamped { at: bench.now, wall_ms: 0, event });
    let found = bench.state.item_state(0, 1).expect("there");
    assert_eq!(found.readings[&(0, Reader::Words)].points[0].at, [ranked(0, 2)]);
}

#[test]
fn events_of_earlier_formats_are_written_as_they_were() {
    let marked = Event::Marked {
        scope: FIRST,
        id: "a".to_owned(),
        mark: Mark::Met,
        by: Seat::Candidate,
        note: String::new(),
        grounds: Grounds::default(),
    };
    let json = serde_json::to_string(&marked).expect("JSON");
    let before = r#"{"Marked":{"scope":{"question":{"slot":0,"item":1}},"id":"a","mark":"met","by":"candidate","note":""}}"#;
    assert_eq!(json, before);
    assert_eq!(serde_json::from_str::<Event>(before).expect("read"), marked);
    let closed = Event::AnswerClosed { by: ClosedBy::Candidate };
    let json = serde_json::to_string(&closed).expect("JSON");
    assert_eq!(json, r#"{"AnswerClosed":{"by":"candidate"}}"#);
}
