//! A fresh folder for each run, and how full it is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::scratch::Folder;

/// A folder that only this user can enter; gone when dropped.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    /// Among the others of this process; removes what is in it.
    _holder: Folder,
}

/// A file that a compiler made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// How much a folder holds, counted no further than was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    pub files: usize,
    pub bytes: u64,
}

impl Scratch {
    /// A new one in `base`.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn within(base: &Path) -> io::Result<Scratch> {
        let holder = Folder::within(base)?;
        let path = holder.folder(&format!("mock-{}", nonce()))?;
        Ok(Scratch { path, _holder: holder })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file. Only before anything runs in the folder: what ran there may have put a link
    /// in its place.
    ///
    /// # Errors
    /// Where it cannot be written, or something of that name is there.
    pub fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        use io::Write;
        let mut file = fs::File::create_new(self.path.join(name))?;
        file.write_all(bytes)
    }

    /// Makes a folder and those above it. Only before anything runs here.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn make_folder(&self, name: &str) -> io::Result<()> {
        fs::create_dir_all(self.path.join(name))
    }

    /// A file of one of its folders, once nothing runs here any more: up to `most` bytes, and one
    /// more where there are more. Neither the folder nor the file is followed if it is a link.
    ///
    /// # Errors
    /// Where there is none, or it is no plain file.
    pub fn written(&self, folder: &str, name: &str, most: usize) -> io::Result<Vec<u8>> {
        use rustix::fs::{Mode, OFlags, open, openat};
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let at = open(self.path.join(folder), flags | OFlags::DIRECTORY, Mode::empty())?;
        let file = openat(&at, name, flags | OFlags::NONBLOCK, Mode::empty())?;
        let file = fs::File::from(file);
        if !file.metadata()?.is_file() {
            return Err(io::Error::other("no plain file"));
        }
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::Read::take(file, most as u64 + 1), &mut bytes)?;
        Ok(bytes)
    }

    /// The files of an ending that a compiler left here, where they are no more than `most` bytes.
    /// Only what is a plain file of this very folder is read.
    pub fn made(&self, ending: &str, most: u64) -> Option<Vec<Made>> {
        let mut found = Vec::new();
        let mut left = most;
        for entry in fs::read_dir(&self.path).ok()?.flatten() {
            let path = entry.path();
            if path.extension().is_none_or(|end| end != ending) {
                continue;
            }
            let flags = rustix::fs::OFlags::RDONLY | rustix::fs::OFlags::NOFOLLOW;
            let flags = flags | rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::CLOEXEC;
            let file = rustix::fs::open(&path, flags, rustix::fs::Mode::empty()).ok()?;
            let file = fs::File::from(file);
            let about = file.metadata().ok()?;
            left = left.checked_sub(about.len()).filter(|_| about.is_file())?;
            let mut bytes = Vec::new();
            io::Read::read_to_end(&mut io::Read::take(file, about.len()), &mut bytes).ok()?;
            found.push(Made { name: entry.file_name().into_string().ok()?, bytes });
        }
        (!found.is_empty()).then_some(found)
    }

    /// Counts files and their bytes; links are not followed. Stops past `most` files.
    pub fn held(&self, most: usize) -> Held {
        let mut held = Held::default();
        let mut folders = vec![self.path.clone()];
        while let Some(folder) = folders.pop() {
            // What vanishes meanwhile, or cannot be entered, holds nothing for us.
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                held.files += 1;
                if held.files > most {
                    return held;
                }
                let Ok(about) = entry.metadata() else { continue };
                match about.is_dir() {
                    true => folders.push(entry.path()),
                    false => held.bytes += about.len(),
                }
            }
        }
        held
    }
}

/// 128 bits that no child can guess.
pub fn nonce() -> String {
    format!("{:032x}", rand::random::<u128>())
}
