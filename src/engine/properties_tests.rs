//! What holds for any session, however it is played.

use proptest::prelude::*;

use super::*;
use crate::engine::event::OwnStory;
use crate::engine::testing::verdict;
use crate::engine::verdict::{Graded, Reached, Tests};

/// What a person or a script may do, in any order.
fn any_command() -> impl Strategy<Value = (bool, Command)> {
    let field =
        prop::sample::select(vec!["answer", "notes", "code", "cases", "action", "requirements"]);
    let command = prop_oneof![
        4 => Just(Command::Next),
        3 => (field.clone(), "[a-zé ]{0,12}").prop_map(|(field, text)| edit(field, &text)),
        2 => field.prop_map(|field| Command::OpenField { field: field.to_owned() }),
        3 => Just(Command::Finish),
        2 => Just(Command::RunCases),
        2 => (any::<bool>(), 0usize..2, any::<bool>()).prop_map(|(is_run, of, passed)| {
            let (of, tests) = match is_run {
                true => (Graded::Run(of), Tests::Visible),
                false => (Graded::Attempt(of), Tests::All),
            };
            let verdict = Box::new(verdict(tests, passed, passed));
            Command::FileVerdict(Reached { slot: 0, item: 0, of, verdict })
        }),
        1 => Just(Command::Skip),
        1 => Just(Command::AdvancePhase),
        1 => Just(Command::Speak),
        1 => Just(Command::MarkPoint),
        1 => Just(Command::EndSpeech),
        1 => Just(Command::Ask { text: "why?".to_owned() }),
        1 => Just(Command::RevealHint),
        1 => Just(Command::Answer { script: None, text: "because".to_owned() }),
        1 => Just(Command::Reveal { reveal: 0 }),
        1 => Just(Command::AskFollowup { which: FollowupRef::Followup(0) }),
        2 => Just(Command::CloseQuestion),
        1 => Just(pause()),
        2 => Just(Command::Resume),
        1 => (1u64..20).prop_map(|minutes| Command::Extend { by: Span::minutes(minutes) }),
        1 => Just(Command::EndRound),
        4 => Just(Command::Tick),
        1 => (0u64..7_200_000).prop_map(|slept| Command::NoteSuspend { slept: Span(slept) }),
        1 => Just(Command::Retry),
        1 => any::<bool>().prop_map(|is_told| {
            let (id, title) = ("lost-table".to_owned(), "The table".to_owned());
            let story = is_told.then_some(OwnStory { id, title });
            Command::TellStory { slot: 3, item: 0, story }
        }),
        1 => Just(seal(FIRST, "knowledge", 3)),
        1 => Just(mark(FIRST, "a")),
        1 => Just(Command::Leave),
        1 => Just(Command::EndSession),
    ];
    (any::<bool>(), command)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Replay is the live state, every prefix folds, time never runs back, and JSON keeps it all.
    #[test]
    fn any_session_replays(
        exam in any::<bool>(),
        is_coding in any::<bool>(),
        steps in prop::collection::vec((any_command(), 0u64..600_000), 1..80),
    ) {
        let mode = if exam { SessionMode::Exam } else { SessionMode::Practice };
        let mut bench = match is_coding {
            true => Bench::coding(mode),
            false => Bench::new(mode, Interviewer::Solo),
        };
        let mut used = Span::ZERO;
        for ((by_interviewer, command), gap) in steps {
            bench.pass(Span(gap));
            let seat = if by_interviewer { Seat::Interviewer } else { Seat::Candidate };
            let _granted = bench.attempt(seat, command);
            let reading = bench.state.watch.read(bench.now);
            prop_assert!(reading >= used || bench.state.slept > Span::ZERO);
            used = reading;
        }
        let mut again = State::new(bench.state.header.clone());
        for event in &bench.log {
            let text = serde_json::to_string(event).expect("writes");
            let read: Stamped = serde_json::from_str(&text).expect("reads");
            prop_assert_eq!(&read, event);
            again.apply(&read);
        }
        prop_assert_eq!(again, bench.state);
    }

    /// The interview's clock is exact to the millisecond over hours of pauses and sleep.
    #[test]
    fn six_hours_are_exact(
        steps in prop::collection::vec((0u64..1_200_000, 0u8..3), 1..60),
    ) {
        let mut bench = Bench::exam().at_first_question();
        let mut expected = 0;
        for (gap, kind) in steps {
            let running = bench.state.paused.is_none();
            bench.pass(Span(gap));
            match kind {
                0 if running => { expected += gap; bench.does(pause()); }
                0 => { bench.does(Command::Resume); }
                1 if running => { bench.interviewer(Command::NoteSuspend { slept: Span(gap) }); }
                _ if running => expected += gap,
                _ => {}
            }
            prop_assert_eq!(bench.state.watch.read(bench.now), Span(expected));
        }
    }

    /// Events that do not belong together (a forged journal) never panic the fold.
    #[test]
    fn the_fold_is_total(
        order in prop::collection::vec(any::<prop::sample::Index>(), 1..60),
        steps in prop::collection::vec(any_command(), 1..40),
    ) {
        let mut bench = Bench::practice().at_first_question();
        for (_, command) in steps {
            let _granted = bench.attempt(Seat::Candidate, command);
        }
        let mut state = State::new(bench.state.header.clone());
        for place in order {
            let mut event = place.get(&bench.log).clone();
            event.at = Elapsed(event.at.0 / 2);
            state.apply(&event);
            let _due = deadlines(&state);
            let _outstanding = pending(&state);
        }
    }
}
