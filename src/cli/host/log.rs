//! Where a session's records go, and how the loop hears that they are saved.

use std::sync::mpsc::Sender;

use crate::cli::error::Error;
use crate::clock;
use crate::driver::reporter;
use crate::engine::Header;
use crate::journal::codec::Json;
use crate::journal::file::Journal;
use crate::journal::writer::{Durability, Ephemeral, Inline, Log, Reporter, Writer};
use crate::message::Message;
use crate::session::Store;
use crate::time::Elapsed;

/// Where a session's records go.
pub enum Keeping<'a> {
    /// On disk, each command synced before it counts.
    Disk(&'a Store),
    /// On disk, synced once at the end: a scripted session that a crash costs nothing.
    DiskAtClose(&'a Store),
    /// In memory alone.
    Nothing,
}

/// # Errors
/// Where the journal cannot be created.
pub fn new_log(
    keeping: &Keeping<'_>,
    header: &Header,
    sender: Sender<Message>,
) -> Result<Box<dyn Log>, Error> {
    let json = Json::of(header).map_err(|flaw| Error::Bug(flaw.to_string()))?;
    let report = reporter(sender);
    match keeping {
        Keeping::Nothing => Ok(Box::new(Ephemeral::new(json, report))),
        Keeping::DiskAtClose(store) => {
            let journal = Journal::create(&store.path(&header.session), &json)?;
            Ok(Box::new(Inline::new(journal, Durability::AtClose, report)))
        }
        Keeping::Disk(store) => {
            let journal = Journal::create(&store.path(&header.session), &json)?;
            log_on_thread(journal, report)
        }
    }
}

/// A log that goes on with an opened journal.
///
/// # Errors
/// Where the operating system gives no thread.
pub fn reopened_log(journal: Journal, sender: Sender<Message>) -> Result<Box<dyn Log>, Error> {
    log_on_thread(journal, reporter(sender))
}

fn log_on_thread(journal: Journal, report: Reporter) -> Result<Box<dyn Log>, Error> {
    let uptime = Box::new(|| Elapsed(clock::uptime().with_sleep));
    Ok(Box::new(Writer::spawn(journal, Durability::EachCommand, uptime, report)?))
}
