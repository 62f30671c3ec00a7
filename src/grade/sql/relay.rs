//! The wire between the client and a server, which counts what comes back and can be cut.
//!
//! The client keeps every answer in memory and waits forever. Through here a huge answer ends at
//! a cap, and a server that says nothing more ends when its time is up.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::{self, JoinHandle};

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Unix(PathBuf),
    Tcp(String, u16),
}

/// Listens on a Unix socket of its own and passes on what it hears.
pub struct Relay {
    folder: PathBuf,
    shared: Arc<Shared>,
    listener: Option<JoinHandle<()>>,
}

struct Shared {
    /// Bytes that came back since the cap was set.
    count: AtomicU64,
    cap: AtomicU64,
    over: AtomicBool,
    closed: AtomicBool,
    /// Both sides of every connection that stands.
    lines: Mutex<Vec<Weak<[Wire; 2]>>>,
}

enum Wire {
    Unix(UnixStream),
    Tcp(TcpStream),
}

/// The socket's name as PostgreSQL's clients look for it.
pub const SOCKET: &str = ".s.PGSQL.5432";

impl Relay {
    /// Listens in `folder`, which must be there and nobody else's.
    ///
    /// # Errors
    /// Where no socket can be made there.
    pub fn open(folder: &Path, target: Target) -> io::Result<Relay> {
        let socket = UnixListener::bind(folder.join(SOCKET))?;
        let shared = Arc::new(Shared {
            count: AtomicU64::new(0),
            cap: AtomicU64::new(u64::MAX),
            over: AtomicBool::new(false),
            closed: AtomicBool::new(false),
            lines: Mutex::new(Vec::new()),
        });
        let listening = Arc::clone(&shared);
        let listener = thread::Builder::new().name("sql-relay".into()).spawn(move || {
            for near in socket.incoming().flatten() {
                if listening.closed.load(Ordering::SeqCst) {
                    break;
                }
                // A target that cannot be reached closes the near end: the client says so.
                let _unreached = listening.join(near, &target);
            }
        })?;
        Ok(Relay { folder: folder.to_owned(), shared, listener: Some(listener) })
    }

    /// The folder that a client takes for its host.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// From now on at most `bytes` come back; at one more the connection ends.
    pub fn cap(&self, bytes: u64) {
        self.shared.count.store(0, Ordering::SeqCst);
        self.shared.cap.store(bytes, Ordering::SeqCst);
    }

    /// Whether the cap was reached.
    pub fn is_over(&self) -> bool {
        self.shared.over.load(Ordering::SeqCst)
    }

    /// Ends every connection, whatever is under way.
    pub fn cut(&self) {
        self.shared.cut();
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.shared.closed.store(true, Ordering::SeqCst);
        self.cut();
        // Wakes the listener, which then sees that it is closed.
        let _woken = UnixStream::connect(self.folder.join(SOCKET));
        if let Some(listener) = self.listener.take() {
            let _ended = listener.join();
        }
    }
}

impl Shared {
    fn join(self: &Arc<Shared>, near: UnixStream, target: &Target) -> io::Result<()> {
        match target {
            Target::Unix(path) => {
                let far = UnixStream::connect(path)?;
                let (there, back) = (far.try_clone()?, far.try_clone()?);
                self.pump(near, Wire::Unix(far), there, back)
            }
            Target::Tcp(host, port) => {
                let far = TcpStream::connect((host.as_str(), *port))?;
                far.set_nodelay(true)?;
                let (there, back) = (far.try_clone()?, far.try_clone()?);
                self.pump(near, Wire::Tcp(far), there, back)
            }
        }
    }

    fn pump<F: Read + Write + Send + 'static>(
        self: &Arc<Shared>,
        near: UnixStream,
        far: Wire,
        there: F,
        back: F,
    ) -> io::Result<()> {
        let (near_in, near_out) = (near.try_clone()?, near.try_clone()?);
        let line = Arc::new([Wire::Unix(near), far]);
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::downgrade(&line));
        let shared = Arc::clone(self);
        let other = Arc::clone(&line);
        let name = || thread::Builder::new().name("sql-wire".into());
        name().spawn(move || {
            copy(near_in, there, |_| true);
            end(&line);
        })?;
        name().spawn(move || {
            copy(back, near_out, |length| shared.count(length));
            end(&other);
        })?;
        Ok(())
    }

    /// Whether so many bytes more are still below the cap.
    fn count(&self, length: usize) -> bool {
        let more = length as u64;
        let all = self.count.fetch_add(more, Ordering::SeqCst) + more;
        let is_below = all <= self.cap.load(Ordering::SeqCst);
        if !is_below {
            self.over.store(true, Ordering::SeqCst);
        }
        is_below
    }

    fn cut(&self) {
        let lines = std::mem::take(&mut *self.lines.lock().unwrap_or_else(PoisonError::into_inner));
        lines.iter().filter_map(Weak::upgrade).for_each(|line| end(&line));
    }
}

/// Copies until either side ends or `goes_on` says no.
fn copy(mut from: impl Read, mut to: impl Write, goes_on: impl Fn(usize) -> bool) {
    let mut buffer = [0_u8; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        if !goes_on(length) || to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
}

/// Ends both sides; one that has ended already is what is wanted.
fn end(line: &[Wire; 2]) {
    for wire in line {
        let _ended = match wire {
            Wire::Unix(stream) => stream.shutdown(Shutdown::Both),
            Wire::Tcp(stream) => stream.shutdown(Shutdown::Both),
        };
    }
}
