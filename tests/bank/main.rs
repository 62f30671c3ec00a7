//! The built-in bank, the linter, and what the reader makes of answers.

mod cards;
mod files;
mod readings;
mod schema;
