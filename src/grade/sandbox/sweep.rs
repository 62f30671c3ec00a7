//! Killing a whole tree of processes, while it grows.
//!
//! Killing one by one loses a race against a program that forks: in four runs of five something
//! was left. So everything is stopped first, again and again until a pass finds nothing new; what
//! is stopped cannot fork, and then all of it is killed.

#[cfg(target_os = "linux")]
use std::collections::BTreeSet;

use rustix::process::{Pid, Signal};

/// Passes of the stop-sweep at most; a hydra of two threads was stable after three.
#[cfg(target_os = "linux")]
const PASSES: usize = 60;

/// Kills everything below a process, not itself; how many processes that were. Call it until that
/// is none: a fork that was under way is only seen by the next sweep.
///
/// A pass that finds someone new is followed by another, even where the new one is dead already:
/// it may have left a child behind that was not in the listing yet.
#[cfg(target_os = "linux")]
pub fn kill(root: i32) -> usize {
    let mut seen = BTreeSet::new();
    let mut living = Vec::new();
    for _ in 0..PASSES {
        let all = tree(root);
        let fresh: Vec<&Process> = all.iter().filter(|p| !seen.contains(&p.pid)).collect();
        let is_stable = fresh.is_empty();
        for process in fresh {
            signal(process.pid, Signal::STOP);
            seen.insert(process.pid);
        }
        living = all.iter().filter(|p| p.lives).map(|p| p.pid).collect();
        if is_stable {
            break;
        }
    }
    for pid in &living {
        signal(*pid, Signal::KILL);
    }
    living.len()
}

/// Without a list of processes: the group, which the jail made its own.
#[cfg(not(target_os = "linux"))]
pub fn kill(root: i32) -> usize {
    if let Some(group) = Pid::from_raw(root) {
        let _gone = rustix::process::kill_process_group(group, Signal::KILL);
    }
    0
}

/// What is below a process, the dead that nobody has asked for yet among them. Everything in
/// its session belongs as well: it is the tree of a jail, which made that session, and may have
/// died before its children.
#[cfg(target_os = "linux")]
fn tree(root: i32) -> Vec<Process> {
    let all = processes();
    let mut inside: BTreeSet<i32> = BTreeSet::from([root]);
    inside.extend(all.iter().filter(|p| p.session == root).map(|p| p.pid));
    loop {
        let below = all.iter().filter(|p| inside.contains(&p.parent) && !inside.contains(&p.pid));
        let below: Vec<i32> = below.map(|p| p.pid).collect();
        if below.is_empty() {
            break;
        }
        inside.extend(below);
    }
    inside.remove(&root);
    all.into_iter().filter(|p| inside.contains(&p.pid)).collect()
}

/// What is below a process, and that itself.
#[cfg(target_os = "linux")]
pub fn tree_with_root(root: i32) -> Vec<Process> {
    let mut all = tree(root);
    all.extend(process(root));
    all
}

#[cfg(target_os = "linux")]
fn signal(pid: i32, signal: Signal) {
    // One that has ended meanwhile is what we want.
    if let Some(pid) = Pid::from_raw(pid) {
        let _gone = rustix::process::kill_process(pid, signal);
    }
}

#[cfg(target_os = "linux")]
pub struct Process {
    pub pid: i32,
    parent: i32,
    session: i32,
    lives: bool,
    /// Processor time of it and of the dead that it has asked for, in the system's ticks.
    pub ticks: u64,
    /// When it began, in ticks since the machine was started.
    pub started: u64,
}

#[cfg(target_os = "linux")]
fn processes() -> Vec<Process> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    pids.filter_map(process).collect()
}

#[cfg(target_os = "linux")]
pub fn process(pid: i32) -> Option<Process> {
    parse(&std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
}

/// `42 (name) S 1 42 42 …`; the name may hold anything, brackets too.
#[cfg(target_os = "linux")]
fn parse(stat: &str) -> Option<Process> {
    let pid = stat.split(' ').next()?.parse().ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    let parent = fields.next()?.parse().ok()?;
    let session = fields.nth(1)?.parse().ok()?;
    // After tty, tpgid, flags and four counts of faults: its own user and system time, and that of
    // the dead below it. Then priority, nice, threads and a timer.
    let mut numbers = fields.skip(7).map(|field| field.parse::<u64>().unwrap_or_default());
    let ticks = numbers.by_ref().take(4).sum();
    let started = numbers.nth(4).unwrap_or_default();
    let lives = !matches!(state, "Z" | "X" | "x");
    Some(Process { pid, parent, session, lives, ticks, started })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_does_not_shift_the_fields() {
        let process = parse("42 (evil) S 1 (x) R 7 8 9 0 -1").expect("parses");
        assert_eq!((process.pid, process.parent, process.session), (42, 7, 9));
        assert!(process.lives);
        let full = "7 (sh) S 1 7 7 0 -1 4 1 2 3 4 50 6 70 8 20 0 1 0 98765 1 2";
        let process = parse(full).expect("parses");
        assert_eq!((process.ticks, process.started), (134, 98_765));
        assert!(!parse("42 (a) Z 7 8 9 0").expect("parses").lives);
        assert!(parse("nonsense").is_none());
    }

    fn living(root: i32) -> usize {
        tree(root).iter().filter(|process| process.lives).count()
    }

    #[test]
    fn a_tree_is_found_by_its_root_and_ends_with_it() {
        let mut child = std::process::Command::new("sh")
            .args(["-c", "sleep 60 & sleep 60"])
            .spawn()
            .expect("a shell");
        let root = i32::try_from(child.id()).expect("small");
        let started = crate::clock::uptime().awake;
        while living(root) < 2 && crate::clock::uptime().awake < started + 5000 {
            std::thread::yield_now();
        }
        assert_eq!(kill(root), 2);
        child.wait().expect("its own child is gone, so it ends");
        while living(root) > 0 && crate::clock::uptime().awake < started + 9000 {
            std::thread::yield_now();
        }
        assert_eq!(living(root), 0);
    }
}
