//! What came of running an answer, as it is shown: its text is harmless, and of a hidden case
//! nothing is left that would give it away. It is told by `say::verdict`, and its JSON is in
//! `docs/report.schema.json`.

mod cell;

use serde::Serialize;

use crate::bank::task::Language;
use crate::engine::state::Run;
use crate::engine::verdict::{
    CaseVerdict, Diff, DiffRow, ModelCheck, ModelState, Outcome, PlanVerdict, ScalingVerdict, Side,
    TableRows, Tests, UnreadLine, Verdict,
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
    /// Lines of the own cases that look like cases and can't be run.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<UnreadPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnreadPart {
    /// Its number among the own cases, from 1.
    pub line: usize,
    pub text: SafeText,
    pub why: SafeText,
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
    /// Of a data model: what was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelPart>,
    /// For people: what differs is in `diff`.
    #[serde(skip)]
    pub returned: Option<RowsPart>,
    #[serde(skip)]
    pub expected: Option<RowsPart>,
}

/// A view of a data model, or a row that was tried on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModelPart {
    pub what: ModelCheck,
    pub state: ModelState,
    /// On data that holds the turn.
    pub turn: bool,
    /// Classes of awkward data in the data set.
    pub classes: Vec<SafeText>,
}

/// The first rows of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsPart {
    pub columns: Vec<SafeText>,
    pub more: usize,
    /// The cells as a person reads them.
    pub shown: Vec<Vec<SafeText>>,
    /// The first cell of each row as it is.
    pub lines: Vec<SafeText>,
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
    /// The cells as a person reads them, where the next row or the one before is its counterpart
    /// cut around what differs.
    #[serde(skip)]
    pub shown: Vec<SafeText>,
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
                // Its views and rows are known to the candidate by name.
                name: SafeText::line(&match case.model {
                    Some(_) => case.name.clone(),
                    None => case.class(),
                }),
                message: SafeText::default(),
                printed: SafeText::default(),
                diff: None,
                returned: None,
                expected: None,
                ..self::case(case)
            },
        };
        VerdictPart {
            cases: verdict.cases.iter().map(case).collect(),
            ..VerdictPart::whole(verdict)
        }
    }

    /// How a case's result differs, a hidden one's as well.
    pub fn difference(case: &CaseVerdict) -> Option<DiffPart> {
        case.diff.as_ref().map(diff)
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
            unread: verdict.unread.iter().map(unread).collect(),
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
        model: case.model.as_ref().map(|model| ModelPart {
            what: model.what,
            state: model.state,
            turn: model.turn,
            classes: case.classes.iter().map(|class| SafeText::line(class)).collect(),
        }),
        returned: case.returned.as_ref().map(rows),
        expected: case.expected.as_ref().map(rows),
    }
}

fn unread(line: &UnreadLine) -> UnreadPart {
    let UnreadLine { line, text, why } = line;
    UnreadPart { line: *line, text: SafeText::line(text), why: SafeText::line(why) }
}

fn diff(diff: &Diff) -> DiffPart {
    let part = |row: &DiffRow, other: Option<&DiffRow>| DiffRowPart {
        side: row.side,
        cells: row.cells.iter().map(safe).collect(),
        differing: row.differing.clone(),
        shown: cell::row(&row.cells, other.map(|other| &other.cells[..])),
    };
    match diff {
        Diff::Table(table) => DiffPart::Table {
            columns: table.columns.iter().map(|name| SafeText::line(name)).collect(),
            rows: counterparts(&table.rows).map(|(row, other)| part(row, other)).collect(),
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

/// Each row, and the one that it was to be: a missing row that is nearly an extra one stands
/// before it.
fn counterparts(rows: &[DiffRow]) -> impl Iterator<Item = (&DiffRow, Option<&DiffRow>)> {
    let is_pair = |missing: Option<&DiffRow>, extra: Option<&DiffRow>| match (missing, extra) {
        (Some(missing), Some(extra)) => {
            missing.side == Side::Missing
                && extra.side == Side::Extra
                && missing.differing == extra.differing
                && (!missing.differing.is_empty() || rows.len() == 2)
        }
        _ => false,
    };
    rows.iter().enumerate().map(move |(at, row)| {
        let (before, after) = (at.checked_sub(1).and_then(|at| rows.get(at)), rows.get(at + 1));
        match row.side {
            Side::Missing => (row, after.filter(|after| is_pair(Some(row), Some(after)))),
            Side::Extra => (row, before.filter(|before| is_pair(Some(before), Some(row)))),
        }
    })
}

fn safe(cell: &Option<String>) -> Option<SafeText> {
    cell.as_deref().map(SafeText::new)
}

impl RowsPart {
    pub fn new(rows: &TableRows) -> RowsPart {
        self::rows(rows)
    }
}

fn rows(rows: &TableRows) -> RowsPart {
    let line = |row: &Vec<Option<String>>| {
        SafeText::new(row.first().and_then(Option::as_deref).unwrap_or_default())
    };
    RowsPart {
        lines: rows.rows.iter().map(line).collect(),
        columns: rows.columns.iter().map(|name| SafeText::line(name)).collect(),
        more: rows.more,
        shown: rows.rows.iter().map(|row| cell::row(row, None)).collect(),
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
