//! What the interviewer's seat says and shows. The program and a peer send the same commands.

use super::{Decider, message};
use crate::bank::question::Judge;
use crate::engine::event::{
    About, Band, ClosedBy, Event, Evidence, FollowupRef, MATCHER, PointReading, Reading,
};
use crate::engine::rejected::Rejected;
use crate::engine::state::Stage;
use crate::format::plan::ItemWhat;
use crate::time::Span;

impl Decider<'_> {
    fn judge(&self) -> Result<&Judge, Rejected> {
        let question = self.state.current_question().ok_or(Rejected::NothingAsked)?;
        question.judge.as_ref().ok_or(Rejected::NothingAsked)
    }

    pub(super) fn answer(
        self,
        script: Option<usize>,
        text: String,
    ) -> Result<Vec<Event>, Rejected> {
        self.require_interviewer()?;
        let (_, item) = self.state.current().ok_or(Rejected::NothingAsked)?;
        if item.open_request().is_none() {
            return Err(Rejected::NothingToAnswer);
        }
        let text = match script {
            None => message("the answer", text)?,
            Some(index) => {
                let none = Rejected::NoSuch { what: "clarification", index };
                let known = self.judge()?.clarifications.get(index).ok_or(none)?;
                let has_turned = item.has_turned();
                if !known.holds(has_turned) {
                    return Err(Rejected::OtherSide { has_turned });
                }
                known.say.clone()
            }
        };
        Ok(vec![Event::ClarificationAnswered { script, text }])
    }

    pub(super) fn reveal(self, reveal: usize) -> Result<Vec<Event>, Rejected> {
        self.require_interviewer()?;
        self.require_asking()?;
        let (plan, _) = self.state.current().ok_or(Rejected::NothingAsked)?;
        let judge = self.judge()?;
        let none = Rejected::NoSuch { what: "reveal", index: reveal };
        let script = judge.reveals.get(reveal).ok_or(none.clone())?;
        let ItemWhat::Question { cause, .. } = plan.what else { return Err(none) };
        let cause = cause.and_then(|cause| judge.causes.get(cause)).ok_or(none.clone())?;
        let text = script.say.get(&cause.id).ok_or(none)?.clone();
        let question = self.state.current_question().ok_or(Rejected::NothingAsked)?;
        let cost =
            Span::minutes(u64::from(script.minutes)).scaled(self.state.stretch(plan, question));
        Ok(vec![Event::Revealed { reveal, text, cost }])
    }

    /// Asked once the answer is in; while it is being written, the interviewer cuts in, and the
    /// candidate goes back to it from there. A candidate who is elsewhere is heard, so the
    /// interviewer knows when the answer is over.
    pub(super) fn ask_followup(self, which: FollowupRef) -> Result<Vec<Event>, Rejected> {
        self.require_interviewer()?;
        self.require_live()?;
        let (_, item) = self.state.current().ok_or(Rejected::NothingAsked)?;
        if item.followups().any(|(asked, ..)| asked == which) {
            return Err(Rejected::AlreadyUsed("follow-up"));
        }
        if item.attempts.len() > 1 {
            return Err(Rejected::SecondAttempt);
        }
        let judge = self.judge()?;
        let (ask, field) = match which {
            FollowupRef::Followup(index) => {
                let none = Rejected::NoSuch { what: "follow-up", index };
                let script = judge.followups.get(index).ok_or(none)?;
                (script.ask.clone(), format!("followup-{}", script.id))
            }
            FollowupRef::Probe(index) => {
                let none = Rejected::NoSuch { what: "probe", index };
                let script = judge.probes.get(index).ok_or(none)?;
                (script.ask.clone(), format!("probe-{}", index + 1))
            }
        };
        let is_elsewhere = self.state.plan.as_ref().is_some_and(|plan| plan.candidate_elsewhere);
        let mut events = match self.state.stage {
            Stage::Asking if is_elsewhere => {
                vec![Event::AnswerClosed { by: ClosedBy::Interviewer }]
            }
            Stage::Asking | Stage::Settling => Vec::new(),
            _ => return Err(Rejected::NothingAsked),
        };
        events.push(Event::FollowupAsked { which, ask, field: field.clone() });
        events.push(Event::FieldOpened { field });
        Ok(events)
    }

    pub(super) fn throw_curveball(self, curveball: usize) -> Result<Vec<Event>, Rejected> {
        self.require_interviewer()?;
        self.require_asking()?;
        let (_, item) = self.state.current().ok_or(Rejected::NothingAsked)?;
        if item.curveballs().any(|thrown| thrown == curveball) {
            return Err(Rejected::AlreadyUsed("curveball"));
        }
        let none = Rejected::NoSuch { what: "curveball", index: curveball };
        self.curveball_event(curveball).map(|event| vec![event]).ok_or(none)
    }

    pub(super) fn curveball_event(self, curveball: usize) -> Option<Event> {
        let script = self.judge().ok()?.curveballs.get(curveball)?;
        Some(Event::CurveballThrown { curveball, text: script.say.clone() })
    }

    pub(super) fn say(self, text: String) -> Result<Vec<Event>, Rejected> {
        self.require_live()?;
        let text = message("the message", text)?;
        Ok(vec![Event::Said { by: self.seat, text }])
    }

    pub(super) fn close_question(self) -> Result<Vec<Event>, Rejected> {
        self.require_interviewer()?;
        self.require_live()?;
        match self.state.stage {
            Stage::Settling => Ok(vec![Event::QuestionClosed]),
            Stage::Asking => {
                let mut events = self.close_parts(ClosedBy::Interviewer);
                events.push(Event::QuestionClosed);
                Ok(events)
            }
            _ => Err(Rejected::NothingAsked),
        }
    }

    /// Files what the matcher found, once for each part. Bands of `none` are the absence of
    /// evidence and are not kept.
    pub(super) fn file_evidence(
        self,
        (slot, item, part): (usize, usize, usize),
        found: Vec<Evidence>,
        reading: Option<Box<Reading>>,
    ) -> Result<Vec<Event>, Rejected> {
        self.require_interviewer()?;
        let state = self.state.item_state(slot, item).ok_or(Rejected::NothingAsked)?;
        let parts = state.scored_attempt().map_or(0, |attempt| attempt.parts);
        if part != state.filed || part >= parts {
            return Err(Rejected::NotYet("after the answer is in, once"));
        }
        let worth_keeping = |evidence: &Evidence| {
            evidence.band != Band::None || matches!(evidence.about, About::Cause)
        };
        let mut events: Vec<Event> = found
            .into_iter()
            .filter(worth_keeping)
            .map(|evidence| Event::EvidenceFound { slot, item, evidence })
            .collect();
        if let Some(reading) = reading {
            events.extend(self.file_reading((slot, item, part), reading)?);
        }
        events.push(Event::EvidenceFiled { slot, item, part, matcher: MATCHER });
        Ok(events)
    }

    /// Files what a reader found in a closed part, if all that it names is there.
    pub(super) fn file_reading(
        self,
        (slot, item, part): (usize, usize, usize),
        reading: Box<Reading>,
    ) -> Result<Vec<Event>, Rejected> {
        self.require_interviewer()?;
        let state = self.state.item_state(slot, item).ok_or(Rejected::NothingAsked)?;
        let attempt = state.scored_attempt().ok_or(Rejected::NothingAsked)?;
        if part >= attempt.parts {
            return Err(Rejected::NotYet("after the answer is in, once"));
        }
        let mut points = reading.points.iter();
        if !points.all(|p| {
            p.at.len() <= PointReading::MOST && p.at.iter().all(|at| attempt.holds(part, at))
        }) {
            return Err(Rejected::OutsideAnswer);
        }
        Ok(vec![Event::AnswerRead { slot, item, part, reading }])
    }
}
