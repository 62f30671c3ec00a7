//! What happened to the session itself, moment by moment.

use super::Moment;
use crate::engine::event::{Event, Scope};
use crate::engine::{Stamped, State};
use crate::format::plan::Slot;
use crate::text::SafeText;
use crate::time::Elapsed;
use crate::view::words;

pub(super) fn timeline(state: &State, events: &[Stamped]) -> Vec<Moment> {
    let mut teller = Teller { state, slot: 0, paused: None };
    let tell = |stamped: &Stamped| {
        let text = teller.tell(stamped)?;
        Some(Moment { at_ms: stamped.at.0, text: SafeText::line(&text) })
    };
    events.iter().filter_map(tell).collect()
}

/// What must be remembered from one event to the next.
struct Teller<'a> {
    state: &'a State,
    slot: usize,
    paused: Option<Elapsed>,
}

impl Teller<'_> {
    fn tell(&mut self, stamped: &Stamped) -> Option<String> {
        Some(match &stamped.event {
            Event::RoundStarted { slot } | Event::BreakStarted { slot } => {
                self.slot = *slot;
                format!("{} began", self.title())
            }
            Event::PhaseStarted { phase } => {
                let round = self.state.round_plan(self.slot).filter(|r| r.phases.len() > 1)?;
                format!("phase: {}", round.phases.get(*phase)?.name)
            }
            Event::RoundEnded { by } => format!("{}: {}", self.title(), words::ended(*by)),
            Event::BreakEnded => format!("{} ended", self.title()),
            Event::SessionEnded { by } => format!("session: {}", words::ended(*by)),
            Event::Paused { reason } => {
                self.paused = Some(stamped.at);
                let text = reason.text();
                if text.is_empty() { "paused".to_owned() } else { format!("paused: {text}") }
            }
            Event::Resumed => match self.paused.take() {
                Some(since) => format!("went on after {}", stamped.at - since),
                None => "went on".to_owned(),
            },
            Event::Extended { by, seat } => {
                format!("extended by {by}, {}", words::seat(*seat))
            }
            Event::SuspendNoticed { slept } => {
                format!("the machine slept for {slept}, which does not count")
            }
            Event::ClockHeld { held } => {
                format!("the journal could not be written for {held}; the clock stood still")
            }
            Event::SessionReopened { .. } => "opened again".to_owned(),
            Event::SessionLeft => "left, to be resumed".to_owned(),
            Event::MarksConfirmed { scope, by } => {
                format!("marks of {} confirmed, {}", self.scope(*scope), words::seat(*by))
            }
            // Told where it belongs: by the question, in its answer or its talk, or with the score.
            Event::PlanDrawn { .. }
            | Event::QuestionDrawn { .. }
            | Event::JudgeDisclosed { .. }
            | Event::ItemOpened { .. }
            | Event::FieldOpened { .. }
            | Event::AnswerSpliced { .. }
            | Event::LateTextKept { .. }
            | Event::SpeakingChosen
            | Event::PointSpoken
            | Event::SpeechEnded
            | Event::RunStarted { .. }
            | Event::VerdictReached(_)
            | Event::ClarificationAsked { .. }
            | Event::ClarificationAnswered { .. }
            | Event::Revealed { .. }
            | Event::HintRevealed { .. }
            | Event::FollowupAsked { .. }
            | Event::CurveballThrown { .. }
            | Event::Said { .. }
            | Event::StoryTold { .. }
            | Event::AnswerClosed { .. }
            | Event::EvidenceFound { .. }
            | Event::AnswerRead { .. }
            | Event::EvidenceFiled { .. }
            | Event::QuestionClosed
            | Event::RetryOpened
            | Event::TimeWarned { .. }
            | Event::Sealed { .. }
            | Event::Marked { .. }
            | Event::Unmarked { .. }
            | Event::ScoreShown { .. }
            | Event::ModelShown { .. }
            | Event::InterviewerRated { .. } => return None,
        })
    }

    fn title(&self) -> &str {
        self.state.slot_plan(self.slot).map_or("round", Slot::title)
    }

    fn scope(&self, scope: Scope) -> String {
        match scope {
            Scope::Question { slot, item } => {
                let question = self.state.question_of(slot, item);
                question.map_or("a question".to_owned(), |q| format!("“{}”", q.ask.title))
            }
            Scope::Round { slot } => {
                self.state.slot_plan(slot).map_or("the round", Slot::title).to_owned()
            }
            Scope::Loop => "the loop".to_owned(),
        }
    }
}
