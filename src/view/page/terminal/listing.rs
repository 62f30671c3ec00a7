//! A listing in a terminal, and in a pipe.

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, presets};

use super::Row;
use crate::text::SafeText;
use crate::view::page::wrap::columns;
use crate::view::page::{Ink, Listing};

/// Columns the last column keeps at least: titles and lists of phases.
const LAST_LEAST: usize = 24;

/// Drawn below the head, to tell where it ends.
const HEAD_END: char = '=';

/// A table of this width under a dim head.
pub(super) fn table(listing: &Listing, width: usize) -> Vec<Row> {
    let shown = fitting(listing, width);
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING.header_separator(LineStyle::none().fill(HEAD_END)))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(shown.iter().map(|&column| listing.head[column]));
    for row in &listing.rows {
        table.add_row(shown.iter().map(|&column| row[column].as_str()));
    }
    // All but the last hold names to be copied: only the last may be broken.
    for column in table.column_iter_mut().rev().skip(1) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    let mut rows = Vec::new();
    let mut ink = Ink::Dim;
    for line in table.to_string().lines() {
        if ink == Ink::Dim && line.starts_with(HEAD_END) {
            ink = Ink::Plain;
            continue;
        }
        rows.push(Row { ink, text: line.trim_end().to_owned() });
    }
    rows
}

/// The columns that leave the last one room to be read.
fn fitting(listing: &Listing, width: usize) -> Vec<usize> {
    let mut shown: Vec<usize> = (0..listing.head.len()).collect();
    for name in listing.droppable {
        let names = &shown[..shown.len().saturating_sub(1)];
        let used: usize = names.iter().map(|&column| widest(listing, column) + 2).sum();
        if used + LAST_LEAST <= width {
            break;
        }
        shown.retain(|&column| listing.head[column] != *name);
    }
    shown
}

fn widest(listing: &Listing, column: usize) -> usize {
    widest_cell(listing, column).max(columns(listing.head[column]))
}

fn widest_cell(listing: &Listing, column: usize) -> usize {
    listing.rows.iter().map(|row| columns(row[column].as_str())).max().unwrap_or(0)
}

/// No head, two spaces between columns: fields for `awk`, lines for `grep`.
pub(super) fn fields(listing: &Listing) -> Vec<Row> {
    let widths: Vec<usize> =
        (0..listing.head.len()).map(|column| widest_cell(listing, column)).collect();
    let field = |(cell, width): (&SafeText, &usize)| {
        let gap = " ".repeat(width + 2 - columns(cell.as_str()));
        format!("{cell}{gap}")
    };
    let line = |row: &Vec<SafeText>| row.iter().zip(&widths).map(field).collect::<String>();
    let row = |row| Row { ink: Ink::Plain, text: line(row).trim_end().to_owned() };
    listing.rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing() -> Listing {
        let mut listing = Listing::new(&["id", "mode", "title"], &["mode"]);
        listing.row(&["ps-kafka", "practice", "Ordering\nin Kafka, and what it costs"]);
        listing.row(&["sql", "", "Top\u{1b}[2J three"]);
        listing
    }

    fn texts(rows: &[Row]) -> Vec<&str> {
        rows.iter().map(|row| row.text.as_str()).collect()
    }

    #[test]
    fn a_person_sees_a_head_and_a_program_fields() {
        let rows = table(&listing(), 80);
        assert_eq!(
            texts(&rows),
            [
                " id        mode      title",
                " ps-kafka  practice  Ordering in Kafka, and what it costs",
                " sql                 Top[2J three",
            ]
        );
        assert_eq!(rows.iter().filter(|row| row.ink == Ink::Dim).count(), 1);
        let fields = fields(&listing());
        assert_eq!(fields[0].text, "ps-kafka  practice  Ordering in Kafka, and what it costs");
        assert_eq!(fields[1].text, "sql                 Top[2J three");
    }

    #[test]
    fn a_narrow_one_leaves_columns_out_and_breaks_the_last() {
        assert_eq!(
            texts(&table(&listing(), 36)),
            [
                " id        title",
                " ps-kafka  Ordering in Kafka, and",
                "           what it costs",
                " sql       Top[2J three"
            ]
        );
    }
}
