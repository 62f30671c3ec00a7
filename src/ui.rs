//! The only rooms that write to a terminal.

pub mod face;
pub mod script;
