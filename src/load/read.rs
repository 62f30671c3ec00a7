//! From files that were found to questions, or to their cards, on every core.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::digest::of_question;
use super::folder;
use super::found::Found;
use super::remembered::Remembered;
use crate::bank::card::Card;
use crate::bank::fault::Fault;
use crate::bank::parse::{self, Raw};
use crate::bank::question::{Kind, Question};

/// How much of each question is wanted.
#[derive(Clone, Copy)]
pub(super) enum Want<'r> {
    Whole,
    Card(Trust<'r>),
}

/// What spares a question's card a reading of the whole file.
#[derive(Clone, Copy)]
pub(super) enum Trust<'r> {
    /// A test holds the built-in bank to be sound.
    BuiltIn,
    /// It was read before, and its files are as they were.
    Remembered(&'r Remembered),
}

pub(super) enum Got {
    Question(Box<Question>),
    Card(Box<Card>),
}

impl Got {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Got::Question(question) => question.ask.kind,
            Got::Card(card) => card.kind,
        }
    }
}

/// What reading a question came to.
pub(super) struct Read {
    pub(super) got: Result<Got, Vec<Fault>>,
    /// Files beside it that could not be read.
    pub(super) faults: Vec<Fault>,
    /// What its files looked like, where a sound card of them may be remembered.
    pub(super) stamp: Option<u64>,
}

/// Read in one go by one thread: below this a second thread costs more than it saves.
const SHARE: usize = 8;

/// Reads, parses and digests, on every core: at 400 questions it is most of what a command does.
/// Shares are small and taken in turn, since some questions are many times as long as others.
pub(super) fn read_all(mut found: Vec<Found>, want: Want) -> Vec<(Found, Read)> {
    let shares = found.len().div_ceil(SHARE);
    let queue = Mutex::new(found.chunks_mut(SHARE).enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let mut done = Vec::new();
        while let Some((number, share)) = next() {
            let read = share.iter_mut().map(|found| read_one(found, want));
            done.push((number, read.collect::<Vec<_>>()));
        }
        done
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..cores.min(shares)).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(number, _)| *number);
    let read: Vec<Read> = done.into_iter().flat_map(|(_, read)| read).collect();
    found.into_iter().zip(read).collect()
}

fn read_one(found: &mut Found, want: Want) -> Read {
    match want {
        Want::Whole => read_whole(found),
        Want::Card(Trust::BuiltIn) => {
            let (path, name, toml) = (&found.path, &found.name, &found.toml);
            match parse::card(Raw { path, name, toml, files: &found.files }) {
                Some(card) => {
                    let card = Card { digest: of_question(toml, &found.files), ..card };
                    let got = Ok(Got::Card(Box::new(card)));
                    Read { got, faults: Vec::new(), stamp: None }
                }
                None => as_card(read_whole(found)),
            }
        }
        Want::Card(Trust::Remembered(remembered)) => {
            // Before the files are read: what is written meanwhile gives them another stamp.
            let stamp = found.unread.as_ref().and_then(folder::stamp);
            let known = stamp.as_ref().and_then(|stamp| remembered.card(&found.path, stamp));
            if let Some(card) = known {
                let got = Ok(Got::Card(Box::new(card)));
                return Read { got, faults: Vec::new(), stamp: stamp.map(|stamp| stamp.of_files) };
            }
            let stamp = stamp.filter(|stamp| remembered.is_settled(stamp));
            let read = as_card(read_whole(found));
            let is_sound = read.got.is_ok() && read.faults.is_empty();
            let stamp = stamp.filter(|_| is_sound).map(|stamp| stamp.of_files);
            Read { stamp, ..read }
        }
    }
}

fn as_card(read: Read) -> Read {
    let got = read.got.map(|got| match got {
        Got::Question(question) => Got::Card(Box::new(Card::of(*question))),
        card @ Got::Card(_) => card,
    });
    Read { got, ..read }
}

fn read_whole(found: &mut Found) -> Read {
    let mut faults = Vec::new();
    if let Some(unread) = found.unread.take()
        && let Err(unreadable) = folder::read(&unread, found, &mut faults)
    {
        return Read { got: Err(unreadable), faults, stamp: None };
    }
    let (path, name, toml) = (&found.path, &found.name, &found.toml);
    let question = parse::question(Raw { path, name, toml, files: &found.files });
    let got = question.map(|mut question| {
        question.digest = of_question(toml, &found.files);
        question.files = std::mem::take(&mut found.files);
        Got::Question(Box::new(question))
    });
    Read { got, faults, stamp: None }
}
