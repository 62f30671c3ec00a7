//! What spoke for and against, as the fold of the score's own rules says.

use crate::engine::State;
use crate::engine::event::{Mark, Scope};
use crate::figures::cost;
use crate::score::dimension::{Reason, Why};
use crate::text::SafeText;

/// In words, in the fold's order.
pub(super) fn lines(state: &State, scope: Scope, reasons: &[Reason]) -> Vec<SafeText> {
    reasons.iter().map(|reason| line(state, scope, reason)).collect()
}

fn line(state: &State, scope: Scope, reason: &Reason) -> SafeText {
    let text = reason.text.trim_end_matches('.');
    SafeText::line(&match &reason.why {
        Why::Item { mark: Mark::Partly, .. } => format!("{text} (partly)"),
        Why::Item { .. } | Why::Graded(_) => text.to_owned(),
        Why::Hint(share) => match question(state, scope, reason) {
            Some(title) => format!("{text}, {title} ({})", cost(*share)),
            None => format!("{text} ({})", cost(*share)),
        },
        Why::Followup => format!("follow-up answered: {text}"),
        Why::Curveball => format!("curveball met: {text}"),
        Why::RedFlag(cap) => format!("red flag: {text} (at most {cap})"),
    })
}

/// A round has several questions, and a hint belongs to one of them.
fn question<'a>(state: &'a State, scope: Scope, reason: &Reason) -> Option<&'a str> {
    let Scope::Round { slot } = scope else { return None };
    Some(state.question_of(slot, reason.question)?.ask.title.as_str())
}
