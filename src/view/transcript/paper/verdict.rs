//! What came of running an answer, on the page.

use crate::engine::verdict::{Outcome, Side};
use crate::text::SafeText;
use crate::view::page::{Block, Line, plain, quiet, strong};
use crate::view::transcript::{
    CasePart, DiffPart, DiffRowPart, PlanPart, RunPart, ScalingPart, VerdictPart,
};
use crate::view::words::{self, counted, decimal};

/// The verdict of an answer handed in.
pub(super) fn blocks(verdict: &VerdictPart) -> Vec<Block> {
    let mut blocks = vec![Block::Para(summary(verdict))];
    if !verdict.message.as_str().trim().is_empty() {
        blocks.push(Block::Code { name: SafeText::default(), text: verdict.message.clone() });
    }
    if !verdict.cases.is_empty() {
        let rows = verdict.cases.iter().map(case).collect();
        blocks.push(Block::Table { head: vec!["case", "verdict", "time", "what it says"], rows });
    }
    blocks.extend(verdict.cases.iter().filter_map(diff));
    blocks.extend(verdict.scaling.as_ref().map(scaling));
    blocks.extend(verdict.plan.as_ref().map(plan));
    blocks
}

/// The runs of the visible cases while the answer was written.
pub(super) fn runs(runs: &[RunPart]) -> Option<Block> {
    let row = |(index, run): (usize, &RunPart)| {
        let mut row =
            vec![vec![plain(&(index + 1).to_string())], vec![quiet(&run.into_ms.to_string())]];
        match &run.verdict {
            None => row.extend([vec![quiet("no verdict")], Vec::new(), Vec::new()]),
            Some(verdict) => {
                let passed = format!("{} of {}", verdict.passed, verdict.of);
                let says = vec![plain(&first_fault(verdict))];
                row.extend([vec![strong(&outcome(verdict.outcome))], vec![plain(&passed)], says]);
            }
        }
        row
    };
    let rows: Vec<Vec<Line>> = runs.iter().enumerate().map(row).collect();
    let table =
        Block::Table { head: vec!["run", "time", "verdict", "passed", "what it says"], rows };
    (!runs.is_empty()).then(|| Block::section("Runs", vec![table]))
}

/// What a run said first of what was wrong.
fn first_fault(verdict: &VerdictPart) -> String {
    let fault = verdict.cases.iter().find(|case| case.outcome != Outcome::Accepted);
    let message = verdict.message.as_str().trim();
    match fault {
        Some(case) if message.is_empty() => format!("{}: {}", case.name, case.message),
        _ => message.to_owned(),
    }
}

/// `Wrong answer. 7 of 9 cases passed. PostgreSQL 17.5, embedded; 120 ms.`
fn summary(verdict: &VerdictPart) -> Line {
    let mut words = vec![strong(&format!("{}.", outcome(verdict.outcome)))];
    if verdict.of > 0 {
        let cases = counted(verdict.of, "case");
        words.push(plain(&format!(" {} of {cases} passed.", verdict.passed)));
    }
    if let Some(correctness) = verdict.correctness {
        words.push(plain(&format!(" Correctness {correctness} of 4.")));
    }
    let sandbox = match verdict.sandbox.as_str() {
        "" => String::new(),
        layers => format!("; sandbox {layers}"),
    };
    if !verdict.engine.as_str().is_empty() {
        words.push(quiet(&format!(" {}{sandbox}; {} ms.", verdict.engine, verdict.took_ms)));
    }
    words
}

/// An outcome as a reader knows it.
pub(in crate::view) fn outcome(outcome: Outcome) -> String {
    words::title(outcome.word())
}

fn case(case: &CasePart) -> Vec<Line> {
    let kind = match (case.own, case.visible) {
        (true, _) => "your own",
        (false, true) => "visible",
        (false, false) => "hidden",
    };
    let mut says = vec![plain(case.message.as_str().trim())];
    if !case.printed.as_str().trim().is_empty() {
        says.push(quiet(&format!(" printed: {}", case.printed.as_str().trim())));
    }
    vec![
        vec![plain(case.name.as_str()), quiet(&format!(" ({kind})"))],
        vec![strong(&outcome(case.outcome))],
        vec![quiet(&took(case.took_us))],
        says,
    ]
}

/// Microseconds as milliseconds with one place.
fn took(micros: u64) -> String {
    format!("{}.{} ms", micros / 1000, micros % 1000 / 100)
}

fn diff(case: &CasePart) -> Option<Block> {
    let text = match case.diff.as_ref()? {
        DiffPart::Table { columns, rows, more } => table_diff(columns, rows, *more),
        DiffPart::Value { call, expected, got, at } => {
            let place = match at.as_str() {
                "" => String::new(),
                at => format!("\nfirst difference at {at}"),
            };
            format!("call     {call}\nexpected {expected}\ngot      {got}{place}")
        }
    };
    let name = SafeText::line(&format!("How {} differs", case.name));
    Some(Block::Code { name, text: SafeText::new(&text) })
}

/// Rows under their columns: `-` is missing, `+` is there and should not be, `*` is where a cell
/// differs from its counterpart.
fn table_diff(columns: &[SafeText], rows: &[DiffRowPart], more: usize) -> String {
    let cell = |row: &DiffRowPart, index: usize| {
        let text = match row.cells.get(index) {
            Some(Some(text)) => SafeText::line(text.as_str()).to_string(),
            Some(None) => "NULL".to_owned(),
            None => String::new(),
        };
        if row.differing.contains(&index) { format!("*{text}") } else { text }
    };
    let count = columns.len();
    let mut grid: Vec<Vec<String>> = vec![columns.iter().map(ToString::to_string).collect()];
    grid.extend(rows.iter().map(|row| (0..count).map(|index| cell(row, index)).collect()));
    let widths: Vec<usize> = (0..count)
        .map(|index| grid.iter().map(|row| row[index].chars().count()).max().unwrap_or(0))
        .collect();
    let sides = rows.iter().map(|row| match row.side {
        Side::Missing => "-",
        Side::Extra => "+",
    });
    let mut lines: Vec<String> = Vec::new();
    for (sign, row) in std::iter::once(" ").chain(sides).zip(&grid) {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(text, &width)| format!("{text:<width$}")).collect();
        lines.push(format!("{sign} {}", cells.join(" | ")).trim_end().to_owned());
    }
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
    lines.join("\n")
}

fn scaling(scaling: &ScalingPart) -> Block {
    let points: Vec<String> =
        scaling.points.iter().map(|(size, micros)| format!("{size}: {}", took(*micros))).collect();
    Block::Para(vec![
        plain("Growth: "),
        strong(&outcome(scaling.outcome)),
        plain(&format!(
            ", the time grows as size to the power {}, at most {} is asked for.",
            decimal(scaling.slope),
            decimal(scaling.max_slope)
        )),
        quiet(&format!(" {} {}", points.join(", "), scaling.message)),
    ])
}

fn plan(plan: &PlanPart) -> Block {
    let join =
        |texts: &[SafeText]| texts.iter().map(SafeText::as_str).collect::<Vec<_>>().join(" → ");
    let mut words = vec![
        plain("Plan: "),
        strong(&outcome(plan.outcome)),
        plain(&format!(", {} rows and {} buffers read. ", plan.rows_read, plan.buffers)),
        quiet(&join(&plan.nodes)),
    ];
    if !plan.unmet.is_empty() {
        words.push(plain(&format!(" Not so: {}.", join(&plan.unmet).replace(" → ", "; "))));
    }
    Block::Para(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(side: Side, cells: &[Option<&str>], differing: &[usize]) -> DiffRowPart {
        let cells = cells.iter().map(|cell| cell.map(SafeText::new)).collect();
        DiffRowPart { side, cells, differing: differing.to_vec() }
    }

    #[test]
    fn rows_stand_under_their_columns_and_say_what_differs() {
        let columns = [SafeText::line("id"), SafeText::line("city")];
        let rows = [
            row(Side::Missing, &[Some("7"), None], &[1]),
            row(Side::Extra, &[Some("7"), Some("Ulm")], &[1]),
            row(Side::Extra, &[Some("12")], &[]),
        ];
        let expected = "  id | city\n- 7  | *NULL\n+ 7  | *Ulm\n+ 12 |\n  and 2 more";
        assert_eq!(table_diff(&columns, &rows, 2), expected);
    }
}
