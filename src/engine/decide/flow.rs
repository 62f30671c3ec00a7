//! Going on, pausing, ending, and what the clock brings.

use super::Decider;
use crate::engine::command::Seat;
use crate::engine::deadlines::{Due, deadlines};
use crate::engine::event::{ClosedBy, Event, TimeScope, Warning};
use crate::engine::pause::PauseReason;
use crate::engine::rejected::Rejected;
use crate::engine::state::{Cursor, Stage};
use crate::format::plan::{ItemWhat, RoundPlan, Slot};
use crate::time::Span;

/// One extension, in minutes.
const EXTENSION_MOST: u32 = 60;

impl Decider<'_> {
    pub(super) fn next(self) -> Result<Vec<Event>, Rejected> {
        let Cursor { slot, item, .. } = self.state.cursor;
        if self.state.paused.is_some() {
            return Err(Rejected::Paused);
        }
        match self.state.stage {
            Stage::Lobby => Ok(self.start_slot(0)),
            Stage::Asking | Stage::Settling => Err(Rejected::StillAsking),
            Stage::Finished => Err(Rejected::Finished),
            Stage::RoundOver => Ok(self.start_slot(slot + 1)),
            Stage::Break => {
                let mut events = vec![Event::BreakEnded];
                events.extend(self.start_slot(slot + 1));
                Ok(events)
            }
            Stage::Between => {
                let following = if self.nothing_opened() { 0 } else { item + 1 };
                let opened = self.open_item(slot, following);
                Ok(opened.unwrap_or_else(|| self.round_end(ClosedBy::Candidate)))
            }
        }
    }

    fn nothing_opened(self) -> bool {
        self.state.current().is_none_or(|(_, item)| item.opened.is_none())
    }

    fn start_slot(self, slot: usize) -> Vec<Event> {
        match self.state.slot_plan(slot) {
            None => vec![Event::SessionEnded { by: ClosedBy::Candidate }],
            Some(Slot::Break { .. }) => vec![Event::BreakStarted { slot }],
            Some(Slot::Round(_)) => {
                let mut events = vec![Event::RoundStarted { slot }];
                events.extend(self.open_item(slot, 0).unwrap_or_default());
                events
            }
        }
    }

    /// Puts an item on the table, entering its phase if that is a new one.
    fn open_item(self, slot: usize, index: usize) -> Option<Vec<Event>> {
        let round = self.state.round_plan(slot)?;
        let item = round.items.get(index)?;
        let mut events = Vec::new();
        let started = self.state.slots.get(slot).and_then(|s| s.phases.get(item.first_phase));
        let is_new = started.is_none_or(|phase| phase.from.is_none());
        if is_new {
            events.push(Event::PhaseStarted { phase: item.first_phase });
        }
        events.push(Event::ItemOpened { item: index });
        if is_new {
            events.extend(self.phase_words(round, item.first_phase));
        }
        let field = item.opens(&round.phases, item.first_phase);
        events.extend(field.map(|field| Event::FieldOpened { field }));
        Some(events)
    }

    /// The end of the round, and of the session where nothing comes after it.
    fn round_end(self, by: ClosedBy) -> Vec<Event> {
        let mut events = vec![Event::RoundEnded { by }];
        if self.state.slot_plan(self.state.cursor.slot + 1).is_none() {
            events.push(Event::SessionEnded { by });
        }
        events
    }

    /// Closes what is on the table.
    fn close_open(self, by: ClosedBy) -> Vec<Event> {
        let mut events = Vec::new();
        if self.state.paused.is_some() {
            events.push(Event::Resumed);
        }
        if self.state.stage == Stage::Asking {
            events.extend(self.close_parts(by));
        }
        if matches!(self.state.stage, Stage::Asking | Stage::Settling) {
            events.push(Event::QuestionClosed);
        }
        events
    }

    /// Closes what is being written, and what it cut into.
    pub(super) fn close_parts(self, by: ClosedBy) -> Vec<Event> {
        let attempt = self.state.current().and_then(|(_, item)| item.current_attempt());
        let cut_ins = attempt.map_or(0, |attempt| attempt.cut_ins.len());
        vec![Event::AnswerClosed { by }; cut_ins + 1]
    }

    pub(super) fn end_round(self) -> Result<Vec<Event>, Rejected> {
        match self.state.stage {
            Stage::Lobby => Err(Rejected::NotStarted),
            Stage::Finished => Err(Rejected::Finished),
            Stage::RoundOver => Err(Rejected::NothingAsked),
            Stage::Break => Err(Rejected::InBreak),
            Stage::Asking | Stage::Settling | Stage::Between => {
                let by = self.ender();
                let mut events = self.close_open(by);
                events.extend(self.round_end(by));
                Ok(events)
            }
        }
    }

    pub(super) fn end_session(self) -> Result<Vec<Event>, Rejected> {
        let by = self.ender();
        let mut events = match self.state.stage {
            Stage::Finished => return Err(Rejected::Finished),
            Stage::Lobby | Stage::RoundOver => Vec::new(),
            Stage::Break => vec![Event::BreakEnded],
            Stage::Asking | Stage::Settling | Stage::Between => {
                let mut events = self.close_open(by);
                events.push(Event::RoundEnded { by });
                events
            }
        };
        events.push(Event::SessionEnded { by });
        Ok(events)
    }

    fn ender(self) -> ClosedBy {
        match self.seat {
            Seat::Candidate => ClosedBy::Ended,
            Seat::Interviewer => ClosedBy::Interviewer,
        }
    }

    pub(super) fn pause(self, reason: String) -> Result<Vec<Event>, Rejected> {
        if self.state.paused.is_some() {
            return Err(Rejected::Paused);
        }
        if !self.state.watch.is_running() {
            return Err(Rejected::NothingToPause);
        }
        let text = super::within(reason, super::MESSAGE_MOST)?;
        Ok(vec![Event::Paused { reason: PauseReason::Asked(text) }])
    }

    pub(super) fn resume(self) -> Result<Vec<Event>, Rejected> {
        match self.state.paused {
            Some(_) => Ok(vec![Event::Resumed]),
            None => Err(Rejected::NotPaused),
        }
    }

    pub(super) fn extend(self, by: Span) -> Result<Vec<Event>, Rejected> {
        if self.state.stage == Stage::Finished {
            return Err(Rejected::Finished);
        }
        if self.state.is_exam() && self.seat == Seat::Candidate {
            return Err(Rejected::Exam("extending the time"));
        }
        if by < Span::minutes(1) || by > Span::minutes(u64::from(EXTENSION_MOST)) {
            let what = "an extension in minutes";
            return Err(Rejected::OutOfRange { what, low: 1, high: EXTENSION_MOST });
        }
        match self.state.stage {
            Stage::Lobby | Stage::RoundOver => Err(Rejected::NothingAsked),
            _ => Ok(vec![Event::Extended { by, seat: self.seat }]),
        }
    }

    /// Carries out what is due. A tick with nothing due brings nothing.
    pub(super) fn tick(self) -> Vec<Event> {
        let mut due: Vec<_> =
            deadlines(self.state).into_iter().filter(|deadline| deadline.at <= self.now).collect();
        due.sort();
        let mut events = Vec::new();
        for deadline in due {
            match deadline.due {
                Due::Warn(scope, warning) => {
                    if !self.was_warned(scope, warning) {
                        events.push(Event::TimeWarned { scope, warning });
                    }
                    if self.ends_the_round(scope, warning) {
                        events.extend(self.close_open(ClosedBy::Timeout));
                        events.extend(self.round_end(ClosedBy::Timeout));
                        return events;
                    }
                }
                Due::Curveball(curveball) => {
                    events.extend(self.curveball_event(curveball));
                    events.extend(self.words_on_the_turn());
                }
            }
        }
        events
    }

    fn was_warned(self, scope: TimeScope, warning: Warning) -> bool {
        let slot = self.state.slots.get(self.state.cursor.slot);
        slot.is_some_and(|slot| slot.warned.contains(&(scope, warning)))
    }

    /// A round's zero ends it in exam; a phase's zero only warns, and so does practice.
    fn ends_the_round(self, scope: TimeScope, warning: Warning) -> bool {
        self.state.is_exam()
            && (scope, warning) == (TimeScope::Round, Warning::Zero)
            && self.state.stage != Stage::Break
    }

    pub(super) fn note_suspend(self, slept: Span) -> Vec<Event> {
        let mut events = vec![Event::SuspendNoticed { slept }];
        if self.state.watch.is_running() {
            events.push(Event::Paused { reason: PauseReason::Slept });
        }
        events
    }

    pub(super) fn note_reopened(self, wall_ms: i64, boot: String) -> Vec<Event> {
        let mut events = vec![Event::SessionReopened { wall_ms, boot }];
        events.extend(self.torn_field().map(|field| Event::FieldOpened { field }));
        if self.state.watch.is_running() {
            events.push(Event::Paused { reason: PauseReason::Reopened });
        }
        events
    }

    /// The field that a command would have opened, had its last record reached the disk.
    fn torn_field(self) -> Option<String> {
        let (plan, item) = self.state.current()?;
        let attempt = item.current_attempt()?;
        if self.state.stage != Stage::Asking || attempt.open.is_some() {
            return None;
        }
        if attempt.open_part() > 0 {
            return item.followups().last().map(|(_, _, field)| field.to_owned());
        }
        let phases = &self.state.round()?.phases;
        let opens = |phase| plan.opens(phases, phase);
        opens(self.state.cursor.phase).or_else(|| opens(plan.first_phase))
    }

    pub(super) fn leave(self) -> Vec<Event> {
        let mut events = Vec::new();
        if self.state.watch.is_running() {
            events.push(Event::Paused { reason: PauseReason::Left });
        }
        events.push(Event::SessionLeft);
        events
    }

    /// The next phase of a question that goes on through several.
    pub(super) fn advance_phase(self) -> Result<Vec<Event>, Rejected> {
        self.require_asking()?;
        let (plan, item) = self.state.current().ok_or(Rejected::NothingAsked)?;
        let phase = self.state.cursor.phase;
        let attempt = item.current_attempt().ok_or(Rejected::NothingAsked)?;
        if !attempt.cut_ins.is_empty() {
            return Err(Rejected::FollowupWaits);
        }
        let is_first_part = attempt.parts == 0;
        if phase >= plan.last_phase || !is_first_part || item.attempts.len() > 1 {
            return Err(Rejected::LastPhase);
        }
        let mut events = vec![Event::PhaseStarted { phase: phase + 1 }];
        let round = self.state.round().ok_or(Rejected::NothingAsked)?;
        // The change comes before the words on it: they say what to do about "that". Where the clock
        // has brought both, neither is said again.
        if self.round_turns(phase + 1) {
            events.extend(self.turn().and_then(|turn| self.curveball_event(turn)));
        }
        if !self.round_turns(phase + 1) || self.turn().is_some() {
            events.extend(self.phase_words(round, phase + 1));
        }
        let open = attempt.open_field().map(|field| &field.name);
        let field = plan.opens(&round.phases, phase + 1).filter(|field| Some(field) != open);
        events.extend(field.map(|field| Event::FieldOpened { field }));
        Ok(events)
    }

    /// The change comes before its phase: the words on it come with it.
    fn words_on_the_turn(self) -> Option<Event> {
        let (plan, _) = self.state.current()?;
        let phase =
            (self.state.cursor.phase + 1..=plan.last_phase).find(|at| self.round_turns(*at));
        self.phase_words(self.state.round()?, phase?)
    }

    fn round_turns(self, phase: usize) -> bool {
        let phase = self.state.round().and_then(|round| round.phases.get(phase));
        phase.is_some_and(|phase| phase.turn)
    }

    /// The change that was drawn for the question on the table, as long as nobody has said it.
    fn turn(self) -> Option<usize> {
        let (plan, item) = self.state.current()?;
        let ItemWhat::Question { curveball, .. } = &plan.what else { return None };
        curveball.filter(|drawn| !item.curveballs().any(|thrown| thrown == *drawn))
    }

    /// Whether a phase is still to come that begins with a change of the task: an answer that goes in
    /// before it would be judged by what nobody has asked for.
    pub(super) fn turn_ahead(self) -> bool {
        let Some((plan, item)) = self.state.current() else { return false };
        let is_first = item.attempts.len() == 1
            && item.current_attempt().is_some_and(|attempt| attempt.parts == 0);
        let mut ahead = self.state.cursor.phase + 1..=plan.last_phase;
        is_first && self.turn().is_some() && ahead.any(|phase| self.round_turns(phase))
    }

    /// What the program says as a phase begins; a person in its seat has words of their own.
    fn phase_words(self, round: &RoundPlan, phase: usize) -> Option<Event> {
        let say = round.phases.get(phase)?.say.clone()?;
        let is_spoken = !self.state.has_peer();
        is_spoken.then_some(Event::Said { by: Seat::Interviewer, text: say })
    }
}
