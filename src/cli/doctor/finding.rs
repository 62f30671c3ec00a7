//! One line of the report.

use serde::Serialize;

use crate::words::words;

words! {
    /// How a thing was found.
    Health { Ok = "ok", Warning = "warning", Problem = "problem" }
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub about: &'static str,
    pub health: Health,
    pub found: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
}

impl Finding {
    pub fn ok(about: &'static str, found: impl Into<String>) -> Finding {
        Finding { about, health: Health::Ok, found: found.into(), advice: None }
    }

    pub fn warning(about: &'static str, found: impl Into<String>, advice: &str) -> Finding {
        let advice = Some(advice.to_owned());
        Finding { about, health: Health::Warning, found: found.into(), advice }
    }

    pub fn problem(about: &'static str, found: impl Into<String>, advice: &str) -> Finding {
        Finding { health: Health::Problem, ..Finding::warning(about, found, advice) }
    }
}
