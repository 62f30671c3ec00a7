//! The only rooms that write to a terminal.

pub mod ask;
pub mod console;
pub mod editor;
pub mod face;
pub mod lines;
pub mod out;
pub mod plain;
pub mod room;
pub mod script;
mod story;
pub mod tty;
