//! The room: the face with the whole screen, and a clock that ticks while someone types.
//!
//! ```text
//! message ─▶ update(model, scene, msg) ─▶ deeds ─▶ commands
//!                     render(model, scene, buffer) ─▶ terminal
//! ```
//!
//! `model` is what a person is in the middle of; the facts come from the scene. `update` and
//! `view` are pure, so that tests press keys and look at cells. What is decided is `seat`'s and
//! what is said is `view::say`'s, as in the plain face.

mod colours;
mod draft;
mod editor;
pub mod keys;
mod model;
mod peer;
mod terminal;
pub mod theme;
mod update;
mod view;
mod writing;

use std::collections::VecDeque;
use std::io;

use self::editor::Outside;
use self::keys::Keymap;
use self::model::{Deed, Model};
use self::terminal::Surface;
pub use self::terminal::Terminal;
use self::theme::Theme;
use self::update::{Msg, update};
use super::editor::{EDITOR_POLL, rings};
use super::face::{Exit, Face, STALLED_RETRY, Scene, Setup, Turn, sentence};
use super::out::Ink;
use super::story::keep;
use crate::bank::task::SqlTask;
use crate::engine::{Command, Rejected, Seat, Stage, Stamped};
use crate::message::{Message, Request, Signal};
use crate::seat::debrief::scope::all_open_points;
use crate::seat::situation::Situation;
use crate::time::{Elapsed, Span};
use crate::view::page::{self, Screen};
use crate::view::say;

/// The screen is drawn no more often than this, two frames taken together: a key that comes right
/// behind the clock's own frame is not held up by it.
const FRAME_MS: u64 = 8;

pub struct RoomFace {
    model: Model,
    surface: Box<dyn Surface>,
    outside: Outside,
    /// Uptime of the last frame and of the one before, and whether something has happened since.
    drawn_at: u64,
    drawn_before: u64,
    is_stale: bool,
    /// What the last frame showed was for one of two people alone.
    was_private: bool,
    is_resized: bool,
    /// When a clock on the screen shows something else.
    change_at: Option<Elapsed>,
    /// The terminal went away; what remains is to save.
    is_blind: bool,
    /// The terminal went away while it was drawn on; the session is still to be left.
    is_lost: bool,
    goodbye: Vec<String>,
    /// It says that something may be lost.
    left_unsaved: bool,
    /// A command is being carried out: what is pressed meanwhile waits, for it may mean another
    /// thing afterwards.
    is_carrying: bool,
    held: VecDeque<Msg>,
    looker: Option<Looker>,
    /// What came by standard input, until there is an answer to put it into.
    given: Option<String>,
}

/// Runs a query on a task's visible data, elsewhere; what it finds comes as a message.
pub type Looker = Box<dyn Fn(SqlTask, String)>;

impl RoomFace {
    pub fn new(surface: Box<dyn Surface>, setup: Setup, theme: Theme, keys: Keymap) -> RoomFace {
        RoomFace {
            model: Model::new(setup, theme, keys),
            surface,
            outside: Outside::default(),
            drawn_at: 0,
            drawn_before: 0,
            is_stale: true,
            was_private: false,
            is_resized: false,
            change_at: None,
            is_blind: false,
            is_lost: false,
            goodbye: Vec::new(),
            left_unsaved: false,
            is_carrying: false,
            held: VecDeque::new(),
            looker: None,
            given: None,
        }
    }

    /// The interviewer's console alone: the candidate is in the room or on a call.
    #[must_use]
    pub fn for_interviewer(mut self) -> RoomFace {
        self.model.debrief.is_alone = true;
        self
    }

    /// With something that can look at data.
    #[must_use]
    pub fn with_looker(mut self, looker: Looker) -> RoomFace {
        self.looker = Some(looker);
        self
    }

    /// With a text that goes into the first answer.
    #[must_use]
    pub fn with_given(mut self, given: Option<String>) -> RoomFace {
        self.given = given;
        self
    }

    /// Whether it was left while nothing could be written.
    #[must_use]
    pub const fn left_unsaved(&self) -> bool {
        self.left_unsaved
    }

    /// What is to be said on the normal screen once this one is gone.
    pub fn into_goodbye(self) -> Vec<String> {
        self.goodbye
    }

    /// Something has changed: it is drawn now, or as soon as a frame may be.
    /// A terminal that takes no frame has gone away, maybe before the signal that says so: what was
    /// typed is sent off at the next turn, and the session left as it is.
    fn draw(&mut self, scene: &Scene<'_>) {
        if self.try_to_draw(scene).is_err() {
            self.lose();
        }
    }

    fn lose(&mut self) {
        self.is_blind = true;
        self.is_lost = true;
    }

    fn try_to_draw(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        self.is_stale = true;
        let uptime = self.surface.uptime();
        if self.is_blind || self.has_terminal_elsewhere() {
            return Ok(());
        }
        if uptime < self.may_draw_at() {
            return Ok(());
        }
        let is_private = self.model.is_private(scene.state);
        let is_over = std::mem::replace(&mut self.was_private, is_private) && !is_private;
        // A window that was smaller for a moment has lost what it could not show.
        if std::mem::take(&mut self.is_resized) || is_over {
            self.surface.wipe()?;
        }
        let model = &self.model;
        let mut change_in = None;
        self.surface.draw(&mut |buffer| {
            let frame = view::render(model, scene, buffer);
            change_in = frame.change_in;
            frame.cursor
        })?;
        self.is_stale = false;
        self.change_at = change_in.map(|ms| scene.now + Span(ms));
        self.drawn_before = std::mem::replace(&mut self.drawn_at, uptime.max(1));
        Ok(())
    }

    /// Uptime from which on another frame may be drawn.
    const fn may_draw_at(&self) -> u64 {
        if self.drawn_before == 0 { 0 } else { self.drawn_before + 2 * FRAME_MS }
    }

    fn has_terminal_elsewhere(&self) -> bool {
        self.outside.has_terminal()
    }

    /// Turns what a person wants into what the loop understands. Typing goes first.
    fn carry(&mut self, scene: &Scene<'_>, deeds: Vec<Deed>) -> io::Result<Turn> {
        let mut requests = Vec::new();
        for deed in deeds {
            match deed {
                Deed::Do(Request { seat: Seat::Candidate, command: Command::Pause { .. } })
                    if self.writes_on(scene) =>
                {
                    let text = "Close your editor first: in an exam nothing is written while the \
                                clock is stopped.";
                    self.model.notify(scene.now, Ink::Amber, text);
                }
                Deed::Do(request) => requests.push(request),
                Deed::OpenEditor => self.open_editor(scene),
                Deed::StepOut => {
                    self.step_out()?;
                    self.model.follow(scene);
                }
                Deed::Redraw => self.is_resized = true,
                Deed::Look(query) => self.look(scene, query),
                Deed::Keep(at, title) => requests.extend(self.keep(scene, at, &title)),
                Deed::Leave => return self.leave(scene),
            }
        }
        Ok(self.turn_of(scene, requests))
    }

    /// Keeps an answer as a story, and notes that it was told.
    fn keep(&mut self, scene: &Scene<'_>, at: (usize, usize), title: &str) -> Option<Request> {
        match keep(&mut self.model.setup.stories, scene.state, at, title) {
            Ok((said, command)) => {
                self.model.notify(scene.now, Ink::Plain, said);
                Some(Request::candidate(command))
            }
            Err(why) => {
                self.model.notify(scene.now, Ink::Red, why);
                None
            }
        }
    }

    fn look(&mut self, scene: &Scene<'_>, query: String) {
        match (&self.looker, keys::task(scene.state)) {
            (Some(looker), Some(task)) => looker(task.clone(), query),
            _ => self.model.notify(scene.now, Ink::Amber, "There is no data to look at."),
        }
    }

    fn turn_of(&mut self, scene: &Scene<'_>, requests: Vec<Request>) -> Turn {
        let is_due = self.model.writing.due().is_some_and(|due| due <= scene.now);
        let edits = if is_due || !requests.is_empty() {
            self.model.writing.unsent(scene.now)
        } else {
            Vec::new()
        };
        let typed = edits.into_iter().map(Request::candidate);
        let all: Vec<Request> = typed.chain(requests).collect();
        self.is_carrying |= all.iter().any(|r| !matches!(r.command, Command::Edit { .. }));
        if all.is_empty() { Turn::Wait } else { Turn::Do(all) }
    }

    /// What was pressed while a command was carried out means now what it says.
    fn go_on(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        let mut turn = Turn::Wait;
        while turn == Turn::Wait
            && let Some(msg) = self.held.pop_front()
        {
            let deeds = update(&mut self.model, scene, msg);
            turn = self.carry(scene, deeds)?;
            self.draw(scene);
        }
        Ok(turn)
    }

    /// Ends with the session saved and open.
    fn leave(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        self.model.exit = Exit::Leaving;
        // While nothing can be written, nothing can be carried out either.
        if scene.state.stage == Stage::Finished || scene.not_saved.is_some() {
            self.say_goodbye(scene);
            return Ok(Turn::Done);
        }
        Ok(self.turn_of(scene, vec![Request::candidate(Command::Leave)]))
    }

    fn say_goodbye(&mut self, scene: &Scene<'_>) {
        let is_saved = self.model.setup.saved_in.is_some();
        let is_left = self.model.exit != Exit::Stay;
        let open = all_open_points(scene.state);
        self.model.exit = Exit::Left;
        self.left_unsaved = is_left && is_saved && scene.not_saved.is_some();
        let said = match is_left {
            true => say::situation::goodbye(scene.state, scene.not_saved, is_saved),
            false => say::situation::end(scene.state, open, is_saved),
        };
        let rows = page::rows(&said, Screen::wide(usize::MAX / 2));
        self.goodbye = rows.into_iter().map(|row| row.text).collect();
    }

    /// Stops the program as Ctrl-Z does, and comes back with the shell's `fg`.
    fn step_out(&mut self) -> io::Result<()> {
        self.model.pair.draw_curtain();
        self.surface.leave();
        self.surface.stop()?;
        self.surface.enter()
    }

    fn signal(&mut self, scene: &Scene<'_>, signal: Signal) -> io::Result<Turn> {
        match signal {
            // The editor has the terminal, and its own meaning for Ctrl-C.
            Signal::Interrupt if self.has_terminal_elsewhere() => Ok(Turn::Wait),
            Signal::Interrupt => {
                let deeds = update(&mut self.model, scene, Msg::Interrupt);
                self.carry(scene, deeds)
            }
            Signal::Terminate => self.leave(scene),
            Signal::Hangup => {
                self.is_blind = true;
                self.leave(scene)
            }
            Signal::Stop => {
                self.step_out()?;
                self.model.follow(scene);
                Ok(Turn::Wait)
            }
            // A hang-up comes with this signal beside it.
            Signal::Continue if self.is_blind || self.has_terminal_elsewhere() => Ok(Turn::Wait),
            Signal::Continue => {
                self.model.pair.draw_curtain();
                self.model.follow(scene);
                if self.surface.enter().is_err() {
                    self.lose();
                }
                Ok(Turn::Wait)
            }
            Signal::Resize => {
                self.is_resized = true;
                Ok(Turn::Wait)
            }
        }
    }
}

impl Face for RoomFace {
    fn show(&mut self, scene: &Scene<'_>, events: &[Stamped]) -> io::Result<()> {
        self.model.follow(scene);
        for stamped in events {
            update::happened(&mut self.model, scene, &stamped.event);
        }
        if self.outside.is_open() && events.iter().any(|stamped| rings(&stamped.event)) {
            self.surface.ring();
        }
        self.draw(scene);
        Ok(())
    }

    fn turn(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        self.is_carrying = false;
        let place = self.model.place;
        let deeds = update(&mut self.model, scene, Msg::Settled);
        let is_given = update::given(&mut self.model, scene, &mut self.given);
        let is_same = deeds.is_empty() && self.model.place == place && !is_given;
        let is_over = self.model.place == Some(Situation::Over) && self.model.panel.is_none();
        if (is_over || self.model.exit != Exit::Stay) && deeds.is_empty() {
            self.say_goodbye(scene);
            return Ok(Turn::Done);
        }
        let turn = self.carry(scene, deeds)?;
        let turn = if turn == Turn::Wait { self.go_on(scene)? } else { turn };
        // Each turn follows a message or a tick, which has drawn what it changed.
        if !is_same || self.drawn_at == 0 {
            self.draw(scene);
        }
        Ok(turn)
    }

    fn receive(&mut self, scene: &Scene<'_>, message: Message) -> io::Result<Turn> {
        let msg = match message {
            Message::Key(key) => Msg::Key(key),
            Message::Pasted(text) => Msg::Pasted(text),
            Message::Signal(signal) => {
                let turn = self.signal(scene, signal)?;
                self.draw(scene);
                return Ok(turn);
            }
            Message::InputClosed => {
                self.is_blind = true;
                return self.leave(scene);
            }
            Message::FileSaved { field, text } => Msg::FileSaved(field, text),
            Message::FileRefused { name, why } => Msg::FileRefused(name, why),
            Message::Noticed(text) => Msg::Noticed(text),
            Message::Looked(found) => Msg::Looked(found),
            Message::Line(_)
            | Message::PartRead(_)
            | Message::Typing(_)
            | Message::RunAsked
            | Message::Saved { .. }
            | Message::NotSaved { .. }
            | Message::Graded(_)
            | Message::SavedAgain => Msg::Tick,
        };
        let is_pressed = matches!(msg, Msg::Key(_) | Msg::Pasted(_));
        if is_pressed && (self.is_carrying || !self.held.is_empty()) {
            self.held.push_back(msg);
            return Ok(Turn::Wait);
        }
        let deeds = update(&mut self.model, scene, msg);
        let turn = self.carry(scene, deeds)?;
        self.draw(scene);
        Ok(turn)
    }

    fn rejected(
        &mut self,
        scene: &Scene<'_>,
        _seat: Seat,
        command: &Command,
        why: &Rejected,
    ) -> io::Result<()> {
        self.model.stalled = true;
        self.model.debrief.rejected();
        if !matches!(command, Command::Leave) {
            self.model.notify(scene.now, Ink::Red, sentence(why));
        }
        self.draw(scene);
        Ok(())
    }

    fn wake_at(&self, now: Elapsed) -> Option<Elapsed> {
        let wait = self.may_draw_at().saturating_sub(self.surface.uptime());
        let can_draw = !self.is_blind && !self.has_terminal_elsewhere();
        let frame = (self.is_stale && can_draw).then(|| now + Span(wait.max(1)));
        let clock = self.change_at.filter(|_| can_draw).map(|at| at.max(now + Span(1)));
        let editor = self.outside.is_watching().then(|| now + EDITOR_POLL);
        let stalled = self.model.stalled.then(|| now + STALLED_RETRY);
        let model = self.model.wake_at(now);
        let lost = self.is_lost.then_some(now);
        [frame, clock, editor, stalled, model, lost].into_iter().flatten().min()
    }

    fn wake(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        if std::mem::take(&mut self.is_lost) {
            return self.leave(scene);
        }
        let deeds = update(&mut self.model, scene, Msg::Tick);
        let mut turn = self.carry(scene, deeds)?;
        if let Some(edit) = self.look_outside(scene)?
            && turn == Turn::Wait
        {
            turn = Turn::candidate(edit);
        }
        self.draw(scene);
        Ok(turn)
    }
}

#[cfg(test)]
#[path = "room_tests.rs"]
mod tests;
