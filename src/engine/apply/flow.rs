//! Slots, phases and the clock.

use crate::engine::command::Seat;
use crate::engine::deadlines;
use crate::engine::event::{ClosedBy, TimeScope, Warning};
use crate::engine::pause::PauseReason;
use crate::engine::state::{Cursor, Pause, PhaseState, Stage, State, What};
use crate::time::{Elapsed, Span};

impl State {
    pub(super) fn slot_started(&mut self, at: Elapsed, index: usize, stage: Stage) {
        if index >= self.slots.len() {
            return;
        }
        self.cursor = Cursor { slot: index, phase: 0, item: 0 };
        self.stage = stage;
        if stage == Stage::Break {
            self.watch.stop(at);
        } else {
            self.watch.run(at);
        }
        let from = self.watch.read(at);
        if let Some(slot) = self.slots.get_mut(index) {
            slot.started = Some(at);
            slot.from = from;
        }
    }

    pub(super) fn phase_started(&mut self, at: Elapsed, phase: usize) {
        let reading = self.watch.read(at);
        let Some(slot) = self.slots.get_mut(self.cursor.slot) else { return };
        if phase >= slot.phases.len() {
            return;
        }
        let previous = std::mem::replace(&mut self.cursor.phase, phase);
        if let Some(before) = slot.phases.get_mut(previous)
            && let Some(from) = before.from
        {
            before.used.get_or_insert(reading.less(from));
        }
        if let Some(state) = slot.phases.get_mut(phase) {
            *state = PhaseState { from: Some(reading), ..PhaseState::default() };
        }
        slot.warned.retain(|(scope, _)| *scope != TimeScope::Phase);
    }

    pub(super) fn slot_ended(&mut self, at: Elapsed, by: ClosedBy) {
        let reading = self.watch.read(at);
        self.watch.stop(at);
        let is_break = self.stage == Stage::Break;
        self.stage = Stage::RoundOver;
        let phase = self.cursor.phase;
        let Some(slot) = self.slots.get_mut(self.cursor.slot) else { return };
        slot.ended = Some(by);
        let used = match slot.started {
            Some(started) if is_break => at - started,
            _ => reading.less(slot.from),
        };
        slot.used = Some(used);
        if let Some(state) = slot.phases.get_mut(phase)
            && let Some(from) = state.from
        {
            state.used.get_or_insert(reading.less(from));
        }
    }

    pub(super) fn session_ended(&mut self, at: Elapsed, by: ClosedBy) {
        self.watch.stop(at);
        self.stage = Stage::Finished;
        self.ended = Some(by);
    }

    pub(super) fn pause_began(&mut self, at: Elapsed, reason: &PauseReason) {
        let was_running = self.watch.is_running();
        self.paused = Some(Pause { reason: reason.clone(), since: at, was_running });
        self.watch.stop(at);
        self.happened(at, What::Paused { reason: reason.clone() });
    }

    pub(super) fn pause_ended(&mut self, at: Elapsed) {
        if self.paused.take().is_some_and(|pause| pause.was_running) {
            self.watch.run(at);
        }
        self.happened(at, What::Resumed);
    }

    pub(super) fn extended(&mut self, at: Elapsed, by: Span, seat: Seat) {
        let phase = self.cursor.phase;
        if let Some(slot) = self.slots.get_mut(self.cursor.slot) {
            slot.extended += by;
            if let Some(state) = slot.phases.get_mut(phase) {
                state.extended += by;
            }
        }
        if let Some(item) = self.item_mut() {
            item.extended += by;
        }
        let passed = deadlines::passed_warnings(self, at);
        if let Some(slot) = self.slots.get_mut(self.cursor.slot) {
            slot.warned = passed;
        }
        self.happened(at, What::Extended { by, seat });
    }

    pub(super) fn time_warned(&mut self, at: Elapsed, scope: TimeScope, warning: Warning) {
        if let Some(slot) = self.slots.get_mut(self.cursor.slot) {
            slot.warned.insert((scope, warning));
        }
        self.happened(at, What::Warned { scope, warning });
    }

    pub(super) fn suspend_noticed(&mut self, at: Elapsed, slept: Span) {
        if self.watch.is_running() {
            self.slept += slept;
        }
        self.watch.forgive(at, slept);
    }
}
