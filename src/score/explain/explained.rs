//! What one explanation says, and how its figures are printed.

use crate::figures::short;

/// Where the detectors come from.
pub(super) const TIPS: &str = "the five tips and five pitfalls of the seed guide";

/// One rule in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What it is asked for by: `interval`, `star.result.number`, `rushing`.
    pub id: String,
    pub group: Group,
    /// The rule, with its figures.
    pub rule: String,
    /// Where it comes from.
    pub source: String,
    /// What it does to a score.
    pub effect: &'static str,
}

/// What rules belong together. A group's word asks for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Score,
    Loop,
    Evidence,
    Seals,
    Star,
    Detectors,
}

impl Group {
    /// All, in the order they are told.
    pub const ALL: [Group; 6] =
        [Group::Score, Group::Loop, Group::Evidence, Group::Seals, Group::Star, Group::Detectors];

    /// What the group is asked for by.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Group::Score => "score",
            Group::Loop => "loop",
            Group::Evidence => "evidence",
            Group::Seals => "seals",
            Group::Star => "star",
            Group::Detectors => "detectors",
        }
    }

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Group::Score => "From marks to a score",
            Group::Loop => "From rounds to a recommendation",
            Group::Evidence => "What is found in your answer",
            Group::Seals => "Guessing first",
            Group::Star => "The shape of a STAR story",
            Group::Detectors => "Habits, from what happened",
        }
    }
}

/// Thousandths as a share: `.85`.
pub(super) fn share(thousandths: u32) -> String {
    let text = short(thousandths);
    text.strip_prefix('0').unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_printed_short() {
        assert_eq!([share(850), share(1000), share(35)], [".85", "1", ".035"]);
    }
}
