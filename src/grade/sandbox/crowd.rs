//! How many processes and threads a program may have: a fork bomb that is not bounded starves
//! whoever would kill it.
//!
//! - In namespaces of its own, RLIMIT_NPROC counts that namespace alone (set in `confine`).
//! - Without them it counts all of the user's: the bound is above what is there.
//! - Root is bound by no such limit, but may make a control group, and that binds root too.

use std::fs;
use std::path::{Path, PathBuf};

use rustix::process::{Resource, Rlimit, setrlimit};

/// Processes and threads (docs/sandbox.md, L2).
pub const MOST: u64 = 64;

/// A jail's control group is named by its number.
const PREFIX: &str = "mock-jail-";

/// Room for what the user starts meanwhile, where all of it is counted.
const ROOM: u64 = 64;

/// Bounds this process and what it starts, before it gives anything up. Whether it is bounded
/// already; if not, namespaces have to do it, and for root nothing can.
pub fn fence() -> bool {
    match rustix::process::getuid().is_root() {
        true => group().is_some_and(|group| {
            let pid = rustix::process::getpid().as_raw_nonzero().to_string();
            // One of an earlier jail of this number is as good.
            fs::create_dir_all(&group).is_ok()
                && fs::write(group.join("pids.max"), (MOST + 2).to_string()).is_ok()
                && fs::write(group.join("cgroup.procs"), pid).is_ok()
        }),
        false => false,
    }
}

/// Takes the control group of a jail away, once it is dead; and those of others that are, in which
/// something was still dying when they went.
pub fn unfence(jail: i32) {
    let group = group_of(jail).filter(|_| rustix::process::getuid().is_root());
    let Some(folder) = group.as_ref().and_then(|group| group.parent()) else { return };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.parse::<i32>().ok());
        let is_dead = |number: i32| !Path::new(&format!("/proc/{number}")).exists();
        if number.is_some_and(is_dead) {
            // One that is not empty stays: the system refuses.
            let _left = fs::remove_dir(entry.path());
        }
    }
}

/// Bounds by the user's count, where there is no namespace to count in. Root is not bound by it.
pub fn fence_by_user() -> bool {
    let uid = rustix::process::getuid();
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let threads = entries.filter_map(|entry| {
        entry.file_name().to_str()?.parse::<i32>().ok()?;
        let status = fs::read_to_string(entry.path().join("status")).ok()?;
        let number = |key: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(key))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        (number("Uid:")? == u64::from(uid.as_raw())).then(|| number("Threads:")).flatten()
    });
    let most = Some(threads.sum::<u64>() + MOST + ROOM);
    setrlimit(Resource::Nproc, Rlimit { current: most, maximum: most }).is_ok()
}

fn group() -> Option<PathBuf> {
    group_of(rustix::process::getpid().as_raw_nonzero().get())
}

/// Version 1 has a tree for each controller, version 2 one for all.
fn group_of(jail: i32) -> Option<PathBuf> {
    let name = format!("{PREFIX}{jail}");
    let old = PathBuf::from("/sys/fs/cgroup/pids");
    if old.join("cgroup.procs").exists() {
        return Some(old.join(name));
    }
    let new = PathBuf::from("/sys/fs/cgroup");
    let has_pids = fs::read_to_string(new.join("cgroup.subtree_control"));
    has_pids
        .is_ok_and(|all| all.split_whitespace().any(|one| one == "pids"))
        .then(|| new.join(name))
}
