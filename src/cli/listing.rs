//! A list of rows: a table where a person reads, aligned plain lines where a program does.

use std::io;

use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Table, presets};
use unicode_width::UnicodeWidthStr;

use crate::cli::context::Console;
use crate::text::SafeText;

/// Columns the last column keeps at least: titles and lists of phases.
const LAST_LEAST: usize = 24;

pub struct Listing {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Columns left out first where the terminal is narrow.
    droppable: &'static [&'static str],
}

impl Listing {
    pub fn new(head: &[&str], droppable: &'static [&'static str]) -> Listing {
        let head = head.iter().map(|&name| name.to_owned()).collect();
        Listing { head, rows: Vec::new(), droppable }
    }

    /// Cells may come from a bank: they are made harmless and put on one line.
    pub fn row(&mut self, cells: &[&str]) {
        self.rows.push(cells.iter().map(|cell| SafeText::line(cell).to_string()).collect());
    }

    /// # Errors
    /// Where the output cannot be written.
    pub fn write(&self, console: &mut Console) -> io::Result<()> {
        match console.columns {
            Some(columns) => self.write_table(columns, console),
            None => self.write_plain(console),
        }
    }

    fn write_table(&self, columns: u16, console: &mut Console) -> io::Result<()> {
        let shown = self.fitting(usize::from(columns));
        let pick = |row: &[String]| -> Vec<String> {
            shown.iter().map(|&column| row[column].clone()).collect()
        };
        let mut table = Table::new();
        table
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(columns)
            .set_header(
                pick(&self.head)
                    .into_iter()
                    .map(|name| Cell::new(name).add_attribute(Attribute::Dim)),
            );
        if !console.colour {
            table.force_no_tty();
        }
        for row in &self.rows {
            table.add_row(pick(row));
        }
        // All but the last hold names to be copied: only the last may be broken.
        for column in table.column_iter_mut().rev().skip(1) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        writeln!(console.out, "{table}")
    }

    /// The columns that leave the last one room to be read.
    fn fitting(&self, columns: usize) -> Vec<usize> {
        let mut shown: Vec<usize> = (0..self.head.len()).collect();
        for name in self.droppable {
            let names = &shown[..shown.len().saturating_sub(1)];
            let used: usize = names.iter().map(|&column| self.width(column) + 2).sum();
            if used + LAST_LEAST <= columns {
                break;
            }
            shown.retain(|&column| self.head[column] != *name);
        }
        shown
    }

    fn width(&self, column: usize) -> usize {
        let widest = self.rows.iter().map(|row| row[column].width()).max();
        widest.unwrap_or(0).max(self.head[column].width())
    }

    /// No header, two spaces between columns: fields for `awk`, lines for `grep`.
    fn write_plain(&self, console: &mut Console) -> io::Result<()> {
        let width =
            |column: usize| self.rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                line.push_str(cell);
                line.extend(std::iter::repeat_n(' ', width + 2 - cell.width()));
            }
            writeln!(console.out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
