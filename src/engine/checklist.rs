//! What can be marked in a scope, and under which ids.

use super::event::{About, Scope};
use super::state::State;

/// One line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub id: String,
    pub about: About,
    pub text: String,
    pub dim: String,
    pub weight: u32,
    pub must: bool,
    pub core: bool,
}

impl About {
    /// The id under which a mark about it is kept.
    pub fn mark_id(&self) -> String {
        match self {
            About::Item(id) | About::RoundItem(id) => id.clone(),
            About::RedFlag(index) => format!("flag:{index}"),
            About::Followup(id) => format!("followup:{id}"),
            About::Curveball(id) => format!("curveball:{id}"),
            About::Number(id) => format!("number:{id}"),
            About::Cause => "cause".to_owned(),
        }
    }
}

/// The checklist of a question or a round; nothing for a loop.
pub fn checklist(state: &State, scope: Scope) -> Vec<Check> {
    match scope {
        Scope::Question { slot, item } => question_checks(state, slot, item),
        Scope::Round { slot } => round_checks(state, slot),
        Scope::Loop => Vec::new(),
    }
}

fn round_checks(state: &State, slot: usize) -> Vec<Check> {
    let (Some(plan), Some(round)) = (state.plan.as_ref(), state.round_plan(slot)) else {
        return Vec::new();
    };
    let check = |item: &crate::bank::question::RubricItem| Check {
        id: item.id.clone(),
        about: About::RoundItem(item.id.clone()),
        text: item.text.clone(),
        dim: item.dim.clone(),
        weight: item.weight,
        must: item.must,
        core: item.is_core(plan.level),
    };
    round.rubric.iter().map(check).collect()
}

fn question_checks(state: &State, slot: usize, item: usize) -> Vec<Check> {
    let (Some(plan), Some(question), Some(found)) =
        (state.plan.as_ref(), state.question_of(slot, item), state.item_state(slot, item))
    else {
        return Vec::new();
    };
    let Some(judge) = &question.judge else { return Vec::new() };
    let lift = |about: About, text: &str, dim: &str, weight: u32| Check {
        id: about.mark_id(),
        about,
        text: text.to_owned(),
        dim: dim.to_owned(),
        weight,
        must: false,
        core: false,
    };
    let mut checks: Vec<Check> = judge
        .rubric
        .iter()
        .map(|item| Check {
            must: item.must,
            core: item.is_core(plan.level),
            ..lift(About::Item(item.id.clone()), &item.text, &item.dim, item.weight)
        })
        .collect();
    for number in &judge.numbers {
        let about = About::Number(number.id.clone());
        checks.push(Check { core: true, ..lift(about, &number.text, &number.dim, number.weight) });
    }
    if judge.check.is_some() {
        checks.push(lift(
            About::Cause,
            "The hidden cause, named after evidence for it",
            "diagnosis",
            3,
        ));
    }
    for (which, ask, _) in found.followups() {
        if let super::event::FollowupRef::Followup(index) = which
            && let Some(script) = judge.followups.get(index)
        {
            checks.push(lift(About::Followup(script.id.clone()), ask, "", 0));
        }
    }
    for script in found.curveballs().filter_map(|index| judge.curveballs.get(index)) {
        checks.push(lift(About::Curveball(script.id.clone()), &script.say, "", 0));
    }
    for (index, flag) in judge.red_flags.iter().enumerate() {
        checks.push(lift(About::RedFlag(index), &flag.text, &flag.dim, 0));
    }
    checks
}

/// The dimensions that a checklist speaks to, in its order, each once.
pub fn dimensions(checks: &[Check]) -> Vec<&str> {
    let mut dims: Vec<&str> = Vec::new();
    for check in checks {
        if !check.dim.is_empty() && !dims.contains(&check.dim.as_str()) {
            dims.push(&check.dim);
        }
    }
    dims
}
