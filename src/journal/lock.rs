//! One writer to a session: an advisory lock on a file beside the journal.
//!
//! The operating system lets go of it when the process ends, however it ends. The file stays:
//! removing it would let two processes lock two files of the same name.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

use super::error::Error;

/// The lock file's name.
pub const NAME: &str = "lock";

/// How often, and after how long, a lock is tried again whose holder is dead: 5 s in all. A fork
/// comes to its exec within milliseconds, or seconds on a machine that has no time for it.
const DEAD_HOLDER_TRIES: u32 = 500;
const BETWEEN_TRIES: Duration = Duration::from_millis(10);

/// Held until dropped.
#[derive(Debug)]
pub struct Lock(File);

impl Lock {
    /// Locks the session in `folder` for this process. Waits for no process that lives; one that
    /// was killed just as it started another lives on in that one until its exec.
    ///
    /// # Errors
    /// `Locked`, naming the process that holds it, or `NotWritable`.
    pub fn take(folder: &Path) -> Result<Lock, Error> {
        Lock::take_within(folder, DEAD_HOLDER_TRIES, pause)
    }

    /// Locks a file of any name, for what is called `of` in messages. A process that lives and holds
    /// it is waited for, five seconds at most: such a lock is held for one record at a time.
    ///
    /// # Errors
    /// As of `take`.
    pub fn take_turn(path: &Path, of: &Path) -> Result<Lock, Error> {
        let mut left = DEAD_HOLDER_TRIES;
        loop {
            match Lock::take_file(path, of, DEAD_HOLDER_TRIES, pause) {
                Err(Error::Locked { .. }) if left > 0 => left -= 1,
                other => return other,
            }
            pause();
        }
    }

    fn take_within(folder: &Path, tries: u32, wait: impl FnMut()) -> Result<Lock, Error> {
        Lock::take_file(&folder.join(NAME), folder, tries, wait)
    }

    fn take_file(
        path: &Path,
        of: &Path,
        tries: u32,
        mut wait: impl FnMut(),
    ) -> Result<Lock, Error> {
        let mut options = OpenOptions::new();
        // Not cut to nothing on opening: that would wipe the name of the process that holds it.
        let mut file = options
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(Error::not_writable("open", path))?;
        let mut left = tries;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) => {
                    let holder = holder(path);
                    if left == 0 || !holder.is_some_and(is_dead) {
                        return Err(Error::Locked { path: of.to_owned(), holder });
                    }
                }
                Err(TryLockError::Error(cause)) => {
                    return Err(Error::not_writable("lock", path)(cause));
                }
            }
            left -= 1;
            wait();
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

/// The process that holds the session in `folder`, where it has said so.
pub fn holder_of(folder: &Path) -> Option<u32> {
    holder(&folder.join(NAME))
}

#[expect(clippy::disallowed_methods, reason = "nothing announces that a lock was let go")]
fn pause() {
    thread::sleep(BETWEEN_TRIES);
}

fn is_dead(process: u32) -> bool {
    let process = i32::try_from(process).ok().and_then(Pid::from_raw);
    process.is_some_and(|process| test_kill_process(process) == Err(Errno::SRCH))
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

    /// The number of a process that has ended.
    fn ended() -> u32 {
        let mut child = std::process::Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        child.id()
    }

    #[test]
    fn what_a_killed_process_was_starting_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        std::fs::write(&path, ended().to_string()).unwrap();
        let inherited = File::open(&path).unwrap();
        inherited.lock().unwrap();
        let mut inherited = Some(inherited);
        let taken = Lock::take_within(folder.path(), 1, || drop(inherited.take()));
        taken.unwrap();
    }

    #[test]
    fn a_living_process_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let _lock = Lock::take(folder.path()).unwrap();
        let refused = Lock::take_within(folder.path(), 1, || panic!("waited"));
        assert!(matches!(refused, Err(Error::Locked { holder: Some(_), .. })));
    }

    #[test]
    fn waiting_has_an_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        std::fs::write(&path, ended().to_string()).unwrap();
        let inherited = File::open(&path).unwrap();
        inherited.lock().unwrap();
        let mut waits = 0;
        let refused = Lock::take_within(folder.path(), 3, || waits += 1);
        assert!(matches!(refused, Err(Error::Locked { .. })));
        assert_eq!(waits, 3);
    }
}
