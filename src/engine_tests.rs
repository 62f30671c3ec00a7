//! The rules of the interview, one by one; the properties of the fold are beside them.

#[path = "engine/clock_tests.rs"]
mod clock;
#[path = "engine/code_tests.rs"]
mod code;
#[path = "engine/cut_in_tests.rs"]
mod cut_in;
#[path = "engine/properties_tests.rs"]
mod properties;

use super::event::{ClosedBy, FollowupRef, Grounds, Mark, Scope, TimeScope, Warning};
use super::state::What;
use super::testing::Bench;
use super::*;
use crate::format::plan::{Interviewer, SessionMode, Slot};
use crate::time::{Elapsed, Remaining, Span};

fn warned(events: &[Event]) -> Vec<(TimeScope, Warning)> {
    let warning = |event: &Event| match event {
        Event::TimeWarned { scope, warning } => Some((*scope, *warning)),
        _ => None,
    };
    events.iter().filter_map(warning).collect()
}

fn edit(field: &str, text: &str) -> Command {
    Command::Edit { field: field.to_owned(), text: text.to_owned() }
}

fn pause() -> Command {
    Command::Pause { reason: "doorbell".to_owned() }
}

#[test]
fn a_round_begins_with_its_first_phase_and_talk() {
    let mut bench = Bench::practice();
    assert_eq!(bench.rejects(Command::Finish), Rejected::NotStarted);
    let events = bench.does(Command::Next);
    assert_eq!(
        events,
        [
            Event::RoundStarted { slot: 0 },
            Event::PhaseStarted { phase: 0 },
            Event::ItemOpened { item: 0 },
            Event::FieldOpened { field: "notes".to_owned() },
        ]
    );
    assert_eq!(bench.rejects(Command::Next), Rejected::StillAsking);
}

#[test]
fn talk_closes_without_a_judge() {
    let mut bench = Bench::practice();
    bench.does(Command::Next);
    bench.writes("notes", "I build pipelines.");
    bench.does(Command::Finish);
    assert_eq!(bench.state.stage, Stage::Between);
    assert!(pending(&bench.state).is_empty());
}

#[test]
fn typing_goes_to_the_open_field_alone() {
    let mut bench = Bench::practice().at_first_question();
    bench.writes("answer", "Order holds");
    bench.writes("answer", "Order holds inside a partition");
    let (_, item) = bench.state.current().expect("open");
    assert_eq!(
        item.scored_attempt().expect("one").fields[0].text,
        "Order holds inside a partition"
    );
    assert_eq!(bench.rejects(edit("result", "x")), Rejected::UnknownField("result".to_owned()));
    let huge = "x".repeat(256 * 1024 + 1);
    assert!(matches!(bench.rejects(edit("answer", &huge)), Rejected::TooLong { .. }));
}

#[test]
fn a_closed_answer_asks_for_evidence_once() {
    let mut bench = Bench::practice().at_first_question();
    bench.writes("answer", "we say a here");
    bench.does(Command::Finish);
    assert_eq!(bench.rejects(edit("answer", "more")), Rejected::NothingAsked);
    let effect = Effect::MatchEvidence { slot: 0, item: 1, part: 0 };
    assert_eq!(pending(&bench.state), [effect]);
    let file = || Command::FileEvidence { slot: 0, item: 1, part: 0, found: vec![], reading: None };
    bench.interviewer(file());
    assert!(pending(&bench.state).is_empty());
    assert!(bench.attempt(Seat::Interviewer, file()).is_err());
}

#[test]
fn the_candidate_cannot_do_the_interviewers_part() {
    let mut bench = Bench::practice().at_first_question();
    let not_yours = Rejected::NotYourSeat(Seat::Interviewer);
    assert_eq!(bench.rejects(Command::CloseQuestion), not_yours);
    assert_eq!(bench.rejects(Command::Reveal { reveal: 0 }), not_yours);
    let which = FollowupRef::Followup(0);
    assert_eq!(bench.rejects(Command::AskFollowup { which }), not_yours);
}

#[test]
fn hints_come_in_order_and_run_out() {
    let mut bench = Bench::practice().at_first_question();
    for (cost, text) in [(100, "first hint"), (200, "second hint")] {
        let events = bench.does(Command::RevealHint);
        let [Event::HintRevealed { cost: paid, text: said, .. }] = &events[..] else {
            panic!("{events:?}");
        };
        assert_eq!((*paid, said.as_str()), (cost, text));
    }
    assert_eq!(bench.rejects(Command::RevealHint), Rejected::NoMoreHints);
}

#[test]
fn a_clarification_is_answered_only_if_asked() {
    let mut bench = Bench::practice().at_first_question();
    let answer = || Command::Answer { script: Some(0), text: String::new() };
    assert_eq!(bench.attempt(Seat::Interviewer, answer()), Err(Rejected::NothingToAnswer));
    bench.does(Command::Ask { text: "How many partitions?".to_owned() });
    let events = bench.interviewer(answer());
    let text = "24 partitions.".to_owned();
    assert_eq!(events, [Event::ClarificationAnswered { script: Some(0), text }]);
    assert_eq!(bench.attempt(Seat::Interviewer, answer()), Err(Rejected::NothingToAnswer));
    assert_eq!(bench.rejects(Command::Ask { text: " ".into() }), Rejected::Empty("the question"));
}

#[test]
fn a_reveal_costs_minutes_of_every_clock() {
    let mut bench = Bench::practice().at_first_question();
    bench.minutes(1);
    bench.interviewer(Command::Reveal { reveal: 0 });
    let used = |reading: Option<state::Countdown>| reading.expect("running").used;
    assert_eq!(used(bench.state.item_reading(bench.now)), Span::minutes(3));
    assert_eq!(used(bench.state.phase_reading(bench.now)), Span::minutes(3));
    assert_eq!(used(bench.state.round_reading(bench.now)), Span::minutes(3));
}

#[test]
fn a_followup_opens_a_field_of_its_own_and_is_asked_once() {
    let mut bench = Bench::practice().at_first_question();
    bench.writes("answer", "yes");
    bench.does(Command::Finish);
    let ask = || Command::AskFollowup { which: FollowupRef::Followup(0) };
    bench.interviewer(ask());
    bench.writes("followup-more", "it shards by key");
    bench.does(Command::Finish);
    assert_eq!(bench.attempt(Seat::Interviewer, ask()), Err(Rejected::AlreadyUsed("follow-up")));
    bench.interviewer(Command::CloseQuestion);
    let (_, item) = bench.state.current().expect("closed");
    let attempt = item.scored_attempt().expect("one");
    assert_eq!(attempt.part(1).next().map(|field| field.text.as_str()), Some("it shards by key"));
    assert_eq!(attempt.parts, 2);
}

#[test]
fn a_question_over_phases_moves_its_field_with_the_phase() {
    let mut bench = Bench::practice();
    bench.does(Command::Next);
    bench.does(Command::EndRound);
    bench.does(Command::Next);
    assert_eq!(bench.state.stage, Stage::Break);
    bench.does(Command::Next);
    bench.writes("requirements", "ten million users");
    let ahead = Command::OpenField { field: "architecture".to_owned() };
    assert_eq!(bench.rejects(ahead), Rejected::LaterPhase("architecture".to_owned()));
    bench.minutes(8).does(Command::AdvancePhase);
    bench.writes("architecture", "source -> ingest: kafka");
    assert_eq!(bench.rejects(Command::AdvancePhase), Rejected::LastPhase);
    bench.does(Command::OpenField { field: "requirements".to_owned() });
    let (_, item) = bench.state.current().expect("open");
    assert_eq!(item.scored_attempt().expect("one").fields[0].used, Span::minutes(8));
}

#[test]
fn the_program_says_what_a_phase_is_for_and_a_peer_speaks_for_themselves() {
    let said = |with_peer: bool| {
        let mut bench = Bench::practice();
        let plan = bench.state.plan.as_mut().expect("drawn");
        plan.interviewer = if with_peer { Interviewer::Peer } else { Interviewer::Solo };
        for slot in &mut plan.slots {
            let Slot::Round(round) = slot else { continue };
            let phase = round.phases.iter_mut().find(|phase| phase.name == "architecture");
            phase.into_iter().for_each(|phase| phase.say = Some("Draw it for me.".to_owned()));
        }
        for command in [Command::Next, Command::EndRound, Command::Next, Command::Next] {
            bench.does(command);
        }
        let events = bench.does(Command::AdvancePhase);
        let is_word = |event: &Event| matches!(event, Event::Said { by: Seat::Interviewer, text } if text == "Draw it for me.");
        events.iter().any(is_word)
    };
    assert!(said(false));
    assert!(!said(true));
}

#[test]
fn a_second_attempt_is_kept_beside_the_first() {
    let mut bench = Bench::practice().at_first_question();
    bench.writes("answer", "first");
    bench.closes();
    bench.does(Command::Retry);
    let followup = Command::AskFollowup { which: FollowupRef::Followup(0) };
    let refused = bench.attempt(Seat::Interviewer, followup);
    assert_eq!(refused, Err(Rejected::SecondAttempt));
    bench.writes("answer", "second");
    bench.does(Command::Finish);
    assert_eq!(bench.state.stage, Stage::Between);
    let (_, item) = bench.state.current().expect("closed");
    assert_eq!(item.scored_attempt().expect("one").fields[0].text, "first");
    assert_eq!(item.current_attempt().expect("two").fields[0].text, "second");
    let mut exam = Bench::exam().at_first_question();
    exam.writes("answer", "first");
    exam.closes();
    assert_eq!(exam.rejects(Command::Retry), Rejected::Exam("a second attempt"));
}

const FIRST: Scope = Scope::Question { slot: 0, item: 1 };

fn seal(scope: Scope, dim: &str, guess: u32) -> Command {
    Command::Seal { scope, guesses: vec![(dim.to_owned(), guess)] }
}

fn mark(scope: Scope, id: &str) -> Command {
    Command::Mark {
        scope,
        id: id.to_owned(),
        mark: Mark::Met,
        note: String::new(),
        grounds: Grounds::default(),
    }
}

#[test]
fn the_checklist_opens_after_the_seal_and_confirms_when_complete() {
    let mut bench = Bench::practice().at_first_question();
    assert_eq!(bench.rejects(mark(FIRST, "a")), Rejected::NotYet("once the question is closed"));
    bench.closes();
    assert_eq!(bench.rejects(mark(FIRST, "a")), Rejected::SealFirst);
    assert!(matches!(bench.rejects(seal(FIRST, "charm", 3)), Rejected::UnknownDimension(_)));
    assert!(matches!(bench.rejects(seal(FIRST, "knowledge", 5)), Rejected::OutOfRange { .. }));
    bench.does(seal(FIRST, "knowledge", 3));
    assert_eq!(bench.rejects(seal(FIRST, "knowledge", 4)), Rejected::AlreadySealed);
    assert_eq!(bench.rejects(mark(FIRST, "z")), Rejected::UnknownItem("z".to_owned()));
    bench.does(mark(FIRST, "a"));
    let confirm = || Command::Confirm { scope: FIRST };
    assert_eq!(bench.rejects(confirm()), Rejected::UnmarkedItems(1));
    bench.does(mark(FIRST, "b"));
    bench.does(confirm());
    assert!(pending(&bench.state).contains(&Effect::ComputeScore { scope: FIRST }));
}

#[test]
fn a_loop_in_exam_is_judged_at_its_end() {
    let mut bench = Bench::exam().at_first_question();
    bench.closes();
    bench.does(Command::EndRound);
    assert_eq!(
        bench.rejects(seal(FIRST, "knowledge", 3)),
        Rejected::NotYet("at the end of the loop")
    );
    bench.does(Command::EndSession);
    let model = || Command::ShowModel { slot: 0, item: 1 };
    assert_eq!(bench.rejects(Command::Confirm { scope: FIRST }), Rejected::SealFirst);
    assert_eq!(bench.rejects(model()), Rejected::SealFirst, "nothing is revealed before the seal");
    bench.does(seal(FIRST, "knowledge", 3));
    bench.does(model());
    bench.does(Command::Confirm { scope: FIRST });
}

#[test]
fn practice_shows_a_model_answer_after_a_skip_and_a_question_skipped_may_be_tried() {
    let mut bench = Bench::practice().at_first_question();
    bench.does(Command::Skip);
    bench.does(Command::ShowModel { slot: 0, item: 1 });
    bench.does(Command::Retry);
    bench.writes("answer", "after all");
    bench.does(Command::Finish);
    let (_, item) = bench.state.current().expect("closed");
    assert!(item.is_blank(), "the first attempt scores, and it is empty");
}

#[test]
fn a_guess_after_what_tells_how_it_went_is_informed() {
    let candidate = Seat::Candidate;
    let mut bench = Bench::practice().at_first_question();
    bench.writes("answer", "by account");
    bench.closes();
    bench.does(seal(FIRST, "knowledge", 3));
    bench.does(Command::ShowModel { slot: 0, item: 1 });
    assert!(!bench.state.informed.contains(&(FIRST, candidate)), "the guess came first");
    let mut bench = Bench::practice().at_first_question();
    bench.writes("answer", "by account");
    bench.closes();
    bench.does(Command::ShowModel { slot: 0, item: 1 });
    bench.does(seal(FIRST, "knowledge", 3));
    assert!(bench.state.informed.contains(&(FIRST, candidate)));
    bench.does(Command::EndRound);
    let round = Scope::Round { slot: 0 };
    bench.does(seal(round, "knowledge", 3));
    assert!(bench.state.informed.contains(&(round, candidate)), "a round holds its questions");
}

#[test]
fn a_peer_marks_while_the_question_is_open_and_their_marks_count() {
    let mut bench = Bench::new(SessionMode::Practice, Interviewer::Peer).at_first_question();
    bench.interviewer(mark(FIRST, "a"));
    assert_eq!(bench.state.mark(FIRST, "a"), Some(Mark::Met));
    let why = bench.rejects(Command::Confirm { scope: FIRST });
    assert_eq!(why, Rejected::NotYet("once the question is closed"));
}

#[test]
fn leaving_pauses_and_ending_closes_what_is_open() {
    let mut bench = Bench::practice().at_first_question();
    assert_eq!(
        bench.does(Command::Leave),
        [Event::Paused { reason: PauseReason::Left }, Event::SessionLeft]
    );
    let events = bench.does(Command::EndSession);
    assert_eq!(events.last(), Some(&Event::SessionEnded { by: ClosedBy::Ended }));
    assert_eq!(bench.rejects(Command::Next), Rejected::Finished);
    assert_eq!(bench.rejects(Command::EndSession), Rejected::Finished);
}

#[test]
fn what_was_said_is_kept_in_order_with_its_time() {
    let mut bench = Bench::practice().at_first_question();
    bench.minutes(1).does(Command::RevealHint);
    bench.minutes(1).writes("answer", "now");
    bench.minutes(1).does(Command::Ask { text: "how many?".to_owned() });
    let (_, item) = bench.state.current().expect("open");
    let kinds: Vec<(u64, bool)> = item
        .happenings
        .iter()
        .map(|h| (h.into.0 / 60_000, matches!(h.what, What::FirstWords)))
        .collect();
    assert_eq!(kinds, [(1, false), (2, true), (3, false)]);
}
