//! A pack as it comes from strangers: how much it may be, and which of its files count.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::{Gathered, Limits, Refused};
use crate::text::file::decode;

/// Files of a pack, by relative path with `/`.
pub type Files = BTreeMap<String, String>;

/// The built-in bank, of some 80 questions, has 600 files and 2 MB, and compresses to a fifth. The
/// loader reads no file that is larger.
pub const LIMITS: Limits = Limits {
    what: "a pack",
    is_own: false,
    entries: 10_000,
    file_bytes: 1 << 20,
    bytes: 64 << 20,
    archive_bytes: 32 << 20,
    ratio: 100,
};

/// A pack that was agreed to, on this machine's own disk.
pub const INSTALLED: Limits = Limits {
    is_own: true,
    entries: usize::MAX,
    file_bytes: u64::MAX,
    bytes: u64::MAX,
    archive_bytes: u64::MAX,
    ..LIMITS
};

/// The text files, from the folder on that holds `pack.toml`, and the names of those that are no
/// text.
///
/// # Errors
/// Where there is no `pack.toml`, or a file lies where a folder does.
pub fn files_of(gathered: Gathered) -> Result<(Files, Vec<String>), Refused> {
    let root = root(&gathered)?;
    let mut files = Files::new();
    let mut no_text = Vec::new();
    for (path, bytes) in gathered.files {
        let Some(path) = path.strip_prefix(&root) else { continue };
        match decode(&bytes) {
            Ok(text) => drop(files.insert(path.to_owned(), text)),
            Err(_) => no_text.push(path.to_owned()),
        }
    }
    if let Some(path) = files.keys().find(|path| in_the_way(&files, path)) {
        return Err(Refused::entry(path, "lies in a folder that is a file too"));
    }
    Ok((files, no_text))
}

/// The folder of `pack.toml`: archives often hold one folder with everything in it.
fn root(gathered: &Gathered) -> Result<String, Refused> {
    let files = &gathered.files;
    let tops = files.keys().map(|path| path.split_once('/').map_or("", |(top, _)| top));
    let mut tops = tops.collect::<BTreeSet<&str>>().into_iter();
    let root = match (tops.next(), tops.next()) {
        (Some(top), None) if !top.is_empty() && !files.contains_key("pack.toml") => {
            format!("{top}/")
        }
        _ => String::new(),
    };
    if files.contains_key(&format!("{root}pack.toml")) {
        return Ok(root);
    }
    let why = "it has no pack.toml, which says name, version, license and author";
    Err(Refused::Whole(why.to_owned()))
}

/// Whether one of the folders above a file is a file itself.
fn in_the_way(files: &Files, path: &str) -> bool {
    path.match_indices('/').any(|(at, _)| files.contains_key(&path[..at]))
}

#[cfg(test)]
#[path = "source_tests.rs"]
mod tests;
