//! The question bank: what can be asked, and what is known about each question.

pub mod draw;
pub mod prep;
pub mod question;
