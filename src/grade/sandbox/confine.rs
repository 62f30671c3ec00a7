//! L1 and L2 on Linux: what the thread that starts the program gives up first.

use std::fs;
use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetStatus, Scope, path_beneath_rules,
};
use rustix::process::{Resource, Rlimit, setrlimit};
use rustix::thread::UnshareFlags;

use super::{crowd, filter};

/// What an interpreter of the system reads: programs, libraries, and the few files of /etc that
/// name others. Not /etc/shadow, not /proc (the environment of our parent is there), no homes.
const SYSTEM: &[&str] = &[
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/libx32",
    "/nix/store",
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/timezone",
    "/etc/nsswitch.conf",
    "/etc/passwd",
    "/etc/group",
    "/etc/mime.types",
    "/etc/ssl/openssl.cnf",
    "/etc/java",
    "/etc/jvm",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/sys/vm/overcommit_memory",
    "/sys/devices/system/cpu",
    "/sys/kernel/mm/transparent_hugepage",
];

const DEVICES: &[&str] = &["/dev/null", "/dev/zero", "/dev/full", "/dev/urandom", "/dev/random"];

/// Where semaphores and shared memory are: Python's multiprocessing needs both.
pub const SHARED: &str = "/dev/shm";

/// What the first half of L2 came to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// All is as before.
    Nothing,
    /// Users and networks are apart; so is [`SHARED`], if it `shares`.
    Users { shares: bool },
    /// The namespaces were made, and are of no use: this process can only end.
    WithoutRights,
}

/// First half of L2, while this process has one thread: users and networks apart, and where it can be
/// had a [`SHARED`] of its own.
pub fn leave_users_and_net() -> Left {
    let (uid, gid) = (rustix::process::getuid(), rustix::process::getgid());
    let least = UnshareFlags::NEWUSER | UnshareFlags::NEWNET;
    // SAFETY is the file table's alone, which these flags leave shared as it is.
    let has_mounts = unshare(least | UnshareFlags::NEWNS);
    if !has_mounts && !unshare(least) {
        return Left::Nothing;
    }
    // Root is called 1000 inside: a program of user 0 would keep every capability of its
    // namespace across exec. Files are still judged by who it is outside.
    let inside = |id: u32| if id == 0 { 1000 } else { id };
    let (uid, gid) = (uid.as_raw(), gid.as_raw());
    let maps = [
        ("/proc/self/setgroups", "deny".to_owned()),
        ("/proc/self/uid_map", format!("{} {uid} 1", inside(uid))),
        ("/proc/self/gid_map", format!("{} {gid} 1", inside(gid))),
    ];
    match maps.iter().all(|(path, text)| fs::write(path, text).is_ok()) {
        true => Left::Users { shares: has_mounts && mount_shared() },
        false => Left::WithoutRights,
    }
}

/// An empty [`SHARED`] that ends with its last process. Nobody outside sees it.
#[expect(unsafe_code, reason = "the crate has no mount among the features that are on")]
fn mount_shared() -> bool {
    let options = c"size=16m,nr_inodes=512,mode=1777";
    let flags = libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC;
    // SAFETY: four texts that end with NUL and live until it returns.
    let done = unsafe {
        libc::mount(
            c"tmpfs".as_ptr(),
            c"/dev/shm".as_ptr(),
            c"tmpfs".as_ptr(),
            flags,
            options.as_ptr().cast(),
        )
    };
    done == 0
}

/// Second half, by the thread that starts the program: what it starts is number 1 of a namespace
/// of its own, and when that dies the kernel kills all the rest.
pub fn leave_processes() -> bool {
    let limit = Rlimit { current: Some(crowd::MOST), maximum: Some(crowd::MOST) };
    unshare(UnshareFlags::NEWPID) && setrlimit(Resource::Nproc, limit).is_ok()
}

#[expect(unsafe_code, reason = "unshare is unsafe for CLONE_FILES alone, which is never asked")]
fn unshare(flags: UnshareFlags) -> bool {
    debug_assert!(!flags.contains(UnshareFlags::FILES));
    // SAFETY: the table of descriptors stays shared between all threads.
    unsafe { rustix::thread::unshare_unsafe(flags) }.is_ok()
}

/// L1: for this thread and all that it starts.
///
/// # Errors
/// What is missing on this machine.
pub fn confine(readable: &[impl AsRef<Path>], writable: &[&Path]) -> Result<(), String> {
    rustix::thread::set_no_new_privs(true).map_err(|error| error.to_string())?;
    restrict_files(readable, writable)?;
    filter::apply().map_err(|why| format!("seccomp: {why}"))
}

fn restrict_files(readable: &[impl AsRef<Path>], writable: &[&Path]) -> Result<(), String> {
    let named = |error: landlock::RulesetError| format!("Landlock: {error}");
    let read = AccessFs::from_read(ABI::V5);
    let all = AccessFs::from_all(ABI::V5);
    // Sockets, devices and FIFOs have no place in an answer, links out of the folder cannot be
    // made anyway: Landlock asks for REFER on both sides.
    let write = all & !(AccessFs::MakeSock | AccessFs::MakeChar | AccessFs::MakeBlock);
    let device = AccessFs::ReadFile | AccessFs::WriteFile;
    let status = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(all)
        .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI::V4)))
        .and_then(|rules| rules.scope(Scope::from_all(ABI::V6)))
        .and_then(Ruleset::create)
        .map_err(named)?
        .add_rules(path_beneath_rules(SYSTEM, read))
        .and_then(|rules| rules.add_rules(path_beneath_rules(readable, read)))
        .and_then(|rules| rules.add_rules(path_beneath_rules(DEVICES, device)))
        .and_then(|rules| rules.add_rules(path_beneath_rules(writable, write)))
        .and_then(|rules| rules.restrict_self())
        .map_err(named)?;
    match status.ruleset {
        RulesetStatus::NotEnforced => Err("this kernel has no Landlock".to_owned()),
        RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced => Ok(()),
    }
}
