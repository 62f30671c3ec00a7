//! The one fold. Total: an event that does not fit (a foreign journal) changes nothing.

use super::checklist::checklist;
use super::command::Seat;
use super::deadlines;
use super::event::{ClosedBy, Event, Mark, Scope, Stamped};
use super::splice;
use super::state::{
    Attempt, DrawnQuestion, Field, Happening, ItemState, MarkState, OpenField, Pause, PhaseState,
    Run, SlotState, Stage, State, What,
};
use super::verdict::{Graded, Verdict};
use crate::format::plan::{Plan, Slot};
use crate::time::{Elapsed, Span};

impl State {
    /// Takes in one event.
    pub fn apply(&mut self, stamped: &Stamped) {
        let at = stamped.at;
        self.last_at = self.last_at.max(at);
        self.last_wall_ms = stamped.wall_ms;
        match &stamped.event {
            Event::PlanDrawn { plan } if plan.fits_together() => self.plan_drawn(plan),
            Event::PlanDrawn { .. } => {}
            Event::QuestionDrawn { index, digest, ask } if *index == self.questions.len() => {
                let ask = ask.as_ref().clone();
                self.questions.push(DrawnQuestion { digest: digest.clone(), ask, judge: None });
            }
            Event::QuestionDrawn { .. } => {}
            Event::JudgeDisclosed { index, judge } => {
                if let Some(question) = self.questions.get_mut(*index) {
                    question.judge = Some(judge.as_ref().clone());
                }
            }
            event => {
                self.apply_flow(at, event);
                self.apply_answer(at, event);
                self.apply_talk(at, event);
                self.apply_judgement(at, event);
            }
        }
    }

    fn plan_drawn(&mut self, plan: &Plan) {
        self.slots = plan
            .slots
            .iter()
            .map(|slot| match slot {
                Slot::Round(round) => SlotState {
                    phases: vec![PhaseState::default(); round.phases.len()],
                    items: vec![ItemState::default(); round.items.len()],
                    ..SlotState::default()
                },
                Slot::Break { .. } => SlotState::default(),
            })
            .collect();
        self.plan = Some(plan.clone());
    }

    fn apply_flow(&mut self, at: Elapsed, event: &Event) {
        match event {
            Event::RoundStarted { slot } => self.slot_started(at, *slot, Stage::Between),
            Event::BreakStarted { slot } => self.slot_started(at, *slot, Stage::Break),
            Event::PhaseStarted { phase } => self.phase_started(at, *phase),
            Event::RoundEnded { by } => self.slot_ended(at, *by),
            Event::BreakEnded => self.slot_ended(at, ClosedBy::Candidate),
            Event::SessionEnded { by } => {
                self.watch.stop(at);
                self.stage = Stage::Finished;
                self.ended = Some(*by);
            }
            Event::Paused { reason } => {
                let was_running = self.watch.is_running();
                self.paused = Some(Pause { reason: reason.clone(), since: at, was_running });
                self.watch.stop(at);
                self.happened(at, What::Paused { reason: reason.clone() });
            }
            Event::Resumed => {
                if self.paused.take().is_some_and(|pause| pause.was_running) {
                    self.watch.run(at);
                }
                self.happened(at, What::Resumed);
            }
            Event::Extended { by, seat } => self.extended(at, *by, *seat),
            Event::TimeWarned { scope, warning } => {
                if let Some(slot) = self.slots.get_mut(self.cursor.slot) {
                    slot.warned.insert((*scope, *warning));
                }
                self.happened(at, What::Warned { scope: *scope, warning: *warning });
            }
            Event::SuspendNoticed { slept } => {
                if self.watch.is_running() {
                    self.slept += *slept;
                }
                self.watch.forgive(at, *slept);
            }
            Event::ClockHeld { held } => self.held += *held,
            Event::SessionReopened { .. } => self.reopened += 1,
            _ => {}
        }
    }

    fn slot_started(&mut self, at: Elapsed, index: usize, stage: Stage) {
        if index >= self.slots.len() {
            return;
        }
        self.cursor = super::state::Cursor { slot: index, phase: 0, item: 0 };
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

    fn phase_started(&mut self, at: Elapsed, phase: usize) {
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
        slot.warned.retain(|(scope, _)| *scope != super::event::TimeScope::Phase);
    }

    fn slot_ended(&mut self, at: Elapsed, by: ClosedBy) {
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

    fn extended(&mut self, at: Elapsed, by: Span, seat: Seat) {
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

    fn apply_answer(&mut self, at: Elapsed, event: &Event) {
        let reading = self.watch.read(at);
        match event {
            Event::ItemOpened { item } => self.item_opened(at, *item),
            Event::FieldOpened { field } => {
                if let Some(attempt) = self.attempt_mut() {
                    attempt.open_field_named(field, reading);
                }
            }
            Event::AnswerSpliced { field, at: byte, remove, insert } => {
                self.spliced(at, field, *byte, *remove, insert);
            }
            Event::LateTextKept { slot, item, field, text } => {
                if let Some(state) = self.item_state_mut(*slot, *item) {
                    state.late.insert(field.clone(), text.clone());
                }
            }
            Event::SpeakingChosen => {
                if let Some(item) = self.item_mut() {
                    item.spoken = true;
                }
            }
            Event::SpeechEnded => {
                if let Some(attempt) = self.attempt_mut() {
                    attempt.end_speech(reading);
                }
            }
            Event::AnswerClosed { by } => self.answer_closed(reading, *by),
            Event::QuestionClosed => {
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
            Event::RetryOpened => {
                let fields = self.blank_fields();
                if let Some(item) = self.item_mut() {
                    item.attempts.push(Attempt { fields, ..Attempt::default() });
                }
                self.stage = Stage::Asking;
                self.watch.run(at);
                self.happened(at, What::Retried);
            }
            Event::RunStarted { run } => self.run_started(at, *run),
            Event::VerdictReached { slot, item, of, verdict } => {
                self.verdict_reached(*slot, *item, *of, verdict);
            }
            Event::EvidenceFound { slot, item, evidence } => {
                if let Some(state) = self.item_state_mut(*slot, *item) {
                    state.evidence.push(evidence.clone());
                }
            }
            Event::EvidenceFiled { slot, item, part, .. } => {
                if let Some(state) = self.item_state_mut(*slot, *item) {
                    state.filed = state.filed.max(part.saturating_add(1));
                }
            }
            _ => {}
        }
    }

    fn run_started(&mut self, at: Elapsed, number: usize) {
        let reading = self.watch.read(at);
        let Some(item) = self.item_mut().filter(|item| item.runs.len() == number) else { return };
        let Some(attempt) = item.current_attempt() else { return };
        let Some(code) = attempt.code().map(str::to_owned) else { return };
        let (cases, into) = (attempt.cases().to_owned(), reading.less(item.from));
        item.runs.push(Run { at, into, code, cases, verdict: None });
        self.happened(at, What::Ran { run: number });
    }

    fn verdict_reached(&mut self, slot: usize, item: usize, of: Graded, verdict: &Verdict) {
        let Some(state) = self.item_state_mut(slot, item) else { return };
        let place = match of {
            Graded::Run(run) => state.runs.get_mut(run).map(|run| &mut run.verdict),
            Graded::Attempt(attempt) => {
                state.attempts.get_mut(attempt).map(|attempt| &mut attempt.verdict)
            }
        };
        if let Some(place) = place {
            *place = Some(verdict.clone());
        }
    }

    fn item_opened(&mut self, at: Elapsed, item: usize) {
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

    fn spliced(&mut self, at: Elapsed, name: &str, byte: usize, remove: usize, insert: &str) {
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

    fn answer_closed(&mut self, reading: Span, by: ClosedBy) {
        self.stage = Stage::Settling;
        if let Some(attempt) = self.attempt_mut() {
            attempt.leave_field(reading);
            attempt.parts += 1;
            attempt.takes_notes = false;
            attempt.closed.get_or_insert(by);
        }
        if let Some(item) = self.item_mut() {
            item.closed.get_or_insert(by);
        }
    }

    fn apply_talk(&mut self, at: Elapsed, event: &Event) {
        let what = match event {
            Event::ClarificationAsked { text } => What::Asked { text: text.clone() },
            Event::ClarificationAnswered { script, text } => {
                What::Answered { script: *script, text: text.clone() }
            }
            Event::Revealed { reveal, text, cost } => {
                What::Revealed { reveal: *reveal, text: text.clone(), cost: *cost }
            }
            Event::HintRevealed { hint, text, cost, by } => {
                What::Hint { hint: *hint, text: text.clone(), cost: *cost, by: *by }
            }
            Event::FollowupAsked { which, ask, field } => {
                What::Followup { which: *which, ask: ask.clone(), field: field.clone() }
            }
            Event::CurveballThrown { curveball, text } => {
                What::Curveball { curveball: *curveball, text: text.clone() }
            }
            Event::Said { by, text } => What::Said { by: *by, text: text.clone() },
            Event::PointSpoken => What::Point,
            _ => return,
        };
        if let What::Followup { .. } = what {
            self.stage = Stage::Asking;
        }
        self.happened(at, what);
        if let Event::Revealed { cost, .. } = event {
            self.watch.charge(*cost);
        }
    }

    fn apply_judgement(&mut self, at: Elapsed, event: &Event) {
        match event {
            Event::Sealed { scope, by, guesses }
                if guesses.iter().all(|(_, guess)| (1..=4).contains(guess)) =>
            {
                self.sealed.insert((*scope, *by), guesses.clone());
            }
            Event::Marked { scope, id, mark, by, note } => {
                let before_review = self.mark_before_review(*scope, *by, id);
                let state = MarkState { mark: *mark, before_review, note: note.clone(), at };
                self.marks.insert((*scope, *by, id.clone()), state);
            }
            Event::MarksConfirmed { scope, by } => {
                self.confirmed.insert(*scope, *by);
                self.scores.remove(scope);
            }
            Event::ScoreShown { scope, sheet } => {
                self.scores.insert(*scope, sheet.clone());
            }
            Event::ModelShown { slot, item } => {
                if let Some(state) = self.item_state_mut(*slot, *item) {
                    state.model_shown = true;
                }
            }
            Event::InterviewerRated { rating, note } => {
                self.interviewer_rating = Some((*rating, note.clone()));
            }
            _ => {}
        }
    }

    /// The first mark of a point that is marked anew after every point had one.
    fn mark_before_review(&self, scope: Scope, by: Seat, id: &str) -> Option<Mark> {
        let known = |id: &str| self.marks.get(&(scope, by, id.to_owned()));
        let held = known(id)?;
        let is_whole = checklist(self, scope).iter().all(|check| known(&check.id).is_some());
        is_whole.then(|| held.before_review.unwrap_or(held.mark))
    }

    fn happened(&mut self, at: Elapsed, what: What) {
        let reading = self.watch.read(at);
        if let Some(item) = self.item_mut()
            && item.opened.is_some()
        {
            let into = item.used.unwrap_or_else(|| reading.less(item.from));
            item.happenings.push(Happening { at, into, what });
        }
    }

    fn item_state_mut(&mut self, slot: usize, item: usize) -> Option<&mut ItemState> {
        self.slots.get_mut(slot)?.items.get_mut(item)
    }

    fn item_mut(&mut self) -> Option<&mut ItemState> {
        self.item_state_mut(self.cursor.slot, self.cursor.item)
    }

    fn attempt_mut(&mut self) -> Option<&mut Attempt> {
        self.item_mut()?.attempts.last_mut()
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

    fn open_field_named(&mut self, name: &str, reading: Span) {
        self.leave_field(reading);
        let found = self.fields.iter().position(|field| field.name == name);
        let index = found.unwrap_or_else(|| {
            let part = self.parts;
            self.fields.push(Field { name: name.to_owned(), part, ..Field::default() });
            self.fields.len() - 1
        });
        self.fields[index].visits += 1;
        self.open = Some(OpenField { index, from: reading });
    }
}
