//! A cell of a table as a person reads it: NULL, the word NULL and an empty text are told apart, and
//! where two cells differ the difference is seen.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::SafeText;
use crate::view::page::wrap::columns;

/// A cell is cut at this many columns.
const CELL_MOST: usize = 24;

/// Letters that are kept before the first that differs.
const BEFORE: usize = 8;

/// The cells of a row, each beside the one that it was to be.
pub fn row(cells: &[Option<String>], others: Option<&[Option<String>]>) -> Vec<SafeText> {
    let shown = |(at, cell): (usize, &Option<String>)| {
        let other = others.and_then(|others| others.get(at));
        let differs = other.filter(|other| *other != cell);
        SafeText::new(&one(cell.as_deref(), differs.map(Option::as_deref)))
    };
    cells.iter().enumerate().map(shown).collect()
}

fn one(cell: Option<&str>, other: Option<Option<&str>>) -> String {
    let Some(text) = cell else { return "NULL".to_owned() };
    let Some(Some(other)) = other else { return cut(&plain(text), 0) };
    let (mut here, mut there) = (plain(text), plain(other));
    // What looks alike is told apart by its code points.
    if SafeText::new(&here).as_str() == SafeText::new(&there).as_str() || looks_alike(text, other) {
        (here, there) = (spelled(text), spelled(other));
    }
    let same = here.graphemes(true).zip(there.graphemes(true)).take_while(|(a, b)| a == b).count();
    cut(&here, same)
}

/// The text, in quotes where it could be taken for something else.
fn plain(text: &str) -> String {
    let is_edged = text.trim() != text;
    let is_broken = text.contains(['\n', '\r', '\t']);
    let is_ambiguous =
        text.is_empty() || text.eq_ignore_ascii_case("null") || text.starts_with('\'');
    if !(is_edged || is_broken || is_ambiguous) {
        return text.to_owned();
    }
    let start = text.len() - text.trim_start_matches(' ').len();
    let end = text.trim_end_matches(' ').len().max(start);
    let middle = text[start..end].replace('\n', "↵").replace('\r', "␍").replace('\t', "⇥");
    format!("'{}{middle}{}'", "·".repeat(start), "·".repeat(text.len() - end))
}

/// Other code points, and yet the same to the eye: a blank that doesn't break, an accent apart.
fn looks_alike(one: &str, other: &str) -> bool {
    let seen = |text: &str| {
        let blank = |c: char| if c.is_whitespace() && c != '\n' { ' ' } else { c };
        SafeText::new(&text.chars().map(blank).collect::<String>()).to_string()
    };
    // An accent that stands apart is drawn over its letter.
    let is_apart = |text: &str| text.contains(|c| matches!(c, '\u{300}'..='\u{36f}'));
    seen(one) == seen(other) || is_apart(one) != is_apart(other)
}

/// Every letter that is not of ASCII by its number.
fn spelled(text: &str) -> String {
    let letter = |c: char| match c {
        ' '..='~' => c.to_string(),
        c => format!("\\u{{{:x}}}", u32::from(c)),
    };
    format!("'{}'", text.chars().map(letter).collect::<String>())
}

/// At most so many columns, around the letter that matters.
fn cut(text: &str, at: usize) -> String {
    if columns(text) <= CELL_MOST {
        return text.to_owned();
    }
    let letters: Vec<&str> = text.graphemes(true).collect();
    let mut from = if at + BEFORE / 2 < CELL_MOST { 0 } else { at.saturating_sub(BEFORE) };
    // The end of a text is worth as much as its middle.
    let whole_end = letters.len().saturating_sub(CELL_MOST - 1);
    from = from.min(whole_end);
    let mut shown = if from > 0 { "…".to_owned() } else { String::new() };
    for (index, letter) in letters.iter().enumerate().skip(from) {
        let is_last = index + 1 == letters.len();
        if columns(&shown) + columns(letter) + usize::from(!is_last) > CELL_MOST {
            shown.push('…');
            break;
        }
        shown.push_str(letter);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(one: Option<&str>, other: Option<&str>) -> [String; 2] {
        [super::one(one, Some(other)), super::one(other, Some(one))]
    }

    #[test]
    fn null_its_word_and_nothing_are_told_apart() {
        let shown = |cell| one(cell, None);
        assert_eq!(shown(None), "NULL");
        assert_eq!(shown(Some("NULL")), "'NULL'");
        assert_eq!(shown(Some("null")), "'null'");
        assert_eq!(shown(Some("")), "''");
        assert_eq!(shown(Some("Bo")), "Bo");
        assert_eq!(shown(Some("O'Neil")), "O'Neil");
    }

    #[test]
    fn blanks_and_line_ends_are_seen() {
        assert_eq!(pair(Some("Brook"), Some("Brook ")), ["Brook", "'Brook·'"]);
        assert_eq!(pair(Some("Brook"), Some("Brook\n")), ["Brook", "'Brook↵'"]);
        assert_eq!(pair(Some("  a"), Some("a")), ["'··a'", "a"]);
        assert_eq!(pair(Some("   "), Some("")), ["'···'", "''"]);
        assert_eq!(pair(Some("a b"), Some("a\u{a0}b")), ["'a b'", "'a\\u{a0}b'"]);
        assert_eq!(pair(Some("ab"), Some("a\u{200b}b")), ["'ab'", "'a\\u{200b}b'"]);
        let [composed, apart] = pair(Some("caf\u{e9}"), Some("cafe\u{301}"));
        assert_ne!(composed, apart);
        assert!(composed.contains("\\u{e9}"), "{composed}");
    }

    #[test]
    fn a_long_cell_is_cut_around_the_first_difference() {
        let (one, other) = (format!("{}x{}", "a".repeat(60), "b".repeat(60)), "a".repeat(121));
        let [one, other] = pair(Some(&one), Some(&other));
        assert!(one.contains("aaxb") && columns(&one) <= CELL_MOST, "{one}");
        assert_ne!(one, other);
        let long = "c".repeat(80);
        let [short, longer] = pair(Some(&long), Some(&format!("{long}d")));
        assert_ne!(short, longer);
    }

    proptest::proptest! {
        /// Two cells that differ never look the same, and neither is wide.
        #[test]
        fn what_differs_is_seen(one in "[ab \n\u{a0}\u{200b}é]{0,40}", other in "[ab \n\u{a0}é]{0,40}") {
            proptest::prop_assume!(one != other);
            let [one, other] = pair(Some(&one), Some(&other)).map(|text| SafeText::new(&text));
            proptest::prop_assert_ne!(one.as_str(), other.as_str());
            proptest::prop_assert!(columns(one.as_str()) <= CELL_MOST);
        }
    }
}
