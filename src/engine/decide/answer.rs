//! What the candidate writes, asks for and hands in.

use super::{ANSWER_MOST, Decider, message, within};
use crate::bank::question::Mode;
use crate::engine::command::Seat;
use crate::engine::event::{ClosedBy, Event, OwnStory};
use crate::engine::rejected::Rejected;
use crate::engine::splice::splice;
use crate::engine::state::{Attempt, Stage};
use crate::format::plan::ItemWhat;

/// Bytes of a story's id or title.
const NAME_MOST: usize = 1024;

impl Decider<'_> {
    pub(super) fn edit(self, field: &str, text: &str) -> Result<Vec<Event>, Rejected> {
        if text.len() > ANSWER_MOST {
            return Err(Rejected::TooLong { bytes: text.len(), most: ANSWER_MOST });
        }
        if self.state.stage != Stage::Asking {
            return self.late_edit(field, text);
        }
        let attempt = self.attempt()?;
        let known = attempt.field(field).ok_or_else(|| Rejected::UnknownField(field.to_owned()))?;
        let is_open = attempt.open_field().is_some_and(|open| open.name == field);
        let is_file = self.is_run() && known.part == attempt.parts;
        if !is_open && !is_file {
            return Err(Rejected::FieldNotOpen(field.to_owned()));
        }
        let event = splice(&known.text, text).map(|splice| Event::AnswerSpliced {
            field: field.to_owned(),
            at: splice.at,
            remove: splice.remove,
            insert: splice.insert,
        });
        Ok(event.into_iter().collect())
    }

    /// Code, notes and cases are files that any editor may save at any time.
    fn is_run(&self) -> bool {
        self.state.current().is_some_and(|(plan, _)| plan.what.language().is_some())
    }

    /// After the time is over an editor may still be open: its text is kept, unscored.
    fn late_edit(self, field: &str, text: &str) -> Result<Vec<Event>, Rejected> {
        let (_, item) = self.state.current().ok_or(Rejected::NothingAsked)?;
        let slot = self.state.slots.get(self.state.cursor.slot);
        if slot.and_then(|slot| slot.ended) != Some(ClosedBy::Timeout) {
            return Err(Rejected::NothingAsked);
        }
        let attempt = item.scored_attempt().ok_or(Rejected::NothingAsked)?;
        let known = attempt.field(field).ok_or_else(|| Rejected::UnknownField(field.to_owned()))?;
        // What was handed in before the time was over stands.
        if known.part + 1 != attempt.parts && !attempt.timed_out.contains(&known.part) {
            return Err(Rejected::FieldNotOpen(field.to_owned()));
        }
        let kept = item.late.get(field).map_or(known.text.as_str(), String::as_str);
        if kept == text {
            return Ok(Vec::new());
        }
        let cursor = self.state.cursor;
        Ok(vec![Event::LateTextKept {
            slot: cursor.slot,
            item: cursor.item,
            field: field.to_owned(),
            text: text.to_owned(),
        }])
    }

    pub(super) fn open_field(self, field: String) -> Result<Vec<Event>, Rejected> {
        self.require_asking()?;
        let (plan, item) = self.state.current().ok_or(Rejected::NothingAsked)?;
        let attempt = item.current_attempt().ok_or(Rejected::NothingAsked)?;
        let index = attempt.fields.iter().position(|known| known.name == field);
        let index = index.ok_or_else(|| Rejected::UnknownField(field.clone()))?;
        if attempt.fields[index].part != attempt.open_part() {
            return Err(Rejected::FieldNotOpen(field));
        }
        let reached = self.state.cursor.phase - plan.first_phase.min(self.state.cursor.phase);
        if plan.is_written_by_phase() && attempt.open_part() == 0 && index > reached {
            return Err(Rejected::LaterPhase(field));
        }
        if attempt.open_field().is_some_and(|open| open.name == field) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::FieldOpened { field }])
    }

    pub(super) fn finish(self) -> Result<Vec<Event>, Rejected> {
        self.require_asking()?;
        let by = match self.seat {
            Seat::Candidate => ClosedBy::Candidate,
            Seat::Interviewer => ClosedBy::Interviewer,
        };
        let (plan, item) = self.state.current().ok_or(Rejected::NothingAsked)?;
        let goes_back = self.attempt()?.cut_into().is_some();
        if self.seat == Seat::Candidate && !goes_back && self.turn_ahead() {
            return Err(Rejected::TurnAhead);
        }
        let mut events = vec![Event::AnswerClosed { by }];
        // Talk has no judge and a second attempt no follow-ups.
        if !goes_back && (plan.question().is_none() || item.attempts.len() > 1) {
            events.push(Event::QuestionClosed);
        }
        Ok(events)
    }

    pub(super) fn skip(self) -> Result<Vec<Event>, Rejected> {
        self.require_asking()?;
        let mut events = vec![Event::AnswerClosed { by: ClosedBy::Skipped }];
        let is_answer = self.attempt()?.open_part() == 0;
        let (plan, _) = self.state.current().ok_or(Rejected::NothingAsked)?;
        if is_answer || plan.question().is_none() {
            events.push(Event::QuestionClosed);
        }
        Ok(events)
    }

    pub(super) fn speak(self) -> Result<Vec<Event>, Rejected> {
        self.require_asking()?;
        let (plan, item) = self.state.current().ok_or(Rejected::NothingAsked)?;
        match plan.what {
            ItemWhat::Question { mode: Mode::Free | Mode::Star | Mode::Outline, .. } => {}
            ItemWhat::Talk { .. } => {}
            _ => return Err(Rejected::NotAloud),
        }
        Ok(if item.spoken { Vec::new() } else { vec![Event::SpeakingChosen] })
    }

    /// An answer is being spoken, and its speech is not over.
    fn require_speech(&self) -> Result<(), Rejected> {
        self.require_asking()?;
        let (_, item) = self.state.current().ok_or(Rejected::NothingAsked)?;
        let attempt = self.attempt()?;
        let is_over = attempt.takes_notes || !attempt.cut_ins.is_empty();
        if item.spoken && !is_over { Ok(()) } else { Err(Rejected::NotSpeaking) }
    }

    pub(super) fn mark_point(self) -> Result<Vec<Event>, Rejected> {
        self.require_speech()?;
        Ok(vec![Event::PointSpoken])
    }

    pub(super) fn end_speech(self) -> Result<Vec<Event>, Rejected> {
        self.require_speech()?;
        Ok(vec![Event::SpeechEnded])
    }

    pub(super) fn ask(self, text: String) -> Result<Vec<Event>, Rejected> {
        self.require_asking()?;
        Ok(vec![Event::ClarificationAsked { text: message("the question", text)? }])
    }

    /// Also once the question is over: it may come to mind then, or be kept from the answer.
    pub(super) fn tell_story(
        self,
        (slot, item): (usize, usize),
        story: Option<OwnStory>,
    ) -> Result<Vec<Event>, Rejected> {
        if self.seat != Seat::Candidate {
            return Err(Rejected::NotYourSeat(Seat::Candidate));
        }
        let found = self.state.item_state(slot, item).filter(|found| found.opened.is_some());
        let found = found.ok_or(Rejected::NothingAsked)?;
        let mode = self.state.question_of(slot, item).map(|question| question.ask.mode);
        if mode != Some(Mode::Star) {
            return Err(Rejected::NoStoryAsked);
        }
        if found.story == story {
            return Ok(Vec::new());
        }
        let story = match story {
            Some(OwnStory { id, title }) => Some(OwnStory {
                id: within(message("the story's id", id)?, NAME_MOST)?,
                title: within(message("the story's title", title)?, NAME_MOST)?,
            }),
            None => None,
        };
        Ok(vec![Event::StoryTold { slot, item, story }])
    }

    pub(super) fn reveal_hint(self) -> Result<Vec<Event>, Rejected> {
        self.require_asking()?;
        let (_, item) = self.state.current().ok_or(Rejected::NothingAsked)?;
        let judge = self.state.current_question().and_then(|question| question.judge.as_ref());
        let hint = item.hints_taken();
        let script = judge.and_then(|judge| judge.hints.get(hint)).ok_or(Rejected::NoMoreHints)?;
        Ok(vec![Event::HintRevealed {
            hint,
            text: script.text.clone(),
            cost: script.cost,
            by: self.seat,
        }])
    }

    pub(super) fn retry(self) -> Result<Vec<Event>, Rejected> {
        self.require_live()?;
        if self.state.is_exam() {
            return Err(Rejected::Exam("a second attempt"));
        }
        let (plan, _) = self.state.current().ok_or(Rejected::NothingAsked)?;
        if self.state.stage != Stage::Between || plan.question().is_none() {
            return Err(Rejected::NothingAsked);
        }
        let round = self.state.round().ok_or(Rejected::NothingAsked)?;
        let mut events = vec![Event::RetryOpened];
        let field = plan.fields(&round.phases).into_iter().next();
        events.extend(field.map(|field| Event::FieldOpened { field }));
        Ok(events)
    }

    pub(super) fn attempt(&self) -> Result<&Attempt, Rejected> {
        let (_, item) = self.state.current().ok_or(Rejected::NothingAsked)?;
        item.current_attempt().ok_or(Rejected::NothingAsked)
    }
}
