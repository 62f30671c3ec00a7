//! Which words of an answer are the candidate's own: a file that is handed over to be mended, and what
//! an answer begins with, are the question's.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::bank::question::{Ask, Kind, is_starter};
use crate::format::plan::CODE_FIELD;

/// The text with a blank for every byte of a line that the question gave, so that places in it stay
/// what they are.
#[must_use]
pub fn own_text<'t>(ask: &Ask, field: &str, text: &'t str) -> Cow<'t, str> {
    // Sessions of the older rounds are told as they always were.
    let is_given = matches!(ask.kind, Kind::Review | Kind::DataModelling);
    if field != CODE_FIELD || !is_given {
        return Cow::Borrowed(text);
    }
    let files = ask.shown_files.iter().filter(|(name, _)| is_starter(name));
    let given: HashSet<&str> = files.flat_map(|(_, text)| text.lines()).map(str::trim).collect();
    if given.is_empty() {
        return Cow::Borrowed(text);
    }
    let own = |line: &str| {
        let is_given = given.contains(line.trim());
        if !is_given { line.to_owned() } else { blank(line) }
    };
    Cow::Owned(text.split_inclusive('\n').map(own).collect())
}

fn blank(line: &str) -> String {
    let blank = |byte: u8| if byte == b'\n' { '\n' } else { ' ' };
    line.bytes().map(blank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::question::Mode;
    use crate::engine::testing::ask;

    #[test]
    fn lines_that_were_given_are_blank_and_all_others_stand_where_they_stood() {
        let mut ask = ask("mend", Kind::Review, Mode::Sql);
        let given = "-- Drafted: naïve;\nSELECT a\nFROM t\n";
        ask.shown_files.insert("starter.sql".to_owned(), given.to_owned());
        let text = "-- Drafted: naïve;\nSELECT b\n  FROM t";
        let own = own_text(&ask, CODE_FIELD, text);
        assert_eq!(own.trim(), "SELECT b");
        assert_eq!((own.len(), own.find("SELECT b")), (text.len(), text.find("SELECT b")));
        assert_eq!(own_text(&ask, "notes", "FROM t"), "FROM t", "notes are nobody else's");
    }
}
