//! What the interviewer can send the candidate: everything prepared, in the question's order.

use crate::bank::question::{Clarification, Judge, Side, Trigger};
use crate::engine::event::{FollowupRef, Mark};
use crate::engine::state::ItemState;
use crate::engine::{Command, Seat, State};
use crate::figures::cost;
use crate::format::plan::ItemWhat;
use crate::seat::solo::{ready_followups, script_for};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    Clarification,
    Hint,
    Followup,
    Curveball,
    Reveal,
}

/// One thing to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// For whom it is meant: the words of a question that it answers.
    pub lead: String,
    pub text: String,
    /// Its cost, or what became of it: `asked already`, `fits what they said`.
    pub note: String,
    /// What sends it; nothing where it was sent already, or comes later.
    pub command: Option<Command>,
    /// The moment has come for it.
    pub is_ready: bool,
}

/// Everything of a sort, for the question on the table.
pub fn offers(state: &State, sort: Sort) -> Vec<Offer> {
    let judge = state.current_question().and_then(|question| question.judge.as_ref());
    let (Some(judge), Some((plan, item))) = (judge, state.current()) else { return Vec::new() };
    match sort {
        Sort::Clarification => clarifications(state, judge, item),
        Sort::Hint => hints(judge, item),
        Sort::Followup => followups(state, judge, item),
        Sort::Curveball => curveballs(judge, item),
        Sort::Reveal => reveals(&plan.what, judge),
    }
}

/// An answer where the candidate waits for one, else a remark.
pub fn say(state: &State, text: String) -> Command {
    match is_asked(state) {
        true => Command::Answer { script: None, text },
        false => Command::Say { text },
    }
}

fn is_asked(state: &State) -> bool {
    state.current().is_some_and(|(_, item)| item.open_request().is_some())
}

fn clarifications(state: &State, judge: &Judge, item: &ItemState) -> Vec<Offer> {
    let wanted = item.open_request().and_then(|request| script_for(state, request));
    let has_turned = item.has_turned();
    let offer = |(index, script): (usize, &Clarification)| Offer {
        lead: script.ask.join(", "),
        text: script.say.clone(),
        note: script.side.filter(|_| !script.holds(has_turned)).map_or("", other_side).to_owned(),
        command: script.holds(has_turned).then(|| match is_asked(state) {
            true => Command::Answer { script: Some(index), text: String::new() },
            false => Command::Say { text: script.say.clone() },
        }),
        is_ready: wanted == Some(index),
    };
    judge.clarifications.iter().enumerate().map(offer).collect()
}

/// Why an answer isn't sent now.
fn other_side(side: Side) -> &'static str {
    match side {
        Side::BeforeTurn => "only before the change",
        Side::AfterTurn => "once the change is said",
    }
}

fn hints(judge: &Judge, item: &ItemState) -> Vec<Offer> {
    let taken = item.hints_taken();
    let offer = |(index, hint): (usize, &crate::bank::question::Hint)| Offer {
        lead: String::new(),
        text: hint.text.clone(),
        note: if index < taken { "given already".to_owned() } else { cost(hint.cost) },
        command: (index == taken).then_some(Command::RevealHint),
        is_ready: index == taken,
    };
    judge.hints.iter().enumerate().map(offer).collect()
}

/// Follow-ups, then probes.
fn followups(state: &State, judge: &Judge, item: &ItemState) -> Vec<Offer> {
    // Of an answer that nobody read yet nothing can be told, but for what the interviewer has heard.
    let is_read = item.filed > 0;
    let ready = if is_read { ready_followups(state, judge, item) } else { Vec::new() };
    let offer = |(which, ask, when): (FollowupRef, &String, &Trigger)| {
        let is_asked = item.followups().any(|(asked, ..)| asked == which);
        let by_marks = by_marks(state, when);
        let is_ready = !is_asked && by_marks.unwrap_or_else(|| ready.contains(&which));
        let note = match (is_asked, is_ready, by_marks) {
            (true, ..) => "asked already",
            (false, true, Some(_)) => "fits your marks",
            (false, true, None) => "fits what they said",
            (false, false, _) => "",
        };
        Offer {
            lead: String::new(),
            text: ask.clone(),
            note: note.to_owned(),
            command: (!is_asked).then_some(Command::AskFollowup { which }),
            is_ready,
        }
    };
    let scripts = judge.followups.iter().enumerate();
    let scripts =
        scripts.map(|(index, script)| (FollowupRef::Followup(index), &script.ask, &script.when));
    let probes = judge.probes.iter().enumerate();
    let probes = probes.map(|(index, probe)| (FollowupRef::Probe(index), &probe.ask, &probe.when));
    scripts.chain(probes).map(offer).collect()
}

/// Whether the moment has come by how the interviewer has marked the point that it turns on, if they
/// have: a person who listens knows more than any reader.
fn by_marks(state: &State, when: &Trigger) -> Option<bool> {
    let (Trigger::Hit(id) | Trigger::Miss(id)) = when else { return None };
    let key = (state.current_scope(), Seat::Interviewer, id.clone());
    let wanted = if matches!(when, Trigger::Hit(_)) { Mark::Met } else { Mark::Missed };
    Some(state.marks.get(&key)?.mark == wanted)
}

fn curveballs(judge: &Judge, item: &ItemState) -> Vec<Offer> {
    let offer = |(index, script): (usize, &crate::bank::question::Curveball)| {
        let is_thrown = item.curveballs().any(|thrown| thrown == index);
        Offer {
            lead: String::new(),
            text: script.say.clone(),
            note: if is_thrown { "said already".to_owned() } else { String::new() },
            command: (!is_thrown).then_some(Command::ThrowCurveball { curveball: index }),
            is_ready: false,
        }
    };
    judge.curveballs.iter().enumerate().map(offer).collect()
}

/// What each look shows under the cause that was drawn.
fn reveals(what: &ItemWhat, judge: &Judge) -> Vec<Offer> {
    let ItemWhat::Question { cause: Some(cause), .. } = what else { return Vec::new() };
    let Some(cause) = judge.causes.get(*cause) else { return Vec::new() };
    let offer = |(index, reveal): (usize, &crate::bank::question::Reveal)| Offer {
        lead: reveal.ask.join(", "),
        text: reveal.say.get(&cause.id).cloned().unwrap_or_default(),
        note: format!("takes {} minutes off the clock", reveal.minutes),
        command: Some(Command::Reveal { reveal: index }),
        is_ready: false,
    };
    judge.reveals.iter().enumerate().map(offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::event::Event;
    use crate::engine::{Rejected, Stamped, decide};
    use crate::testing::plans::{PEER, folded, phone_screen};
    use crate::time::Elapsed;

    fn at_question(asked: &str) -> State {
        let mut events = phone_screen(PEER);
        events.push(Event::RoundStarted { slot: 0 });
        events.push(Event::PhaseStarted { phase: 1 });
        events.push(Event::ItemOpened { item: 1 });
        if !asked.is_empty() {
            events.push(Event::ClarificationAsked { text: asked.to_owned() });
        }
        folded(events)
    }

    #[test]
    fn a_clarification_answers_where_one_waits_and_is_a_remark_elsewhere() {
        let remark = &offers(&at_question(""), Sort::Clarification)[0];
        assert!(matches!(remark.command, Some(Command::Say { .. })) && !remark.is_ready);
        let answer = &offers(&at_question("How many partitions?"), Sort::Clarification)[0];
        let command = Command::Answer { script: Some(0), text: String::new() };
        assert_eq!((answer.command.as_ref(), answer.is_ready), (Some(&command), true));
    }

    #[test]
    fn an_answer_of_the_other_side_of_the_change_keeps_its_place_and_is_not_sent() {
        let mut events = phone_screen(PEER);
        let sided = |side| Clarification {
            ask: vec!["replicas".to_owned()],
            say: format!("{side}"),
            side: Some(side),
        };
        for event in &mut events {
            if let Event::JudgeDisclosed { judge, .. } = event {
                judge.clarifications = [Side::BeforeTurn, Side::AfterTurn].map(sided).to_vec();
            }
        }
        events.push(Event::RoundStarted { slot: 0 });
        events.push(Event::PhaseStarted { phase: 1 });
        events.push(Event::ItemOpened { item: 1 });
        events.push(Event::ClarificationAsked { text: "How many replicas?".to_owned() });
        let can = |state: &State| {
            let offers = offers(state, Sort::Clarification);
            let told = offers.iter().map(|offer| (offer.command.is_some(), offer.note.is_empty()));
            told.collect::<Vec<_>>()
        };
        assert_eq!(can(&folded(events.clone())), [(true, true), (false, false)]);
        let state = folded(events.clone());
        assert_eq!(script_for(&state, "How many replicas?"), Some(0));
        events.push(Event::CurveballThrown { curveball: 0, text: "It turns.".to_owned() });
        let state = folded(events);
        assert_eq!(can(&state), [(false, false), (true, true)]);
        assert_eq!(script_for(&state, "How many replicas?"), Some(1));
        let refused = |script| {
            let command = Command::Answer { script: Some(script), text: String::new() };
            decide(&state, Elapsed(0), Seat::Interviewer, command).err()
        };
        assert_eq!(refused(0), Some(Rejected::OtherSide { has_turned: true }));
        assert_eq!(refused(1), None);
    }

    #[test]
    fn what_was_sent_is_not_offered_again() {
        let mut state = at_question("");
        for sort in [Sort::Hint, Sort::Curveball] {
            let command = offers(&state, sort)[0].command.clone().expect("to be sent");
            let events = decide(&state, Elapsed(0), Seat::Interviewer, command).expect("taken");
            for event in events {
                state.apply(&Stamped { at: Elapsed(0), wall_ms: 0, event });
            }
            let again = &offers(&state, sort)[0];
            assert_eq!((again.command.as_ref(), again.note.is_empty()), (None, false));
        }
    }
}
