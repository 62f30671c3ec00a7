//! What is said to a person, as blocks: once for every face and every document.

pub mod clock;
pub mod model;
mod overrides;
pub mod place;
pub mod question;
pub mod review;
pub mod sheet;
pub mod talk;
pub mod verdict;
