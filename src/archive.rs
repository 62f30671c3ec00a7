//! What comes from elsewhere: a folder, a tar, a tar.gz or a zip, read into memory against limits.
//!
//! Nothing is unpacked on the way, so that whatever is refused has written nothing. Links and
//! devices in an archive are refused, not skipped: one that brings them is no honest one.

mod entries;
mod gathered;
mod limits;
mod path;

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

pub use self::gathered::Gathered;
pub use self::limits::{Limits, Refused};
pub use self::path::is_passed_over;
use crate::files;

/// Reads all files of a folder or an archive.
///
/// # Errors
/// Where it is neither, too large, or not an honest one.
pub fn gather(from: &Path, limits: Limits) -> Result<Gathered, Refused> {
    let about = fs::metadata(from)?;
    let mut gathered = Gathered::new(limits);
    if about.is_dir() {
        folder(from, "", &mut gathered)?;
    } else if about.is_file() {
        if about.len() > limits.archive_bytes {
            let most = limits.archive_bytes >> 20;
            return Err(Refused::Whole(format!("the archive is larger than {most} MB")));
        }
        archived(files::open(from)?, about.len(), &mut gathered)?;
    } else {
        return Err(Refused::Whole("it is neither a folder nor a file".to_owned()));
    }
    Ok(gathered)
}

/// The kind is told by the bytes: an ending may be wrong, or missing.
fn archived(mut file: File, length: u64, gathered: &mut Gathered) -> Result<(), Refused> {
    let mut head = Vec::new();
    file.by_ref().take(512).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    match head.as_slice() {
        [0x1f, 0x8b, ..] => {
            gathered.compressed = Some(length);
            entries::tar(flate2::read::MultiGzDecoder::new(file), gathered)
        }
        [b'P', b'K', 3, 4, ..] => {
            gathered.compressed = Some(length);
            entries::zip(file, gathered)
        }
        head if head.get(257..262) == Some(b"ustar".as_slice()) => entries::tar(file, gathered),
        [] => Err(Refused::Whole("the file is empty".to_owned())),
        _ => {
            let why =
                "it isn't an archive that mock can read: give a folder, .tar.gz, .tar or .zip";
            Err(Refused::Whole(why.to_owned()))
        }
    }
}

fn folder(dir: &Path, under: &str, gathered: &mut Gathered) -> Result<(), Refused> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            return Err(Refused::entry(&name.to_string_lossy(), "has a name that isn't UTF-8"));
        };
        let whole = format!("{under}{name}");
        let kind = entry.file_type()?;
        let Some(path) = gathered.inside(&whole)? else {
            gathered.passed_over.push(whole);
            continue;
        };
        gathered.count(&whole)?;
        if kind.is_dir() {
            folder(&entry.path(), &format!("{path}/"), gathered)?;
        } else if kind.is_file() {
            let length = entry.metadata()?.len();
            gathered.take(path, length, files::open(&entry.path())?)?;
        } else if !gathered.limits.is_own {
            return Err(Refused::entry(&whole, "is a link or no ordinary file"));
        }
    }
    Ok(())
}
