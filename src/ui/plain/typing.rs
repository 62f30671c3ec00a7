//! The line under way, where its letters come as they are typed.
//!
//! Every 250 ms it goes into the answer, so that neither a crash nor the end of the time takes
//! more than that. Until Enter it may still turn out to be a command: then it is taken out again.

use std::io;

use super::memory::Partial;
use super::slash::{Typed, read};
use super::{PlainFace, Stands};
use crate::engine::{Command, Stage};
use crate::message::Request;
use crate::seat::answer::{is_choice, open_field};
use crate::seat::situation::Situation;
use crate::time::{Elapsed, Span};
use crate::ui::face::{Scene, Turn};
use crate::view::say::clock;

/// How late typing goes into the answer at most.
const TYPING_LATE: Span = Span(250);

/// `base` with one more line.
pub(super) fn joined(base: &str, line: &str) -> String {
    match base {
        "" => line.to_owned(),
        base => format!("{base}\n{line}"),
    }
}

impl PlainFace {
    /// The line under way is now this.
    pub(super) fn typed(&mut self, line: &str) -> io::Result<()> {
        if self.typing != line {
            line.clone_into(&mut self.typing);
            self.is_typing_new = true;
        }
        if self.stands != Stands::Nothing && self.inbox.is_empty() {
            self.out.show_typing(line)?;
            self.out.flush()?;
        }
        Ok(())
    }

    /// The text of the open field without the line under way.
    pub(super) fn committed(&self, scene: &Scene<'_>) -> String {
        let Some(field) = open_field(scene.state) else { return String::new() };
        match &self.partial {
            Some(partial) if partial.field == field.name => partial.base.clone(),
            _ => field.text.clone(),
        }
    }

    pub(super) fn typing_wake(&self, now: Elapsed) -> Option<Elapsed> {
        let late = self.is_typing_new.then(|| now + TYPING_LATE);
        let label = self.has_live_label().then(|| Elapsed(now.0 / 1000 * 1000 + 1000));
        late.into_iter().chain(label).min()
    }

    /// Nothing is typed yet: the countdown before the cursor can move.
    fn has_live_label(&self) -> bool {
        let is_asking = matches!(self.place, Some(Situation::Asking(..)));
        is_asking
            && self.stands == Stands::Line
            && self.keys.shows_typing()
            && self.typing.is_empty()
            && !self.editors.is_open()
    }

    /// Moves the countdown, and sends what was typed since.
    pub(super) fn wake_typing(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        if self.has_live_label() {
            let (ink, label) = clock::label(scene.state, scene.now);
            self.out.relabel(ink, &label)?;
        }
        if self.busy || !std::mem::take(&mut self.is_typing_new) || !self.is_answering(scene) {
            return Ok(Turn::Wait);
        }
        let Some(field) = open_field(scene.state).map(|field| field.name.clone()) else {
            return Ok(Turn::Wait);
        };
        let base = self.committed(scene);
        let is_text = matches!(read(&self.typing), Typed::Text(text) if !text.trim().is_empty());
        let text = if is_text { joined(&base, &self.typing) } else { base.clone() };
        let before = open_field(scene.state).map_or("", |field| &field.text);
        if text == before {
            return Ok(Turn::Wait);
        }
        self.partial = is_text.then(|| Partial { field: field.clone(), base, sent: text.clone() });
        Ok(Turn::candidate(Command::Edit { field, text }))
    }

    /// Whether a line typed now would be a line of the answer.
    fn is_answering(&self, scene: &Scene<'_>) -> bool {
        matches!(self.place, Some(Situation::Asking(..)))
            && scene.state.stage == Stage::Asking
            && self.overlay.is_none()
            && self.speech.is_none()
            && !self.editors.is_open()
            && !is_choice(scene.state)
    }

    /// The line has ended as something else than text: it is taken out of the answer before
    /// anything is done.
    pub(super) fn without_partial(&mut self, turn: Turn) -> Turn {
        let Some(partial) = self.partial.take() else { return turn };
        let edits = |request: &Request| matches!(&request.command, Command::Edit { field, .. } if *field == partial.field);
        let requests = match turn {
            Turn::Do(requests) if requests.first().is_some_and(edits) => {
                return Turn::Do(requests);
            }
            Turn::Do(requests) => requests,
            Turn::Wait => Vec::new(),
            Turn::Done => return Turn::Done,
        };
        if partial.sent == partial.base {
            return if requests.is_empty() { Turn::Wait } else { Turn::Do(requests) };
        }
        let restore = Command::Edit { field: partial.field, text: partial.base };
        Turn::Do([vec![Request::candidate(restore)], requests].concat())
    }
}

#[cfg(test)]
#[path = "typing_tests.rs"]
mod tests;
