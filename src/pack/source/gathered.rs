//! What was read of a pack so far, and how much of the limits is left.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use super::limits::{Limits, Refused};
use crate::pack::Files;

/// The files of a pack.
#[derive(Debug)]
pub struct Gathered {
    limits: Limits,
    files: BTreeMap<String, Vec<u8>>,
    /// Names in small letters: a file system may not tell them apart.
    small: BTreeSet<String>,
    /// Hidden files and the like.
    pub passed_over: Vec<String>,
    entries: usize,
    bytes: u64,
    /// Bytes of the archive, where it is compressed.
    pub(super) compressed: Option<u64>,
}

impl Gathered {
    pub(super) fn new(limits: Limits) -> Gathered {
        Gathered {
            limits,
            files: BTreeMap::new(),
            small: BTreeSet::new(),
            passed_over: Vec::new(),
            entries: 0,
            bytes: 0,
            compressed: None,
        }
    }

    /// One more entry, whatever it is.
    pub(super) fn count(&mut self, name: &str) -> Result<(), Refused> {
        self.entries += 1;
        if self.entries > self.limits.entries {
            let why = format!("is more than the {} files a pack may have", self.limits.entries);
            return Err(Refused::entry(name, why));
        }
        Ok(())
    }

    /// Bytes that an archive may become.
    pub(super) fn unpacked_most(&self) -> u64 {
        // Besides its files an archive has heads and padding.
        let most = self.limits.bytes.saturating_mul(2);
        most.min(self.by_ratio().unwrap_or(most))
    }

    fn by_ratio(&self) -> Option<u64> {
        let Limits { ratio, file_bytes, .. } = self.limits;
        self.compressed.map(|length| length.saturating_mul(ratio).max(file_bytes))
    }

    /// Whether what an archive has become is too much.
    pub(super) fn unpacked(&self, bytes: u64) -> Result<(), Refused> {
        if self.by_ratio().is_some_and(|most| bytes > most) {
            let ratio = self.limits.ratio;
            let why = format!("it unpacks to more than {ratio} times its size: an archive bomb");
            return Err(Refused::Whole(why));
        }
        if bytes > self.unpacked_most() {
            let most = self.unpacked_most() >> 20;
            return Err(Refused::Whole(format!("it unpacks to more than {most} MB")));
        }
        Ok(())
    }

    /// Takes a file. `length` is what its entry says, which need not be true.
    /// Returns how many bytes it has.
    pub(super) fn take(
        &mut self,
        path: String,
        length: u64,
        from: impl Read,
    ) -> Result<u64, Refused> {
        let most = self.limits.file_bytes;
        let mut bytes = Vec::new();
        if length <= most {
            from.take(most + 1).read_to_end(&mut bytes)?;
        }
        if length > most || bytes.len() as u64 > most {
            return Err(Refused::entry(&path, format!("is larger than {} MB", most >> 20)));
        }
        let count = bytes.len() as u64;
        self.bytes += count;
        if self.bytes > self.limits.bytes {
            let most = self.limits.bytes >> 20;
            return Err(Refused::Whole(format!("its files have more than {most} MB")));
        }
        if !self.small.insert(path.to_lowercase()) {
            return Err(Refused::entry(&path, "is there twice"));
        }
        self.files.insert(path, bytes);
        Ok(count)
    }

    /// The text files, from the folder on that holds `pack.toml`, and the names of those that are
    /// no text.
    ///
    /// # Errors
    /// Where there is no `pack.toml`, or a file lies where a folder does.
    pub fn into_files(mut self) -> Result<(Files, Vec<String>), Refused> {
        let root = self.root()?;
        let mut files = Files::new();
        let mut no_text = Vec::new();
        for (path, bytes) in std::mem::take(&mut self.files) {
            let Some(path) = path.strip_prefix(&root) else { continue };
            match String::from_utf8(bytes) {
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
    fn root(&self) -> Result<String, Refused> {
        let mut tops: BTreeSet<&str> = BTreeSet::new();
        for path in self.files.keys() {
            tops.insert(path.split_once('/').map_or("", |(top, _)| top));
        }
        let mut tops = tops.into_iter();
        let root = match (tops.next(), tops.next()) {
            (Some(top), None) if !top.is_empty() && !self.files.contains_key("pack.toml") => {
                format!("{top}/")
            }
            _ => String::new(),
        };
        if self.files.contains_key(&format!("{root}pack.toml")) {
            return Ok(root);
        }
        let why = "it has no pack.toml, which says name, version, license and author";
        Err(Refused::Whole(why.to_owned()))
    }
}

/// Whether one of the folders above a file is a file itself.
fn in_the_way(files: &Files, path: &str) -> bool {
    path.match_indices('/').any(|(at, _)| files.contains_key(&path[..at]))
}
