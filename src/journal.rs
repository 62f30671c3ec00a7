//! A session on disk: a chain of records that is only ever appended to.
//!
//! - `codec` turns records into bytes and back, strictly; `segments` joins the files of a journal.
//! - `storage` is the little of a file system that a journal needs, so that tests can break it.
//! - `file` creates, opens, locks and salvages a session's folder.
//! - `log` keeps a file of the same records that is no session: one lock a record.
//! - `writer` decides when to write and when to sync, and says what is saved.
//!
//! **Promise.** A killed process loses at most 250 ms of typing; loss of power at most 1 s of
//! typing and no acknowledged event; nothing ever opens with a wrong record in it.

pub mod codec;
mod error;
pub mod file;
mod lock;
pub mod log;
mod scribe;
pub mod segments;
pub mod storage;
mod tail;
pub mod writer;

pub use error::Error;
