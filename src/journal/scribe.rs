//! When to write, when to sync, and what to say about it. Asks no clock: `now` is an argument.

use std::collections::VecDeque;

use super::codec::Json;
use super::error::Error;
use super::file::Journal;
use super::tail::Failure;
use crate::time::{Elapsed, Span};

/// The promise is 250 ms; the rest is left for the thread to be woken and the call to be made.
const APPEND_WITHIN: Span = Span(200);
/// The promise is 1 s.
const SYNC_WITHIN: Span = Span(800);
const RETRY_AFTER: Span = Span::seconds(2);

/// What became of records handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// Every record up to `seq` is durable, a durable one that was asked for among them.
    Saved { seq: u64 },
    /// Records from `since` on are in memory alone. Said again only when the cause changes.
    NotSaved { cause: String, since: u64 },
    /// The trouble is over: every record up to `seq` is durable. A `Saved` follows where a
    /// durable record was waiting.
    Recovered { seq: u64 },
}

/// When durable records are synced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// Before each is acknowledged.
    #[default]
    EachCommand,
    /// Once, when the journal is closed: for simulated sessions, which a crash costs nothing.
    /// `Saved` then means only that the record was taken.
    AtClose,
}

/// Keeps a journal by the promise, in the calls it is given: hand records in, call `tick` when
/// `next_due` says so, drain `poll_report` after every call.
pub struct Scribe {
    journal: Journal,
    durability: Durability,
    append_by: Option<Elapsed>,
    sync_by: Option<Elapsed>,
    failing: Option<Failing>,
    /// The last durable record that is not yet acknowledged.
    owed: Option<u64>,
    reports: VecDeque<Report>,
}

struct Failing {
    cause: String,
    retry_at: Elapsed,
}

impl Scribe {
    pub fn new(journal: Journal, durability: Durability) -> Scribe {
        Scribe {
            journal,
            durability,
            append_by: None,
            sync_by: None,
            failing: None,
            owed: None,
            reports: VecDeque::new(),
        }
    }

    /// Takes a record that may be written a little later.
    pub fn typed(&mut self, now: Elapsed, json: &Json) {
        self.journal.tail.push(json);
        self.append_by.get_or_insert(now + APPEND_WITHIN);
        if self.durability == Durability::EachCommand {
            self.sync_by.get_or_insert(now + SYNC_WITHIN);
        }
    }

    /// Takes the records of one command. They are written after all that was handed in before,
    /// together, and synced once; with no records, what was handed in before is synced.
    pub fn durable(&mut self, now: Elapsed, jsons: &[Json]) {
        for json in jsons {
            self.journal.tail.push(json);
        }
        let seq = self.journal.tail.tip();
        match (&self.failing, self.durability) {
            (Some(_), _) => self.owed = Some(seq),
            (None, Durability::EachCommand) => {
                self.owed = Some(seq);
                self.commit(now);
            }
            (None, Durability::AtClose) => {
                self.append_by.get_or_insert(now + APPEND_WITHIN);
                self.reports.push_back(Report::Saved { seq });
            }
        }
    }

    /// Does what is due. Too early a call does nothing.
    pub fn tick(&mut self, now: Elapsed) {
        let due = |by: Option<Elapsed>| by.is_some_and(|by| by <= now);
        if let Some(failing) = &self.failing {
            if due(Some(failing.retry_at)) {
                self.commit(now);
            }
        } else if due(self.sync_by) {
            self.commit(now);
        } else if due(self.append_by) {
            match self.journal.tail.write() {
                Ok(()) => self.append_by = None,
                Err(failure) => self.fail(now, &failure),
            }
        }
    }

    /// When `tick` has something to do; `None` while nothing waits.
    pub fn next_due(&self) -> Option<Elapsed> {
        match &self.failing {
            Some(failing) => Some(failing.retry_at),
            None => [self.append_by, self.sync_by].into_iter().flatten().min(),
        }
    }

    pub fn poll_report(&mut self) -> Option<Report> {
        self.reports.pop_front()
    }

    /// The last record that is durable.
    pub fn saved(&self) -> u64 {
        self.journal.tail.saved()
    }

    /// Writes and syncs everything, whatever is due. Reports as `tick` does.
    ///
    /// # Errors
    /// `Unsaved`: the last records are in memory alone.
    pub fn flush(&mut self, now: Elapsed) -> Result<(), Error> {
        self.commit(now);
        match &self.failing {
            None => Ok(()),
            Some(failing) => Err(Error::Unsaved {
                cause: failing.cause.clone(),
                records: self.journal.tail.tip() - self.saved(),
            }),
        }
    }

    fn commit(&mut self, now: Elapsed) {
        match self.journal.tail.commit() {
            Ok(seq) => {
                self.append_by = None;
                self.sync_by = None;
                if self.failing.take().is_some() {
                    self.reports.push_back(Report::Recovered { seq });
                }
                if self.owed.take().is_some() {
                    self.reports.push_back(Report::Saved { seq });
                }
            }
            Err(failure) => self.fail(now, &failure),
        }
    }

    fn fail(&mut self, now: Elapsed, failure: &Failure) {
        let cause = failure.to_string();
        if self.failing.as_ref().is_none_or(|failing| failing.cause != cause) {
            let since = self.saved() + 1;
            self.reports.push_back(Report::NotSaved { cause: cause.clone(), since });
        }
        self.failing = Some(Failing { cause, retry_at: now + RETRY_AFTER });
    }
}

#[cfg(test)]
#[path = "scribe_tests.rs"]
mod tests;
