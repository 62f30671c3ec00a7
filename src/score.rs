//! Judgement, pure: marks and evidence in, scores and their reasons out.
//!
//! The same facts give the same score, on any machine, for ever: integers only (thousandths), no
//! clock, no chance, and one frozen set of [`rules`] a number. A number never stands alone; every
//! score carries what spoke for it and what against.

pub mod best;
pub mod calibration;
pub mod cues;
pub mod detectors;
pub mod dimension;
pub mod evidence;
pub mod explain;
pub mod facts;
pub mod fold;
pub mod gather;
pub mod graded;
pub mod judged;
pub mod outline;
pub mod points;
pub mod quantity;
pub mod ranks;
pub mod reading;
pub mod recommendation;
pub mod review;
pub mod rules;
pub mod star;
pub mod suggest;
pub mod trigger;

#[cfg(test)]
mod scripted;

pub use crate::engine::event::{Band, Mark};
pub use fold::sheet;
