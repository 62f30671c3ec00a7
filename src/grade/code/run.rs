//! One interpreter for all calls, started again after one that had to be killed.

use crate::clock::uptime;
use crate::grade::sandbox::scratch::nonce;
use crate::grade::sandbox::{Child, Jail, Layers, Limits, Orders, Refused, Scratch, Stop};

use serde_json::Value;

use super::row::{Row, Setting};
use super::tools::Tool;
use super::wire::{self, Came, Reply};

/// For the jail and the interpreter to come up on a busy machine, milliseconds.
const START_MS: u64 = 20_000;

/// For the answer's own top level, beyond the time of a case, milliseconds.
const LOAD_MS: u64 = 2_000;

/// For a compiler.
const COMPILE_MS: u64 = 60_000;

/// What is to be run, and how.
#[derive(Clone, Copy)]
pub struct RunSpec<'a> {
    pub jail: &'a Jail,
    pub row: &'static Row,
    pub tool: &'a Tool,
    /// Where scratch folders are made.
    pub scratch: &'a std::path::Path,
    pub is_foreign: bool,
    pub layers: Layers,
    pub code: &'a str,
    pub entry: &'a str,
    /// How many arguments the cases give.
    pub given: Option<usize>,
    pub memory_mb: u32,
    /// Of a case.
    pub time_ms: u64,
    /// Bytes of one answer.
    pub answer: usize,
}

/// Why a call came to nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum RunFailure {
    /// Nothing was run, through no fault of the answer.
    Refused(Refused),
    /// It did not compile: what the compiler said.
    Compiler(String),
    /// It did not load: the driver's word.
    NotLoaded(Box<Reply>),
    /// It was stopped, or stopped by itself, while loading.
    Loading(Stop),
    Stopped(Stop),
}

/// Calls functions of one program.
pub struct Runner<'a> {
    setup: RunSpec<'a>,
    live: Option<Live>,
    /// The layers that held it; nothing before the first start.
    pub held: Option<Layers>,
    /// How often it had to be started.
    pub starts: usize,
    /// What was printed, by the call it belongs to.
    pub printed: Vec<(usize, String)>,
}

struct Live {
    child: Child,
    nonce: String,
    calls: Vec<usize>,
}

impl<'a> Runner<'a> {
    pub fn new(setup: RunSpec<'a>) -> Runner<'a> {
        Runner { setup, live: None, held: None, starts: 0, printed: Vec::new() }
    }

    /// Calls a function; `call` is the number that its prints are kept under.
    ///
    /// # Errors
    /// Why nothing came back. The next call starts a fresh process where that is of use.
    pub fn call(
        &mut self,
        call: usize,
        function: &str,
        args: &[Value],
        within_ms: u64,
    ) -> Result<Reply, RunFailure> {
        if self.live.is_none() {
            self.start()?;
        }
        let wire = self.setup.row.wire;
        let Some(live) = &mut self.live else {
            return Err(RunFailure::Refused(Refused::System("nothing runs".to_owned())));
        };
        live.calls.push(call);
        live.child.send(&wire::call(wire, function, args));
        let reply = live.reply(uptime().awake + within_ms);
        let reply = match reply {
            Ok(_) if live.child.is_full() => Err(Stop::FileLimit),
            reply => reply,
        };
        reply.map_err(|stop| {
            self.finish();
            RunFailure::Stopped(stop)
        })
    }

    /// Kills what runs, and sorts what it printed.
    pub fn finish(&mut self) {
        let Some(mut live) = self.live.take() else { return };
        live.child.kill();
        let mark = format!("\x1e{}\n", live.nonce);
        let text = String::from_utf8_lossy(live.child.printed()).into_owned();
        let mut parts = text.split(&mark);
        let loading = parts.next().unwrap_or_default();
        let mut calls = live.calls.iter();
        for (index, part) in parts.enumerate() {
            // What the top level prints belongs to the first call.
            let part = if index == 0 { format!("{loading}{part}") } else { part.to_owned() };
            if let Some(call) = calls.next()
                && !part.is_empty()
            {
                self.printed.push((*call, part));
            }
        }
    }

    fn start(&mut self) -> Result<(), RunFailure> {
        self.starts += 1;
        let setup = self.setup;
        let system =
            |error: std::io::Error| RunFailure::Refused(Refused::System(error.to_string()));
        let mut scratch = Scratch::within(setup.scratch).map_err(system)?;
        scratch.put(setup.row.file, setup.code).map_err(system)?;
        if let Some(file) = setup.row.driver_file {
            scratch.put(file, setup.row.driver).map_err(system)?;
        }
        if let Some(compile) = setup.row.compile {
            let (program, args) = compile(setup.tool);
            scratch = self.compile(program, args, scratch)?;
        }
        let setting = Setting {
            scratch: scratch.path(),
            driver: setup.row.driver,
            memory_mb: setup.memory_mb,
        };
        let path = setting.path(setup.row.file);
        let program = setup.tool.programs.first().cloned().unwrap_or_default();
        let orders = self.orders(program, (setup.row.run)(&setting), &scratch);
        let child =
            Child::start(setup.jail, orders, scratch, START_MS).map_err(RunFailure::Refused)?;
        self.held = Some(child.layers());
        let mut live = Live { child, nonce: nonce(), calls: Vec::new() };
        live.child.send(&wire::load(&live.nonce, &path, setup.entry, setup.given));
        let loaded = live.load(setup.time_ms + LOAD_MS);
        self.live = Some(live);
        loaded.inspect_err(|_| self.finish())
    }

    /// Runs the compiler in the scratch folder, in a sandbox like any other.
    fn compile(
        &mut self,
        program: String,
        args: Vec<String>,
        scratch: Scratch,
    ) -> Result<Scratch, RunFailure> {
        let orders = self.orders(program.into(), args, &scratch);
        let jail = self.setup.jail;
        let mut child =
            Child::start(jail, orders, scratch, START_MS).map_err(RunFailure::Refused)?;
        self.held = Some(child.layers());
        let ended = child.end(uptime().awake + COMPILE_MS);
        let folder = child.take_scratch();
        match ended {
            Ok(status) if status.success() => {
                folder.ok_or_else(|| RunFailure::Refused(Refused::System("no folder".to_owned())))
            }
            Ok(_) => {
                Err(RunFailure::Compiler(String::from_utf8_lossy(child.printed()).into_owned()))
            }
            Err(stop) => Err(RunFailure::Loading(stop)),
        }
    }

    fn orders(&self, program: std::path::PathBuf, args: Vec<String>, scratch: &Scratch) -> Orders {
        let setup = &self.setup;
        Orders {
            program,
            args,
            readable: setup.tool.readable.clone(),
            scratch: scratch.path().to_owned(),
            limits: Limits {
                // Wall time is what is judged; this ends what escaped even the parent.
                cpu_s: 120,
                address_mib: Some(u64::from(setup.memory_mb) + setup.row.address_mib),
                file_mib: 16,
                files_mib: 32,
                files: 5_000,
                printed: Limits::PRINTED,
                answer: setup.answer,
            },
            needs_confinement: setup.is_foreign,
            wanted: setup.layers,
        }
    }
}

impl Live {
    /// The next line that carries the nonce; others are the program's own noise.
    fn reply(&mut self, until_ms: u64) -> Result<Reply, Stop> {
        loop {
            let line = self.child.line(until_ms)?;
            if let Some(reply) = wire::parse(&line, &self.nonce) {
                return Ok(reply);
            }
        }
    }

    fn load(&mut self, within_ms: u64) -> Result<(), RunFailure> {
        let first = self.child.line(uptime().awake + START_MS).map_err(|stop| self.broken(stop))?;
        if let Some(why) = first.strip_prefix("failed ") {
            return Err(RunFailure::Refused(Refused::NotStarted(why.to_owned())));
        }
        if wire::parse(&first, &self.nonce).is_none_or(|reply| reply.what != Came::Up) {
            return Err(RunFailure::Refused(Refused::NotStarted(format!("it said `{first}`"))));
        }
        let reply = self.reply(uptime().awake + within_ms).map_err(RunFailure::Loading)?;
        if reply.what == Came::Ready { Ok(()) } else { Err(RunFailure::NotLoaded(Box::new(reply))) }
    }

    /// The interpreter died before the answer was even read.
    fn broken(&self, stop: Stop) -> RunFailure {
        let said = String::from_utf8_lossy(self.child.printed());
        let last = said.trim().lines().last().unwrap_or("it said nothing").to_owned();
        RunFailure::Refused(Refused::NotStarted(match stop {
            Stop::Ended(status) => format!("the interpreter ended at once ({status}): {last}"),
            _ => "the interpreter did not come up".to_owned(),
        }))
    }
}
