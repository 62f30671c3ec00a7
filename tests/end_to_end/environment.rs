//! A machine of its own for each test: a cleared environment, a home in a scratch folder, fixed
//! columns, no colours, and a program that is talked to over pipes.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// Nothing takes this long, also on a machine that does much else; then the test has failed.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Environment {
    home: tempfile::TempDir,
    columns: u32,
}

/// What a command wrote, and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub out: String,
    pub err: String,
    /// `None` where a signal ended it.
    pub code: Option<i32>,
}

impl Environment {
    /// Wide enough that no line of the program is wrapped.
    pub fn new() -> Environment {
        Environment::of_columns(1000)
    }

    pub fn of_columns(columns: u32) -> Environment {
        let home = tempfile::tempdir().expect("a scratch folder");
        // One PostgreSQL is unpacked for all of them; it takes seconds and 70 MB.
        let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sql-cache/postgres");
        fs::create_dir_all(&shared).expect("a folder");
        fs::create_dir(home.path().join("cache")).expect("a folder");
        std::os::unix::fs::symlink(shared, home.path().join("cache/postgres")).expect("a link");
        Environment { home, columns }
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Session folders, oldest first.
    pub fn sessions(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(self.home().join("sessions")) else { return Vec::new() };
        let paths = entries.map(|entry| entry.expect("readable").path());
        let is_shown = |path: &PathBuf| !path.file_name().is_some_and(is_hidden);
        let mut found: Vec<PathBuf> = paths.filter(is_shown).collect();
        found.sort();
        found
    }

    /// The program, or another one that runs it (`strace`), in this environment.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("MOCK_HOME", self.home())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("COLUMNS", self.columns.to_string())
            .env("TERM", "dumb")
            .env("TZ", "UTC")
            .env("LANG", "C.UTF-8")
            .current_dir(env!("CARGO_MANIFEST_DIR"));
        command
    }

    pub fn mock(&self, args: &[&str]) -> Command {
        let mut command = self.command(MOCK);
        command.args(args);
        command
    }

    /// Runs to the end with nothing to read.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    /// Runs to the end; all of `input` is there at once, and then nothing more.
    pub fn run_with(&self, args: &[&str], input: &str) -> Ran {
        Live::start(self.mock(args)).say(input).finish()
    }
}

pub const MOCK: &str = env!("CARGO_BIN_EXE_mock");

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

impl Ran {
    /// It ended with this code, and by itself.
    #[track_caller]
    pub fn expect(self, code: i32) -> Ran {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert!(!self.err.contains("panicked"), "{self:#?}");
        self
    }
}

/// A program under way. Its output is read by a thread, so that neither side waits for the other.
pub struct Live {
    pub child: Child,
    input: Option<ChildStdin>,
    pieces: Receiver<Vec<u8>>,
    errors: thread::JoinHandle<String>,
    read: Vec<u8>,
}

impl Live {
    pub fn start(mut command: Command) -> Live {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        let mut stdout = child.stdout.take().expect("piped");
        let mut stderr = child.stderr.take().expect("piped");
        let (sender, pieces) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 512];
            while let Ok(count) = stdout.read(&mut bytes)
                && count > 0
                && sender.send(bytes[..count].to_vec()).is_ok()
            {}
        });
        let errors = thread::spawn(move || {
            let mut bytes = Vec::new();
            stderr.read_to_end(&mut bytes).map_or(String::new(), |_| lossy(&bytes))
        });
        let input = child.stdin.take();
        Live { child, input, pieces, errors, read: Vec::new() }
    }

    /// What was read so far.
    pub fn text(&self) -> String {
        lossy(&self.read)
    }

    /// Types; a program that has ended does not mind.
    pub fn say(mut self, text: &str) -> Live {
        self.type_in(text);
        self
    }

    pub fn type_in(&mut self, text: &str) {
        if let Some(input) = &mut self.input {
            let _gone = input.write_all(text.as_bytes());
        }
    }

    /// Reads one more piece of output; `false` at its end.
    pub fn read_on(&mut self) -> bool {
        match self.pieces.recv_timeout(PATIENCE) {
            Ok(piece) => {
                self.read.extend(piece);
                true
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => false,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                let _gone = self.child.kill();
                panic!("nothing came for {PATIENCE:?} after:\n{}", self.text())
            }
        }
    }

    /// Reads until `wanted` is there.
    #[track_caller]
    pub fn wait_for(&mut self, wanted: &str) {
        while !self.text().contains(wanted) {
            assert!(self.read_on(), "`{wanted}` never came:\n{}", self.text());
        }
    }

    /// No more input; reads to the end.
    pub fn finish(mut self) -> Ran {
        self.input = None;
        while self.read_on() {}
        let status: ExitStatus = self.child.wait().expect("it ends");
        let err = self.errors.join().expect("read");
        Ran { out: lossy(&self.read), err, code: status.code() }
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
