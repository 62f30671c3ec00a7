//! A log that is no session: one file of records beside the sessions, with the journal's codec, its
//! chain, its segments and its salvage.
//!
//! Several processes may add to it, each holding the lock for one record at a time; what a record
//! rests on is read again under the lock.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::codec::{self, Json, Position};
use super::error::Error;
use super::file::{self, Mended, Salvaged};
use super::lock::Lock;
use super::segments::{self, Contents};
use super::storage::{Access, DiskFolder, Folder, Storage, sync_folder};

/// `<stem>.jsonl` in a folder, and `<stem>.lock` beside it.
#[derive(Clone, Debug)]
pub struct Log {
    folder: PathBuf,
    stem: &'static str,
}

impl Log {
    pub fn new(folder: impl Into<PathBuf>, stem: &'static str) -> Log {
        Log { folder: folder.into(), stem }
    }

    /// The first segment's file, which stands for the log in messages.
    pub fn path(&self) -> PathBuf {
        self.disk().path(segments::FIRST)
    }

    /// Where its segments are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads it without a lock; nothing where there is none yet.
    ///
    /// # Errors
    /// `NotReadable`, `NoFormat`, `TooNew`, and `Corrupt`, also where its beginning is good.
    pub fn view(&self) -> Result<Option<Contents>, Error> {
        if !self.is_there() {
            return Ok(None);
        }
        match self.load() {
            Err(Error::Empty { .. }) => Ok(None),
            other => other.map(Some).map_err(|cause| self.in_log(cause)),
        }
    }

    /// Adds what `work` makes of everything that is in the log by then, durably and while no other
    /// process adds to it. Where `work` fails nothing is added. `header` begins a log that is new.
    ///
    /// # Errors
    /// Those of `work`, and what the journal's `open` says.
    pub fn append<T, E: From<Error>>(
        &self,
        header: &Json,
        work: impl FnOnce(&Contents) -> Result<(Vec<Json>, T), E>,
    ) -> Result<(T, Option<Mended>), E> {
        file::make_folders(&self.folder).map_err(|cause| self.in_log(cause))?;
        let lock = self.folder.join(format!("{}.lock", self.stem));
        let _turn = Lock::take_turn(&lock, &self.path()).map_err(|cause| self.in_log(cause))?;
        self.begin(header).map_err(|cause| self.in_log(cause))?;
        let (mut tail, contents, mended) = file::recover(&self.path(), Box::new(self.disk()))
            .map_err(|cause| self.in_log(cause))?;
        let (records, made) = work(&contents)?;
        for record in &records {
            tail.push(record);
        }
        tail.commit().map_err(|failure| {
            let super::tail::Failure { doing, path, cause } = failure;
            self.in_log(Error::NotWritable { doing, path, cause })
        })?;
        Ok((made, mended))
    }

    /// Makes a damaged log usable again: its whole records stay, and every file is kept as it was.
    ///
    /// # Errors
    /// `Missing`, `NotDamaged`, and whatever reading and writing say.
    pub fn salvage(&self) -> Result<Salvaged, Error> {
        let path = self.path();
        let salvaged = || {
            if !self.is_there() {
                return Err(Error::Missing { path: path.clone() });
            }
            let lock = self.folder.join(format!("{}.lock", self.stem));
            let _turn = Lock::take_turn(&lock, &path)?;
            file::salvage_in(&path, &mut self.disk())
        };
        salvaged().map_err(|cause| self.in_log(cause))
    }

    fn load(&self) -> Result<Contents, Error> {
        let contents = file::load(&self.path(), &self.disk())?;
        match file::damage(&self.path(), &contents) {
            Some(damage) => Err(damage),
            None => Ok(contents),
        }
    }

    fn is_there(&self) -> bool {
        fs::symlink_metadata(self.path()).is_ok()
    }

    /// Makes the file where there is none, or one whose first record was cut short.
    fn begin(&self, header: &Json) -> Result<(), Error> {
        if self.is_there() && !matches!(self.load(), Err(Error::Empty { .. })) {
            return Ok(());
        }
        const NEW: &str = "journal.jsonl.new";
        let mut disk = self.disk();
        let mut bytes = Vec::new();
        codec::encode(&mut bytes, Position::START, header);
        let mut made = || {
            match disk.remove(NEW) {
                Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
                _ => {}
            }
            file::write_new(&mut disk, NEW, &bytes)?;
            disk.rename(NEW, segments::FIRST)?;
            sync_folder(&self.folder)
        };
        let made = made();
        made.map_err(Error::not_writable("create", self.path()))
    }

    /// A journal's messages name its files in a folder of its own.
    fn in_log(&self, mut cause: Error) -> Error {
        if let Error::Corrupt { path, .. } | Error::NoFormat { path } | Error::TooNew { path, .. } =
            &mut cause
        {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            *path = self.disk().path(&name);
        }
        Error::Log { cause: Box::new(cause) }
    }

    fn disk(&self) -> Named {
        Named { disk: DiskFolder::new(&self.folder), stem: self.stem }
    }
}

/// The files of one log in a folder that holds others as well, under the names that a journal's have
/// in a folder of their own.
#[derive(Debug)]
struct Named {
    disk: DiskFolder,
    stem: &'static str,
}

/// What a journal's files begin with.
const JOURNAL: &str = "journal.";

impl Named {
    fn on_disk(&self, name: &str) -> String {
        let rest = name.strip_prefix(JOURNAL).unwrap_or(name);
        format!("{}.{rest}", self.stem)
    }
}

impl Folder for Named {
    fn names(&self) -> io::Result<Vec<String>> {
        let of_log = |name: String| {
            let rest = name.strip_prefix(self.stem)?.strip_prefix('.')?;
            Some(format!("{JOURNAL}{rest}"))
        };
        Ok(self.disk.names()?.into_iter().filter_map(of_log).collect())
    }

    fn create(&mut self, name: &str) -> io::Result<Box<dyn Storage>> {
        self.disk.create(&self.on_disk(name))
    }

    fn open(&self, name: &str, access: Access) -> io::Result<Box<dyn Storage>> {
        self.disk.open(&self.on_disk(name), access)
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        let (from, to) = (self.on_disk(from), self.on_disk(to));
        self.disk.rename(&from, &to)
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.disk.remove(&self.on_disk(name))
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.sync()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.disk.path(&self.on_disk(name))
    }
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;
