//! The heart: what a seat asks for, what happened, what the world must do.
//!
//! ```text
//! Command ──decide──▶ Vec<Event> ──apply──▶ State ──pending──▶ Vec<Effect> ──(the world)──▶ Command
//! ```
//!
//! `decide` is the only place where a rule of the interview is applied, `apply` the only fold.
//! Both are pure: the time is an argument, and everything drawn by chance was drawn before.

pub mod checklist;
pub mod command;
pub mod deadlines;
pub mod decide;
pub mod effect;
pub mod event;
pub mod own;
pub mod pause;
pub mod places;
pub mod rejected;
pub mod seat;
pub mod splice;
pub mod state;
pub mod stopwatch;
pub mod verdict;

mod apply;
mod judging;
#[cfg(test)]
mod marks_tests;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
#[path = "engine_tests.rs"]
mod tests;

pub use command::{Command, Seat};
pub use deadlines::{Deadline, deadlines, next_deadline};
pub use decide::decide;
pub use effect::{Effect, pending};
pub use event::{Event, Header, Stamped};
pub use pause::PauseReason;
pub use rejected::Rejected;
pub use state::{Stage, State};
