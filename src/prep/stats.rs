//! How it goes over weeks: time, rounds, topics, qualities, and what changed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::day::later;
use super::digest::{Digest, Round};
use super::luck::{Luck, luck};
use super::state::Practice;
use crate::bank::question::Kind;
use crate::score::recommendation::interval;
use crate::score::rules;

/// Scored rounds of a kind from which something can be said of it (docs/rules.md).
pub const ROUNDS_LEAST: usize = 3;

/// Days of the calendar: half a year.
pub const DAYS: i64 = 26 * 7;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    pub sessions: usize,
    /// Minutes in rounds, and with cards.
    pub rounds_ms: u64,
    pub drill_ms: u64,
    pub answers: usize,
    pub stories: Tellings,
    /// Minutes of each day of the last half year on which there were any.
    pub days: BTreeMap<NaiveDate, u64>,
    pub kinds: Vec<KindStat>,
    /// Weakest first.
    pub topics: Vec<Series>,
    pub dimensions: Vec<Series>,
    pub pace: Pace,
    /// Where before and after are parted, and whether a plan began there.
    pub parted: Option<(NaiveDate, bool)>,
    pub changes: Vec<Change>,
    /// Played from an answers file, and left out.
    pub simulated: usize,
}

/// Stories that were told against the clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tellings {
    pub n: usize,
    /// How many stories.
    pub stories: usize,
    pub took_ms: u64,
    pub last: Option<NaiveDate>,
}

/// Rounds of one kind: how many it takes to say something, how many there were, the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindStat {
    pub kind: Kind,
    pub n: usize,
    pub minutes: u64,
    /// Means, oldest first, thousandths.
    pub means: Vec<u32>,
    pub last: NaiveDate,
    /// Where the mean of such rounds probably lies; nothing below `ROUNDS_LEAST`.
    pub interval: Option<(u32, u32)>,
}

/// Scores over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub name: String,
    /// Oldest first, thousandths.
    pub scores: Vec<u32>,
}

/// Time and help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Rounds with a budget, and those that used all of it.
    pub timed: usize,
    pub used_up: usize,
    /// Share of the budget that was used, all together, thousandths.
    pub share: u32,
    pub hints: u32,
    pub rounds: usize,
    /// Guesses that met a score, and guess less score, thousandths of a point.
    pub guesses: usize,
    pub bias: i64,
}

/// One kind of round before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub name: String,
    /// Means, thousandths.
    pub before: Vec<u32>,
    pub after: Vec<u32>,
    pub luck: Luck,
}

impl Series {
    #[must_use]
    pub fn mean(&self) -> u32 {
        mean(&self.scores)
    }
}

/// Cut to whole thousandths.
#[must_use]
pub fn mean(scores: &[u32]) -> u32 {
    let sum: u64 = scores.iter().map(|score| u64::from(*score)).sum();
    u32::try_from(sum / scores.len().max(1) as u64).unwrap_or(u32::MAX)
}

impl Stats {
    /// Nothing was practised yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.sessions == 0 && self.answers == 0 && self.stories.n == 0
    }

    /// `since` is the day on which a plan began; without one the rounds are parted in the middle.
    #[must_use]
    pub fn new(
        digests: &[Digest],
        practice: &Practice,
        since: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Stats {
        let mut sat: Vec<&Digest> = digests.iter().filter(|digest| !digest.simulated).collect();
        sat.sort_by(|a, b| a.session.cmp(&b.session));
        let rounds: Vec<(NaiveDate, &Round)> = sat
            .iter()
            .flat_map(|digest| digest.scored().map(move |round| (digest.day, round)))
            .collect();
        let reviews = || practice.cards.values().flat_map(|known| &known.reviews);
        let drill_ms: u64 = reviews().map(|review| review.took.0).sum();
        let parted = parted(&rounds, since);
        let mut stats = Stats {
            sessions: sat.len(),
            rounds_ms: sat.iter().map(|digest| digest.took.0).sum(),
            drill_ms,
            answers: reviews().count(),
            stories: tellings(practice),
            days: BTreeMap::new(),
            kinds: kinds(&rounds),
            topics: topics(&sat),
            dimensions: dimensions(&rounds),
            pace: pace(&rounds),
            changes: parted.map(|(day, _)| changes(&rounds, day)).unwrap_or_default(),
            parted,
            simulated: digests.len() - sat.len(),
        };
        let first = later(today, 1 - DAYS);
        let spent = sat.iter().map(|digest| (digest.day, digest.took.0));
        let spent = spent.chain(reviews().map(|review| (review.day, review.took.0)));
        let told = practice.rehearsals.iter();
        let spent = spent.chain(told.map(|told| (told.day, told.telling.total().0)));
        for (day, took) in spent.filter(|(day, _)| (first..=today).contains(day)) {
            *stats.days.entry(day).or_default() += took;
        }
        stats
    }
}

fn tellings(practice: &Practice) -> Tellings {
    let all = &practice.rehearsals;
    let stories: BTreeSet<&str> = all.iter().map(|told| told.telling.story.as_str()).collect();
    Tellings {
        n: all.len(),
        stories: stories.len(),
        took_ms: all.iter().map(|told| told.telling.total().0).sum(),
        last: all.iter().map(|told| told.day).max(),
    }
}

fn kinds(rounds: &[(NaiveDate, &Round)]) -> Vec<KindStat> {
    let stat = |kind: &Kind| {
        let of: Vec<&(NaiveDate, &Round)> =
            rounds.iter().filter(|(_, round)| round.kind == *kind).collect();
        let means: Vec<u32> = of.iter().filter_map(|(_, round)| round.mean).collect();
        let (last, _) = of.last()?;
        Some(KindStat {
            kind: *kind,
            n: means.len(),
            minutes: of.iter().map(|(_, round)| round.used.0).sum::<u64>() / 60_000,
            last: *last,
            interval: interval(&rules::latest().looped, &means),
            means,
        })
    };
    Kind::ALL.iter().filter_map(stat).collect()
}

fn topics(sat: &[&Digest]) -> Vec<Series> {
    let questions = sat.iter().flat_map(|digest| &digest.questions);
    let scored = questions.filter_map(|put| Some((put.topic.as_str(), put.mean?)));
    let mut all = series(scored);
    all.sort_by_key(|series| (series.mean(), series.name.clone()));
    all
}

fn dimensions(rounds: &[(NaiveDate, &Round)]) -> Vec<Series> {
    let dims = rounds.iter().flat_map(|(_, round)| &round.dims);
    series(dims.map(|(dim, score)| (dim.as_str(), score * 1000)))
}

fn series<'a>(scored: impl Iterator<Item = (&'a str, u32)>) -> Vec<Series> {
    let mut all: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (name, score) in scored {
        all.entry(name).or_default().push(score);
    }
    all.into_iter().map(|(name, scores)| Series { name: name.to_owned(), scores }).collect()
}

fn pace(rounds: &[(NaiveDate, &Round)]) -> Pace {
    let timed: Vec<(u64, u64)> = rounds
        .iter()
        .filter_map(|(_, round)| Some((round.used.0, round.budget?.0)))
        .filter(|(_, budget)| *budget > 0)
        .collect();
    let (used, budget): (u64, u64) =
        timed.iter().fold((0, 0), |(a, b), (used, budget)| (a + used, b + budget));
    let gaps: Vec<i64> =
        rounds.iter().flat_map(|(_, round)| &round.gaps).map(|gap| gap * 1000).collect();
    Pace {
        timed: timed.len(),
        used_up: timed.iter().filter(|(used, budget)| used >= budget).count(),
        share: u32::try_from(used * 1000 / budget.max(1)).unwrap_or(u32::MAX),
        hints: rounds.iter().map(|(_, round)| round.hints).sum(),
        rounds: rounds.len(),
        guesses: gaps.len(),
        bias: gaps.iter().sum::<i64>() / i64::try_from(gaps.len().max(1)).unwrap_or(1),
    }
}

/// The first day that counts as after.
fn parted(rounds: &[(NaiveDate, &Round)], since: Option<NaiveDate>) -> Option<(NaiveDate, bool)> {
    if let Some(since) = since {
        return Some((since, true));
    }
    let (first, _) = rounds.first()?;
    let (middle, _) = rounds.get(rounds.len() / 2)?;
    (middle > first).then_some((*middle, false))
}

/// Kinds that have rounds on both sides. All of them together would say more of which kinds were sat
/// than of how they went.
fn changes(rounds: &[(NaiveDate, &Round)], day: NaiveDate) -> Vec<Change> {
    let of = |kind: Kind, name: &str| {
        let wanted = rounds.iter().filter(|(_, round)| round.kind == kind);
        let (before, after): (Vec<_>, Vec<_>) = wanted.partition(|(at, _)| *at < day);
        let means = |of: Vec<&(NaiveDate, &Round)>| -> Vec<u32> {
            of.iter().filter_map(|(_, round)| round.mean).collect()
        };
        let (before, after) = (means(before), means(after));
        let luck = luck(&before, &after)?;
        Some(Change { name: name.to_owned(), before, after, luck })
    };
    Kind::ALL.iter().filter_map(|kind| of(*kind, kind.title())).collect()
}
