//! What one session comes to for practice, progress and the screen of the day: small enough that
//! hundreds of them are read at once.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::card::{Asks, id_of};
use super::day::study_day;
use crate::bank::question::{Kind, Level};
use crate::engine::checklist::{CHOICE, Role, question_points};
use crate::engine::event::{About, Mark, Scope};
use crate::engine::state::ItemState;
use crate::engine::verdict::{CaseVerdict, Outcome};
use crate::engine::{Header, State};
use crate::format::plan::SessionMode;
use crate::score::calibration::gaps_in;
use crate::score::dimension::Basis;
use crate::score::{fold, judged};
use crate::time::Span;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    pub session: String,
    /// The day of practice on which it began, where it was held.
    pub day: NaiveDate,
    pub title: String,
    pub format: String,
    pub level: Level,
    pub mode: SessionMode,
    pub stands: Stands,
    /// Played from an answers file: listed, never counted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub simulated: bool,
    /// Interview time.
    pub took: Span,
    pub rounds: Vec<Round>,
    pub questions: Vec<Put>,
    pub points: Vec<Marked>,
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stands {
    /// Nothing was asked yet.
    Drawn,
    /// To be resumed.
    Interrupted,
    /// Over, and not scored.
    Unscored,
    /// Scored but for so many points that wait for a mark.
    Open(u32),
    Scored,
}

/// A round that was scored, or that waits for marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    pub kind: Kind,
    pub title: String,
    /// Thousandths; absent while points are open.
    pub mean: Option<u32>,
    pub band: Option<u32>,
    pub range: Option<(u32, u32)>,
    pub open: u32,
    pub unconfirmed: bool,
    /// Dimensions that were seen, 1–4.
    pub dims: Vec<(String, u32)>,
    /// The candidate's own guesses less what they were held against, in whole points: over the
    /// round, or in practice over its questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<i64>,
    pub used: Span,
    pub budget: Option<Span>,
    pub hints: u32,
}

/// A question that was put.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Put {
    pub id: String,
    pub topic: String,
    pub kind: Kind,
    /// Thousandths; absent where it was not scored.
    pub mean: Option<u32>,
    pub blank: bool,
    /// The story that was told, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
}

/// What was decided of one point, as a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The card's.
    #[serde(rename = "c")]
    pub card: String,
    #[serde(rename = "t")]
    pub topic: String,
    #[serde(rename = "a")]
    pub asks: Asks,
    #[serde(rename = "m")]
    pub mark: Mark,
    /// What it is worth: musts before the rest, then by weight.
    #[serde(rename = "w")]
    pub worth: u32,
}

/// More than any weight.
const MUST: u32 = 100;

impl Digest {
    /// `None` before anything was drawn.
    #[must_use]
    pub fn of(state: &State) -> Option<Digest> {
        let plan = state.plan.as_ref()?;
        let slots = 0..plan.slots.len();
        Some(Digest {
            session: state.header.session.to_string(),
            day: study_day(began(&state.header)),
            title: plan.title.clone(),
            format: plan.format.clone(),
            level: plan.level,
            mode: plan.mode,
            stands: Stands::of(state),
            simulated: state.header.simulated,
            took: state.watch.read(state.last_at),
            rounds: slots.filter_map(|slot| round(state, slot)).collect(),
            questions: state.opened_questions().filter_map(|at| put(state, at)).collect(),
            points: state.opened_questions().flat_map(|at| marked(state, at)).collect(),
        })
    }

    /// Rounds that count: scored, and sat by a person.
    pub fn scored(&self) -> impl Iterator<Item = &Round> {
        self.rounds.iter().filter(|round| round.mean.is_some() && !self.simulated)
    }
}

impl Stands {
    #[must_use]
    pub fn of(state: &State) -> Stands {
        let is_loop = state.plan.as_ref().is_some_and(|plan| plan.is_loop);
        let scope = if is_loop { Scope::Loop } else { Scope::Round { slot: 0 } };
        match (state.ended, state.scores.get(&scope)) {
            (Some(_), Some(sheet)) if sheet.open > 0 => Stands::Open(sheet.open),
            (Some(_), Some(_)) => Stands::Scored,
            (Some(_), None) if state.opened_questions().next().is_none() => Stands::Scored,
            (Some(_), None) => Stands::Unscored,
            (None, _) if state.slots.iter().all(|slot| slot.started.is_none()) => Stands::Drawn,
            (None, _) => Stands::Interrupted,
        }
    }
}

/// The clock on the wall where the session was held.
#[must_use]
pub fn began(header: &Header) -> NaiveDateTime {
    let at = DateTime::from_timestamp_millis(header.wall_ms).unwrap_or_default();
    let zone: Option<FixedOffset> = header.zone.parse().ok();
    zone.map_or(at.naive_utc(), |zone| at.with_timezone(&zone).naive_local())
}

fn round(state: &State, slot: usize) -> Option<Round> {
    let (plan, scope) = (state.round_plan(slot)?, Scope::Round { slot });
    let (sheet, found) = (state.scores.get(&scope)?, state.slots.get(slot)?);
    let dims = sheet.dimensions.iter().filter(|dim| dim.open == 0);
    let hints = found.items.iter().map(ItemState::hints_taken).sum::<usize>();
    Some(Round {
        kind: plan.kind?,
        title: plan.title.clone(),
        mean: sheet.mean,
        band: sheet.band,
        range: sheet.range,
        open: sheet.open,
        unconfirmed: sheet.unconfirmed,
        dims: dims.filter_map(|dim| Some((dim.dim.clone(), dim.score?))).collect(),
        gaps: gaps_in(state, slot),
        used: found.used.unwrap_or_default(),
        budget: plan.budget.extended(found.extended).0,
        hints: u32::try_from(hints).unwrap_or(u32::MAX),
    })
}

fn put(state: &State, (slot, item): (usize, usize)) -> Option<Put> {
    let (question, found) = (state.question_of(slot, item)?, state.item_state(slot, item)?);
    Some(Put {
        id: question.ask.id.clone(),
        topic: question.ask.topic.clone(),
        kind: question.ask.kind,
        mean: state.scores.get(&Scope::Question { slot, item }).and_then(|sheet| sheet.mean),
        blank: judged::is_not_answered(found),
        story: found.story.as_ref().map(|told| told.id.clone()),
    })
}

/// Every point that somebody judged or that was computed, whatever came of it: one that was missed
/// becomes a card, and a later one that was met takes it back.
pub(super) fn marked(state: &State, (slot, item): (usize, usize)) -> Vec<Marked> {
    let (Some(question), Some(found)) =
        (state.question_of(slot, item), state.item_state(slot, item))
    else {
        return Vec::new();
    };
    let rules = fold::rules_of(state);
    let ask = &question.ask;
    let marked = |point: &str, asks, mark, worth| Marked {
        card: id_of(&ask.id, point),
        topic: ask.topic.clone(),
        asks,
        mark,
        worth,
    };
    let points = question_points(state, slot, item, state.level());
    let mut all: Vec<Marked> = points
        .iter()
        .filter_map(|point| {
            let worth = match point.role {
                Role::Must => MUST + point.weight,
                Role::Core | Role::Bonus => point.weight,
                Role::Followup | Role::Curveball | Role::Cap(_) => return None,
            };
            let is_point = matches!(point.about, About::Item(_) | About::Number(_));
            let decided = judged::of_question(rules, state, (slot, item), &point.about)?;
            let is_known =
                matches!(decided.basis, Basis::Own | Basis::Peer | Basis::Computed | Basis::Read);
            let is_asked = decided.mark != Mark::NotAsked;
            let asks = if point.is_choice() { Asks::Choice } else { Asks::Point };
            let id = if point.is_choice() { CHOICE.to_owned() } else { point.about.mark_id() };
            (is_point && is_known && is_asked).then(|| marked(&id, asks, decided.mark, worth))
        })
        .collect();
    let classes = classes(found).into_iter();
    all.extend(classes.map(|(class, mark)| marked(&case_id(&class), Asks::Case, mark, 1)));
    all
}

/// A class of awkward data, as a point of its question.
#[must_use]
pub fn case_id(class: &str) -> String {
    format!("{CASE}{class}")
}

/// Before the class.
pub const CASE: &str = "case:";

/// Classes of the cases that the attempt which counts was graded on, and whether all of a class
/// passed. The candidate's own cases say nothing of what was missed.
fn classes(found: &ItemState) -> Vec<(String, Mark)> {
    let verdict = found.scored_attempt().and_then(|attempt| attempt.verdict.as_ref());
    let cases = verdict.into_iter().flat_map(|verdict| &verdict.cases).filter(|case| !case.own);
    let mut classes: Vec<(String, Mark)> = Vec::new();
    for CaseVerdict { classes: of, outcome, .. } in cases {
        let mark = match outcome {
            Outcome::Accepted => Mark::Met,
            Outcome::NotGraded | Outcome::SandboxUnavailable => continue,
            _ => Mark::Missed,
        };
        for class in of {
            match classes.iter_mut().find(|(known, _)| known == class) {
                Some((_, held)) => *held = (*held).max(mark),
                None => classes.push((class.clone(), mark)),
            }
        }
    }
    classes
}
