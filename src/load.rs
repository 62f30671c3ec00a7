//! Finds questions and formats, built in and on disk, and reads them.
//!
//! What a person adds replaces what has the same id; the loader says so. A file with faults is
//! left out and reported: everything else still works.

mod beside;
mod built_in;
mod digest;
mod folder;
mod found;
mod offered;
mod read;
mod remembered;
mod stamp;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use self::beside::{Beside, beside};
use self::digest::sha256;
pub use self::folder::packs;
use self::found::{Finds, Found, FoundFormat};
pub use self::offered::Offered;
use self::read::{Got, Read, Trust, Want, read_all};
pub use self::remembered::Cache;
use self::remembered::{Kept, Remembered};
use crate::bank::card::Card;
use crate::bank::fault::Fault;
use crate::bank::question::{Kind, Question};
use crate::bank::topic::{self, Topic};
use crate::bank::walk::{self, did_you_mean};
use crate::bank::{Bank, Origin, rule};
use crate::format::Formats;
use crate::format::parse::format as parse_format;

/// How a built-in question names its source.
pub const BUILT_IN: &str = "built in";

/// Where to look, in this order; later ones replace.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub built_in: bool,
    /// The folder of other people's packs, a folder each; it may be missing.
    pub packs: Option<PathBuf>,
    /// A pack that isn't in that folder yet; it stands for the one of its name.
    pub offered: Option<Offered>,
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
    /// By id: of [`load_cards`], which reads no questions, and of that alone.
    pub cards: BTreeMap<String, Card>,
    pub formats: Formats,
    /// In the order of the files.
    pub faults: Vec<Fault>,
    pub replaced: Vec<Replaced>,
    /// Topics whose rows another `topics.toml` wrote anew, by their ids.
    pub replaced_topics: Vec<String>,
    /// Paths of questions, rounds and loops with faults that made them useless.
    pub left_out: Vec<String>,
}

/// A question, round or loop that another took the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    pub id: String,
    /// Path of the file that counts.
    pub by: String,
    /// Where the other is from.
    pub before: Option<Origin>,
}

/// Reads everything the places hold.
pub fn load(places: &Places) -> Loaded {
    finish(Loaded::default(), all_finds(places), |finds| finds)
}

/// Reads rounds and loops alone: the questions would be nearly all of the work.
pub fn load_formats(places: &Places) -> Loaded {
    let only_formats = |finds| Finds { questions: Vec::new(), ..finds };
    finish(Loaded::default(), all_finds(places), only_formats)
}

/// Reads as little as a list of the questions needs: of built-in ones the tops of their files; of
/// others what the cache doesn't know yet, whole, so that their faults are found as ever.
pub fn load_cards(places: &Places, cache: Option<Cache>) -> Loaded {
    let mut loaded = Loaded::default();
    let mut all = all_finds(places);
    // Built-in rounds and loops are needed to know what a loop of somebody's names.
    let has_own = all.iter().any(|place| place.path.is_some() && !place.finds.formats.is_empty());
    for place in &mut all {
        let questions = std::mem::take(&mut place.finds.questions);
        place.finds.topics = None;
        match &place.path {
            None => {
                if !has_own {
                    place.finds.formats.clear();
                }
                loaded.take_questions(questions, Want::Card(Trust::BuiltIn), None);
            }
            Some(path) => {
                let remembered = Remembered::open(cache, path);
                let want = Want::Card(Trust::Remembered(&remembered));
                let pack = place.pack.as_deref();
                remembered.replace(&loaded.take_questions(questions, want, pack));
            }
        }
    }
    finish(loaded, all, |finds| finds)
}

/// Reads the one question of that name, and nothing else.
///
/// # Errors
/// Where no file has it: the nearest name, as a sentence.
pub fn load_question(places: &Places, id: &str) -> Result<Loaded, Option<String>> {
    let mut names = std::collections::BTreeSet::new();
    let loaded = finish(Loaded::default(), all_finds(places), |mut finds| {
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

/// What is in one place.
struct Place<'p> {
    /// `None` for what is built in.
    path: Option<Cow<'p, Path>>,
    /// The pack that it is.
    pack: Option<String>,
    finds: Finds,
}

fn all_finds<'p>(places: &'p Places) -> Vec<Place<'p>> {
    let mut all = Vec::new();
    if places.built_in {
        all.push(Place { path: None, pack: None, finds: built_in::finds() });
    }
    let offered = places.offered.as_ref();
    for (name, folder) in places.packs.iter().flat_map(|dir| packs(dir)) {
        if offered.is_none_or(|offered| offered.name != name) {
            let finds = folder::finds(&folder);
            all.push(Place { path: Some(Cow::Owned(folder)), pack: Some(name), finds });
        }
    }
    if let Some(offered) = offered {
        let path = Some(Cow::Borrowed(Path::new(&offered.shown)));
        all.push(Place { path, pack: Some(offered.name.clone()), finds: offered.finds() });
    }
    let mut add = |path: &'p Path, finds| {
        all.push(Place { path: Some(Cow::Borrowed(path)), pack: None, finds });
    };
    for own in places.own.iter().filter(|own| own.exists()) {
        add(own.as_path(), folder::finds(own));
    }
    for own in places.own_rounds.iter().filter(|own| own.exists()) {
        add(own, folder::format_finds(own));
    }
    for named in &places.named {
        add(named, folder::finds(named));
    }
    all
}

fn finish(mut loaded: Loaded, all: Vec<Place<'_>>, mut pick: impl FnMut(Finds) -> Finds) -> Loaded {
    for place in all {
        let (built_in, pack) = (place.path.is_none(), place.pack);
        let of = Origin { path: String::new(), built_in, pack };
        loaded.take(pick(place.finds), &of);
    }
    loaded.drop_loops_of_unknown_rounds();
    loaded.faults.sort_by(|a, b| a.order().cmp(&b.order()));
    loaded
}

impl Loaded {
    /// `of` is where all of it is from; each file has a path of its own.
    fn take(&mut self, finds: Finds, of: &Origin) {
        self.faults.extend(finds.faults);
        if let Some((path, text)) = finds.topics {
            match topic::topics(&path, &text) {
                Ok(topics) => {
                    let known = &self.bank.topics;
                    let is_other = |(id, topic): &(&String, &Topic)| {
                        known.get(*id).is_some_and(|before| before != *topic)
                    };
                    let other = topics.iter().filter(is_other).map(|(id, _)| id.clone());
                    self.replaced_topics.extend(other);
                    self.bank.topics.extend(topics);
                }
                Err(faults) => self.faults.extend(faults),
            }
            self.bank.texts.insert(path, text);
        }
        self.take_questions(finds.questions, Want::Whole, of.pack.as_deref());
        for found in finds.formats {
            self.take_format(found, of);
        }
    }

    /// Of one place; gives what may be remembered of them.
    fn take_questions(
        &mut self,
        questions: Vec<Found>,
        want: Want,
        pack: Option<&str>,
    ) -> BTreeMap<String, Kept> {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        let mut kept = BTreeMap::new();
        for (found, read) in read_all(questions, want) {
            if let Some(other) = seen.insert(found.name.clone(), found.path.clone()) {
                let message = format!("the id `{}` is also used by {other}", found.name);
                self.faults.push(Fault::of_file(&found.path, rule::ID, message, None));
            }
            if let (Some(stamp), Ok(Got::Card(card))) = (read.stamp, &read.got) {
                kept.insert(found.path.clone(), Kept { stamp, card: Card::clone(card) });
            }
            self.take_question(found, read, pack);
        }
        kept
    }

    fn take_format(&mut self, found: FoundFormat, of: &Origin) {
        let shown = if of.built_in { BUILT_IN } else { &found.path };
        match parse_format(&found.path, &found.name, &found.toml) {
            Ok(mut format) => {
                *format.path_mut() = shown.to_owned();
                let id = format.id().to_owned();
                let origin = Origin { path: found.path.clone(), ..of.clone() };
                let before = self.formats.origins.insert(id.clone(), origin);
                if self.formats.put(format) {
                    self.replaced.push(Replaced { id, by: found.path.clone(), before });
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
                let named = slot.what.rounds().iter();
                let missing = named.filter(|round| !formats.rounds.contains_key(*round));
                unknown.extend(missing.map(|round| (looped.id.clone(), index, round.clone())));
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

    fn take_question(&mut self, found: Found, read: Read, pack: Option<&str>) {
        self.faults.extend(read.faults);
        let (path, built_in) = (found.path.clone(), found.is_built_in);
        let pack = pack.map(str::to_owned);
        match read.got {
            Ok(got) => {
                self.faults.extend(misplaced(got.kind(), &found));
                let before = self.bank.origins.get(&found.name).cloned();
                if self.put(got, Origin { path: path.clone(), built_in, pack }) {
                    self.replaced.push(Replaced { id: found.name, by: path, before });
                }
            }
            Err(faults) => {
                self.faults.extend(faults);
                self.left_out.push(path);
            }
        }
        self.bank.texts.insert(found.path, found.toml);
    }

    /// Whether another had the same id.
    fn put(&mut self, got: Got, origin: Origin) -> bool {
        let shown = if origin.built_in { BUILT_IN } else { &origin.path };
        match got {
            Got::Question(mut question) => {
                shown.clone_into(&mut question.source.path);
                self.bank.origins.insert(question.ask.id.clone(), origin);
                self.bank.put(*question)
            }
            Got::Card(mut card) => {
                shown.clone_into(&mut card.path);
                self.bank.origins.insert(card.id.clone(), origin);
                self.cards.insert(card.id.clone(), *card).is_some()
            }
        }
    }
}

/// A question in another kind's folder.
fn misplaced(kind: Kind, found: &Found) -> Option<Fault> {
    let kind = kind.word();
    let folder = found.kind.as_deref().filter(|folder| *folder != kind)?;
    let message = format!("a {kind} question is in the folder `{folder}`");
    Some(Fault::of_file(&found.path, rule::ID, message, Some("move it, or change its kind")))
}

/// One digest of all questions, for the report of a session.
pub fn whole_digest(bank: &Bank) -> String {
    let line = |question: &Question| format!("{} {}\n", question.ask.id, question.digest);
    sha256(bank.questions.iter().map(line))
}
