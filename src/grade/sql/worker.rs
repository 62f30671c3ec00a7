//! What runs in the worker process: the embedded PostgreSQL, or a private cluster's keeper.
//!
//! Both listen on a Unix socket in the folder they are given, say `ready`, and end when their
//! standard input does: with the program that started them, however that ends.

use std::io::{self, Read, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::relay::SOCKET;
use crate::{clock, scratch};

/// What the hidden subcommand is given.
#[derive(Clone, Debug)]
pub struct Orders {
    /// Where the socket goes.
    pub folder: PathBuf,
    pub cluster: Option<Cluster>,
    /// What is taken away at the end: whoever started this may have been killed, and removes
    /// nothing then.
    pub scratch: Vec<PathBuf>,
}

#[derive(Clone, Debug)]
pub struct Cluster {
    /// The folder of `initdb` and `postgres`.
    pub programs: PathBuf,
    pub data: PathBuf,
    /// Whom they run as, where this runs as root.
    pub user: Option<(u32, u32)>,
}

/// Serves until standard input ends.
///
/// # Errors
/// Where nothing can be served.
pub fn serve(orders: &Orders) -> Result<(), String> {
    let served = match &orders.cluster {
        Some(cluster) => keep(&orders.folder, cluster),
        None => embedded(&orders.folder),
    };
    scratch::take_away(&orders.scratch);
    served
}

fn ready() -> Result<(), String> {
    let mut out = io::stdout();
    let said = writeln!(out, "ready").and_then(|()| out.flush());
    said.map_err(|cause| format!("nobody listens: {cause}"))
}

fn until_input_ends() {
    let mut rest = Vec::new();
    // However it ends, it has ended.
    let _ended = io::stdin().read_to_end(&mut rest);
}

/// PostgreSQL is unpacked and served by a thread of its own, so that this one sees the end of its
/// input at any moment, and then leaves without it.
#[cfg(feature = "embedded-postgres")]
fn embedded(folder: &Path) -> Result<(), String> {
    let (tell, told) = mpsc::channel();
    let (failed, socket) = (tell.clone(), folder.join(SOCKET));
    thread::spawn(move || {
        let server = pglite_oxide::PgliteServer::builder()
            .temporary()
            .unix(socket)
            .relaxed_durability(true)
            .start()
            .map_err(|cause| format!("{cause:#}"));
        match server.and_then(|server| ready().map(|()| server)) {
            // A statement may still run at the end, and dropping it would wait for that.
            Ok(server) => std::mem::forget(server),
            Err(cause) => {
                // Nobody listens any more where the input has ended.
                let _unheard = failed.send(Err(cause));
            }
        }
    });
    thread::spawn(move || {
        until_input_ends();
        let _unheard = tell.send(Ok(()));
    });
    told.recv().unwrap_or(Ok(()))
}

#[cfg(not(feature = "embedded-postgres"))]
fn embedded(_folder: &Path) -> Result<(), String> {
    Err("this build has no PostgreSQL inside".to_owned())
}

fn keep(folder: &Path, cluster: &Cluster) -> Result<(), String> {
    let command = |program: &str| {
        let mut command = Command::new(cluster.programs.join(program));
        command.env("LC_ALL", "C.UTF-8").current_dir(&cluster.data).stdin(Stdio::null());
        if let Some((uid, gid)) = cluster.user {
            command.uid(uid).gid(gid);
        }
        command
    };
    let made = command("initdb")
        .args(["--no-sync", "--auth=trust", "--username=mock", "--encoding=UTF8"])
        .arg("--locale=C")
        .arg("-D")
        .arg(&cluster.data)
        .output()
        .map_err(|cause| format!("initdb does not run: {cause}"))?;
    if !made.status.success() {
        return Err(format!("initdb failed: {}", String::from_utf8_lossy(&made.stderr).trim()));
    }
    let mut server = command("postgres")
        .arg("-D")
        .arg(&cluster.data)
        .arg("-k")
        .arg(folder)
        .args(["-h", "", "-c", "fsync=off", "-c", "full_page_writes=off"])
        .args(["-c", "synchronous_commit=off", "-c", "max_connections=10", "-c", "jit=off"])
        .args(["-c", "shared_buffers=32MB", "-c", "unix_socket_permissions=0700"])
        .args(["-c", "logging_collector=off", "-c", "autovacuum=off"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|cause| format!("postgres does not run: {cause}"))?;
    let result = wait_until_it_listens(&mut server, &folder.join(SOCKET)).and_then(|()| ready());
    if result.is_ok() {
        until_input_ends();
    }
    end(&mut server);
    result
}

fn wait_until_it_listens(server: &mut Child, socket: &Path) -> Result<(), String> {
    let complaints = server.stderr.take();
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        // Read on forever, or the server would wait for a reader.
        let lines = complaints.map(io::BufReader::new);
        for line in lines.into_iter().flat_map(io::BufRead::lines).map_while(Result::ok) {
            let _unheard = tell.send(line);
        }
    });
    let until = clock::micros() + 60_000_000;
    let mut last = String::new();
    while clock::micros() < until {
        if let Ok(line) = told.recv_timeout(Duration::from_millis(50)) {
            if line.contains("database system is ready") && socket.exists() {
                return Ok(());
            }
            last = line;
        } else if let Ok(Some(status)) = server.try_wait() {
            return Err(format!("postgres ended, {status}: {last}"));
        }
    }
    Err(format!("postgres did not start in 60 s: {last}"))
}

/// At once, without a checkpoint; nothing of it is kept.
fn end(server: &mut Child) {
    if let Some(id) = i32::try_from(server.id()).ok().and_then(Pid::from_raw) {
        // One that has ended already is what is wanted.
        let _ended = kill_process(id, Signal::QUIT);
    }
    let _reaped = server.wait();
}
