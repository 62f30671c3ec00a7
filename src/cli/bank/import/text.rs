//! Bytes of unknown programs as text, and text as ids.

use std::collections::BTreeSet;

use crate::text::SafeText;
use crate::text::file::{decode, with_line_feeds};

/// The longest id made of a title.
const ID_MOST: usize = 48;
/// Words of an id; more make no better name.
const WORDS_MOST: usize = 7;

/// A text as any file of a person's is read, or UTF-16 with a mark, as spreadsheets write it; lines
/// end with `\n`, in a list of an old Mac as well.
///
/// # Errors
/// What it is instead, and what to do.
pub fn decoded(bytes: &[u8]) -> Result<String, String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => with_line_feeds(&utf16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => with_line_feeds(&utf16(rest, u16::from_be_bytes)?),
        bytes => decode(bytes).map_err(|why| format!("{why} (in a spreadsheet, \"CSV UTF-8\")"))?,
    };
    if text.contains('\0') {
        return Err("it holds zero bytes, so it isn't a text".to_owned());
    }
    if text.trim().is_empty() {
        return Err("the file is empty".to_owned());
    }
    Ok(text.replace('\r', "\n"))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    match String::from_utf16(&units) {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err("it begins as UTF-16 and isn't; save the file as UTF-8".to_owned()),
    }
}

/// Lines of records, from 1, found on the way through a text: a reader of CSV says where it was
/// before the empty lines that it skips.
pub struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    pub fn of(text: &'t str) -> Lines<'t> {
        Lines { text, at: 0, line: 1 }
    }

    /// Of the record that follows this byte. Asked in the order of the text.
    pub fn at(&mut self, byte: u64) -> usize {
        let bytes = self.text.as_bytes();
        let mut to = usize::try_from(byte).unwrap_or(bytes.len()).clamp(self.at, bytes.len());
        while bytes.get(to) == Some(&b'\n') {
            to += 1;
        }
        self.line += bytes[self.at..to].iter().filter(|byte| **byte == b'\n').count();
        self.at = to;
        self.line
    }
}

/// Trimmed, without control and invisible characters; lines stay.
pub fn clean(text: &str) -> String {
    let safe = SafeText::new(text);
    let lines: Vec<&str> = safe.as_str().lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// For telling whether two prompts are the same.
pub fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// An id of a title's words that isn't taken.
pub fn slug(title: &str, taken: &BTreeSet<String>) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = String::new();
    for word in words.take(WORDS_MOST).map(str::to_ascii_lowercase) {
        if id.len() + word.len() < ID_MOST {
            id = if id.is_empty() { word } else { format!("{id}-{word}") };
        }
    }
    if !id.starts_with(|c: char| c.is_ascii_lowercase()) {
        id = format!("q-{id}").trim_end_matches('-').to_owned();
    }
    let mut free = id.clone();
    let mut number = 2;
    while taken.contains(&free) {
        free = format!("{id}-{number}");
        number += 1;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::parse::is_kebab;
    use proptest::prelude::*;

    #[test]
    fn what_spreadsheets_write_is_read() {
        for bytes in [
            b"a\r\nb".to_vec(),
            b"\xef\xbb\xbfa\nb".to_vec(),
            b"\xff\xfea\0\n\0b\0".to_vec(),
            b"\xfe\xff\0a\0\n\0b".to_vec(),
        ] {
            assert_eq!(decoded(&bytes).as_deref(), Ok("a\nb"), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_told_with_its_line() {
        let why = decoded(b"a\nb\nM\xfcller\n").expect_err("latin 1");
        assert!(
            why.starts_with("line 3, column 2 (byte 6) isn't UTF-8: it looks like Latin-1"),
            "{why}"
        );
        for bytes in [&b""[..], b"\xef\xbb\xbf", b" \n", b"a\0b", b"\xff\xfea", b"\xff\xfe\0\xd8"] {
            assert!(decoded(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn an_id_is_made_of_the_first_words() {
        let none = BTreeSet::new();
        assert_eq!(slug("What is ACID?", &none), "what-is-acid");
        assert_eq!(slug("3 ways to scale", &none), "q-3-ways-to-scale");
        assert_eq!(slug("ü", &none), "q");
        let taken = BTreeSet::from(["what-is-acid".to_owned(), "what-is-acid-2".to_owned()]);
        assert_eq!(slug("What is ACID?", &taken), "what-is-acid-3");
    }

    proptest! {
        #[test]
        fn every_title_gives_an_id(title in "\\PC{0,80}") {
            prop_assert!(is_kebab(&slug(&title, &BTreeSet::new())));
        }

        #[test]
        fn any_bytes_are_text_or_told(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _told = decoded(&bytes);
        }
    }
}
