//! An answer cut into the pieces that a point may be shown by: lines, long ones cut at the ends of
//! their sentences, and what runs on without a full stop at its commas.

use std::ops::Range;

use super::sentences::sentences;

/// Lines from this length on (bytes) may be wrapped prose. Editors wrap at 72 or 80.
const WRAPPED_FROM: usize = 60;

/// Lines that an editor wrapped are no longer than this.
const WRAPPED_UPTO: usize = 120;

/// A piece holds no more words than this; spoken text may have no full stop at all.
const MOST_WORDS: usize = 60;

/// The first part of a piece that was too long has at least so many words.
const LEAST_WORDS: usize = 15;

/// A piece has no more bytes than this, whatever it is: pasted data may have no blank.
const MOST_BYTES: usize = 1000;

/// Byte ranges of the pieces of a text, in order, apart from each other, on character boundaries,
/// without blanks or list marks around them.
#[must_use]
pub fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        for sentence in sentences(&text[paragraph.clone()]) {
            let sentence = paragraph.start + sentence.start..paragraph.start + sentence.end;
            for part in at_foreign_stops(text, sentence) {
                shorten(text, part, &mut found);
            }
        }
    }
    found
}

/// Lines, those that an editor wrapped put together again.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let is_full = full_lines(text);
    // The widest line of notes is full by itself; a margin shows in a second one.
    let has_margin = is_full.iter().filter(|&&is_full| is_full).count() > 1;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut goes_on = false;
    for (line, is_full) in text.split('\n').zip(is_full) {
        let range = at..at + line.len();
        at = range.end + 1;
        match found.last_mut() {
            Some(last) if goes_on => last.end = range.end,
            _ => found.push(range.clone()),
        }
        goes_on = has_margin && is_full;
    }
    found
}

/// For each line whether the next one's first word had no room in it.
fn full_lines(text: &str) -> Vec<bool> {
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    let widest = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let first_word = |line: &&str| line.split_whitespace().next().map_or(0, str::len);
    let is_full = |(at, line): (usize, &&str)| {
        let next = lines.get(at + 1).map_or(0, first_word);
        let is_wide = line.len() >= WRAPPED_FROM && widest <= WRAPPED_UPTO;
        is_wide && next > 0 && line.len() + next >= widest
    };
    lines.iter().enumerate().map(is_full).collect()
}

/// Full stops and question marks of scripts that write no blank after them, or their own.
fn at_foreign_stops(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let is_stop = |c: char| matches!(c, '。' | '！' | '？' | '؟' | '۔' | '।');
    let mut found = Vec::new();
    let mut start = range.start;
    for (at, c) in text[range.clone()].char_indices().filter(|&(_, c)| is_stop(c)) {
        let end = range.start + at + c.len_utf8();
        push(text, start..end, &mut found);
        start = end;
    }
    push(text, start..range.end, &mut found);
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    if text[start..end].chars().any(char::is_alphanumeric) {
        found.push(start..end);
    }
}

/// Cuts what runs on: at the last comma, dash or bracket within the most words that a piece may
/// hold, or else there.
fn shorten(text: &str, piece: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut words = words(text, piece);
    while words.len() > MOST_WORDS {
        let is_pause = |word: &Range<usize>| {
            let word = &text[word.clone()];
            word.ends_with([',', ':', ')']) || matches!(word, "-" | "\u{2013}" | "\u{2014}")
        };
        let pause = (LEAST_WORDS..=MOST_WORDS).rev().find(|&count| is_pause(&words[count - 1]));
        let rest = words.split_off(pause.unwrap_or(MOST_WORDS));
        push_words(text, &words, found);
        words = rest;
    }
    push_words(text, &words, found);
}

/// What stands between blanks, longer ones in parts.
fn words(text: &str, piece: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text[piece.clone()].char_indices() {
        let at = piece.start + at;
        match start {
            Some(from) if c.is_whitespace() => {
                found.push(from..at);
                start = None;
            }
            Some(from) if at - from >= MOST_BYTES / MOST_WORDS * 2 => {
                found.push(from..at);
                start = Some(at);
            }
            None if !c.is_whitespace() => start = Some(at),
            _ => {}
        }
    }
    found.extend(start.map(|from| from..piece.end));
    found
}

fn push_words(text: &str, words: &[Range<usize>], found: &mut Vec<Range<usize>>) {
    let mut from = 0;
    for upto in 1..=words.len() {
        let is_full = words.get(upto).is_none_or(|next| next.end - words[from].start > MOST_BYTES);
        if is_full {
            push(text, words[from].start..words[upto - 1].end, found);
            from = upto;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        pieces(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_line_is_a_piece_and_a_long_one_is_cut_at_its_sentences() {
        assert_eq!(
            cut("- key = account id\n- one consumer. It reads in order.\n\nso: order holds"),
            ["key = account id", "one consumer.", "It reads in order.", "so: order holds"]
        );
    }

    #[test]
    fn notes_in_lower_case_stay_apart() {
        let notes = "partition key is the account id, so everything for one account is together\n\
                     idempotent producer on\n\
                     consumers: one per partition";
        assert_eq!(cut(notes).len(), 3);
    }

    #[test]
    fn wrapped_prose_is_put_together_again() {
        let prose = "I would key every payment by its account id because the broker keeps\n\
                     order inside one partition and nowhere else, which is all that we need.\n\
                     Then I stop.";
        assert_eq!(cut(prose).len(), 2);
    }

    #[test]
    fn what_runs_on_is_cut_at_a_comma_or_else_after_sixty_words() {
        let spoken = format!("{}well, {}", "so ".repeat(30), "and ".repeat(40));
        assert_eq!(cut(&spoken).iter().map(|p| p.split(' ').count()).collect::<Vec<_>>(), [31, 40]);
        let breathless = "and ".repeat(130);
        let counts: Vec<usize> = cut(&breathless).iter().map(|p| p.split(' ').count()).collect();
        assert_eq!(counts, [60, 60, 10]);
    }

    #[test]
    fn pasted_data_without_a_blank_is_cut_too() {
        let pasted = "ä1".repeat(70_000);
        assert!(pieces(&pasted).iter().all(|piece| piece.len() <= MOST_BYTES));
    }

    #[test]
    fn other_scripts_have_sentences() {
        assert_eq!(cut("我按账户分区。这样可以保证顺序。").len(), 2);
        assert_eq!(cut("هل هذا صحيح؟ نعم").len(), 2);
    }

    #[test]
    fn nothing_has_no_pieces() {
        for empty in ["", "  \n\n ", "...", "- \n- \n"] {
            assert!(cut(empty).is_empty(), "{empty:?}");
        }
    }

    proptest! {
        #[test]
        fn pieces_are_in_order_apart_and_on_characters(text in "[\\PC\n]{0,400}") {
            let mut end = 0;
            for piece in pieces(&text) {
                prop_assert!(end <= piece.start && piece.start < piece.end);
                prop_assert!(text.get(piece.clone()).is_some());
                end = piece.end;
            }
        }
    }
}
