//! What came of running an answer. A fact like any other: replay and rescore need no grader.

mod modelled;

pub use modelled::{ModelCase, ModelCheck, ModelState, Turned};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::bank::task::Language;
use crate::words::words;

words! {
    /// How running something ended.
    Outcome {
        Accepted = "accepted",
        WrongAnswer = "wrong-answer",
        /// It does not parse, has no entry point, or is no single query.
        Invalid = "invalid",
        RuntimeError = "runtime-error",
        TimeLimit = "time-limit",
        MemoryLimit = "memory-limit",
        OutputLimit = "output-limit",
        FileLimit = "file-limit",
        /// The sandbox that a foreign pack needs isn't available here.
        SandboxUnavailable = "sandbox-unavailable",
        /// No fault of the answer: an interpreter is missing, the grader died.
        NotGraded = "not-graded",
    }
}

words! {
    /// Which cases are run: the visible ones while trying, all of them for an answer handed in.
    Tests { Visible = "visible", All = "all" }
}

/// What a verdict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Graded {
    /// A run of the visible cases, by its number among the item's runs.
    Run(usize),
    /// An answer handed in, by the number of the attempt.
    Attempt(usize),
}

/// A verdict, and the run or hand-in of a question that it is about: the same from the grader
/// that reached it to the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    pub slot: usize,
    pub item: usize,
    pub of: Graded,
    pub verdict: Box<Verdict>,
}

/// What came of one run or hand-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The first that is not accepted, else accepted.
    pub outcome: Outcome,
    pub tests: Tests,
    pub language: Language,
    /// What ran it, with its version: `PostgreSQL 17.5, embedded`, `Python 3.11.7`.
    pub engine: String,
    /// The layers of the sandbox that held it: `L0 L1 L2`; empty where none was needed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sandbox: String,
    pub cases: Vec<CaseVerdict>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scaling: Option<ScalingVerdict>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanVerdict>,
    /// What went wrong and what to do, where no case says it: a syntax error, a missing tool.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// Wall time of the whole, milliseconds.
    pub took_ms: u64,
    /// Lines of the own cases that were meant to be run and can't be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<UnreadLine>,
}

/// A line of the own cases that is no case, though it looks like one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadLine {
    /// Its number among the own cases, from 1.
    pub line: usize,
    /// Its beginning.
    pub text: String,
    /// What was expected instead.
    pub why: String,
}

/// One case, or one data set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseVerdict {
    pub name: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub visible: bool,
    /// The candidate added it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Classes of awkward data in it: all that a candidate learns of a hidden case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    pub outcome: Outcome,
    /// Microseconds.
    pub took_us: u64,
    /// Most resident memory, KiB, where it was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory_kib: Option<u64>,
    /// The error as the engine put it, or how the result differs, in one sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// What the program printed itself, cut to 4 KiB.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub printed: String,
    /// Visible and own cases alone, and the views of a data model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diff: Option<Diff>,
    /// What a query returned on visible data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<TableRows>,
    /// What it was to return, where that is something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<TableRows>,
    /// Of a data model: what was looked at, and how it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelCase>,
}

/// Rows of a query, the first of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRows {
    pub columns: Vec<String>,
    /// A cell that is `None` is NULL.
    pub rows: Vec<Vec<Option<String>>>,
    /// Rows beyond those.
    #[serde(default)]
    pub more: usize,
}

/// How a result differs from the expected one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Diff {
    Table(TableDiff),
    Value(ValueDiff),
}

/// Rows of a query, as PostgreSQL prints them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableDiff {
    pub columns: Vec<String>,
    /// Missing, extra and differing rows, the first twenty.
    pub rows: Vec<DiffRow>,
    /// Rows beyond those.
    #[serde(default)]
    pub more: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffRow {
    pub side: Side,
    /// `None` is NULL.
    pub cells: Vec<Option<String>>,
    /// Places of the cells in which it differs from its counterpart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differing: Vec<usize>,
}

words! {
    /// Where a row stands.
    Side { Missing = "missing", Extra = "extra" }
}

/// A value of a call, as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueDiff {
    /// The call: `top([3, 1], 2)`.
    pub call: String,
    pub expected: String,
    pub got: String,
    /// Where the first difference is: `[2].name`; empty for the whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
}

/// How the run time grew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScalingVerdict {
    pub outcome: Outcome,
    /// Sizes and microseconds.
    pub points: Vec<(u64, u64)>,
    /// Slope of log time over log size, and the most it may be, in thousandths.
    pub slope: u32,
    pub max_slope: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
}

/// What the plan of a tuning task showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanVerdict {
    pub outcome: Outcome,
    /// Node types, outermost first, with what they are on: `Index Scan on orders`.
    pub nodes: Vec<String>,
    pub rows_read: u64,
    pub buffers: u64,
    /// Which demands did not hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<String>,
}

impl CaseVerdict {
    /// Of a case that passed; what else came of it is put in.
    pub fn new(name: impl Into<String>, visible: bool, own: bool) -> CaseVerdict {
        CaseVerdict {
            name: name.into(),
            visible,
            own,
            classes: Vec::new(),
            outcome: Outcome::Accepted,
            took_us: 0,
            memory_kib: None,
            message: String::new(),
            printed: String::new(),
            diff: None,
            returned: None,
            expected: None,
            model: None,
        }
    }

    pub fn passed(&self) -> bool {
        self.outcome == Outcome::Accepted
    }

    /// What a hidden case may be called: its classes, else its name.
    pub fn class(&self) -> String {
        if self.classes.is_empty() { self.name.clone() } else { self.classes.join(", ") }
    }
}

impl Verdict {
    /// Nothing could be run, through no fault of the answer.
    pub fn not_graded(tests: Tests, language: Language, message: String) -> Verdict {
        Verdict {
            outcome: Outcome::NotGraded,
            tests,
            language,
            engine: String::new(),
            sandbox: String::new(),
            cases: Vec::new(),
            scaling: None,
            plan: None,
            message,
            took_ms: 0,
            unread: Vec::new(),
        }
    }

    /// Whether it says anything about the answer.
    pub fn is_graded(&self) -> bool {
        !matches!(self.outcome, Outcome::NotGraded | Outcome::SandboxUnavailable)
    }

    /// How the code did in its cases, 1–4 (docs/rules.md, "Correctness"): all cases 4; only the
    /// scaling, or one class of hidden cases, failed 3; the visible cases alone 2; else 1.
    /// Nothing for a run, and where nothing could be graded.
    pub fn correctness(&self) -> Option<u32> {
        if !self.is_graded() || self.tests != Tests::All {
            return None;
        }
        let of = |visible: bool| self.cases.iter().filter(move |c| !c.own && c.visible == visible);
        if self.cases.is_empty() || !of(true).all(CaseVerdict::passed) {
            return Some(1);
        }
        // A view of a data model is one class, whatever data it fails on; the turn counts elsewhere.
        let is_turn = |case: &CaseVerdict| case.model.as_ref().is_some_and(|model| model.turn);
        let failed = of(false).filter(|case| !case.passed() && !is_turn(case));
        let views: BTreeSet<&str> = failed
            .clone()
            .filter(|case| case.model.is_some())
            .map(|case| case.name.as_str())
            .collect();
        let failed = views.len() + failed.filter(|case| case.model.is_none()).count();
        let scaling = self.scaling.as_ref().is_some_and(|s| s.outcome != Outcome::Accepted);
        let plan = self.plan.as_ref().is_some_and(|p| p.outcome != Outcome::Accepted);
        Some(match failed + usize::from(scaling) + usize::from(plan) {
            0 => 4,
            1 => 3,
            _ => 2,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::testing::verdict;

    #[test]
    fn correctness_is_what_the_hand_in_passed() {
        let of = |seen, empty| verdict(Tests::All, seen, empty).correctness();
        assert_eq!(of(true, true), Some(4));
        assert_eq!(of(true, false), Some(3), "one class of hidden cases");
        assert_eq!(of(false, true), Some(1), "a visible case");
        assert_eq!(verdict(Tests::Visible, true, true).correctness(), None, "a run is no hand-in");
        let message = "no python3".to_owned();
        let none = Verdict::not_graded(Tests::All, Language::Python, message);
        assert_eq!(none.correctness(), None);
    }

    #[test]
    fn scaling_and_plan_count_as_a_class_each_and_own_cases_for_nothing() {
        let slow = ScalingVerdict {
            outcome: Outcome::TimeLimit,
            points: vec![(1000, 10), (2000, 40)],
            slope: 2000,
            max_slope: 1300,
            message: String::new(),
        };
        let scanned = PlanVerdict {
            outcome: Outcome::WrongAnswer,
            nodes: vec!["Seq Scan on t".to_owned()],
            rows_read: 9,
            buffers: 1,
            unmet: vec!["no sequential scan".to_owned()],
        };
        let passed = verdict(Tests::All, true, true);
        let one = Verdict { scaling: Some(slow), ..passed.clone() };
        assert_eq!(one.correctness(), Some(3));
        assert_eq!(Verdict { plan: Some(scanned), ..one }.correctness(), Some(2));
        let mut own = passed;
        own.cases[0].own = true;
        own.cases[0].outcome = Outcome::WrongAnswer;
        assert_eq!(own.correctness(), Some(4));
    }

    #[test]
    fn a_syntax_error_has_no_cases_and_is_a_1() {
        let invalid = Verdict {
            outcome: Outcome::Invalid,
            ..Verdict::not_graded(Tests::All, Language::Sql, "syntax error".to_owned())
        };
        assert_eq!(invalid.correctness(), Some(1));
    }
}
