//! Folders for what lasts as long as this process: sockets, a server's data, where a program runs.
//!
//! All of a process lie in one folder of its own, `mock-PID-…`, which holds a locked file. The
//! system lets go of the lock when the process ends, however it ends, so whoever finds the lock
//! free knows that the folder is a dead one's, and takes it away.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
#[cfg(target_os = "linux")]
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::Duration;

#[cfg(target_os = "linux")]
use rustix::fs::{Dir, Mode, OFlags, openat};
use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

/// A folder that only this user enters, gone when dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    base: PathBuf,
}

/// This process's own folder below a folder for temporary files.
#[derive(Debug)]
struct Root {
    base: PathBuf,
    path: PathBuf,
    /// Held locked.
    _lock: File,
    /// Folders in it that are in use.
    count: usize,
}

#[derive(Debug)]
struct Roots {
    all: Vec<Root>,
    /// The process is about to end: nothing new is made.
    is_closed: bool,
}

static ROOTS: Mutex<Roots> = Mutex::new(Roots { all: Vec::new(), is_closed: false });

/// The locked file's name.
const LOCK: &str = "lock";

/// Bytes that a socket's whole path may have on every system, its end included: 104 on macOS, 108
/// on Linux.
const SOCKET_PATH_MOST: usize = 103;

/// Bytes of the names of a root and of a folder in it, with their slashes, at most.
const NAMES_MOST: usize = "/mock-1234567890-12345678/12345".len();

impl Folder {
    /// A new one in the folder for temporary files, or where that can't be used in another.
    ///
    /// # Errors
    /// Where none can be written: of the first.
    pub fn new() -> io::Result<Folder> {
        let made = Folder::within(&std::env::temp_dir());
        made.or_else(|cause| {
            let others = bases();
            others.iter().find_map(|base| Folder::within(base).ok()).ok_or(cause)
        })
    }

    /// A new one in which a socket fits at a path of `room` bytes: in the folder for temporary
    /// files, or where its name is too long in another.
    ///
    /// # Errors
    /// Where none is there, or none can be written.
    pub fn for_sockets(room: usize) -> io::Result<Folder> {
        let mut last = None;
        for base in bases().iter().filter(|base| is_short(base, room)) {
            match Folder::within(base) {
                Ok(folder) => return Ok(folder),
                Err(cause) => last = Some(cause),
            }
        }
        Err(last.unwrap_or_else(|| {
            let base = std::env::temp_dir();
            io::Error::other(format!(
                "a socket's path holds {SOCKET_PATH_MOST} bytes, and {} is too long: set TMPDIR to \
                 a shorter folder",
                base.display()
            ))
        }))
    }

    /// A new one below `base`.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn within(base: &Path) -> io::Result<Folder> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let base = fs::canonicalize(base).map_err(|cause| of_path(base, cause))?;
        let mut roots = roots();
        if roots.is_closed {
            return Err(io::Error::other("the program is about to end"));
        }
        let at = match roots.all.iter().position(|root| root.base == base) {
            Some(at) => at,
            None => {
                roots.all.push(Root::new(&base)?);
                roots.all.len() - 1
            }
        };
        let root = &mut roots.all[at];
        let path = root.path.join(COUNT.fetch_add(1, Ordering::SeqCst).to_string());
        private(&path)?;
        root.count += 1;
        Ok(Folder { path, base })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder for temporary files in which it lies.
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// A new folder in it.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn folder(&self, name: &str) -> io::Result<PathBuf> {
        let path = self.path.join(name);
        private(&path)?;
        Ok(path)
    }

    /// Lets other users pass through, who see nothing but what they are given.
    ///
    /// # Errors
    /// Where the rights cannot be changed.
    pub fn let_pass(&self) -> io::Result<()> {
        let open = fs::Permissions::from_mode(0o711);
        fs::set_permissions(&self.path, open.clone())?;
        self.path.parent().map_or(Ok(()), |root| fs::set_permissions(root, open))
    }

    /// Stays until the process ends.
    pub fn keep(self) -> PathBuf {
        let path = self.path.clone();
        std::mem::forget(self);
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        remove(&self.path);
        let mut roots = roots();
        let Some(at) = roots.all.iter().position(|root| root.base == self.base) else { return };
        roots.all[at].count -= 1;
        if roots.all[at].count == 0 {
            let root = roots.all.swap_remove(at);
            remove(&root.path);
        }
    }
}

impl Root {
    /// Under another name until it is locked, so that nobody takes it for a dead one's.
    fn new(base: &Path) -> io::Result<Root> {
        let name = format!("mock-{}-{:08x}", std::process::id(), rand::random::<u32>());
        let new = base.join(format!(".{name}.new"));
        private(&new)?;
        let path = base.join(name);
        match Root::locked(&new, &path) {
            Ok(lock) => Ok(Root { base: base.to_owned(), path, _lock: lock, count: 0 }),
            Err(cause) => {
                remove(&new);
                Err(cause)
            }
        }
    }

    fn locked(new: &Path, path: &Path) -> io::Result<File> {
        let lock = File::create_new(new.join(LOCK))?;
        lock.lock()?;
        fs::rename(new, path)?;
        Ok(lock)
    }
}

fn roots() -> MutexGuard<'static, Roots> {
    // A panic under it leaves no half-made state.
    ROOTS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn private(path: &Path) -> io::Result<()> {
    let made = DirBuilder::new().mode(0o700).create(path);
    made.map_err(|cause| of_path(path, cause))
}

fn of_path(path: &Path, cause: io::Error) -> io::Error {
    io::Error::new(cause.kind(), format!("{}: {cause}", path.display()))
}

/// Where such folders may lie: the first that serves is taken.
fn bases() -> Vec<PathBuf> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let others = ["/tmp", "/var/tmp", "/dev/shm"].map(PathBuf::from);
    let all = [std::env::temp_dir()].into_iter().chain(runtime).chain(others);
    let mut bases: Vec<PathBuf> = Vec::new();
    for base in all.filter_map(|base| fs::canonicalize(base).ok()) {
        if !bases.contains(&base) {
            bases.push(base);
        }
    }
    bases
}

fn is_short(base: &Path, room: usize) -> bool {
    base.as_os_str().len() + NAMES_MOST + room <= SOCKET_PATH_MOST
}

/// The process is about to end: takes away everything of it, and makes nothing new.
pub fn leave() {
    let mut roots = roots();
    roots.is_closed = true;
    for root in std::mem::take(&mut roots.all) {
        remove(&root.path);
    }
}

/// Takes away what a process of ours was given, and what is left of whoever gave it, where that
/// is dead: for a process that outlives the one that started it.
pub fn take_away(folders: &[PathBuf]) {
    for folder in folders {
        let Some(root) = folder.parent().filter(|root| is_root(root)) else { continue };
        remove(folder);
        if is_dead(root) {
            remove(root);
        }
    }
}

/// Takes away what dead processes left, once a process, beside whatever else it does.
pub fn sweep() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Without a thread to spare it is for the next one to do.
        let _started = thread::Builder::new().name("sweep".into()).spawn(|| {
            bases().iter().for_each(|base| sweep_in(base));
        });
    });
}

/// As [`sweep`], in one folder, and done when it returns.
pub fn sweep_in(base: &Path) {
    let user = rustix::process::getuid().as_raw();
    for entry in fs::read_dir(base).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_candidate = is_root(&path) || older_kind(&path).is_some();
        // Links are not followed, and nobody else's folders are touched.
        let about = entry.metadata().ok().filter(|about| about.is_dir() && about.uid() == user);
        if is_candidate && about.is_some() && (is_dead(&path) || is_left_by_older(&path)) {
            remove(&path);
        }
    }
}

/// `mock-PID-12345678`, or `.mock-PID-12345678.new` before it is locked.
fn is_root(path: &Path) -> bool {
    root_pid(path).is_some()
}

fn is_half_made(root: &Path) -> bool {
    root.extension().is_some_and(|ending| ending == "new")
}

fn root_pid(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_str()?;
    let half_made = name.strip_prefix('.').and_then(|name| name.strip_suffix(".new"));
    let name = half_made.unwrap_or(name).strip_prefix("mock-")?;
    let (pid, rest) = name.split_once('-')?;
    let is_ours = rest.len() == 8 && rest.bytes().all(|byte| byte.is_ascii_hexdigit());
    pid.parse().ok().filter(|_| is_ours)
}

/// Whether the process whose folder this is has ended.
fn is_dead(root: &Path) -> bool {
    let Some(pid) = root_pid(root) else { return false };
    if is_half_made(root) {
        return has_ended(pid);
    }
    match File::open(root.join(LOCK)) {
        Ok(lock) => match lock.try_lock() {
            // Two who take it away at once harm nobody.
            Ok(()) => true,
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
        },
        // Half taken away already, by it or by another.
        Err(cause) => cause.kind() == io::ErrorKind::NotFound && has_ended(pid),
    }
}

fn has_ended(pid: u32) -> bool {
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
    pid.is_none_or(|pid| test_kill_process(pid) == Err(Errno::SRCH))
}

/// What a folder of an earlier version tells of who made it.
enum Older {
    /// `mock-sql-PID-…`.
    Of(u32),
    /// `mock-` and 32 digits: a program ran there, for minutes at most.
    Run,
}

fn older_kind(path: &Path) -> Option<Older> {
    let name = path.file_name()?.to_str()?.strip_prefix("mock-")?;
    if let Some(rest) = name.strip_prefix("sql-") {
        return rest.split('-').next()?.parse().ok().map(Older::Of);
    }
    let is_run = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_run.then_some(Older::Run)
}

fn is_left_by_older(path: &Path) -> bool {
    const DAY: Duration = Duration::from_secs(86_400);
    match older_kind(path) {
        Some(Older::Of(pid)) => has_ended(pid),
        Some(Older::Run) => {
            let changed = fs::metadata(path).and_then(|about| about.modified());
            changed.is_ok_and(|changed| changed.elapsed().is_ok_and(|age| age > DAY))
        }
        None => false,
    }
}

/// How often, and after how long, a folder is tried again in which something still writes.
const TRIES: u32 = 20;
const BETWEEN_TRIES: Duration = Duration::from_millis(10);

/// What can't be removed now stays for the next sweep.
fn remove(path: &Path) {
    for _ in 0..TRIES {
        match fs::remove_dir_all(path) {
            Ok(()) => return,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound && !path.exists() => return,
            Err(_) => open_up(path),
        }
        pause();
    }
}

#[expect(clippy::disallowed_methods, reason = "nothing announces that a dying process is gone")]
fn pause() {
    thread::sleep(BETWEEN_TRIES);
}

/// A program may have made folders of its own unreadable. They are held by what they are and not by
/// their names: what is not quite dead yet could put a link to another folder there meanwhile.
#[cfg(target_os = "linux")]
fn open_up(folder: &Path) {
    let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::DIRECTORY | OFlags::CLOEXEC;
    if let Ok(held) = rustix::fs::open(folder, flags, Mode::empty()) {
        open_held(&held, flags);
    }
}

#[cfg(target_os = "linux")]
fn open_held(held: &OwnedFd, flags: OFlags) {
    // Such a handle allows no change by itself, but the system knows it by a name.
    let name = format!("/proc/self/fd/{}", held.as_raw_fd());
    let _kept = fs::set_permissions(name, fs::Permissions::from_mode(0o700));
    let reads = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let entries = openat(held, ".", reads, Mode::empty()).and_then(Dir::new);
    for entry in entries.into_iter().flatten().flatten() {
        let is_above = matches!(entry.file_name().to_bytes(), b"." | b"..");
        if !is_above && let Ok(inner) = openat(held, entry.file_name(), flags, Mode::empty()) {
            open_held(&inner, flags);
        }
    }
}

/// A program may have made folders of its own unreadable.
#[cfg(not(target_os = "linux"))]
fn open_up(folder: &Path) {
    let _kept = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            open_up(&entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_in_a_folder_opens_nothing_elsewhere() {
        let base = tempfile::tempdir().expect("a folder");
        let (elsewhere, inside) = (base.path().join("elsewhere"), base.path().join("inside"));
        fs::create_dir_all(inside.join("closed/deep")).expect("made");
        fs::create_dir(&elsewhere).expect("made");
        std::os::unix::fs::symlink(&elsewhere, inside.join("link")).expect("made");
        for folder in [&elsewhere, &inside.join("closed/deep"), &inside.join("closed")] {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o000)).expect("mine");
        }
        open_up(&inside);
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(&inside.join("closed/deep")), 0o700);
        assert_eq!(mode(&elsewhere), 0o000);
        open_up(&inside.join("link"));
        assert_eq!(mode(&elsewhere), 0o000, "nor where the link itself is named");
    }

    fn names(base: &Path) -> Vec<String> {
        let entries = fs::read_dir(base).expect("readable").flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_gone_with_its_root_when_dropped() {
        let base = tempfile::tempdir().expect("a folder");
        let one = Folder::within(base.path()).expect("made");
        let two = Folder::within(base.path()).expect("made");
        assert_eq!(one.path().parent(), two.path().parent());
        assert_eq!(names(base.path()).len(), 1);
        fs::create_dir_all(one.folder("data").expect("made").join("deep")).expect("made");
        let closed = one.folder("closed").expect("made");
        fs::write(closed.join("file"), "x").expect("written");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("mine");
        drop(one);
        assert!(two.path().is_dir());
        drop(two);
        assert_eq!(names(base.path()), [""; 0]);
    }

    #[test]
    fn a_sweep_takes_what_dead_ones_left_and_nothing_else() {
        let base = tempfile::tempdir().expect("a folder");
        // No process has a number so high.
        let dead = "mock-2147483646-0123abcd";
        let made = [
            (dead, false),
            (".mock-2147483646-0123abce.new", false),
            (&format!(".mock-{}-0123abce.new", std::process::id()), true),
            ("mock-sql-2147483646-0-1", false),
            (&format!("mock-sql-{}-0-1", std::process::id()), true),
            ("mock-0123456789abcdef0123456789abcdef", true),
            ("mock-figures", true),
            ("mock-notes-12345678", true),
        ];
        for (name, _) in &made {
            fs::create_dir_all(base.path().join(name).join("server")).expect("made");
        }
        fs::write(base.path().join(dead).join(LOCK), "").expect("written");
        let alive = Folder::within(base.path()).expect("made");
        sweep_in(base.path());
        let left = names(base.path());
        for (name, stays) in &made {
            assert_eq!(left.iter().any(|left| left == name), *stays, "{name}");
        }
        assert!(alive.path().is_dir(), "its lock is held");
    }

    #[test]
    fn a_link_is_no_folder_of_a_dead_one() {
        let base = tempfile::tempdir().expect("a folder");
        let kept = base.path().join("kept");
        fs::create_dir(&kept).expect("made");
        let link = base.path().join("mock-2147483646-0123abcd");
        std::os::unix::fs::symlink(&kept, &link).expect("linked");
        sweep_in(base.path());
        assert_eq!(names(base.path()).len(), 2);
    }

    #[test]
    fn what_is_taken_away_is_a_folder_of_a_root_of_ours() {
        let base = tempfile::tempdir().expect("a folder");
        let root = base.path().join("mock-2147483646-0123abcd");
        let folder = root.join("0");
        fs::create_dir_all(folder.join("server")).expect("made");
        let other = base.path().join("other/0");
        fs::create_dir_all(&other).expect("made");
        take_away(&[folder, other.clone()]);
        assert!(!root.exists() && other.is_dir());
    }

    #[test]
    fn a_socket_lies_where_its_path_is_short_enough() {
        assert!(is_short(Path::new("/tmp"), 27));
        assert!(!is_short(Path::new(&format!("/tmp/{}", "d".repeat(70))), 27));
        let folder = Folder::for_sockets(27).expect("made");
        assert!(folder.path().as_os_str().len() + 27 <= SOCKET_PATH_MOST);
    }
}
