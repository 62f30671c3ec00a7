//! What was read so far, and how much of the limits is left.

use std::collections::BTreeMap;
use std::io::Read;

use super::limits::{Limits, Refused};
use super::path::inside;

/// The files of a folder or an archive.
#[derive(Debug)]
pub struct Gathered {
    pub(super) limits: Limits,
    /// By relative path with `/`.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Paths by what a file system may take them for, which tells no capitals from small letters.
    alike: BTreeMap<String, String>,
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
            alike: BTreeMap::new(),
            passed_over: Vec::new(),
            entries: 0,
            bytes: 0,
            compressed: None,
        }
    }

    /// The path of an entry; nothing where it is passed over.
    pub(super) fn inside(&self, name: &str) -> Result<Option<String>, Refused> {
        inside(name, self.limits.is_own).map_err(|why| Refused::entry(name, why))
    }

    /// One more entry, whatever it is.
    pub(super) fn count(&mut self, name: &str) -> Result<(), Refused> {
        self.entries += 1;
        if self.entries > self.limits.entries {
            let Limits { entries, what, .. } = self.limits;
            let why = format!("is more than the {entries} files that {what} may have");
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
            from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
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
        let alike = if self.limits.is_own { path.clone() } else { path.to_lowercase() };
        match self.alike.insert(alike, path.clone()) {
            None => {}
            Some(other) if other == path => return Err(Refused::entry(&path, "is there twice")),
            Some(other) => {
                let why = format!("is `{other}` to a file system that tells no capitals apart");
                return Err(Refused::entry(&path, why));
            }
        }
        self.files.insert(path, bytes);
        Ok(count)
    }
}
