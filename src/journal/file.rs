//! A session's folder: created, opened, read and salvaged.
//!
//! | file | |
//! |---|---|
//! | `journal.jsonl` | the records; the first is the header |
//! | `journal.<n>.jsonl` | further segments, after a sync failed (see `segments`) |
//! | `lock` | held by the one process that writes |
//! | `journal.jsonl.torn-<n>` | as the file was before a torn last line was cut off |
//! | `journal.jsonl.damaged-<n>` | as the file was before `mock sessions salvage` |

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::codec::{self, Json, Position};
use super::error::Error;
use super::lock::{self, Lock};
use super::segments::{self, Contents, End};
use super::storage::{Access, DiskFolder, Folder, Storage, sync_folder};
use super::tail::Tail;
use crate::engine::event::FORMAT;
use crate::files::rename_new;

/// A session's journal, opened for writing. This process is its one writer until it is dropped.
pub struct Journal {
    pub(super) tail: Tail,
    /// `None` for a simulated disk, which no other process sees.
    _lock: Option<Lock>,
}

/// A journal opened for writing, what it held, and what had to be done for it.
pub struct Opened {
    pub journal: Journal,
    pub contents: Contents,
    pub mended: Option<Mended>,
}

/// A torn last line that was cut off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// How many bytes were cut off; none of them was ever acknowledged.
    pub bytes: u64,
    /// The file as it was.
    pub copy: PathBuf,
}

/// What `salvage` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// How many records the journal has now.
    pub kept: u64,
    /// The files as they were.
    pub copies: Vec<PathBuf>,
}

impl Journal {
    /// Makes the session's folder, with `header` as the first record. `header` names the format:
    /// `{"format":"1.2", …}`. Folders above it are made where they are missing.
    ///
    /// The folder gets its name last, so that no death on the way leaves a session that does not
    /// open; what it may leave is a folder whose name starts with a dot and ends in `.new`.
    ///
    /// # Errors
    /// `Exists`, `NotWritable`, or `NoFormat` and `TooNew` for a header that is not right.
    pub fn create(path: &Path, header: &Json) -> Result<Journal, Error> {
        check_header(path, header.as_str())?;
        if fs::symlink_metadata(path).is_ok() {
            return Err(Error::Exists { path: path.to_owned() });
        }
        let parent = above(path);
        make_folders(parent)?;
        let staged = staging(path);
        fs::create_dir(&staged).map_err(Error::not_writable("create", path))?;
        let made = fill(&staged, header).and_then(|filled| {
            fs::rename(&staged, path).map_err(|cause| match cause.kind() {
                io::ErrorKind::DirectoryNotEmpty
                | io::ErrorKind::AlreadyExists
                | io::ErrorKind::NotADirectory => Error::Exists { path: path.to_owned() },
                _ => Error::not_writable("create", path)(cause),
            })?;
            Ok(filled)
        });
        let (lock, segment, len, position) = made.inspect_err(|_| {
            // Nothing in it was promised to anyone; a dot folder left over does no harm.
            let _left = fs::remove_dir_all(&staged);
        })?;
        sync_folder(parent).map_err(Error::not_writable("sync", parent))?;
        let tail = Tail::new(Box::new(DiskFolder::new(path)), segment, 1, len, position);
        Ok(Journal { tail, _lock: Some(lock) })
    }

    /// Opens a session to go on with it. A torn last line is copied, then cut off.
    ///
    /// # Errors
    /// `Corrupt` changes nothing: `view` still reads what is good, `salvage` makes it writable.
    /// Also `Missing`, `Empty`, `Locked`, `NoFormat`, `TooNew`, `NotReadable`, `NotWritable`.
    pub fn open(path: &Path) -> Result<Opened, Error> {
        if !path.is_dir() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let lock = Lock::take(path)?;
        let (tail, contents, mended) = recover(path, Box::new(DiskFolder::new(path)))?;
        Ok(Opened { journal: Journal { tail, _lock: Some(lock) }, contents, mended })
    }

    /// The first segment's file, which stands for the journal in messages.
    pub fn path(&self) -> PathBuf {
        self.tail.path()
    }

    /// On a storage that only this process sees.
    #[cfg(test)]
    pub(super) fn unlocked(tail: Tail) -> Journal {
        Journal { tail, _lock: None }
    }
}

/// Reads a session without a lock and without changing anything, also while another process
/// writes it. The contents may end torn or corrupt; `damage` says so in words.
///
/// # Errors
/// `Missing`, `Empty`, `NoFormat`, `TooNew`, `NotReadable`, and `Corrupt` where not even the
/// header is good.
pub fn view(path: &Path) -> Result<Contents, Error> {
    if !path.is_dir() {
        return Err(Error::Missing { path: path.to_owned() });
    }
    load(path, &DiskFolder::new(path))
}

/// The error that keeps a session from being opened for writing; `None` for a sound or merely
/// torn one.
pub fn damage(path: &Path, contents: &Contents) -> Option<Error> {
    match &contents.end {
        End::Clean | End::Torn { .. } => None,
        End::Corrupt { segment, line, flaw } => Some(Error::Corrupt {
            path: path.join(segments::name(*segment)),
            line: *line,
            flaw: flaw.clone(),
            good: contents.len() as u64,
        }),
    }
}

/// Makes a damaged session writable: its good records become the journal, and every file is kept
/// beside it as it was.
///
/// # Errors
/// `NotDamaged`, and whatever `Journal::open` may say but for a corruption after the header.
pub fn salvage(path: &Path) -> Result<Salvaged, Error> {
    if !path.is_dir() {
        return Err(Error::Missing { path: path.to_owned() });
    }
    let _lock = Lock::take(path)?;
    salvage_in(path, &mut DiskFolder::new(path))
}

/// Makes a session's folder of files that were checked before, by their paths in it. As with
/// `create` the folder gets its name last, and one that is there stays as it is.
///
/// # Errors
/// `Exists`, `NotWritable`.
pub fn import(path: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Error> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(Error::Exists { path: path.to_owned() });
    }
    let parent = above(path);
    make_folders(parent)?;
    let staged = staging(path);
    let put = || {
        let mut folders = BTreeSet::from([staged.clone()]);
        fs::create_dir(&staged)?;
        for (name, bytes) in files {
            let file = staged.join(name);
            fs::create_dir_all(above(&file))?;
            folders.extend(Path::new(name).ancestors().skip(1).map(|folder| staged.join(folder)));
            let mut file = fs::File::create_new(file)?;
            file.write_all(bytes)?;
            file.sync_all()?;
        }
        // A file is on disk once its name is, and that of every folder above it.
        folders.iter().try_for_each(|folder| sync_folder(folder))?;
        rename_new(&staged, path)
    };
    let failed = |cause: io::Error| match cause.kind() {
        // Another import was quicker.
        io::ErrorKind::AlreadyExists => Error::Exists { path: path.to_owned() },
        _ => Error::not_writable("create", path)(cause),
    };
    put().map_err(failed).inspect_err(|_| {
        // Nothing in it was promised to anyone; a dot folder left over does no harm.
        let _left = fs::remove_dir_all(&staged);
    })?;
    sync_folder(parent).map_err(Error::not_writable("sync", parent))
}

/// Whether a process writes the session now. By the time this is read it may have begun or ended.
pub fn is_held(path: &Path) -> bool {
    lock::is_held(path)
}

/// The process that does.
pub fn holder(path: &Path) -> Option<u32> {
    lock::holder_of(path)
}

/// Deletes a session forever. It loses its name first, so that a death on the way leaves no half
/// of a session behind, only a folder that listings pass over.
///
/// # Errors
/// `Missing`, `Locked`, `NotWritable`.
pub fn delete(path: &Path) -> Result<(), Error> {
    if !path.is_dir() {
        return Err(Error::Missing { path: path.to_owned() });
    }
    let lock = Lock::take(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let nameless = path.with_file_name(format!(".{name}.{}.deleted", std::process::id()));
    fs::rename(path, &nameless).map_err(Error::not_writable("delete", path))?;
    drop(lock);
    fs::remove_dir_all(&nameless).map_err(Error::not_writable("delete", &nameless))?;
    sync_folder(above(path)).map_err(Error::not_writable("sync", above(path)))
}

/// Reads all segments and checks the header. `path` serves the messages.
pub(super) fn load(path: &Path, folder: &dyn Folder) -> Result<Contents, Error> {
    let names = folder.names().map_err(Error::not_readable(path))?;
    let mut files = Vec::new();
    for number in segments::numbers(&names) {
        let name = segments::name(number);
        match folder.open(&name, Access::Read).and_then(|file| file.read()) {
            Ok(bytes) => files.push((number, bytes)),
            // A writer may drop a segment that came to nothing between the listing and here.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => return Err(Error::not_readable(folder.path(&name))(cause)),
        }
    }
    of_segments(path, files)
}

/// Joins segments that were read elsewhere, by their numbers, and checks the header. `path` serves
/// the messages.
///
/// # Errors
/// As `view`.
pub fn of_segments(path: &Path, files: Vec<(u32, Vec<u8>)>) -> Result<Contents, Error> {
    let contents = Contents::join(files);
    let header = contents.entries().next();
    match (header, damage(path, &contents)) {
        (Some(header), _) => check_header(path, header.json)?,
        (None, Some(damage)) => return Err(damage),
        (None, None) => return Err(Error::Empty { path: path.to_owned() }),
    }
    Ok(contents)
}

/// Loads a journal and makes its end fit to be appended to.
pub(super) fn recover(
    path: &Path,
    mut folder: Box<dyn Folder>,
) -> Result<(Tail, Contents, Option<Mended>), Error> {
    let contents = load(path, &*folder)?;
    if let Some(damage) = damage(path, &contents) {
        return Err(damage);
    }
    let Some((number, good_len, len)) = contents.last_segment() else {
        return Err(Error::Empty { path: path.to_owned() });
    };
    let name = segments::name(number);
    let file = folder.path(&name);
    let mended = if good_len < len {
        let copy =
            copy_aside(&mut *folder, &name, "torn").map_err(Error::not_writable("copy", &file))?;
        Some(Mended { bytes: len - good_len, copy })
    } else {
        None
    };
    let mut segment =
        folder.open(&name, Access::Append).map_err(Error::not_writable("open", &file))?;
    if mended.is_some() {
        segment.truncate(good_len).map_err(Error::not_writable("cut the torn end off", &file))?;
    }
    // Also without a torn end: the process before this one may have died before its last sync,
    // and what is read here is about to be built upon.
    segment.sync().map_err(Error::not_writable("sync", &file))?;
    let position = contents.position();
    Ok((Tail::new(folder, segment, number, good_len, position), contents, mended))
}

pub(super) fn salvage_in(path: &Path, folder: &mut dyn Folder) -> Result<Salvaged, Error> {
    let contents = load(path, folder)?;
    if contents.end == End::Clean {
        return Err(Error::NotDamaged { path: path.to_owned() });
    }
    let names = folder.names().map_err(Error::not_readable(path))?;
    let old = segments::numbers(&names);
    let mut copies = Vec::new();
    for &number in &old {
        let name = segments::name(number);
        let copy = copy_aside(folder, &name, "damaged")
            .map_err(Error::not_writable("copy", folder.path(&name)))?;
        copies.push(copy);
    }
    replace(folder, &names, &contents, &old).map_err(Error::not_writable("rewrite", path))?;
    Ok(Salvaged { kept: contents.len() as u64, copies })
}

/// Puts the good records in place of all segments. A death on the way leaves a journal that reads
/// the same or is still damaged, never one that reads less.
fn replace(
    folder: &mut dyn Folder,
    names: &[String],
    contents: &Contents,
    old: &[u32],
) -> io::Result<()> {
    const NEW: &str = "journal.jsonl.salvaging";
    if names.iter().any(|name| name == NEW) {
        folder.remove(NEW)?;
    }
    write_new(folder, NEW, &contents.encoded())?;
    folder.rename(NEW, segments::FIRST)?;
    folder.sync()?;
    for &number in old.iter().filter(|&&number| number > 1) {
        folder.remove(&segments::name(number))?;
    }
    folder.sync()
}

/// Copies a file to `<name>.<label>-<n>`, with the first number that is free, durably.
fn copy_aside(folder: &mut dyn Folder, name: &str, label: &str) -> io::Result<PathBuf> {
    let names = folder.names()?;
    let bytes = folder.open(name, Access::Read)?.read()?;
    let copy = (1_u32..)
        .map(|n| format!("{name}.{label}-{n}"))
        .find(|copy| !names.contains(copy))
        .unwrap_or_default();
    write_new(folder, &copy, &bytes)?;
    folder.sync()?;
    Ok(folder.path(&copy))
}

/// Writes a new file durably; removes it again where that fails.
pub(super) fn write_new(folder: &mut dyn Folder, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut file = folder.create(name)?;
    file.append(bytes).and_then(|()| file.sync()).inspect_err(|_| {
        // A file cut short helps no one; where it cannot be removed either, it does no harm.
        let _left = folder.remove(name);
    })
}

type Filled = (Lock, Box<dyn Storage>, u64, Position);

/// Writes the lock and the header into a new, empty folder.
fn fill(staged: &Path, header: &Json) -> Result<Filled, Error> {
    let lock = Lock::take(staged)?;
    let mut bytes = Vec::new();
    let position = codec::encode(&mut bytes, Position::START, header);
    let mut folder = DiskFolder::new(staged);
    let written = || {
        let mut segment = folder.create(segments::FIRST)?;
        segment.append(&bytes)?;
        segment.sync()?;
        folder.sync()?;
        Ok(segment)
    };
    let segment =
        { written }().map_err(Error::not_writable("write", staged.join(segments::FIRST)))?;
    Ok((lock, segment, bytes.len() as u64, position))
}

/// The name a session's folder has until it is whole. Listings pass over names with a dot.
fn staging(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.new", std::process::id()))
}

/// Makes `path` and what is missing above it, each durably.
pub(super) fn make_folders(path: &Path) -> Result<(), Error> {
    let missing: Vec<&Path> = path.ancestors().take_while(|folder| !is_there(folder)).collect();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => {}
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(Error::not_writable("create", folder)(cause)),
        }
        let above = above(folder);
        sync_folder(above).map_err(Error::not_writable("sync", above))?;
    }
    Ok(())
}

fn above(path: &Path) -> &Path {
    path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The empty path, above a relative one, is the folder we are in.
fn is_there(folder: &Path) -> bool {
    folder.as_os_str().is_empty() || folder.exists()
}

/// The only thing this layer asks of a header: a major format version it knows.
fn check_header(path: &Path, json: &str) -> Result<(), Error> {
    #[derive(Deserialize)]
    struct Header {
        format: String,
    }
    let path = || path.join(segments::FIRST);
    let Ok(Header { format }) = serde_json::from_str(json) else {
        return Err(Error::NoFormat { path: path() });
    };
    match (major(&format), major(FORMAT)) {
        (Some(found), Some(ours)) if found == ours => Ok(()),
        (Some(found), Some(ours)) if found > ours => {
            Err(Error::TooNew { path: path(), found: format })
        }
        _ => Err(Error::NoFormat { path: path() }),
    }
}

/// The major part of `1.2`.
fn major(format: &str) -> Option<u32> {
    let (major, minor) = format.split_once('.')?;
    minor.parse::<u32>().ok()?;
    major.parse().ok()
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
