//! Two sessions beside each other: the same questions and kinds of round, point by point.

use serde::Serialize;

use crate::bank::question::Kind;
use crate::engine::State;
use crate::engine::checklist::{Role, question_points};
use crate::engine::event::{About, Mark, Scope, ScoreSheet};
use crate::score::{fold, judged};
use crate::text::SafeText;
use crate::time::Span;
use crate::view::words;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The earlier, then the later.
    pub sessions: [Side; 2],
    pub rounds: Vec<ComparedRound>,
    pub questions: Vec<ComparedQuestion>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    pub id: String,
    pub short: String,
    pub began: String,
    pub title: SafeText,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparedRound {
    pub kind: Kind,
    /// Thousandths; absent while points are open or nothing was scored.
    pub means: [Option<u32>; 2],
    pub used_ms: [Span; 2],
    pub hints: [usize; 2],
    pub dimensions: Vec<(SafeText, [Option<u32>; 2])>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparedQuestion {
    pub id: SafeText,
    pub title: SafeText,
    pub means: [Option<u32>; 2],
    pub used_ms: [Span; 2],
    pub hints: [usize; 2],
    pub points: Vec<ComparedPoint>,
    pub answers: [SafeText; 2],
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparedPoint {
    pub text: SafeText,
    /// Absent where nobody judged it.
    pub marks: [Option<Mark>; 2],
}

impl ComparedPoint {
    /// Above 0 where it went better the second time; nothing where either was not judged.
    #[must_use]
    pub fn change(&self) -> Option<i32> {
        let worth = |mark: Mark| match mark {
            Mark::Met => Some(2),
            Mark::Partly => Some(1),
            Mark::Missed => Some(0),
            Mark::NotAsked => None,
        };
        Some(worth(self.marks[1]?)? - worth(self.marks[0]?)?)
    }
}

impl Compared {
    /// The older session comes first, whichever was named first.
    #[must_use]
    pub fn new(a: &State, b: &State) -> Compared {
        let both = if a.header.session <= b.header.session { [a, b] } else { [b, a] };
        Compared { sessions: both.map(side), rounds: rounds(both), questions: questions(both) }
    }

    /// Whether they have nothing in common.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rounds.is_empty() && self.questions.is_empty()
    }
}

fn side(state: &State) -> Side {
    Side {
        id: state.header.session.to_string(),
        short: state.header.session.short().to_owned(),
        began: words::minute(&words::began(&state.header)),
        title: SafeText::line(state.plan.as_ref().map_or("", |plan| plan.title.as_str())),
    }
}

/// The first round of each kind that both have.
fn rounds([a, b]: [&State; 2]) -> Vec<ComparedRound> {
    let slot_of = |state: &State, kind: Kind| {
        let slots = 0..state.slots.len();
        slots.into_iter().find(|&slot| {
            let is_kind = state.round_plan(slot).is_some_and(|plan| plan.kind == Some(kind));
            is_kind && state.slots[slot].started.is_some()
        })
    };
    let compared = |kind: &Kind| {
        let both = [(a, slot_of(a, *kind)?), (b, slot_of(b, *kind)?)];
        let sheets = both.map(|(state, slot)| state.scores.get(&Scope::Round { slot }));
        let hints = |(state, slot): (&State, usize)| {
            state.slots[slot].items.iter().map(|item| item.hints_taken()).sum()
        };
        Some(ComparedRound {
            kind: *kind,
            means: sheets.map(|sheet| sheet?.mean),
            used_ms: both.map(|(state, slot)| state.slots[slot].used.unwrap_or_default()),
            hints: both.map(hints),
            dimensions: dimensions(*kind, sheets),
        })
    };
    Kind::ALL.iter().filter_map(compared).collect()
}

fn dimensions(kind: Kind, sheets: [Option<&ScoreSheet>; 2]) -> Vec<(SafeText, [Option<u32>; 2])> {
    let score = |sheet: Option<&ScoreSheet>, name: &str| {
        sheet?.dimensions.iter().find(|dim| dim.dim == name)?.score
    };
    let line = |name: &&str| (SafeText::line(name), sheets.map(|sheet| score(sheet, name)));
    let all = kind.dimensions().iter().map(line);
    all.filter(|(_, scores)| scores.iter().any(Option::is_some)).collect()
}

/// Questions that were put in both, the later session's order.
fn questions([a, b]: [&State; 2]) -> Vec<ComparedQuestion> {
    let id_of = |state: &State, (slot, item): (usize, usize)| {
        state.question_of(slot, item).map(|question| question.ask.id.clone())
    };
    let compared = |at: (usize, usize)| {
        let id = id_of(b, at)?;
        let before = a.opened_questions().find(|&before| id_of(a, before).as_ref() == Some(&id))?;
        let both = [(a, before), (b, at)];
        let found = both.map(|(state, (slot, item))| state.item_state(slot, item));
        let scope = |(slot, item): (usize, usize)| Scope::Question { slot, item };
        Some(ComparedQuestion {
            id: SafeText::line(&id),
            title: SafeText::line(&b.question_of(at.0, at.1)?.ask.title),
            means: both.map(|(state, at)| state.scores.get(&scope(at))?.mean),
            used_ms: found.map(|item| item.and_then(|item| item.used).unwrap_or_default()),
            hints: found.map(|item| item.map_or(0, |item| item.hints_taken())),
            points: points(both),
            answers: both.map(|(state, at)| answer(state, at)),
        })
    };
    b.opened_questions().filter_map(compared).collect()
}

/// Points that either has, by their ids: the question may have changed between.
fn points(both: [(&State, (usize, usize)); 2]) -> Vec<ComparedPoint> {
    let mut all: Vec<(About, SafeText)> = Vec::new();
    for (state, (slot, item)) in both.iter().rev() {
        for point in question_points(state, *slot, *item, state.level()) {
            let is_point = matches!(point.role, Role::Must | Role::Core | Role::Bonus);
            if is_point && !all.iter().any(|(about, _)| *about == point.about) {
                all.push((point.about.clone(), SafeText::line(point.text)));
            }
        }
    }
    let mark = |(state, at): (&State, (usize, usize)), about: &About| {
        let (slot, item) = at;
        let has = question_points(state, slot, item, state.level());
        has.iter().find(|point| point.about == *about)?;
        let decided = judged::of_question(fold::rules_of(state), state, at, about)?;
        let is_open = decided.basis == crate::score::dimension::Basis::Open;
        (!is_open).then_some(decided.mark)
    };
    let point = |(about, text): (About, SafeText)| ComparedPoint {
        marks: both.map(|of| mark(of, &about)),
        text,
    };
    all.into_iter().map(point).collect()
}

/// All fields of the attempt that counts, each under its name where there are several.
fn answer(state: &State, (slot, item): (usize, usize)) -> SafeText {
    let attempt = state.item_state(slot, item).and_then(|item| item.scored_attempt());
    let fields: Vec<_> = attempt
        .into_iter()
        .flat_map(|attempt| &attempt.fields)
        .filter(|field| !field.text.trim().is_empty())
        .collect();
    let text: Vec<String> = match &fields[..] {
        [only] => vec![only.text.clone()],
        fields => fields.iter().map(|field| format!("{}: {}", field.name, field.text)).collect(),
    };
    SafeText::new(&text.join("\n"))
}
