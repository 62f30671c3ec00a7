//! What is decided between the session's state and a face: state in, commands out.
//!
//! Where the session is for the person at it, what is asked there, what an answer means, and
//! whose turn it is. Faces add keys and drawing. `solo` is the program in the interviewer's chair.

pub mod answer;
pub mod console;
pub mod debrief;
pub mod doubt;
pub mod marks;
pub mod menu;
pub mod outcome;
pub mod overlay;
pub mod pair;
pub mod seating;
pub mod situation;
pub mod solo;
pub mod speech;
pub mod story;

#[cfg(test)]
mod debrief_tests;
#[cfg(test)]
mod pair_tests;
#[cfg(test)]
mod story_tests;
#[cfg(test)]
pub(crate) mod testing;
