//! A session written down event by event, for tests.

use std::collections::BTreeMap;

use crate::bank::question::{
    Ask, Curveball, Followup, Hint, Judge, Kind, Level, Mode, RedFlag, RubricItem, Trigger,
};
use crate::engine::State;
use crate::engine::command::Seat;
use crate::engine::event::{
    ClosedBy, Event, FollowupRef, Grounds, Header, MATCHER, Mark, Scope, Stamped,
};
use crate::format::plan::{
    Interviewer, Item, ItemWhat, Persona, PhasePlan, Plan, RoundPlan, SessionMode, Slot,
};
use crate::time::{Budget, Elapsed};

fn rubric_item(id: &str, dim: &str, phrasing: &str) -> RubricItem {
    RubricItem {
        id: id.to_owned(),
        text: id.to_owned(),
        dim: dim.to_owned(),
        weight: 2,
        must: false,
        bonus: false,
        from: None,
        phrasings: vec![phrasing.to_owned()],
        anchors: BTreeMap::new(),
    }
}

fn judge() -> Judge {
    Judge {
        rubric: vec![
            rubric_item("scope", "knowledge", "messages are ordered only inside one partition"),
            rubric_item("key", "application", "use the account id as the message key"),
        ],
        hints: vec![Hint { cost: 500, text: "partition?".to_owned() }],
        followups: vec![Followup {
            id: "hot".to_owned(),
            when: Trigger::Always,
            ask: "One merchant is hot. Now?".to_owned(),
            phrasings: vec!["split the hot key by salting".to_owned()],
            model: None,
        }],
        curveballs: vec![Curveball {
            id: "twice".to_owned(),
            after: 1,
            say: "A customer was billed twice. Now?".to_owned(),
            phrasings: vec!["a unique key makes the second write do nothing".to_owned()],
            model: None,
        }],
        red_flags: vec![RedFlag {
            text: "claims a global order".to_owned(),
            cap: 1,
            dim: "knowledge".to_owned(),
            phrasings: vec!["kafka keeps a total order over the whole topic".to_owned()],
        }],
        ..Judge::default()
    }
}

fn ask(id: &str) -> Ask {
    Ask {
        id: id.to_owned(),
        title: id.to_owned(),
        kind: Kind::PhoneScreen,
        mode: Mode::Free,
        levels: vec![Level::Mid],
        topic: "kafka-ordering".to_owned(),
        topics: vec![],
        minutes: 5,
        prompt: "What order is promised?".to_owned(),
        competency: None,
        options: vec![],
        hint_costs: vec![500],
        shown_files: BTreeMap::new(),
    }
}

/// A phone screen of two questions; a loop adds a coding round of one.
fn plan(mode: SessionMode, interviewer: Interviewer, is_loop: bool) -> Plan {
    let item = |question| Item {
        first_phase: 0,
        last_phase: 0,
        budget: Budget::UNLIMITED,
        what: ItemWhat::Question {
            question,
            mode: Mode::Free,
            cause: None,
            curveball: None,
            language: None,
        },
    };
    let round = |id: &str, kind, questions: &[usize]| {
        Slot::Round(RoundPlan {
            id: id.to_owned(),
            title: id.to_owned(),
            kind: Some(kind),
            budget: Budget::UNLIMITED,
            persona: Persona { name: "Ada".to_owned(), opening: String::new() },
            seed: 1,
            phases: vec![PhasePlan {
                name: "concepts".to_owned(),
                say: None,
                push: false,
                turn: false,
                notes: false,
                budget: Budget::UNLIMITED,
            }],
            items: questions.iter().map(|&question| item(question)).collect(),
            rubric: vec![rubric_item(
                "example",
                "communication",
                "for example at my last job it happened",
            )],
            weights: BTreeMap::new(),
            drawn_from: Vec::new(),
            made_do: Vec::new(),
        })
    };
    let mut slots = vec![round("phone-screen", Kind::PhoneScreen, &[0, 1])];
    if is_loop {
        slots.push(round("coding", Kind::Coding, &[2]));
    }
    Plan {
        format: "phone-screen".to_owned(),
        title: "Phone screen".to_owned(),
        level: Level::Mid,
        mode,
        interviewer,
        time: None,
        is_loop,
        candidate_elsewhere: false,
        bar_raiser: None,
        slots,
    }
}

pub(super) fn header() -> Header {
    Header {
        format: "1.0".to_owned(),
        session: "01KB1Q2W3E4R5T6Y7P8A9S0DFG".parse().expect("valid"),
        program: String::new(),
        bank: String::new(),
        seed: 1,
        wall_ms: 0,
        zone: String::new(),
        boot: String::new(),
        rules: 0,
        simulated: true,
    }
}

/// A session written down event by event.
pub(super) struct Story {
    /// Passed between events beside their own second, in milliseconds.
    waited: u64,
    pub(super) state: State,
    pub(super) events: Vec<Stamped>,
}

impl Story {
    pub(super) fn new(mode: SessionMode, interviewer: Interviewer, is_loop: bool) -> Self {
        let mut story = Self { waited: 0, state: State::new(header()), events: vec![] };
        story.tell(Event::PlanDrawn { plan: Box::new(plan(mode, interviewer, is_loop)) });
        for index in 0..3 {
            let ask = Box::new(ask(&format!("ps-{index}")));
            story.tell(Event::QuestionDrawn { index, digest: String::new(), ask });
            story.tell(Event::JudgeDisclosed { index, judge: Box::new(judge()) });
        }
        story.tell(Event::RoundStarted { slot: 0 });
        story.tell(Event::PhaseStarted { phase: 0 });
        story
    }

    pub(super) fn practice() -> Self {
        Self::new(SessionMode::Practice, Interviewer::Solo, false)
    }

    pub(super) fn exam() -> Self {
        Self::new(SessionMode::Exam, Interviewer::Solo, false)
    }

    pub(super) fn tell(&mut self, event: Event) {
        let at = Elapsed(self.waited + self.events.len() as u64 * 1000);
        let stamped = Stamped { at, wall_ms: 0, event };
        self.state.apply(&stamped);
        self.events.push(stamped);
    }

    pub(super) fn wait(&mut self, by_ms: u64) {
        self.waited += by_ms;
    }

    pub(super) fn write(&mut self, text: &str) {
        let field = "answer".to_owned();
        self.tell(Event::FieldOpened { field: field.clone() });
        self.tell(Event::AnswerSpliced { field, at: 0, remove: 0, insert: text.to_owned() });
    }

    /// Puts a question, answers it, and files the evidence as the program would.
    pub(super) fn answer(&mut self, item: usize, text: &str, by: ClosedBy) {
        let slot = self.state.cursor.slot;
        self.tell(Event::ItemOpened { item });
        self.tell(Event::FieldOpened { field: "answer".to_owned() });
        if !text.is_empty() {
            let (field, insert) = ("answer".to_owned(), text.to_owned());
            self.tell(Event::AnswerSpliced { field, at: 0, remove: 0, insert });
        }
        self.tell(Event::AnswerClosed { by });
        self.file(slot, item);
    }

    /// Closes the open answer and files what is found in it.
    pub(super) fn hand_in(&mut self, item: usize) {
        self.tell(Event::AnswerClosed { by: ClosedBy::Candidate });
        self.file(self.state.cursor.slot, item);
    }

    fn file(&mut self, slot: usize, item: usize) {
        for evidence in super::gather::gather(&self.state, slot, item, 0).found {
            self.tell(Event::EvidenceFound { slot, item, evidence });
        }
        self.tell(Event::EvidenceFiled { slot, item, part: 0, matcher: MATCHER });
    }

    pub(super) fn follow_up(&mut self, item: usize, text: &str) {
        let field = "followup-hot".to_owned();
        let which = FollowupRef::Followup(0);
        self.tell(Event::FollowupAsked { which, ask: "Now?".to_owned(), field: field.clone() });
        self.tell(Event::FieldOpened { field: field.clone() });
        self.tell(Event::AnswerSpliced { field, at: 0, remove: 0, insert: text.to_owned() });
        self.tell(Event::AnswerClosed { by: ClosedBy::Candidate });
        for evidence in super::gather::gather(&self.state, 0, item, 1).found {
            self.tell(Event::EvidenceFound { slot: 0, item, evidence });
        }
    }

    pub(super) fn mark(&mut self, item: usize, id: &str, mark: Mark, by: Seat) {
        let scope = Scope::Question { slot: 0, item };
        let (id, note) = (id.to_owned(), String::new());
        self.tell(Event::Marked { scope, id, mark, by, note, grounds: Grounds::default() });
    }
}
