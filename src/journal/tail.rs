//! The end of a journal that is written to, and what happens when writing fails.
//!
//! Everything not yet synced is kept in memory, encoded and in order, until a sync has worked:
//!
//! - **Disk full** (a short write, ENOSPC, EDQUOT): the file is cut back to its last whole record
//!   and the same bytes are tried again later.
//! - **Any other failure**, of a sync above all: the descriptor is dropped and never used again.
//!   What is unsaved goes to a new segment (`segments` says why and how it is read).

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use super::codec::{self, Json, Position};
use super::segments;
use super::storage::{Folder, Storage};

/// A write or a sync that did not work. Nothing is lost by it: the records are in memory.
#[derive(Debug)]
pub struct Failure {
    pub doing: &'static str,
    pub path: PathBuf,
    pub cause: io::Error,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.doing, self.path.display(), self.cause)
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

pub struct Tail {
    folder: Box<dyn Folder>,
    /// `None` once the descriptor cannot be trusted any more.
    segment: Option<Box<dyn Storage>>,
    number: u32,
    /// Of the segment: whole records, in bytes.
    good_len: u64,
    /// Of the last record handed in.
    tip: Position,
    /// The last record known to be durable.
    saved: u64,
    /// The lines of all records after `saved`.
    unsaved: Vec<u8>,
    /// How many bytes of `unsaved` are in the segment.
    written: usize,
}

impl Tail {
    /// `segment` has just been synced, is `good_len` bytes long and ends with the record at `tip`.
    pub fn new(
        folder: Box<dyn Folder>,
        segment: Box<dyn Storage>,
        number: u32,
        good_len: u64,
        tip: Position,
    ) -> Tail {
        let (segment, saved) = (Some(segment), tip.seq);
        Tail { folder, segment, number, good_len, tip, saved, unsaved: Vec::new(), written: 0 }
    }

    /// Takes a record; gives its number. Cannot fail: it is in memory until it is written.
    pub fn push(&mut self, json: &Json) -> u64 {
        self.tip = codec::encode(&mut self.unsaved, self.tip, json);
        self.tip.seq
    }

    /// The last record handed in.
    pub fn tip(&self) -> u64 {
        self.tip.seq
    }

    /// The last record that is durable.
    pub fn saved(&self) -> u64 {
        self.saved
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path(segments::FIRST)
    }

    /// Hands every record to the operating system: they survive the end of this process.
    ///
    /// # Errors
    /// Some are in memory alone. Try again later.
    pub fn write(&mut self) -> Result<(), Failure> {
        let written = self.segment.is_some() && self.written == self.unsaved.len();
        if written || self.unsaved.is_empty() {
            return Ok(());
        }
        self.in_segment(Tail::append).unwrap_or_else(|| self.start_segment())
    }

    /// Makes every record durable: they survive the loss of power. Gives the last one's number.
    ///
    /// # Errors
    /// Some are not. Try again later.
    pub fn commit(&mut self) -> Result<u64, Failure> {
        if !self.unsaved.is_empty() {
            self.in_segment(Tail::append_and_sync).unwrap_or_else(|| self.start_segment())?;
        }
        Ok(self.saved)
    }

    /// Does `work` on the segment; `None` where there is no segment to trust, before or after.
    fn in_segment(
        &mut self,
        work: fn(&mut Tail, &mut dyn Storage) -> Result<(), Broken>,
    ) -> Option<Result<(), Failure>> {
        let mut segment = self.segment.take()?;
        match work(self, &mut *segment) {
            Ok(()) => {
                self.segment = Some(segment);
                Some(Ok(()))
            }
            Err(Broken::Full(cause)) => {
                self.segment = Some(segment);
                Some(Err(self.failure("write", self.number, cause)))
            }
            Err(Broken::Untrusted) => None,
        }
    }

    fn append(&mut self, segment: &mut dyn Storage) -> Result<(), Broken> {
        let rest = &self.unsaved[self.written..];
        match segment.append(rest) {
            Ok(()) => {
                self.good_len += rest.len() as u64;
                self.written = self.unsaved.len();
                Ok(())
            }
            Err(cause) if is_full(&cause) && segment.truncate(self.good_len).is_ok() => {
                Err(Broken::Full(cause))
            }
            Err(_) => Err(Broken::Untrusted),
        }
    }

    fn append_and_sync(&mut self, segment: &mut dyn Storage) -> Result<(), Broken> {
        if self.written < self.unsaved.len() {
            self.append(segment)?;
        }
        segment.sync().map_err(|_| Broken::Untrusted)?;
        self.all_saved();
        Ok(())
    }

    /// Writes what is unsaved to a segment of its own, durably or not at all.
    fn start_segment(&mut self) -> Result<(), Failure> {
        let (number, mut segment) = loop {
            let number = self.number + 1;
            match self.folder.create(&segments::name(number)) {
                Ok(segment) => break (number, segment),
                // Left by an earlier try and not removable; its number is spent.
                Err(cause) if cause.kind() == ErrorKind::AlreadyExists => self.number = number,
                Err(cause) => return Err(self.failure("create", number, cause)),
            }
        };
        let tried = segment
            .append(&self.unsaved)
            .and_then(|()| segment.sync())
            .and_then(|()| self.folder.sync());
        if let Err(cause) = tried {
            drop(segment);
            // It holds nothing that was acknowledged. Where it cannot be removed, the next
            // segment supersedes it with the same records.
            let _kept = self.folder.remove(&segments::name(number));
            return Err(self.failure("write", number, cause));
        }
        self.segment = Some(segment);
        self.number = number;
        self.good_len = self.unsaved.len() as u64;
        self.all_saved();
        Ok(())
    }

    fn all_saved(&mut self) {
        self.saved = self.tip.seq;
        self.unsaved.clear();
        self.written = 0;
    }

    fn failure(&self, doing: &'static str, number: u32, cause: io::Error) -> Failure {
        Failure { doing, path: self.folder.path(&segments::name(number)), cause }
    }
}

enum Broken {
    /// Cut back to whole records; more may fit later.
    Full(io::Error),
    /// Nothing is known any more of what the file holds beyond the last sync.
    Untrusted,
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::WriteZero)
}

#[cfg(test)]
#[path = "tail_tests.rs"]
mod tests;
