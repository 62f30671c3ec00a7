//! What spoke for and against, as the fold of the score's own rules says.

use super::ConditionPart;
use crate::engine::State;
use crate::engine::event::{Mark, Scope};
use crate::figures::cost;
use crate::score::dimension::{Reason, Why};
use crate::score::fold;
use crate::score::recommendation::RoundScore;
use crate::score::rules::{self, Rules};
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

/// The conditions of a loop's recommendation.
pub(super) fn conditions(state: &State, scope: Scope, number: u32) -> Vec<ConditionPart> {
    let of_loop = |rules: &Rules| fold::whole_loop(rules, state);
    let found = rules::rules(number).filter(|_| scope == Scope::Loop).and_then(of_loop);
    let conditions = found.map(|score| score.conditions).unwrap_or_default();
    let part = |condition: &crate::score::recommendation::Condition| ConditionPart {
        rule: SafeText::line(condition.rule),
        holds: condition.holds,
        figures: SafeText::line(&condition.figures),
    };
    conditions.iter().map(part).collect()
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
