//! What hosts a session: a clock, a journal, a face, and what runs answers, around the one loop.

pub mod face;
mod given;
pub mod live;
pub mod log;
pub mod model;
pub mod new_session;
pub mod prep;
pub mod script;
pub mod signals;
pub mod stories;
pub mod terminal_mark;
