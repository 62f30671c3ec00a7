//! Tables in a verdict: the rows that differ, with what their signs mean, and the rows that a query
//! returned beside those it was to return.

use crate::engine::verdict::Side;
use crate::text::SafeText;
use crate::view::page::wrap::{columns, cut};
use crate::view::page::{Block, Ink};
use crate::view::verdict::{CasePart, DiffRowPart, RowsPart};

type Lines = Vec<(Ink, SafeText)>;

/// A name of a column is cut at this many columns.
const HEAD_MOST: usize = 24;

/// Two tables stand beside each other up to this width: an editor's window, less the margins.
const BESIDE_MOST: usize = 72;

/// Between two tables.
const GAP: usize = 4;

/// Rows under their columns, missing ones with −, extra ones with +, and carets below the cells
/// in which a row differs from its counterpart.
pub fn diff(heads: &[SafeText], rows: &[DiffRowPart]) -> Lines {
    let cells: Vec<&[SafeText]> = rows.iter().map(|row| &row.shown[..]).collect();
    let widths = widths(heads, &cells);
    let legend = "− expected, not yours   + yours, not expected";
    let mut lines = vec![(Ink::Dim, SafeText::new(legend))];
    lines.push((Ink::Dim, SafeText::new(&format!("  {}", line(&head(heads), &widths)))));
    for row in rows {
        let (ink, sign) = match row.side {
            Side::Missing => (Ink::Red, "−"),
            Side::Extra => (Ink::Amber, "+"),
        };
        let words: Vec<&str> = row.shown.iter().map(SafeText::as_str).collect();
        let text = format!("{sign} {}", line(&words, &widths));
        lines.push((ink, SafeText::new(text.trim_end())));
        if !row.differing.is_empty() {
            let under = |index: usize| match row.differing.contains(&index) {
                true => "^".repeat(words.get(index).map_or(1, |cell| columns(cell).max(1))),
                false => String::new(),
            };
            let under: Vec<String> = (0..widths.len()).map(under).collect();
            let under: Vec<&str> = under.iter().map(String::as_str).collect();
            let text = format!("  {}", line(&under, &widths));
            lines.push((Ink::Dim, SafeText::new(text.trim_end())));
        }
    }
    lines
}

/// What the query returned, beside what was expected where that is something else.
pub fn results(case: &CasePart) -> Vec<Block> {
    match (&case.returned, &case.expected) {
        (Some(returned), Some(expected)) => {
            let (yours, theirs) = (table("yours", returned), table("expected", expected));
            let wide = yours.iter().map(|(_, text)| columns(text.as_str())).max().unwrap_or(0);
            let other = theirs.iter().map(|(_, text)| columns(text.as_str())).max().unwrap_or(0);
            match wide + GAP + other <= BESIDE_MOST {
                true => vec![Block::Lines(beside(&yours, &theirs, wide + GAP))],
                false => vec![Block::Lines(yours), Block::Lines(theirs)],
            }
        }
        (Some(returned), None) => {
            let name = if case.passed() { "yours, as expected" } else { "yours" };
            vec![Block::Lines(table(name, returned))]
        }
        (None, Some(expected)) => vec![Block::Lines(table("expected", expected))],
        (None, None) => Vec::new(),
    }
}

/// Rows that someone looked at; a plan is lines of text, whatever blanks they begin with.
pub fn looked(rows: &RowsPart) -> Vec<Block> {
    if rows.columns.iter().map(SafeText::as_str).eq(["QUERY PLAN"]) {
        let lines = rows.lines.iter().map(|line| (Ink::Plain, line.clone()));
        return vec![Block::Lines(lines.collect())];
    }
    vec![Block::Lines(table("visible data", rows))]
}

/// A table under its name and what it counts.
fn table(name: &str, rows: &RowsPart) -> Lines {
    let cells: Vec<&[SafeText]> = rows.shown.iter().map(|row| &row[..]).collect();
    let widths = widths(&rows.columns, &cells);
    let count = match rows.shown.len() + rows.more {
        0 => "no row".to_owned(),
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    };
    let mut lines = vec![(Ink::Dim, SafeText::line(&format!("{name}: {count}")))];
    lines.push((Ink::Dim, SafeText::new(&line(&head(&rows.columns), &widths))));
    for row in &rows.shown {
        let words: Vec<&str> = row.iter().map(SafeText::as_str).collect();
        lines.push((Ink::Plain, SafeText::new(&line(&words, &widths))));
    }
    if rows.more > 0 {
        lines.push((Ink::Dim, SafeText::line(&format!("and {} more", rows.more))));
    }
    lines
}

/// Line by line, the second from a column on.
fn beside(one: &Lines, other: &Lines, from: usize) -> Lines {
    let none = (Ink::Plain, SafeText::default());
    let count = one.len().max(other.len());
    let pair = |at: usize| {
        let (ink, left) = one.get(at).unwrap_or(&none);
        let (right_ink, right) = other.get(at).unwrap_or(&none);
        let gap = " ".repeat(from - columns(left.as_str()));
        let ink = if left.as_str().is_empty() { right_ink } else { ink };
        let text = format!("{left}{gap}{right}");
        (*ink, SafeText::new(text.trim_end()))
    };
    (0..count).map(pair).collect()
}

fn head(heads: &[SafeText]) -> Vec<&str> {
    heads.iter().map(SafeText::as_str).collect()
}

fn widths(heads: &[SafeText], rows: &[&[SafeText]]) -> Vec<usize> {
    let count = rows.iter().map(|row| row.len()).max().unwrap_or(0).max(heads.len());
    let width = |index: usize| {
        let head = heads.get(index).map_or(0, |head| columns(head.as_str()).min(HEAD_MOST));
        let below = rows.iter().filter_map(|row| row.get(index));
        below.map(|cell| columns(cell.as_str())).max().unwrap_or(0).max(head)
    };
    (0..count).map(width).collect()
}

fn line(cells: &[&str], widths: &[usize]) -> String {
    let padded = cells.iter().zip(widths).map(|(cell, width)| {
        let cell = cut(cell, (*width).max(1));
        let gap = " ".repeat(width.saturating_sub(columns(&cell)));
        format!("{cell}{gap}")
    });
    padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}
