//! The plain face: lines in, lines out, for any terminal, a pipe, a screen reader.
//!
//! What stands on the screen follows from the state (`Situation`), so a session that was reopened
//! finds its way back by itself. Lines wait in an inbox until everything asked for before is
//! carried out; a script that is piped in at once plays as if it were typed.

mod answer;
mod code;
mod debrief;
mod editor;
mod memory;
mod overlay;
mod pasted;
mod peer;
mod show;
mod situation;
mod slash;
mod speech;
mod story;
mod typing;

use std::collections::{BTreeSet, VecDeque};
use std::io;

use self::memory::{Partial, Peer};
use super::ask;
use super::editor::{EDITOR_POLL, Editors, rings};
use super::face::{Exit, Face, STALLED_RETRY, Scene, Setup, Turn, sentence};
use super::lines::{Keyboard, Want};
use super::out::{Ink, Out, look};
use crate::engine::{Command, Rejected, Seat, Stage, Stamped};
use crate::message::{Message, Signal};
use crate::seat::debrief::Debrief;
use crate::seat::menu::Menu;
use crate::seat::overlay::Overlay;
use crate::seat::pair::Pair;
use crate::seat::situation::Situation;
use crate::seat::speech::Speech;
use crate::time::{Elapsed, Span};
use crate::view::say;

/// How long the end of input waits for a disk that takes nothing: one more try of the journal.
const UNSAVED_PATIENCE: Span = Span(3000);

pub struct PlainFace {
    out: Out,
    keys: Box<dyn Keyboard>,
    setup: Setup,
    inbox: VecDeque<Input>,
    /// Commands are out, and not all of them carried out.
    busy: bool,
    /// A step taken without being asked was rejected; it waits for something to happen.
    stalled: bool,
    exit: Exit,
    place: Option<Situation>,
    stands: Stands,
    overlay: Option<Overlay>,
    /// What Ctrl-C was pressed on.
    interrupted: Option<Overlay>,
    speech: Option<Speech>,
    editors: Editors,
    debrief: Debrief,
    /// The answer of this slot's item is to be kept as a story; its title is being asked for.
    keeping: Option<(usize, usize)>,
    /// A debrief was just turned to, perhaps for the second time.
    has_come_back: bool,
    pair: Pair,
    /// NOT SAVED was said and is still true.
    alarmed: bool,
    /// The goodbye said that something may be lost.
    left_unsaved: bool,
    /// The field on which the time ran out: one more line may be on its way.
    late_field: Option<String>,
    /// The line under way, where we see it, and whether it has changed since it was sent.
    typing: String,
    /// The one that waits while a menu is answered.
    aside: String,
    wanted: Want,
    is_typing_new: bool,
    partial: Option<Partial>,
    told: BTreeSet<Told>,
    /// The question whose way of answering was told.
    told_how: Option<Situation>,
    peer: Peer,
}

enum Input {
    Line(String),
    /// Text that was pasted, of any number of lines: never a command.
    Pasted(String),
    Closed,
}

/// What waits at the cursor.
#[derive(Debug, PartialEq, Eq)]
enum Stands {
    Nothing,
    Line,
    Menu(Menu),
}

/// Said once a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    Outline,
    GuessFirst,
    MarkFirst,
}

impl PlainFace {
    pub fn new(mut out: Out, keys: Box<dyn Keyboard>, setup: Setup) -> PlainFace {
        if keys.shows_typing() {
            out.show_typing_here();
        }
        let debrief = Debrief::new(setup.judging_only);
        PlainFace {
            out,
            keys,
            setup,
            inbox: VecDeque::new(),
            busy: false,
            stalled: false,
            exit: Exit::Stay,
            place: None,
            stands: Stands::Nothing,
            overlay: None,
            interrupted: None,
            speech: None,
            editors: Editors::default(),
            debrief,
            keeping: None,
            has_come_back: false,
            pair: Pair::default(),
            alarmed: false,
            left_unsaved: false,
            late_field: None,
            typing: String::new(),
            aside: String::new(),
            wanted: Want::Nothing,
            is_typing_new: false,
            partial: None,
            told: BTreeSet::new(),
            told_how: None,
            peer: Peer::default(),
        }
    }

    /// The interviewer's console alone: the candidate is in the room or on a call, not at this
    /// terminal.
    #[must_use]
    pub fn for_interviewer(mut self) -> PlainFace {
        self.debrief.is_alone = true;
        self
    }

    /// The writer. Whatever is written takes the place of a prompt, which is then put again.
    fn say(&mut self) -> &mut Out {
        self.stands = Stands::Nothing;
        &mut self.out
    }

    fn complain(&mut self, text: &str) -> io::Result<()> {
        self.say().inked(Ink::Red, text)
    }

    /// A line is read below, after this label.
    fn ready(&mut self, ink: Ink, label: &str) -> io::Result<()> {
        if self.wanted == Want::Answer {
            self.want(Want::Lines);
        }
        if self.stands != Stands::Line {
            self.out.prompt(ink, label)?;
            if self.inbox.is_empty() {
                self.out.show_typing(&self.typing)?;
            }
            self.stands = Stands::Line;
        }
        self.want(Want::Lines);
        Ok(())
    }

    /// A menu is answered on a line of its own: the one under way is put aside, and is there again
    /// afterwards.
    fn want(&mut self, want: Want) {
        match (want, self.wanted) {
            (Want::Answer, Want::Lines) => self.aside = std::mem::take(&mut self.typing),
            (Want::Lines, Want::Answer) => self.typing = std::mem::take(&mut self.aside),
            _ => {}
        }
        self.wanted = want;
        self.keys.want(want);
    }

    fn offer(&mut self, menu: Menu) -> io::Result<()> {
        if self.stands == Stands::Menu(menu.clone()) {
            return Ok(());
        }
        self.want(Want::Answer);
        ask::put(&menu, &mut self.out)?;
        if self.inbox.is_empty() {
            self.out.show_typing(&self.typing)?;
        }
        self.stands = Stands::Menu(menu);
        Ok(())
    }

    /// Whether this is said for the first time.
    fn first_time(&mut self, told: Told) -> bool {
        self.told.insert(told)
    }

    /// Takes steps until there is something to do, or nothing but waiting.
    fn go_on(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        if self.busy {
            return Ok(Turn::Wait);
        }
        self.tell_of_saving(scene)?;
        let turn = loop {
            if self.exit != Exit::Stay {
                break self.say_goodbye(scene)?;
            }
            if self.editors.is_open() {
                break Turn::Wait;
            }
            let turn = self.stand(scene)?;
            if turn != Turn::Wait || !self.takes_lines() {
                break turn;
            }
            let Some(input) = self.inbox.pop_front() else { break Turn::Wait };
            // What was refused before this line has nothing to do with what comes of it.
            self.stalled = false;
            let turn = self.take(scene, input)?;
            if turn != Turn::Wait {
                break turn;
            }
        };
        self.busy = matches!(turn, Turn::Do(_));
        self.draw_bar(scene)?;
        self.out.flush()?;
        Ok(turn)
    }

    fn take(&mut self, scene: &Scene<'_>, input: Input) -> io::Result<Turn> {
        let line = match input {
            Input::Line(line) => line,
            Input::Pasted(text) => return self.take_pasted(scene, text),
            Input::Closed => {
                self.say().line("Input has ended.")?;
                return self.leave(scene);
            }
        };
        let stood = std::mem::replace(&mut self.stands, Stands::Nothing);
        self.out.line_ended(&line)?;
        if let Some(turn) = self.late_line(scene, &line, &stood)? {
            return Ok(turn);
        }
        match (self.overlay.take(), self.keeping.take()) {
            (Some(overlay), keeping) => {
                self.keeping = keeping;
                self.overlay_line(scene, overlay, &line)
            }
            (None, Some(at)) => self.title_line(scene, at, &line),
            (None, None) => {
                let turn = self.place_line(scene, &line)?;
                Ok(self.without_partial(turn))
            }
        }
    }

    /// Whether it was left while nothing could be written.
    #[must_use]
    pub const fn left_unsaved(&self) -> bool {
        self.left_unsaved
    }

    /// Ends the program with the session saved and open.
    fn leave(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        self.exit = Exit::Leaving;
        // While nothing can be written, nothing can be carried out either.
        if scene.state.stage == Stage::Finished || scene.not_saved.is_some() {
            return self.say_goodbye(scene);
        }
        Ok(Turn::candidate(Command::Leave))
    }

    fn say_goodbye(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        if self.exit == Exit::Leaving {
            self.exit = Exit::Left;
            self.want(Want::Nothing);
            let is_saved = self.setup.saved_in.is_some();
            self.left_unsaved = is_saved && scene.not_saved.is_some();
            let said = say::situation::goodbye(scene.state, scene.not_saved, is_saved);
            self.say().put(&said)?;
        }
        Ok(Turn::Done)
    }

    fn tell_of_saving(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        match (scene.not_saved, self.alarmed) {
            (Some(cause), false) => {
                self.alarmed = true;
                // Before anything was asked nobody listens: what is typed now, and its end, count.
                if self.place.is_none() {
                    self.want(Want::Lines);
                }
                let text = format!(
                    "NOT SAVED: {cause}. The clock stands still; what you type is kept in memory \
                     and saved as soon as it can be: make room on that disk, and it goes on."
                );
                self.complain(&text)
            }
            (None, true) => {
                self.alarmed = false;
                self.say().line("Saved again; nothing is lost. The clock runs on.")
            }
            _ => Ok(()),
        }
    }

    /// Nothing more will be typed, and what was typed waits for a disk that takes nothing.
    fn waits_in_vain(&self) -> bool {
        self.alarmed && matches!(self.inbox.back(), Some(Input::Closed))
    }

    fn signal(&mut self, scene: &Scene<'_>, signal: Signal) -> io::Result<Turn> {
        match signal {
            // The editor has the terminal, and its own meaning for Ctrl-C.
            Signal::Interrupt if self.editors.is_open() => Ok(Turn::Wait),
            Signal::Interrupt if self.overlay == Some(Overlay::Interrupt) => self.leave(scene),
            // No menu is asked while nothing can be carried out.
            Signal::Interrupt if scene.not_saved.is_some() => {
                self.overlay = Some(Overlay::Interrupt);
                self.complain("Ctrl-C once more leaves; what is not saved is then lost.")?;
                Ok(Turn::Wait)
            }
            Signal::Interrupt => {
                self.say().blank()?;
                self.interrupted = self.overlay.replace(Overlay::Interrupt);
                Ok(Turn::Wait)
            }
            Signal::Terminate | Signal::Hangup => self.leave(scene),
            Signal::Stop => self.out.clear_bar().map(|()| Turn::Wait),
            Signal::Continue => {
                self.keys.renew();
                self.stands = Stands::Nothing;
                Ok(Turn::Wait)
            }
            Signal::Resize => {
                if let Some((width, height)) = look::terminal_size() {
                    self.out.resize(width, height);
                }
                Ok(Turn::Wait)
            }
        }
    }
}

impl Face for PlainFace {
    fn show(&mut self, scene: &Scene<'_>, events: &[Stamped]) -> io::Result<()> {
        self.tell_of_saving(scene)?;
        events.iter().for_each(|stamped| self.debrief.happened(&stamped.event));
        if self.editors.is_open() && events.iter().any(|stamped| rings(&stamped.event)) {
            self.out.ring()?;
        }
        events.iter().try_for_each(|stamped| self.show_or_keep(scene, &stamped.event))
    }

    fn turn(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        self.busy = false;
        self.go_on(scene)
    }

    /// Lines wait for the next turn: what was asked for before is carried out first.
    fn receive(&mut self, scene: &Scene<'_>, message: Message) -> io::Result<Turn> {
        self.stalled = false;
        match message {
            Message::Line(line) => {
                self.typing.clear();
                self.inbox.push_back(Input::Line(line));
            }
            Message::InputClosed => self.inbox.push_back(Input::Closed),
            Message::Signal(signal) => return self.signal(scene, signal),
            Message::Pasted(text) => {
                self.typing.clear();
                self.inbox.push_back(Input::Pasted(text));
            }
            Message::Key(_) => {}
            Message::Typing(line) => self.typed(&line)?,
            Message::FileSaved { field, text } => self.file_saved(scene, &field, &text)?,
            Message::FileRefused { name, why } => self.file_refused(&name, &why)?,
            Message::Noticed(text) => self.say().inked(Ink::Dim, &text)?,
            Message::RunAsked
            | Message::PartRead(_)
            | Message::Saved { .. }
            | Message::NotSaved { .. }
            | Message::SavedAgain
            | Message::Looked(_)
            | Message::Graded(_) => {}
        }
        self.tell_of_saving(scene)?;
        if self.exit != Exit::Stay && scene.not_saved.is_some() {
            return self.say_goodbye(scene);
        }
        if scene.not_saved.is_some() && matches!(self.place, Some(Situation::Asking(..))) {
            self.ready_to_answer(scene)?;
            self.out.flush()?;
        }
        Ok(Turn::Wait)
    }

    fn rejected(
        &mut self,
        _scene: &Scene<'_>,
        _seat: Seat,
        command: &Command,
        why: &Rejected,
    ) -> io::Result<()> {
        self.busy = false;
        self.stalled = true;
        self.debrief.rejected();
        if matches!(command, Command::Leave) {
            return Ok(());
        }
        let sentence = sentence(why);
        if self.place == Some(Situation::Console) {
            self.console_notice(&sentence);
            return Ok(());
        }
        self.complain(&sentence)
    }

    fn wake_at(&self, now: Elapsed) -> Option<Elapsed> {
        let editor = self.editors.is_watching().then(|| now + EDITOR_POLL);
        let stalled = self.stalled.then(|| now + STALLED_RETRY);
        let hopeless = self.waits_in_vain().then(|| now + UNSAVED_PATIENCE);
        let bar = self.shows_bar().then_some(Elapsed(now.0 / 1000 * 1000 + 1000));
        [editor, stalled, hopeless, bar, self.typing_wake(now)].into_iter().flatten().min()
    }

    fn wake(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        self.stalled = false;
        if self.waits_in_vain() && scene.not_saved.is_some() {
            return self.leave(scene);
        }
        let turn = self.look_at_editor(scene)?;
        if self.editors.is_open() || turn != Turn::Wait {
            return Ok(turn);
        }
        self.draw_bar(scene)?;
        let turn = self.wake_typing(scene)?;
        self.out.flush()?;
        Ok(turn)
    }
}

#[cfg(test)]
#[path = "plain_tests.rs"]
mod tests;
