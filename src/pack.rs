//! Other people's packs of questions: read against limits, kept a folder each, replaced whole.
//!
//! Nothing here trusts what it reads. What a pack's code may do when it is run is the sandbox's
//! affair; here nothing is run.

pub mod digest;
pub mod path;
pub mod source;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What is kept beside a pack's files: where it came from. The loader passes over such names.
const RECORD: &str = ".installed.json";

/// Files of a pack, by relative path with `/`.
pub type Files = BTreeMap<String, String>;

/// The folder of packs.
#[derive(Clone, Debug)]
pub struct Packs {
    dir: PathBuf,
}

/// Where an installed pack came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// SHA-256 over names and contents, as it was agreed to.
    pub digest: String,
    /// The folder or archive.
    pub from: PathBuf,
    /// ISO date.
    pub added: String,
}

impl Packs {
    pub fn new(dir: PathBuf) -> Packs {
        Packs { dir }
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    pub fn folder(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Names of the installed packs.
    pub fn names(&self) -> Vec<String> {
        crate::load::packs(&self.dir).into_iter().map(|(name, _)| name).collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.names().iter().any(|other| other == name)
    }

    /// Where a pack came from, if that was kept: a folder put there by hand has no record.
    pub fn record(&self, name: &str) -> Option<Record> {
        let text = fs::read_to_string(self.folder(name).join(RECORD)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// Puts a pack there, in place of the one of its name. Whatever fails, what was there before
    /// is there after.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn put(&self, name: &str, files: &Files, record: &Record) -> io::Result<()> {
        fs::create_dir_all(&self.dir)?;
        let new = self.aside("new", name);
        let written = write_all(&new, files, record).and_then(|()| self.swap(name, &new));
        if written.is_err() {
            // Names that begin with a dot are passed over, so a rest does no harm.
            let _left = fs::remove_dir_all(&new);
        }
        written
    }

    fn swap(&self, name: &str, new: &Path) -> io::Result<()> {
        let place = self.folder(name);
        if !place.exists() {
            return fs::rename(new, place);
        }
        let old = self.aside("old", name);
        fs::rename(&place, &old)?;
        if let Err(error) = fs::rename(new, &place) {
            fs::rename(&old, &place)?;
            return Err(error);
        }
        let _left = fs::remove_dir_all(&old);
        Ok(())
    }

    /// Takes a pack away.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        let old = self.aside("old", name);
        fs::rename(self.folder(name), &old)?;
        fs::remove_dir_all(&old)
    }

    fn aside(&self, what: &str, name: &str) -> PathBuf {
        self.dir.join(format!(".{what}-{name}-{}", std::process::id()))
    }
}

fn write_all(dir: &Path, files: &Files, record: &Record) -> io::Result<()> {
    fs::create_dir(dir)?;
    for (name, text) in files {
        let path = dir.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    fs::write(dir.join(RECORD), format!("{:#}\n", serde_json::json!(record)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> Files {
        BTreeMap::from([("phone-screen/a.toml".to_owned(), text.to_owned())])
    }

    fn record() -> Record {
        let from = PathBuf::from("/home/jo/pack");
        Record { digest: "0".repeat(64), from, added: "2026-11-30".to_owned() }
    }

    #[test]
    fn a_pack_is_put_replaced_and_taken_away_whole() {
        let home = tempfile::tempdir().expect("a folder");
        let packs = Packs::new(home.path().join("packs"));
        for text in ["one", "two"] {
            packs.put("jo", &files(text), &record()).expect("written");
            let read = fs::read_to_string(packs.folder("jo").join("phone-screen/a.toml"));
            assert_eq!(read.expect("there"), text);
        }
        assert_eq!((packs.names(), packs.record("jo")), (vec!["jo".to_owned()], Some(record())));
        packs.remove("jo").expect("removed");
        assert_eq!(fs::read_dir(home.path().join("packs")).expect("there").count(), 0);
    }

    #[test]
    fn what_cannot_be_written_leaves_what_was_there() {
        let home = tempfile::tempdir().expect("a folder");
        let packs = Packs::new(home.path().join("packs"));
        packs.put("jo", &files("one"), &record()).expect("written");
        // A file where a folder is wanted: no right or user decides whether this fails.
        let clash =
            Files::from([("a".to_owned(), String::new()), ("a/b".to_owned(), String::new())]);
        packs.put("jo", &clash, &record()).expect_err("a file in the way");
        let left: Vec<_> = fs::read_dir(home.path().join("packs")).expect("there").collect();
        assert_eq!(left.len(), 1);
        assert!(packs.folder("jo").join("phone-screen/a.toml").exists());
    }
}
