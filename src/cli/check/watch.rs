//! Waits until a file is saved.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

/// How often the file is looked at, told of changes or not.
const POLL: Duration = Duration::from_millis(500);

/// An editor may need this long to have written all of it.
const QUIET: Duration = Duration::from_millis(50);

pub struct Watch {
    path: PathBuf,
    seen: Option<Vec<u8>>,
    changes: Receiver<()>,
    _watcher: Option<RecommendedWatcher>,
}

impl Watch {
    pub fn of(path: &Path) -> Watch {
        let (sender, changes) = mpsc::channel();
        let told = move |_: notify::Result<notify::Event>| {
            let _closing = sender.send(());
        };
        let folder = path.parent().unwrap_or(path);
        let watcher = notify::recommended_watcher(told).ok().and_then(|mut watcher| {
            watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
            Some(watcher)
        });
        Watch { path: path.to_owned(), seen: fs::read(path).ok(), changes, _watcher: watcher }
    }

    /// Returns once the file holds something else.
    pub fn wait(&mut self) {
        loop {
            let _changed_or_time = self.changes.recv_timeout(POLL);
            while self.changes.recv_timeout(QUIET).is_ok() {}
            let now = fs::read(&self.path).ok();
            if now.is_some() && now != self.seen {
                self.seen = now;
                return;
            }
        }
    }
}
