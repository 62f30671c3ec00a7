//! Where a story is told: a terminal, a pipe, or a test's list of lines. Lines, keys and signals come
//! as in a session of plain lines.

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use signal_hook::iterator::Handle;

use crate::cli::args::face::FaceArgs;
use crate::cli::context::Context;
use crate::cli::error::Error;
use crate::cli::host::face::FaceOptions;
use crate::cli::host::signals;
use crate::cli::host::terminal_mark::Mark;
use crate::cli::settings::Settings;
use crate::clock;
use crate::message::{Message, Signal};
use crate::score::rules::StarRules;
use crate::score::star::LETTERS;
use crate::time::Span;
use crate::ui::lines::{Keyboard, Keys, Want};
use crate::ui::out::look::terminal_size;
use crate::ui::out::{Ink, Out};
use crate::view::say;

/// What the label of a line says where no clock can be drawn.
const LABEL: &str = ">";

pub(super) struct Stage {
    pub out: Out,
    keys: Box<dyn Keyboard>,
    inbox: Inbox,
}

enum Inbox {
    Live {
        messages: Receiver<Message>,
        signals: Handle,
        _mark: Option<Mark>,
    },
    /// Each as if it came so many milliseconds after the one before.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests alone tell there"))]
    Scripted {
        messages: std::collections::VecDeque<Message>,
        now_ms: u64,
        each_ms: u64,
    },
}

/// What was told: of each letter its words, where it was typed, and its time.
#[derive(Debug, Default)]
pub(super) struct Letters {
    pub texts: [String; 4],
    pub took: [Span; 4],
}

impl Stage {
    pub(super) fn of_terminal(read_aloud: bool, context: &Context) -> Result<Stage, Error> {
        let args = FaceArgs { plain: true, screen_reader: read_aloud, theme: None, ascii: false };
        let face = FaceOptions::resolve(&args, &Settings::load(context.paths)?, context);
        let (sender, messages) = mpsc::channel();
        let signals = signals::listen(sender.clone(), false)?;
        let mark = face.look.moves.then(|| Mark::set(context.paths)).flatten();
        let keys = Keys::stdin(sender, face.look.moves)?;
        let mut out = Out::stdout(face.look);
        if let Some(notice) = &face.notice {
            out.line(notice)?;
        }
        let inbox = Inbox::Live { messages, signals, _mark: mark };
        Ok(Stage::new(out, Box::new(keys), inbox))
    }

    fn new(mut out: Out, keys: Box<dyn Keyboard>, inbox: Inbox) -> Stage {
        if keys.shows_typing() {
            out.show_typing_here();
        }
        Stage { out, keys, inbox }
    }

    #[cfg(test)]
    pub(super) fn scripted(out: Out, messages: Vec<Message>, each_ms: u64) -> Stage {
        let keys = crate::testing::Untouched::default();
        let inbox = Inbox::Scripted { messages: messages.into(), now_ms: 0, each_ms };
        Stage::new(out, Box::new(keys), inbox)
    }

    /// All four letters; nothing where the person left.
    pub(super) fn tell(
        &mut self,
        rules: &StarRules,
        is_written: bool,
    ) -> io::Result<Option<Letters>> {
        self.keys.want(Want::Lines);
        if self.out.look().typed {
            self.out.prompt(Ink::Dim, "Enter begins >")?;
            if !self.begins()? {
                return Ok(None);
            }
        }
        let mut letters = Letters::default();
        for at in 0..LETTERS.len() {
            self.out.put(&say::story::letter(at))?;
            let before = Span(letters.took.iter().map(|took| took.0).sum());
            let Some((took, text)) = self.letter(rules, (at, before), is_written)? else {
                return Ok(None);
            };
            self.out.clear_bar()?;
            if !is_written {
                let text = say::story::clock(rules, at, took, Span(before.0 + took.0));
                self.out.inked(Ink::Dim, &text)?;
            }
            letters.took[at] = took;
            letters.texts[at] = text;
        }
        self.keys.want(Want::Nothing);
        Ok(Some(letters))
    }

    fn begins(&mut self) -> io::Result<bool> {
        loop {
            match self.next(None) {
                Some(Message::Line(line)) => {
                    self.out.line_ended(&line)?;
                    return Ok(true);
                }
                Some(message) if self.leaves(&message) => return Ok(false),
                _ => {}
            }
        }
    }

    /// One letter's time, and what was typed.
    fn letter(
        &mut self,
        rules: &StarRules,
        (at, before): (usize, Span),
        is_written: bool,
    ) -> io::Result<Option<(Span, String)>> {
        let began = self.ticks();
        let mut text = String::new();
        let mut typed = String::new();
        loop {
            let took = Span(self.ticks().saturating_sub(began));
            self.draw(rules, (at, took, Span(before.0 + took.0)), is_written)?;
            if is_written && self.out.is_prompting() {
                self.out.show_typing(&typed)?;
                self.out.flush()?;
            }
            let wait = Duration::from_millis(1000 - took.0 % 1000);
            let Some(message) = self.next(Some(wait)) else { continue };
            let took = Span(self.ticks().saturating_sub(began));
            match message {
                Message::Line(line) => {
                    typed.clear();
                    self.out.line_ended(&line)?;
                    if !is_written || line.trim().is_empty() {
                        return Ok(Some((took, text)));
                    }
                    put(&mut text, &line);
                }
                Message::Pasted(lines) if is_written => {
                    self.out.line_ended(&lines)?;
                    put(&mut text, &lines);
                }
                Message::Typing(line) => typed = line,
                // What was typed before the input ended counts.
                Message::InputClosed if !text.is_empty() => return Ok(Some((took, text))),
                message if self.leaves(&message) => return Ok(None),
                _ => {}
            }
        }
    }

    /// The countdown below, or in front of the line.
    fn draw(
        &mut self,
        rules: &StarRules,
        (at, took, total): (usize, Span, Span),
        is_written: bool,
    ) -> io::Result<()> {
        let text = say::story::clock(rules, at, took, total);
        if is_written {
            let label =
                if self.out.look().moves { format!("{took} {LABEL}") } else { LABEL.into() };
            return match self.out.is_prompting() {
                true => self.out.relabel(Ink::Dim, &label),
                false => self.out.prompt(Ink::Dim, &label),
            };
        }
        if self.out.look().moves {
            return self.out.draw_bar(&text, took.0, say::story::usual(rules, at).0);
        }
        if self.out.is_prompting() { Ok(()) } else { self.out.prompt(Ink::Dim, LABEL) }
    }

    /// The next message; nothing where none came in time.
    fn next(&mut self, wait: Option<Duration>) -> Option<Message> {
        match &mut self.inbox {
            Inbox::Live { messages, .. } => match wait {
                None => Some(messages.recv().unwrap_or(Message::InputClosed)),
                Some(wait) => match messages.recv_timeout(wait) {
                    Ok(message) => Some(message),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => Some(Message::InputClosed),
                },
            },
            Inbox::Scripted { messages, now_ms, each_ms } => {
                *now_ms += *each_ms;
                Some(messages.pop_front().unwrap_or(Message::InputClosed))
            }
        }
    }

    /// For measuring, in milliseconds: a clock on the wall may be set.
    fn ticks(&self) -> u64 {
        match &self.inbox {
            Inbox::Live { .. } => clock::micros() / 1000,
            Inbox::Scripted { now_ms, .. } => *now_ms,
        }
    }

    /// Whether the person leaves; other signals are answered here.
    fn leaves(&mut self, message: &Message) -> bool {
        match message {
            Message::InputClosed
            | Message::Signal(Signal::Interrupt | Signal::Terminate | Signal::Hangup) => true,
            Message::Signal(Signal::Continue) => {
                self.keys.renew();
                false
            }
            Message::Signal(Signal::Resize) => {
                if let Some((width, height)) = terminal_size() {
                    self.out.resize(width, height);
                }
                false
            }
            _ => false,
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.keys.want(Want::Nothing);
        if let Inbox::Live { signals, .. } = &self.inbox {
            signals.close();
        }
    }
}

fn put(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line.trim_end());
}
