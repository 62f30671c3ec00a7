//! The room without a terminal: keys in, cells out, on a clock that the test turns.

#[path = "room/actions_tests.rs"]
mod actions;
#[path = "room/clock_tests.rs"]
mod clock;
#[path = "room/code_tests.rs"]
mod code;
#[path = "room/console_tests.rs"]
mod console;
#[path = "room/kinds_tests.rs"]
mod kinds;
#[path = "room/others_tests.rs"]
mod others;
#[path = "room/screens_tests.rs"]
mod screens;
#[path = "room/stories_tests.rs"]
mod stories;

use std::cell::{Cell, RefCell};
use std::io;
use std::path::PathBuf;
use std::rc::Rc;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Color;

use super::terminal::{Drawing, Surface};
use super::theme::{Theme, ThemeName};
use super::*;
use crate::engine::event::Event;
use crate::message::{Key, KeyCode};
use crate::testing::{Studio, plans};

const SIZES: [(u16, u16); 4] = [(60, 16), (80, 24), (120, 40), (200, 50)];

/// A screen that can be looked at.
#[derive(Clone)]
struct Screen {
    cells: Rc<RefCell<Buffer>>,
    /// Every look at the clock is a frame later, so that everything is drawn.
    uptime: Rc<Cell<u64>>,
    /// How often it was emptied.
    wiped: Rc<Cell<u32>>,
    /// How often the program would have been stopped.
    stopped: Rc<Cell<u32>>,
    /// Whether its terminal is gone.
    gone: Rc<Cell<bool>>,
    /// Where text is written.
    cursor: Rc<Cell<Option<Position>>>,
    /// How often its bell rang.
    rung: Rc<Cell<u32>>,
}

impl Screen {
    fn new((width, height): (u16, u16)) -> Screen {
        let buffer = Buffer::empty(Rect::new(0, 0, width, height));
        Screen {
            cells: Rc::new(RefCell::new(buffer)),
            uptime: Rc::default(),
            wiped: Rc::default(),
            stopped: Rc::default(),
            gone: Rc::default(),
            cursor: Rc::default(),
            rung: Rc::default(),
        }
    }

    fn resize(&self, (width, height): (u16, u16)) {
        *self.cells.borrow_mut() = Buffer::empty(Rect::new(0, 0, width, height));
    }
}

impl Surface for Screen {
    fn draw(&mut self, draw: Drawing<'_>) -> io::Result<()> {
        if self.gone.get() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.cursor.set(draw(&mut self.cells.borrow_mut()));
        Ok(())
    }

    fn wipe(&mut self) -> io::Result<()> {
        self.cells.borrow_mut().reset();
        self.wiped.set(self.wiped.get() + 1);
        Ok(())
    }

    fn leave(&mut self) {}

    /// The program that runs the tests must go on.
    fn stop(&mut self) -> io::Result<()> {
        self.stopped.set(self.stopped.get() + 1);
        Ok(())
    }

    fn enter(&mut self) -> io::Result<()> {
        if self.gone.get() { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
    }

    fn ring(&mut self) {
        self.rung.set(self.rung.get() + 1);
    }

    fn uptime(&self) -> u64 {
        self.uptime.set(self.uptime.get() + FRAME_MS);
        self.uptime.get()
    }
}

struct Fixture {
    studio: Studio<RoomFace>,
    screen: Screen,
}

fn setup() -> Setup {
    Setup {
        // No editor is ever started here: there is no such folder, and it cannot be made.
        folder: PathBuf::from("/dev/null/nowhere"),
        saved_in: Some("/sessions/01KB1Q2W".to_owned()),
        editor: "false".to_owned(),
        judging_only: false,
        stories: crate::ui::face::Shelf::default(),
    }
}

fn stage(events: Vec<Event>, size: (u16, u16), theme: Theme) -> Fixture {
    let screen = Screen::new(size);
    let surface = screen.clone();
    let face = |_, _| RoomFace::new(Box::new(surface), setup(), theme, Keymap::default());
    Fixture { studio: Studio::open(events, face), screen }
}

const DARK: Theme = Theme { name: ThemeName::Dark, ascii: false };

fn open(events: Vec<Event>) -> Fixture {
    stage(events, (80, 24), DARK)
}

impl Fixture {
    fn key(&mut self, key: Key) -> &mut Fixture {
        self.studio.receive(Message::Key(key));
        self.settle()
    }

    /// Typing reaches the engine a moment later.
    fn settle(&mut self) -> &mut Fixture {
        if !self.studio.is_done {
            self.studio.pass(Span(50));
        }
        self
    }

    fn enter(&mut self) -> &mut Fixture {
        self.key(Key::plain(KeyCode::Enter))
    }

    fn ctrl(&mut self, letter: char) -> &mut Fixture {
        self.key(Key::ctrl(letter))
    }

    fn alt(&mut self, letter: char) -> &mut Fixture {
        self.key(Key::alt(letter))
    }

    fn press(&mut self, letters: &str) -> &mut Fixture {
        for letter in letters.chars() {
            self.key(Key::plain(KeyCode::Char(letter)));
        }
        self
    }

    /// A word a second, as someone writes who thinks.
    fn write(&mut self, text: &str) -> &mut Fixture {
        for letter in text.chars() {
            let code = if letter == '\n' { KeyCode::Enter } else { KeyCode::Char(letter) };
            self.studio.receive(Message::Key(Key::plain(code)));
            if letter == ' ' {
                self.studio.pass(Span::seconds(1));
            }
        }
        self.settle()
    }

    fn pass(&mut self, seconds: u64) -> &mut Fixture {
        self.studio.pass(Span::seconds(seconds));
        self
    }

    fn at(&mut self, size: (u16, u16)) -> String {
        self.screen.resize(size);
        self.studio.receive(Message::Signal(Signal::Resize));
        self.text()
    }

    fn text(&self) -> String {
        lines(&self.screen.cells.borrow()).join("\n")
    }

    /// The same moment at every size, below each other.
    fn every_size(&mut self) -> String {
        let all = SIZES.map(|size| format!("{} × {}\n{}", size.0, size.1, self.at(size)));
        self.at((80, 24));
        all.join("\n\n")
    }

    fn answer(&self) -> String {
        let attempt = self.studio.state.current().and_then(|(_, item)| item.current_attempt());
        let fields = attempt.map_or(&[][..], |attempt| &attempt.fields);
        fields.iter().map(|field| field.text.as_str()).collect::<Vec<_>>().join("|")
    }
}

fn lines(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width).max(1);
    let line = |cells: &[ratatui::buffer::Cell]| {
        let mut text = String::new();
        let mut skip = 0;
        for cell in cells {
            if skip == 0 {
                text.push_str(cell.symbol());
                skip = crate::view::page::wrap::columns(cell.symbol()).max(1);
            }
            skip -= 1;
        }
        text.trim_end().to_owned()
    };
    buffer.content.chunks(width).map(line).collect()
}

/// The concept question of the phone screen, with the intro behind.
fn at_question() -> Fixture {
    let mut stage = open(plans::phone_screen(plans::PRACTICE));
    stage.enter().write("Pipelines for a shop.").alt('s');
    stage
}
