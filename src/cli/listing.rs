//! A list of rows: a table where a person reads, aligned plain lines where a program does.

use std::io;

use comfy_table::{ContentArrangement, Table, presets};
use unicode_width::UnicodeWidthStr;

use crate::cli::console::Console;
use crate::text::SafeText;

pub struct Listing {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Listing {
    pub fn new(head: &[&str]) -> Listing {
        Listing { head: head.iter().map(|&name| name.to_owned()).collect(), rows: Vec::new() }
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
        let mut table = Table::new();
        table
            .load_style(presets::UTF8_HORIZONTAL_ONLY)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(columns)
            .set_header(&self.head);
        for row in &self.rows {
            table.add_row(row);
        }
        writeln!(console.out, "{table}")
    }

    /// No header, two spaces between columns: fields for `awk`, lines for `grep`.
    fn write_plain(&self, console: &mut Console) -> io::Result<()> {
        let width = |column: usize| self.rows.iter().map(|row| row[column].width()).max();
        let widths: Vec<usize> =
            (0..self.head.len()).map(|column| width(column).unwrap_or(0)).collect();
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
