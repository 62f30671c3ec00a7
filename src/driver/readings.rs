//! A model that reads beside the session: what it was given, how long it is waited for, and what a
//! person is told of it. It delays nobody: whatever goes wrong, words are there.

use std::collections::BTreeSet;

use crate::engine::State;
use crate::message::PartRead;
use crate::reader::desk::Model;
use crate::reader::gather::{PartId, asked, unread};
use crate::seat::solo;
use crate::time::{Elapsed, Span};
use crate::view::say;

/// A follow-up waits so long for the model, then goes by words.
const THINKING_MOST: Span = Span::seconds(4);

/// After so many waits in vain nothing waits for this model any more.
const IN_VAIN_MOST: u32 = 2;

#[derive(Default)]
pub(super) struct Readings<'a> {
    model: Option<&'a mut dyn Model>,
    /// What it was given in this run of the program; none of it is given twice.
    begun: BTreeSet<PartId>,
    /// What it is at, and since when.
    at: Vec<(PartId, Elapsed)>,
    in_vain: u32,
    /// Why it could not read, until it is told; only the first of it is.
    trouble: Option<String>,
    is_told_of_trouble: bool,
    /// The part for which the person was told that the interviewer thinks.
    told_of: Option<PartId>,
}

impl<'a> Readings<'a> {
    pub(super) fn by(model: &'a mut dyn Model) -> Readings<'a> {
        Readings { model: Some(model), ..Readings::default() }
    }

    /// Gives the model every closed part that it has not read. The outcome of the first that is
    /// known at once.
    pub(super) fn begin(&mut self, state: &State, now: Elapsed) -> Option<PartRead> {
        let model = self.model.as_mut()?;
        for id in unread(state) {
            if !self.begun.insert(id) {
                continue;
            }
            let Some(asked) = asked(state, id) else { continue };
            self.at.push((id, now));
            if let Some(read) = model.start(id, asked) {
                return Some(read);
            }
        }
        None
    }

    pub(super) fn ended(&mut self, read: &PartRead, now: Elapsed) {
        let id = PartId { slot: read.slot, item: read.item, part: read.part };
        if let Some(at) = self.at.iter().position(|(known, _)| *known == id) {
            let (_, since) = self.at.remove(at);
            let is_late = now.0.saturating_sub(since.0) > THINKING_MOST.0;
            self.in_vain = if is_late { self.in_vain + 1 } else { 0 };
        }
        if let Err(why) = &read.reading {
            self.in_vain = IN_VAIN_MOST;
            self.trouble.get_or_insert_with(|| why.clone());
        }
    }

    /// Whether the interviewer's next word waits for what the model makes of the answer.
    pub(super) fn holds_back(&self, state: &State, now: Elapsed) -> bool {
        self.until(state, now).is_some()
    }

    /// When that wait ends.
    pub(super) fn until(&self, state: &State, now: Elapsed) -> Option<Elapsed> {
        // Behind an answer that it is still at, this one won't be read in time.
        let (_, since) = self.current(state).filter(|_| self.at.len() == 1)?;
        let until = since + THINKING_MOST;
        (self.in_vain < IN_VAIN_MOST && now < until && solo::listens(state, now)).then_some(until)
    }

    /// What a person is told now, each thing once.
    pub(super) fn notice(&mut self, state: &State, now: Elapsed) -> Option<String> {
        if let Some(why) = self.trouble.take()
            && !std::mem::replace(&mut self.is_told_of_trouble, true)
        {
            return Some(say::reader::fell_back(&why));
        }
        if self.holds_back(state, now) {
            let id = self.current(state).map(|(id, _)| id);
            if std::mem::replace(&mut self.told_of, id) != id {
                return Some(say::reader::thinking(state));
            }
        }
        None
    }

    /// The part of the question on the table that the model is at.
    fn current(&self, state: &State) -> Option<(PartId, Elapsed)> {
        let is_current = |id: &PartId| (id.slot, id.item) == (state.cursor.slot, state.cursor.item);
        self.at.iter().copied().rfind(|(id, _)| is_current(id))
    }
}

#[cfg(test)]
#[path = "readings_tests.rs"]
mod tests;
