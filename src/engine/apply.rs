//! The one fold. Total: an event that does not fit (a foreign journal) changes nothing.

mod flow;
mod item;
mod judge;

use super::command::Seat;
use super::event::{ClosedBy, Event, Stamped};
use super::state::{
    Attempt, DrawnQuestion, Happening, ItemState, PhaseState, SlotState, Stage, State, What,
};
use crate::bank::question::{Ask, Judge};
use crate::format::plan::{Plan, Slot};
use crate::time::Elapsed;

impl State {
    /// Takes in one event.
    pub fn apply(&mut self, stamped: &Stamped) {
        self.last_at = self.last_at.max(stamped.at);
        self.last_wall_ms = stamped.wall_ms;
        self.take_in(stamped.at, &stamped.event);
    }

    /// Every event is named, so that none to come can be forgotten here.
    fn take_in(&mut self, at: Elapsed, event: &Event) {
        match event {
            Event::PlanDrawn { plan } => self.plan_drawn(plan),
            Event::QuestionDrawn { index, digest, ask } => self.question_drawn(*index, digest, ask),
            Event::JudgeDisclosed { index, judge } => self.judge_disclosed(*index, judge),

            Event::RoundStarted { slot } => self.slot_started(at, *slot, Stage::Between),
            Event::BreakStarted { slot } => self.slot_started(at, *slot, Stage::Break),
            Event::PhaseStarted { phase } => self.phase_started(at, *phase),
            Event::RoundEnded { by } => self.slot_ended(at, *by),
            Event::BreakEnded => self.slot_ended(at, ClosedBy::Candidate),
            Event::SessionEnded { by } => self.session_ended(at, *by),
            Event::Paused { reason } => self.pause_began(at, reason),
            Event::Resumed => self.pause_ended(at),
            Event::Extended { by, seat } => self.extended(at, *by, *seat),
            Event::TimeWarned { scope, warning } => self.time_warned(at, *scope, *warning),
            Event::SuspendNoticed { slept } => self.suspend_noticed(at, *slept),
            Event::ClockHeld { held } => self.held += *held,
            Event::SessionReopened { .. } => self.reopened += 1,
            // The pause before it says what there is to know.
            Event::SessionLeft => {}

            Event::ItemOpened { item } => self.item_opened(at, *item),
            Event::FieldOpened { field } => self.field_opened(at, field),
            Event::AnswerSpliced { field, at: byte, remove, insert } => {
                self.spliced(at, field, *byte, *remove, insert);
            }
            Event::LateTextKept { slot, item, field, text } => {
                self.late_text_kept(*slot, *item, field, text);
            }
            Event::SpeakingChosen => self.speaking_chosen(),
            Event::PointSpoken => self.happened(at, What::Point),
            Event::SpeechEnded => self.speech_ended(at),
            Event::RunStarted { run } => self.run_started(at, *run),
            Event::VerdictReached(reached) => self.verdict_reached(reached),
            Event::AnswerClosed { by } => self.answer_closed(at, *by),
            Event::EvidenceFound { slot, item, evidence } => {
                self.evidence_found(*slot, *item, evidence);
            }
            Event::AnswerRead { slot, item, part, reading } => {
                self.answer_read(*slot, *item, *part, reading);
            }
            Event::EvidenceFiled { slot, item, part, .. } => self.part_filed(*slot, *item, *part),
            Event::StoryTold { slot, item, story } => self.story_told(*slot, *item, story.clone()),
            Event::QuestionClosed => self.question_closed(at),
            Event::RetryOpened => self.retry_opened(at),

            Event::ClarificationAsked { text } => {
                self.happened(at, What::Asked { text: text.clone() })
            }
            Event::ClarificationAnswered { script, text } => {
                self.happened(at, What::Answered { script: *script, text: text.clone() });
            }
            Event::Revealed { reveal, text, cost } => self.revealed(at, *reveal, text, *cost),
            Event::HintRevealed { hint, text, cost, by } => {
                self.happened(at, What::hint(*hint, text, *cost, *by))
            }
            Event::FollowupAsked { which, ask, field } => {
                self.followup_asked(at, *which, ask, field);
            }
            Event::CurveballThrown { curveball, text } => {
                self.happened(at, What::Curveball { curveball: *curveball, text: text.clone() });
            }
            Event::Said { by, text } => self.said(at, *by, text),

            Event::Sealed { scope, by, guesses } => self.seal_given(*scope, *by, guesses),
            Event::Marked { scope, id, mark, by, note, grounds } => {
                self.marked(at, (*scope, *by, id), *mark, note, grounds);
            }
            Event::Unmarked { scope, id, by } => self.unmarked(*scope, *by, id),
            Event::MarksConfirmed { scope, by } => self.marks_confirmed(*scope, *by),
            Event::ScoreShown { scope, sheet } => self.score_shown(*scope, sheet),
            Event::ModelShown { slot, item } => self.model_shown(*slot, *item),
            Event::InterviewerRated { rating, note } => self.interviewer_rated(*rating, note),
        }
    }

    fn plan_drawn(&mut self, plan: &Plan) {
        if !plan.fits_together() {
            return;
        }
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

    fn question_drawn(&mut self, index: usize, digest: &str, ask: &Ask) {
        if index == self.questions.len() {
            let (digest, ask) = (digest.to_owned(), ask.clone());
            self.questions.push(DrawnQuestion { digest, ask, judge: None });
        }
    }

    fn judge_disclosed(&mut self, index: usize, judge: &Judge) {
        if let Some(question) = self.questions.get_mut(index) {
            question.judge = Some(judge.clone());
        }
    }

    fn said(&mut self, at: Elapsed, by: Seat, text: &str) {
        self.happened(at, What::Said { by, text: text.to_owned() });
    }

    /// Notes what happened while an item was on the table.
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
