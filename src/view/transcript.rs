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
mod judgement;
mod missing;
mod model;
mod places;
mod reasons;
mod timeline;

#[cfg(test)]
#[path = "transcript_tests.rs"]
mod tests;

pub(in crate::view) use item::attempts_of as attempts;
pub use judgement::*;
pub use model::*;
