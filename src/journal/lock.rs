//! One writer to a session: an advisory lock on a file beside the journal.
//!
//! The operating system lets go of it when the process ends, however it ends. The file stays:
//! removing it would let two processes lock two files of the same name.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::Path;

use super::error::Error;

/// The lock file's name.
pub const NAME: &str = "lock";

/// Held until dropped.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, never read")] File);

impl Lock {
    /// Locks the session in `folder` for this process, without waiting.
    ///
    /// # Errors
    /// `Locked`, naming the process that holds it, or `NotWritable`.
    pub fn take(folder: &Path) -> Result<Lock, Error> {
        let path = folder.join(NAME);
        let mut options = OpenOptions::new();
        // Not cut to nothing on opening: that would wipe the name of the process that holds it.
        let mut file = options
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(Error::not_writable("open", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Locked { path: folder.to_owned(), holder: holder(&path) });
            }
            Err(TryLockError::Error(cause)) => {
                return Err(Error::not_writable("lock", &path)(cause));
            }
        }
        // The number only serves another process's message, and a full disk must not keep a
        // session from being opened, so a failure here is let pass.
        let _unnamed = file.set_len(0).and_then(|()| write!(file, "{}", std::process::id()));
        Ok(Lock(file))
    }
}

fn holder(path: &Path) -> Option<u32> {
    fs::read_to_string(path).ok()?.trim().parse().ok()
}
