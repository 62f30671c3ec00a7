//! Sessions on disk: finding them, reading them, folding them into a state.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::engine::{Header, Stamped, State};
use crate::ids::SessionId;
use crate::journal::segments::Contents;
use crate::journal::{self, file};

/// A session as its journal tells it.
#[derive(Debug)]
pub struct Session {
    pub path: PathBuf,
    pub header: Header,
    pub events: Vec<Stamped>,
    pub state: State,
    /// Records in the journal, the header included.
    pub records: u64,
}

/// The file beside a journal that came from elsewhere.
pub const IMPORTED: &str = "imported";

/// Why a session cannot be read.
#[derive(Debug)]
pub enum Unread {
    Journal(journal::Error),
    /// A sound record that this program does not understand.
    Record {
        path: PathBuf,
        line: u64,
        cause: String,
    },
    /// No session, or several, by that name.
    NoSuch {
        text: String,
        root: PathBuf,
    },
    Ambiguous {
        text: String,
        ids: Vec<SessionId>,
    },
    /// There are no sessions at all.
    NoneYet {
        root: PathBuf,
    },
}

impl From<journal::Error> for Unread {
    fn from(error: journal::Error) -> Unread {
        Unread::Journal(error)
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unread::Journal(error) => error.fmt(f),
            Unread::Record { path, line, cause } => write!(
                f,
                "{}: record {line} is sound, but this version of mock does not understand it \
                 ({cause}); a later version may have written it: update mock",
                path.display()
            ),
            Unread::NoSuch { text, root } => write!(
                f,
                "no session `{text}` in {}; `mock sessions list` shows what is there",
                root.display()
            ),
            Unread::Ambiguous { text, ids } => {
                let ids: Vec<&str> = ids.iter().map(SessionId::as_str).collect();
                write!(f, "`{text}` could be any of {}; give more of the id", ids.join(", "))
            }
            Unread::NoneYet { root } => {
                write!(f, "there are no sessions in {} yet; `mock run` begins one", root.display())
            }
        }
    }
}

impl std::error::Error for Unread {}

/// Folds a journal's records. Where the journal came from elsewhere, so did its code, whatever it
/// says of that.
///
/// # Errors
/// `Record`, for one that is sound and still not understood.
pub fn fold(path: &Path, contents: &Contents) -> Result<Session, Unread> {
    let unread = |line, cause: serde_json::Error| Unread::Record {
        path: path.to_owned(),
        line,
        cause: cause.to_string(),
    };
    let mut entries = contents.entries();
    let Some(first) = entries.next() else {
        return Err(journal::Error::Empty { path: path.to_owned() }.into());
    };
    let header: Header =
        serde_json::from_str(first.json).map_err(|cause| unread(first.seq, cause))?;
    let mut state = State::new(header.clone());
    let mut events = Vec::with_capacity(contents.len());
    for entry in entries {
        let event: Stamped =
            serde_json::from_str(entry.json).map_err(|cause| unread(entry.seq, cause))?;
        state.apply(&event);
        events.push(event);
    }
    if path.join(IMPORTED).exists() {
        state.distrust();
    }
    let records = contents.len() as u64;
    Ok(Session { path: path.to_owned(), header, events, state, records })
}

/// Reads a session without touching it. A damaged tail is left out; `damage` names it.
///
/// # Errors
/// What the journal says, or `Record`.
pub fn read(path: &Path) -> Result<(Session, Option<journal::Error>), Unread> {
    let contents = file::view(path)?;
    let damage = file::damage(path, &contents);
    Ok((fold(path, &contents)?, damage))
}

/// The folder of all sessions.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
}

impl Store {
    pub fn new(root: PathBuf) -> Store {
        Store { root }
    }

    pub fn path(&self, id: &SessionId) -> PathBuf {
        self.root.join(id.as_str())
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Ids of all sessions, newest first. A missing folder holds none.
    ///
    /// # Errors
    /// `NotReadable`, as a journal error.
    pub fn ids(&self) -> Result<Vec<SessionId>, Unread> {
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(cause) => {
                let path = self.root.clone();
                return Err(journal::Error::NotReadable { path, cause }.into());
            }
        };
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let mut ids: Vec<SessionId> = names.filter_map(|name| name.parse().ok()).collect();
        ids.sort_by(|a, b| b.cmp(a));
        Ok(ids)
    }

    /// The session a person names by its id, the beginning or the end of it, or as the last.
    ///
    /// # Errors
    /// `NoSuch`, `Ambiguous`, `NoneYet`.
    pub fn find(&self, text: &str) -> Result<SessionId, Unread> {
        let ids = self.ids()?;
        if ids.is_empty() {
            return Err(Unread::NoneYet { root: self.root.clone() });
        }
        // No id holds an L, so that none is hidden by the word.
        if text == "last" {
            return self.last();
        }
        let mut matching: Vec<SessionId> =
            ids.into_iter().filter(|id| id.answers_to(text)).collect();
        match matching.len() {
            0 => Err(Unread::NoSuch { text: text.to_owned(), root: self.root.clone() }),
            1 => Ok(matching.remove(0)),
            _ => Err(Unread::Ambiguous { text: text.to_owned(), ids: matching }),
        }
    }

    /// The newest session.
    ///
    /// # Errors
    /// `NoneYet`.
    pub fn last(&self) -> Result<SessionId, Unread> {
        let newest = self.ids()?.into_iter().next();
        newest.ok_or_else(|| Unread::NoneYet { root: self.root.clone() })
    }

    /// The newest session that was not ended.
    ///
    /// # Errors
    /// What reading the folder says; a session that cannot be read is passed over.
    pub fn interrupted(&self) -> Result<Option<Session>, Unread> {
        Ok(self.all_interrupted()?.next())
    }

    /// All that were not ended, newest first, each read as it is asked for.
    ///
    /// # Errors
    /// As of `interrupted`.
    pub fn all_interrupted(&self) -> Result<impl Iterator<Item = Session>, Unread> {
        let open = move |id: SessionId| {
            let (session, damage) = read(&self.path(&id)).ok()?;
            let is_open = damage.is_none() && session.state.ended.is_none();
            (is_open && session.state.plan.is_some()).then_some(session)
        };
        Ok(self.ids()?.into_iter().filter_map(open))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_are_found_by_the_end_of_their_id() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let store = Store::new(folder.path().join("sessions"));
        assert!(matches!(store.last(), Err(Unread::NoneYet { .. })));
        for id in ["01KB1Q2W3E4R5T6Y7P8A9S0DFG", "01KB1Q2W3E4R5T6Y7P8A9S0DFH"] {
            fs::create_dir_all(store.root().join(id)).expect("created");
        }
        fs::create_dir_all(store.root().join(".01KB.new")).expect("created");
        assert_eq!(store.ids().expect("readable").len(), 2);
        assert_eq!(store.last().expect("two").short(), "9S0DFH");
        assert_eq!(store.find("0dfg").expect("one").short(), "9S0DFG");
        assert_eq!(store.find("last").expect("two").short(), "9S0DFH");
        assert!(matches!(store.find("01KB"), Err(Unread::Ambiguous { .. })));
        assert!(matches!(store.find("ZZZZ"), Err(Unread::NoSuch { .. })));
    }
}
