//! What running the answer says: correctness, and cases thought of before the first run.

use crate::bank::question::{Ask, Judge, Kind};
use crate::engine::checklist::Role;
use crate::engine::event::Mark;
use crate::engine::state::ItemState;
use crate::engine::verdict::{Tests, Verdict};

use super::dimension::{Basis, Facts, GradeFact, ItemFact};

/// The computed point of the testing dimension: its id and weight.
pub(super) const OWN_CASES: (&str, u32) = ("own-cases", 2);

/// The computed point of a data model's evolution: its id and weight.
pub(super) const TURN: (&str, u32) = ("turn", 3);

/// Weight of an oddity that was left alone.
pub(super) const KEPT: u32 = 2;

/// From this many own cases the point is met; one or two meet it partly.
pub(super) const CASES_ENOUGH: usize = 3;

/// Adds what the verdict of the attempt that counts says. A question that could not be graded adds
/// no grade: its rubric stands alone.
pub fn add_graded(facts: &mut Facts, asked: (usize, &Ask, &Judge), found: &ItemState) {
    let (number, ask, judge) = asked;
    let Some(attempt) = found.scored_attempt() else { return };
    let verdict = attempt.verdict.as_ref();
    match ask.kind {
        Kind::Review => return add_reviewed(facts, number, judge, verdict),
        Kind::DataModelling => add_turn(facts, number, verdict),
        _ => {}
    }
    let grade = attempt.verdict.as_ref().and_then(|verdict| verdict.correctness());
    facts.grades.extend(grade.map(|score| GradeFact { question: number, score }));
    if ask.kind == Kind::DataModelling {
        return;
    }
    let cases = found.runs.first().map_or(attempt.cases(), |run| run.cases.as_str());
    facts.items.push(ItemFact {
        question: number,
        id: OWN_CASES.0.to_owned(),
        text: "own cases named or added before the first run".to_owned(),
        dim: "testing".to_owned(),
        weight: OWN_CASES.1,
        role: Role::Core,
        mark: match own_cases(cases) {
            0 => Mark::Missed,
            n if n < CASES_ENOUGH => Mark::Partly,
            _ => Mark::Met,
        },
        basis: Basis::Computed,
        shown: None,
    });
}

/// The points that running an answer decides, as they stand for the attempt that counts.
#[must_use]
pub fn computed_points(ask: &Ask, judge: &Judge, found: &ItemState) -> Vec<ItemFact> {
    let mut facts = Facts::default();
    add_graded(&mut facts, (0, ask, judge), found);
    facts.items
}

/// A computed point, as its case says.
fn computed(number: usize, dim: &str, id: String, text: &str, of: (u32, Role, Mark)) -> ItemFact {
    let (weight, role, mark) = of;
    let (text, dim) = (text.to_owned(), dim.to_owned());
    let basis = Basis::Computed;
    ItemFact { question: number, id, text, dim, weight, role, mark, basis, shown: None }
}

/// Whether the model still answers once the turn's rows are in it.
fn add_turn(facts: &mut Facts, number: usize, verdict: Option<&Verdict>) {
    let Some(turned) = verdict.filter(|v| v.is_graded()).and_then(Verdict::turned) else { return };
    let mark = match (turned.held, turned.of) {
        (held, of) if held == of => Mark::Met,
        (held, of) if 2 * held >= of => Mark::Partly,
        _ => Mark::Missed,
    };
    let text = "the views still answer after the turn";
    let of = (TURN.1, Role::Core, mark);
    facts.items.push(computed(number, "evolution", TURN.0.to_owned(), text, of));
}

/// Each planted fault that a case tells of: mended or not. And each sound oddity: left alone or
/// broken, once anything was mended at all; who touches nothing shows no restraint.
fn add_reviewed(facts: &mut Facts, number: usize, judge: &Judge, verdict: Option<&Verdict>) {
    let (Some(review), Some(verdict)) = (&judge.review, verdict) else { return };
    // An answer that does not run at all has mended nothing, and broken nothing by itself.
    if !verdict.is_graded() || verdict.tests != Tests::All {
        return;
    }
    let passes = |case: &Option<String>| {
        let name = case.as_deref()?;
        let case = verdict.cases.iter().find(|case| case.name == name && !case.own);
        Some(case.is_some_and(|case| case.passed()))
    };
    let mark = |passed: bool| if passed { Mark::Met } else { Mark::Missed };
    for fault in &review.faults {
        let Some(passed) = passes(&fault.case) else { continue };
        let role = if fault.must { Role::Must } else { Role::Core };
        let (id, of) = (format!("mended:{}", fault.id), (fault.weight, role, mark(passed)));
        facts.items.push(computed(number, "mended", id, &fault.text, of));
    }
    let is_changed = review.faults.iter().any(|fault| passes(&fault.case) == Some(true))
        || review.sound.iter().any(|oddity| passes(&oddity.case) == Some(false));
    if !is_changed || verdict.cases.is_empty() {
        return;
    }
    for oddity in &review.sound {
        let Some(passed) = passes(&oddity.case) else { continue };
        let (id, of) = (format!("kept:{}", oddity.id), (KEPT, Role::Core, mark(passed)));
        facts.items.push(computed(number, "restraint", id, &oddity.text, of));
    }
}

/// How many cases a candidate named: distinct lines that are neither blank nor a comment.
pub fn own_cases(text: &str) -> usize {
    let lines = text.lines().map(str::trim);
    let named = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    named.collect::<std::collections::BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_blanks_and_repetitions_name_no_case() {
        assert_eq!(own_cases("# one a line\n\n[[3, 1], 2] -> [3]\n  \nempty\nempty\n"), 2);
        assert_eq!(own_cases(""), 0);
    }
}
