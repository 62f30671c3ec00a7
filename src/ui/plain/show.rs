//! What has just happened, in lines.

use std::io;

use super::PlainFace;
use crate::engine::Seat;
use crate::engine::event::{ClosedBy, Event};
use crate::engine::state::What;
use crate::figures;
use crate::seat::answer;
use crate::seat::speech::Speech;
use crate::time::Span;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::view::page::Block;
use crate::view::say::{attempts, clock, model, question, sheet, situation, talk};

impl PlainFace {
    pub(super) fn show_event(&mut self, scene: &Scene<'_>, event: &Event) -> io::Result<()> {
        match event {
            Event::RoundStarted { slot } => self.show_round(scene, *slot),
            Event::PhaseStarted { phase } => self.show_phase(scene, *phase),
            Event::ItemOpened { .. } => self.say().put(&question::on_table(scene.state)),
            Event::FieldOpened { field } => self.say().put(&question::field(scene.state, field)),
            Event::SpeakingChosen => self.begin_speech(scene),
            Event::AnswerClosed { by } => self.show_answer_closed(scene, *by),
            Event::QuestionClosed => self.show_question_closed(scene),
            Event::RetryOpened => {
                self.say().blank()?;
                self.say().line(attempts::begins(scene.state))?;
                self.say().put(&question::on_table(scene.state))
            }
            Event::Resumed => self.show_resumed(scene),
            Event::Extended { by, seat } => self.show_extended(scene, *by, *seat),
            Event::TimeWarned { scope, warning } => {
                let (ink, text) = clock::warning(scene.state, *scope, *warning, scene.now);
                self.say().inked(ink, &text)
            }
            Event::RoundEnded { .. } => self.show_round_ended(scene),
            Event::SuspendNoticed { slept } => self.say().line(&clock::slept(*slept)),
            Event::RunStarted { .. } | Event::VerdictReached(_) => self.show_run(scene, event),
            Event::Sealed { scope, .. } => {
                self.say().inked(Ink::Dim, "Sealed.")?;
                self.put_hand_in(scene, *scope)?;
                self.say().blank()?;
                // The guess was the round's; what follows is about its questions.
                match self.debrief.current().filter(|now| now != scope) {
                    Some(now) if !scene.state.has_peer() => {
                        self.say().heading(&sheet::title(scene.state, now))
                    }
                    _ => Ok(()),
                }
            }
            Event::ScoreShown { scope, sheet: score } => {
                self.say().put(&sheet::blocks(scene.state, *scope, score))
            }
            Event::ModelShown { slot, item } => {
                self.say().put(&model::blocks(scene.state, *slot, *item))
            }
            Event::StoryTold { .. } => self.show_story(scene, event),
            Event::ClarificationAsked { .. }
            | Event::ClarificationAnswered { .. }
            | Event::Revealed { .. }
            | Event::HintRevealed { .. }
            | Event::FollowupAsked { .. }
            | Event::CurveballThrown { .. }
            | Event::Said { .. } => self.show_said(event),
            // On a screen of its own, by the prompt, or nothing that a person follows.
            Event::PlanDrawn { .. }
            | Event::QuestionDrawn { .. }
            | Event::JudgeDisclosed { .. }
            | Event::BreakStarted { .. }
            | Event::AnswerSpliced { .. }
            | Event::LateTextKept { .. }
            | Event::PointSpoken
            | Event::SpeechEnded
            | Event::EvidenceFound { .. }
            | Event::AnswerRead { .. }
            | Event::EvidenceFiled { .. }
            | Event::Paused { .. }
            | Event::BreakEnded
            | Event::SessionEnded { .. }
            | Event::Marked { .. }
            | Event::Unmarked { .. }
            | Event::MarksConfirmed { .. }
            | Event::InterviewerRated { .. }
            | Event::ClockHeld { .. }
            | Event::SessionReopened { .. }
            | Event::SessionLeft => Ok(()),
        }
    }

    fn show_said(&mut self, event: &Event) -> io::Result<()> {
        let what = match event.clone() {
            Event::ClarificationAsked { text } => What::Asked { text },
            Event::ClarificationAnswered { script, text } => What::Answered { script, text },
            Event::Revealed { reveal, text, cost } => What::Revealed { reveal, text, cost },
            Event::HintRevealed { hint, text, cost, by } => What::Hint { hint, text, cost, by },
            Event::FollowupAsked { which, ask, field } => {
                What::Followup { which, ask, field, cut_into: None }
            }
            Event::CurveballThrown { curveball, text } => What::Curveball { curveball, text },
            Event::Said { by, text } => What::Said { by, text },
            _ => return Ok(()),
        };
        self.say().put(&talk::said(&what))
    }

    fn show_round(&mut self, scene: &Scene<'_>, slot: usize) -> io::Result<()> {
        let Some(round) = scene.state.round_plan(slot) else { return Ok(()) };
        let title = Block::two_sided(Ink::Bold, &round.title, &figures::budget(round.budget));
        let head = [Block::Blank, title, Block::Rule];
        self.say().put(&head)?;
        self.say().put(&situation::greeting(scene.state, round))
    }

    fn show_phase(&mut self, scene: &Scene<'_>, phase: usize) -> io::Result<()> {
        let Some(round) = scene.state.round().filter(|round| round.phases.len() > 1) else {
            return Ok(());
        };
        let strip = clock::strip(round, phase);
        let readings = clock::readings(scene.state, scene.now);
        let out = self.say();
        out.blank()?;
        out.two_sided(Ink::Dim, &strip, &readings)
    }

    fn show_answer_closed(&mut self, scene: &Scene<'_>, by: ClosedBy) -> io::Result<()> {
        self.speech = None;
        self.overlay = None;
        self.interrupted = None;
        let Some((_, item)) = scene.state.current() else { return Ok(()) };
        let Some(attempt) = item.current_attempt() else { return Ok(()) };
        if scene.state.went_back() {
            let field = attempt.open_field().map(|field| field.name.clone()).unwrap_or_default();
            self.speech = Speech::under_way(scene.state);
            self.say().put(&question::back_to(scene.state, &field))?;
            return Ok(());
        }
        let last = attempt.fields.iter().rev().find(|field| field.visits > 0);
        self.late_field = match by {
            ClosedBy::Timeout => last.map(|field| field.name.clone()),
            _ => None,
        };
        // Follow-ups that cut into it were handed in before.
        let cut_in = item
            .happenings
            .iter()
            .filter(|happening| matches!(happening.what, What::Followup { cut_into: Some(_), .. }));
        let is_answer = attempt.parts == 1 + cut_in.count();
        let is_empty = match is_answer {
            true => attempt.is_blank(),
            false => last.is_none_or(|field| field.text.trim().is_empty()),
        };
        match by {
            ClosedBy::Candidate
                if is_answer && item.attempts.len() == 1 && answer::is_star(scene.state) =>
            {
                self.say().put(&question::star_shares(item))
            }
            ClosedBy::Skipped if is_empty => self.say().line("Left unanswered."),
            ClosedBy::Skipped => self.say().line("Handed in as it is."),
            ClosedBy::Interviewer => self.say().line("The interviewer goes on."),
            ClosedBy::Candidate | ClosedBy::Timeout | ClosedBy::Ended => Ok(()),
        }
    }

    fn show_question_closed(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        let said = situation::closed(scene.state, scene.now);
        if said.is_empty() {
            return Ok(());
        }
        self.say().blank()?;
        self.say().put(&said)?;
        self.put_later_attempt(scene, (scene.state.cursor.slot, scene.state.cursor.item))
    }

    /// After a pause in exam the question comes back; elsewhere it was never away.
    fn show_resumed(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        if scene.state.is_exam() {
            self.say().put(&question::again(scene.state))?;
            return self.say().blank();
        }
        let text = format!("The clock runs: {}.", clock::readings(scene.state, scene.now));
        self.say().line(&text)
    }

    fn show_extended(&mut self, scene: &Scene<'_>, by: Span, seat: Seat) -> io::Result<()> {
        let readings = clock::readings(scene.state, scene.now);
        let text = format!("{} {readings}.", clock::extended(by, seat));
        self.say().line(&text)
    }

    fn show_round_ended(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        let state = scene.state;
        let title = state.round().map_or("The round", |round| round.title.as_str());
        let used = state.round_reading(scene.now).map_or(String::new(), |reading| {
            format!(", {}", figures::of_budget(reading.used, reading.budget))
        });
        let text = format!("{title} is over{used}.");
        self.say().blank()?;
        self.say().heading(&text)
    }

    /// Whether a countdown below the text makes sense: no line is being typed.
    pub(super) fn shows_bar(&self) -> bool {
        use crate::seat::situation::Situation;
        let is_quiet = match self.place {
            Some(Situation::Break) => true,
            Some(Situation::Asking(..)) => self.speech.is_some(),
            _ => false,
        };
        is_quiet
            && self.typing.is_empty()
            && self.out.look().moves
            && self.overlay.is_none()
            && !self.editors.is_open()
    }

    pub(super) fn draw_bar(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        if !self.shows_bar() {
            return self.out.clear_bar();
        }
        let Some(reading) = clock::nearest(scene.state, scene.now) else { return Ok(()) };
        let limit = reading.budget.0.unwrap_or(reading.used);
        let text = clock::readings(scene.state, scene.now);
        self.out.draw_bar(&text, reading.used.0, limit.0)
    }
}
