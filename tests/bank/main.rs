//! The built-in bank, the linter, and how well the matcher judges answers.

mod bad_answers;
mod files;
mod samples;
