//! A bank in a folder: the user's own, a pack, or one file being written.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::bank::fault::Fault;
use crate::bank::question::Kind;
use crate::bank::rule;
use crate::files;
use crate::text::file::decode;

use super::found::{Finds, Found, FoundFormat, Unread};
use super::stamp::Stamp;

pub const QUESTION: &str = "question.toml";
pub const TOPICS: &str = "topics.toml";
/// Where a pack keeps its rounds and loops.
const ROUNDS: &str = "rounds";
/// Folders that hold other things than questions.
pub const SKIPPED: [&str; 2] = ["prep", ROUNDS];

/// The largest file read; the longest question so far has some 20 kB.
const BYTES_MOST: u64 = 1 << 20;
/// `<pack>/<kind>/<id>/data/…` has four levels; a loop of links has more.
const DEPTH_MOST: usize = 8;

/// Everything in a bank's folder, a question's folder, or one question's file.
pub fn finds(place: &Path) -> Finds {
    let mut finds = Finds::default();
    if place.join(QUESTION).is_file() {
        take_folder(place, &mut finds);
    } else if place.is_file() && place.file_name().is_some_and(|name| name == QUESTION) {
        take_folder(place.parent().unwrap_or(place), &mut finds);
    } else if place.is_file() {
        take_file(place, &mut finds);
    } else {
        walk(place, DEPTH_MOST, &mut finds);
        let rounds = place.join(ROUNDS);
        if rounds.is_dir() {
            take_formats(&rounds, &mut finds);
        }
    }
    finds
}

/// Everything in a folder of rounds and loops.
pub fn format_finds(place: &Path) -> Finds {
    let mut finds = Finds::default();
    take_formats(place, &mut finds);
    finds
}

/// Packs by name: the folders in one folder. Links are not followed, and where there is no such
/// folder there is no pack.
pub fn packs(dir: &Path) -> Vec<(String, PathBuf)> {
    let paths = sorted_entries(dir).unwrap_or_default().into_iter();
    let named = paths.map(|path| (file_name(&path), path));
    let is_pack = |(name, path): &(String, PathBuf)| {
        !name.starts_with('.') && path.is_dir() && !path.is_symlink()
    };
    named.filter(is_pack).collect()
}

fn take_formats(dir: &Path, finds: &mut Finds) {
    let entries = match sorted_entries(dir) {
        Ok(entries) => entries,
        Err(error) => return finds.faults.push(unreadable(dir, &error)),
    };
    for path in entries.iter().filter(|path| path.is_file()) {
        let name = file_name(path);
        let Some(stem) = question_stem(&name) else { continue };
        match read_text(path) {
            Err(error) => finds.faults.push(unreadable(path, &error)),
            Ok(text) => finds.formats.push(FoundFormat {
                path: path.display().to_string(),
                name: stem.to_owned(),
                toml: Cow::Owned(text),
            }),
        }
    }
}

fn walk(dir: &Path, depth: usize, finds: &mut Finds) {
    let entries = match sorted_entries(dir) {
        Ok(entries) => entries,
        Err(error) => return finds.faults.push(unreadable(dir, &error)),
    };
    for path in entries {
        let name = file_name(&path);
        if name.starts_with('.') || SKIPPED.contains(&name.as_str()) {
            continue;
        }
        if name.ends_with(".toml") && path.is_file() {
            take_file(&path, finds);
        } else if path.join(QUESTION).is_file() {
            take_folder(&path, finds);
        } else if path.is_dir() && depth > 0 {
            walk(&path, depth - 1, finds);
        }
    }
}

fn take_file(path: &Path, finds: &mut Finds) {
    let name = file_name(path);
    let shown = path.display().to_string();
    if name == TOPICS {
        match read_text(path) {
            Err(error) => finds.faults.push(unreadable(path, &error)),
            Ok(text) => finds.topics = Some((shown, Cow::Owned(text))),
        }
    } else if let Some(stem) = question_stem(&name) {
        let unread = Unread::File(path.to_owned());
        finds.questions.push(found(shown, stem.to_owned(), kind_folder(path), unread));
    }
}

fn take_folder(dir: &Path, finds: &mut Finds) {
    let shown = dir.join(QUESTION).display().to_string();
    // `.` and `..` have no name of their own, and a lone name tells nothing of its kind.
    let is_told = dir.parent().is_some_and(|parent| parent.file_name().is_some());
    let whole = if is_told { None } else { dir.canonicalize().ok() };
    let named = whole.as_deref().unwrap_or(dir);
    let unread = Unread::Folder(dir.to_owned());
    finds.questions.push(found(shown, file_name(named), kind_folder(named), unread));
}

fn found(path: String, name: String, kind: Option<String>, unread: Unread) -> Found {
    let (toml, files) = (Cow::Borrowed(""), BTreeMap::new());
    Found { path, name, kind, toml, files, unread: Some(unread), is_built_in: false }
}

/// Reads what was found. Files beside a question that cannot be read go to `faults`.
///
/// # Errors
/// The question's own file cannot be read.
pub fn read(unread: &Unread, found: &mut Found, faults: &mut Vec<Fault>) -> Result<(), Vec<Fault>> {
    let text = |path: &Path| read_text(path).map_err(|error| vec![unreadable(path, &error)]);
    match unread {
        Unread::File(path) => found.toml = Cow::Owned(text(path)?),
        Unread::Folder(dir) => {
            found.toml = Cow::Owned(text(&dir.join(QUESTION))?);
            gather(dir, &mut found.files, faults);
        }
    }
    Ok(())
}

/// The files beside a question, as texts.
fn gather(dir: &Path, files: &mut BTreeMap<String, String>, faults: &mut Vec<Fault>) {
    beside(dir, dir, DEPTH_MOST, &mut |name, path| match read_text(path) {
        Ok(text) => drop(files.insert(name, text)),
        Err(error) => faults.push(unreadable(path, &error)),
    });
}

/// What [`read`] would read, looked at from outside; `None` where that can't be done.
pub fn stamp(unread: &Unread) -> Option<Stamp> {
    let mut files = BTreeMap::new();
    let mut is_whole = true;
    let mut add = |name: String, path: &Path| match fs::metadata(path) {
        Ok(file) => drop(files.insert(name, file)),
        Err(_) => is_whole = false,
    };
    match unread {
        Unread::File(path) => add(String::new(), path),
        Unread::Folder(dir) => {
            add(QUESTION.to_owned(), &dir.join(QUESTION));
            beside(dir, dir, DEPTH_MOST, &mut add);
        }
    }
    is_whole.then(|| Stamp::of(&files))
}

/// Names the files beside a question. Links are not followed: a pack must not reach outside itself.
fn beside(root: &Path, dir: &Path, depth: usize, tell: &mut dyn FnMut(String, &Path)) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let (path, Ok(kind)) = (entry.path(), entry.file_type()) else { continue };
        let relative = path.strip_prefix(root).ok().and_then(with_slashes);
        let Some(name) = relative.filter(|name| !name.starts_with('.') && name != QUESTION) else {
            continue;
        };
        if kind.is_dir() && depth > 0 && file_name(&path) != "__pycache__" {
            beside(root, &path, depth - 1, tell);
        } else if kind.is_file() {
            tell(name, &path);
        }
    }
}

/// A file's id, if its name is that of a question.
pub fn question_stem(name: &str) -> Option<&str> {
    let stem = name.strip_suffix(".toml")?;
    (!["topics", "seed-map", "question", "pack"].contains(&stem) && !stem.starts_with('.'))
        .then_some(stem)
}

/// The parent folder's name where that is a kind's.
pub fn kind_folder(path: &Path) -> Option<String> {
    let folder = path.parent()?.file_name()?.to_str()?;
    folder.parse::<Kind>().is_ok().then(|| folder.to_owned())
}

/// A relative path as questions name it, on every platform.
pub fn with_slashes(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

fn sorted_entries(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    Ok(entries)
}

fn read_text(path: &Path) -> io::Result<String> {
    let bytes = files::read(path, BYTES_MOST)?;
    decode(&bytes).map_err(|why| io::Error::new(io::ErrorKind::InvalidData, why))
}

fn unreadable(path: &Path, error: &io::Error) -> Fault {
    let message = format!("it cannot be read: {error}");
    Fault::of_file(&path.display().to_string(), rule::FILE, message, None)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
