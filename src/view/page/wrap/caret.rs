//! A line of code with a caret below it, where the two are wider than the screen: a window of them
//! around the caret, so that it stays below what it points at.

use unicode_segmentation::UnicodeSegmentation;

use super::{columns, wrap_line};

/// Columns of code that a window needs; a narrower one shows nothing.
const LEAST: usize = 8;

/// Signs that point at something.
const SIGNS: [char; 3] = ['^', '~', '-'];

/// Both lines as far as they fit, and below them what the caret's own line says besides; nothing
/// where there is no caret, or all of it fits.
pub(super) fn window(code: &str, below: &str, width: usize) -> Option<Vec<String>> {
    if columns(code) <= width && columns(below) <= width {
        return None;
    }
    let mark = Mark::of(below)?;
    let gutter = mark.gutter(code);
    let room = width.checked_sub(gutter).filter(|room| *room >= LEAST)?;
    let text = &code[gutter..];
    let all = columns(text);
    let (start, end) = (mark.start - gutter, mark.end - gutter);
    let wide = all.max(end);
    // As much before it as after it; nothing is left out at a side where all of it fits.
    let from = match wide > room && end >= room {
        true => start.saturating_sub(room / 2).min(wide - room),
        false => 0,
    };
    let is_cut = all > from + room;
    let to = if is_cut { from + room - 1 } else { all };
    let (before, after) = (if from > 0 { "…" } else { "" }, if is_cut { "…" } else { "" });
    let shown = piece(text, from + columns(before), to);
    let signs: String = below[mark.start..mark.end].chars().take(from + room - start).collect();
    let margin = " ".repeat(start - from);
    let mut pointing = format!("{}{margin}{signs}", &below[..gutter]);
    let label = &below[mark.end..];
    let mut lines = Vec::new();
    match columns(&pointing) + columns(label) <= width {
        true => pointing.push_str(label),
        false => {
            let indent = " ".repeat(gutter);
            let wrapped = wrap_line(label.trim_start(), room);
            lines.extend(wrapped.iter().map(|line| format!("{indent}{line}")));
        }
    }
    let shown = format!("{}{before}{shown}{after}", &code[..gutter]);
    lines.splice(0..0, [shown.trim_end().to_owned(), pointing]);
    Some(lines)
}

/// Where the signs stand, in columns, which are bytes here: all before them is ASCII.
struct Mark {
    start: usize,
    end: usize,
    /// The line between the numbers and the code.
    bar: Option<usize>,
}

impl Mark {
    /// Blanks, at most one bar among them, then signs with a caret.
    fn of(line: &str) -> Option<Mark> {
        let start = line.find(|c| c != ' ' && c != '|')?;
        let signs = line[start..].find(|c| !SIGNS.contains(&c)).unwrap_or(line.len() - start);
        let end = start + signs;
        let mut bars = line[..start].match_indices('|').map(|(at, _)| at);
        let (bar, other) = (bars.next(), bars.next());
        let is_mark = line[start..end].contains('^') && other.is_none();
        is_mark.then_some(Mark { start, end, bar })
    }

    /// Columns that both lines keep: those up to a bar that both of them have.
    fn gutter(&self, code: &str) -> usize {
        let Some(bar) = self.bar else { return 0 };
        let behind = (bar + 2).min(self.start);
        let is_shared = code.as_bytes().get(bar) == Some(&b'|') && code[..bar].is_ascii();
        if is_shared && code.is_char_boundary(behind) { behind } else { 0 }
    }
}

/// The columns of a text from one to another; half of a wide letter is a blank.
fn piece(text: &str, from: usize, to: usize) -> String {
    let (mut at, mut shown) = (0, String::new());
    for cluster in text.graphemes(true) {
        let end = at + columns(cluster);
        match (at >= from && end <= to, at < to && end > from) {
            (true, _) => shown.push_str(cluster),
            (false, true) => shown.push_str(&" ".repeat(end.min(to) - at.max(from))),
            (false, false) => {}
        }
        at = end;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::super::wrap;
    use super::*;
    use proptest::prelude::*;

    /// What stands above the caret.
    fn pointed_at(lines: &[String]) -> Option<String> {
        let column = columns(lines[1].split('^').next()?);
        Some(piece(&lines[0], column, column + 1))
    }

    #[test]
    fn a_long_line_is_shown_around_its_caret() {
        let code = format!("17 | {}X{}", "a, ".repeat(25), "b".repeat(40));
        let below = format!("   | {}^", " ".repeat(75));
        for width in [20, 40, 58, 78] {
            let lines = wrap(&format!("{code}\n{below}"), width);
            assert_eq!(lines.len(), 2, "{lines:?}");
            assert!(lines.iter().all(|line| columns(line) <= width), "{width}: {lines:?}");
            assert!(lines[0].starts_with("17 | …") && lines[0].ends_with('…'), "{lines:?}");
            assert!(lines[1].starts_with("   | "), "{lines:?}");
            assert_eq!(pointed_at(&lines).as_deref(), Some("X"), "{lines:?}");
        }
        let whole = wrap(&format!("{code}\n{below}"), 200);
        assert_eq!(whole, [code, below], "all of it fits");
    }

    #[test]
    fn only_the_side_that_does_not_fit_is_cut() {
        let shown = |code: &str, column: usize, width| {
            wrap(&format!("2 | {code}\n  | {}^", " ".repeat(column)), width)
        };
        let lines = shown("SELECT X FROM a_very_long_name_of_a_table", 7, 23);
        assert_eq!(lines, ["2 | SELECT X FROM a_ve…", "  |        ^"]);
        let lines = shown("SELECT a_very_long_name_of_a_column X", 36, 23);
        assert_eq!(lines, ["2 | …name_of_a_column X", "  |                   ^"]);
        // Behind the last letter.
        let lines = shown(&format!("f({}", "a".repeat(30)), 32, 20);
        assert_eq!(lines, ["2 | …aaaaaaaaaaaaaa", "  |                ^"]);
    }

    #[test]
    fn wide_letters_and_runs_of_signs_keep_their_place() {
        let code = format!("    {}坏(x) + 1", "数据".repeat(12));
        let below = format!("    {}^^~~~", " ".repeat(48));
        let lines = wrap(&format!("{code}\n{below}"), 30);
        assert!(lines.iter().all(|line| columns(line) <= 30), "{lines:?}");
        let column = columns(lines[1].split('^').next().expect("a caret"));
        assert_eq!(piece(&lines[0], column, column + 2), "坏", "{lines:?}");
        assert!(lines[1].ends_with("^^~~~"), "{lines:?}");
    }

    #[test]
    fn what_the_carets_line_says_goes_below() {
        let lines = wrap("1 | let a = b;\n  |     ^ not found in this scope", 20);
        assert_eq!(lines, ["1 | let a = b;", "  |     ^", "    not found in", "    this scope"]);
    }

    #[test]
    fn prose_has_no_caret() {
        assert_eq!(wrap("one two three\n2 ^ 3", 8), ["one two", "three", "2 ^ 3"]);
        assert_eq!(wrap("one two three\n- ^", 8), ["one two", "three", "- ^"]);
        assert_eq!(wrap("one two three\n---", 8), ["one two", "three", "---"]);
    }

    proptest! {
        #[test]
        fn a_caret_never_leaves_its_letter(
            before in "[a-z数 ]{0,80}", after in "[a-z数 ]{0,80}", width in 14usize..60,
            number in 1usize..200, has_gutter: bool,
        ) {
            let gutter = if has_gutter { format!("{number} | ") } else { String::new() };
            let blank = if has_gutter { format!("{} | ", " ".repeat(gutter.len() - 3)) } else { String::new() };
            let text = format!("{gutter}{before}X{after}.\n{blank}{}^", " ".repeat(columns(&before)));
            let lines = wrap(&text, width);
            prop_assert_eq!(lines.len(), 2);
            prop_assert!(lines.iter().all(|line| columns(line) <= width), "{:?}", lines);
            let pointed = pointed_at(&lines);
            prop_assert_eq!(pointed.as_deref(), Some("X"), "{:?}", lines);
        }
    }
}
