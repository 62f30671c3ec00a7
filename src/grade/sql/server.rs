//! Servers that an engine runs on: the embedded PostgreSQL in a worker of its own, a private
//! cluster, or one that the user names. All are a place to connect to.

use std::fmt;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};

use super::relay::{SOCKET, Target};
use crate::clock;

/// Which PostgreSQL judges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Inside the binary.
    #[default]
    Embedded,
    /// A private cluster of the PostgreSQL installed here.
    Cluster,
    /// A server: `postgres://user:password@host:port/database`.
    Url(String),
}

impl FromStr for Choice {
    type Err = String;

    /// Reads `--sql`.
    fn from_str(text: &str) -> Result<Choice, String> {
        match text {
            "embedded" => Ok(Choice::Embedded),
            "cluster" => Ok(Choice::Cluster),
            url if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                let config = postgres::Config::from_str(url);
                config.map(|_| Choice::Url(url.to_owned())).map_err(|cause| cause.to_string())
            }
            _ => Err("write postgres://user@host/database, `embedded` or `cluster`".to_owned()),
        }
    }
}

/// Without the password.
impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Choice::Embedded => f.write_str("embedded"),
            Choice::Cluster => f.write_str("private cluster"),
            Choice::Url(_) => f.write_str("server"),
        }
    }
}

/// What a server needs to be started.
#[derive(Clone, Debug)]
pub struct Settings {
    pub choice: Choice,
    /// Where the embedded PostgreSQL unpacks itself, about 100 MB, once.
    pub cache: PathBuf,
    /// The program whose hidden subcommand is the worker: this one.
    pub program: PathBuf,
}

/// A server that answers, or will in a moment.
pub struct Server {
    pub target: Target,
    /// User, password and database of the first connection.
    pub config: postgres::Config,
    /// Only one connection at a time, and nobody else's data: rights need no care.
    pub is_embedded: bool,
    worker: Option<Worker>,
    /// Holds the sockets; removed at the end.
    pub scratch: Scratch,
}

/// How long the first start may take: the cache is filled then.
const START_MOST: Duration = Duration::from_secs(120);

impl Server {
    /// # Errors
    /// What is missing, and what to do.
    pub fn start(settings: &Settings) -> Result<Server, String> {
        let scratch = Scratch::new()?;
        let mut config = postgres::Config::new();
        match &settings.choice {
            Choice::Url(url) => {
                config = postgres::Config::from_str(url).map_err(|cause| cause.to_string())?;
                let target = target_of(&config)?;
                Ok(Server { target, config, is_embedded: false, worker: None, scratch })
            }
            Choice::Embedded if !cfg!(feature = "embedded-postgres") => {
                Err("this build has no PostgreSQL inside; give a server by `--sql postgres://…`, \
                     or `--sql cluster` where one is installed"
                    .to_owned())
            }
            Choice::Embedded => {
                config.user("postgres").dbname("template1");
                let worker = Worker::embedded(settings, &scratch)?;
                let target = Target::Unix(scratch.path().join("server").join(SOCKET));
                Ok(Server { target, config, is_embedded: true, worker: Some(worker), scratch })
            }
            Choice::Cluster => {
                config.user("mock").dbname("postgres");
                let worker = Worker::cluster(settings, &scratch)?;
                let target = Target::Unix(scratch.path().join("server").join(SOCKET));
                Ok(Server { target, config, is_embedded: false, worker: Some(worker), scratch })
            }
        }
    }

    /// Resident memory of the worker, KiB, where it can be read.
    pub fn memory_kib(&self) -> Option<u64> {
        let worker = self.worker.as_ref().filter(|_| self.is_embedded)?;
        let status = fs::read_to_string(format!("/proc/{}/status", worker.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().trim_end_matches("kB").trim().parse().ok()
    }

    /// Ends the embedded one at once. Others are cancelled, not killed.
    pub fn kill(&self) {
        if let Some(worker) = self.worker.as_ref().filter(|_| self.is_embedded) {
            worker.kill();
        }
    }

    /// A cluster that nobody else knows.
    pub fn is_private(&self) -> bool {
        self.worker.is_some()
    }
}

/// The first host of a URL.
fn target_of(config: &postgres::Config) -> Result<Target, String> {
    let port = config.get_ports().first().copied().unwrap_or(5432);
    match config.get_hosts().first() {
        Some(postgres::config::Host::Tcp(host)) => Ok(Target::Tcp(host.clone(), port)),
        Some(postgres::config::Host::Unix(folder)) => {
            Ok(Target::Unix(folder.join(format!(".s.PGSQL.{port}"))))
        }
        None => Err("the URL names no host: postgres://user@host/database".to_owned()),
    }
}

/// A process that serves, and ends when its standard input does.
struct Worker {
    child: Child,
    is_cluster: bool,
}

impl Worker {
    fn embedded(settings: &Settings, scratch: &Scratch) -> Result<Worker, String> {
        let folder = scratch.folder("server")?;
        let temporary = scratch.folder("tmp")?;
        fs::create_dir_all(&settings.cache).map_err(|cause| {
            format!("the cache folder {} cannot be made: {cause}", settings.cache.display())
        })?;
        let mut command = Command::new(&settings.program);
        command.arg("__sql-worker").arg("--folder").arg(&folder);
        // The crate finds its cache by these.
        command.env_clear().env("HOME", &settings.cache).env("XDG_CACHE_HOME", &settings.cache);
        command.env("TMPDIR", &temporary);
        Worker::spawn(command, false)
    }

    fn cluster(settings: &Settings, scratch: &Scratch) -> Result<Worker, String> {
        let programs = find_programs()
            .ok_or("no `initdb` and `postgres` were found: install PostgreSQL's server")?;
        let folder = scratch.folder("server")?;
        let data = scratch.folder("data")?;
        let user = scratch.give_away(&[&folder, &data])?;
        let mut command = Command::new(&settings.program);
        command.arg("__sql-worker").arg("--folder").arg(&folder);
        command.arg("--cluster").arg(&programs).arg("--data").arg(&data);
        if let Some((uid, gid)) = user {
            command.arg("--uid").arg(uid.to_string()).arg("--gid").arg(gid.to_string());
        }
        command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", scratch.path());
        Worker::spawn(command, true)
    }

    /// Starts it, and waits until it says that it listens.
    fn spawn(mut command: Command, is_cluster: bool) -> Result<Worker, String> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.process_group(0).current_dir("/");
        let mut child =
            command.spawn().map_err(|cause| format!("the SQL worker does not start: {cause}"))?;
        let said = child.stdout.take();
        let complained = child.stderr.take();
        let worker = Worker { child, is_cluster };
        let (tell, told) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            if let Some(said) = said {
                // An unreadable line is none: the worker has ended.
                let _read = BufReader::new(said).read_line(&mut line);
            }
            let mut why = String::new();
            if line.trim() != "ready"
                && let Some(complained) = complained
            {
                let _read = complained.take(4096).read_to_string(&mut why);
            }
            // Nobody waits any more where the time was up.
            let _unheard = tell.send(if line.trim() == "ready" { Ok(()) } else { Err(why) });
        });
        match told.recv_timeout(START_MOST) {
            Ok(Ok(())) => Ok(worker),
            Ok(Err(why)) => Err(format!("the SQL worker ended at its start: {}", why.trim())),
            Err(_) => Err(format!("the SQL worker did not start in {} s", START_MOST.as_secs())),
        }
    }

    fn kill(&self) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            // One that has ended already is what is wanted.
            let _ended = kill_process_group(group, Signal::KILL);
        }
    }
}

impl Drop for Worker {
    /// A cluster is asked to end, so that its own children do; the embedded one is killed.
    fn drop(&mut self) {
        if self.is_cluster {
            drop(self.child.stdin.take());
            let until = clock::micros() + 5_000_000;
            let (_hold, wait) = mpsc::channel::<()>();
            while clock::micros() < until && !matches!(self.child.try_wait(), Ok(Some(_))) {
                let _pause = wait.recv_timeout(Duration::from_millis(5));
            }
        }
        self.kill();
        let _reaped = self.child.wait();
    }
}

/// The folder of `initdb` and `postgres`, the newest where Debian keeps several.
pub fn find_programs() -> Option<PathBuf> {
    let in_path = which::which_all("initdb").into_iter().flatten();
    let mut folders: Vec<PathBuf> =
        in_path.filter_map(|initdb| initdb.parent().map(Path::to_owned)).collect();
    for root in ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt"] {
        let versions = fs::read_dir(root).into_iter().flatten().flatten();
        let mut versions: Vec<PathBuf> = versions.map(|entry| entry.path().join("bin")).collect();
        versions.sort();
        versions.reverse();
        folders.extend(versions);
    }
    let has_both =
        |folder: &PathBuf| ["initdb", "postgres"].iter().all(|name| folder.join(name).is_file());
    let found = folders.into_iter().find(has_both)?;
    // A link leads to where the rest of them lies, and that is where they look for each other.
    let real = fs::canonicalize(found.join("initdb")).ok();
    let real = real.and_then(|initdb| initdb.parent().map(Path::to_owned));
    real.filter(has_both).or(Some(found))
}

/// How a scratch folder's name begins.
const SCRATCH: &str = "mock-sql-";

/// Whether a folder is one that [`Scratch`] made.
pub fn is_scratch(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with(SCRATCH))
}

/// A folder that only this user enters, gone when dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Scratch, String> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        // Short: a socket's path has 108 bytes.
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let name = format!("{SCRATCH}{}-{number}-{}", std::process::id(), clock::micros());
        let path = std::env::temp_dir().join(name);
        let made = fs::DirBuilder::new().mode(0o700).create(&path);
        made.map_err(|cause| format!("no scratch folder {}: {cause}", path.display()))?;
        Ok(Scratch(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// # Errors
    /// Where it cannot be made.
    pub fn folder(&self, name: &str) -> Result<PathBuf, String> {
        let path = self.0.join(name);
        let made = fs::DirBuilder::new().mode(0o700).create(&path);
        made.map_err(|cause| format!("no folder {}: {cause}", path.display()))?;
        Ok(path)
    }

    /// PostgreSQL refuses to run as root: folders then go to `postgres`, else to `nobody`.
    fn give_away(&self, folders: &[&Path]) -> Result<Option<(u32, u32)>, String> {
        let owner = fs::metadata(&self.0).map_err(|cause| cause.to_string())?.uid();
        if owner != 0 {
            return Ok(None);
        }
        let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let ids = |name: &str| {
            let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
            let mut parts = line.split(':').skip(2);
            Some((parts.next()?.parse::<u32>().ok()?, parts.next()?.parse::<u32>().ok()?))
        };
        let user = ids("postgres").or_else(|| ids("nobody"));
        let (uid, gid) =
            user.ok_or("PostgreSQL does not run as root, and there is no other user")?;
        for folder in folders {
            chown(folder, Some(uid), Some(gid)).map_err(|cause| cause.to_string())?;
        }
        // Others may pass through, and see nothing but the two.
        let open = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o711);
        fs::set_permissions(&self.0, open).map_err(|cause| cause.to_string())?;
        Ok(Some((uid, gid)))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed stays in the folder for temporary files.
        let _removed = fs::remove_dir_all(&self.0);
    }
}
