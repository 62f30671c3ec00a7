//! What came of running an answer, as it is shown: its text is harmless, and of a hidden case
//! nothing is left that would give it away. It is told by `say::verdict`, and its JSON is in
//! `docs/report.schema.json`.

use serde::Serialize;

use crate::bank::task::Language;
use crate::engine::state::Run;
use crate::engine::verdict::{
    CaseVerdict, Diff, DiffRow, Outcome, PlanVerdict, ScalingVerdict, Side, Tests, Verdict,
};
use crate::text::SafeText;
use crate::time::Span;

/// The visible cases, run while the answer was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunPart {
    pub into_ms: Span,
    /// Absent while it runs.
    pub verdict: Option<VerdictPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerdictPart {
    pub outcome: Outcome,
    pub tests: Tests,
    pub language: Language,
    pub engine: SafeText,
    pub sandbox: SafeText,
    /// Cases that passed, the candidate's own left out, and how many there were.
    pub passed: usize,
    pub of: usize,
    /// 1–4, of an answer handed in that could be graded.
    pub correctness: Option<u32>,
    pub cases: Vec<CasePart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scaling: Option<ScalingPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanPart>,
    pub message: SafeText,
    pub took_ms: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CasePart {
    /// A hidden case is called by its classes, where a candidate may see it.
    pub name: SafeText,
    pub visible: bool,
    /// The candidate added it.
    pub own: bool,
    pub outcome: Outcome,
    pub took_us: u64,
    pub memory_kib: Option<u64>,
    pub message: SafeText,
    pub printed: SafeText,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diff: Option<DiffPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum DiffPart {
    Table { columns: Vec<SafeText>, rows: Vec<DiffRowPart>, more: usize },
    Value { call: SafeText, expected: SafeText, got: SafeText, at: SafeText },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DiffRowPart {
    pub side: Side,
    /// `null` is NULL.
    pub cells: Vec<Option<SafeText>>,
    pub differing: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScalingPart {
    pub outcome: Outcome,
    /// Sizes and microseconds.
    pub points: Vec<(u64, u64)>,
    /// Thousandths: the slope of log time over log size, and the most it may be.
    pub slope: u32,
    pub max_slope: u32,
    pub message: SafeText,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanPart {
    pub outcome: Outcome,
    pub nodes: Vec<SafeText>,
    pub rows_read: u64,
    pub buffers: u64,
    pub unmet: Vec<SafeText>,
}

impl RunPart {
    pub fn new(run: &Run) -> RunPart {
        RunPart { into_ms: run.into, verdict: run.verdict.as_ref().map(VerdictPart::new) }
    }
}

impl VerdictPart {
    /// As a candidate may see it.
    ///
    /// Of a hidden case a candidate learns its classes and how it ended: its name, what it printed
    /// and how the result differs would give it away.
    pub fn new(verdict: &Verdict) -> VerdictPart {
        let case = |case: &CaseVerdict| match case.visible || case.own {
            true => self::case(case),
            false => CasePart {
                name: SafeText::line(&case.class()),
                message: SafeText::default(),
                printed: SafeText::default(),
                diff: None,
                ..self::case(case)
            },
        };
        VerdictPart {
            cases: verdict.cases.iter().map(case).collect(),
            ..VerdictPart::whole(verdict)
        }
    }

    /// With everything of the hidden cases: for the one who writes the question.
    pub fn whole(verdict: &Verdict) -> VerdictPart {
        let counted = || verdict.cases.iter().filter(|case| !case.own);
        VerdictPart {
            outcome: verdict.outcome,
            tests: verdict.tests,
            language: verdict.language,
            engine: SafeText::line(&verdict.engine),
            sandbox: SafeText::line(&verdict.sandbox),
            passed: counted().filter(|case| case.passed()).count(),
            of: counted().count(),
            correctness: verdict.correctness(),
            cases: verdict.cases.iter().map(case).collect(),
            scaling: verdict.scaling.as_ref().map(scaling),
            plan: verdict.plan.as_ref().map(plan),
            message: SafeText::new(&verdict.message),
            took_ms: verdict.took_ms,
        }
    }
}

impl CasePart {
    pub fn passed(&self) -> bool {
        self.outcome == Outcome::Accepted
    }

    pub fn is_hidden(&self) -> bool {
        !self.visible && !self.own
    }
}

fn case(case: &CaseVerdict) -> CasePart {
    CasePart {
        name: SafeText::line(&case.name),
        visible: case.visible,
        own: case.own,
        outcome: case.outcome,
        took_us: case.took_us,
        memory_kib: case.memory_kib,
        message: SafeText::new(&case.message),
        printed: SafeText::new(&case.printed),
        diff: case.diff.as_ref().map(diff),
    }
}

fn diff(diff: &Diff) -> DiffPart {
    let row = |row: &DiffRow| DiffRowPart {
        side: row.side,
        cells: row.cells.iter().map(|cell| cell.as_deref().map(SafeText::new)).collect(),
        differing: row.differing.clone(),
    };
    match diff {
        Diff::Table(table) => DiffPart::Table {
            columns: table.columns.iter().map(|name| SafeText::line(name)).collect(),
            rows: table.rows.iter().map(row).collect(),
            more: table.more,
        },
        Diff::Value(value) => DiffPart::Value {
            call: SafeText::new(&value.call),
            expected: SafeText::new(&value.expected),
            got: SafeText::new(&value.got),
            at: SafeText::line(&value.at),
        },
    }
}

fn scaling(scaling: &ScalingVerdict) -> ScalingPart {
    ScalingPart {
        outcome: scaling.outcome,
        points: scaling.points.clone(),
        slope: scaling.slope,
        max_slope: scaling.max_slope,
        message: SafeText::new(&scaling.message),
    }
}

fn plan(plan: &PlanVerdict) -> PlanPart {
    PlanPart {
        outcome: plan.outcome,
        nodes: plan.nodes.iter().map(|node| SafeText::line(node)).collect(),
        rows_read: plan.rows_read,
        buffers: plan.buffers,
        unmet: plan.unmet.iter().map(|demand| SafeText::line(demand)).collect(),
    }
}
