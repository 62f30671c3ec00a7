//! A folder or an archive, read into memory against limits. What an archive says of itself is not
//! believed: every byte is counted as it is read.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek};
use std::path::Path;

use super::Files;
use crate::text::SafeText;

/// A session of hours with its documents has a few MB.
const BYTES_MOST: u64 = 64 << 20;
const FILES_MOST: usize = 2000;
const DEPTH_MOST: usize = 8;

/// # Errors
/// Why it can't be read, as a phrase.
pub fn gather(from: &Path) -> Result<Files, String> {
    gather_within(from, BYTES_MOST)
}

pub fn gather_within(from: &Path, most: u64) -> Result<Files, String> {
    let mut gathered = Gathered { files: Files::new(), left: most, most };
    let about = fs::metadata(from).map_err(said)?;
    if about.is_dir() {
        gathered.folder(from, "", 0)?;
    } else if about.is_file() {
        gathered.archive(File::open(from).map_err(said)?)?;
    } else {
        return Err("it's neither a folder nor a file".to_owned());
    }
    Ok(gathered.files)
}

struct Gathered {
    files: Files,
    /// Bytes that may still come.
    left: u64,
    most: u64,
}

impl Gathered {
    fn folder(&mut self, folder: &Path, under: &str, depth: usize) -> Result<(), String> {
        for entry in fs::read_dir(folder).map_err(said)? {
            let entry = entry.map_err(said)?;
            let name = entry.file_name();
            let name = name.to_str().ok_or_else(|| not_utf8(name.as_encoded_bytes()))?;
            let path = format!("{under}{name}");
            let kind = entry.file_type().map_err(said)?;
            if kind.is_dir() && depth < DEPTH_MOST {
                self.folder(&entry.path(), &format!("{path}/"), depth + 1)?;
            } else if kind.is_file() {
                self.take(&path, File::open(entry.path()).map_err(said)?)?;
            } else if kind.is_dir() {
                return Err(format!("`{path}` lies deeper than {DEPTH_MOST} folders"));
            }
            // A link beside a session is left out, as `export` leaves it out.
        }
        Ok(())
    }

    /// Its kind is told by its bytes: an ending may be wrong, or missing.
    fn archive(&mut self, mut file: File) -> Result<(), String> {
        let mut head = Vec::new();
        file.by_ref().take(512).read_to_end(&mut head).map_err(said)?;
        file.rewind().map_err(said)?;
        match head.as_slice() {
            [0x1f, 0x8b, ..] => self.tar(flate2::read::MultiGzDecoder::new(BufReader::new(file))),
            [b'P', b'K', 3, 4, ..] => self.zip(file),
            head if head.get(257..262) == Some(b"ustar") => self.tar(BufReader::new(file)),
            [] => Err("the file is empty".to_owned()),
            _ => Err("it's no archive that mock knows: give a folder, a .tar.gz, .tar or .zip"
                .to_owned()),
        }
    }

    fn tar(&mut self, source: impl Read) -> Result<(), String> {
        // Headers count as well: a name may be as long as a file.
        let most = self.most + (FILES_MOST as u64) * 4096;
        let mut archive = tar::Archive::new(source.take(most));
        for entry in archive.entries().map_err(damaged)? {
            let entry = entry.map_err(damaged)?;
            let kind = entry.header().entry_type();
            if kind.is_pax_global_extensions() || kind.is_pax_local_extensions() {
                continue;
            }
            let name = entry.path_bytes().into_owned();
            let name = std::str::from_utf8(&name).map_err(|_| not_utf8(&name))?.to_owned();
            if kind.is_dir() {
                inside(&name)?;
            } else if kind.is_file() {
                self.take(&name, entry)?;
            } else {
                return Err(format!("`{name}` is a link or a device"));
            }
        }
        Ok(())
    }

    fn zip(&mut self, file: File) -> Result<(), String> {
        let wrong = |error: zip::result::ZipError| format!("the archive is damaged: {error}");
        let mut archive = zip::ZipArchive::new(file).map_err(wrong)?;
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(wrong)?;
            let name = entry.name_raw().to_owned();
            let name = std::str::from_utf8(&name).map_err(|_| not_utf8(&name))?.to_owned();
            if entry.is_dir() {
                inside(&name)?;
            } else if entry.is_symlink() {
                return Err(format!("`{name}` is a link or a device"));
            } else {
                self.take(&name, entry)?;
            }
        }
        Ok(())
    }

    fn take(&mut self, name: &str, source: impl Read) -> Result<(), String> {
        let path = inside(name)?;
        let mut bytes = Vec::new();
        source.take(self.left + 1).read_to_end(&mut bytes).map_err(damaged)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(|| {
            format!("it holds more than {} MB, which no session does", self.most >> 20)
        })?;
        if self.files.len() >= FILES_MOST {
            return Err(format!("it holds more than {FILES_MOST} files, which no session does"));
        }
        match self.files.insert(path, bytes) {
            None => Ok(()),
            Some(_) => Err(format!("`{name}` is in it twice")),
        }
    }
}

/// The path of an entry, which has to stay inside, whatever system reads it.
fn inside(name: &str) -> Result<String, String> {
    let parts: Vec<&str> =
        name.trim_end_matches('/').split('/').filter(|part| *part != ".").collect();
    let is_plain = |part: &&str| {
        !part.is_empty() && *part != ".." && !part.contains('\\') && !part.ends_with(':')
    };
    if SafeText::line(name).as_str() != name {
        return Err(format!("`{}` has signs in its name that nobody sees", name.escape_debug()));
    }
    if parts.len() > DEPTH_MOST {
        return Err(format!("`{name}` lies deeper than {DEPTH_MOST} folders"));
    }
    match parts.iter().all(is_plain) {
        true => Ok(parts.join("/")),
        false => Err(format!("`{name}` leads out of it")),
    }
}

fn said(error: io::Error) -> String {
    error.to_string()
}

fn damaged(error: io::Error) -> String {
    format!("the archive is damaged or cut short: {error}")
}

fn not_utf8(name: &[u8]) -> String {
    format!("`{}` has a name that isn't UTF-8", String::from_utf8_lossy(name))
}
