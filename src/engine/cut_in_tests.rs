//! A follow-up that comes while the answer is under way, and the way back.

use super::*;
use crate::bank::question::{Probe, Trigger};
use crate::engine::state::{Attempt, What};

const FOLLOWUP: Command = Command::AskFollowup { which: FollowupRef::Followup(0) };

/// A peer's behavioral question, its first letter written for two minutes.
fn story() -> Bench {
    let mut bench = Bench::new(SessionMode::Practice, Interviewer::Peer);
    if let Some(judge) = bench.state.questions[3].judge.as_mut() {
        judge.probes = vec![Probe { when: Trigger::Always, ask: "Which number?".to_owned() }];
    }
    bench.does(Command::Next);
    for command in [Command::EndRound, Command::Next, Command::Next, Command::EndRound] {
        bench.does(command);
    }
    bench.does(Command::Next);
    bench.writes("situation", "The load failed.");
    bench.minutes(2).does(Command::OpenField { field: "action".to_owned() });
    bench.minutes(1).writes("action", "I read the");
    bench
}

fn attempt(bench: &Bench) -> &Attempt {
    bench.state.current().and_then(|(_, item)| item.scored_attempt()).expect("an attempt")
}

fn open(bench: &Bench) -> &str {
    attempt(bench).open_field().map_or("", |field| &field.name)
}

#[test]
fn a_followup_cuts_in_and_the_answer_goes_on_where_it_was() {
    let mut bench = story();
    let events = bench.interviewer(FOLLOWUP);
    assert!(matches!(events[0], Event::FollowupAsked { .. }), "{events:?}");
    assert_eq!((open(&bench), attempt(&bench).open_part()), ("followup-more", 1));
    let elsewhere = bench.rejects(edit("action", "I read the logs."));
    assert_eq!(elsewhere, Rejected::FieldNotOpen("action".to_owned()));
    let elsewhere = bench.rejects(Command::OpenField { field: "result".to_owned() });
    assert_eq!(elsewhere, Rejected::FieldNotOpen("result".to_owned()));
    bench.writes("followup-more", "It shards by key.");
    bench.minutes(3).does(Command::Finish);
    assert_eq!((bench.state.stage, open(&bench)), (Stage::Asking, "action"));
    assert!(bench.state.went_back() && attempt(&bench).parts == 0);
    bench.minutes(1).writes("action", "I read the logs.");
    bench.does(Command::OpenField { field: "result".to_owned() });
    bench.writes("result", "Mended.");
    bench.does(Command::Finish);
    assert_eq!((bench.state.stage, attempt(&bench).parts), (Stage::Settling, 2));
    let used: Vec<(&str, u64, usize)> = attempt(&bench)
        .fields
        .iter()
        .map(|field| (field.name.as_str(), field.used.0 / 60_000, field.part))
        .collect();
    let wanted = [
        ("situation", 2, 0),
        ("task", 0, 0),
        ("action", 2, 0),
        ("result", 0, 0),
        ("followup-more", 3, 1),
    ];
    assert_eq!(used, wanted, "the follow-up takes no letter's time");
    let (_, item) = bench.state.current().expect("settling");
    let cut = item.happenings.iter().find_map(|happening| match &happening.what {
        What::Followup { cut_into, .. } => cut_into.clone(),
        _ => None,
    });
    assert_eq!(cut.as_deref(), Some("action"));
    assert_eq!(item.closed, Some(ClosedBy::Candidate));
    let parts: Vec<usize> = pending(&bench.state)
        .iter()
        .filter_map(|effect| match effect {
            Effect::MatchEvidence { slot: 3, part, .. } => Some(*part),
            _ => None,
        })
        .collect();
    assert_eq!(parts, [0], "the answer is looked at before the follow-up");
}

#[test]
fn a_followup_may_cut_into_a_followup() {
    let mut bench = story();
    bench.interviewer(FOLLOWUP);
    bench.interviewer(Command::AskFollowup { which: FollowupRef::Probe(0) });
    assert_eq!((open(&bench), attempt(&bench).open_part()), ("probe-1", 2));
    bench.does(Command::Skip);
    assert_eq!((open(&bench), attempt(&bench).open_part()), ("followup-more", 1));
    bench.does(Command::Finish);
    assert_eq!((open(&bench), attempt(&bench).open_part()), ("action", 0));
    bench.does(Command::Finish);
    assert_eq!((bench.state.stage, attempt(&bench).parts), (Stage::Settling, 3));
}

#[test]
fn what_ends_the_question_closes_what_was_cut_into_as_well() {
    let ends: [fn(&mut Bench); 3] = [
        |bench| drop(bench.interviewer(Command::CloseQuestion)),
        |bench| drop(bench.does(Command::EndRound)),
        |bench| drop(bench.does(Command::EndSession)),
    ];
    for end in ends {
        let mut bench = story();
        bench.interviewer(FOLLOWUP);
        bench.writes("followup-more", "It shards");
        end(&mut bench);
        let slot = &bench.state.slots[3].items[0];
        let attempt = slot.scored_attempt().expect("one");
        assert_eq!((slot.done, attempt.parts), (true, 2));
        assert!(attempt.cut_ins.is_empty() && attempt.closed.is_some());
    }
}

#[test]
fn what_an_editor_saves_after_time_is_kept_of_both() {
    let mut bench = Bench::new(SessionMode::Exam, Interviewer::Peer);
    bench.does(Command::Next);
    bench.does(Command::Finish);
    if bench.state.stage == Stage::Between {
        bench.does(Command::Next);
    }
    bench.writes("answer", "Order");
    bench.interviewer(FOLLOWUP);
    bench.writes("followup-more", "It");
    bench.minutes(40).interviewer(Command::Tick);
    assert_eq!(bench.state.slots[0].ended, Some(ClosedBy::Timeout));
    for (field, text) in [("answer", "Order holds"), ("followup-more", "It shards")] {
        let events = bench.does(edit(field, text));
        assert!(matches!(events[0], Event::LateTextKept { .. }), "{field}: {events:?}");
    }
}

#[test]
fn a_session_reopened_between_two_records_is_where_the_followup_cut_in() {
    let mut bench = story();
    bench.interviewer(FOLLOWUP);
    // The record that opened the follow-up's field was lost.
    let mut state = State::new(bench.state.header.clone());
    bench.log[..bench.log.len() - 1].iter().for_each(|event| state.apply(event));
    let mut torn = Bench { state, now: bench.now, log: Vec::new() };
    let reopened = Command::NoteReopened { wall_ms: 0, boot: String::new() };
    let events = torn.interviewer(reopened);
    assert!(
        events.contains(&Event::FieldOpened { field: "followup-more".to_owned() }),
        "{events:?}"
    );
    torn.does(Command::Resume);
    torn.writes("followup-more", "By key.");
    torn.does(Command::Finish);
    assert_eq!(open(&torn), "action");
    assert_eq!(attempt(&torn).field("action").map(|field| field.text.as_str()), Some("I read the"));
}

#[test]
fn a_phase_waits_while_a_followup_does() {
    let mut bench = Bench::new(SessionMode::Practice, Interviewer::Peer);
    for command in [Command::Next, Command::EndRound, Command::Next, Command::Next] {
        bench.does(command);
    }
    bench.writes("requirements", "Ten million users.");
    bench.interviewer(FOLLOWUP);
    assert_eq!(bench.rejects(Command::AdvancePhase), Rejected::FollowupWaits);
    bench.does(Command::Finish);
    bench.does(Command::AdvancePhase);
    assert_eq!(open(&bench), "architecture");
}

#[test]
fn notes_on_a_speech_go_on_as_notes() {
    let mut bench = Bench::new(SessionMode::Practice, Interviewer::Peer).at_first_question();
    bench.does(Command::Speak);
    bench.minutes(1).does(Command::EndSpeech);
    bench.minutes(1).interviewer(FOLLOWUP);
    bench.minutes(1).does(Command::Finish);
    bench.minutes(1).does(Command::Finish);
    let used = |name| attempt(&bench).field(name).map(|field| field.used);
    assert_eq!(
        (used("answer"), used("followup-more")),
        (Some(Span::minutes(1)), Some(Span::minutes(1)))
    );
}

/// The interviewer of a call hears when the answer is over: nobody goes back to a text.
#[test]
fn a_candidate_who_is_elsewhere_goes_on_to_the_followup() {
    let mut bench = Bench::new(SessionMode::Practice, Interviewer::Peer);
    bench.state.plan.as_mut().expect("drawn").candidate_elsewhere = true;
    let mut bench = bench.at_first_question();
    let events = bench.interviewer(FOLLOWUP);
    assert_eq!(events[0], Event::AnswerClosed { by: ClosedBy::Interviewer });
    bench.interviewer(Command::CloseQuestion);
    assert_eq!(attempt(&bench).parts, 2);
}
