//! One interpreter for all calls, started again after one that had to be killed.

use crate::clock::uptime;
use crate::grade::sandbox::scratch::{Made, nonce};
use crate::grade::sandbox::{Child, Jail, Layers, Limits, Orders, Refused, Scratch, Stop};
use crate::grade::time_limit::{Spent, TimeLimit};

use super::folders::{self, Laid};
use super::row::{Row, Setting};
use super::source;
use super::tools::Tool;
use super::wire::{self, Came, Reply};
use crate::bank::task::value::Value;

/// Classes that a compiler made are kept for the next start, no more than this, bytes.
const KEPT: u64 = 16 << 20;

/// For the jail and the interpreter to come up on a busy machine, milliseconds.
const START_MS: u64 = 20_000;

/// For the answer's own top level, beyond the limits of a case, milliseconds.
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
    /// Processor time of a case.
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
    /// Its memory was full, as its interpreter said.
    Memory,
}

/// Calls functions of one program.
pub struct Runner<'a> {
    setup: RunSpec<'a>,
    live: Option<Live>,
    /// The layers that held it; nothing before the first start.
    pub held: Option<Layers>,
    /// How often it had to be started, but for [`Runner::renew`].
    pub starts: usize,
    /// Whether the last call was the first of its process.
    pub was_first: bool,
    is_renewed: bool,
    /// What the compiler made of the answer.
    compiled: Option<Vec<Made>>,
    /// What was printed, by the call it belongs to.
    pub printed: Vec<(usize, String)>,
    /// Files that the next process finds.
    pub laid: Laid,
}

struct Live {
    child: Child,
    nonce: String,
    calls: Vec<usize>,
    names: Names,
}

/// The scratch folder and the answer's file in it, which a candidate knows under another name.
struct Names {
    folder: String,
    file: &'static str,
    shown: String,
}

impl Names {
    /// A text of the interpreter's with the candidate's own name for the file.
    fn plain(&self, text: &str) -> String {
        let file = format!("{}/{}", self.folder, self.file);
        text.replace(&file, &self.shown).replace(&format!("{}/", self.folder), "./")
    }
}

impl<'a> Runner<'a> {
    pub fn new(setup: RunSpec<'a>) -> Runner<'a> {
        Runner {
            setup,
            live: None,
            held: None,
            starts: 0,
            was_first: false,
            is_renewed: false,
            compiled: None,
            printed: Vec::new(),
            laid: Laid::new(),
        }
    }

    /// The next call begins in a fresh process, which nothing was lost for.
    pub fn renew(&mut self) {
        self.is_renewed = self.live.is_some() || self.is_renewed;
        self.finish();
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
        processor_ms: u64,
    ) -> Result<Reply, RunFailure> {
        if self.live.is_none() {
            self.start()?;
        }
        let wire = self.setup.row.wire;
        let Some(live) = &mut self.live else {
            return Err(RunFailure::Refused(Refused::System("nothing runs".to_owned())));
        };
        self.was_first = live.calls.is_empty();
        live.calls.push(call);
        let limit = TimeLimit::of(processor_ms);
        live.child.restart_meter();
        live.child.send(&wire::call(wire, function, args));
        let reply = match live.reply(limit) {
            Ok(_) if live.child.is_full() => Err(Stop::FileLimit),
            reply => reply,
        };
        match reply {
            Ok(reply) if reply.what == Came::Raised && live.is_full(self.setup.row) => {
                Err(RunFailure::Memory)
            }
            Ok(mut reply) => {
                reply.msg = live.names.plain(&reply.msg);
                let spent = live.spent(&reply, limit);
                match limit.is_exceeded(spent) {
                    true => Err(RunFailure::Stopped(Stop::Late { spent, limit })),
                    false => Ok(reply),
                }
            }
            Err(stop) => {
                let is_full = matches!(stop, Stop::Ended(_)) && live.is_full(self.setup.row);
                self.finish();
                Err(if is_full { RunFailure::Memory } else { RunFailure::Stopped(stop) })
            }
        }
    }

    /// Kills what runs, and sorts what it printed.
    pub fn finish(&mut self) {
        drop(self.end());
    }

    /// Ends what has done its work, and gives the folder that it wrote to.
    pub fn take(&mut self) -> Option<Scratch> {
        self.is_renewed |= self.live.is_some();
        self.end()
    }

    fn end(&mut self) -> Option<Scratch> {
        let mut live = self.live.take()?;
        live.child.kill();
        let mark = live.mark();
        let text = live.names.plain(&String::from_utf8_lossy(live.child.printed()));
        let mut parts = text.split(&mark);
        let loading = parts.next().unwrap_or_default();
        let mut calls = live.calls.iter();
        for (index, part) in parts.enumerate() {
            // What the top level prints belongs to the first call.
            let part = if index == 0 { format!("{loading}{part}") } else { part.to_owned() };
            let report = self.setup.row.report.and_then(|begin| part.find(begin));
            let part = report.map_or(part.as_str(), |at| part[..at].trim_end()).to_owned();
            if let Some(call) = calls.next()
                && !part.is_empty()
            {
                self.printed.push((*call, part));
            }
        }
        live.child.take_scratch()
    }

    fn start(&mut self) -> Result<(), RunFailure> {
        self.starts += usize::from(!std::mem::take(&mut self.is_renewed));
        let setup = self.setup;
        let system =
            |error: std::io::Error| RunFailure::Refused(Refused::System(error.to_string()));
        let mut scratch = Scratch::within(setup.scratch).map_err(system)?;
        let code = source::taken(setup.row.language, setup.code);
        scratch.put(setup.row.file, code.as_bytes()).map_err(system)?;
        if let Some(file) = setup.row.driver_file {
            scratch.put(file, setup.row.driver.as_bytes()).map_err(system)?;
        }
        folders::lay(&scratch, &self.laid).map_err(system)?;
        if let Some(made) = &self.compiled {
            made.iter()
                .try_for_each(|file| scratch.put(&file.name, &file.bytes))
                .map_err(system)?;
        } else if let Some(compile) = setup.row.compile {
            let (program, args) = compile(setup.tool);
            scratch = self.compile(program, args, scratch)?;
            self.compiled = scratch.made("class", KEPT);
        }
        let setting = Setting {
            scratch: scratch.path(),
            driver: setup.row.driver,
            memory_mb: setup.memory_mb,
        };
        let path = setting.path(setup.row.file);
        let names = Names {
            folder: setting.scratch.to_string_lossy().into_owned(),
            file: setup.row.file,
            shown: format!("answer.{}", setup.row.language.extension()),
        };
        let program = setup.tool.programs.first().cloned().unwrap_or_default();
        let orders = self.orders(program, (setup.row.run)(&setting), &scratch);
        let child =
            Child::start(setup.jail, orders, scratch, START_MS).map_err(RunFailure::Refused)?;
        self.held = Some(child.layers());
        let mut live = Live { child, nonce: nonce(), calls: Vec::new(), names };
        live.child.send(&wire::load(&live.nonce, &path, setup.entry, setup.given));
        let loaded = live.load(setup.time_ms);
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
                // The parent judges; this ends what escaped even that.
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
    /// What parts the prints of two calls.
    fn mark(&self) -> String {
        format!("\x1e{}\n", self.nonce)
    }

    /// Whether the interpreter said, during the last call, that its memory is full.
    fn is_full(&self, row: &Row) -> bool {
        let Some(said) = row.is_full else { return false };
        let text = String::from_utf8_lossy(self.child.printed());
        let mark = self.mark();
        let text = text.strip_suffix(&*mark).unwrap_or(&text);
        text.rsplit(&*mark).next().is_some_and(|last| last.contains(said))
    }

    /// The next line that carries the nonce; others are the program's own noise.
    fn reply(&mut self, limit: TimeLimit) -> Result<Reply, Stop> {
        loop {
            let line = self.child.line_within(limit)?;
            if let Some(reply) = wire::parse(&line, &self.nonce) {
                return Ok(reply);
            }
        }
    }

    /// What a call used: as its driver measured it, else as the system did, which is asked only where
    /// it can have been too much.
    fn spent(&mut self, reply: &Reply, limit: TimeLimit) -> Spent {
        let clock_ms = (reply.us / 1_000).saturating_sub(self.child.stopped_ms());
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let is_near = clock_ms * u64::try_from(processors).unwrap_or(1) > limit.processor_ms;
        let processor_ms = match reply.cpu {
            Some(us) => Some(us / 1_000),
            None if is_near => self.child.used_ms(),
            None => None,
        };
        Spent { processor_ms, clock_ms }
    }

    fn load(&mut self, time_ms: u64) -> Result<(), RunFailure> {
        let first = self.child.line(uptime().awake + START_MS).map_err(|stop| self.broken(stop))?;
        if let Some(why) = first.strip_prefix("failed ") {
            return Err(RunFailure::Refused(Refused::NotStarted(why.to_owned())));
        }
        if wire::parse(&first, &self.nonce).is_none_or(|reply| reply.what != Came::Up) {
            return Err(RunFailure::Refused(Refused::NotStarted(format!("it said `{first}`"))));
        }
        self.child.restart_meter();
        let TimeLimit { processor_ms, clock_ms } = TimeLimit::of(time_ms);
        let limit =
            TimeLimit { processor_ms: processor_ms + LOAD_MS, clock_ms: clock_ms + LOAD_MS };
        let reply = self.reply(limit).map_err(RunFailure::Loading)?;
        if reply.what == Came::Ready {
            return Ok(());
        }
        let msg = self.names.plain(&reply.msg);
        Err(RunFailure::NotLoaded(Box::new(Reply { msg, ..reply })))
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
