//! Letters that nobody sees: blanks that are no space, marks of direction, joiners. They come with
//! text that was copied from a page or a chat, and a language takes them for letters or refuses
//! them, so an error that doesn't name them helps nobody.

/// One such letter, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invisible {
    /// From 1.
    pub line: usize,
    /// In letters, from 1.
    pub column: usize,
    pub letter: char,
    pub name: &'static str,
}

/// `line 1 has U+00A0 (no-break space) at column 7`.
impl std::fmt::Display for Invisible {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Invisible { line, column, letter, name } = self;
        write!(f, "line {line} has U+{:04X} ({name}) at column {column}", *letter as u32)
    }
}

/// Every such letter of a text, in order.
pub fn invisible(text: &str) -> impl Iterator<Item = Invisible> + '_ {
    let (mut line, mut column) = (1, 0);
    text.chars().filter_map(move |letter| {
        column += 1;
        if letter == '\n' {
            (line, column) = (line + 1, 0);
        }
        name(letter).map(|name| Invisible { line, column, letter, name })
    })
}

/// What a letter is called that is seen as a blank, or not at all. A space, a tab and the ends of
/// lines are what they look like.
pub fn name(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\t' | '\n' | '\r' | ' '..='~' => return None,
        '\u{B}' => "vertical tab",
        '\u{C}' => "form feed",
        '\u{1B}' => "escape",
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' => "control character",
        '\u{85}' => "next line",
        '\u{A0}' => "no-break space",
        '\u{AD}' => "soft hyphen",
        '\u{34F}' => "combining grapheme joiner",
        '\u{61C}' => "Arabic letter mark",
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => "Hangul filler",
        '\u{1680}' => "Ogham space mark",
        '\u{17B4}' | '\u{17B5}' => "Khmer inherent vowel",
        '\u{180E}' => "Mongolian vowel separator",
        '\u{2000}' | '\u{2002}' => "en space",
        '\u{2001}' | '\u{2003}' => "em space",
        '\u{2004}' => "three-per-em space",
        '\u{2005}' => "four-per-em space",
        '\u{2006}' => "six-per-em space",
        '\u{2007}' => "figure space",
        '\u{2008}' => "punctuation space",
        '\u{2009}' => "thin space",
        '\u{200A}' => "hair space",
        '\u{200B}' => "zero-width space",
        '\u{200C}' => "zero-width non-joiner",
        '\u{200D}' => "zero-width joiner",
        '\u{200E}' => "left-to-right mark",
        '\u{200F}' => "right-to-left mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "mark of text direction",
        '\u{202F}' => "narrow no-break space",
        '\u{205F}' => "medium mathematical space",
        '\u{2060}' => "word joiner",
        '\u{2061}'..='\u{2065}' => "invisible operator",
        '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}' => "deprecated format character",
        '\u{2800}' => "blank Braille pattern",
        '\u{3000}' => "ideographic space",
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => "variation selector",
        '\u{FEFF}' => "byte order mark",
        '\u{E0000}'..='\u{E007F}' => "tag character",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_nobody_sees_is_named_with_its_place() {
        let text = "SELECT\u{a0}c\nFROM\u{200b} t\u{feff}\n\u{3000}";
        let said: Vec<String> = invisible(text).map(|found| found.to_string()).collect();
        assert_eq!(
            said,
            [
                "line 1 has U+00A0 (no-break space) at column 7",
                "line 2 has U+200B (zero-width space) at column 5",
                "line 2 has U+FEFF (byte order mark) at column 8",
                "line 3 has U+3000 (ideographic space) at column 1",
            ]
        );
    }

    #[test]
    fn what_is_seen_has_no_such_name() {
        let seen = "SELECT 'é', 数据 ’\r\n\t-- ok 👪 İ";
        assert_eq!(invisible(seen).count(), 0);
    }
}
