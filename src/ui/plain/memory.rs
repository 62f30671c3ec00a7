//! What the plain face is in the middle of.

use crate::engine::event::Event;
use crate::ui::console::Console;

/// Beside a second person at this terminal.
#[derive(Default)]
pub(super) struct Peer {
    pub console: Console,
    /// What happened while the candidate could not see it.
    pub unshown: Vec<Event>,
    pub rating: Option<u32>,
}

/// An unfinished line that the answer holds already.
pub(super) struct Partial {
    pub field: String,
    /// The field without it.
    pub base: String,
    /// The field with it, as it was sent.
    pub sent: String,
}
