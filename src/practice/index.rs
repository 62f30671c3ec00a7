//! One file that holds what every session and the log come to, so that hundreds of journals need
//! not be read to say what to do today. It is made again where a journal is newer; to delete it
//! loses nothing.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Home, Trouble};
use crate::files;
use crate::journal::segments;
use crate::prep::deck::Brief;
use crate::prep::digest::Digest;
use crate::prep::plan::Kept;
use crate::session::{self, Unread};

/// The file's name in the cache.
pub const NAME: &str = "practice-index.json";

/// Of the file; another program's is made again.
const VERSION: &str = concat!("2 ", env!("CARGO_PKG_VERSION"));

/// All that the screen of the day and progress are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Newest first.
    pub digests: Vec<Digest>,
    pub briefs: Vec<Brief>,
    pub plans: Vec<Kept>,
    /// Sessions that are damaged: read as far as their sound records go, or not at all.
    pub damaged: usize,
}

#[derive(Default, Serialize, Deserialize)]
struct File {
    version: String,
    sessions: BTreeMap<String, KeptSession>,
    log: Option<KeptLog>,
}

#[derive(Clone, Serialize, Deserialize)]
struct KeptSession {
    stamp: Stamp,
    /// Nothing where the session could not be read, or nothing was drawn.
    digest: Option<Digest>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    damaged: bool,
}

#[derive(Clone, Serialize, Deserialize)]
struct KeptLog {
    stamp: Stamp,
    briefs: Vec<Brief>,
    plans: Vec<Kept>,
}

/// What tells that a journal is as it was: its last segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    len: u64,
    inode: u64,
    changed_ns: i128,
}

impl Home {
    /// What the sessions and the log come to by now.
    ///
    /// # Errors
    /// Where the sessions' folder cannot be read, or the log is damaged.
    pub fn overview(&self) -> Result<Overview, Failed> {
        let path = self.cache.join(NAME);
        let mut file = read(&path);
        let mut is_new = false;
        let mut kept = BTreeMap::new();
        for id in self.store.ids().map_err(Failed::Sessions)? {
            let folder = self.store.path(&id);
            let stamp = stamp_of(segments::STEM, &folder);
            let known = file.sessions.remove(id.as_str()).filter(|known| known.stamp == stamp);
            let of = known.unwrap_or_else(|| {
                is_new = true;
                digest(&folder, stamp)
            });
            kept.insert(id.as_str().to_owned(), of);
        }
        is_new |= !file.sessions.is_empty();
        let stamp = stamp_of(super::STEM, self.log.folder());
        let log = match file.log.take().filter(|log| log.stamp == stamp) {
            Some(log) => log,
            None => {
                is_new = true;
                let practice = self.read().map_err(Failed::Log)?;
                let briefs = Brief::all(&practice);
                KeptLog { stamp, briefs, plans: practice.plans.into_values().collect() }
            }
        };
        let file = File { version: VERSION.to_owned(), sessions: kept, log: Some(log) };
        if is_new {
            write(&path, &file);
        }
        Ok(overview(file))
    }
}

/// Why there is no overview.
#[derive(Debug)]
pub enum Failed {
    Sessions(Unread),
    Log(Trouble),
}

fn overview(file: File) -> Overview {
    let damaged = file.sessions.values().filter(|kept| kept.damaged).count();
    let digests = file.sessions.into_values().rev().filter_map(|kept| kept.digest).collect();
    let (briefs, plans) = file.log.map(|log| (log.briefs, log.plans)).unwrap_or_default();
    Overview { digests, briefs, plans, damaged }
}

/// What is not there, or not as we wrote it, is empty.
fn read(path: &Path) -> File {
    let read = fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<File>(&bytes).ok());
    read.filter(|file| file.version == VERSION).unwrap_or_default()
}

/// A cache that cannot be written costs time and nothing else.
fn write(path: &Path, file: &File) {
    let Ok(bytes) = serde_json::to_vec(file) else { return };
    let folder = path.parent().unwrap_or(Path::new("."));
    let _slower = fs::create_dir_all(folder).and_then(|()| files::replace(path, &bytes));
}

fn digest(folder: &Path, stamp: Stamp) -> KeptSession {
    match session::read(folder) {
        Ok((session, damage)) => {
            KeptSession { stamp, digest: Digest::of(&session.state), damaged: damage.is_some() }
        }
        Err(_) => KeptSession { stamp, digest: None, damaged: true },
    }
}

/// A journal grows in its last segment, of which there is nearly always one.
fn stamp_of(stem: &str, folder: &Path) -> Stamp {
    let of = |number| fs::metadata(folder.join(segments::name_of(stem, number))).ok();
    let last = (2..).map_while(of).last();
    let ns = |of: &Metadata| i128::from(of.mtime()) * 1_000_000_000 + i128::from(of.mtime_nsec());
    let Some(file) = last.or_else(|| of(1)) else { return Stamp::default() };
    Stamp { len: file.len(), inode: file.ino(), changed_ns: ns(&file) }
}
