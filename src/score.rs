//! Judgement, pure: marks and evidence in, scores and their reasons out.
//!
//! The same facts give the same score, on any machine, for ever: integers only (thousandths), no
//! clock, no chance, and one frozen set of [`rules`] a number. A number never stands alone; every
//! score carries what spoke for it and what against.

pub mod dimension;
pub mod evidence;
pub mod recommendation;
pub mod rules;

/// How sure the matcher is; never "missing": 13–27% of what no sentence matched was covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    Likely,
    Maybe,
    None,
}

/// The judgement of one rubric item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    Met,
    Partly,
    Missed,
    NotAsked,
}
