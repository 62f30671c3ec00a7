//! What a new question is to be.

use crate::bank::parse::is_kebab;
use crate::bank::question::{Kind, Level, Mode};
use crate::text::SafeText;

pub(super) struct Wanted {
    pub id: String,
    pub title: String,
    pub prompt: Option<String>,
    pub kind: Kind,
    pub mode: Mode,
    pub levels: Vec<Level>,
    pub topic: Option<String>,
    pub minutes: u32,
    pub license: Option<String>,
    pub author: Option<String>,
    /// For the line that says how to mark it as reviewed.
    pub today: String,
}

/// # Errors
/// What an id is instead.
pub(super) fn require_kebab(id: &str) -> Result<(), String> {
    if is_kebab(id) && id.len() <= 64 {
        return Ok(());
    }
    let id = SafeText::line(id);
    Err(format!(
        "`{id}` isn't an id: write lower-case letters, digits and single hyphens, as kafka-lag"
    ))
}
