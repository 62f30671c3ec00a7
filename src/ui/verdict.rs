//! A verdict as a person reads it: one line a case, and below one that failed how it differs.
//!
//! What is said of a hidden case is its class and how it failed; never its rows.

use std::io;

use crate::engine::verdict::{
    CaseVerdict, Diff, DiffRow, Outcome, PlanVerdict, ScalingVerdict, Side, TableDiff, Tests,
    ValueDiff, Verdict,
};
use crate::text::SafeText;
use crate::ui::out::{Ink, Out};
use crate::view::page::wrap::{columns, cut};

/// A cell of a table diff is cut at this many columns.
const CELL_MOST: usize = 24;

/// A value that stands beside its label is cut at this many columns, on a long line.
const VALUE_MOST: usize = 400;

/// Lines of what a program printed.
const PRINTED_MOST: usize = 8;

/// The whole verdict: its headline, its cases, what else was looked at.
pub fn put(out: &mut Out, verdict: &Verdict) -> io::Result<()> {
    let ink = ink(verdict.outcome);
    out.inked(ink, &headline(verdict))?;
    if !verdict.message.is_empty() {
        out.hanging(Ink::Plain, "  ", &verdict.message)?;
    }
    put_cases(out, verdict)
}

/// Everything below the headline.
pub fn put_cases(out: &mut Out, verdict: &Verdict) -> io::Result<()> {
    let width = verdict.cases.iter().map(|case| columns(&label(case))).max().unwrap_or(0);
    let shown = |case: &&CaseVerdict| case.visible || case.own;
    for case in verdict.cases.iter().filter(shown) {
        put_case(out, case, width)?;
    }
    put_hidden(out, &verdict.cases)?;
    if let Some(scaling) = &verdict.scaling {
        put_scaling(out, scaling)?;
    }
    if let Some(plan) = &verdict.plan {
        put_plan(out, plan)?;
    }
    Ok(())
}

/// What failed, hidden cases as well: for the one who writes the question.
pub fn put_failed(out: &mut Out, verdict: &Verdict) -> io::Result<()> {
    if !verdict.message.is_empty() {
        out.hanging(Ink::Plain, "  ", &verdict.message)?;
    }
    let failed: Vec<&CaseVerdict> = verdict.cases.iter().filter(|case| !case.passed()).collect();
    let width = failed.iter().map(|case| columns(&label(case))).max().unwrap_or(0);
    failed.iter().try_for_each(|case| put_case(out, case, width))?;
    if let Some(scaling) = verdict.scaling.as_ref().filter(|s| s.outcome != Outcome::Accepted) {
        put_scaling(out, scaling)?;
    }
    match verdict.plan.as_ref().filter(|plan| plan.outcome != Outcome::Accepted) {
        Some(plan) => put_plan(out, plan),
        None => Ok(()),
    }
}

pub fn ink(outcome: Outcome) -> Ink {
    match outcome {
        Outcome::Accepted => Ink::Bold,
        Outcome::NotGraded | Outcome::SandboxUnavailable => Ink::Amber,
        _ => Ink::Red,
    }
}

/// `1 of 2 visible cases passed · Python 3.11.7 · 42 ms`.
pub fn headline(verdict: &Verdict) -> String {
    let of = match verdict.tests {
        Tests::Visible => "visible cases",
        Tests::All => "cases",
    };
    let counted: Vec<&CaseVerdict> = verdict.cases.iter().filter(|case| !case.own).collect();
    let passed = counted.iter().filter(|case| case.passed()).count();
    let mut parts = vec![match (verdict.outcome, counted.len()) {
        (Outcome::NotGraded, _) => "not graded".to_owned(),
        (Outcome::SandboxUnavailable, _) => "not run: no sandbox".to_owned(),
        (outcome, 0) => words(outcome),
        (_, 1) if verdict.tests == Tests::Visible => {
            format!("the visible case {}", if passed == 1 { "passed" } else { "failed" })
        }
        (_, all) => format!("{passed} of {all} {of} passed"),
    }];
    let own: Vec<&CaseVerdict> = verdict.cases.iter().filter(|case| case.own).collect();
    if !own.is_empty() {
        let passed = own.iter().filter(|case| case.passed()).count();
        parts.push(format!("{passed} of {} own", own.len()));
    }
    if !verdict.engine.is_empty() {
        parts.push(verdict.engine.clone());
    }
    if !verdict.sandbox.is_empty() {
        parts.push(format!("sandbox {}", verdict.sandbox));
    }
    if verdict.took_ms > 0 {
        parts.push(format!("{} ms", verdict.took_ms));
    }
    SafeText::line(&parts.join(" · ")).to_string()
}

/// `wrong answer`.
pub fn words(outcome: Outcome) -> String {
    outcome.word().replace('-', " ")
}

fn label(case: &CaseVerdict) -> String {
    let name = SafeText::line(&case.name);
    if case.own { format!("own: {name}") } else { name.to_string() }
}

fn mark(out: &Out, passed: bool) -> &'static str {
    match (passed, out.look().plain_letters) {
        (true, false) => "✓ pass  ",
        (false, false) => "✗ fail  ",
        (true, true) => "+ pass  ",
        (false, true) => "x fail  ",
    }
}

fn put_case(out: &mut Out, case: &CaseVerdict, width: usize) -> io::Result<()> {
    let passed = case.passed();
    let mut said = vec![duration(case.took_us)];
    if let Some(kib) = case.memory_kib {
        said.push(memory(kib));
    }
    if !passed {
        // How a result differs says that it is wrong.
        let what = match (case.outcome, case.message.is_empty()) {
            (Outcome::WrongAnswer, false) => case.message.clone(),
            (outcome, true) => words(outcome),
            (outcome, false) => format!("{}: {}", words(outcome), case.message),
        };
        said = vec![what];
    }
    let name = label(case);
    let gap = " ".repeat(width.saturating_sub(columns(&name)) + 2);
    let head = format!("{}{name}{gap}", mark(out, passed));
    let ink = if passed { Ink::Plain } else { Ink::Red };
    out.hanging(ink, &head, &said.join(", "))?;
    match &case.diff {
        Some(Diff::Table(table)) if !passed => put_table(out, table)?,
        Some(Diff::Value(value)) if !passed => put_value(out, value)?,
        _ => {}
    }
    put_printed(out, &case.printed)
}

/// Hidden cases: how many passed, and of what sort those are that did not.
fn put_hidden(out: &mut Out, cases: &[CaseVerdict]) -> io::Result<()> {
    let hidden: Vec<&CaseVerdict> = cases.iter().filter(|c| !c.visible && !c.own).collect();
    let passed = hidden.iter().filter(|case| case.passed()).count();
    if passed > 0 {
        let noun = if passed == 1 { "hidden case" } else { "hidden cases" };
        let line = format!("{}{passed} {noun}", mark(out, true));
        out.line(&line)?;
    }
    for case in hidden.iter().filter(|case| !case.passed()) {
        let head = format!("{}hidden: ", mark(out, false));
        let text = format!("{} ({})", case.class(), words(case.outcome));
        out.hanging(Ink::Red, &head, &text)?;
    }
    Ok(())
}

fn put_scaling(out: &mut Out, scaling: &ScalingVerdict) -> io::Result<()> {
    let passed = scaling.outcome == Outcome::Accepted;
    let slope = |thousandths: u32| format!("{}.{:02}", thousandths / 1000, thousandths % 1000 / 10);
    let points: Vec<String> =
        scaling.points.iter().map(|(size, us)| format!("{size}: {}", duration(*us))).collect();
    let mut text = match points.is_empty() {
        true => words(scaling.outcome),
        false => format!(
            "slope {}, at most {} ({})",
            slope(scaling.slope),
            slope(scaling.max_slope),
            points.join(", ")
        ),
    };
    if !scaling.message.is_empty() {
        text = format!("{text}. {}", scaling.message);
    }
    let head = format!("{}growth  ", mark(out, passed));
    out.hanging(if passed { Ink::Plain } else { Ink::Red }, &head, &text)
}

fn put_plan(out: &mut Out, plan: &PlanVerdict) -> io::Result<()> {
    let passed = plan.outcome == Outcome::Accepted;
    let mut text = format!("{} rows read, {} buffers", plan.rows_read, plan.buffers);
    if !plan.unmet.is_empty() {
        text = format!("{}; {text}", plan.unmet.join("; "));
    }
    let head = format!("{}plan  ", mark(out, passed));
    out.hanging(if passed { Ink::Plain } else { Ink::Red }, &head, &text)?;
    let nodes = plan.nodes.join(" > ");
    if nodes.is_empty() { Ok(()) } else { out.hanging(Ink::Dim, "          ", &nodes) }
}

/// Rows under their columns, missing ones with −, extra ones with +.
fn put_table(out: &mut Out, table: &TableDiff) -> io::Result<()> {
    let cell = |text: &Option<String>| {
        cut(&SafeText::line(text.as_deref().unwrap_or("NULL")).to_string(), CELL_MOST)
    };
    let heads: Vec<String> =
        table.columns.iter().map(|name| cut(SafeText::line(name).as_str(), CELL_MOST)).collect();
    let rows: Vec<(&DiffRow, Vec<String>)> =
        table.rows.iter().map(|row| (row, row.cells.iter().map(cell).collect())).collect();
    let mut widths: Vec<usize> = heads.iter().map(|head| columns(head)).collect();
    for (_, cells) in &rows {
        for (index, cell) in cells.iter().enumerate() {
            match widths.get_mut(index) {
                Some(width) => *width = (*width).max(columns(cell)),
                None => widths.push(columns(cell)),
            }
        }
    }
    put_row(out, Ink::Dim, "      ", &heads, &widths)?;
    for (row, cells) in &rows {
        let plain = out.look().plain_letters;
        let (ink, sign) = match row.side {
            Side::Missing if plain => (Ink::Red, "    - "),
            Side::Missing => (Ink::Red, "    − "),
            Side::Extra => (Ink::Amber, "    + "),
        };
        put_row(out, ink, sign, cells, &widths)?;
        if !row.differing.is_empty() {
            let under = |(index, width): (usize, &usize)| {
                let carets = if row.differing.contains(&index) {
                    "^".repeat(cells.get(index).map_or(1, |cell| columns(cell).max(1)))
                } else {
                    String::new()
                };
                format!("{carets:<width$}")
            };
            let carets: Vec<String> = widths.iter().enumerate().map(under).collect();
            put_row(out, Ink::Dim, "      ", &carets, &widths)?;
        }
    }
    if table.more > 0 {
        out.inked(Ink::Dim, &format!("      and {} more rows", table.more))?;
    }
    Ok(())
}

fn put_row(
    out: &mut Out,
    ink: Ink,
    sign: &str,
    cells: &[String],
    widths: &[usize],
) -> io::Result<()> {
    let padded = cells.iter().zip(widths).map(|(cell, width)| {
        let gap = " ".repeat(width.saturating_sub(columns(cell)));
        format!("{cell}{gap}")
    });
    let line = format!("{sign}{}", padded.collect::<Vec<_>>().join("  "));
    let line = cut(line.trim_end(), out.width());
    out.cut(ink, &line)
}

fn put_value(out: &mut Out, value: &ValueDiff) -> io::Result<()> {
    for (name, text) in [("call", &value.call), ("expected", &value.expected), ("got", &value.got)]
    {
        let text = cut(SafeText::line(text).as_str(), VALUE_MOST);
        out.hanging(Ink::Plain, &format!("    {name:<10}"), &text)?;
    }
    if value.at.is_empty() {
        return Ok(());
    }
    out.hanging(Ink::Dim, "    ", &format!("first difference at {}", value.at))
}

fn put_printed(out: &mut Out, printed: &str) -> io::Result<()> {
    let lines: Vec<&str> = printed.lines().collect();
    if lines.is_empty() {
        return Ok(());
    }
    out.inked(Ink::Dim, "    printed")?;
    for line in lines.iter().take(PRINTED_MOST) {
        let line = cut(SafeText::new(&format!("      {line}")).as_str(), out.width());
        out.cut(Ink::Dim, &line.replace('\t', "    "))?;
    }
    match lines.len().saturating_sub(PRINTED_MOST) {
        0 => Ok(()),
        more => out.inked(Ink::Dim, &format!("      and {more} more lines")),
    }
}

/// `1.4 ms`, `830 µs`, `2.3 s`.
pub fn duration(us: u64) -> String {
    match us {
        0..1000 => format!("{us} µs"),
        1000..10_000 => format!("{}.{} ms", us / 1000, us % 1000 / 100),
        10_000..1_000_000 => format!("{} ms", us / 1000),
        _ => format!("{}.{} s", us / 1_000_000, us % 1_000_000 / 100_000),
    }
}

fn memory(kib: u64) -> String {
    if kib < 1024 { format!("{kib} KiB") } else { format!("{} MiB", kib / 1024) }
}

#[cfg(test)]
mod tests;
