//! What a person practises between rounds: points that come back, a plan, stories, how it goes over
//! time.
//!
//! Everything is a fold, over sessions and over one log of its own (`practice.jsonl`). Days come in
//! as arguments; nothing here asks what day it is.

pub mod ask;
pub mod card;
pub mod checklist;
pub mod content;
pub mod day;
pub mod debrief;
pub mod deck;
pub mod digest;
pub mod exchange;
pub mod luck;
pub mod plan;
pub mod real;
pub mod record;
pub mod schedule;
pub mod slug;
pub mod state;
pub mod stats;
pub mod story;
pub mod today;
