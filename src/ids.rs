//! Names of sessions, and seeds. They are minted at the edge and arrive here as data.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A session's name: 26 characters of Crockford's base 32, sorted by the time it was opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SessionId(String);

/// Why a text is no session id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnId(String);

impl SessionId {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last six characters: enough to tell a person's sessions apart.
    pub fn short(&self) -> &str {
        &self.0[self.0.len() - 6..]
    }

    /// Whether a person may mean this session by `text`: the id, its beginning or its end, in
    /// any case.
    pub fn answers_to(&self, text: &str) -> bool {
        let text = text.to_ascii_uppercase();
        text.len() >= 4 && (self.0.starts_with(&text) || self.0.ends_with(&text))
    }
}

impl FromStr for SessionId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let upper = text.to_ascii_uppercase();
        let allowed =
            |c: char| c.is_ascii_digit() || (c.is_ascii_uppercase() && !"ILOU".contains(c));
        if upper.len() == 26 && upper.chars().all(allowed) {
            Ok(SessionId(upper))
        } else {
            Err(NotAnId(text.to_owned()))
        }
    }
}

impl TryFrom<String> for SessionId {
    type Error = NotAnId;
    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl From<SessionId> for String {
    fn from(id: SessionId) -> String {
        id.0
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` isn't a session id: 26 letters and digits, as `mock sessions list` prints them",
            self.0
        )
    }
}

impl std::error::Error for NotAnId {}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01KB1Q2W3E4R5T6Y7P8A9S0DFG";

    #[test]
    fn an_id_survives_print_and_parse_in_any_case() {
        let id: SessionId = ID.to_lowercase().parse().expect("valid");
        assert_eq!(id.to_string(), ID);
        assert_eq!(id.short(), "9S0DFG");
    }

    #[test]
    fn a_beginning_or_an_end_of_four_is_enough() {
        let id: SessionId = ID.parse().expect("valid");
        assert!(id.answers_to("0dfg"));
        assert!(id.answers_to("01KB"));
        assert!(!id.answers_to("DFG"));
    }

    #[test]
    fn paths_are_no_ids() {
        for text in ["", "../../etc/passwd", "01KB1Q2W3E4R5T6Y7U8I9O0PAS"] {
            assert!(text.parse::<SessionId>().is_err(), "{text}");
        }
    }
}
