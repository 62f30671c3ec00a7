//! Archives, entry by entry. What an entry says of itself is never trusted: every byte is counted
//! as it is read.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};

use tar::EntryType;

use super::gathered::Gathered;
use super::limits::Refused;

/// The bits of a Unix mode that tell what a file is, and those of an ordinary one.
const KIND: u32 = 0o170_000;
const ORDINARY: u32 = 0o100_000;

/// Counts what is read, and ends where no honest pack goes on.
struct Counted<'c, R> {
    from: R,
    read: &'c Cell<u64>,
    most: u64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(into)?;
        self.read.set(self.read.get().saturating_add(count as u64));
        if self.read.get() > self.most {
            return Err(io::Error::other("it is too large"));
        }
        Ok(count)
    }
}

pub(super) fn tar(from: impl Read, gathered: &mut Gathered) -> Result<(), Refused> {
    let read = Cell::new(0);
    let counted = Counted { from, read: &read, most: gathered.unpacked_most() };
    let taken = entries(tar::Archive::new(counted), gathered);
    // What is too large looks damaged to those who read it.
    gathered.unpacked(read.get())?;
    taken
}

fn entries(mut archive: tar::Archive<impl Read>, gathered: &mut Gathered) -> Result<(), Refused> {
    for entry in archive.entries().map_err(damaged)? {
        let entry = entry.map_err(damaged)?;
        let kind = entry.header().entry_type();
        // What describes the archive itself, as `git archive` writes it.
        if matches!(kind, EntryType::XGlobalHeader | EntryType::XHeader) {
            continue;
        }
        let bytes = entry.path_bytes().into_owned();
        let name = text(&bytes)?;
        gathered.count(name)?;
        let length = entry.size();
        match (kind, gathered.inside(name)?) {
            (EntryType::Directory, _) => {}
            (EntryType::Regular | EntryType::Continuous, Some(path)) => {
                gathered.take(path, length, entry)?;
            }
            (EntryType::Regular | EntryType::Continuous, None) => {
                gathered.passed_over.push(name.to_owned());
            }
            _ => return Err(Refused::entry(name, "is a link or no ordinary file")),
        }
    }
    Ok(())
}

pub(super) fn zip(file: File, gathered: &mut Gathered) -> Result<(), Refused> {
    let wrong = |error| Refused::Whole(format!("the archive is damaged or cut short: {error}"));
    let mut archive = zip::ZipArchive::new(file).map_err(wrong)?;
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(wrong)?;
        let bytes = entry.name_raw().to_owned();
        let name = text(&bytes)?;
        gathered.count(name)?;
        let is_ordinary =
            entry.unix_mode().is_none_or(|mode| [0, ORDINARY].contains(&(mode & KIND)));
        let path = gathered.inside(name)?;
        if entry.is_dir() {
            continue;
        }
        if entry.is_symlink() || !is_ordinary {
            return Err(Refused::entry(name, "is a link or no ordinary file"));
        }
        let Some(path) = path else {
            gathered.passed_over.push(name.to_owned());
            continue;
        };
        let length = entry.size();
        unpacked += gathered.take(path, length, entry)?;
        gathered.unpacked(unpacked)?;
    }
    Ok(())
}

fn text(name: &[u8]) -> Result<&str, Refused> {
    let lossy = || Refused::entry(&String::from_utf8_lossy(name), "has a name that isn't UTF-8");
    std::str::from_utf8(name).map_err(|_| lossy())
}

fn damaged(error: io::Error) -> Refused {
    Refused::Whole(format!("the archive is damaged or cut short: {error}"))
}
