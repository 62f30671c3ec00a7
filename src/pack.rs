//! Other people's packs of questions: read against limits, kept a folder each, replaced whole.
//!
//! Nothing here trusts what it reads. What a pack's code may do when it is run is the sandbox's
//! affair; here nothing is run.

pub mod digest;
pub mod source;

pub use source::Files;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::archive::{Refused, gather, is_passed_over};
use crate::files;
use crate::text::file::decode;

/// What is kept beside a pack's files: where it came from. The loader passes over such names.
const RECORD: &str = ".installed.json";

/// Held by the process that puts a pack there or takes one away.
const LOCK: &str = ".lock";

/// What folders beside the packs are called: `.new-NAME-PID`.
const NEW: &str = ".new-";
const OLD: &str = ".old-";
const GONE: &str = ".gone-";

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

    /// The files of an installed pack as they are now. They were let in once, so that no limit holds for
    /// them; what its owner has put beside them, links say, is none of its.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn files(&self, name: &str) -> Result<Files, Refused> {
        let gathered = gather(&self.folder(name), source::INSTALLED)?;
        let texts = gathered.files.into_iter().filter(|(path, _)| !is_passed_over(path));
        Ok(texts.filter_map(|(path, bytes)| Some((path, decode(&bytes).ok()?))).collect())
    }

    /// Whether somebody has changed an installed pack since it was agreed to; nothing where that
    /// can't be known.
    pub fn is_changed(&self, name: &str) -> Option<bool> {
        let record = self.record(name)?;
        Some(digest::digest(&self.files(name).ok()?) != record.digest)
    }

    /// Puts a pack there, in place of the one of its name. Whatever fails or kills this, what was
    /// there before is there after, or the new one is.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn put(&self, name: &str, files: &Files, record: &Record) -> io::Result<()> {
        fs::create_dir_all(&self.dir)?;
        let _held = self.lock()?;
        self.clear_up();
        let new = self.aside(NEW, name);
        let written =
            write_all(&new, files, record).and_then(|()| self.swap(name, &new, &mut OnDisk));
        if written.is_err() {
            // Names that begin with a dot are passed over, so a rest does no harm.
            let _left = fs::remove_dir_all(&new);
        }
        written
    }

    fn swap(&self, name: &str, new: &Path, steps: &mut impl Steps) -> io::Result<()> {
        let place = self.folder(name);
        if !place.exists() {
            return steps.rename(new, &place);
        }
        if steps.exchange(new, &place)? {
            // Under the name of the new one now lies the old.
            let _left = steps.remove(new);
            return Ok(());
        }
        let old = self.aside(OLD, name);
        steps.rename(&place, &old)?;
        if let Err(error) = steps.rename(new, &place) {
            steps.rename(&old, &place)?;
            return Err(error);
        }
        let _left = steps.remove(&old);
        Ok(())
    }

    /// Takes a pack away.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        let _held = self.lock()?;
        self.clear_up();
        let gone = self.aside(GONE, name);
        fs::rename(self.folder(name), &gone)?;
        fs::remove_dir_all(&gone)
    }

    /// Puts in order what a process left that was killed while it replaced a pack. Costs a look at the
    /// folder where there is nothing to do.
    pub fn recover(&self) {
        if self.left_aside().is_empty() {
            return;
        }
        // Another process that is at work here clears up by itself.
        if let Ok(lock) = self.lock_file()
            && lock.try_lock().is_ok()
        {
            self.clear_up();
        }
    }

    /// Whoever calls this holds the lock.
    fn clear_up(&self) {
        for (what, name, path) in self.left_aside() {
            let place = self.folder(&name);
            if what == OLD && !place.exists() && fs::rename(&path, &place).is_ok() {
                continue;
            }
            let _left = fs::remove_dir_all(path);
        }
    }

    /// Folders of ours beside the packs: what each is, whose it is, and where.
    fn left_aside(&self) -> Vec<(&'static str, String, PathBuf)> {
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        let aside = entries.filter_map(|entry| {
            let file = entry.file_name().into_string().ok()?;
            let what = [OLD, NEW, GONE].into_iter().find(|what| file.starts_with(what))?;
            let (name, _) = file[what.len()..].rsplit_once('-')?;
            Some((what, name.to_owned(), entry.path()))
        });
        aside.collect()
    }

    fn lock_file(&self) -> io::Result<File> {
        File::create(self.dir.join(LOCK))
    }

    fn lock(&self) -> io::Result<File> {
        let file = self.lock_file()?;
        // A share that has no locks goes without: two who update at once are rare.
        let _held = file.lock();
        Ok(file)
    }

    fn aside(&self, what: &str, name: &str) -> PathBuf {
        self.dir.join(format!("{what}{name}-{}", std::process::id()))
    }
}

/// What is done with folders, a step each, so that a test can die at any of them.
trait Steps {
    fn exchange(&mut self, new: &Path, old: &Path) -> io::Result<bool>;
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&mut self, folder: &Path) -> io::Result<()>;
}

struct OnDisk;

impl Steps for OnDisk {
    fn exchange(&mut self, new: &Path, old: &Path) -> io::Result<bool> {
        files::exchange(new, old)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&mut self, folder: &Path) -> io::Result<()> {
        fs::remove_dir_all(folder)
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
    fs::write(dir.join(RECORD), format!("{:#}\n", serde_json::json!(record)))?;
    // All of it at once: a pack has hundreds of small files.
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(File::open(dir)?)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn files(text: &str) -> Files {
        BTreeMap::from([("phone-screen/a.toml".to_owned(), text.to_owned())])
    }

    fn record() -> Record {
        let from = PathBuf::from("/home/jo/pack");
        Record { digest: "0".repeat(64), from, added: "2026-11-30".to_owned() }
    }

    fn left(packs: &Packs) -> Vec<String> {
        let entries = fs::read_dir(packs.dir()).expect("there").flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Does so many steps and no more, as a process that is killed.
    struct Dying {
        steps: usize,
        can_exchange: bool,
    }

    impl Dying {
        fn step(&mut self) -> io::Result<()> {
            self.steps = self.steps.checked_sub(1).ok_or_else(|| io::Error::other("killed"))?;
            Ok(())
        }
    }

    impl Steps for Dying {
        fn exchange(&mut self, new: &Path, old: &Path) -> io::Result<bool> {
            if !self.can_exchange {
                return Ok(false);
            }
            self.step()?;
            OnDisk.exchange(new, old)
        }

        fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
            self.step()?;
            OnDisk.rename(from, to)
        }

        fn remove(&mut self, folder: &Path) -> io::Result<()> {
            self.step()?;
            OnDisk.remove(folder)
        }
    }

    #[test]
    fn whatever_step_of_an_update_is_the_last_a_whole_pack_is_there() {
        for can_exchange in [true, false] {
            for steps in 0..=4 {
                let home = tempfile::tempdir().expect("a folder");
                let packs = Packs::new(home.path().join("packs"));
                packs.put("jo-2", &files("one"), &record()).expect("written");
                let new = packs.aside(NEW, "jo-2");
                write_all(&new, &files("two"), &record()).expect("written");
                let mut dying = Dying { steps, can_exchange };
                let done = packs.swap("jo-2", &new, &mut dying).is_ok() && dying.steps > 0;
                packs.recover();
                let text = fs::read_to_string(packs.folder("jo-2").join("phone-screen/a.toml"));
                let text = text.expect("there is a pack");
                assert!(text == "two" || text == "one" && !done, "{can_exchange} {steps}: {text}");
                assert_eq!(left(&packs), [LOCK, "jo-2"], "{can_exchange} {steps}");
            }
        }
    }

    #[test]
    fn a_pack_that_was_being_taken_away_does_not_come_back() {
        let home = tempfile::tempdir().expect("a folder");
        let packs = Packs::new(home.path().join("packs"));
        packs.put("jo", &files("one"), &record()).expect("written");
        fs::rename(packs.folder("jo"), packs.aside(GONE, "jo")).expect("and then killed");
        packs.recover();
        assert_eq!(left(&packs), [LOCK]);
    }

    #[test]
    fn who_is_at_work_is_left_alone() {
        let home = tempfile::tempdir().expect("a folder");
        let packs = Packs::new(home.path().join("packs"));
        packs.put("jo", &files("one"), &record()).expect("written");
        fs::create_dir(packs.aside(NEW, "jo")).expect("made");
        let held = packs.lock().expect("free");
        packs.recover();
        assert_eq!(left(&packs).len(), 3);
        drop(held);
        packs.recover();
        assert_eq!(left(&packs), [LOCK, "jo"]);
    }

    #[test]
    fn a_change_of_an_installed_pack_is_seen_and_what_lies_beside_is_none() {
        let home = tempfile::tempdir().expect("a folder");
        let packs = Packs::new(home.path().join("packs"));
        let record = Record { digest: digest::digest(&files("one")), ..record() };
        packs.put("jo", &files("one"), &record).expect("written");
        std::os::unix::fs::symlink("/etc/passwd", packs.folder("jo").join("mine")).expect("made");
        fs::write(packs.folder("jo").join(".notes"), "x").expect("written");
        assert_eq!(packs.is_changed("jo"), Some(false));
        fs::write(packs.folder("jo").join("phone-screen/a.toml"), "two").expect("written");
        assert_eq!(packs.is_changed("jo"), Some(true));
        assert_eq!(packs.is_changed("no-such"), None);
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
        assert_eq!(left(&packs), [LOCK]);
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
        assert_eq!(left(&packs), [LOCK, "jo"]);
        assert!(packs.folder("jo").join("phone-screen/a.toml").exists());
    }
}
