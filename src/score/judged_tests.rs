//! Rules 3: persons judge, with their sentence; what nobody judged is open.

use proptest::prelude::*;

use super::*;
use crate::bank::question::NumberCheck;
use crate::engine::event::{
    ClosedBy, ConditionId, Event, Place, Proof, RankedPlace, Recommendation, ScoreSheet,
};
use crate::format::plan::{Interviewer, SessionMode};
use crate::score::fold::{rescore, sheet};
use crate::score::scripted::Story;

const GOOD: &str =
    "Messages are ordered only inside one partition. I use the account id as the message key.";
const FIRST: Scope = Scope::Question { slot: 0, item: 0 };
const ROUND: Scope = Scope::Round { slot: 0 };

fn story(mode: SessionMode, interviewer: Interviewer) -> Story {
    let mut story = Story::new(mode, interviewer, false);
    story.state.header.rules = 3;
    story
}

fn practice() -> Story {
    story(SessionMode::Practice, Interviewer::Solo)
}

fn exam() -> Story {
    story(SessionMode::Exam, Interviewer::Solo)
}

fn answered(mut story: Story) -> Story {
    story.answer(0, GOOD, ClosedBy::Candidate);
    story
}

fn sentence() -> Grounds {
    let (part, field) = (0, "answer".to_owned());
    Grounds::at(Place { item: None, part, field, from: 0, to: 47 })
}

fn mark_as(story: &mut Story, id: &str, mark: Mark, by: Seat, grounds: Grounds) {
    let (id, note) = (id.to_owned(), String::new());
    story.tell(Event::Marked { scope: FIRST, id, mark, by, note, grounds });
}

fn mark(story: &mut Story, id: &str, mark: Mark, grounds: Grounds) {
    mark_as(story, id, mark, Seat::Candidate, grounds);
}

fn knowledge(sheet: &ScoreSheet) -> (Option<u32>, Option<(u32, u32)>, u32) {
    let found = sheet.dimensions.iter().find(|found| found.dim == "knowledge").expect("listed");
    (found.score, found.range, found.open)
}

#[test]
fn what_nobody_marked_is_open_whatever_words_are_there() {
    for story in [answered(practice()), answered(exam())] {
        let sheet = sheet(&story.state, FIRST);
        assert_eq!(sheet.rules, 3);
        assert_eq!((sheet.mean, sheet.band, sheet.open), (None, None, 2));
        assert_eq!(sheet.range, Some((1000, 3000)), "all missed, all met");
        assert_eq!(knowledge(&sheet), (None, Some((1, 3)), 1));
        assert!(!sheet.unconfirmed, "no band of words made a mark");
    }
}

#[test]
fn a_mark_counts_with_its_sentence_and_as_partly_without() {
    for (grounds, score) in [
        (sentence(), 3),
        (Grounds::only(Shown::Unwritten), 2),
        (Grounds::only(Shown::Aloud), 2),
        (Grounds::only(Shown::Diagram), 2),
        (Grounds::default(), 2),
    ] {
        let mut story = answered(practice());
        mark(&mut story, "scope", Mark::Met, grounds.clone());
        let sheet = sheet(&story.state, FIRST);
        assert_eq!(knowledge(&sheet), (Some(score), None, 0), "{grounds:?}");
        assert_eq!(
            (sheet.basis.placed, sheet.basis.unwritten),
            if score == 3 { (1, 0) } else { (0, 1) }
        );
    }
}

#[test]
fn said_aloud_counts_in_full_where_something_was_spoken() {
    let aloud = || Grounds::only(Shown::Aloud);
    let mut story = practice();
    story.tell(Event::ItemOpened { item: 0 });
    story.tell(Event::SpeakingChosen);
    story.hand_in(0);
    mark(&mut story, "scope", Mark::Met, aloud());
    let shown = sheet(&story.state, FIRST);
    assert_eq!((knowledge(&shown).0, shown.basis.aloud), (Some(3), 1));

    let mut story = answered(story_with_peer());
    mark_as(&mut story, "scope", Mark::Met, Seat::Interviewer, aloud());
    assert_eq!(knowledge(&sheet(&story.state, FIRST)).0, Some(3), "a peer heard it");
}

fn story_with_peer() -> Story {
    story(SessionMode::Practice, Interviewer::Peer)
}

#[test]
fn a_place_outside_the_answer_shows_nothing() {
    for (from, to) in [(0, 9999), (47, 3), (5, 5)] {
        let mut story = answered(practice());
        let place = Place { from, to, ..sentence().at[0].clone() };
        mark(&mut story, "scope", Mark::Met, Grounds::at(place));
        assert_eq!(knowledge(&sheet(&story.state, FIRST)).0, Some(2));
    }
}

#[test]
fn a_drawn_outline_can_show_a_point() {
    let mut story = practice();
    story.state.questions[0].ask.mode = Mode::Outline;
    story.answer(0, "source -> ingest: kafka", ClosedBy::Candidate);
    mark(&mut story, "scope", Mark::Met, Grounds::only(Shown::Diagram));
    let sheet = sheet(&story.state, FIRST);
    assert_eq!((knowledge(&sheet).0, sheet.basis.diagram), (Some(3), 1));
}

#[test]
fn a_blank_answer_is_not_open_it_is_missed_in_exam_and_left_out_in_practice() {
    let mut story = exam();
    story.answer(0, "", ClosedBy::Timeout);
    let shown = sheet(&story.state, FIRST);
    assert_eq!((shown.mean, shown.open), (Some(1000), 0));
    let round = sheet(&story.state, ROUND);
    assert_eq!((round.mean, round.open), (Some(1000), 0), "nothing was said to judge talk by");
    let mut story = practice();
    story.answer(0, "", ClosedBy::Skipped);
    assert_eq!(sheet(&story.state, FIRST), ScoreSheet { mean: None, ..sheet(&story.state, FIRST) });
    assert_eq!(sheet(&story.state, FIRST).open, 0);
}

#[test]
fn a_number_is_computed_and_not_open() {
    let with_number = |text: &str| {
        let mut story = practice();
        let judge = story.state.questions[0].judge.as_mut().expect("disclosed");
        judge.rubric.clear();
        judge.numbers.push(NumberCheck {
            id: "rows".to_owned(),
            text: "rows a day".to_owned(),
            dim: "knowledge".to_owned(),
            weight: 3,
            value: "150".to_owned(),
            low: "100".to_owned(),
            high: "200".to_owned(),
            unit: "rows".to_owned(),
        });
        story.answer(0, text, ClosedBy::Candidate);
        sheet(&story.state, FIRST)
    };
    let found = with_number("That is 150 rows a day.");
    assert_eq!((knowledge(&found), found.basis.computed), ((Some(3), None, 0), 1));
    assert_eq!(knowledge(&with_number("A great many rows.")), (Some(1), None, 0));
}

#[test]
fn a_flag_that_nobody_raised_caps_nothing() {
    let mut story = exam();
    let denial = format!("{GOOD} Kafka keeps a total order over the whole topic.");
    story.answer(0, &denial, ClosedBy::Candidate);
    mark(&mut story, "scope", Mark::Met, sentence());
    assert_eq!(knowledge(&sheet(&story.state, FIRST)).0, Some(3));
    mark(&mut story, "flag:0", Mark::Met, sentence());
    assert_eq!(knowledge(&sheet(&story.state, FIRST)).0, Some(1));
}

#[test]
fn an_unmarked_followup_lifts_nothing_and_can_still_lift_what_is_open() {
    let mut story = answered(exam());
    story.follow_up(0, "Split the hot key by salting.");
    let range = |story: &Story| knowledge(&sheet(&story.state, FIRST)).1;
    assert_eq!(range(&story), Some((1, 4)));
    mark(&mut story, "followup:hot", Mark::Missed, Grounds::default());
    assert_eq!(range(&story), Some((1, 3)));
    mark(&mut story, "scope", Mark::Met, sentence());
    assert_eq!(knowledge(&sheet(&story.state, FIRST)).0, Some(3));
}

fn read_by_model(story: &mut Story, agreement: u32, points: u32, instructions: &str) {
    let place = RankedPlace { field: "answer".to_owned(), from: 0, to: 47, score: 1000 };
    let point = |id: &str, verdict, at: &[RankedPlace]| PointReading {
        about: About::Item(id.to_owned()),
        verdict: Some(verdict),
        at: at.to_vec(),
    };
    let reading = Reading {
        reader: Reader::Model,
        version: 1,
        model: "small".to_owned(),
        instructions: "abc".to_owned(),
        proof: Some(Proof {
            date: "2026-11-30".to_owned(),
            model: "small".to_owned(),
            instructions: instructions.to_owned(),
            points,
            agreement,
        }),
        points: vec![
            point("scope", Said::Said, std::slice::from_ref(&place)),
            point("key", Said::No, &[]),
        ],
    };
    story.tell(Event::AnswerRead { slot: 0, item: 0, part: 0, reading: Box::new(reading) });
}

#[test]
fn a_model_that_proved_itself_closes_an_exam_unconfirmed_and_no_other_does() {
    let read = |mut story: Story, agreement, points, instructions| {
        read_by_model(&mut story, agreement, points, instructions);
        sheet(&story.state, FIRST)
    };
    let closed = read(answered(exam()), 850, 200, "abc");
    assert_eq!((closed.mean, closed.open, closed.unconfirmed), (Some(2000), 0, true));
    assert_eq!((knowledge(&closed).0, closed.basis.read), (Some(3), 1));
    for (agreement, points, instructions) in [(849, 200, "abc"), (999, 199, "abc"), (999, 999, "x")]
    {
        assert_eq!(read(answered(exam()), agreement, points, instructions).open, 2);
    }
    assert_eq!(read(answered(practice()), 999, 999, "abc").open, 2, "in practice a person marks");
    let mut story = answered(exam());
    mark(&mut story, "scope", Mark::Missed, Grounds::default());
    assert_eq!(knowledge(&read(story, 999, 999, "abc")).0, Some(1), "a person's mark stands");
}

#[test]
fn what_a_model_did_not_read_it_cannot_call_missed() {
    let mut story = answered(exam());
    story.follow_up(0, "And I would salt a hot key.");
    read_by_model(&mut story, 999, 999, "abc");
    let sheet = sheet(&story.state, FIRST);
    assert_eq!((sheet.open, sheet.basis.read), (1, 1), "said is said; no may be said elsewhere");
}

#[test]
fn a_peers_and_the_candidates_marks_are_kept_apart_and_the_peers_counts() {
    let mut story = answered(story_with_peer());
    mark_as(&mut story, "scope", Mark::Met, Seat::Candidate, sentence());
    assert_eq!(knowledge(&sheet(&story.state, FIRST)).0, Some(3), "the candidate closes it later");
    mark_as(&mut story, "scope", Mark::Missed, Seat::Interviewer, Grounds::default());
    assert_eq!(knowledge(&sheet(&story.state, FIRST)).0, Some(1));
}

/// An exam loop: one round with an answer, one without a word.
fn exam_loop() -> Story {
    let mut story = Story::new(SessionMode::Exam, Interviewer::Solo, true);
    story.state.header.rules = 3;
    story.answer(0, GOOD, ClosedBy::Candidate);
    story.tell(Event::QuestionClosed);
    story.tell(Event::RoundEnded { by: ClosedBy::Timeout });
    story.tell(Event::RoundStarted { slot: 1 });
    story.tell(Event::PhaseStarted { phase: 0 });
    story.answer(0, "", ClosedBy::Timeout);
    story.tell(Event::QuestionClosed);
    story.tell(Event::RoundEnded { by: ClosedBy::Timeout });
    story.tell(Event::SessionEnded { by: ClosedBy::Ended });
    story
}

#[test]
fn a_loop_with_open_points_recommends_nothing_yet() {
    let mut story = exam_loop();
    let open = sheet(&story.state, Scope::Loop);
    assert_eq!((open.mean, open.open), (None, 3));
    assert_eq!(open.range, Some((1000, 2000)));
    assert_eq!(open.band, None, "a strong no or a no");
    let recommended = open.recommended.expect("scored");
    assert_eq!(recommended.what, Recommendation::Open);
    let of = |id| recommended.conditions.iter().find(|c| c.id == id).expect("listed");
    let core = of(ConditionId::CoreRound);
    assert_eq!((core.holds, core.open), (false, false), "the silent round decides it already");
    assert_eq!((of(ConditionId::FewNos).holds, of(ConditionId::FewNos).open), (false, true));

    for id in ["scope", "key"] {
        mark(&mut story, id, Mark::Missed, Grounds::default());
    }
    let (id, note, by) = ("example".to_owned(), String::new(), Seat::Candidate);
    let grounds = Grounds::default();
    story.tell(Event::Marked { scope: ROUND, id, mark: Mark::Missed, by, note, grounds });
    let closed = sheet(&story.state, Scope::Loop);
    assert_eq!((closed.mean, closed.open, closed.range), (Some(1000), 0, None));
    let recommended = closed.recommended.expect("scored");
    assert_eq!(recommended.what, Recommendation::StrongNoHire);
    let few = recommended.conditions.iter().find(|c| c.id == ConditionId::FewNos).expect("listed");
    assert!(!few.holds && few.rounds.len() == 2, "a strong no is a no: {few:?}");
}

#[test]
fn a_session_keeps_its_rules_and_is_rescored_under_them() {
    let mut old = Story::exam();
    old.answer(0, GOOD, ClosedBy::Candidate);
    assert_eq!(sheet(&old.state, FIRST).rules, 2, "begun before the header named a number");
    let shown = crate::score::fold::sheet_under(
        crate::score::rules::rules(1).expect("known"),
        &old.state,
        FIRST,
    );
    old.tell(Event::ScoreShown { scope: FIRST, sheet: shown });
    assert_eq!(sheet(&old.state, ROUND).rules, 1);
    let found = rescore(&old.state.header, &old.events);
    assert!(found[0].agrees());
    assert_eq!((found[0].latest.rules, found[0].latest.open), (3, 2));
}

/// Points of the round in the tests of properties, by scope and id.
const POINTS: [(Scope, &str); 5] = [
    (FIRST, "scope"),
    (FIRST, "key"),
    (FIRST, "followup:hot"),
    (Scope::Question { slot: 0, item: 1 }, "scope"),
    (ROUND, "example"),
];

fn round_of_two(mode: SessionMode) -> Story {
    let mut story = story(mode, Interviewer::Solo);
    story.answer(0, GOOD, ClosedBy::Candidate);
    story.follow_up(0, "Split the hot key by salting.");
    story.tell(Event::QuestionClosed);
    story.answer(1, "An account id.", ClosedBy::Candidate);
    story
}

fn given(point: usize, mark: Mark, is_placed: bool) -> Event {
    let (scope, id) = POINTS[point];
    let grounds = match (mark, is_placed) {
        (Mark::Missed | Mark::NotAsked, _) => Grounds::default(),
        (_, false) => Grounds::only(Shown::Unwritten),
        (_, true) => {
            let item = matches!(scope, Scope::Round { .. }).then_some(0);
            let to = if scope == FIRST || item.is_some() { 47 } else { 14 };
            Grounds::at(Place { item, to, ..sentence().at[0].clone() })
        }
    };
    let (id, note) = (id.to_owned(), String::new());
    Event::Marked { scope, id, mark, by: Seat::Candidate, note, grounds }
}

/// Low and high end of everything on a sheet: where it is definite both are the same.
fn ends(sheet: &ScoreSheet) -> Vec<(u32, u32)> {
    let both = |range: Option<(u32, u32)>, one: Option<u32>| range.or(Some((one?, one?)));
    let dimensions = sheet.dimensions.iter();
    let mut ends: Vec<_> =
        dimensions.map(|of| both(of.range, of.score).unwrap_or((1, 4))).collect();
    ends.push(both(sheet.range, sheet.mean).unwrap_or((1000, 4000)));
    ends
}

fn is_within(inner: &ScoreSheet, outer: &ScoreSheet) -> bool {
    ends(inner)
        .iter()
        .zip(ends(outer))
        .all(|(inner, outer)| outer.0 <= inner.0 && inner.1 <= outer.1 && inner.0 <= inner.1)
}

prop_compose! {
    /// A mark for every point, in some order.
    fn marks()(
        marks in proptest::collection::vec(
            (prop_oneof![Just(Mark::Met), Just(Mark::Partly), Just(Mark::Missed)], any::<bool>()),
            POINTS.len(),
        ),
        order in Just((0..POINTS.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) -> Vec<Event> {
        order.into_iter().map(|point| given(point, marks[point].0, marks[point].1)).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_mark_narrows_the_range_and_the_range_holds_every_end(
        marks in marks(), is_exam in any::<bool>(),
    ) {
        let mode = if is_exam { SessionMode::Exam } else { SessionMode::Practice };
        let mut story = round_of_two(mode);
        let mut seen = vec![sheet(&story.state, ROUND)];
        for mark in marks {
            story.tell(mark);
            seen.push(sheet(&story.state, ROUND));
        }
        for (before, after) in seen.iter().zip(&seen[1..]) {
            prop_assert!(after.open <= before.open);
            // Once nothing is open in a dimension, what only lifts corrects it.
            if before.open > 0 && after.open < before.open {
                prop_assert!(is_within(after, before), "{before:#?} {after:#?}");
            }
        }
        let last = seen.last().expect("some");
        prop_assert!(is_within(last, &seen[0]));
        let whole = last.dimensions.iter().find(|of| of.dim == "communication").expect("listed");
        prop_assert!(whole.open == 0 && whole.score.is_some());
    }

    #[test]
    fn the_order_of_marks_does_not_matter(
        marks in marks(), order in any::<prop::sample::Index>(),
    ) {
        let told = |marks: Vec<Event>| {
            let mut story = round_of_two(SessionMode::Exam);
            marks.into_iter().for_each(|mark| story.tell(mark));
            sheet(&story.state, ROUND)
        };
        let mut turned = marks.clone();
        turned.rotate_left(order.index(marks.len()));
        prop_assert_eq!(told(turned), told(marks));
    }

    #[test]
    fn an_undo_restores_the_score(marks in marks(), again in marks()) {
        let mut story = round_of_two(SessionMode::Practice);
        let mut scores = Vec::new();
        let mut undone = Vec::new();
        for mark in marks.into_iter().chain(again) {
            let Event::Marked { scope, id, by, .. } = &mark else { unreachable!("a mark") };
            undone.push(Event::Unmarked { scope: *scope, id: id.clone(), by: *by });
            scores.push(sheet(&story.state, ROUND));
            story.tell(mark);
        }
        while let (Some(undo), Some(score)) = (undone.pop(), scores.pop()) {
            story.tell(undo);
            prop_assert_eq!(sheet(&story.state, ROUND), score);
        }
    }
}
