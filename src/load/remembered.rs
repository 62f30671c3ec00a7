//! Cards of a folder's questions, kept in the cache: a folder is read when it is new or changed, and
//! otherwise only looked at.
//!
//! What is kept was sound, and is believed as long as its files and this program are the same. A
//! file that is damaged, of another program or can't be written costs time and nothing else; it is
//! replaced whole, so that two processes may do so at once.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::digest::sha256;
use super::stamp::Stamp;
use crate::bank::card::Card;
use crate::files;
use serde::{Deserialize, Serialize};

/// Folder of the cache.
const FOLDER: &str = "cards";
/// Folders of questions that are remembered: those that were read anew last. Where nothing changed
/// nothing is written, so a look leaves no trace.
const FILES_MOST: usize = 32;

/// Where cards may be kept, and what time it is.
#[derive(Clone, Copy, Debug)]
pub struct Cache<'c> {
    /// The program's folder for what can be made again.
    pub folder: &'c Path,
    pub now_ms: i64,
}

/// What is known of one folder from before.
#[derive(Default)]
pub(super) struct Remembered {
    /// Where it is kept; `None` where nothing is to be.
    file: Option<PathBuf>,
    program: String,
    now_ms: i64,
    /// By the path of the question's file.
    cards: BTreeMap<String, Kept>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) stamp: u64,
    pub(super) card: Card,
}

impl Remembered {
    /// What the cache knows of a folder, under the name by which its files are called now.
    pub(super) fn open(cache: Option<Cache>, place: &Path) -> Remembered {
        let (Some(cache), Some(program)) = (cache, program()) else { return Remembered::default() };
        let Ok(whole) = place.canonicalize() else { return Remembered::default() };
        let names = [whole.as_path(), place].map(|path| format!("{}\0", path.display()));
        let file = cache.folder.join(FOLDER).join(format!("{}.json", sha256(names.into_iter())));
        let cards = fs::read_to_string(&file).ok().and_then(|text| read(&text, &program));
        let cards = cards.unwrap_or_default();
        Remembered { file: Some(file), program, now_ms: cache.now_ms, cards }
    }

    /// The card of a question whose files are as they were.
    pub(super) fn card(&self, path: &str, stamp: &Stamp) -> Option<Card> {
        let kept = self.cards.get(path)?;
        (kept.stamp == stamp.of_files).then(|| kept.card.clone())
    }

    /// Whether a change of these files from now on would show.
    pub(super) fn is_settled(&self, stamp: &Stamp) -> bool {
        self.file.is_some() && stamp.is_settled(self.now_ms)
    }

    /// Remembers these instead, if they are others.
    pub(super) fn replace(&self, cards: &BTreeMap<String, Kept>) {
        let Some(file) = self.file.as_ref().filter(|_| *cards != self.cards) else { return };
        let Ok(text) = written(cards, &self.program) else { return };
        // Without it the next command is slower, and says the same.
        let made = file.parent().map(fs::create_dir_all);
        if matches!(made, Some(Ok(()))) && files::replace(file, text.as_bytes()).is_ok() {
            forget_oldest(file);
        }
    }
}

/// A first line with the program and a sum over all, then JSON.
fn written(cards: &BTreeMap<String, Kept>, program: &str) -> serde_json::Result<String> {
    let json = serde_json::to_string(cards)?;
    Ok(format!("{program} {:08x}\n{json}\n", sum(program, &json)))
}

fn read(text: &str, program: &str) -> Option<BTreeMap<String, Kept>> {
    let (head, json) = text.strip_suffix('\n')?.split_once('\n')?;
    let told = head.strip_prefix(program)?.strip_prefix(' ')?;
    if told != format!("{:08x}", sum(program, json)) {
        return None;
    }
    serde_json::from_str(json).ok()
}

fn sum(program: &str, json: &str) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(program.as_bytes());
    sum.update(json.as_bytes());
    sum.finalize()
}

/// This program, so that a new one reads everything anew: it may know more faults.
fn program() -> Option<String> {
    let file = std::env::current_exe().and_then(fs::metadata).ok()?;
    let version = env!("CARGO_PKG_VERSION");
    let (size, inode) = (file.len(), file.ino());
    Some(format!("mock {version} {size} {inode} {}.{:09}", file.mtime(), file.mtime_nsec()))
}

fn forget_oldest(file: &Path) {
    let Some(entries) = file.parent().and_then(|folder| fs::read_dir(folder).ok()) else { return };
    let mut all: Vec<(SystemTime, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    all.sort();
    let too_many = all.len().saturating_sub(FILES_MOST);
    for (_, path) in &all[..too_many] {
        // If it stays, it does no harm.
        let _left = fs::remove_file(path);
    }
}

#[cfg(test)]
#[path = "remembered_tests.rs"]
mod tests;
