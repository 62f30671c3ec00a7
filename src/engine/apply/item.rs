//! What is on the table: how it is answered, run and talked about.

use crate::engine::event::{ClosedBy, Evidence, FollowupRef, OwnStory, PointReading, Reading};
use crate::engine::splice;
use crate::engine::state::{Attempt, CutIn, Field, OpenField, Run, Stage, State, What};
use crate::engine::verdict::{Graded, Reached};
use crate::time::{Elapsed, Span};

impl State {
    pub(super) fn item_opened(&mut self, at: Elapsed, item: usize) {
        if self.item_state(self.cursor.slot, item).is_none() {
            return;
        }
        self.cursor.item = item;
        self.stage = Stage::Asking;
        self.watch.run(at);
        let from = self.watch.read(at);
        let fields = self.blank_fields();
        if let Some(state) = self.item_mut() {
            state.opened = Some(at);
            state.from = from;
            state.attempts = vec![Attempt { fields, ..Attempt::default() }];
        }
    }

    fn blank_fields(&self) -> Vec<Field> {
        let (Some(round), Some((item, _))) = (self.round(), self.current()) else {
            return Vec::new();
        };
        let blank = |name| Field { name, ..Field::default() };
        item.fields(&round.phases).into_iter().map(blank).collect()
    }

    pub(super) fn field_opened(&mut self, at: Elapsed, name: &str) {
        let reading = self.watch.read(at);
        if let Some(attempt) = self.attempt_mut() {
            attempt.open_field_named(name, reading);
        }
    }

    pub(super) fn spliced(
        &mut self,
        at: Elapsed,
        name: &str,
        byte: usize,
        remove: usize,
        insert: &str,
    ) {
        let is_first = self.current().is_some_and(|(_, item)| {
            item.is_blank() && !item.happenings.iter().any(|h| h.what == What::FirstWords)
        });
        if let Some(attempt) = self.attempt_mut()
            && let Some(field) = attempt.fields.iter_mut().find(|field| field.name == name)
        {
            splice::apply(&mut field.text, byte, remove, insert);
        }
        if is_first {
            self.happened(at, What::FirstWords);
        }
    }

    pub(super) fn story_told(&mut self, slot: usize, item: usize, story: Option<OwnStory>) {
        if let Some(found) = self.item_state_mut(slot, item) {
            found.story = story;
        }
    }

    pub(super) fn late_text_kept(&mut self, slot: usize, item: usize, field: &str, text: &str) {
        if let Some(state) = self.item_state_mut(slot, item) {
            state.late.insert(field.to_owned(), text.to_owned());
        }
    }

    pub(super) fn speaking_chosen(&mut self) {
        if let Some(item) = self.item_mut() {
            item.spoken = true;
        }
    }

    pub(super) fn speech_ended(&mut self, at: Elapsed) {
        let reading = self.watch.read(at);
        if let Some(attempt) = self.attempt_mut() {
            attempt.end_speech(reading);
        }
    }

    pub(super) fn run_started(&mut self, at: Elapsed, number: usize) {
        let reading = self.watch.read(at);
        let Some(item) = self.item_mut().filter(|item| item.runs.len() == number) else { return };
        let Some(attempt) = item.current_attempt() else { return };
        let Some(code) = attempt.code().map(str::to_owned) else { return };
        let (cases, into) = (attempt.cases().to_owned(), reading.less(item.from));
        let attempt = item.attempts.len().saturating_sub(1);
        item.runs.push(Run { at, into, attempt, code, cases, verdict: None });
        self.happened(at, What::Ran { run: number });
    }

    pub(super) fn verdict_reached(&mut self, reached: &Reached) {
        let Some(state) = self.item_state_mut(reached.slot, reached.item) else { return };
        let place = match reached.of {
            Graded::Run(run) => state.runs.get_mut(run).map(|run| &mut run.verdict),
            Graded::Attempt(attempt) => {
                state.attempts.get_mut(attempt).map(|attempt| &mut attempt.verdict)
            }
        };
        if let Some(place) = place {
            *place = Some(reached.verdict.as_ref().clone());
        }
    }

    pub(super) fn answer_closed(&mut self, at: Elapsed, by: ClosedBy) {
        let reading = self.watch.read(at);
        if let Some(attempt) = self.attempt_mut()
            && let Some(cut) = attempt.cut_ins.pop()
        {
            attempt.leave_field(reading);
            attempt.ahead.insert(cut.part);
            attempt.note_timeout(cut.part, by);
            attempt.go_back(cut, reading);
            let field = attempt.open_field().map_or(String::new(), |field| field.name.clone());
            return self.happened(at, What::WentBack { field });
        }
        self.stage = Stage::Settling;
        if let Some(attempt) = self.attempt_mut() {
            attempt.leave_field(reading);
            attempt.note_timeout(attempt.parts, by);
            attempt.parts += 1;
            while attempt.ahead.remove(&attempt.parts) {
                attempt.parts += 1;
            }
            attempt.takes_notes = false;
            attempt.closed.get_or_insert(by);
        }
        if let Some(item) = self.item_mut() {
            item.closed.get_or_insert(by);
        }
    }

    pub(super) fn evidence_found(&mut self, slot: usize, item: usize, evidence: &Evidence) {
        if let Some(state) = self.item_state_mut(slot, item) {
            state.evidence.push(evidence.clone());
        }
    }

    pub(super) fn answer_read(&mut self, slot: usize, item: usize, part: usize, reading: &Reading) {
        let Some(state) = self.item_state_mut(slot, item) else { return };
        let mut reading = reading.clone();
        // Suggestions are only that: one that a foreign journal puts outside the answer is none.
        if let Some(attempt) = state.attempts.first() {
            for point in &mut reading.points {
                point.at.retain(|place| attempt.holds(part, place));
                point.at.truncate(PointReading::MOST);
            }
            state.readings.insert((part, reading.reader), reading);
        }
    }

    pub(super) fn part_filed(&mut self, slot: usize, item: usize, part: usize) {
        if let Some(state) = self.item_state_mut(slot, item) {
            state.filed = state.filed.max(part.saturating_add(1));
        }
    }

    pub(super) fn question_closed(&mut self, at: Elapsed) {
        let reading = self.watch.read(at);
        self.stage = Stage::Between;
        if let Some(item) = self.item_mut() {
            item.done = true;
            let used = reading.less(item.from);
            item.used.get_or_insert(used);
        }
        if !self.is_exam() {
            self.watch.stop(at);
        }
    }

    pub(super) fn retry_opened(&mut self, at: Elapsed) {
        let fields = self.blank_fields();
        if let Some(item) = self.item_mut() {
            item.attempts.push(Attempt { fields, ..Attempt::default() });
        }
        self.stage = Stage::Asking;
        self.watch.run(at);
        self.happened(at, What::Retried);
    }

    /// What reveals cost is charged after it is said: the looking begins with it.
    pub(super) fn revealed(&mut self, at: Elapsed, reveal: usize, text: &str, cost: Span) {
        self.happened(at, What::Revealed { reveal, text: text.to_owned(), cost });
        self.watch.charge(cost);
    }

    pub(super) fn followup_asked(
        &mut self,
        at: Elapsed,
        which: FollowupRef,
        ask: &str,
        field: &str,
    ) {
        let reading = self.watch.read(at);
        let cut_into = match self.stage {
            Stage::Asking => self.cut_in(reading),
            _ => None,
        };
        self.stage = Stage::Asking;
        let (ask, field) = (ask.to_owned(), field.to_owned());
        self.happened(at, What::Followup { which, ask, field, cut_into });
    }

    /// The answer under way gives way to a follow-up, and waits where it was left.
    fn cut_in(&mut self, reading: Span) -> Option<String> {
        let part = self.current()?.1.followups().count() + 1;
        let attempt = self.attempt_mut()?;
        let back = attempt.open?.index;
        attempt.leave_field(reading);
        let took_notes = std::mem::take(&mut attempt.takes_notes);
        attempt.cut_ins.push(CutIn { part, back, took_notes });
        attempt.fields.get(back).map(|field| field.name.clone())
    }
}

impl Attempt {
    fn leave_field(&mut self, reading: Span) {
        if let Some(open) = self.open.take()
            && let Some(field) = self.fields.get_mut(open.index)
            && !self.takes_notes
        {
            field.used += reading.less(open.from);
        }
    }

    /// The open field stays open, but its time is up.
    fn end_speech(&mut self, reading: Span) {
        let open = self.open;
        self.leave_field(reading);
        self.open = open;
        self.takes_notes = true;
    }

    fn note_timeout(&mut self, part: usize, by: ClosedBy) {
        if by == ClosedBy::Timeout {
            self.timed_out.insert(part);
        }
    }

    /// On in the field that a follow-up cut into.
    fn go_back(&mut self, cut: CutIn, reading: Span) {
        self.takes_notes = cut.took_notes;
        if let Some(field) = self.fields.get_mut(cut.back) {
            field.visits += 1;
            self.open = Some(OpenField { index: cut.back, from: reading });
        }
    }

    fn open_field_named(&mut self, name: &str, reading: Span) {
        self.leave_field(reading);
        let found = self.fields.iter().position(|field| field.name == name);
        let index = found.unwrap_or_else(|| {
            let part = self.open_part();
            self.fields.push(Field { name: name.to_owned(), part, ..Field::default() });
            self.fields.len() - 1
        });
        self.fields[index].visits += 1;
        self.open = Some(OpenField { index, from: reading });
    }
}
