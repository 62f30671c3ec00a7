//! The question bank: what can be asked, and what is known about each question.

pub mod fault;
pub mod parse;
pub mod question;
pub mod rule;
pub mod walk;
