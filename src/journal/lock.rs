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
pub struct Lock(File);

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

/// Closing the file is not enough: a process that another thread is just starting shares it from
/// its fork until its exec, and would hold the lock for that moment.
impl Drop for Lock {
    fn drop(&mut self) {
        // A name left behind would be told to whoever is refused before the next holder has
        // written its own.
        let _stale = self.0.set_len(0);
        // Where it fails, the end of this process lets go of it.
        let _later = self.0.unlock();
    }
}

/// Whether a process holds the session in `folder`. Looking takes the lock for a moment, shared
/// with whoever else looks.
pub fn is_held(folder: &Path) -> bool {
    let Ok(file) = File::open(folder.join(NAME)) else { return false };
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
}

fn holder(path: &Path) -> Option<u32> {
    fs::read_to_string(path).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_descriptor_that_a_child_shares_does_not_keep_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::take(folder.path()).unwrap();
        let shared = lock.0.try_clone().unwrap();
        assert!(matches!(Lock::take(folder.path()), Err(Error::Locked { .. })));
        drop(lock);
        Lock::take(folder.path()).unwrap();
        drop(shared);
    }
}
