//! The parent's side: one loop that reads answers and prints, watches the limits, and kills.

use std::io::{self, PipeReader, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Command, ExitStatus, Stdio};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::meter::Meter;
use super::sweep;
use super::{Jail, Layers, Orders, Refused, Scratch, jail};
use crate::clock::uptime;
use crate::grade::time_limit::{Spent, TimeLimit, Watch, stopped_ms};

/// Longest wait between two looks at the scratch folder, milliseconds.
const LOOK_MS: u64 = 50;

/// The jail kills in about 10 ms; past this it is held up itself, and we sweep.
const JAIL_KILLS_MS: u64 = 150;

/// Beyond its limit of processor time a program is stopped, and not only told: what reads arguments
/// and writes results is in our figure and not in its own, and the system counts in ticks.
const TOLERATED_MS: u64 = 80;

/// Shortest wait between two looks at the processor time, milliseconds.
const SOON_MS: u64 = 20;

/// A sweep that does not come to an end by then never will.
const SWEEP_MS: u64 = 5_000;

/// A program that runs in the sandbox. Dropping it kills all of it.
pub struct Child {
    jail: std::process::Child,
    control: UnixStream,
    printing: Option<PipeReader>,
    #[cfg(target_os = "linux")]
    handle: Option<OwnedFd>,
    orders: Orders,
    scratch: Option<Scratch>,
    layers: Layers,
    meter: Meter,
    inbox: Vec<u8>,
    outbox: Vec<u8>,
    printed: Vec<u8>,
    looked_ms: u64,
    /// How long we were stopped so far, and until the meter was restarted.
    stopped_ms: u64,
    stopped_before: u64,
    ended: Option<ExitStatus>,
}

/// Why no line came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The program's main process has ended by itself.
    Ended(ExitStatus),
    /// Nothing came by the time that was named.
    TimeLimit,
    /// It used up its processor time, or the time by the clock.
    Late { spent: Spent, limit: TimeLimit },
    /// It printed more than may be kept.
    OutputLimit,
    /// Its answer is larger than may be kept.
    AnswerLimit,
    /// It made too many files, or too large ones.
    FileLimit,
}

impl Child {
    /// Starts a program and waits, no longer than `within_ms`, for the jail's word that its
    /// limits hold.
    ///
    /// # Errors
    /// Where nothing was run.
    pub fn start(
        jail: &Jail,
        orders: Orders,
        scratch: Scratch,
        within_ms: u64,
    ) -> Result<Child, Refused> {
        let system = |error: io::Error| Refused::System(error.to_string());
        let mut child = Child::spawn(jail, orders, scratch).map_err(system)?;
        let mut word = child.word(within_ms)?;
        if word.starts_with(jail::WITHOUT_RIGHTS) {
            // It went into namespaces that are of no use, and cannot come back.
            let orders = Orders {
                wanted: Layers { apart: false, ..child.orders.wanted },
                ..child.orders.clone()
            };
            let scratch =
                child.take_scratch().ok_or_else(|| system(io::ErrorKind::NotFound.into()))?;
            child = Child::spawn(jail, orders, scratch).map_err(system)?;
            word = child.word(within_ms)?;
        }
        match word.split_once(' ') {
            Some(("layers", layers)) => child.layers = Layers::parse(layers),
            Some(("refused", why)) => return Err(Refused::NoSandbox(why.to_owned())),
            _ => return Err(Refused::System(format!("the jail said `{word}`"))),
        }
        Ok(child)
    }

    /// The jail's first line.
    fn word(&mut self, within_ms: u64) -> Result<String, Refused> {
        self.line(uptime().awake + within_ms).map_err(|stop| {
            Refused::System(format!("the jail said nothing ({stop:?}){}", self.last_words()))
        })
    }

    fn spawn(jail: &Jail, orders: Orders, scratch: Scratch) -> io::Result<Child> {
        let (control, theirs) = UnixStream::pair()?;
        let (printing, out) = io::pipe()?;
        control.set_nonblocking(true)?;
        rustix::io::ioctl_fionbio(&printing, true)?;
        let text = serde_json::to_string(&orders).map_err(io::Error::other)?;
        let jail = Command::new(&jail.program)
            .args([jail::WORD, &text])
            .env_clear()
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stdout(Stdio::from(out.try_clone()?))
            .stderr(Stdio::from(out))
            .spawn()?;
        Ok(Child {
            #[cfg(target_os = "linux")]
            handle: handle_of(&jail),
            jail,
            control,
            printing: Some(printing),
            orders,
            scratch: Some(scratch),
            layers: Layers::LIMITS,
            meter: Meter::default(),
            inbox: Vec::new(),
            outbox: Vec::new(),
            printed: Vec::new(),
            looked_ms: uptime().awake,
            stopped_ms: 0,
            stopped_before: 0,
            ended: None,
        })
    }

    /// The layers that hold it.
    pub fn layers(&self) -> Layers {
        self.layers
    }

    /// The folder with what it wrote, once; the program is killed first.
    pub fn take_scratch(&mut self) -> Option<Scratch> {
        self.kill();
        self.scratch.take()
    }

    /// Queues a line; it goes out as the program reads.
    pub fn send(&mut self, line: &str) {
        self.outbox.extend_from_slice(line.as_bytes());
        self.outbox.push(b'\n');
    }

    /// The next line on the control socket, by `until_ms` of the machine's uptime; later by as much as we
    /// were stopped ourselves meanwhile.
    ///
    /// # Errors
    /// Why none came. The program may still run: [`Child::kill`] it.
    pub fn line(&mut self, mut until_ms: u64) -> Result<String, Stop> {
        let mut searched = 0;
        loop {
            if let Some(at) = self.inbox[searched..].iter().position(|byte| *byte == b'\n') {
                let rest = self.inbox.split_off(searched + at + 1);
                let mut line = std::mem::replace(&mut self.inbox, rest);
                line.pop();
                return Ok(String::from_utf8_lossy(&line).into_owned());
            }
            searched = self.inbox.len();
            if searched > self.orders.limits.answer {
                return Err(Stop::AnswerLimit);
            }
            if self.printed.len() > self.orders.limits.printed {
                return Err(Stop::OutputLimit);
            }
            if let Some(status) = self.ended {
                return Err(Stop::Ended(status));
            }
            let now = uptime().awake;
            if now >= until_ms {
                // We may have been stopped ourselves, and it may have answered meanwhile.
                self.transfer();
                if self.inbox.len() == searched && self.ended.is_none() {
                    return Err(Stop::TimeLimit);
                }
                continue;
            }
            if now >= self.looked_ms + LOOK_MS {
                self.looked_ms = now;
                if self.is_full() {
                    return Err(Stop::FileLimit);
                }
            }
            let most_ms = (until_ms - now).min(LOOK_MS);
            self.wait(most_ms);
            self.transfer();
            if let Some(gap) = stopped_ms(now + most_ms, uptime().awake) {
                self.stopped_ms += gap;
                until_ms += gap;
            }
        }
    }

    /// A clock that stands while we are stopped, milliseconds.
    fn clock_ms(&self) -> u64 {
        uptime().awake.saturating_sub(self.stopped_ms)
    }

    /// How long we were stopped since [`Child::restart_meter`].
    pub fn stopped_ms(&self) -> u64 {
        self.stopped_ms - self.stopped_before
    }

    /// From now on what it uses counts for the next [`Child::line_within`].
    pub fn restart_meter(&mut self) {
        self.stopped_before = self.stopped_ms;
        if let Ok(jail) = i32::try_from(self.jail.id()) {
            self.meter.restart(jail);
        }
    }

    /// Processor time since [`Child::restart_meter`], milliseconds, in steps of ten; nothing where the
    /// system does not show it.
    pub fn used_ms(&mut self) -> Option<u64> {
        self.meter.used_ms(i32::try_from(self.jail.id()).ok()?)
    }

    /// The next line, within the limits of processor time and of the clock. One that comes late is
    /// returned: how late it is its sender says more exactly.
    ///
    /// # Errors
    /// As [`Child::line`]; [`Stop::Late`] where a limit is used up.
    pub fn line_within(&mut self, limit: TimeLimit) -> Result<String, Stop> {
        let began = self.clock_ms();
        let ends = began + limit.clock_ms + 1;
        let most = limit.processor_ms + TOLERATED_MS;
        let at_most = TimeLimit { processor_ms: most, ..limit };
        let watch = Watch::new(at_most, Spent { processor_ms: Some(0), clock_ms: began });
        let mut due = ends.min(began + soonest(limit.processor_ms));
        loop {
            match self.line(due + self.stopped_ms) {
                Err(Stop::TimeLimit) => {}
                came => return came,
            }
            let now = Spent { processor_ms: self.used_ms(), clock_ms: self.clock_ms() };
            if let Some(spent) = watch.look(now, due) {
                return Err(Stop::Late { spent, limit });
            }
            let left = (most + 1).saturating_sub(now.processor_ms.unwrap_or_default());
            due = (now.clock_ms + soonest(left)).min(ends.max(now.clock_ms + SOON_MS));
        }
    }

    /// Waits until the program has ended, by `until_ms`; what it says meanwhile is dropped.
    ///
    /// # Errors
    /// Why it had to be stopped.
    pub fn end(&mut self, until_ms: u64) -> Result<ExitStatus, Stop> {
        loop {
            match self.line(until_ms) {
                Ok(_) => {}
                Err(Stop::Ended(status)) => return Ok(status),
                Err(stop) => return Err(stop),
            }
        }
    }

    /// Whether its files are more than they may be.
    pub fn is_full(&self) -> bool {
        let limits = &self.orders.limits;
        let held = self.scratch.as_ref().map(|scratch| scratch.held(limits.files));
        let held = held.unwrap_or_default();
        held.files > limits.files || held.bytes > limits.files_mib << 20
    }

    fn wait(&mut self, most_ms: u64) {
        let mut flags = PollFlags::IN;
        if !self.outbox.is_empty() {
            flags |= PollFlags::OUT;
        }
        let mut fds = vec![PollFd::new(&self.control, flags)];
        if let Some(printing) = &self.printing {
            fds.push(PollFd::new(printing, PollFlags::IN));
        }
        #[cfg(target_os = "linux")]
        if let Some(handle) = &self.handle {
            fds.push(PollFd::new(handle, PollFlags::IN));
        }
        // Without a handle on the process its end is noticed by looking.
        let most_ms = if cfg!(target_os = "linux") { most_ms } else { most_ms.min(5) };
        let nanos = i64::try_from(most_ms * 1_000_000).unwrap_or(LOOK_MS as i64 * 1_000_000);
        let tick = Timespec { tv_sec: 0, tv_nsec: nanos };
        // Interrupted is as good as woken.
        let _woken = poll(&mut fds, Some(&tick));
    }

    /// Moves what can be moved without waiting, and notices an end.
    fn transfer(&mut self) {
        // First, so that what it wrote before its end is read below.
        let ended = self.jail.try_wait().ok().flatten();
        if !self.outbox.is_empty()
            && let Ok(written) = self.control.write(&self.outbox)
        {
            self.outbox.drain(..written);
        }
        read_some(&mut self.control, &mut self.inbox, self.orders.limits.answer);
        self.read_printed();
        self.ended = self.ended.or(ended);
    }

    fn read_printed(&mut self) {
        if let Some(printing) = &mut self.printing
            && read_some(printing, &mut self.printed, self.orders.limits.printed)
        {
            self.printing = None;
        }
    }

    /// What the jail printed itself, where that is all there is.
    fn last_words(&self) -> String {
        let words = String::from_utf8_lossy(&self.printed);
        match words.trim() {
            "" => String::new(),
            words => format!(": {words}"),
        }
    }

    /// Kills the program and all that it started; milliseconds that took. Nothing of it runs when
    /// this returns.
    pub fn kill(&mut self) -> u64 {
        let began = uptime().awake;
        // The jail sees the socket close, and kills: what ran can reach us, but not it.
        let _closed = self.control.shutdown(std::net::Shutdown::Both);
        while self.ended.is_none() && uptime().awake < began + JAIL_KILLS_MS {
            self.await_end(20);
            self.read_printed();
        }
        let is_held = self.ended.is_some() && self.layers.apart;
        if !is_held && let Ok(root) = i32::try_from(self.jail.id()) {
            // The jail last: while it lives, whatever loses its parent falls to it and is found.
            while sweep::kill(root) > 0 && uptime().awake < began + SWEEP_MS {}
            let _gone = self.jail.kill();
        }
        if self.ended.is_none() {
            self.ended = self.jail.wait().ok();
        }
        #[cfg(target_os = "linux")]
        if let Ok(jail) = i32::try_from(self.jail.id()) {
            super::crowd::unfence(jail);
        }
        self.read_printed();
        uptime().awake - began
    }

    fn await_end(&mut self, most_ms: i64) {
        let tick = Timespec { tv_sec: 0, tv_nsec: most_ms * 1_000_000 };
        let mut fds: Vec<PollFd> = Vec::new();
        #[cfg(target_os = "linux")]
        fds.extend(self.handle.iter().map(|handle| PollFd::new(handle, PollFlags::IN)));
        let _woken = poll(&mut fds, Some(&tick));
        self.ended = self.ended.or(self.jail.try_wait().ok().flatten());
    }

    /// Everything it printed so far, at most the limit and one read more.
    pub fn printed(&self) -> &[u8] {
        &self.printed
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.kill();
    }
}

/// When so much processor time can have been used at the earliest, on all processors at once.
fn soonest(processor_ms: u64) -> u64 {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    (processor_ms / u64::try_from(processors).unwrap_or(1)).max(SOON_MS)
}

#[cfg(target_os = "linux")]
fn handle_of(process: &std::process::Child) -> Option<OwnedFd> {
    let pid = rustix::process::Pid::from_raw(i32::try_from(process.id()).ok()?)?;
    rustix::process::pidfd_open(pid, rustix::process::PidfdFlags::empty()).ok()
}

/// Reads what is there, no further than `most` and one piece more. Whether it has ended.
fn read_some(from: &mut impl Read, into: &mut Vec<u8>, most: usize) -> bool {
    let mut piece = [0_u8; 65_536];
    while into.len() <= most {
        match from.read(&mut piece) {
            Ok(0) => return true,
            Ok(length) => into.extend_from_slice(&piece[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return error.kind() != io::ErrorKind::WouldBlock,
        }
    }
    false
}
