//! A small session for the engine's own tests: two talks, two questions, a break, a STAR round.

use std::collections::BTreeMap;

use super::event::FORMAT;
use super::verdict::{CaseVerdict, Outcome, Tests, Verdict};
use super::*;
use crate::bank::question::{
    Ask, Cause, Clarification, Curveball, Followup, Hint, Judge, Kind, Level, Mode, Reveal,
    RubricItem, Trigger,
};
use crate::bank::task::{Language, SqlAnswer, SqlData, SqlSpec, SqlTask, Task};
use crate::format::plan::{
    Interviewer, Item, ItemWhat, Persona, PhasePlan, Plan, RoundPlan, SessionMode, Slot,
};
use crate::time::{Budget, Elapsed, Span};

pub fn item(id: &str, weight: u32, must: bool) -> RubricItem {
    RubricItem {
        id: id.to_owned(),
        text: format!("the point {id}"),
        dim: "knowledge".to_owned(),
        weight,
        must,
        bonus: false,
        from: None,
        phrasings: vec![format!("we say {id} here")],
        anchors: BTreeMap::new(),
    }
}

pub fn ask(id: &str, kind: Kind, mode: Mode) -> Ask {
    Ask {
        id: id.to_owned(),
        title: id.to_owned(),
        kind,
        mode,
        levels: vec![Level::Mid],
        topic: id.to_owned(),
        topics: vec![],
        minutes: 10,
        prompt: "What happens then?".to_owned(),
        competency: None,
        options: vec![],
        hint_costs: vec![100, 200],
        shown_files: BTreeMap::new(),
    }
}

pub fn judge() -> Judge {
    let hint = |cost, text: &str| Hint { cost, text: text.to_owned() };
    Judge {
        clarifications: vec![Clarification {
            ask: vec!["partitions".to_owned()],
            say: "24 partitions.".to_owned(),
            side: None,
        }],
        hints: vec![hint(100, "first hint"), hint(200, "second hint")],
        followups: vec![Followup {
            id: "more".to_owned(),
            when: Trigger::Always,
            ask: "And at scale?".to_owned(),
            phrasings: vec!["it shards by key".to_owned()],
            model: None,
        }],
        curveballs: vec![Curveball {
            id: "late".to_owned(),
            after: 4,
            say: "Now it doubles.".to_owned(),
            phrasings: vec![],
            model: None,
        }],
        rubric: vec![item("a", 3, true), item("b", 2, false)],
        model: "the model answer".to_owned(),
        causes: vec![Cause {
            id: "disk".to_owned(),
            truth: "the disk is full".to_owned(),
            fix: "make room".to_owned(),
        }],
        reveals: vec![Reveal {
            id: "df".to_owned(),
            ask: vec!["disk usage".to_owned()],
            minutes: 2,
            say: BTreeMap::from([("disk".to_owned(), "100% used".to_owned())]),
        }],
        ..Judge::default()
    }
}

pub fn round(kind: Kind, phases: &[(&str, u64)], items: Vec<Item>) -> RoundPlan {
    let minutes: u64 = phases.iter().map(|(_, minutes)| minutes).sum();
    let phase = |(name, minutes): &(&str, u64)| PhasePlan {
        name: (*name).to_owned(),
        say: None,
        push: false,
        turn: false,
        notes: false,
        budget: Budget::of(Span::minutes(*minutes)),
    };
    RoundPlan {
        id: kind.word().to_owned(),
        title: kind.title().to_owned(),
        kind: Some(kind),
        budget: Budget::of(Span::minutes(minutes)),
        persona: Persona { name: "Mei".to_owned(), opening: "Hello.".to_owned() },
        seed: 1,
        phases: phases.iter().map(phase).collect(),
        items,
        rubric: vec![RubricItem { dim: "communication".to_owned(), ..item("clear", 1, false) }],
        weights: BTreeMap::new(),
        drawn_from: Vec::new(),
        made_do: Vec::new(),
    }
}

pub fn at(first_phase: usize, last_phase: usize, minutes: u64, what: ItemWhat) -> Item {
    Item { first_phase, last_phase, budget: Budget::of(Span::minutes(minutes)), what }
}

fn question(question: usize, mode: Mode) -> ItemWhat {
    ItemWhat::Question { question, mode, cause: Some(0), curveball: Some(0), language: None }
}

/// Counts the rows of a table.
pub fn task() -> Task {
    let data = |name: &str, visible| SqlData {
        name: name.to_owned(),
        visible,
        rows: format!("{name}.sql"),
        turn: false,
        covers: vec![],
    };
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    Task::Sql(SqlTask {
        spec: SqlSpec {
            tables: "schema.sql".to_owned(),
            answer: SqlAnswer::Query,
            check: None,
            time_ms: None,
            order: vec!["none".to_owned()],
            columns: "positions".to_owned(),
            float_tol: None,
            waive: BTreeMap::new(),
            equivalent: vec![],
            data: vec![data("seen", true), data("empty", false)],
            plan: None,
            answers: vec![],
            offers: vec![],
        },
        reference: "SELECT count(*) FROM t".to_owned(),
        files: BTreeMap::from([
            file("schema.sql", "CREATE TABLE t (a int);"),
            file("seen.sql", "INSERT INTO t VALUES (1), (2);"),
            file("empty.sql", ""),
        ]),
    })
}

/// A verdict over the cases of [`task`]: which of them passed.
pub fn verdict(tests: Tests, seen: bool, empty: bool) -> Verdict {
    let outcome = |passed: bool| if passed { Outcome::Accepted } else { Outcome::WrongAnswer };
    let case = |name: &str, visible, passed| CaseVerdict {
        name: name.to_owned(),
        visible,
        own: false,
        classes: vec![],
        outcome: outcome(passed),
        took_us: 900,
        memory_kib: None,
        message: String::new(),
        printed: String::new(),
        diff: None,
        returned: None,
        expected: None,
        model: None,
    };
    let mut cases = vec![case("seen", true, seen)];
    cases.extend((tests == Tests::All).then(|| case("empty", false, empty)));
    Verdict {
        outcome: outcome(cases.iter().all(CaseVerdict::passed)),
        engine: "PostgreSQL 17.5, embedded".to_owned(),
        cases,
        message: String::new(),
        ..Verdict::not_graded(tests, Language::Sql, String::new())
    }
}

/// A loop: a phone screen (intro, two questions), a break, a design question over two phases,
/// a STAR question.
pub fn plan(mode: SessionMode, interviewer: Interviewer) -> Plan {
    let talk = ItemWhat::Talk { prompt: "Introduce yourself.".to_owned() };
    let screen = round(
        Kind::PhoneScreen,
        &[("intro", 5), ("concepts", 20)],
        vec![
            at(0, 0, 5, talk),
            at(1, 1, 10, question(0, Mode::Free)),
            at(1, 1, 10, question(1, Mode::Free)),
        ],
    );
    let design = round(
        Kind::SystemDesign,
        &[("requirements", 10), ("architecture", 20)],
        vec![at(0, 1, 30, question(2, Mode::Outline))],
    );
    let star =
        round(Kind::Behavioral, &[("stories", 10)], vec![at(0, 0, 10, question(3, Mode::Star))]);
    Plan {
        format: "onsite".to_owned(),
        title: "Onsite".to_owned(),
        level: Level::Mid,
        mode,
        interviewer,
        time: None,
        is_loop: true,
        candidate_elsewhere: false,
        bar_raiser: None,
        slots: vec![
            Slot::Round(screen),
            Slot::Break { title: "Lunch".to_owned(), budget: Budget::of(Span::minutes(10)) },
            Slot::Round(design),
            Slot::Round(star),
        ],
    }
}

pub fn header() -> Header {
    Header {
        format: FORMAT.to_owned(),
        session: "01KB1Q2W3E4R5T6Y7P8A9S0DFG".parse().expect("an id"),
        program: "0.1.0".to_owned(),
        bank: String::new(),
        seed: 7,
        wall_ms: 0,
        zone: "+00:00".to_owned(),
        boot: String::new(),
        rules: 0,
        simulated: true,
    }
}

/// A session under a hand-moved clock.
pub struct Bench {
    pub state: State,
    pub now: Elapsed,
    pub log: Vec<Stamped>,
}

impl Bench {
    pub fn new(mode: SessionMode, interviewer: Interviewer) -> Bench {
        let mut bench = Bench { state: State::new(header()), now: Elapsed(0), log: Vec::new() };
        bench.happen(Event::PlanDrawn { plan: Box::new(plan(mode, interviewer)) });
        let kinds = [
            ("one", Kind::PhoneScreen, Mode::Free),
            ("two", Kind::PhoneScreen, Mode::Free),
            ("three", Kind::SystemDesign, Mode::Outline),
            ("four", Kind::Behavioral, Mode::Star),
        ];
        for (index, (id, kind, mode)) in kinds.into_iter().enumerate() {
            let ask = Box::new(ask(id, kind, mode));
            bench.happen(Event::QuestionDrawn { index, digest: String::new(), ask });
            bench.happen(Event::JudgeDisclosed { index, judge: Box::new(judge()) });
        }
        bench
    }

    /// A coding round of one SQL question that is run, put and waiting for its answer.
    pub fn coding(mode: SessionMode) -> Bench {
        let mut bench = Bench { state: State::new(header()), now: Elapsed(0), log: Vec::new() };
        let what = ItemWhat::Question {
            question: 0,
            mode: Mode::Sql,
            cause: None,
            curveball: None,
            language: Some(Language::Sql),
        };
        let items = vec![at(0, 0, 20, what)];
        let slots = vec![Slot::Round(round(Kind::Coding, &[("sql", 20)], items))];
        let plan = Plan { slots, is_loop: false, ..plan(mode, Interviewer::Solo) };
        bench.happen(Event::PlanDrawn { plan: Box::new(plan) });
        let ask = Box::new(ask("count", Kind::Coding, Mode::Sql));
        bench.happen(Event::QuestionDrawn { index: 0, digest: String::new(), ask });
        let judge = Judge { task: Some(task()), causes: vec![], curveballs: vec![], ..judge() };
        bench.happen(Event::JudgeDisclosed { index: 0, judge: Box::new(judge) });
        bench.does(Command::Next);
        bench
    }

    /// A modelling round of one question over three phases; the second begins with its turn.
    pub fn modelling(mode: SessionMode) -> Bench {
        let mut bench = Bench { state: State::new(header()), now: Elapsed(0), log: Vec::new() };
        let what = ItemWhat::Question {
            question: 0,
            mode: Mode::Sql,
            cause: None,
            curveball: Some(0),
            language: Some(Language::Sql),
        };
        let phases = [("grain", 10), ("turn", 10), ("defend", 5)];
        let mut round = round(Kind::DataModelling, &phases, vec![at(0, 2, 25, what)]);
        round.phases[1].turn = true;
        round.phases[2].notes = true;
        round.phases[1].say = Some("What does that do?".to_owned());
        let plan = Plan {
            slots: vec![Slot::Round(round)],
            is_loop: false,
            ..plan(mode, Interviewer::Solo)
        };
        bench.happen(Event::PlanDrawn { plan: Box::new(plan) });
        let ask = Box::new(ask("model", Kind::DataModelling, Mode::Sql));
        bench.happen(Event::QuestionDrawn { index: 0, digest: String::new(), ask });
        let judge = Judge { task: Some(task()), causes: vec![], ..judge() };
        bench.happen(Event::JudgeDisclosed { index: 0, judge: Box::new(judge) });
        bench.does(Command::Next);
        bench
    }

    pub fn practice() -> Bench {
        Bench::new(SessionMode::Practice, Interviewer::Solo)
    }

    pub fn exam() -> Bench {
        Bench::new(SessionMode::Exam, Interviewer::Solo)
    }

    fn happen(&mut self, event: Event) {
        let stamped = Stamped { at: self.now, wall_ms: 0, event };
        self.state.apply(&stamped);
        self.log.push(stamped);
    }

    pub fn pass(&mut self, span: Span) -> &mut Bench {
        self.now = self.now + span;
        self
    }

    pub fn minutes(&mut self, minutes: u64) -> &mut Bench {
        self.pass(Span::minutes(minutes))
    }

    pub fn attempt(&mut self, seat: Seat, command: Command) -> Result<Vec<Event>, Rejected> {
        let events = decide(&self.state, self.now, seat, command)?;
        events.iter().cloned().for_each(|event| self.happen(event));
        Ok(events)
    }

    /// The candidate does something that is taken.
    pub fn does(&mut self, command: Command) -> Vec<Event> {
        let name = format!("{command:?}");
        self.attempt(Seat::Candidate, command).unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    pub fn interviewer(&mut self, command: Command) -> Vec<Event> {
        let name = format!("{command:?}");
        self.attempt(Seat::Interviewer, command).unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    pub fn rejects(&mut self, command: Command) -> Rejected {
        let name = format!("{command:?}");
        self.attempt(Seat::Candidate, command).expect_err(&name)
    }

    pub fn writes(&mut self, field: &str, text: &str) {
        self.does(Command::Edit { field: field.to_owned(), text: text.to_owned() });
    }

    /// To the first question of the phone screen.
    pub fn at_first_question(mut self) -> Bench {
        self.does(Command::Next);
        self.does(Command::Finish);
        self.does(Command::Next);
        self
    }

    /// Hands the answer in and closes the question.
    pub fn closes(&mut self) {
        self.does(Command::Finish);
        self.interviewer(Command::CloseQuestion);
    }
}
