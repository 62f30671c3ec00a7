//! Plans made in code, for scripted sessions: the engine's own fixtures in words that a person
//! would read.

mod kinds;

use std::collections::BTreeMap;

pub use self::kinds::{modelling, review};

use crate::bank::question::{
    Ask, Clarification, Curveball, Followup, Hint, Judge, Kind, Mode, QuizOption, RedFlag,
    RubricItem, Trigger,
};
use crate::bank::task::Language;
use crate::engine::event::Event;
use crate::engine::testing::{self, at, header};
use crate::engine::{Stamped, State};
use crate::format::plan::{
    Interviewer, Item, ItemWhat, Persona, Plan, RoundPlan, SessionMode, Slot,
};
use crate::time::{Budget, Elapsed, Span};

/// What a scripted session is made of.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub mode: SessionMode,
    pub interviewer: Interviewer,
    pub is_loop: bool,
}

pub const PRACTICE: Wanted =
    Wanted { mode: SessionMode::Practice, interviewer: Interviewer::Solo, is_loop: false };
pub const EXAM: Wanted = Wanted { mode: SessionMode::Exam, ..PRACTICE };
pub const PEER: Wanted = Wanted { interviewer: Interviewer::Peer, ..PRACTICE };

/// The events that draw a session of these slots and questions.
pub fn drawn(wanted: Wanted, slots: Vec<Slot>, questions: Vec<(Ask, Judge)>) -> Vec<Event> {
    let title = slots.first().map_or("", |slot| slot.title()).to_owned();
    let plan = Plan {
        format: "test".to_owned(),
        title: if wanted.is_loop { "Onsite".to_owned() } else { title },
        is_loop: wanted.is_loop,
        slots,
        ..testing::plan(wanted.mode, wanted.interviewer)
    };
    let mut events = vec![Event::PlanDrawn { plan: Box::new(plan) }];
    for (index, (ask, judge)) in questions.into_iter().enumerate() {
        events.push(Event::QuestionDrawn { index, digest: String::new(), ask: Box::new(ask) });
        events.push(Event::JudgeDisclosed { index, judge: Box::new(judge) });
    }
    events
}

/// The state after these events, all at the beginning.
pub fn folded(events: Vec<Event>) -> State {
    let mut state = State::new(header());
    for event in events {
        state.apply(&Stamped { at: Elapsed(0), wall_ms: 0, event });
    }
    state
}

/// A phone screen of 25 minutes: intro, one concept, your questions.
pub fn phone_screen(wanted: Wanted) -> Vec<Event> {
    let round = RoundPlan {
        items: vec![
            talk(0, "Tell me in two minutes what you have been working on."),
            question(1, 1, 0, Mode::Free),
            at(2, 2, 5, ItemWhat::YourQuestions),
        ],
        rubric: vec![item("asks-first", "Asks before answering", "communication", 2, true)],
        ..round(
            "Phone screen",
            Kind::PhoneScreen,
            &[("intro", 5), ("concepts", 15), ("your questions", 5)],
        )
    };
    drawn(wanted, vec![Slot::Round(round)], vec![kafka()])
}

/// One behavioral question, letter by letter.
pub fn behavioral(wanted: Wanted) -> Vec<Event> {
    let round = RoundPlan {
        items: vec![question(0, 0, 0, Mode::Star)],
        ..round("Behavioral", Kind::Behavioral, &[("questions", 10)])
    };
    let (mut ask, mut judge) = kafka();
    ask.kind = Kind::Behavioral;
    ask.mode = Mode::Star;
    ask.title = "Before anyone else".to_owned();
    ask.prompt = "Tell me about a time you saw a problem before anyone else.".to_owned();
    judge.rubric = vec![item("own", "Names what was theirs", "ownership", 3, true)];
    judge.followups.clear();
    judge.red_flags.clear();
    drawn(wanted, vec![Slot::Round(round)], vec![(ask, judge)])
}

/// One quiz question.
pub fn quiz(wanted: Wanted) -> Vec<Event> {
    drawn(wanted, vec![Slot::Round(quiz_round(0))], vec![isolation()])
}

fn quiz_round(index: usize) -> RoundPlan {
    RoundPlan {
        items: vec![question(0, 0, index, Mode::Quiz)],
        ..round("Phone screen", Kind::PhoneScreen, &[("concepts", 10)])
    }
}

/// One question in SQL whose answer is run.
pub fn coding(wanted: Wanted) -> Vec<Event> {
    let what = ItemWhat::Question {
        question: 0,
        mode: Mode::Sql,
        cause: None,
        curveball: None,
        language: Some(Language::Sql),
    };
    let round = RoundPlan {
        items: vec![at(0, 0, 20, what)],
        ..round("Coding", Kind::Coding, &[("sql", 20)])
    };
    let (mut ask, mut judge) = kafka();
    ask.id = "count".to_owned();
    ask.kind = Kind::Coding;
    ask.mode = Mode::Sql;
    ask.title = "Customers silent for six months".to_owned();
    ask.prompt = "Return customer_id and customer_name of all who bought nothing in the six \
                  months before 2026-07-01, in any order."
        .to_owned();
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    ask.shown_files = BTreeMap::from([
        file("schema.sql", "CREATE TABLE customers (customer_id int, customer_name text);"),
        file("seen.sql", "INSERT INTO customers VALUES (1, 'Ada'), (2, 'Bo');"),
        file("starter.sql", "-- Columns: customer_id, customer_name.\nSELECT\n"),
    ]);
    judge.rubric = vec![item("anti", "An anti-join, not NOT IN", "problem-solving", 3, true)];
    judge.red_flags.clear();
    judge.followups.clear();
    judge.task = Some(testing::task());
    drawn(wanted, vec![Slot::Round(round)], vec![(ask, judge)])
}

/// A design question that goes on through three phases, a break, and a quiz.
pub fn onsite(wanted: Wanted) -> Vec<Event> {
    let phases = [("requirements", 10), ("estimate", 5), ("architecture", 15)];
    let design = RoundPlan {
        items: vec![question(0, 2, 0, Mode::Outline)],
        ..round("System design", Kind::SystemDesign, &phases)
    };
    let quiz = quiz_round(1);
    let pause = Slot::Break { title: "Lunch".to_owned(), budget: Budget::of(Span::minutes(10)) };
    let (mut ask, mut judge) = kafka();
    ask.kind = Kind::SystemDesign;
    ask.mode = Mode::Outline;
    ask.title = "A warehouse for a shop".to_owned();
    ask.prompt = "Design a warehouse for an online shop.".to_owned();
    judge.rubric = vec![item("grain", "Names the grain", "modelling", 3, true)];
    let slots = vec![Slot::Round(design), pause, Slot::Round(quiz)];
    drawn(Wanted { is_loop: true, ..wanted }, slots, vec![(ask, judge), isolation()])
}

fn round(title: &str, kind: Kind, phases: &[(&str, u64)]) -> RoundPlan {
    RoundPlan {
        id: title.to_lowercase().replace(' ', "-"),
        title: title.to_owned(),
        persona: Persona {
            name: "Maya, staff data engineer".to_owned(),
            opening: "Thanks for making the time.".to_owned(),
        },
        rubric: Vec::new(),
        ..testing::round(kind, phases, Vec::new())
    }
}

fn talk(phase: usize, prompt: &str) -> Item {
    at(phase, phase, 5, ItemWhat::Talk { prompt: prompt.to_owned() })
}

fn question(first_phase: usize, last_phase: usize, question: usize, mode: Mode) -> Item {
    let what = ItemWhat::Question { question, mode, cause: None, curveball: None, language: None };
    at(first_phase, last_phase, 6, what)
}

pub fn item(id: &str, text: &str, dim: &str, weight: u32, must: bool) -> RubricItem {
    RubricItem {
        text: text.to_owned(),
        dim: dim.to_owned(),
        phrasings: vec!["messages are ordered inside one partition".to_owned()],
        ..testing::item(id, weight, must)
    }
}

/// A question of every part. Words that a candidate must not see before the debrief begin with
/// `canary`.
pub fn kafka() -> (Ask, Judge) {
    let ask = Ask {
        title: "Ordering in Kafka".to_owned(),
        topic: "kafka-ordering".to_owned(),
        minutes: 6,
        prompt: "Payments for one account must be applied in order. What order does Kafka \
                 promise, and how do you keep it?"
            .to_owned(),
        hint_costs: vec![100],
        ..testing::ask("ps-kafka-ordering", Kind::PhoneScreen, Mode::Free)
    };
    let judge = Judge {
        clarifications: vec![Clarification {
            ask: vec!["partitions".to_owned()],
            say: "24 partitions, 40k messages a second.".to_owned(),
            side: None,
        }],
        hints: vec![Hint { cost: 100, text: "What decides a record's partition?".to_owned() }],
        followups: vec![Followup {
            id: "hot".to_owned(),
            when: Trigger::Always,
            ask: "One merchant is 30% of traffic. Now?".to_owned(),
            phrasings: vec!["split the hot key".to_owned()],
            model: None,
        }],
        curveballs: vec![Curveball {
            id: "twice".to_owned(),
            after: 2,
            say: "The load doubles.".to_owned(),
            phrasings: Vec::new(),
            model: Some("More partitions, keyed alike (canary-h).".to_owned()),
        }],
        rubric: vec![
            item("scope", "Order only within a partition (canary-a)", "knowledge", 3, true),
            RubricItem {
                phrasings: vec!["the account identifier decides the shard".to_owned()],
                anchors: BTreeMap::from([("3".to_owned(), "names the key (canary-g)".to_owned())]),
                ..item("key", "Key by account (canary-b)", "application", 3, true)
            },
        ],
        red_flags: vec![RedFlag {
            text: "Claims a global order (canary-c)".to_owned(),
            cap: 2,
            dim: "knowledge".to_owned(),
            phrasings: Vec::new(),
        }],
        mistakes: vec!["Adding partitions later remaps keys (canary-d).".to_owned()],
        model: "Order holds per partition; key by account (canary-e).".to_owned(),
        refs: vec!["Apache Kafka documentation".to_owned()],
        ..Judge::default()
    };
    (ask, judge)
}

fn isolation() -> (Ask, Judge) {
    let (mut ask, mut judge) = kafka();
    ask.mode = Mode::Quiz;
    ask.title = "Isolation".to_owned();
    ask.prompt = "Which isolation level is the default in PostgreSQL?".to_owned();
    let options = ["read uncommitted", "read committed", "repeatable read", "serializable"];
    ask.options = options.iter().map(|option| (*option).to_owned()).collect();
    judge = Judge { model: "Read committed (canary-e).".to_owned(), ..judge };
    judge.rubric.clear();
    judge.red_flags.clear();
    judge.followups.clear();
    judge.options = options
        .iter()
        .map(|option| QuizOption {
            text: (*option).to_owned(),
            correct: *option == "read committed",
            why: format!("canary-f: {option}"),
        })
        .collect();
    (ask, judge)
}
