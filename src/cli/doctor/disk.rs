//! Where sessions are kept.

use std::fs;
use std::path::{Path, PathBuf};

use super::finding::Finding;
use crate::grade::sql as server;
use crate::scratch::Folder;

/// Free space that is said to be little, and that is too little: a long loop writes under 1 MB.
const LITTLE: u64 = 50 << 20;
const TOO_LITTLE: u64 = 2 << 20;

/// Kinds of file system on which locks or syncs may promise what they do not keep.
const REMOTE: [&str; 7] = ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "virtiofs"];

/// The folder, or where it is not there yet, whether it could be made.
pub(super) fn folder(sessions: &Path) -> Finding {
    const ABOUT: &str = "sessions";
    const ADVICE: &str = "change the permissions, or choose another folder with MOCK_HOME";
    let Some(there) = nearest(sessions) else {
        return Finding::problem(ABOUT, sessions.display().to_string(), ADVICE);
    };
    if !there.is_dir() {
        let found = format!("{} is no folder", there.display());
        return Finding::problem(ABOUT, found, ADVICE);
    }
    // Only writing tells: permissions, a read-only mount, a quota.
    let probe = there.join(format!(".mock-doctor.{}", std::process::id()));
    let written = fs::write(&probe, "x");
    let _gone = fs::remove_file(&probe);
    match written {
        Ok(()) if there == sessions => {
            Finding::ok(ABOUT, format!("{}, writable", sessions.display()))
        }
        Ok(()) => {
            Finding::ok(ABOUT, format!("{}, made with the first session", sessions.display()))
        }
        Err(cause) => {
            let found = format!("{} cannot be written: {cause}", there.display());
            Finding::problem(ABOUT, found, ADVICE)
        }
    }
}

pub(super) fn space(sessions: &Path) -> Finding {
    const ABOUT: &str = "space";
    let stat = nearest(sessions).and_then(|there| rustix::fs::statvfs(there).ok());
    let Some(stat) = stat else {
        return Finding::warning(ABOUT, "unknown", "nothing; a full disk is said when it happens");
    };
    let free = stat.f_bavail.saturating_mul(stat.f_frsize);
    let found = format!("{} MB free", free >> 20);
    match free {
        free if free < TOO_LITTLE => Finding::problem(ABOUT, found, "make some room"),
        free if free < LITTLE => Finding::warning(ABOUT, found, "make some room"),
        _ => Finding::ok(ABOUT, found),
    }
}

/// The kind of file system, where the machine says so.
pub(super) fn file_system(sessions: &Path) -> Option<Finding> {
    const ABOUT: &str = "disk";
    let there = nearest(sessions)?.canonicalize().ok()?;
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    let kind = kind_of(&there, &mounts)?;
    Some(match kind.as_str() {
        "tmpfs" | "ramfs" => Finding::warning(
            ABOUT,
            format!("{kind}: in memory, gone when the machine restarts"),
            "choose a folder on a disk with MOCK_HOME",
        ),
        kind if REMOTE.contains(&kind) => Finding::warning(
            ABOUT,
            format!("{kind}: over a network, where locks and syncs may not hold"),
            "choose a folder on this machine with MOCK_HOME",
        ),
        _ => Finding::ok(ABOUT, kind),
    })
}

/// Where sockets and scratch folders go, and whether there is room for a socket's path.
pub(super) fn temporary() -> Finding {
    const ABOUT: &str = "scratch";
    const ADVICE: &str = "set TMPDIR to a folder that you may write";
    let base = std::env::temp_dir();
    let made = Folder::new().and_then(|folder| Ok((folder, server::sockets()?)));
    let (folder, sockets) = match made {
        Ok(made) => made,
        Err(cause) => return Finding::problem(ABOUT, cause.to_string(), ADVICE),
    };
    if let Err(cause) = Folder::within(&base) {
        let found = format!("{cause}; {} is used instead", folder.base().display());
        return Finding::warning(ABOUT, found, ADVICE);
    }
    if folder.base() == sockets.base() {
        return Finding::ok(ABOUT, format!("{}, writable", base.display()));
    }
    let (long, short) = (base.display(), sockets.base().display());
    let found = format!("{long} is too long for a socket's path; sockets go to {short}");
    Finding::warning(ABOUT, found, "nothing, or set TMPDIR to a shorter folder")
}

/// The mount with the longest path above `path`. Of two on one place the later is on top.
fn kind_of(path: &Path, mounts: &str) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let Some((left, right)) = line.split_once(" - ") else { continue };
        let (Some(point), Some(kind)) = (left.split(' ').nth(4), right.split(' ').next()) else {
            continue;
        };
        let point = PathBuf::from(point.replace("\\040", " "));
        let length = point.as_os_str().len();
        if path.starts_with(&point) && best.is_none_or(|(longest, _)| length >= longest) {
            best = Some((length, kind));
        }
    }
    best.map(|(_, kind)| kind.to_owned())
}

/// The folder itself, or the nearest above it that is there.
fn nearest(path: &Path) -> Option<&Path> {
    path.ancestors().find(|path| path.exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_mount_above_a_path_counts() {
        let mounts = "\
            22 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
            30 22 0:26 / /home rw shared:1 - btrfs /dev/sdb rw\n\
            31 22 0:27 / /home/a\\040b rw - nfs4 server:/x rw\n";
        let kind = |path: &str| kind_of(Path::new(path), mounts);
        assert_eq!(kind("/var").as_deref(), Some("ext4"));
        assert_eq!(kind("/home/me").as_deref(), Some("btrfs"));
        assert_eq!(kind("/home/a b/c").as_deref(), Some("nfs4"));
        assert_eq!(kind_of(Path::new("/x"), "nonsense"), None);
    }

    #[test]
    fn a_folder_that_is_not_there_is_made_later() {
        let home = tempfile::tempdir().expect("a folder");
        let finding = folder(&home.path().join("a/b"));
        assert!(finding.found.ends_with("made with the first session"), "{finding:?}");
        assert_eq!(fs::read_dir(home.path()).expect("readable").count(), 0);
    }

    #[test]
    fn a_file_in_the_way_is_a_problem() {
        let home = tempfile::tempdir().expect("a folder");
        let file = home.path().join("sessions");
        fs::write(&file, "").expect("written");
        assert_eq!(folder(&file).health, super::super::finding::Health::Problem);
    }
}
