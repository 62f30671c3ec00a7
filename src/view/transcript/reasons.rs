//! What spoke for and against, as the fold of the score's own rules says.

use crate::engine::State;
use crate::engine::event::{Mark, Scope};
use crate::figures::cost;
use crate::score::dimension::{Reason, Why};
use crate::score::fold;
use crate::score::recommendation::RoundScore;
use crate::score::rules;
use crate::text::SafeText;

/// The score with its reasons; nothing for a loop, and under rules this program does not know.
pub(super) fn scored(state: &State, scope: Scope, number: u32) -> Option<RoundScore> {
    let rules = rules::rules(number)?;
    match scope {
        Scope::Question { slot, item } => Some(fold::question(rules, state, slot, item)),
        Scope::Round { slot } => Some(fold::round(rules, state, slot)),
        Scope::Loop => None,
    }
}

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
