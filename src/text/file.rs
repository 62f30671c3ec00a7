//! The bytes of a text file that a person wrote, in whatever editor on whatever system: one rule
//! for answers, notes, own cases, questions, settings.
//!
//! A byte order mark at the very start belongs to the file, not to the text, and a line ends with
//! LF. Anything but UTF-8 is refused, with a guess at what it is: read wrongly, a text would lose
//! letters without a word.

/// How many of the first bytes are looked at for UTF-16 without a mark.
const LOOKED_AT: usize = 512;

/// The text of a file.
///
/// # Errors
/// What it is instead of UTF-8, and what to do: `it looks like UTF-16 …: save it as UTF-8`.
pub fn decode(bytes: &[u8]) -> Result<String, String> {
    if let Some(name) = wide(bytes) {
        return Err(format!(
            "it looks like {name} (as PowerShell 5 and SSMS write it): save it as UTF-8"
        ));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    Ok(with_line_feeds(text.trim_start_matches('\u{FEFF}')))
}

/// The text with LF where a line ended with CR LF, or with more returns where a tool has put its own
/// before another's.
pub fn with_line_feeds(text: &str) -> String {
    let mut text = text.replace("\r\n", "\n");
    while text.contains("\r\n") {
        text = text.replace("\r\n", "\n");
    }
    text
}

/// An encoding of two or four bytes a letter: by its mark, or by the zero bytes that it puts
/// beside each letter of ASCII.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Some("UTF-32");
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Some("UTF-16");
    }
    let first = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros = |from: usize| first.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let is_wide = even.max(odd) * 4 > first.len() && even.min(odd) * 8 < first.len();
    is_wide.then_some("UTF-16")
}

/// Where the first byte is that is no UTF-8, and what it would be in Windows' own encoding.
fn not_utf8(bytes: &[u8], at: usize) -> String {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let place = format!("line {line}, column {column} (byte {}) isn't UTF-8", at + 1);
    match bytes.get(at) {
        // A letter of Latin-1 stands alone among ASCII; bytes in a row are something else.
        Some(&byte @ 0xA0..) if bytes.get(at + 1).is_none_or(u8::is_ascii) => format!(
            "{place}: it looks like Latin-1 or Windows-1252 (`{}`): save it as UTF-8",
            char::from(byte)
        ),
        Some(0x80..0xA0) if bytes.get(at + 1).is_none_or(u8::is_ascii) => {
            format!("{place}: it looks like Windows-1252: save it as UTF-8")
        }
        _ => format!("{place}: save it as UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utf16(text: &str, mark: bool) -> Vec<u8> {
        let mark = mark.then_some(0xFEFF_u16);
        mark.into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_mark_and_windows_line_ends_belong_to_the_file() {
        assert_eq!(decode(b"\xEF\xBB\xBFSELECT 1\r\n").as_deref(), Ok("SELECT 1\n"));
        assert_eq!(decode("\u{FEFF}\u{FEFF}a\r\r\r\nb".as_bytes()).as_deref(), Ok("a\nb"));
        // Elsewhere it is a letter like any other, and a bare return is no line end.
        let inside = "a\u{FEFF}b\rc";
        assert_eq!(decode(inside.as_bytes()).as_deref(), Ok(inside));
        assert_eq!(decode(b"").as_deref(), Ok(""));
    }

    #[test]
    fn other_encodings_are_named_with_what_to_do() {
        for bytes in [utf16("SELECT 1;\n", true), utf16("SELECT 1;\n", false)] {
            let why = decode(&bytes).expect_err("no UTF-8");
            assert!(why.starts_with("it looks like UTF-16 (as PowerShell 5"), "{why}");
            assert!(why.ends_with("save it as UTF-8"), "{why}");
        }
        let big: Vec<u8> = utf16("x = 1\n", true).chunks(2).flat_map(|p| [p[1], p[0]]).collect();
        assert!(decode(&big).expect_err("no UTF-8").contains("UTF-16"));
        let why = decode(b"-- ok\n-- Z\xfcrich\n").expect_err("no UTF-8");
        assert_eq!(
            why,
            "line 2, column 5 (byte 11) isn't UTF-8: it looks like Latin-1 or Windows-1252 (`ü`): \
             save it as UTF-8"
        );
        let why = decode(b"a \x80 b").expect_err("no UTF-8");
        assert!(why.contains("looks like Windows-1252"), "{why}");
        let why = decode(b"\xff\xd8\xff\xe0").expect_err("no UTF-8");
        assert_eq!(why, "line 1, column 1 (byte 1) isn't UTF-8: save it as UTF-8");
    }

    #[test]
    fn a_text_with_a_few_zero_bytes_is_no_utf16() {
        let text = "a\0b, and more of it than zeros";
        assert_eq!(decode(text.as_bytes()).as_deref(), Ok(text));
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(text in "\\PC{0,40}") {
            let marked = format!("\u{FEFF}{text}");
            prop_assert_eq!(decode(marked.as_bytes()), Ok(text));
        }

        #[test]
        fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(text) = decode(&bytes) {
                prop_assert!(!text.contains("\r\n"));
            }
        }
    }
}
