//! A session is a list of facts; everything a person sees, a score included, is a fold over them.
//!
//! ```text
//!  L7 shell       driver, cli, main      the one loop; args, host, one file per command
//!  L6 terminal    ui                     the only rooms that write to a terminal
//!  L5 edges, IO   clock, paths, files, archive, scratch, session, pack,
//!                 journal::{file, storage, writer}, load, grade, reader, workspace, practice
//!  L4 edges       journal::{codec, segments}, message, seat,
//!                 reader's words
//!  L3 judgement   score, lint, prep, view  marks to scores, what to practise, facts to pages
//!  L2 engine      engine                 decide, apply, deadlines: the heart
//!  L1 domain      bank, format, draw     what is asked, in which order, and what of it today
//!  L0 vocabulary  time, text, ids, words, figures
//! ```
//!
//! A file imports lower layers or siblings of its own; `tests/tidy.rs` enforces it.
//! ARCHITECTURE.md holds the words and the invariants.

#[cfg(not(unix))]
compile_error!(
    "mock runs on Linux and macOS: its terminal, its sandbox and its signals are Unix's"
);

pub mod archive;
pub mod bank;
pub mod cli;
pub mod clock;
pub mod draw;
pub mod driver;
pub mod engine;
pub mod figures;
pub mod files;
pub mod format;
pub mod grade;
pub mod ids;
pub mod journal;
pub mod lint;
pub mod load;
pub mod message;
pub mod pack;
pub mod paths;
pub mod practice;
pub mod prep;
pub mod reader;
pub mod score;
pub mod scratch;
pub mod seat;
pub mod session;
#[cfg(test)]
mod testing;
pub mod text;
pub mod time;
pub mod ui;
pub mod view;
pub mod words;
pub mod workspace;
