//! The terminal itself: raw mode, the other screen, keys as messages. Nothing here knows what is
//! drawn.
//!
//! Between entering and leaving stands no early return: the guard exists before the first change
//! is made, and leaving tries every step whatever became of the one before.

mod keys;

use std::io::{self, BufWriter, Stdout, Write};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::terminal::{
    self, Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen,
};
use ratatui::crossterm::{cursor, execute, queue};
use ratatui::layout::{Position, Rect};

use self::keys::KeyReader;
use crate::message::Message;
use crate::ui::out::look::terminal_size;

/// Draws a frame, and says where in it text is written.
pub type Drawing<'a> = &'a mut dyn FnMut(&mut Buffer) -> Option<Position>;

/// Where the room is drawn.
pub trait Surface {
    /// Calls `draw` with a buffer of the present size and shows what it drew, with the terminal's
    /// own cursor where text is written: input methods, magnifiers and readers look there.
    ///
    /// # Errors
    /// The terminal is gone.
    fn draw(&mut self, draw: Drawing<'_>) -> io::Result<()>;

    /// Leaves nothing of what is shown: the next frame is drawn on an empty screen.
    ///
    /// # Errors
    /// The terminal is gone.
    fn wipe(&mut self) -> io::Result<()>;

    /// Gives the terminal to someone else: an editor, the shell.
    fn leave(&mut self);

    /// Stops the program until the shell continues it.
    ///
    /// # Errors
    /// The system refuses the signal.
    fn stop(&mut self) -> io::Result<()>;

    /// Takes it back.
    ///
    /// # Errors
    /// The terminal is gone.
    fn enter(&mut self) -> io::Result<()>;

    /// The terminal's bell, whoever has the screen.
    fn ring(&mut self);

    /// Milliseconds of a clock that only goes forward, to draw no more often than can be seen.
    fn uptime(&self) -> u64;
}

/// A terminal that is in raw mode and on its other screen, until it is dropped.
///
/// Frames are compared here, not by `ratatui::Terminal`: that one asks the terminal where its
/// cursor is whenever it clears, which a slow line answers late and a pipe never.
pub struct Terminal {
    backend: CrosstermBackend<BufWriter<Stdout>>,
    /// What the terminal shows, and what it will.
    shown: Buffer,
    next: Buffer,
    cursor: Option<Position>,
    reading: Arc<KeyReader>,
}

/// Set while the terminal is not as it was found. A panic anywhere looks at it.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// A frame of 120 × 40 with all its colours takes less.
const FRAME_BYTES: usize = 64 * 1024;

/// Cells of a side that are believed.
const SIDE_MOST: u16 = 1000;

impl Terminal {
    /// Takes over the terminal; keys become messages.
    ///
    /// # Errors
    /// There is no terminal to type on, or no thread can be had.
    pub fn open(sender: Sender<Message>) -> io::Result<Terminal> {
        restore_on_panic();
        let sink = BufWriter::with_capacity(FRAME_BYTES, io::stdout());
        let mut terminal = Terminal {
            backend: CrosstermBackend::new(sink),
            shown: Buffer::default(),
            next: Buffer::default(),
            cursor: None,
            reading: KeyReader::start(sender)?,
        };
        terminal.enter()?;
        Ok(terminal)
    }

    /// Both frames empty, and the screen with them.
    fn begin_anew(&mut self, area: Rect) -> io::Result<()> {
        self.shown = Buffer::empty(area);
        self.next = Buffer::empty(area);
        self.cursor = None;
        erase(&mut self.backend, area.height)
    }
}

/// The terminal's size; what it will not say, or says as nothing, is the usual one.
fn area() -> Rect {
    let (width, height) = terminal_size().unwrap_or((80, 24));
    let side = |cells: usize| u16::try_from(cells).unwrap_or(SIDE_MOST).min(SIDE_MOST);
    Rect::new(0, 0, side(width), side(height))
}

impl Surface for Terminal {
    fn draw(&mut self, draw: Drawing<'_>) -> io::Result<()> {
        let area = area();
        if !ENTERED.load(Ordering::SeqCst) || area.is_empty() {
            return Ok(());
        }
        if self.shown.area != area {
            self.begin_anew(area)?;
        }
        let cursor = draw(&mut self.next).filter(|at| area.contains(*at));
        let changed = self.shown.diff(&self.next);
        if !changed.is_empty() || cursor != self.cursor {
            queue!(self.backend, cursor::Hide)?;
            self.backend.draw(changed.into_iter())?;
            if let Some(at) = cursor {
                queue!(self.backend, cursor::MoveTo(at.x, at.y), cursor::Show)?;
            }
            Backend::flush(&mut self.backend)?;
            self.cursor = cursor;
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }

    fn wipe(&mut self) -> io::Result<()> {
        if ENTERED.load(Ordering::SeqCst) { self.begin_anew(area()) } else { Ok(()) }
    }

    fn leave(&mut self) {
        self.reading.stop();
        restore();
    }

    fn stop(&mut self) -> io::Result<()> {
        let own = rustix::process::getpid();
        Ok(rustix::process::kill_process(own, rustix::process::Signal::STOP)?)
    }

    fn enter(&mut self) -> io::Result<()> {
        enter()?;
        self.begin_anew(area())?;
        self.reading.go_on();
        Ok(())
    }

    fn ring(&mut self) {
        let mut stdout = io::stdout();
        // A terminal that is gone has no one to hear it.
        let _unheard = stdout.write_all(b"\x07").and_then(|()| stdout.flush());
    }

    fn uptime(&self) -> u64 {
        crate::clock::uptime().awake
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.reading.stop();
        restore();
    }
}

/// Empties the screen line by line: where a terminal has no other screen, clearing it all at once
/// would move what the interviewer saw into the scrollback.
fn erase(sink: &mut impl Write, height: u16) -> io::Result<()> {
    for line in 0..height {
        queue!(sink, cursor::MoveTo(0, line), Clear(ClearType::CurrentLine))?;
    }
    queue!(sink, cursor::MoveTo(0, 0))?;
    sink.flush()
}

fn enter() -> io::Result<()> {
    ENTERED.store(true, Ordering::SeqCst);
    terminal::enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)
}

/// Undoes `enter`, once. A terminal that is gone minds nothing.
pub fn restore() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let mut stdout = io::stdout();
        let erased = erase(&mut stdout, area().height);
        let shown = execute!(stdout, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        let cooked = terminal::disable_raw_mode();
        drop((erased, shown, cooked, stdout.flush()));
    }
}

/// The message of a panic has to be on the screen that is left.
fn restore_on_panic() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        restore();
        before(info);
    }));
}
