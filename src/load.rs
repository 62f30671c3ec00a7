//! Finds questions and formats, built in and on disk, and reads them.
//!
//! What a person adds replaces what has the same id; the loader says so. A file with faults is
//! left out and reported: everything else still works.

mod beside;
mod built_in;
mod folder;
mod found;

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::thread;

use sha2::{Digest, Sha256};

pub use self::beside::{Beside, beside};
use self::found::{Finds, Found, FoundFormat};
use crate::bank::fault::Fault;
use crate::bank::parse::{self, Raw};
use crate::bank::question::Question;
use crate::bank::walk::{self, did_you_mean};
use crate::bank::{Bank, Origin, rule, topic};
use crate::format::parse::format as parse_format;
use crate::format::{Formats, SlotFormat};

/// How a built-in question names its source.
pub const BUILT_IN: &str = "built in";

/// Where to look, in this order; later ones replace.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub built_in: bool,
    /// Folders of questions that may be missing: the user's own.
    pub own: Vec<PathBuf>,
    /// Folders of rounds and loops that may be missing.
    pub own_rounds: Vec<PathBuf>,
    /// Folders or files named by the person: a missing one is a fault.
    pub named: Vec<PathBuf>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    pub bank: Bank,
    pub formats: Formats,
    /// In the order of the files.
    pub faults: Vec<Fault>,
    pub replaced: Vec<Replaced>,
    /// Paths of questions, rounds and loops with faults that made them useless.
    pub left_out: Vec<String>,
}

/// A question, round or loop that another took the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    pub id: String,
    /// Path of the file that counts.
    pub by: String,
}

/// What reading a question came to.
struct Read {
    question: Result<Question, Vec<Fault>>,
    /// Files beside it that could not be read.
    faults: Vec<Fault>,
}

/// Reads everything the places hold.
pub fn load(places: &Places) -> Loaded {
    load_finds(places, |finds| finds)
}

/// Reads rounds and loops alone: the questions would be nearly all of the work.
pub fn load_formats(places: &Places) -> Loaded {
    load_finds(places, |finds| Finds { questions: Vec::new(), ..finds })
}

/// Reads the one question of that name, and nothing else.
///
/// # Errors
/// Where no file has it: the nearest name, as a sentence.
pub fn load_question(places: &Places, id: &str) -> Result<Loaded, Option<String>> {
    let mut names = std::collections::BTreeSet::new();
    let loaded = load_finds(places, |mut finds| {
        finds.questions.retain(|found| {
            names.insert(found.name.clone());
            found.name == id
        });
        Finds { questions: finds.questions, ..Finds::default() }
    });
    match names.contains(id) {
        true => Ok(loaded),
        false => Err(did_you_mean(id, names.iter().map(String::as_str))),
    }
}

fn load_finds(places: &Places, mut pick: impl FnMut(Finds) -> Finds) -> Loaded {
    let mut loaded = Loaded::default();
    let mut take = |finds, built_in| loaded.take(pick(finds), built_in);
    if places.built_in {
        take(built_in::finds(), true);
    }
    for own in places.own.iter().filter(|own| own.exists()) {
        take(folder::finds(own), false);
    }
    for own in places.own_rounds.iter().filter(|own| own.exists()) {
        take(folder::format_finds(own), false);
    }
    for named in &places.named {
        take(folder::finds(named), false);
    }
    loaded.drop_loops_of_unknown_rounds();
    loaded.faults.sort_by(|a, b| a.order().cmp(&b.order()));
    loaded
}

impl Loaded {
    fn take(&mut self, finds: Finds, built_in: bool) {
        self.faults.extend(finds.faults);
        if let Some((path, text)) = finds.topics {
            match topic::topics(&path, &text) {
                Ok(topics) => self.bank.topics.extend(topics),
                Err(faults) => self.faults.extend(faults),
            }
            self.bank.texts.insert(path, text);
        }
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (found, read) in read_all(finds.questions) {
            if let Some(other) = seen.insert(found.name.clone(), found.path.clone()) {
                let message = format!("the id `{}` is also used by {other}", found.name);
                self.faults.push(Fault::of_file(&found.path, rule::ID, message, None));
            }
            self.take_question(found, read, built_in);
        }
        for found in finds.formats {
            self.take_format(found, built_in);
        }
    }

    fn take_format(&mut self, found: FoundFormat, built_in: bool) {
        let shown = if built_in { BUILT_IN } else { &found.path };
        match parse_format(&found.path, &found.name, &found.toml) {
            Ok(mut format) => {
                *format.path_mut() = shown.to_owned();
                let id = format.id().to_owned();
                let origin = Origin { path: found.path.clone(), built_in };
                self.formats.origins.insert(id.clone(), origin);
                if self.formats.put(format) {
                    self.replaced.push(Replaced { id, by: found.path.clone() });
                }
            }
            Err(faults) => {
                self.faults.extend(faults);
                self.left_out.push(found.path.clone());
            }
        }
        self.bank.texts.insert(found.path, found.toml);
    }

    /// Only once everything is read is it known which rounds there are.
    fn drop_loops_of_unknown_rounds(&mut self) {
        let formats = &mut self.formats;
        let mut unknown = Vec::new();
        for looped in formats.loops.values() {
            for (index, slot) in looped.slots.iter().enumerate() {
                if let SlotFormat::Round { round, .. } = slot
                    && !formats.rounds.contains_key(round)
                {
                    unknown.push((looped.id.clone(), index, round.clone()));
                }
            }
        }
        for (id, index, round) in unknown {
            let message = format!("a slot names the round `{round}`, which does not exist");
            let help = did_you_mean(&round, formats.rounds.keys().map(String::as_str));
            if let Some(origin) = formats.origins.get(&id) {
                let fault =
                    Fault::of_file(&origin.path, rule::REFERENCES, message, help.as_deref());
                let text = self.bank.texts.get(&origin.path).map_or("", |text| text.as_ref());
                let place = walk::Places::of(text).find(&format!("slots[{index}].round"));
                self.faults.push(fault.at(text, place));
                self.left_out.push(origin.path.clone());
            }
            formats.loops.remove(&id);
        }
    }

    fn take_question(&mut self, found: Found, read: Read, built_in: bool) {
        self.faults.extend(read.faults);
        match read.question {
            Ok(mut question) => {
                if built_in {
                    BUILT_IN.clone_into(&mut question.source.path);
                }
                self.faults.extend(misplaced(&question, &found));
                self.replace(question, &found.path, built_in);
            }
            Err(faults) => {
                self.faults.extend(faults);
                self.left_out.push(found.path.clone());
            }
        }
        self.bank.texts.insert(found.path, found.toml);
    }

    fn replace(&mut self, question: Question, path: &str, built_in: bool) {
        let id = question.ask.id.clone();
        self.bank.origins.insert(id.clone(), Origin { path: path.to_owned(), built_in });
        if self.bank.put(question) {
            self.replaced.push(Replaced { id, by: path.to_owned() });
        }
    }
}

/// Read in one go by one thread: below this a second thread costs more than it saves.
const SHARE: usize = 8;

/// Reads, parses and digests, on every core: at 400 questions it is most of what a command does.
/// Shares are small and taken in turn, since some questions are many times as long as others.
fn read_all(mut found: Vec<Found>) -> Vec<(Found, Read)> {
    let shares = found.len().div_ceil(SHARE);
    let queue = Mutex::new(found.chunks_mut(SHARE).enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let mut done = Vec::new();
        while let Some((number, share)) = next() {
            done.push((number, share.iter_mut().map(read_one).collect::<Vec<_>>()));
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

fn read_one(found: &mut Found) -> Read {
    let mut faults = Vec::new();
    if let Some(unread) = found.unread.take()
        && let Err(unreadable) = folder::read(&unread, found, &mut faults)
    {
        return Read { question: Err(unreadable), faults };
    }
    let (path, name, toml) = (&found.path, &found.name, &found.toml);
    let question = parse::question(Raw { path, name, toml, files: &found.files });
    let question = question.map(|mut question| {
        question.digest = digest(toml, &found.files);
        question.files = std::mem::take(&mut found.files);
        question
    });
    Read { question, faults }
}

/// A question in another kind's folder.
fn misplaced(question: &Question, found: &Found) -> Option<Fault> {
    let kind = question.ask.kind.word();
    let folder = found.kind.as_deref().filter(|folder| *folder != kind)?;
    let message = format!("a {kind} question is in the folder `{folder}`");
    Some(Fault::of_file(&found.path, rule::ID, message, Some("move it, or change its kind")))
}

/// SHA-256 over names and bytes, files in the order of their names, as 64 hex digits.
///
/// Lengths stand before contents, so that no two sets of files give the same bytes. The path is
/// left out: a question keeps its digest when it moves.
fn digest(toml: &str, files: &BTreeMap<String, String>) -> String {
    let mut hash = Sha256::new();
    let mut add = |name: &str, text: &str| {
        hash.update(format!("{} {} {name}\n", name.len(), text.len()));
        hash.update(text);
    };
    add("question.toml", toml);
    for (name, text) in files {
        add(name, text);
    }
    hex(&hash.finalize())
}

/// One digest of all questions, for the report of a session.
pub fn whole_digest(bank: &Bank) -> String {
    let mut hash = Sha256::new();
    for question in &bank.questions {
        hash.update(format!("{} {}\n", question.ask.id, question.digest));
    }
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
