//! Practice on disk: the log `practice.jsonl` beside the sessions, an index of both, and the stories.

pub mod index;
pub mod stories;

use std::fmt;
use std::path::PathBuf;

use crate::ids::SessionId;
use crate::journal::codec::{Flaw, Json};
use crate::journal::file::{Mended, Salvaged};
use crate::journal::log::Log;
use crate::journal::segments::Contents;
use crate::journal::{self};
use crate::paths::Paths;
use crate::prep::card::Card;
use crate::prep::content::card_of;
use crate::prep::day::Moment;
use crate::prep::record::{Entry, Fact, LogHeader};
use crate::prep::state::{NotARecord, Practice};
use crate::session::{self, Store};

/// The log's name, and its lock's.
const STEM: &str = "practice";

/// The log of one home.
#[derive(Clone, Debug)]
pub struct Home {
    log: Log,
    store: Store,
    cache: PathBuf,
}

/// Why the log cannot be read or added to.
#[derive(Debug)]
pub enum Trouble {
    Journal(journal::Error),
    Record {
        path: PathBuf,
        cause: NotARecord,
    },
    /// A fault of the program: what it wanted to record is no JSON.
    Unwritable(Flaw),
}

impl From<journal::Error> for Trouble {
    fn from(error: journal::Error) -> Trouble {
        Trouble::Journal(error)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Journal(error) => error.fmt(f),
            Trouble::Record { path, cause } => write!(f, "{}: {cause}", path.display()),
            Trouble::Unwritable(flaw) => write!(f, "a record cannot be written: {flaw}"),
        }
    }
}

impl std::error::Error for Trouble {}

/// What was added to the log, and the numbers that the records have.
#[derive(Debug)]
pub struct Added {
    pub practice: Practice,
    /// Of the last record added; nothing where none was.
    pub seq: Option<u64>,
    pub mended: Option<Mended>,
}

/// The log folded with what was added, and the number of the last record that was.
type Folded = (Practice, Option<u64>);

impl Home {
    #[must_use]
    pub fn new(paths: &Paths) -> Home {
        Home {
            log: Log::new(&paths.data, STEM),
            store: Store::new(paths.sessions()),
            cache: paths.cache.clone(),
        }
    }

    #[must_use]
    pub fn log_path(&self) -> PathBuf {
        self.log.path()
    }

    /// Everything that the log says.
    ///
    /// # Errors
    /// Where it is damaged, unreadable, or written by a later version.
    pub fn read(&self) -> Result<Practice, Trouble> {
        match self.log.view()? {
            Some(contents) => self.fold(&contents),
            None => Ok(Practice::default()),
        }
    }

    /// Adds what `decide` makes of the log as it is by then, also by other processes.
    ///
    /// # Errors
    /// As `read`, and where it cannot be written; nothing is added then.
    pub fn add(
        &self,
        now: &Moment,
        decide: impl FnOnce(&Practice) -> Vec<Fact>,
    ) -> Result<Added, Trouble> {
        let day = now.day();
        self.add_entries(|practice| {
            let entry = |fact| Entry { wall_ms: now.wall_ms, zone: now.zone.clone(), day, fact };
            decide(practice).into_iter().map(entry).collect()
        })
    }

    /// The same with days of their own, for what comes from another log.
    ///
    /// # Errors
    /// As `add`.
    pub fn add_entries(
        &self,
        decide: impl FnOnce(&Practice) -> Vec<Entry>,
    ) -> Result<Added, Trouble> {
        let header = Json::of(&LogHeader::new()).map_err(Trouble::Unwritable)?;
        let work = |contents: &Contents| -> Result<(Vec<Json>, Folded), Trouble> {
            let mut practice = self.fold(contents)?;
            let entries = decide(&practice);
            let mut jsons = Vec::with_capacity(entries.len());
            let mut seq = contents.len() as u64;
            for entry in entries {
                jsons.push(Json::of(&entry).map_err(Trouble::Unwritable)?);
                seq += 1;
                practice.apply(seq, entry);
            }
            let last = (!jsons.is_empty()).then_some(seq);
            Ok((jsons, (practice, last)))
        };
        let ((practice, seq), mended) = self.log.append(&header, work)?;
        Ok(Added { practice, seq, mended })
    }

    /// # Errors
    /// Where nothing is damaged, or the files cannot be written.
    pub fn salvage(&self) -> Result<Salvaged, journal::Error> {
        self.log.salvage()
    }

    /// The content of a card: of the session that judged it last, else as the log has it. Nothing
    /// where the session is gone and the log never had it.
    #[must_use]
    pub fn card(&self, id: &str, session: Option<&str>, practice: &Practice) -> Option<Card> {
        let of_session = || {
            let session: SessionId = session?.parse().ok()?;
            let (session, _) = session::read(&self.store.path(&session)).ok()?;
            card_of(&session.state, id)
        };
        of_session().or_else(|| practice.cards.get(id)?.card.clone())
    }

    fn fold(&self, contents: &Contents) -> Result<Practice, Trouble> {
        let entries = contents.entries().skip(1).map(|entry| (entry.seq, entry.json));
        Practice::fold(entries).map_err(|cause| Trouble::Record { path: self.log.path(), cause })
    }
}

#[cfg(test)]
#[path = "practice_tests.rs"]
mod tests;
