//! A line being typed on a terminal that does not edit lines itself.
//!
//! The terminal's own line editing knows neither an end of time nor a warning: it cuts a line at
//! 4,095 bytes, forgets it on Ctrl-C, and cannot draw it again. Here the bytes come as they are
//! typed, so the line can be shown anew below whatever was printed, and kept.

use unicode_segmentation::UnicodeSegmentation;

/// A line longer than this many bytes is handed on as it is.
const LINE_MOST: usize = 1 << 20;

/// What a tab becomes: it has no width of its own on a line that is drawn again.
const TAB: &str = "    ";

#[derive(Debug, Default)]
pub struct Typing {
    line: String,
    /// Bytes of a letter whose rest has not come.
    letter: Vec<u8>,
    escape: Escape,
    after_return: bool,
}

/// Where in an escape sequence (an arrow, a pasted mark) the bytes are. They are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Escape {
    #[default]
    None,
    Begun,
    Inside,
    /// One more byte, as in `ESC O A`.
    Last,
}

/// What some bytes came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub lines: Vec<String>,
    /// Ctrl-D at the beginning of a line.
    pub is_end: bool,
}

impl Typing {
    /// The line as it stands.
    pub fn line(&self) -> &str {
        &self.line
    }

    pub fn feed(&mut self, bytes: &[u8]) -> Typed {
        let mut typed = Typed::default();
        for &byte in bytes {
            if self.is_escaped(byte) {
                continue;
            }
            let is_second = byte == b'\n' && self.after_return;
            self.after_return = byte == b'\r';
            match byte {
                _ if is_second => {}
                b'\r' | b'\n' => typed.lines.push(self.take()),
                0x04 if self.line.is_empty() => {
                    typed.is_end = true;
                    return typed;
                }
                _ => self.key(byte),
            }
            if self.line.len() >= LINE_MOST {
                typed.lines.push(self.take());
            }
        }
        typed
    }

    fn take(&mut self) -> String {
        self.end_letter();
        std::mem::take(&mut self.line)
    }

    fn key(&mut self, byte: u8) {
        match byte {
            0x08 | 0x7f => {
                self.letter.clear();
                let last = self.line.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
                self.line.truncate(last);
            }
            // Ctrl-U and Ctrl-W, as a terminal has them.
            0x15 => self.line.clear(),
            0x17 => {
                let kept = self.line.trim_end();
                let at = kept
                    .rfind(char::is_whitespace)
                    .map_or(0, |at| at + kept[at..].chars().next().map_or(1, char::len_utf8));
                self.line.truncate(at);
            }
            b'\t' => self.line.push_str(TAB),
            0x1b => self.escape = Escape::Begun,
            0x00..=0x1f => {}
            _ => self.letter_byte(byte),
        }
    }

    fn letter_byte(&mut self, byte: u8) {
        let begins = !(0x80..0xc0).contains(&byte);
        if begins {
            self.end_letter();
        }
        self.letter.push(byte);
        if let Ok(letter) = std::str::from_utf8(&self.letter) {
            self.line.push_str(letter);
            self.letter.clear();
        } else if self.letter.len() >= 4 {
            self.end_letter();
        }
    }

    /// Bytes that never became a letter.
    fn end_letter(&mut self) {
        if !std::mem::take(&mut self.letter).is_empty() {
            self.line.push(char::REPLACEMENT_CHARACTER);
        }
    }

    fn is_escaped(&mut self, byte: u8) -> bool {
        let (escape, is_escaped) = match (self.escape, byte) {
            (Escape::None, _) => return false,
            (Escape::Begun, b'[') => (Escape::Inside, true),
            (Escape::Begun, b'O') => (Escape::Last, true),
            (Escape::Begun | Escape::Last, 0x20..=0x7e) => (Escape::None, true),
            (Escape::Inside, 0x40..=0x7e) => (Escape::None, true),
            (Escape::Inside, 0x20..=0x3f) => (Escape::Inside, true),
            // A bare Escape, then something else.
            _ => (Escape::None, false),
        };
        self.escape = escape;
        is_escaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(bytes: &[u8]) -> (Vec<String>, String) {
        let mut typing = Typing::default();
        let lines = typing.feed(bytes).lines;
        (lines, typing.line().to_owned())
    }

    #[test]
    fn keys_edit_the_line() {
        assert_eq!(typed(b"key by acc\x7f\x7f\x7fid"), (vec![], "key by id".to_owned()));
        assert_eq!(typed("né\u{7f}o".as_bytes()).1, "no");
        assert_eq!(typed("👨‍👩‍👧\u{7f}x".as_bytes()).1, "x");
        assert_eq!(typed(b"one two  \x17three").1, "one three");
        assert_eq!(typed(b"gone\x15new").1, "new");
        assert_eq!(typed(b"a\tb").1, "a    b");
    }

    #[test]
    fn arrows_and_pasted_marks_are_dropped() {
        assert_eq!(typed(b"a\x1b[Db\x1bOAc\x1b[1;5Cd\x1b[200~e").1, "abcde");
        assert_eq!(typed(b"\x1bx\x1b\ny"), (vec![String::new()], "y".to_owned()));
    }

    #[test]
    fn a_pasted_text_is_its_lines() {
        let (lines, rest) = typed(b"one\r\ntwo\rthree\n\nfour");
        assert_eq!(lines, ["one", "two", "three", ""]);
        assert_eq!(rest, "four");
    }

    #[test]
    fn ctrl_d_ends_the_input_at_the_beginning_of_a_line_alone() {
        assert!(Typing::default().feed(b"\x04").is_end);
        let mut typing = Typing::default();
        assert!(!typing.feed(b"a\x04").is_end);
        assert_eq!(typing.line(), "a");
    }

    proptest! {
        #[test]
        fn any_bytes_in_any_pieces_come_to_the_same(
            bytes in prop::collection::vec(any::<u8>().prop_filter("no end", |b| *b != 4), 0..80),
            cut in 0usize..80,
        ) {
            let cut = cut.min(bytes.len());
            let mut typing = Typing::default();
            let mut lines = typing.feed(&bytes[..cut]).lines;
            lines.extend(typing.feed(&bytes[cut..]).lines);
            prop_assert_eq!((lines, typing.line().to_owned()), typed(&bytes));
        }
    }
}
