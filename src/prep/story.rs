//! A story of one's own: a Markdown file with front matter in TOML, then the four letters.
//!
//! ```text
//! +++
//! title = "The table that lost a hundred customers"
//! competencies = ["Initiative and ownership"]
//! +++
//!
//! ## Situation
//! …
//! ```
//!
//! Nothing here writes over what a person wrote: a story is written once, when it is made, and from
//! then on is theirs to edit. Keys and headings that `mock` doesn't know stay, and are shown.

pub mod cover;
mod front;
mod letters;
mod model;
pub mod shelf;
mod write;

pub use self::model::{Fault, Story, TITLE_MOST, is_same};
pub use self::write::{Draft, slug};

impl Story {
    /// Reads a file's text.
    ///
    /// # Errors
    /// All faults of the front matter at once, each with its line.
    pub fn parse(id: &str, text: &str) -> Result<Story, Vec<Fault>> {
        let (front, body) = front::split(text).map_err(|fault| vec![fault])?;
        let mut story = front::read(front)?;
        story.id = id.to_owned();
        (story.letters, story.notes) = letters::read(body);
        Ok(story)
    }
}

#[cfg(test)]
#[path = "story_tests.rs"]
mod tests;
