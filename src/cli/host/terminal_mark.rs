//! A terminal that a killed process left in a state of its own is put right by the next one.
//!
//! Whoever changes the terminal holds a file for it locked; the system lets go of the lock however
//! the process ends, and a process that ends by itself takes the file away. So a file without a
//! lock says that nobody put that terminal back.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rustix::stdio::stdout;
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, OutputModes, Termios, isatty, tcgetattr, tcsetattr,
    ttyname,
};

use crate::paths::Paths;

/// Out of the other screen, the cursor shown, no marks around what is pasted, no colours.
const RIGHT: &[u8] = b"\x1b[?1049l\x1b[?25h\x1b[?2004l\x1b[0m\r";

/// Says that this process changes the terminal, until it is dropped.
pub struct Mark {
    path: PathBuf,
    _lock: File,
}

impl Mark {
    /// Nothing where the terminal has no name or the file can't be had: it is a convenience.
    pub fn set(paths: &Paths) -> Option<Mark> {
        let path = place(paths)?;
        fs::create_dir_all(path.parent()?).ok()?;
        // Another process may hold it: what that one wrote stays.
        let open = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
        let mut lock = open.ok()?;
        lock.try_lock().ok()?;
        lock.set_len(0).ok()?;
        let held = Settings::found()?.written();
        lock.write_all(held.as_bytes()).ok()?;
        Some(Mark { path, _lock: lock })
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        let _gone = fs::remove_file(&self.path);
    }
}

/// Puts this terminal right where a process that is dead left it otherwise; true where it had to.
pub fn mend(paths: &Paths) -> bool {
    let Some(path) = place(paths) else { return false };
    let Some(written) = left_behind(&path) else { return false };
    let _gone = fs::remove_file(&path);
    if let (Some(left), Ok(now)) = (Settings::read(&written), tcgetattr(stdout())) {
        let _gone = tcsetattr(stdout(), OptionalActions::Now, &left.put_into(now));
    }
    let mut out = io::stdout();
    out.write_all(RIGHT).and_then(|()| out.flush()).is_ok()
}

/// What a dead process wrote of the terminal, before it changed it.
fn left_behind(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => return None,
    }
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    Some(text)
}

/// The file for the terminal behind standard output, whatever standard input is.
fn place(paths: &Paths) -> Option<PathBuf> {
    if !isatty(stdout()) {
        return None;
    }
    let name = ttyname(stdout(), Vec::new()).ok()?;
    let name = name.to_string_lossy().trim_start_matches('/').replace('/', "-");
    Some(paths.cache.join("terminals").join(name))
}

/// The flags that a full screen changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Settings {
    input: InputModes,
    output: OutputModes,
    local: LocalModes,
}

impl Settings {
    fn found() -> Option<Settings> {
        tcgetattr(stdout()).ok().map(|found| Settings::of(&found))
    }

    const fn of(found: &Termios) -> Settings {
        Settings { input: found.input_modes, output: found.output_modes, local: found.local_modes }
    }

    fn written(self) -> String {
        let numbers = [self.input.bits(), self.output.bits(), self.local.bits()];
        numbers.map(|number| number.to_string()).join(" ")
    }

    fn read(text: &str) -> Option<Settings> {
        let numbers: Vec<_> = text.split_whitespace().map(str::parse).collect();
        let [Ok(input), Ok(output), Ok(local)] = numbers[..] else { return None };
        Some(Settings {
            input: InputModes::from_bits_retain(input),
            output: OutputModes::from_bits_retain(output),
            local: LocalModes::from_bits_retain(local),
        })
    }

    fn put_into(self, mut now: Termios) -> Termios {
        now.input_modes = self.input;
        now.output_modes = self.output;
        now.local_modes = self.local;
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_they_were_written() {
        let settings = Settings {
            input: InputModes::ICRNL,
            output: OutputModes::OPOST,
            local: LocalModes::ECHO | LocalModes::ICANON,
        };
        assert_eq!(Settings::read(&settings.written()), Some(settings));
        for other in ["", "1 2", "1 2 x", "1 2 3 4"] {
            assert_eq!(Settings::read(other), None, "{other:?}");
        }
    }

    #[test]
    fn a_file_that_is_locked_was_not_left_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("dev-pts-1");
        let mut held = File::create(&path).expect("a file");
        held.write_all(b"1 2 3").expect("written");
        held.lock().expect("locked");
        assert_eq!(left_behind(&path), None);
        drop(held);
        assert_eq!(left_behind(&path).as_deref(), Some("1 2 3"));
    }
}
