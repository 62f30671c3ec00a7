//! From the folded facts to the model: the session, its slots and rounds.

use super::{Head, PhasePart, Rating, RoundPart, SCHEMA, SlotPart, Timing, Transcript};
use super::{habits, item, judged, missing, timeline};
use crate::engine::event::Scope;
use crate::engine::state::SlotState;
use crate::engine::{Stamped, State};
use crate::format::plan::{RoundPlan, Slot};
use crate::text::SafeText;
use crate::time::{Budget, Elapsed};
use crate::view::words;

impl Transcript {
    /// `events` are the journal's, of which `state` is the fold.
    pub fn new(state: &State, events: &[Stamped]) -> Transcript {
        transcript(state, events)
    }
}

fn transcript(state: &State, events: &[Stamped]) -> Transcript {
    let plans = state.plan.iter().flat_map(|plan| &plan.slots).enumerate();
    let slots = plans.filter_map(|(slot, plan)| {
        let found = state.slots.get(slot)?;
        Some(match plan {
            Slot::Round(round) => SlotPart::Round(Box::new(round_part(state, slot, round, found))),
            Slot::Break { title, budget } => SlotPart::Break {
                title: SafeText::line(title),
                begun: found.started.is_some(),
                timing: slot_timing(state, slot, found, *budget),
            },
        })
    });
    let is_loop = state.plan.as_ref().is_some_and(|plan| plan.is_loop);
    Transcript {
        schema: SCHEMA,
        session: head(state),
        missing: missing::missing(state),
        slots: slots.collect(),
        overall: is_loop.then(|| judged::judged(state, Scope::Loop)).flatten(),
        rating: state
            .interviewer_rating
            .as_ref()
            .map(|(rating, note)| Rating { rating: *rating, note: SafeText::new(note) }),
        habits: habits::habits(state, events),
        timeline: timeline::timeline(state, events),
    }
}

fn head(state: &State) -> Head {
    let header = &state.header;
    let plan = state.plan.as_ref();
    Head {
        id: header.session.to_string(),
        format: plan.map(|plan| SafeText::line(&plan.format)).unwrap_or_default(),
        title: plan.map(|plan| SafeText::line(&plan.title)).unwrap_or_default(),
        is_loop: plan.is_some_and(|plan| plan.is_loop),
        level: plan.map(|plan| plan.level),
        mode: plan.map(|plan| plan.mode),
        interviewer: plan.map(|plan| plan.interviewer),
        time: plan.and_then(|plan| plan.time.as_deref()).map(SafeText::line),
        started: words::began(header),
        started_ms: header.wall_ms,
        elapsed_ms: state.last_at - Elapsed(0),
        interview_ms: state.watch.read(state.last_at),
        slept_ms: state.slept,
        held_ms: state.held,
        reopened: state.reopened,
        ended: state.ended,
        simulated: header.simulated,
        program: SafeText::line(&header.program),
        journal: SafeText::line(&header.format),
        bank: SafeText::line(&header.bank),
        seed: header.seed,
    }
}

fn round_part(state: &State, slot: usize, plan: &RoundPlan, found: &SlotState) -> RoundPart {
    let is_current = state.cursor.slot == slot;
    let phases = plan.phases.iter().zip(&found.phases).enumerate();
    let phases = phases.map(|(index, (phase, known))| {
        let reading = || state.phase_reading(state.last_at).map(|reading| reading.used);
        let is_running = is_current && state.cursor.phase == index && known.from.is_some();
        let used = known.used.or_else(|| is_running.then(reading).flatten());
        PhasePart {
            name: SafeText::line(&phase.name),
            begun: known.from.is_some(),
            from_ms: known.from.map(|from| from.less(found.from)),
            timing: Timing::new(used, phase.budget, known.extended),
        }
    });
    let made_do = state.plan.as_ref().map(|whole| words::made_do(plan, whole.level));
    let made_do = made_do.unwrap_or_default();
    RoundPart {
        id: SafeText::line(&plan.id),
        title: SafeText::line(&plan.title),
        kind: plan.kind,
        persona: SafeText::line(&plan.persona.name),
        opening: SafeText::new(&plan.persona.opening),
        made_do: made_do.iter().map(|text| SafeText::line(text)).collect(),
        begun: found.started.is_some(),
        ended: found.ended,
        timing: slot_timing(state, slot, found, plan.budget),
        phases: phases.collect(),
        items: (0..plan.items.len()).filter_map(|index| item::part(state, slot, index)).collect(),
        judged: judged::judged(state, Scope::Round { slot }),
    }
}

fn slot_timing(state: &State, slot: usize, found: &SlotState, budget: Budget) -> Timing {
    let is_running = state.cursor.slot == slot && found.started.is_some();
    let reading = || state.round_reading(state.last_at).map(|reading| reading.used);
    Timing::new(found.used.or_else(|| is_running.then(reading).flatten()), budget, found.extended)
}
