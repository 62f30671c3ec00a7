//! The little of a file system that a journal needs, so that tests can break every part of it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::files::{AT_ONCE, only_a_file};

/// One file that is appended to. What is appended survives the death of the process at once, the
/// loss of power only after `sync`.
pub trait Storage: Send {
    /// Appends all of `bytes`.
    ///
    /// # Errors
    /// Whatever the file system says; some of the bytes may have been appended all the same.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Makes content and length durable.
    ///
    /// # Errors
    /// After an error nothing is known of what was appended since the last sync that worked, and
    /// a second try proves nothing: the kernel may have dropped the pages and marked them clean.
    fn sync(&mut self) -> io::Result<()>;

    /// Cuts the file to `len` bytes; the next append starts there.
    ///
    /// # Errors
    /// Whatever the file system says.
    fn truncate(&mut self, len: u64) -> io::Result<()>;

    /// In bytes.
    ///
    /// # Errors
    /// Whatever the file system says.
    fn len(&self) -> io::Result<u64>;

    /// # Errors
    /// Whatever the file system says.
    fn is_empty(&self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }

    /// The whole content.
    ///
    /// # Errors
    /// Whatever the file system says.
    fn read(&self) -> io::Result<Vec<u8>>;
}

/// What an opened file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Read,
    Append,
}

/// One folder of such files. Names made, changed or removed survive the loss of power only after
/// `sync`.
pub trait Folder: Send {
    /// File names, in any order.
    ///
    /// # Errors
    /// Whatever the file system says.
    fn names(&self) -> io::Result<Vec<String>>;

    /// Makes an empty file.
    ///
    /// # Errors
    /// `AlreadyExists` where the name is taken, or whatever the file system says.
    fn create(&mut self, name: &str) -> io::Result<Box<dyn Storage>>;

    /// # Errors
    /// `NotFound`, or whatever the file system says.
    fn open(&self, name: &str, access: Access) -> io::Result<Box<dyn Storage>>;

    /// Gives a file another name, replacing a file that had it, in one step.
    ///
    /// # Errors
    /// `NotFound`, or whatever the file system says.
    fn rename(&mut self, from: &str, to: &str) -> io::Result<()>;

    /// # Errors
    /// `NotFound`, or whatever the file system says.
    fn remove(&mut self, name: &str) -> io::Result<()>;

    /// Makes the names durable.
    ///
    /// # Errors
    /// Whatever the file system says.
    fn sync(&mut self) -> io::Result<()>;

    /// For messages: where a file of this folder is found.
    fn path(&self, name: &str) -> PathBuf;
}

/// A folder of the real file system.
#[derive(Debug)]
pub struct DiskFolder(PathBuf);

impl DiskFolder {
    /// The folder must exist; nothing is asked of it yet.
    pub fn new(path: impl Into<PathBuf>) -> DiskFolder {
        DiskFolder(path.into())
    }
}

impl Folder for DiskFolder {
    fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            // A name that is not Unicode is none of ours.
            names.extend(entry?.file_name().into_string());
        }
        Ok(names)
    }

    fn create(&mut self, name: &str) -> io::Result<Box<dyn Storage>> {
        let path = self.0.join(name);
        let file = OpenOptions::new().read(true).append(true).create_new(true).open(path)?;
        Ok(Box::new(DiskFile(file)))
    }

    fn open(&self, name: &str, access: Access) -> io::Result<Box<dyn Storage>> {
        let append = access == Access::Append;
        let mut options = OpenOptions::new();
        options.read(true).append(append).custom_flags(AT_ONCE);
        let file = options.open(self.0.join(name))?;
        // What is appended to was read before.
        Ok(Box::new(DiskFile(if append { file } else { only_a_file(file)? })))
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.0.join(from), self.0.join(to))
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        fs::remove_file(self.0.join(name))
    }

    fn sync(&mut self) -> io::Result<()> {
        sync_folder(&self.0)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

/// Makes the names in a folder durable.
///
/// # Errors
/// Whatever the file system says.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// A real file, opened for appending.
#[derive(Debug)]
struct DiskFile(File);

impl Storage for DiskFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        // fdatasync: the length counts as data, the times do not.
        self.0.sync_data()
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn len(&self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len())
    }

    fn read(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut file = &self.0;
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
pub mod simulated;
#[cfg(test)]
#[path = "storage_tests.rs"]
mod tests;
