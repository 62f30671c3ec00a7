//! Which cards there are, and which of them are asked on a day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::card::{Asks, question_of};
use super::digest::Digest;
use super::state::{Known, Practice, due_from};
use crate::engine::event::Mark;

/// What one answer takes, all in all, where nothing else is known: in seconds.
pub const SECONDS_A_CARD: u64 = 75;

/// What the log knows of a card, without its content and its past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    #[serde(rename = "c")]
    pub card: String,
    #[serde(rename = "t", default, skip_serializing_if = "String::is_empty")]
    pub topic: String,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<Asks>,
    /// Day and due date of the last answer.
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub last: Option<(NaiveDate, NaiveDate)>,
    #[serde(rename = "s", default, skip_serializing_if = "std::ops::Not::not")]
    pub suspended: bool,
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub buried: Option<NaiveDate>,
}

impl Brief {
    fn of((id, known): (&String, &Known)) -> Brief {
        Brief {
            card: id.clone(),
            topic: known.card.as_ref().map(|card| card.topic.clone()).unwrap_or_default(),
            asks: known.card.as_ref().map(|card| card.asks),
            last: known.last().map(|review| (review.day, review.due)),
            suspended: known.suspended,
            buried: known.buried,
        }
    }

    #[must_use]
    pub fn all(practice: &Practice) -> Vec<Brief> {
        practice.cards.iter().map(Brief::of).collect()
    }
}

/// One card of the deck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: String,
    pub topic: String,
    pub asks: Asks,
    pub worth: u32,
    /// The newest session in which it was judged; nothing for what only the log has.
    pub session: Option<String>,
    /// Day and due date of the last answer; nothing for a new card.
    pub last: Option<(NaiveDate, NaiveDate)>,
    pub suspended: bool,
    pub buried: Option<NaiveDate>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deck {
    pub lines: Vec<Line>,
}

/// What is asked on one day, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue<'d> {
    pub cards: Vec<&'d Line>,
    /// Due as well, and left for another day: a sibling is asked today.
    pub siblings: usize,
    /// Where nothing is due: when something is.
    pub next: Option<NaiveDate>,
}

impl Queue<'_> {
    #[must_use]
    pub fn minutes(&self) -> u64 {
        minutes(self.cards.len())
    }
}

/// What so many cards take, in whole minutes.
#[must_use]
pub fn minutes(cards: usize) -> u64 {
    (cards as u64 * SECONDS_A_CARD).div_ceil(60)
}

impl Deck {
    /// The cards of all sessions that a person sat, and those that only the log knows. Digests come
    /// in any order.
    #[must_use]
    pub fn new<'a>(digests: impl Iterator<Item = &'a Digest>, briefs: &[Brief]) -> Deck {
        let mut sat: Vec<&Digest> = digests.filter(|digest| !digest.simulated).collect();
        sat.sort_by(|a, b| b.session.cmp(&a.session));
        let mut lines: BTreeMap<&str, (Line, Mark)> = BTreeMap::new();
        for (digest, point) in sat.iter().flat_map(|of| of.points.iter().map(move |p| (of, p))) {
            // The newest judgement of a point stands.
            lines.entry(&point.card).or_insert_with(|| {
                let line = Line {
                    id: point.card.clone(),
                    topic: point.topic.clone(),
                    asks: point.asks,
                    worth: point.worth,
                    session: Some(digest.session.clone()),
                    last: None,
                    suspended: false,
                    buried: None,
                };
                (line, point.mark)
            });
        }
        let mut known = BTreeSet::new();
        for brief in briefs {
            let blank = || Line {
                id: brief.card.clone(),
                topic: brief.topic.clone(),
                asks: brief.asks.unwrap_or(Asks::Own),
                worth: 0,
                session: None,
                last: None,
                suspended: false,
                buried: None,
            };
            let (line, _) = lines.entry(&brief.card).or_insert_with(|| (blank(), Mark::NotAsked));
            line.last = brief.last;
            line.suspended = brief.suspended;
            line.buried = brief.buried;
            if brief.asks.is_some() || brief.last.is_some() {
                known.insert(brief.card.as_str());
            }
        }
        let is_card = |id: &str, mark: Mark| {
            matches!(mark, Mark::Missed | Mark::Partly) || known.contains(id)
        };
        let lines = lines.into_iter().filter(|(id, (_, mark))| is_card(id, *mark));
        Deck { lines: lines.map(|(_, (line, _))| line).collect() }
    }

    /// What is asked on `today`, of a topic or of all: what is due by its date, then what is new by
    /// its worth. Of one question one card a day, so that one answer does not give away the next.
    #[must_use]
    pub fn queue(&self, today: NaiveDate, topic: Option<&str>) -> Queue<'_> {
        let of_topic = |line: &&Line| topic.is_none_or(|topic| line.topic == topic);
        let free = |line: &&Line| !line.suspended && line.buried.is_none_or(|until| until <= today);
        let due = |line: &Line| line.last.map(|(day, due)| due_from(day, due, today));
        let asked: BTreeSet<&str> =
            self.lines.iter().filter_map(|line| line.asked(today)).collect();
        let (mut ready, mut later): (Vec<&Line>, Vec<&Line>) = self
            .lines
            .iter()
            .filter(of_topic)
            .filter(free)
            .partition(|line| due(line).is_none_or(|due| due <= today));
        ready.sort_by_key(|line| {
            let newest = std::cmp::Reverse(line.session.as_deref());
            (due(line).is_none(), due(line), std::cmp::Reverse(line.worth), newest, &line.id)
        });
        later.retain(|line| line.last.is_some());
        let mut taken = BTreeSet::new();
        let mut queue = Queue::default();
        for line in ready {
            let question = question_of(&line.id);
            // A card that was not known today comes again today, whatever its siblings do.
            let is_again = line.last.is_some_and(|(day, _)| day == today);
            let is_taken =
                question.is_some_and(|of| !is_again && asked.contains(of) || !taken.insert(of));
            if is_taken {
                queue.siblings += 1;
            } else {
                queue.cards.push(line);
            }
        }
        if queue.cards.is_empty() {
            let tomorrow = (queue.siblings > 0).then(|| super::day::later(today, 1));
            queue.next = later.iter().filter_map(|line| due(line)).chain(tomorrow).min();
        }
        queue
    }
}

impl Line {
    /// The question it was asked of, where that was on this day: it was answered, or left until
    /// tomorrow with its back in view.
    fn asked(&self, today: NaiveDate) -> Option<&str> {
        let is_answered = self.last.is_some_and(|(day, _)| day == today);
        let is_left = self.buried == Some(super::day::later(today, 1));
        question_of(&self.id).filter(|_| is_answered || is_left)
    }
}

#[cfg(test)]
#[path = "deck_tests.rs"]
mod tests;
