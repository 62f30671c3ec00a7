//! Scored rounds over time, what is weakest, and what to practise next.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::bank::question::{Ask, Kind, Level};
use crate::engine::State;
use crate::engine::event::Scope;
use crate::figures::counted;
use crate::format::plan::SessionMode;
use crate::text::SafeText;
use crate::view::{standing, words};

/// Below this many scored rounds of a kind nothing can be said of it (docs/rules.md).
pub const ROUNDS_LEAST: usize = 3;

/// From this mean on, in thousandths, a topic went well.
pub(in crate::view) const PASSED: u32 = 2750;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct History {
    /// Oldest first.
    pub rounds: Vec<RoundLine>,
    pub kinds: Vec<KindLine>,
    /// Weakest first; those that went well are left out.
    pub weakest: Vec<TopicLine>,
    /// Questions that went badly or unanswered when they were last put.
    pub missed: Vec<SafeText>,
    /// Rounds played from an answers file: listed, never counted.
    pub simulated: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoundLine {
    pub session: String,
    pub short: String,
    /// ISO date in the zone it was held in.
    pub date: String,
    pub title: SafeText,
    pub kind: Kind,
    pub mode: SessionMode,
    pub level: Level,
    pub dimensions: Vec<(SafeText, Option<u32>)>,
    /// Thousandths; absent while points are open.
    pub mean: Option<u32>,
    /// Where the mean can still end while points are open.
    pub range: Option<(u32, u32)>,
    /// Core points that wait for a mark.
    pub open: u32,
    pub band: Option<u32>,
    /// Topics of its questions that did not go well, weakest first.
    pub weakest: Vec<SafeText>,
    /// The titles of those questions, in the same order.
    pub weak_questions: Vec<SafeText>,
    pub unconfirmed: bool,
    pub simulated: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindLine {
    pub kind: Kind,
    /// Scored rounds; those with open points are none yet.
    pub n: usize,
    /// Thousandths; absent below `ROUNDS_LEAST`: too few to tell.
    pub mean: Option<u32>,
    /// Mean of each dimension where it was seen, thousandths; likewise.
    pub dimensions: BTreeMap<String, u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopicLine {
    pub topic: SafeText,
    /// Scored questions.
    pub n: usize,
    /// Thousandths.
    pub mean: u32,
}

impl History {
    /// Sessions may come in any order.
    pub fn new(sessions: &[State]) -> History {
        let mut newest: Vec<&State> = sessions.iter().collect();
        newest.sort_by(|a, b| b.header.session.cmp(&a.header.session));
        let rounds: Vec<RoundLine> = newest.iter().rev().flat_map(|state| rounds(state)).collect();
        let real: Vec<State> =
            newest.iter().filter(|state| !state.header.simulated).map(|s| (*s).clone()).collect();
        History {
            kinds: kinds(&rounds),
            weakest: topics(&real),
            missed: super::progress::missed(&real).iter().map(|id| SafeText::line(id)).collect(),
            simulated: rounds.iter().filter(|round| round.simulated).count(),
            rounds,
        }
    }

    /// What to do next, in words, and the command for it.
    pub fn next(&self) -> (String, String) {
        if let Some(open) = self.rounds.iter().rev().find(|it| it.open > 0 && !it.simulated) {
            let waiting = standing::waiting(open.open as usize);
            return (
                format!("{} is open: {waiting}", open.title),
                format!("mock score {}", open.short),
            );
        }
        let tried: BTreeSet<Kind> = self.kinds.iter().map(|kind| kind.kind).collect();
        if tried.is_empty() {
            return ("no round of your own is scored yet".to_owned(), "mock run".to_owned());
        }
        if !self.missed.is_empty() {
            let count = counted(self.missed.len(), "question");
            return (format!("{count} went badly when last put"), "mock run --redo".to_owned());
        }
        if let Some(weakest) = self.weakest.first() {
            let command = format!("mock run --topic {}", weakest.topic);
            return (format!("{} is your weakest topic", weakest.topic), command);
        }
        const FIRST: [Kind; 5] = [
            Kind::PhoneScreen,
            Kind::Coding,
            Kind::Behavioral,
            Kind::SystemDesign,
            Kind::CaseStudy,
        ];
        match FIRST.into_iter().find(|kind| !tried.contains(kind)) {
            Some(kind) => (
                format!("no {} round is scored yet", words::kind(kind)),
                format!("mock run --format {kind}"),
            ),
            None => ("every kind is rehearsed".to_owned(), "mock run --format onsite".to_owned()),
        }
    }
}

fn rounds(state: &State) -> Vec<RoundLine> {
    let Some(plan) = &state.plan else { return Vec::new() };
    let started = words::started(&state.header);
    let line = |slot: usize| {
        let sheet = state.scores.get(&Scope::Round { slot })?;
        let round = state.round_plan(slot)?;
        let dim = |d: &crate::engine::event::DimensionScore| (SafeText::line(&d.dim), d.score);
        Some(RoundLine {
            session: state.header.session.to_string(),
            short: state.header.session.short().to_owned(),
            date: started.map(|at| at.date_naive().to_string()).unwrap_or_default(),
            title: SafeText::line(&round.title),
            kind: round.kind?,
            mode: plan.mode,
            level: plan.level,
            dimensions: sheet.dimensions.iter().map(dim).collect(),
            mean: sheet.mean,
            range: sheet.range,
            open: sheet.open,
            band: sheet.band,
            weakest: weak(state, slot, |question| &question.topic),
            weak_questions: weak(state, slot, |question| &question.title),
            unconfirmed: sheet.unconfirmed,
            simulated: state.header.simulated,
        })
    };
    (0..plan.slots.len()).filter_map(line).collect()
}

/// Every scored question, its round's slot and its mean.
fn scored(state: &State) -> impl Iterator<Item = (usize, &Ask, u32)> {
    state.opened_questions().filter_map(move |(slot, item)| {
        let mean = state.scores.get(&Scope::Question { slot, item })?.mean?;
        Some((slot, &state.question_of(slot, item)?.ask, mean))
    })
}

/// What the questions of a round that did not go well are called, each name once.
fn weak(state: &State, slot: usize, name: fn(&Ask) -> &String) -> Vec<SafeText> {
    let of_round = scored(state).filter(|(at, _, mean)| *at == slot && *mean < PASSED);
    let mut weak: Vec<(u32, &Ask)> = of_round.map(|(_, ask, mean)| (mean, ask)).collect();
    weak.sort_by_key(|(mean, ask)| (*mean, ask.topic.as_str(), ask.title.as_str()));
    let mut names: Vec<SafeText> = Vec::new();
    for (_, ask) in weak {
        let name = SafeText::line(name(ask));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn topics(sessions: &[State]) -> Vec<TopicLine> {
    let mut pooled: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (_, ask, score) in sessions.iter().flat_map(scored) {
        pooled.entry(ask.topic.as_str()).or_default().push(score);
    }
    let line = |(topic, scores): (&str, Vec<u32>)| TopicLine {
        topic: SafeText::line(topic),
        n: scores.len(),
        mean: mean(&scores),
    };
    let mut lines: Vec<TopicLine> = pooled.into_iter().map(line).collect();
    lines.retain(|line| line.mean < PASSED);
    lines.sort_by(|a, b| (a.mean, b.n, &a.topic.as_str()).cmp(&(b.mean, a.n, &b.topic.as_str())));
    lines
}

fn kinds(rounds: &[RoundLine]) -> Vec<KindLine> {
    let line = |kind: &Kind| {
        let of_kind = || rounds.iter().filter(|r| r.kind == *kind && !r.simulated);
        let means: Vec<u32> = of_kind().filter_map(|round| round.mean).collect();
        let enough = means.len() >= ROUNDS_LEAST;
        let mut seen: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (dim, score) in of_kind().flat_map(|round| &round.dimensions) {
            if let Some(score) = score {
                seen.entry(dim.to_string()).or_default().push(score * 1000);
            }
        }
        seen.retain(|_, scores| scores.len() >= ROUNDS_LEAST);
        (!means.is_empty()).then(|| KindLine {
            kind: *kind,
            n: means.len(),
            mean: enough.then(|| mean(&means)),
            dimensions: seen.into_iter().map(|(dim, scores)| (dim, mean(&scores))).collect(),
        })
    };
    Kind::ALL.iter().filter_map(line).collect()
}

/// Cut to whole thousandths; the list is never empty.
fn mean(scores: &[u32]) -> u32 {
    let sum: u64 = scores.iter().map(|score| u64::from(*score)).sum();
    let count = scores.len().max(1) as u64;
    u32::try_from(sum / count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::plans::{self, PRACTICE};
    use crate::testing::played::play;

    /// The same phone screen, once for each mark, in sessions of a person.
    fn sessions(marks: &[&str]) -> Vec<State> {
        let state = |(index, mark): (usize, &&str)| {
            let text = "Messages are ordered inside one partition.";
            let answers = format!("schema = 1\n[default]\ntext = \"{text}\"\nmarks = \"{mark}\"\n");
            let played = play(plans::phone_screen(PRACTICE), &answers);
            let mut state = played.state(played.events.len());
            let id = format!("01KB1Q2W3E4R5T6Y7P8A9S0D{index:02}");
            state.header.session = id.parse().expect("an id");
            state.header.simulated = false;
            state
        };
        marks.iter().enumerate().map(state).collect()
    }

    #[test]
    fn below_three_rounds_of_a_kind_it_is_too_few_to_tell() {
        let two = History::new(&sessions(&["met", "missed"]));
        assert_eq!((two.kinds[0].n, two.kinds[0].mean), (2, None));
        assert!(two.kinds[0].dimensions.is_empty());
        let three = History::new(&sessions(&["met", "missed", "missed"]));
        assert_eq!(three.kinds[0].n, 3);
        let means: Vec<u32> = three.rounds.iter().filter_map(|round| round.mean).collect();
        assert_eq!(three.kinds[0].mean, Some(means.iter().sum::<u32>() / 3));
        assert!(three.kinds[0].dimensions.contains_key("knowledge"));
    }

    #[test]
    fn what_went_badly_last_comes_next() {
        let history = History::new(&sessions(&["met", "missed"]));
        assert_eq!(history.next().1, "mock run --redo");
        assert_eq!(history.weakest[0].topic.as_str(), "kafka-ordering");
        assert_eq!(history.weakest[0].n, 2);
        let better = History::new(&sessions(&["missed", "met"]));
        assert_eq!(better.next().1, "mock run --topic kafka-ordering");
        let good = History::new(&sessions(&["met"]));
        assert_eq!(good.next().1, "mock run --format coding");
        assert_eq!(History::default().next().1, "mock run");
    }

    #[test]
    fn an_answers_file_is_listed_and_not_counted() {
        let mut states = sessions(&["missed"]);
        states[0].header.simulated = true;
        let history = History::new(&states);
        assert_eq!((history.rounds.len(), history.kinds.len(), history.simulated), (1, 0, 1));
        assert!(history.weakest.is_empty() && history.missed.is_empty());
    }
}
