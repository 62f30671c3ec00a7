//! What the program said on standard output, held against its journal.

use mock::engine::event::Event;
use mock::session::Session;

/// Each line that tells a fact must have its event on disk.
#[track_caller]
pub fn is_on_disk(out: &str, session: &Session) {
    let events: Vec<&Event> = session.events.iter().map(|stamped| &stamped.event).collect();
    for line in out.lines() {
        let missing = match line.split_once("   ").map(|(label, text)| (label, text.trim())) {
            Some(("you ", text)) => !is_told(&events, text),
            Some(("them", text)) => !is_told(&events, text),
            Some(("hint", text)) => !is_hint(&events, text),
            _ => !is_fact(&events, session, line),
        };
        assert!(!missing, "`{line}` was said and is not on disk; said in all:\n{out}");
    }
}

/// Something one of the seats said. The opening of a round comes with its start.
fn is_told(events: &[&Event], text: &str) -> bool {
    let text = text.strip_prefix("Something changes. ").unwrap_or(text);
    let mut told = events.iter().filter_map(|event| match event {
        Event::ClarificationAsked { text }
        | Event::ClarificationAnswered { text, .. }
        | Event::Revealed { text, .. }
        | Event::CurveballThrown { text, .. }
        | Event::Said { text, .. } => Some(text),
        Event::FollowupAsked { ask, .. } => Some(ask),
        _ => None,
    });
    told.any(|told| squeezed(told).starts_with(&squeezed(text))) || is_opening(events, text)
}

fn is_opening(events: &[&Event], text: &str) -> bool {
    let started = events.iter().filter_map(|event| match event {
        Event::RoundStarted { slot } => Some(*slot),
        _ => None,
    });
    let Some(Event::PlanDrawn { plan }) = events.first() else { return false };
    started.into_iter().any(|slot| {
        let opening = match plan.slots.get(slot) {
            Some(mock::format::plan::Slot::Round(round)) => &round.persona.opening,
            _ => return false,
        };
        squeezed(opening).starts_with(&squeezed(text))
    })
}

fn is_hint(events: &[&Event], text: &str) -> bool {
    let text = text.rsplit_once(" (").map_or(text, |(hint, _cost)| hint);
    let mut hints = events.iter().filter_map(|event| match event {
        Event::HintRevealed { text, .. } => Some(text),
        _ => None,
    });
    hints.any(|hint| squeezed(hint).starts_with(&squeezed(text)))
}

fn is_fact(events: &[&Event], session: &Session, line: &str) -> bool {
    let has = |wanted: fn(&Event) -> bool| events.iter().any(|event| wanted(event));
    let title = line.split_once(" · ").filter(|_| line.starts_with("Question "));
    if let Some((_, title)) = title {
        return session.state.opened_questions().any(|(slot, item)| {
            let question = session.state.question_of(slot, item);
            question.is_some_and(|question| title.starts_with(question.ask.title.as_str()))
        });
    }
    match line {
        _ if line.starts_with("Saved as you go in") => {
            has(|e| matches!(e, Event::PlanDrawn { .. }))
        }
        _ if line.starts_with("The answer is in") => has(|e| matches!(e, Event::QuestionClosed)),
        _ if line.starts_with("Paused") => has(|e| matches!(e, Event::Paused { .. })),
        "Sealed." => has(|e| matches!(e, Event::Sealed { .. })),
        "Left unanswered." => has(|e| matches!(e, Event::AnswerClosed { .. })),
        _ => true,
    }
}

/// With single spaces, as it may have been laid out otherwise.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
