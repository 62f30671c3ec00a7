//! Killing a whole tree of processes, while it grows.
//!
//! Killing one by one loses a race against a program that forks: in four runs of five something
//! was left. So everything is stopped first, again and again until a pass finds nothing new; what
//! is stopped cannot fork, and then all of it is killed.

use std::collections::BTreeSet;

use rustix::process::{Pid, Signal, kill_process};

/// Passes of the stop-sweep at most; a hydra of two threads was stable after three.
const PASSES: usize = 60;

/// Which processes belong to a tree.
#[derive(Clone, Copy, Debug)]
pub struct Tree {
    /// Everything below this process belongs; itself only if `whole`.
    pub root: i32,
    pub whole: bool,
}

/// Kills the tree; how many processes that were.
pub fn kill(tree: Tree) -> usize {
    let mut stopped = BTreeSet::new();
    for _ in 0..PASSES {
        let fresh: Vec<i32> =
            members(tree).into_iter().filter(|pid| !stopped.contains(pid)).collect();
        if fresh.is_empty() {
            break;
        }
        for pid in fresh {
            signal(pid, Signal::STOP);
            stopped.insert(pid);
        }
    }
    for pid in &stopped {
        signal(*pid, Signal::KILL);
    }
    stopped.len()
}

/// Living members. Everything in the root's session belongs as well: it is the tree of a jail
/// that made a session of its own, and may have died before its children.
#[cfg(target_os = "linux")]
pub fn members(tree: Tree) -> Vec<i32> {
    let all = processes();
    let mut inside: BTreeSet<i32> = BTreeSet::from([tree.root]);
    inside.extend(all.iter().filter(|p| p.session == tree.root).map(|p| p.pid));
    loop {
        let before = inside.len();
        inside.extend(
            all.iter().filter(|p| inside.contains(&p.parent)).map(|p| p.pid).collect::<Vec<_>>(),
        );
        if inside.len() == before {
            break;
        }
    }
    if !tree.whole {
        inside.remove(&tree.root);
    }
    all.iter().filter(|p| inside.contains(&p.pid) && p.lives).map(|p| p.pid).collect()
}

/// Without a list of processes: the group, which the jail made its own.
#[cfg(not(target_os = "linux"))]
pub fn members(tree: Tree) -> Vec<i32> {
    if let Some(group) = Pid::from_raw(tree.root) {
        let _gone = rustix::process::kill_process_group(group, Signal::KILL);
    }
    Vec::new()
}

fn signal(pid: i32, signal: Signal) {
    // One that has ended meanwhile is what we want.
    if let Some(pid) = Pid::from_raw(pid) {
        let _gone = kill_process(pid, signal);
    }
}

#[cfg(target_os = "linux")]
struct Process {
    pid: i32,
    parent: i32,
    session: i32,
    lives: bool,
}

#[cfg(target_os = "linux")]
fn processes() -> Vec<Process> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    let stat = |pid| parse(&std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?);
    pids.filter_map(stat).collect()
}

/// `42 (name) S 1 42 42 …`; the name may hold anything, brackets too.
#[cfg(target_os = "linux")]
fn parse(stat: &str) -> Option<Process> {
    let pid = stat.split(' ').next()?.parse().ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    let parent = fields.next()?.parse().ok()?;
    let session = fields.nth(1)?.parse().ok()?;
    Some(Process { pid, parent, session, lives: !matches!(state, "Z" | "X" | "x") })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_does_not_shift_the_fields() {
        let process = parse("42 (evil) S 1 (x) R 7 8 9 0 -1").expect("parses");
        assert_eq!((process.pid, process.parent, process.session), (42, 7, 9));
        assert!(process.lives);
        assert!(!parse("42 (a) Z 7 8 9 0").expect("parses").lives);
        assert!(parse("nonsense").is_none());
    }

    #[test]
    fn a_tree_is_found_by_its_root_and_ends_with_it() {
        let mut child = std::process::Command::new("sh")
            .args(["-c", "sleep 60 & sleep 60"])
            .spawn()
            .expect("a shell");
        let root = i32::try_from(child.id()).expect("small");
        let tree = Tree { root, whole: true };
        let started = crate::clock::uptime().awake;
        while members(tree).len() < 3 && crate::clock::uptime().awake < started + 5000 {
            std::thread::yield_now();
        }
        assert_eq!(kill(tree), 3);
        child.wait().expect("reaped");
        while !members(tree).is_empty() && crate::clock::uptime().awake < started + 9000 {
            std::thread::yield_now();
        }
        assert_eq!(members(tree), Vec::<i32>::new());
    }
}
