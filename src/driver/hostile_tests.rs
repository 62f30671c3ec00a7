//! Journals that no program of ours wrote: every fold and every question asked of it stays total.

use proptest::prelude::*;
use serde_json::Value;

use super::candidate;
use crate::driver::reporter;
use crate::driver::testing::scripted::{blank, clock, drawn};
use crate::engine::checklist::checklist;
use crate::engine::event::Scope;
use crate::engine::{Command, Event, Seat, Stamped, State, deadlines, decide, pending};
use crate::format::plan::SessionMode;
use crate::grade::Ungraded;
use crate::journal::codec::Json;
use crate::journal::writer::Ephemeral;
use crate::score::detectors::{detect, observe};
use crate::score::gather::gather;
use crate::score::rules;
use crate::score::{fold, sheet};
use crate::seat::solo;
use crate::time::{Elapsed, Span};
use crate::view::transcript::Transcript;

/// A whole session, as the program writes it.
fn sound(mode: SessionMode) -> Vec<Stamped> {
    let (sender, mut clock) = clock(Elapsed(0));
    let mut face = candidate(3.0);
    let header = Json::of(&blank().header).expect("a header");
    let mut log = Ephemeral::new(header, reporter(sender));
    let mut grader = Ungraded;
    let driver = super::Driver::new(blank(), 1, &mut clock, &mut log, &mut face, &mut grader, &[]);
    driver.begin(drawn(mode)).expect("played");
    face.events
}

/// Puts `number` in place of the `place`-th number of an event, where it still is one then.
fn twisted(event: &Stamped, place: usize, number: u64) -> Stamped {
    fn numbers<'v>(value: &'v mut Value, found: &mut Vec<&'v mut Value>) {
        match value {
            Value::Number(_) => found.push(value),
            Value::Array(all) => all.iter_mut().for_each(|one| numbers(one, found)),
            Value::Object(all) => all.values_mut().for_each(|one| numbers(one, found)),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(event).expect("an event");
    let mut found = Vec::new();
    numbers(&mut value, &mut found);
    let count = found.len().max(1);
    if let Some(target) = found.into_iter().nth(place % count) {
        *target = Value::from(number);
    }
    serde_json::from_value(value).unwrap_or_else(|_| event.clone())
}

#[derive(Clone, Debug)]
enum Twist {
    Drop(usize),
    Double(usize),
    Swap(usize, usize),
    Number(usize, usize, u64),
}

fn twist() -> impl Strategy<Value = Twist> {
    let at = 0usize..400;
    let number = prop_oneof![0u64..5, Just(99), Just(u64::from(u32::MAX)), Just(u64::MAX)];
    prop_oneof![
        at.clone().prop_map(Twist::Drop),
        at.clone().prop_map(Twist::Double),
        (at.clone(), at.clone()).prop_map(|(a, b)| Twist::Swap(a, b)),
        (at, 0usize..60, number).prop_map(|(at, place, number)| Twist::Number(at, place, number)),
    ]
}

fn apply(events: &mut Vec<Stamped>, twist: &Twist) {
    let count = events.len();
    match *twist {
        Twist::Drop(at) => drop(events.remove(at % count)),
        Twist::Double(at) => events.push(events[at % count].clone()),
        Twist::Swap(a, b) => events.swap(a % count, b % count),
        Twist::Number(at, place, number) => {
            events[at % count] = twisted(&events[at % count], place, number);
        }
    }
}

/// Everything the program may ask of a state.
fn ask(state: &State) {
    let now = state.last_at + Span::minutes(1);
    let _due = deadlines(state);
    let _turn = solo::turn(state, now, &[]);
    let (slots, items) = (state.slots.len() + 1, 4);
    for (slot, item) in (0..slots).flat_map(|slot| (0..items).map(move |item| (slot, item))) {
        for scope in [Scope::Question { slot, item }, Scope::Round { slot }, Scope::Loop] {
            let _sheet = sheet(state, scope);
            let _checks = checklist(state, scope);
        }
        let _gathered = gather(state, slot, item, 0);
    }
    let commands = [
        Command::Next,
        Command::Tick,
        Command::Finish,
        Command::Skip,
        Command::AdvancePhase,
        Command::RevealHint,
        Command::Retry,
        Command::TellStory { slot: 1, item: 0, story: None },
        Command::EndRound,
        Command::EndSession,
        Command::CloseQuestion,
        Command::Reveal { reveal: 0 },
        Command::Extend { by: Span::minutes(5) },
        Command::OpenField { field: "task".to_owned() },
        Command::Edit { field: "answer".to_owned(), text: "ß".to_owned() },
        Command::NoteReopened { wall_ms: i64::MAX, boot: String::new() },
        Command::NoteSuspend { slept: Span(u64::MAX) },
    ];
    for command in commands {
        for seat in [Seat::Candidate, Seat::Interviewer] {
            if let Ok(events) = decide(state, now, seat, command.clone()) {
                let mut after = state.clone();
                for event in events {
                    after.apply(&Stamped { at: now, wall_ms: 0, event });
                }
                let _owed = pending(&after);
                let _due = deadlines(&after);
            }
        }
    }
}

/// Folds a session with these twists, and asks everything of it.
fn ask_twisted(mode: SessionMode, twists: &[Twist]) {
    let mut events = sound(mode);
    for twist in twists {
        apply(&mut events, twist);
    }
    ask_all(&events);
}

fn ask_all(events: &[Stamped]) {
    let header = blank().header;
    let mut state = State::new(header.clone());
    for (place, event) in events.iter().enumerate() {
        state.apply(event);
        if place % 16 == 0 {
            ask(&state);
        }
    }
    ask(&state);
    let _scores = fold::rescore(&header, events);
    let _seen = detect(&rules::latest().detectors, &observe(&header, events));
    let _text = Transcript::new(&state, events).markdown();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_twisted_journal_is_folded_without_a_panic(
        twists in prop::collection::vec(twist(), 1..12),
        exam in any::<bool>(),
    ) {
        let mode = if exam { SessionMode::Exam } else { SessionMode::Practice };
        ask_twisted(mode, &twists);
    }
}

/// Found by chance.
#[test]
fn the_largest_number_in_an_exam_is_folded_without_a_panic() {
    ask_twisted(SessionMode::Exam, &[Twist::Number(92, 20, u64::MAX)]);
}

/// The same where it does most: words of an answer that has no such words.
#[test]
fn evidence_beyond_its_answer_is_folded_without_a_panic() {
    let is_evidence = |stamped: &Stamped| matches!(stamped.event, Event::EvidenceFound { .. });
    let found = sound(SessionMode::Exam).iter().position(is_evidence).expect("evidence");
    for place in 0..12 {
        ask_twisted(SessionMode::Exam, &[Twist::Number(found, place, u64::MAX)]);
    }
}

/// The drawn plan by itself, one number after the other.
#[test]
fn no_number_of_a_plan_brings_the_fold_down() {
    let events = sound(SessionMode::Practice);
    let plan = events.iter().position(|event| matches!(event.event, Event::PlanDrawn { .. }));
    let plan = plan.expect("drawn");
    for place in 0..60 {
        for number in [0, 7, u64::MAX] {
            let mut state = blank();
            for (at, event) in events.iter().enumerate() {
                if at == plan {
                    state.apply(&twisted(event, place, number));
                } else {
                    state.apply(event);
                }
            }
            ask(&state);
        }
    }
}
