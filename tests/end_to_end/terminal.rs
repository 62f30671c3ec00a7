//! A terminal for the program under test: a pseudo-terminal, a person's keys, and the screen that
//! person would see.
//!
//! Nothing sleeps here. Every wait reads what the program writes until a condition holds, and
//! fails once `PATIENCE` is over.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::{AsFd, OwnedFd};
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use mock::clock::micros;
use pty_process::Size;
use pty_process::blocking::{self, Pty};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
pub use rustix::process::Signal;
use rustix::process::{Pid, WaitId, WaitIdOptions, kill_process, waitid};
use rustix::termios::{LocalModes, Termios, tcgetattr};

/// Nothing takes this long, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a program that has nothing more to say is given to say it.
const QUIET: Duration = Duration::from_millis(60);

/// The same, where nothing else tells that it is done.
const REST: Duration = Duration::from_millis(200);

/// How long to wait before typing a key again that a dialog may have missed.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// How long one read waits while a condition is polled.
const MOMENT: Duration = Duration::from_millis(20);

/// Lines kept above the screen; no scene writes more.
const SCROLLBACK: usize = 10_000;

pub const ENTER: &str = "\r";
pub const ESCAPE: &str = "\x1b";
pub const F9: &str = "\x1b[20~";
pub const PAGE_DOWN: &str = "\x1b[6~";
pub const TAB: &str = "\t";

/// The key that Ctrl makes of a letter.
pub fn ctrl(letter: char) -> String {
    char::from(letter as u8 & 0x1f).to_string()
}

/// A letter with Alt, as a terminal sends it.
pub fn alt(letter: char) -> String {
    format!("\x1b{letter}")
}

/// What is in a cell, and how it looks.
pub type Cell = (String, String);

/// Looks at the words on the screen.
type Watcher = Box<dyn FnMut(&str)>;

pub struct Terminal {
    /// `None` once the terminal is gone.
    pty: Option<Pty>,
    /// The program's end, for its settings; kept open so that they outlive the program.
    program_end: Option<OwnedFd>,
    child: Child,
    settings_before: Termios,
    screen: vt100::Parser,
    /// Everything written since `forget`.
    raw: Vec<u8>,
    /// How far `wait_for` has looked.
    seen: usize,
    watch: Option<Watcher>,
}

impl Terminal {
    /// Starts the program on a terminal of `rows` and `columns`.
    pub fn start(mut command: Command, (rows, columns): (u16, u16)) -> Terminal {
        command.env_remove("COLUMNS");
        let (pty, pts) = blocking::open().expect("a pseudo-terminal");
        pty.resize(Size::new(rows, columns)).expect("resized");
        let program_end = pts.as_fd().try_clone_to_owned().expect("a descriptor");
        let settings_before = tcgetattr(&program_end).expect("settings");
        let child = blocking::Command::from(command).spawn(pts).expect("it starts");
        Terminal {
            pty: Some(pty),
            program_end: Some(program_end),
            child,
            settings_before,
            screen: vt100::Parser::new(side(rows), side(columns), SCROLLBACK),
            raw: Vec::new(),
            seen: 0,
            watch: None,
        }
    }

    /// Calls `look` with the words on the screen after each piece that the program writes.
    pub fn watch(&mut self, look: impl FnMut(&str) + 'static) {
        self.watch = Some(Box::new(look));
    }

    /// Where the terminal's own cursor stands, if it is shown: row and column.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let screen = self.screen.screen();
        (!screen.hide_cursor()).then(|| screen.cursor_position())
    }

    // What a person does.

    /// Types, and gives the program a moment to answer.
    pub fn keys<Key: AsRef<str>>(&mut self, keys: impl IntoIterator<Item = Key>) {
        for key in keys {
            self.write(key.as_ref());
            self.settle();
        }
    }

    /// Types without waiting for anything.
    pub fn write(&mut self, keys: &str) {
        let pty = self.pty.as_mut().expect("an open terminal");
        pty.write_all(keys.as_bytes()).expect("typed");
    }

    /// Pastes, as a terminal does that knows bracketed paste.
    pub fn paste(&mut self, text: &str) {
        self.write(&format!("\x1b[200~{text}\x1b[201~"));
        self.settle();
    }

    /// Types a key and waits until the screen shows something else, its clock apart.
    #[track_caller]
    pub fn act(&mut self, key: &str) {
        let before = self.below_the_clock();
        self.write(key);
        self.poll_until("a screen that changes", |terminal| {
            terminal.is_over() || terminal.below_the_clock() != before
        });
        self.settle();
    }

    /// Types a key for a dialog, once that has taken the terminal over: an earlier one would lie
    /// in the kernel until the next key.
    #[track_caller]
    pub fn press(&mut self, key: &str) {
        self.poll_until("a dialog", |terminal| {
            !terminal.settings().local_modes.contains(LocalModes::ICANON)
        });
        self.write(key);
    }

    /// Types a key for a dialog in a session, again and again until it is answered: one typed in
    /// the very moment in which the dialog takes the terminal over may wait for the next.
    #[track_caller]
    pub fn insist(&mut self, key: &str, wanted: &[&str]) {
        self.type_until(key, |terminal| terminal.find(wanted).is_some());
        self.wait_for(wanted);
    }

    /// Types Ctrl-D until the program ends.
    #[track_caller]
    pub fn leave(&mut self) {
        self.type_until("\x04", Terminal::is_over);
        self.end(&[0]);
    }

    #[track_caller]
    pub fn type_until(&mut self, key: &str, mut holds: impl FnMut(&mut Terminal) -> bool) {
        for _ in 0..20 {
            if holds(self) {
                return;
            }
            self.write(key);
            let _in_time = self.poll_for(TRY_AGAIN, &mut holds);
        }
    }

    pub fn resize(&mut self, rows: u16, columns: u16) {
        self.screen.set_size(side(rows), side(columns));
        let pty = self.pty.as_ref().expect("an open terminal");
        pty.resize(Size::new(rows, columns)).expect("resized");
    }

    /// Sizes for this long, at most `pace` a second; how many there were.
    #[track_caller]
    pub fn storm(&mut self, lasting: Duration, pace: u64) -> u64 {
        let (begun, lasting) = (micros(), micros_of(lasting));
        let mut count = 0;
        while micros() - begun < lasting {
            count += 1;
            self.resize(5 + (count * 7 % 60) as u16, 10 + (count * 13 % 190) as u16);
            while count * 1_000_000 / pace > micros() - begun {
                self.read(Duration::from_micros(500));
            }
            assert!(!self.is_over(), "it ended in the storm:\n{}", self.lines());
        }
        count
    }

    /// Cells that a fresh draw shows otherwise: row, column, what is there and what should be.
    #[track_caller]
    pub fn wrong_cells(&mut self, (rows, columns): (u16, u16)) -> Vec<(usize, usize, Cell, Cell)> {
        let mut wrong = Vec::new();
        for _ in 0..20 {
            self.resize(rows, columns);
            self.rest();
            // The size that is drawn already comes back before anyone looked: what the smaller
            // window cut off is gone all the same.
            self.resize(9, 30);
            self.resize(rows, columns);
            self.rest();
            let stormy = self.cells();
            self.signal(Signal::TSTP);
            self.until_stopped();
            // Back from the shell everything is drawn anew, on an empty screen.
            self.signal(Signal::CONT);
            self.poll_until("the room again", |room| room.is_on_other_screen() && room.shows("·"));
            self.rest();
            let fresh = self.cells();
            // Where the first line differs it may be the clock's next second.
            let is_same_second = stormy[0] == fresh[0];
            wrong = differences(stormy, fresh);
            if is_same_second {
                break;
            }
        }
        wrong
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("sent");
    }

    /// Takes the terminal away; the program has to end by itself.
    pub fn hang_up(&mut self) -> ExitStatus {
        (self.pty, self.program_end) = (None, None);
        let (pid, (tell, told)) = (self.pid(), mpsc::channel());
        thread::spawn(move || {
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            tell.send(waitid(WaitId::Pid(pid), options).is_ok())
        });
        assert_eq!(told.recv_timeout(PATIENCE), Ok(true), "it did not end");
        self.child.wait().expect("ended")
    }

    // What a person waits for.

    /// Reads until these words are on the screen.
    #[track_caller]
    pub fn until(&mut self, words: &str) {
        self.poll_until(words, |terminal| terminal.shows(words));
    }

    /// Reads until all of this was written below what was waited for last: for a face that writes
    /// lines.
    #[track_caller]
    pub fn wait_for(&mut self, wanted: &[&str]) {
        self.poll_until(&format!("{wanted:?}"), |terminal| terminal.find(wanted).is_some());
        self.seen = self.find(wanted).expect("found");
    }

    /// Reads until the program has nothing more to say for now.
    pub fn settle(&mut self) {
        while self.read(QUIET) {}
    }

    /// Reads until nothing at all has changed for a while, on a busy machine too.
    fn rest(&mut self) {
        while self.read(REST) {}
    }

    /// Reads for this long.
    pub fn read_for(&mut self, time: Duration) {
        self.poll_for(time, |_| false);
    }

    /// Reads until the program was stopped by a signal.
    #[track_caller]
    pub fn until_stopped(&mut self) {
        let pid = self.pid();
        self.poll_until("that it stops", |_| {
            let options = WaitIdOptions::STOPPED | WaitIdOptions::NOHANG;
            waitid(WaitId::Pid(pid), options).expect("a child").is_some()
        });
        while self.read(Duration::ZERO) {}
    }

    /// Waits for the program to end by itself, with one of these codes, and looks at what it
    /// leaves behind. A negative code is a signal's.
    #[track_caller]
    pub fn end(&mut self, codes: &[i32]) {
        self.poll_until("the end", Terminal::is_over);
        while self.read(Duration::ZERO) {}
        let status = self.child.wait().expect("ended");
        let signal = || std::os::unix::process::ExitStatusExt::signal(&status);
        let code = status.code().or_else(|| signal().map(|number| -number));
        assert!(code.is_some_and(|code| codes.contains(&code)), "{status}:\n{}", self.text());
        assert!(codes.contains(&101) || !self.text().contains("panicked"), "{}", self.text());
        self.assert_restored();
    }

    #[track_caller]
    pub fn poll_until(&mut self, what: &str, holds: impl FnMut(&mut Terminal) -> bool) {
        let held = self.poll_for(PATIENCE, holds);
        assert!(held, "waited in vain for {what}:\n{}\n\n{}", self.lines(), self.text());
    }

    /// Whether it held within this time. A program that has ended says nothing more.
    fn poll_for(&mut self, most: Duration, mut holds: impl FnMut(&mut Terminal) -> bool) -> bool {
        let (begun, most) = (micros(), micros_of(most));
        loop {
            let was_over = self.is_over();
            if holds(self) {
                return true;
            }
            let has_read = self.read(MOMENT);
            if (was_over && !has_read) || micros() - begun > most {
                return holds(self);
            }
        }
    }

    /// Reads one piece of what the program writes, if any comes within this time.
    pub fn read(&mut self, within: Duration) -> bool {
        let Some(pty) = &mut self.pty else { return false };
        let within = Timespec::try_from(within).expect("short");
        let ready = poll(&mut [PollFd::new(pty, PollFlags::IN)], Some(&within)).expect("polled");
        let mut bytes = [0; 1 << 16];
        let count = if ready > 0 { pty.read(&mut bytes).unwrap_or(0) } else { 0 };
        self.raw.extend_from_slice(&bytes[..count]);
        self.screen.process(&bytes[..count]);
        if let Some(mut look) = self.watch.take() {
            look(&self.shown());
            self.watch = Some(look);
        }
        count > 0
    }

    // What a person sees.

    /// The words on the screen, one blank between them.
    pub fn shown(&self) -> String {
        let contents = self.screen.screen().contents();
        contents.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn shows(&self, words: &str) -> bool {
        self.shown().contains(words)
    }

    /// The screen as it stands.
    pub fn lines(&self) -> String {
        self.screen.screen().contents()
    }

    fn below_the_clock(&self) -> String {
        let lines = self.lines();
        lines.split_once('\n').map_or(String::new(), |(_, below)| below.to_owned())
    }

    /// The screen, and everything that has scrolled out of it.
    pub fn scrolled(&mut self) -> String {
        let screen = self.screen.screen_mut();
        let (rows, _) = screen.size();
        let mut above = Vec::new();
        let mut place = screen.scrollback_len();
        while place > 0 {
            screen.set_scrollback(place);
            above.push(screen.contents());
            place = place.saturating_sub(usize::from(rows.get()));
        }
        screen.set_scrollback(0);
        above.push(screen.contents());
        above.join("\n")
    }

    /// Every cell: what is in it, and how it looks.
    fn cells(&self) -> Vec<Vec<Cell>> {
        let screen = self.screen.screen();
        let (rows, columns) = screen.size();
        let cell = |row, column| {
            let cell = screen.cell(row, column).expect("on the screen");
            let look = (cell.fgcolor(), cell.bgcolor(), cell.bold(), cell.dim(), cell.inverse());
            let is_blank = !cell.has_contents() && !cell.is_wide_continuation();
            let letter = if is_blank { " " } else { cell.contents() };
            (letter.to_owned(), format!("{look:?}"))
        };
        let line = |row| (0..columns.get()).map(|column| cell(row, column)).collect();
        (0..rows.get()).map(line).collect()
    }

    /// Everything written since `forget`, without escapes.
    pub fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.raw);
        console::strip_ansi_codes(&text).replace('\r', "")
    }

    /// Everything written since `forget`.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    pub fn forget(&mut self) {
        self.raw.clear();
        self.seen = 0;
    }

    fn find(&self, wanted: &[&str]) -> Option<usize> {
        let text = self.text();
        let ends =
            wanted.iter().map(|each| Some(self.seen + text[self.seen..].find(each)? + each.len()));
        ends.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    // What is left of the terminal, and of the program.

    pub fn is_on_other_screen(&self) -> bool {
        self.screen.screen().alternate_screen()
    }

    pub fn has_been_on_other_screen(&self) -> bool {
        let enter = b"\x1b[?1049h";
        self.raw.windows(enter.len()).any(|bytes| bytes == enter)
    }

    /// The program takes keys one by one, and does its own drawing.
    pub fn is_raw(&self) -> bool {
        !is_alike(&self.settings(), &self.settings_before)
    }

    /// The terminal is as the program found it.
    #[track_caller]
    pub fn assert_restored(&self) {
        assert!(!self.is_raw(), "the terminal's settings changed: {:?}", self.settings());
        let screen = self.screen.screen();
        assert!(!self.is_on_other_screen(), "the other screen is still on");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are still bracketed");
    }

    fn settings(&self) -> Termios {
        tcgetattr(self.program_end.as_ref().expect("an open terminal")).expect("settings")
    }

    pub fn is_over(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_some()
    }

    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Ended already where the test has passed.
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

fn differences(one: Vec<Vec<Cell>>, other: Vec<Vec<Cell>>) -> Vec<(usize, usize, Cell, Cell)> {
    let mut found = Vec::new();
    for (row, lines) in one.into_iter().zip(other).enumerate() {
        let pairs = lines.0.into_iter().zip(lines.1).enumerate();
        found
            .extend(pairs.filter(|(_, (a, b))| a != b).map(|(column, (a, b))| (row, column, a, b)));
    }
    found
}

fn is_alike(one: &Termios, other: &Termios) -> bool {
    let modes = |of: &Termios| (of.input_modes, of.output_modes, of.control_modes, of.local_modes);
    modes(one) == modes(other)
}

fn side(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).expect("a size")
}

fn micros_of(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).expect("short")
}
