//! The units of a guide in Markdown: each heading, list item, block of code and paragraph.

use sha2::{Digest, Sha256};

use super::UnitKind;

/// Half of this many hex digits are bytes; enough to tell a thousand lines apart for good.
const HASH_DIGITS: usize = 16;

/// Where a unit stands, and a hash of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// From 1.
    pub line: u32,
    pub kind: UnitKind,
    /// The first 16 hex digits of the SHA-256 of its text, without marker and outer blanks.
    pub hash: String,
}

impl Unit {
    fn new(line: usize, kind: UnitKind, text: &str) -> Unit {
        let digest = Sha256::digest(text.as_bytes());
        let hash = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let hash = hash.filter_map(|digit| char::from_digit(digit.into(), 16));
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Unit { line, kind, hash: hash.take(HASH_DIGITS).collect() }
    }
}

/// Every unit, in the guide's order.
pub fn units(guide: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut lines = (1..).zip(guide.lines()).peekable();
    while let Some((number, line)) = lines.next() {
        let text = line.trim();
        if let Some(fence) = fence_of(text) {
            let inside = lines.by_ref().map(|(_, line)| line);
            let inside: Vec<&str> = inside
                .take_while(|line| !line.trim().starts_with(fence))
                .map(str::trim_end)
                .collect();
            units.push(Unit::new(number, UnitKind::Code, &inside.join("\n")));
        } else if let Some(title) = heading(text) {
            units.push(Unit::new(number, UnitKind::Heading, title));
        } else if let Some(item) = item(text) {
            units.push(Unit::new(number, UnitKind::Item, item));
        } else if !text.is_empty() {
            let mut paragraph = vec![text];
            while let Some((_, next)) = lines.next_if(|(_, next)| is_prose(next.trim())) {
                paragraph.push(next.trim());
            }
            units.push(Unit::new(number, UnitKind::Text, &paragraph.join("\n")));
        }
    }
    units
}

fn fence_of(text: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|fence| text.starts_with(fence))
}

fn heading(text: &str) -> Option<&str> {
    let title = text.trim_start_matches('#');
    let level = text.len() - title.len();
    ((1..=6).contains(&level) && title.starts_with(' ')).then(|| title.trim())
}

fn item(text: &str) -> Option<&str> {
    let bullet = ["- ", "* ", "+ "].into_iter().find_map(|marker| text.strip_prefix(marker));
    let numbered = || {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.strip_prefix(". ").filter(|_| rest.len() < text.len())
    };
    bullet.or_else(numbered).map(str::trim)
}

fn is_prose(text: &str) -> bool {
    !text.is_empty() && fence_of(text).is_none() && heading(text).is_none() && item(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_items_code_and_paragraphs_are_units_with_their_lines() {
        let guide = "# Title\n\nTwo lines\n of prose\n- one\n  2. two \n\n   ```sql\n# no heading \n\
                     ```\n**Bold** text\n#hashtag\n";
        let found: Vec<_> = units(guide).into_iter().map(|unit| (unit.line, unit.kind)).collect();
        let expected = [
            (1, UnitKind::Heading),
            (3, UnitKind::Text),
            (5, UnitKind::Item),
            (6, UnitKind::Item),
            (8, UnitKind::Code),
            (11, UnitKind::Text),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn markers_and_outer_blanks_do_not_change_a_hash() {
        let [a, b] = ["- keep it", "  3.  keep it  "].map(|text| units(text).remove(0).hash);
        // By `printf 'keep it' | sha256sum`.
        assert_eq!([a, b], ["e39d4726283c832f"; 2]);
    }

    #[test]
    fn an_unclosed_fence_ends_with_the_guide() {
        assert_eq!(units("~~~\na\n\nb").len(), 1);
    }
}
