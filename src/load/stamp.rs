//! What a question's files look like from outside: whether they are as they were when they were
//! read, without reading them.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::MetadataExt;

/// A file that was changed twice within this time may look as it did after the first change: the
/// kernel's clock ticks some hundred times a second …
const TICK_MS: i64 = 100;
/// … and some file systems keep whole seconds, or every second one.
const COARSE_TICK_MS: i64 = 2000;

/// Of one question's files, all of them.
pub(super) struct Stamp {
    /// Of their names, sizes, times and numbers.
    pub(super) of_files: u64,
    newest_ms: i64,
    /// No file has a part of a second.
    is_coarse: bool,
}

impl Stamp {
    /// By their names.
    pub(super) fn of(files: &BTreeMap<String, Metadata>) -> Stamp {
        let mut hash = DefaultHasher::new();
        let mut stamp = Stamp { of_files: 0, newest_ms: i64::MIN, is_coarse: true };
        for (name, file) in files {
            let times = [(file.mtime(), file.mtime_nsec()), (file.ctime(), file.ctime_nsec())];
            (name, file.dev(), file.ino(), file.len(), times).hash(&mut hash);
            for (seconds, nanoseconds) in times {
                let ms = seconds.saturating_mul(1000).saturating_add(nanoseconds / 1_000_000);
                stamp.newest_ms = stamp.newest_ms.max(ms);
                stamp.is_coarse &= nanoseconds == 0;
            }
        }
        stamp.of_files = hash.finish();
        stamp
    }

    /// Whether a change from now on would show.
    pub(super) fn is_settled(&self, now_ms: i64) -> bool {
        let tick = if self.is_coarse { COARSE_TICK_MS } else { TICK_MS };
        self.newest_ms < now_ms.saturating_sub(tick)
    }
}
