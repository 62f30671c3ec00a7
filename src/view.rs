//! Pages made of facts: pure, so that live, replayed and exported ones are the same.

pub mod attempts;
pub mod calendar;
pub mod compare;
pub mod history;
pub mod page;
pub mod progress;
pub mod recommendation;
pub mod report;
pub mod reviewed;
pub mod say;
pub mod sessions;
pub mod standing;
pub mod transcript;
pub mod verdict;
pub(crate) mod words;
