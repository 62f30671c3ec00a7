use super::*;
use crate::engine::Command;
use crate::engine::event::Event;
use crate::format::plan::{ItemWhat, Slot};
use crate::seat::answer::open_field;
use crate::seat::testing::{Played, begun};
use crate::testing::plans::{EXAM, PEER, PRACTICE, Wanted, onsite};

fn at_deep_dive(wanted: Wanted, text: &str) -> Played {
    deep_dive(wanted, text, None)
}

fn deep_dive(wanted: Wanted, text: &str, thrown: Option<usize>) -> Played {
    let mut events = onsite(wanted);
    let Some(Event::PlanDrawn { plan }) = events.first_mut() else { panic!("a plan") };
    for slot in &mut plan.slots {
        let Slot::Round(round) = slot else { continue };
        round.phases[1].push = true;
        if let ItemWhat::Question { curveball, .. } = &mut round.items[0].what {
            *curveball = thrown;
        }
        // The quiz has one phase alone.
        break;
    }
    let mut played = begun(events);
    played.candidate(&[Command::Next]);
    let field = played.state.round().expect("a round").phases[0].name.clone();
    played.candidate(&[Command::Edit { field, text: text.to_owned() }]);
    while !played.state.round().expect("a round").phases[played.state.cursor.phase].push {
        played.candidate(&[Command::AdvancePhase]);
    }
    played
}

fn asked(played: &Played) -> Vec<Option<String>> {
    let (_, item) = played.state.current().expect("a question");
    let cut = item.happenings.iter().filter_map(|happening| match &happening.what {
        What::Followup { cut_into, .. } => Some(cut_into.clone()),
        _ => None,
    });
    cut.collect()
}

fn write(played: &mut Played, text: &str) {
    let field = open_field(&played.state).expect("a field").name.clone();
    played.candidate(&[Command::Edit { field, text: text.to_owned() }]);
}

#[test]
fn the_interviewer_pushes_once_there_is_enough_to_push_on() {
    let mut played = at_deep_dive(PRACTICE, "Ten million users.");
    assert_eq!(asked(&played), []);
    let words = "A worker dies and the window is read again from its checkpoint. ".repeat(3);
    write(&mut played, words.trim_end_matches(['.', ' ']));
    played.pass(Span(3000));
    assert_eq!(asked(&played), [], "not in the middle of a sentence");
    write(&mut played, &words);
    assert_eq!(asked(&played), [], "nor before they have stopped for a moment");
    played.pass(Span(3000));
    let phase =
        played.state.round().expect("a round").phases[played.state.cursor.phase].name.clone();
    assert_eq!(asked(&played), [Some(phase.clone())]);
    write(&mut played, "They see the old number.");
    played.candidate(&[Command::Finish]);
    let open = open_field(&played.state).expect("a field");
    assert_eq!((&open.name, &open.text), (&phase, &words), "back where it was");
}

#[test]
fn the_interviewer_pushes_in_time_where_nobody_writes() {
    let mut played = at_deep_dive(PRACTICE, "Ten million users.");
    let limit =
        played.state.phase_reading(played.state.last_at).expect("runs").budget.0.expect("a limit");
    played.pass(Span(limit.0 / 5 - 2000));
    assert_eq!(asked(&played), []);
    played.pass(Span(4000));
    assert_eq!(asked(&played).len(), 1);
}

#[test]
fn nothing_is_pushed_on_where_nothing_is_written_nor_by_a_program_beside_a_peer() {
    let mut played = at_deep_dive(PRACTICE, "");
    played.pass(Span::minutes(30));
    assert_eq!(asked(&played), []);
    let mut played = at_deep_dive(PEER, "Ten million users.");
    played.pass(Span::minutes(30));
    assert_eq!(asked(&played), []);
}

#[test]
fn a_phase_that_goes_by_too_fast_is_made_good_before_the_sum() {
    let mut played = at_deep_dive(EXAM, "Ten million users.");
    played.candidate(&[Command::AdvancePhase]);
    played.pass(Span(3000));
    assert_eq!(asked(&played).len(), 1);
    assert_eq!(played.state.stage, Stage::Asking);
    assert_eq!(played.state.current().map(|(_, item)| item.attempts.len()), Some(1));
}

#[test]
fn the_curveball_comes_in_the_phase_that_pushes() {
    let thrown = |played: &Played| {
        played.state.current().is_some_and(|(_, item)| item.curveballs().next().is_some())
    };
    let mut played = deep_dive(PRACTICE, "Ten million users.", Some(0));
    assert!(!thrown(&played));
    let limit =
        played.state.phase_reading(played.state.last_at).expect("runs").budget.0.expect("a limit");
    played.pass(Span(limit.0 / 4));
    // The follow-up is answered first.
    if played
        .state
        .current()
        .and_then(|(_, item)| item.current_attempt())
        .is_some_and(|a| a.open_part() > 0)
    {
        played.candidate(&[Command::Finish]);
    }
    assert!(!thrown(&played));
    played.pass(Span(limit.0 / 5));
    assert!(thrown(&played));
}
