//! Waits until one of a few files is saved.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use crate::files::{TEXT_MOST, read};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

/// How often the files are looked at, told of changes or not.
const POLL: Duration = Duration::from_millis(500);

/// An editor may need this long to have written all of it.
const QUIET: Duration = Duration::from_millis(50);

/// Files of one folder, the answer first. The others need not be there.
pub struct Watch {
    files: Vec<(PathBuf, Option<Vec<u8>>)>,
    changes: Receiver<()>,
    _watcher: Option<RecommendedWatcher>,
}

impl Watch {
    pub fn of(paths: Vec<PathBuf>) -> Watch {
        let (sender, changes) = mpsc::channel();
        let told = move |_: notify::Result<notify::Event>| {
            let _closing = sender.send(());
        };
        let folder = paths.first().and_then(|path| path.parent()).map(|it| it.to_owned());
        let watcher = notify::recommended_watcher(told).ok().and_then(|mut watcher| {
            watcher.watch(&folder?, RecursiveMode::NonRecursive).ok()?;
            Some(watcher)
        });
        let files = paths.into_iter().map(|path| {
            let bytes = read(&path, TEXT_MOST).ok();
            (path, bytes)
        });
        let files = files.collect();
        Watch { files, changes, _watcher: watcher }
    }

    /// Returns once a file holds something else.
    pub fn wait(&mut self) {
        loop {
            let _changed_or_time = self.changes.recv_timeout(POLL);
            while self.changes.recv_timeout(QUIET).is_ok() {}
            if self.has_changed() {
                return;
            }
        }
    }

    /// An answer that is away for a moment is being saved; own cases that were deleted are gone.
    fn has_changed(&mut self) -> bool {
        let mut has_changed = false;
        for (index, (path, seen)) in self.files.iter_mut().enumerate() {
            let now = read(path, TEXT_MOST).ok();
            if now != *seen && (index > 0 || now.is_some()) {
                *seen = now;
                has_changed = true;
            }
        }
        has_changed
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_file_that_decides_the_verdict_is_seen_to_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let (answer, cases) = (folder.path().join("answer.py"), folder.path().join("cases.txt"));
        fs::write(&answer, "one").expect("written");
        let mut watch = Watch::of(vec![answer.clone(), cases.clone()]);
        assert!(!watch.has_changed());
        fs::write(&cases, "[] -> []").expect("written");
        watch.wait();
        fs::write(&cases, "[1] -> []").expect("written");
        watch.wait();
        fs::remove_file(&cases).expect("removed");
        watch.wait();
        fs::write(&answer, "two").expect("written");
        watch.wait();
        fs::remove_file(&answer).expect("removed");
        assert!(!watch.has_changed());
    }
}
