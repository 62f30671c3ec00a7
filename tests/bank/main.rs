//! The built-in bank, the linter, and what the reader makes of answers.

mod cards;
mod files;
mod kinds;
mod readings;
mod schema;
