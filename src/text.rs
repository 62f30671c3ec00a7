//! Text from outside, made harmless before it reaches a terminal or a report.
//!
//! Bank files, a peer, program output, file names: all of it may carry escape sequences or
//! characters that reorder what is shown. The journal keeps raw text, JSON-escaped; cleaning
//! happens where text is displayed or exported.

pub mod file;
mod invisible;

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

pub use self::invisible::{Invisible, invisible, name as invisible_name};

/// The most combining marks one letter keeps; more is a way to draw over other lines.
const MARKS_MOST: usize = 8;

/// Joins the parts of an emoji; invisible elsewhere.
const JOINER: char = '\u{200D}';

/// Text that holds no control, bidi or invisible character.
///
/// Newline and tab stay. C0, DEL, C1, bidi controls (U+202A–202E, U+2066–2069, U+200E–200F,
/// U+061C), zero-width characters (a joiner stays inside an emoji) and tag characters are
/// dropped; combining marks are capped at 8 a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SafeText(String);

impl SafeText {
    pub fn new(raw: &str) -> SafeText {
        if raw.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n' | b'\t')) {
            return SafeText(raw.to_owned());
        }
        let mut clean = String::with_capacity(raw.len());
        let mut marks = 0;
        for cluster in raw.graphemes(true) {
            push_cluster(&mut clean, &mut marks, cluster);
        }
        SafeText(clean)
    }

    /// As `new`, with every run of white space, newlines included, as one space.
    pub fn line(raw: &str) -> SafeText {
        let clean = SafeText::new(raw).0;
        SafeText(clean.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `marks` counts on over clusters: a dropped character between two of them joins their marks.
fn push_cluster(clean: &mut String, marks: &mut usize, cluster: &str) {
    let joined_emoji = is_joined_emoji(cluster);
    for c in cluster.chars() {
        if c == JOINER && joined_emoji {
            clean.push(c);
        } else if is_forbidden(c) {
            continue;
        } else if is_mark(c) {
            *marks += 1;
            if *marks <= MARKS_MOST {
                clean.push(c);
            }
        } else {
            *marks = 0;
            clean.push(c);
        }
    }
}

/// A joiner between two pictographs, as in a family emoji.
fn is_joined_emoji(cluster: &str) -> bool {
    let pictographs = cluster
        .chars()
        .filter(|c| matches!(*c as u32, 0x2190..=0x2BFF | 0x1F000..=0x1FAFF))
        .count();
    cluster.contains(JOINER) && pictographs >= 2
}

fn is_forbidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => true,
        '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' => true,
        '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{180E}' | '\u{00AD}' => true,
        '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' => true,
        _ => false,
    }
}

/// Combining marks of the common blocks; enough to stop stacked accents.
fn is_mark(c: char) -> bool {
    matches!(c as u32,
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x0610..=0x061A | 0x064B..=0x065F
        | 0x0E31 | 0x0E34..=0x0E3A | 0x0E47..=0x0E4E | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF
        | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F)
}

impl serde::Serialize for SafeText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_lose_their_escape() {
        assert_eq!(SafeText::new("a\u{1b}]52;c;Zm9v\u{7}b").as_str(), "a]52;c;Zm9vb");
        assert_eq!(SafeText::new("\u{9b}2Jx\u{202e}y\u{2066}").as_str(), "2Jxy");
    }

    #[test]
    fn plain_text_and_letters_of_the_world_stay() {
        for text in ["SELECT 1;\n\t-- ok", "Überraschung, 数据, données", "👨‍👩‍👧 ok"]
        {
            assert_eq!(SafeText::new(text).as_str(), text);
        }
    }

    #[test]
    fn a_joiner_outside_an_emoji_goes() {
        assert_eq!(SafeText::new("pay\u{200d}pal").as_str(), "paypal");
    }

    #[test]
    fn stacked_marks_are_capped() {
        let stacked = format!("z{}", "\u{0301}".repeat(40));
        assert_eq!(SafeText::new(&stacked).as_str().chars().count(), 9);
    }

    proptest! {
        #[test]
        fn nothing_forbidden_survives(raw in "\\PC*|[\\x00-\\x9f\u{200b}-\u{206f}a-z]*") {
            let clean = SafeText::new(&raw);
            let is_allowed = |c: char| c == JOINER || !is_forbidden(c);
            prop_assert!(clean.as_str().chars().all(is_allowed));
            let again = SafeText::new(clean.as_str());
            prop_assert_eq!(again.as_str(), clean.as_str());
        }
    }
}
