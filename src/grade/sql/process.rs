//! The worker's process, from its start to its end: with the server, or with the program.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

use super::server::{Settings, find_programs, give_away};
use crate::clock;
use crate::scratch::Folder;

/// A process that serves, and ends when its standard input does.
pub struct Worker {
    child: Child,
    is_cluster: bool,
}

/// Every worker that runs, and whether no more may begin.
struct Workers {
    all: Vec<Running>,
    is_closed: bool,
}

struct Running {
    id: u32,
    /// A cluster ends its own processes when this is closed; the embedded one is killed.
    _input: Option<ChildStdin>,
    is_cluster: bool,
}

static WORKERS: Mutex<Workers> = Mutex::new(Workers { all: Vec::new(), is_closed: false });

/// How long the first start may take: the cache is filled then.
const START_MOST: Duration = Duration::from_secs(120);
/// How long a cluster may take to end by itself, and one that was killed to be gone.
const END_MOST_US: u64 = 5_000_000;
const TICK: Duration = Duration::from_millis(2);

impl Worker {
    pub fn embedded(
        settings: &Settings,
        scratch: &Folder,
        sockets: &Folder,
    ) -> Result<Worker, String> {
        let folder = made(sockets, "server")?;
        let temporary = made(scratch, "tmp")?;
        fs::create_dir_all(&settings.cache).map_err(|cause| {
            format!("the cache folder {} cannot be made: {cause}", settings.cache.display())
        })?;
        let mut command = Command::new(&settings.program);
        command.arg("__sql-worker").arg("--folder").arg(&folder);
        // The crate finds its cache by these.
        command.env_clear().env("HOME", &settings.cache).env("XDG_CACHE_HOME", &settings.cache);
        command.env("TMPDIR", &temporary);
        Worker::spawn(command, false, [scratch, sockets])
    }

    pub fn cluster(
        settings: &Settings,
        scratch: &Folder,
        sockets: &Folder,
    ) -> Result<Worker, String> {
        let programs = find_programs()
            .ok_or("no `initdb` and `postgres` were found: install PostgreSQL's server")?;
        let folder = made(sockets, "server")?;
        let data = made(scratch, "data")?;
        let user = give_away(&[scratch, sockets], &[&folder, &data])?;
        let mut command = Command::new(&settings.program);
        command.arg("__sql-worker").arg("--folder").arg(&folder);
        command.arg("--cluster").arg(&programs).arg("--data").arg(&data);
        if let Some((uid, gid)) = user {
            command.arg("--uid").arg(uid.to_string()).arg("--gid").arg(gid.to_string());
        }
        command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", scratch.path());
        Worker::spawn(command, true, [scratch, sockets])
    }

    /// Starts it, and waits until it says that it listens.
    fn spawn(
        mut command: Command,
        is_cluster: bool,
        folders: [&Folder; 2],
    ) -> Result<Worker, String> {
        for folder in folders {
            command.arg("--scratch").arg(folder.path());
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.process_group(0).current_dir("/");
        let mut worker = Worker::begin(command, is_cluster)?;
        let (said, complained) = (worker.child.stdout.take(), worker.child.stderr.take());
        let (tell, told) = mpsc::channel();
        thread::spawn(move || {
            // Nobody waits any more where the time was up.
            let _unheard = tell.send(ready(said, complained));
        });
        match told.recv_timeout(START_MOST) {
            Ok(Ok(())) => Ok(worker),
            Ok(Err(why)) => Err(format!("the SQL worker ended at its start: {}", why.trim())),
            Err(_) => Err(format!("the SQL worker did not start in {} s", START_MOST.as_secs())),
        }
    }

    /// Under the list's lock, so that [`leave`] misses none.
    fn begin(mut command: Command, is_cluster: bool) -> Result<Worker, String> {
        let mut workers = workers();
        if workers.is_closed {
            return Err("the program is about to end".to_owned());
        }
        let mut child =
            command.spawn().map_err(|cause| format!("the SQL worker does not start: {cause}"))?;
        let input = child.stdin.take();
        workers.all.push(Running { id: child.id(), _input: input, is_cluster });
        Ok(Worker { child, is_cluster })
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn kill(&self) {
        kill(self.child.id());
    }
}

impl Drop for Worker {
    /// A cluster is asked to end, so that its own children do; the embedded one is killed.
    fn drop(&mut self) {
        let id = self.child.id();
        let running = {
            let mut workers = workers();
            let at = workers.all.iter().position(|running| running.id == id);
            at.map(|at| workers.all.swap_remove(at))
        };
        drop(running);
        if self.is_cluster {
            wait_for(id);
        }
        self.kill();
        let _reaped = self.child.wait();
    }
}

/// The program is about to end: ends every worker, and lets no other begin.
pub fn leave() {
    let mut workers = workers();
    workers.is_closed = true;
    let all = std::mem::take(&mut workers.all);
    drop(workers);
    let (clusters, embedded): (Vec<Running>, Vec<Running>) =
        all.into_iter().partition(|running| running.is_cluster);
    let ids: Vec<u32> = embedded.iter().chain(&clusters).map(|running| running.id).collect();
    embedded.iter().for_each(|running| kill(running.id));
    // Their input ends with them.
    drop(clusters);
    ids.into_iter().for_each(wait_for);
}

/// What it says at its start, or why it ended.
fn ready(said: Option<ChildStdout>, complained: Option<ChildStderr>) -> Result<(), String> {
    let mut line = String::new();
    if let Some(said) = said {
        // An unreadable line is none: the worker has ended.
        let _read = BufReader::new(said).read_line(&mut line);
    }
    if line.trim() == "ready" {
        return Ok(());
    }
    let mut why = String::new();
    if let Some(complained) = complained {
        let _read = complained.take(4096).read_to_string(&mut why);
    }
    Err(why)
}

fn made(folder: &Folder, name: &str) -> Result<PathBuf, String> {
    folder.folder(name).map_err(|cause| format!("no folder for the SQL engine: {cause}"))
}

fn workers() -> MutexGuard<'static, Workers> {
    // A panic under it leaves no half-made state.
    WORKERS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn pid(id: u32) -> Option<Pid> {
    i32::try_from(id).ok().and_then(Pid::from_raw)
}

fn kill(id: u32) {
    if let Some(group) = pid(id) {
        // One that has ended already is what is wanted.
        let _ended = kill_process_group(group, Signal::KILL);
    }
}

/// Until a child has ended, for a while. It is left to its owner to reap.
fn wait_for(id: u32) {
    let Some(pid) = pid(id) else { return };
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
    let until = clock::micros() + END_MOST_US;
    let (_hold, wait) = mpsc::channel::<()>();
    // A child that its owner has reaped already is an error, and gone.
    while matches!(waitid(WaitId::Pid(pid), options), Ok(None)) && clock::micros() < until {
        let _pause = wait.recv_timeout(TICK);
    }
}
