//! Where a session's records go: to a journal by a thread of its own, to a journal at once, or
//! nowhere. All three are a `Log` and report alike.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::codec::Json;
use super::error::Error;
use super::file::Journal;
use super::scribe::Scribe;
pub use super::scribe::{Durability, Report};
use crate::time::Elapsed;

/// Told what became of the records, on whatever thread finds out.
pub type Reporter = Box<dyn Fn(Report) + Send>;

/// Says how long the session has lasted. Only differences are used.
pub type Clock = Box<dyn Fn() -> Elapsed + Send>;

/// Takes records, in order. Taking never fails and never waits for a disk; reports tell the rest.
pub trait Log {
    /// An edit: with the operating system within 250 ms, durable within 1 s.
    fn typed(&mut self, json: Json);

    /// The events of one command: written after everything before them, synced once, then
    /// acknowledged with `Report::Saved`.
    fn durable(&mut self, jsons: Vec<Json>);

    /// Writes and syncs everything, and lets go of the session.
    ///
    /// # Errors
    /// `Unsaved` or `WriterGone`.
    fn close(self: Box<Self>) -> Result<(), Error>;
}

/// Writes on a thread of its own, so that a slow disk never holds up typing or drawing. While one
/// sync lasts, nothing else is written: on a disk that takes longer than 250 ms for it, a killed
/// process loses the typing of that time.
pub struct Writer {
    /// `None` once closed.
    sender: Option<Sender<Message>>,
    thread: Option<JoinHandle<Result<(), Error>>>,
}

enum Message {
    Typed(Json),
    Durable(Vec<Json>),
}

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    /// `NotWritable` where the operating system gives no thread.
    pub fn spawn(
        journal: Journal,
        durability: Durability,
        clock: Clock,
        report: Reporter,
    ) -> Result<Writer, Error> {
        let path = journal.path();
        let (sender, receiver) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || run(Scribe::new(journal, durability), &receiver, &clock, &report))
            .map_err(Error::not_writable("start the writer of", path))?;
        Ok(Writer { sender: Some(sender), thread: Some(thread) })
    }

    fn send(&self, message: Message) {
        if let Some(sender) = &self.sender {
            // A thread that is gone has said NotSaved on its way out, and `close` says it again.
            let _gone = sender.send(message);
        }
    }

    fn join(&mut self) -> Result<(), Error> {
        // The thread takes what is still in the channel, then sees that no one holds the sender.
        self.sender = None;
        match self.thread.take() {
            Some(thread) => thread.join().unwrap_or(Err(Error::WriterGone)),
            None => Ok(()),
        }
    }
}

impl Log for Writer {
    fn typed(&mut self, json: Json) {
        self.send(Message::Typed(json));
    }

    fn durable(&mut self, jsons: Vec<Json>) {
        self.send(Message::Durable(jsons));
    }

    fn close(mut self: Box<Self>) -> Result<(), Error> {
        self.join()
    }
}

/// So that a panic elsewhere still leaves the last words on disk.
impl Drop for Writer {
    fn drop(&mut self) {
        let _unheard = self.join();
    }
}

fn run(
    mut scribe: Scribe,
    receiver: &Receiver<Message>,
    clock: &Clock,
    report: &Reporter,
) -> Result<(), Error> {
    let written = catch_unwind(AssertUnwindSafe(|| {
        while serve(&mut scribe, receiver, clock) {
            drain(&mut scribe, report);
        }
        let flushed = scribe.flush(clock());
        drain(&mut scribe, report);
        flushed
    }));
    written.unwrap_or_else(|_| {
        let cause = "the journal's writer stopped, which is a bug in mock".to_owned();
        report(Report::NotSaved { cause, since: scribe.saved() + 1 });
        Err(Error::WriterGone)
    })
}

/// Waits for the next message or deadline and does what it asks; `false` once no more can come.
fn serve(scribe: &mut Scribe, receiver: &Receiver<Message>, clock: &Clock) -> bool {
    let message = match scribe.next_due() {
        None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
        Some(due) => receiver.recv_timeout(Duration::from_millis((due - clock()).0)),
    };
    let now = clock();
    match message {
        Ok(Message::Typed(json)) => scribe.typed(now, &json),
        Ok(Message::Durable(jsons)) => scribe.durable(now, &jsons),
        Err(RecvTimeoutError::Timeout) => {}
        Err(RecvTimeoutError::Disconnected) => return false,
    }
    scribe.tick(now);
    true
}

fn drain(scribe: &mut Scribe, report: &Reporter) {
    while let Some(next) = scribe.poll_report() {
        report(next);
    }
}

/// Writes in the calls themselves: for simulated runs, whose clock is no clock, and for tests.
pub struct Inline {
    scribe: Scribe,
    report: Reporter,
    now: Elapsed,
}

impl Inline {
    pub fn new(journal: Journal, durability: Durability, report: Reporter) -> Inline {
        Inline { scribe: Scribe::new(journal, durability), report, now: Elapsed::default() }
    }

    /// Tells the time; typing is written and a failure is tried again when they are due.
    pub fn tick(&mut self, now: Elapsed) {
        self.now = now;
        self.scribe.tick(now);
        drain(&mut self.scribe, &self.report);
    }

    /// When `tick` has something to do.
    pub fn next_due(&self) -> Option<Elapsed> {
        self.scribe.next_due()
    }
}

impl Log for Inline {
    fn typed(&mut self, json: Json) {
        self.scribe.typed(self.now, &json);
    }

    fn durable(&mut self, jsons: Vec<Json>) {
        self.scribe.durable(self.now, &jsons);
        drain(&mut self.scribe, &self.report);
    }

    fn close(mut self: Box<Self>) -> Result<(), Error> {
        let flushed = self.scribe.flush(self.now);
        drain(&mut self.scribe, &self.report);
        flushed
    }
}

/// Keeps records in memory alone, for `--ephemeral`. `Saved` means only that one was taken.
pub struct Ephemeral {
    records: Vec<Json>,
    report: Reporter,
}

impl Ephemeral {
    /// `header` is record 1, as in a journal.
    pub fn new(header: Json, report: Reporter) -> Ephemeral {
        Ephemeral { records: vec![header], report }
    }

    /// The records, from the header on; the first has number 1.
    pub fn records(&self) -> &[Json] {
        &self.records
    }
}

impl Log for Ephemeral {
    fn typed(&mut self, json: Json) {
        self.records.push(json);
    }

    fn durable(&mut self, jsons: Vec<Json>) {
        self.records.extend(jsons);
        (self.report)(Report::Saved { seq: self.records.len() as u64 });
    }

    fn close(self: Box<Self>) -> Result<(), Error> {
        Ok(())
    }
}

#[cfg(test)]
#[path = "writer_tests.rs"]
mod tests;
