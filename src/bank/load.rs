//! Finds questions and formats, built in and on disk, and reads them.
//!
//! What a person adds replaces what has the same id; the loader says so. A file with faults is
//! left out and reported: everything else still works.

mod built_in;
mod folder;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use sha2::{Digest, Sha256};

use crate::bank::fault::Fault;
use crate::bank::parse::{self, Raw};
use crate::bank::question::Question;
use crate::bank::walk::{did_you_mean, place_of};
use crate::bank::{Bank, Origin, rule, topic};
use crate::format::SlotFormat;
use crate::format::parse::format as parse_format;

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

/// A question's files, found but not read.
struct Found {
    path: String,
    name: String,
    /// The folder it lies in, where that is a kind's name.
    kind: Option<String>,
    toml: Cow<'static, str>,
    files: BTreeMap<String, String>,
}

/// A round's or loop's file.
struct FoundFormat {
    path: String,
    name: String,
    toml: Cow<'static, str>,
}

/// What lies in one place.
#[derive(Default)]
struct Finds {
    questions: Vec<Found>,
    formats: Vec<FoundFormat>,
    /// `topics.toml`: path and text.
    topics: Option<(String, Cow<'static, str>)>,
    /// Files that could not be read.
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

fn load_finds(places: &Places, pick: impl Fn(Finds) -> Finds) -> Loaded {
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
        let read = read_all(&finds.questions);
        for (found, read) in finds.questions.into_iter().zip(read) {
            if let Some(other) = seen.insert(found.name.clone(), found.path.clone()) {
                let message = format!("the id `{}` is also that of {other}", found.name);
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
                self.bank.format_origins.insert(id.clone(), origin);
                if self.bank.put_format(format) {
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
        let bank = &mut self.bank;
        let mut unknown = Vec::new();
        for looped in bank.loops.values() {
            for (index, slot) in looped.slots.iter().enumerate() {
                if let SlotFormat::Round { round, .. } = slot
                    && !bank.rounds.contains_key(round)
                {
                    unknown.push((looped.id.clone(), index, round.clone()));
                }
            }
        }
        for (id, index, round) in unknown {
            let message = format!("a slot names the round `{round}`, which does not exist");
            let help = did_you_mean(&round, bank.rounds.keys().map(String::as_str));
            if let Some(origin) = bank.format_origins.get(&id) {
                let fault =
                    Fault::of_file(&origin.path, rule::REFERENCES, message, help.as_deref());
                let text = bank.texts.get(&origin.path).map_or("", |text| text.as_ref());
                let place = place_of(text, &format!("slots[{index}].round"));
                self.faults.push(fault.at(text, place));
                self.left_out.push(origin.path.clone());
            }
            bank.loops.remove(&id);
        }
    }

    fn take_question(&mut self, found: Found, read: Result<Question, Vec<Fault>>, built_in: bool) {
        match read {
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

/// Below this many a thread costs more than it saves.
const SHARE_LEAST: usize = 24;

/// Parses and digests, on every core: at 400 questions it is most of what a command does.
fn read_all(found: &[Found]) -> Vec<Result<Question, Vec<Fault>>> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = found.len().div_ceil(cores).max(SHARE_LEAST);
    let read = |share: &[Found]| share.iter().map(read_one).collect::<Vec<_>>();
    let mut shares = found.chunks(share);
    let mine = shares.next().unwrap_or_default();
    thread::scope(|scope| {
        let others: Vec<_> =
            shares.map(|share| (share, scope.spawn(move || read(share)))).collect();
        let mut all = read(mine);
        for (share, other) in others {
            // A thread that was not to be had, or died, does not lose its share.
            all.extend(other.join().unwrap_or_else(|_| read(share)));
        }
        all
    })
}

fn read_one(found: &Found) -> Result<Question, Vec<Fault>> {
    let (path, name, toml) = (&found.path, &found.name, &found.toml);
    let mut question = parse::question(Raw { path, name, toml, files: &found.files })?;
    question.digest = digest(toml, &found.files);
    Ok(question)
}

/// A question in another kind's folder.
fn misplaced(question: &Question, found: &Found) -> Option<Fault> {
    let kind = question.ask.kind.word();
    let folder = found.kind.as_deref().filter(|folder| *folder != kind)?;
    let message = format!("a {kind} question lies in the folder `{folder}`");
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
