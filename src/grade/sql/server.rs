//! Servers that an engine runs on: the embedded PostgreSQL in a worker of its own, a private
//! cluster, or one that the user names. All are a place to connect to.

use std::fmt;
use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::process::Worker;
use super::relay::{SOCKET, Target};
use crate::scratch::Folder;

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
    /// Holds the data. Dropped after the worker, as all that follows.
    _scratch: Folder,
    /// Holds the sockets, whose paths have to be short.
    pub sockets: Folder,
}

impl Server {
    /// # Errors
    /// What is missing, and what to do.
    pub fn start(settings: &Settings) -> Result<Server, String> {
        let none = |cause: io::Error| format!("no scratch folder for the SQL engine: {cause}");
        let scratch = Folder::new().map_err(none)?;
        let sockets = sockets().map_err(none)?;
        let mut config = postgres::Config::new();
        let is_embedded = settings.choice == Choice::Embedded;
        let near = Target::Unix(sockets.path().join("server").join(SOCKET));
        let (target, worker) = match &settings.choice {
            Choice::Url(url) => {
                config = postgres::Config::from_str(url).map_err(|cause| cause.to_string())?;
                (target_of(&config)?, None)
            }
            Choice::Embedded if !cfg!(feature = "embedded-postgres") => {
                return Err("this build has no PostgreSQL inside; give a server by \
                            `--sql postgres://…`, or `--sql cluster` where one is installed"
                    .to_owned());
            }
            Choice::Embedded => {
                config.user("postgres").dbname("template1");
                (near, Some(Worker::embedded(settings, &scratch, &sockets)?))
            }
            Choice::Cluster => {
                config.user("mock").dbname("postgres");
                (near, Some(Worker::cluster(settings, &scratch, &sockets)?))
            }
        };
        Ok(Server { target, config, is_embedded, worker, _scratch: scratch, sockets })
    }

    /// Resident memory of the worker, KiB, where it can be read.
    pub fn memory_kib(&self) -> Option<u64> {
        let worker = self.worker.as_ref().filter(|_| self.is_embedded)?;
        let status = fs::read_to_string(format!("/proc/{}/status", worker.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().trim_end_matches("kB").trim().parse().ok()
    }

    /// Processor time that the worker took since it began, milliseconds, where it can be read. The
    /// system counts in hundredths of a second.
    pub fn processor_ms(&self) -> Option<u64> {
        const TICK_MS: u64 = 10;
        let worker = self.worker.as_ref().filter(|_| self.is_embedded)?;
        let stat = fs::read_to_string(format!("/proc/{}/stat", worker.id())).ok()?;
        // The name, in parentheses, may hold anything; user and system time are words 14 and 15.
        let words: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = |at: usize| words.get(at)?.parse::<u64>().ok();
        Some((ticks(11)? + ticks(12)?) * TICK_MS)
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

/// A folder with room for the paths of sockets.
///
/// # Errors
/// Where there is none.
pub fn sockets() -> io::Result<Folder> {
    Folder::for_sockets("/server/".len() + SOCKET.len())
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

/// The folder of `initdb` and `postgres`, the newest where Debian keeps several.
pub fn find_programs() -> Option<PathBuf> {
    let in_path = which::which_all("initdb").into_iter().flatten();
    let mut folders: Vec<PathBuf> =
        in_path.filter_map(|initdb| initdb.parent().map(Path::to_owned)).collect();
    for root in ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt"] {
        let versions = fs::read_dir(root).into_iter().flatten().flatten();
        let mut versions: Vec<PathBuf> = versions.map(|entry| entry.path()).collect();
        versions.sort_by_cached_key(|folder| std::cmp::Reverse(version(folder)));
        folders.extend(versions.into_iter().map(|folder| folder.join("bin")));
    }
    let has_both =
        |folder: &PathBuf| ["initdb", "postgres"].iter().all(|name| folder.join(name).is_file());
    let found = folders.into_iter().find(has_both)?;
    // A link leads to where the rest of them lies, and that is where they look for each other.
    let real = fs::canonicalize(found.join("initdb")).ok();
    let real = real.and_then(|initdb| initdb.parent().map(Path::to_owned));
    real.filter(has_both).or(Some(found))
}

/// The numbers in a folder's name, so that 10 comes after 9.6.
fn version(folder: &Path) -> Vec<u64> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let parts = name.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().unwrap_or(u64::MAX)).collect()
}

/// PostgreSQL refuses to run as root: folders then go to `postgres`, else to `nobody`.
pub fn give_away(holders: &[&Folder], folders: &[&Path]) -> Result<Option<(u32, u32)>, String> {
    let own = |folder: &&&Path| fs::metadata(folder).is_ok_and(|about| about.uid() != 0);
    if folders.iter().any(|folder| own(&folder)) {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let ids = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut parts = line.split(':').skip(2);
        Some((parts.next()?.parse::<u32>().ok()?, parts.next()?.parse::<u32>().ok()?))
    };
    let user = ids("postgres").or_else(|| ids("nobody"));
    let (uid, gid) = user.ok_or("PostgreSQL does not run as root, and there is no other user")?;
    for folder in folders {
        chown(folder, Some(uid), Some(gid)).map_err(|cause| cause.to_string())?;
    }
    for holder in holders {
        holder.let_pass().map_err(|cause| cause.to_string())?;
    }
    Ok(Some((uid, gid)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_numbers() {
        let mut all = ["9.6", "10", "17", "9.10", "extensions", "postgresql@16"].map(PathBuf::from);
        all.sort_by_cached_key(|folder| std::cmp::Reverse(version(folder)));
        let names = all.map(|folder| folder.display().to_string());
        assert_eq!(names, ["17", "postgresql@16", "10", "9.10", "9.6", "extensions"]);
    }
}
