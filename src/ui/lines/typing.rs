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
    /// The numbers of the escape sequence under way.
    sequence: Vec<u8>,
    after_return: bool,
    /// What is being pasted, between the marks of a terminal that sets them.
    paste: Option<Vec<u8>>,
    /// The line began as the end of a pasted text.
    is_pasted: bool,
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

/// A line that was ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    Line(String),
    /// Lines that were pasted, as one text: they are never commands.
    Pasted(String),
}

/// What some bytes came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub lines: Vec<Entered>,
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
                self.end_sequence(byte, &mut typed);
                continue;
            }
            if let Some(paste) = &mut self.paste {
                paste.push(byte);
                if paste.len() >= LINE_MOST {
                    self.end_paste(&mut typed);
                    self.paste = Some(Vec::new());
                }
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

    /// Bytes that came faster than anyone types: a text pasted on a terminal that sets no marks.
    /// Inside of a paste that has its marks it is one more piece of that.
    pub fn burst(&mut self, bytes: &[u8]) -> Typed {
        if self.paste.is_some() || self.escape != Escape::None {
            return self.feed(bytes);
        }
        let mut typed = Typed::default();
        self.paste = Some(bytes.to_vec());
        self.end_paste(&mut typed);
        typed
    }

    /// The marks around a pasted text.
    fn end_sequence(&mut self, byte: u8, typed: &mut Typed) {
        if self.escape != Escape::None || byte != b'~' {
            return;
        }
        match self.sequence.as_slice() {
            b"200" if self.paste.is_none() => self.paste = Some(Vec::new()),
            b"201" => self.end_paste(typed),
            _ => {}
        }
    }

    /// Whole lines are handed on as one text, the rest goes on as the line under way.
    fn end_paste(&mut self, typed: &mut Typed) {
        let Some(bytes) = self.paste.take() else { return };
        self.end_letter();
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace('\r', "\n");
        let is_kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        let text: String = text.chars().filter(is_kept).collect();
        match text.rsplit_once('\n') {
            None => self.line.push_str(&text.replace('\t', TAB)),
            Some((whole, rest)) => {
                let before = std::mem::take(&mut self.line);
                typed.lines.push(Entered::Pasted(format!("{before}{whole}")));
                self.line = rest.replace('\t', TAB);
                self.is_pasted = !self.line.is_empty();
            }
        }
    }

    fn take(&mut self) -> Entered {
        self.end_letter();
        let line = std::mem::take(&mut self.line);
        match std::mem::take(&mut self.is_pasted) {
            true => Entered::Pasted(line),
            false => Entered::Line(line),
        }
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
            (Escape::None, 0x1b) => (Escape::Begun, true),
            (Escape::None, _) => return false,
            (Escape::Begun, b'[') => (Escape::Inside, true),
            (Escape::Begun, 0x1b) => (Escape::Begun, true),
            // In a pasted text an Escape is no key, and what follows is text.
            (Escape::Begun, _) if self.paste.is_some() => (Escape::None, false),
            (Escape::Begun, b'O') => (Escape::Last, true),
            (Escape::Begun | Escape::Last, 0x20..=0x7e) => (Escape::None, true),
            (Escape::Inside, 0x40..=0x7e) => (Escape::None, true),
            (Escape::Inside, 0x20..=0x3f) => (Escape::Inside, true),
            // A bare Escape, then something else.
            _ => (Escape::None, false),
        };
        match (escape, self.escape) {
            (Escape::Inside, Escape::Inside) => self.sequence.push(byte),
            (Escape::Begun, _) => self.sequence.clear(),
            _ => {}
        }
        self.sequence.truncate(8);
        self.escape = escape;
        is_escaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entered(bytes: &[u8]) -> (Vec<Entered>, String) {
        let mut typing = Typing::default();
        let lines = typing.feed(bytes).lines;
        (lines, typing.line().to_owned())
    }

    /// Lines that were typed, not pasted.
    fn typed(bytes: &[u8]) -> (Vec<String>, String) {
        let (lines, open) = entered(bytes);
        let line = |entered| match entered {
            Entered::Line(line) => line,
            Entered::Pasted(text) => panic!("pasted: {text}"),
        };
        (lines.into_iter().map(line).collect(), open)
    }

    fn pasted(text: &str) -> Entered {
        Entered::Pasted(text.to_owned())
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
        assert_eq!(typed(b"a\x1b[Db\x1bOAc\x1b[1;5Cd\x1b[200~e\x1b[201~").1, "abcde");
        assert_eq!(typed(b"a\x1b\x1b[Db").1, "ab");
        assert_eq!(typed(b"\x1bx\x1b\ny"), (vec![String::new()], "y".to_owned()));
    }

    #[test]
    fn both_line_ends_end_a_line() {
        let (lines, rest) = typed(b"one\r\ntwo\rthree\n\nfour");
        assert_eq!(lines, ["one", "two", "three", ""]);
        assert_eq!(rest, "four");
    }

    #[test]
    fn pasted_lines_are_one_text_and_no_commands() {
        let mark = |text: &str| format!("\x1b[200~{text}\x1b[201~").into_bytes();
        let (lines, rest) = entered(&mark("a\tb\r\n/skip\r.\nz\u{200b}w = '\u{200c}'"));
        assert_eq!(lines, [pasted("a\tb\n/skip\n.")]);
        assert_eq!(rest, "z\u{200b}w = '\u{200c}'");
        // The rest of it is no command either once it is ended.
        let bytes = [mark("one\n."), b"\r".to_vec(), b"/time\r".to_vec()].concat();
        let time = Entered::Line("/time".to_owned());
        assert_eq!(entered(&bytes).0, [pasted("one"), pasted("."), time]);
        // What stood on the line is the beginning of the first.
        assert_eq!(
            entered(&[b"SELECT ".to_vec(), mark("1\n\x1b2\n")].concat()).0,
            [pasted("SELECT 1\n2")]
        );
        // One piece of a line is typed for someone.
        assert_eq!(
            entered(&[mark("/ti"), b"me\r".to_vec()].concat()).0,
            [Entered::Line("/time".to_owned())]
        );
    }

    #[test]
    fn a_burst_is_pasted() {
        let mut typing = Typing::default();
        typing.feed(b"SELECT ");
        assert_eq!(typing.burst(b"1\r.\r/skip\ry").lines, [pasted("SELECT 1\n.\n/skip")]);
        assert_eq!(typing.feed(b"es\r").lines, [pasted("yes")]);
    }

    #[test]
    fn a_marked_paste_in_pieces_is_one_text_however_fast_they_come() {
        let mut typing = Typing::default();
        assert_eq!(typing.feed(b"\x1b[200~line1\n").lines, []);
        assert_eq!(typing.burst(b"line2\nline3").lines, []);
        let typed = typing.feed(b"line4\n/done\n\x1b[201~");
        assert_eq!(typed.lines, [pasted("line1\nline2\nline3line4\n/done")]);
        assert_eq!(typing.line(), "");
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
            prop_assert_eq!((lines, typing.line().to_owned()), entered(&bytes));
        }
    }
}
