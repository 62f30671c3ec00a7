//! What is said to a person, as blocks: once for every face, command and document.

pub mod bank;
pub mod calibration;
pub mod clock;
pub mod coverage;
pub mod debrief;
pub mod explain;
pub mod first_minute;
mod hidden;
pub mod history;
pub(in crate::view) mod judged;
mod marks;
pub mod matching;
pub mod model;
pub mod point;
pub mod question;
pub mod reader;
pub(in crate::view) mod report;
pub mod rescore;
pub mod reviewed;
pub mod rounds;
pub mod sessions;
pub mod sheet;
pub mod situation;
pub mod talk;
mod transcript;
pub mod verdict;
