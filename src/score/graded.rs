//! What running the answer says: correctness, and cases thought of before the first run.

use crate::engine::checklist::Role;
use crate::engine::event::Mark;
use crate::engine::state::ItemState;

use super::dimension::{Basis, Facts, GradeFact, ItemFact};

/// The computed point of the testing dimension: its id and weight.
pub(super) const OWN_CASES: (&str, u32) = ("own-cases", 2);

/// From this many own cases the point is met; one or two meet it partly.
pub(super) const CASES_ENOUGH: usize = 3;

/// Adds what the verdict of the attempt that counts says. A question that could not be graded adds
/// no grade: its rubric stands alone.
pub fn add_graded(facts: &mut Facts, number: usize, found: &ItemState) {
    let Some(attempt) = found.scored_attempt() else { return };
    let grade = attempt.verdict.as_ref().and_then(|verdict| verdict.correctness());
    facts.grades.extend(grade.map(|score| GradeFact { question: number, score }));
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
