//! A session as a document: everything put, said, answered, found, marked and scored.
//!
//! The model is built once from the facts and written three ways. Its JSON is stable:
//!
//! ```text
//! schema     1; rises when a field changes its meaning or goes. Fields may be added.
//! session    id, what was rehearsed, when, on which bank and seed, how long it took
//! missing    in words, what an unfinished session lacks; empty where nothing is missing
//! slots[]    slot = "round": opening, timing, phases[], items[], judged
//!            slot = "break": title, timing
//!   items[]  what = "question" | "talk" | "your-questions"; state, timing, prompt, talk[],
//!            attempts[].fields[] and verdict, runs[], late[], shape, judged, disclosed
//! judged     seals[], marks[] with evidence, score with dimensions: of a question, a round or
//!            (`overall`) a loop. Absent until it may be looked at.
//! habits[]   the tips and pitfalls: rule, seen or not, signs
//! rating     the candidate's view of a peer who interviewed
//! timeline[] what happened to the session itself: rounds, pauses, extensions, sleep, reopening
//! ```
//!
//! Times end in `_ms`; `into_ms` is interview time into the question, `at_ms` is time since the
//! session was opened, pauses included. Scores are 1–4, means and shares in thousandths.
//! All foreign text has passed [`SafeText`].

mod evidence;
mod gather;
mod habits;
mod item;
mod judged;
mod missing;
mod model;
pub(in crate::view) mod paper;
mod reasons;
mod timeline;

#[cfg(test)]
mod tests;

use serde::Serialize;

pub use model::*;

use crate::bank::question::Level;
use crate::engine::event::ClosedBy;
use crate::engine::{Stamped, State};
use crate::format::plan::{Interviewer, SessionMode};
use crate::text::SafeText;
use crate::time::Span;
use crate::view::page;

/// The number of the JSON's schema.
pub const SCHEMA: u32 = 1;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Transcript {
    pub schema: u32,
    pub session: Head,
    pub missing: Vec<SafeText>,
    pub slots: Vec<SlotPart>,
    /// The loop's own judgement; a single round's stands with the round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overall: Option<Judged>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// Tips and pitfalls that had an occasion; empty until the session has ended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub habits: Vec<HabitPart>,
    pub timeline: Vec<Moment>,
}

impl Transcript {
    /// `events` are the journal's, of which `state` is the fold.
    pub fn new(state: &State, events: &[Stamped]) -> Transcript {
        gather::transcript(state, events)
    }

    pub fn markdown(&self) -> String {
        page::markdown(&paper::page(self))
    }

    pub fn html(&self) -> String {
        page::html(&paper::page(self).undrawn())
    }

    /// # Errors
    /// None that a model of strings and numbers can have; serde's type says otherwise.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    pub id: String,
    pub format: SafeText,
    pub title: SafeText,
    pub is_loop: bool,
    pub level: Option<Level>,
    pub mode: Option<SessionMode>,
    pub interviewer: Option<Interviewer>,
    /// How the limits were changed: `1.5x`, `20 minutes`, `untimed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<SafeText>,
    /// RFC 3339, in the zone it was held in.
    pub started: String,
    pub started_ms: i64,
    /// From the first record to the last, pauses and sleep included.
    pub elapsed_ms: Span,
    /// Time the interview's clock ran.
    pub interview_ms: Span,
    /// Time asleep that was taken back from the interview's clock.
    pub slept_ms: Span,
    /// Time the journal could not be written, and the clock stood.
    pub held_ms: Span,
    pub reopened: u32,
    /// Absent in a session that may still go on.
    pub ended: Option<ClosedBy>,
    /// Played from an answers file on a simulated clock.
    pub simulated: bool,
    pub program: SafeText,
    pub journal: SafeText,
    pub bank: SafeText,
    pub seed: u64,
}
