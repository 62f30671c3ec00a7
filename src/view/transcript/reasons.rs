//! What spoke for and against, as the fold of the score's own rules says.

use crate::engine::State;
use crate::engine::checklist::gist;
use crate::engine::event::{Mark, Scope};
use crate::figures::cost;
use crate::score::dimension::{Reason, Why};
use crate::text::SafeText;
use crate::view::words::CURVEBALL_MET;

/// In words, in the fold's order. What hints cost is said once, beside the dimensions: it is the
/// same in all of them.
pub(super) fn lines(state: &State, scope: Scope, reasons: &[Reason]) -> Vec<SafeText> {
    let is_twice =
        |reason: &Reason| reasons.iter().filter(|other| line(other) == line(reason)).count() > 1;
    let told = |reason: &Reason| {
        let text = line(reason)?;
        // What is said of several questions alike says of which.
        match question(state, scope, reason).filter(|_| is_twice(reason)) {
            Some(title) => Some(SafeText::line(&format!("{text}, {title}"))),
            None => Some(text),
        }
    };
    reasons.iter().filter_map(told).collect()
}

/// What hints cost, of a round question by question: `Order in Kafka −10%`.
pub(super) fn hints<'r>(
    state: &State,
    scope: Scope,
    reasons: impl Iterator<Item = &'r Reason>,
) -> Option<SafeText> {
    let mut told: Vec<String> = Vec::new();
    for reason in reasons {
        let Why::Hint(share) = reason.why else { continue };
        let text = match question(state, scope, reason) {
            Some(title) => format!("{title} {}", cost(share)),
            None => format!("{} of what was earned", cost(share)),
        };
        if !told.contains(&text) {
            told.push(text);
        }
    }
    (!told.is_empty()).then(|| SafeText::line(&told.join(", ")))
}

fn line(reason: &Reason) -> Option<SafeText> {
    let text = reason.text.trim_end_matches('.');
    Some(SafeText::line(&match &reason.why {
        Why::Item { mark: Mark::Partly, .. } => format!("{text} (partly)"),
        Why::Item { .. } | Why::Graded(_) => text.to_owned(),
        Why::Hint(_) => return None,
        Why::Followup => format!("follow-up answered: {text}"),
        Why::Curveball => format!("{CURVEBALL_MET}: {}", gist(text).trim_end_matches('.')),
        Why::RedFlag(cap) => format!("red flag: {text} (at most {cap})"),
    }))
}

/// A round has several questions, and a hint belongs to one of them.
fn question<'a>(state: &'a State, scope: Scope, reason: &Reason) -> Option<&'a str> {
    let Scope::Round { slot } = scope else { return None };
    Some(state.question_of(slot, reason.question)?.ask.title.as_str())
}
