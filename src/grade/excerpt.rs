//! A line of an answer under its number, and a caret below what is meant.

use unicode_width::UnicodeWidthChar;

/// Letters of a line at most: it may hold all of the data.
const MOST: usize = 200;

/// `12 | SELECT a`, and a caret below the letter at `column`, from 1. Of a very long line the part
/// around that letter; whoever shows it cuts it further where there is less room.
pub fn excerpt(line: usize, text: &str, column: usize) -> String {
    let letters: Vec<char> = text.trim_end().chars().map(plain).collect();
    let at = column.saturating_sub(1).min(letters.len().max(MOST));
    let all = letters.len().max(at + 1);
    let from = match all > MOST && at + 1 >= MOST {
        true => (at - MOST / 2).min(all - MOST),
        false => 0,
    };
    let to = letters.len().min(from + MOST);
    let mut part: Vec<char> = letters.get(from..to).unwrap_or_default().to_vec();
    if let Some(first) = part.first_mut().filter(|_| from > 0) {
        *first = '…';
    }
    if let Some(last) = part.last_mut().filter(|_| to < letters.len()) {
        *last = '…';
    }
    let before = part.iter().copied().chain(std::iter::repeat(' ')).take(at - from);
    let gap: String = before.flat_map(blank).collect();
    let number = line.to_string();
    let margin = " ".repeat(number.len());
    let part: String = part.into_iter().collect();
    format!("{number} | {part}\n{margin} | {gap}^")
}

/// As many columns of nothing as the letter takes; a tab stays one, whatever it comes to.
fn blank(letter: char) -> impl Iterator<Item = char> {
    let (sign, count) = match letter {
        '\t' => ('\t', 1),
        letter => (' ', letter.width().unwrap_or(0)),
    };
    std::iter::repeat_n(sign, count)
}

fn plain(letter: char) -> char {
    if letter.is_control() && letter != '\t' { ' ' } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_is_below_its_letter() {
        assert_eq!(excerpt(12, "SELECT a", 8), "12 | SELECT a\n   |        ^");
        let under = format!("1 | SELECT '数据', b\n  | {}^", " ".repeat(15));
        assert_eq!(excerpt(1, "SELECT '数据', b", 14), under, "letters of two columns");
        assert_eq!(excerpt(3, "\tif x", 2), "3 | \tif x\n  | \t^");
        assert_eq!(excerpt(3, "f(", 3), "3 | f(\n  |   ^", "behind the last letter");
        assert_eq!(excerpt(3, "", 0), "3 | \n  | ^");
    }

    #[test]
    fn a_very_long_line_is_cut_around_it() {
        let text = format!("{}X{}", "a".repeat(500), "b".repeat(500));
        let shown = excerpt(7, &text, 501);
        let (line, caret) = shown.split_once('\n').expect("two lines");
        let at = caret.chars().position(|c| c == '^').expect("a caret");
        assert_eq!(line.chars().nth(at), Some('X'));
        assert_eq!(line.chars().count(), MOST + 4);
        assert!(line.starts_with("7 | …a") && line.ends_with("b…"), "{line}");
        let early = excerpt(7, &text, 3);
        assert!(early.starts_with("7 | aaa") && early.contains("a…\n"), "{early}");
        let end = excerpt(7, &text, 1_001);
        assert!(end.contains("b\n"), "{end}");
    }
}
