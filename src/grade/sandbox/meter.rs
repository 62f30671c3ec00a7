//! Processor time of a jail and all that it runs, as the system counts it.

#[cfg(target_os = "linux")]
use std::collections::BTreeMap;

#[cfg(target_os = "linux")]
use super::sweep::{self, Process};
#[cfg(target_os = "linux")]
use crate::clock::uptime;

/// The tick in which the system counts: USER_HZ is 100 on every architecture that this runs on.
#[cfg(target_os = "linux")]
const TICK_MS: u64 = 10;

/// Counts from a moment on.
#[derive(Debug, Default)]
#[cfg(target_os = "linux")]
pub struct Meter {
    /// The processes that lived when it was last asked, and what they had used at the start.
    before: BTreeMap<i32, u64>,
    /// Ticks of the machine at the start.
    since: u64,
}

#[cfg(target_os = "linux")]
impl Meter {
    /// From now on. Only what is known is looked at, so that a call costs next to nothing; the first
    /// time that is everything.
    pub fn restart(&mut self, jail: i32) {
        self.since = uptime().with_sleep / TICK_MS;
        let known: Vec<i32> = self.before.keys().copied().collect();
        let living = match known.is_empty() {
            true => sweep::tree_with_root(jail),
            false => known.into_iter().filter_map(sweep::process).collect(),
        };
        self.before = living.into_iter().map(|process| (process.pid, process.ticks)).collect();
    }

    /// Milliseconds since then; nothing where the system does not show it.
    pub fn used_ms(&mut self, jail: i32) -> Option<u64> {
        let all = sweep::tree_with_root(jail);
        if all.is_empty() {
            return None;
        }
        let used: u64 = all.iter().map(|process| self.used(process)).sum();
        Some(used * TICK_MS)
    }

    /// Of one process. What it had used when it was first seen counts for nothing if it is older
    /// than the start: an earlier call left it behind.
    fn used(&mut self, process: &Process) -> u64 {
        let at_first = if process.started < self.since { process.ticks } else { 0 };
        let before = *self.before.entry(process.pid).or_insert(at_first);
        process.ticks.saturating_sub(before)
    }
}

/// Elsewhere only the drivers say what was used.
#[derive(Debug, Default)]
#[cfg(not(target_os = "linux"))]
pub struct Meter;

#[cfg(not(target_os = "linux"))]
impl Meter {
    pub fn restart(&mut self, _jail: i32) {}

    pub fn used_ms(&mut self, _jail: i32) -> Option<u64> {
        None
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn time_counts_from_the_start_and_children_count_too() {
        let script = "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; echo; read x; \
                      (while :; do :; done) & read x; kill $!";
        let mut child = std::process::Command::new("sh")
            .args(["-c", script])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("a shell");
        let root = i32::try_from(child.id()).expect("small");
        let mut line = [0];
        let mut out = child.stdout.take().expect("piped");
        std::io::Read::read_exact(&mut out, &mut line).expect("the loop is over");
        let mut whole = Meter::default();
        let started = sweep::process(root).expect("lives").ticks;
        assert!(started > 0, "the loop took time");
        whole.restart(root);
        assert!(whole.used_ms(root) < Some(30), "before the start nothing counts");
        let mut input = child.stdin.take().expect("piped");
        std::io::Write::write_all(&mut input, b"\n").expect("goes on");
        let until = uptime().awake + 20_000;
        while whole.used_ms(root).expect("shown") < 50 {
            assert!(uptime().awake < until, "the child's loop is not counted");
            std::thread::yield_now();
        }
        std::io::Write::write_all(&mut input, b"\n").expect("ends");
        child.wait().expect("ends");
    }
}
