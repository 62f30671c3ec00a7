//! Blocks as lines of a terminal. The width is given, so comfy-table, which lays out the tables,
//! asks no terminal for it.

mod listing;

use comfy_table::{ContentArrangement, Table, presets};

use super::wrap::{self, columns};
use super::{Block, Check, Ink, Line, Piece, Point, Turn, words};

/// Below this many columns a table is written as lines.
const TABLE_LEAST: usize = 50;

/// A rule, and what has two sides, is no wider.
const RULE_MOST: usize = 80;

/// A table is no wider.
const TABLE_MOST: usize = 100;

/// What is below a check is indented by so many columns.
const BELOW: usize = 4;

/// One line, no wider than the screen unless it stands in code or data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub ink: Ink,
    pub text: String,
}

/// Where rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Columns.
    pub width: usize,
    /// Only ASCII for lines and marks.
    pub plain_letters: bool,
    /// The line above the first row is empty or is none, so a blank there would say nothing.
    pub is_spaced: bool,
    /// Someone hears it: no lines across, no columns, nothing that only looks like something.
    pub read_aloud: bool,
    /// Columns of a list; none where a program reads it.
    pub listing: Option<usize>,
}

impl Screen {
    /// An empty one of this width, with letters of any kind.
    pub const fn wide(width: usize) -> Screen {
        Screen {
            width,
            plain_letters: false,
            is_spaced: true,
            read_aloud: false,
            listing: Some(width),
        }
    }
}

/// The blocks from top to bottom. Drawings are left out: the same figures stand in words.
pub fn rows(blocks: &[Block], screen: Screen) -> Vec<Row> {
    let mut writer = Writer { screen, rows: Vec::new() };
    writer.blocks(blocks);
    writer.rows
}

struct Writer {
    screen: Screen,
    rows: Vec<Row>,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Section { title, blocks, .. } | Block::Folded { title, blocks } => {
                self.blank();
                self.hanging(Ink::Bold, "", title.as_str());
                self.blocks(blocks);
            }
            Block::Para(line) => self.hanging(Ink::Plain, "", &words(line)),
            Block::Hero(word, line) => {
                self.hanging(Ink::Bold, "", word.as_str());
                self.hanging(Ink::Plain, "", &words(line));
            }
            Block::Notice(line) => self.hanging(Ink::Amber, "", &words(line)),
            Block::Prose(text) => self.hanging(Ink::Plain, "  | ", text.as_str()),
            Block::Marked { pieces, is_code } => self.marked(pieces, *is_code),
            Block::Code { name, text } => {
                if !name.as_str().is_empty() {
                    self.hanging(Ink::Dim, "", name.as_str());
                }
                self.verbatim(text.as_str());
            }
            Block::List(lines) => self.list("- ", lines),
            Block::Sides { spoke_for, spoke_against } => {
                self.list("+ ", spoke_for);
                self.list("- ", spoke_against);
            }
            Block::Facts(facts) => self.facts(facts),
            Block::Table { head, rows } => self.table(head, rows),
            Block::Listing(listing) => self.rows.extend(match self.screen.listing {
                Some(width) => listing::table(listing, width),
                None => listing::fields(listing),
            }),
            Block::Points { points, .. } => points.iter().for_each(|point| self.point(point)),
            Block::Talk(turns) => turns.iter().for_each(|turn| self.turn(turn)),
            Block::Columns(blocks) => self.blocks(blocks),
            Block::Checks(checks) => self.checks(checks),
            Block::Message(text) => self.hanging(Ink::Plain, "  ", text.as_str()),
            Block::Figure(_) => {}
            Block::Heading(text) => self.hanging(Ink::Bold, "", text.as_str()),
            Block::Rule if self.screen.read_aloud => {}
            Block::Rule => {
                let mark = if self.screen.plain_letters { "-" } else { "─" };
                self.row(Ink::Dim, mark.repeat(self.screen.width.min(RULE_MOST)));
            }
            Block::Blank => self.blank(),
            Block::Text { ink, label, text } => self.hanging(*ink, label.as_str(), text.as_str()),
            Block::TwoSided { ink, left, right } => {
                self.two_sided(*ink, left.as_str(), right.as_str());
            }
            Block::Lines(lines) => {
                lines.iter().for_each(|(ink, text)| self.cut(*ink, text.as_str()));
            }
        }
    }

    fn row(&mut self, ink: Ink, text: String) {
        self.rows.push(Row { ink, text });
    }

    /// An empty line, unless there is one.
    fn blank(&mut self) {
        let is_spaced = self.rows.last().map_or(self.screen.is_spaced, |row| row.text.is_empty());
        if !is_spaced {
            self.row(Ink::Plain, String::new());
        }
    }

    fn hanging(&mut self, ink: Ink, label: &str, text: &str) {
        for line in wrap::hanging(label, text, self.screen.width) {
            self.row(ink, line);
        }
    }

    fn cut(&mut self, ink: Ink, line: &str) {
        let line = line.replace('\t', "    ");
        let line = if self.screen.plain_letters { line.replace('−', "-") } else { line };
        self.row(ink, wrap::cut(&line, self.screen.width));
    }

    fn verbatim(&mut self, text: &str) {
        for line in text.lines() {
            self.row(Ink::Plain, format!("  {}", line.replace('\t', "    ")));
        }
    }

    fn list(&mut self, mark: &str, lines: &[Line]) {
        for line in lines {
            self.hanging(Ink::Plain, mark, &words(line));
        }
    }

    /// Left and right on one line, or one below the other where they do not fit.
    fn two_sided(&mut self, ink: Ink, left: &str, right: &str) {
        let wide = columns(left) + columns(right) + 2;
        if self.screen.read_aloud {
            let comma = if left.is_empty() || right.is_empty() { "" } else { ", " };
            return self.hanging(ink, "", &format!("{left}{comma}{right}"));
        }
        if wide > self.screen.width {
            self.hanging(ink, "", left);
            return self.hanging(ink, "", right);
        }
        let gap = self.screen.width.min(RULE_MOST).max(wide) - wide + 2;
        self.row(ink, format!("{left}{}{right}", " ".repeat(gap)));
    }

    /// On a narrow screen each row becomes lines of `head: cell`.
    fn table(&mut self, head: &[&str], rows: &[Vec<Line>]) {
        if self.screen.width < TABLE_LEAST || self.screen.read_aloud {
            return self.stacked(head, rows);
        }
        let preset = if self.screen.plain_letters {
            presets::ASCII_HORIZONTAL_ONLY
        } else {
            presets::NOTHING
        };
        let mut table = Table::new();
        table
            .load_style(preset)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(self.screen.width.min(TABLE_MOST)).unwrap_or(80))
            .set_header(head);
        for row in rows {
            table.add_row(row.iter().map(words));
        }
        for line in table.to_string().lines() {
            self.row(Ink::Plain, line.trim_end().to_owned());
        }
    }

    fn stacked(&mut self, head: &[&str], rows: &[Vec<Line>]) {
        for row in rows {
            for (name, cell) in head.iter().zip(row).filter(|(_, cell)| !words(cell).is_empty()) {
                let label = if name.is_empty() { String::new() } else { format!("{name}: ") };
                self.hanging(Ink::Plain, "", &format!("{label}{}", words(cell)));
            }
            self.blank();
        }
    }

    fn facts(&mut self, facts: &[(&str, Line)]) {
        let width = facts.iter().map(|(name, _)| columns(name)).max().unwrap_or(0);
        for (name, line) in facts {
            let gap = " ".repeat(width - columns(name) + 2);
            self.hanging(Ink::Plain, &format!("{name}{gap}"), &words(line));
        }
    }

    /// What they say stands below one another, and what is below a check is indented.
    fn checks(&mut self, checks: &[Check]) {
        let says = |check: &Check| match check.says.as_str() {
            "" => check.figures.to_string(),
            says => says.to_owned(),
        };
        let speaking = checks.iter().filter(|check| !says(check).is_empty());
        let width = speaking.map(|check| columns(check.name.as_str())).max().unwrap_or(0);
        for check in checks {
            let ink = match (check.passed, check.is_skipped) {
                (_, true) => Ink::Amber,
                (true, _) => Ink::Plain,
                (false, _) => Ink::Red,
            };
            let (name, says) = (check.name.as_str(), says(check));
            let mut label = format!("{}  {name}", check.sign(self.screen.plain_letters));
            if says.is_empty() {
                self.hanging(ink, "", &label);
            } else {
                let gap = if name.ends_with(':') { 1 } else { 2 };
                label.push_str(&" ".repeat(width - columns(name) + gap));
                self.hanging(ink, &label, &says);
            }
            self.indented(&check.below);
        }
    }

    fn indented(&mut self, blocks: &[Block]) {
        let width = self.screen.width.saturating_sub(BELOW).max(1);
        for row in rows(blocks, Screen { width, is_spaced: false, ..self.screen }) {
            self.row(row.ink, format!("{}{}", " ".repeat(BELOW), row.text));
        }
    }

    fn point(&mut self, point: &Point) {
        let label = format!("{:>2}  ", point.number);
        let text = format!("{}: {} ({})", words(&point.mark), point.text, point.role);
        self.hanging(Ink::Plain, &label, &text);
        if !point.evidence.is_empty() {
            self.hanging(Ink::Dim, "    ", &words(&point.evidence));
        }
    }

    fn turn(&mut self, turn: &Turn) {
        let label = format!("{}  {}  ", turn.time, turn.who);
        self.hanging(Ink::Plain, &label, turn.text.as_str().trim_end());
    }

    /// The numbers of the points stand behind what they rest on, but not inside code.
    fn marked(&mut self, pieces: &[Piece], is_code: bool) {
        let mut text = String::new();
        for piece in pieces {
            text.push_str(piece.text.as_str());
            if !is_code {
                text.push_str(&piece.numbers());
            }
        }
        if is_code { self.verbatim(&text) } else { self.hanging(Ink::Plain, "  | ", &text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SafeText;
    use crate::view::page::{plain, strong};

    fn shown(blocks: &[Block], screen: Screen) -> Vec<(Ink, String)> {
        rows(blocks, screen).into_iter().map(|row| (row.ink, row.text)).collect()
    }

    fn texts(blocks: &[Block], width: usize) -> Vec<String> {
        rows(blocks, Screen::wide(width)).into_iter().map(|row| row.text).collect()
    }

    #[test]
    fn lines_keep_their_ink() {
        let blocks = [
            Block::Blank,
            Block::heading("A heading"),
            Block::Blank,
            Block::Blank,
            Block::hanging(Ink::Amber, "hint   ", "think of the record's key"),
            Block::line("plain"),
        ];
        let expected = [
            (Ink::Bold, "A heading"),
            (Ink::Plain, ""),
            (Ink::Amber, "hint   think of the"),
            (Ink::Amber, "       record's key"),
            (Ink::Plain, "plain"),
        ];
        let expected = expected.map(|(ink, text)| (ink, text.to_owned()));
        assert_eq!(shown(&blocks, Screen::wide(20)), expected);
    }

    #[test]
    fn a_blank_counts_the_line_above_the_first_row() {
        let blocks = [Block::Blank, Block::line("a"), Block::line(""), Block::Blank];
        assert_eq!(texts(&blocks, 20), ["a", ""]);
        let below = Screen { is_spaced: false, ..Screen::wide(20) };
        assert_eq!(rows(&blocks, below).len(), 3);
    }

    #[test]
    fn two_sides_that_do_not_fit_stand_one_below_the_other() {
        let block = [Block::two_sided(Ink::Bold, "Question 1 of 3", "10 minutes")];
        assert_eq!(texts(&block, 30), ["Question 1 of 3     10 minutes"]);
        assert_eq!(texts(&block, 20), ["Question 1 of 3", "10 minutes"]);
    }

    #[test]
    fn tables_fit_wide_and_narrow() {
        let row = ["knowledge", "3", ""].map(str::to_owned).to_vec();
        let table = [Block::table(&["", "sealed", "scored"], &[row])];
        assert_eq!(texts(&table, 20), ["knowledge", "sealed: 3", ""]);
        assert_eq!(texts(&table, 80), ["            sealed  scored", " knowledge  3"]);
        let ascii = Screen { plain_letters: true, ..Screen::wide(80) };
        assert!(rows(&table, ascii).iter().all(|row| row.text.is_ascii()));
    }

    #[test]
    fn code_is_never_wrapped_and_lines_are_cut() {
        let long = "SELECT count(*)\tFROM orders";
        assert_eq!(texts(&[Block::verbatim(long)], 16), ["  SELECT count(*)    FROM orders"]);
        let lines = Block::Lines(vec![(Ink::Red, SafeText::new(long))]);
        assert_eq!(texts(&[lines], 16), ["SELECT count(*)…"]);
    }

    #[test]
    fn a_page_reads_as_lines() {
        let blocks = [
            Block::section("Score", vec![Block::Para(vec![strong("3"), plain(" of 4")])]),
            Block::Facts(vec![("mean", vec![plain("2.75")]), ("band", vec![plain("no")])]),
            Block::list(["one", "two"]),
            Block::Prose(SafeText::new("my words\nand more")),
            Block::Rule,
        ];
        let expected = [
            "Score",
            "3 of 4",
            "mean  2.75",
            "band  no",
            "- one",
            "- two",
            "  | my words",
            "    and more",
            "────────────",
        ];
        assert_eq!(texts(&blocks, 12), expected);
    }
}
