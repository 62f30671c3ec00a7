//! Sets the table for a session: a clock, a journal, and the state they begin from.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};

use crate::bank::Bank;
use crate::bank::draw::Drawn;
use crate::bank::load::whole_digest;
use crate::cli::console::Error;
use crate::clock;
use crate::engine::event::FORMAT;
use crate::engine::{Event, Header};
use crate::ids::SessionId;
use crate::journal::codec::Json;
use crate::journal::file::Journal;
use crate::journal::writer::{Durability, Ephemeral, Inline, Log, Report, Reporter, Writer};
use crate::message::Message;
use crate::session::Store;
use crate::time::Elapsed;

/// Chance for a new session: its name and, unless one was given, its seed.
pub(super) struct Minted {
    pub(super) id: SessionId,
    pub(super) seed: u64,
    pub(super) wall_ms: i64,
}

/// Seeds are short enough to be typed again.
const SEED_MOST: u64 = 1_000_000_000;

pub(super) fn mint(seed: Option<u64>) -> Result<Minted, Error> {
    let wall_ms = clock::wall_ms();
    let ulid = ulid::Ulid::from_parts(u64::try_from(wall_ms).unwrap_or(0), random_bits());
    let id = ulid.to_string().parse().map_err(|_| Error::Bug("a ULID is no id".to_owned()))?;
    let drawn = u64::try_from(ulid.random() % u128::from(SEED_MOST)).unwrap_or(0);
    Ok(Minted { id, seed: seed.unwrap_or(drawn), wall_ms })
}

fn random_bits() -> u128 {
    ulid::Ulid::generate().random()
}

pub(super) fn header(minted: &Minted, bank: &Bank, simulated: bool) -> Header {
    Header {
        format: FORMAT.to_owned(),
        session: minted.id.clone(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        bank: whole_digest(bank),
        seed: minted.seed,
        wall_ms: minted.wall_ms,
        zone: clock::zone(),
        boot: clock::boot_id(),
        simulated,
    }
}

/// What was drawn, as the first facts of a session. Questions from the folders named may be a
/// stranger's.
pub(super) fn opening(drawn: Drawn<'_>, named: &[PathBuf]) -> Vec<Event> {
    let mut events = vec![Event::PlanDrawn { plan: Box::new(drawn.plan) }];
    for (index, question) in drawn.questions.iter().enumerate() {
        let (digest, ask) = (question.digest.clone(), Box::new(question.ask.clone()));
        events.push(Event::QuestionDrawn { index, digest, ask });
    }
    for (index, question) in drawn.questions.iter().enumerate() {
        let mut judge = Box::new(question.judge.clone());
        judge.foreign =
            named.iter().any(|named| Path::new(&question.source.path).starts_with(named));
        events.push(Event::JudgeDisclosed { index, judge });
    }
    events
}

/// The way messages come in.
pub(super) struct Post {
    pub(super) sender: Sender<Message>,
    pub(super) receiver: Receiver<Message>,
}

pub(super) fn post() -> Post {
    let (sender, receiver) = mpsc::channel();
    Post { sender, receiver }
}

pub(super) fn reporter(sender: Sender<Message>) -> Reporter {
    Box::new(move |report| {
        let message = match report {
            Report::Saved { seq } => Message::Saved { seq },
            Report::NotSaved { cause, .. } => Message::NotSaved { cause },
            Report::Recovered { .. } => Message::SavedAgain,
        };
        // A session that is over has no one to tell.
        let _unheard = sender.send(message);
    })
}

/// Where a session's records go.
pub(super) enum Keeping<'a> {
    /// On disk, each command synced before it counts.
    Disk(&'a Store),
    /// On disk, synced once at the end: a scripted session that a crash costs nothing.
    DiskAtClose(&'a Store),
    /// In memory alone.
    Nothing,
}

pub(super) fn new_log(
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
pub(super) fn reopened_log(
    journal: Journal,
    sender: Sender<Message>,
) -> Result<Box<dyn Log>, Error> {
    log_on_thread(journal, reporter(sender))
}

fn log_on_thread(journal: Journal, report: Reporter) -> Result<Box<dyn Log>, Error> {
    let uptime = Box::new(|| Elapsed(clock::uptime().with_sleep));
    Ok(Box::new(Writer::spawn(journal, Durability::EachCommand, uptime, report)?))
}
