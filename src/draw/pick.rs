//! Weighing the questions that fit and drawing among them.

use rand::{Rng, RngExt};

use super::cannot::CannotDraw;
use super::hand::Hand;
use super::wish::Wish;
use crate::bank::question::{Level, Question};
use crate::format::Draw;

/// A topic asked for outweighs everything the format says.
const ASKED_FOR: u64 = 10_000;
/// A question that went badly before and is to be drawn again.
const REDO: u64 = 100_000;
/// Tries to find a set whose minutes fit the phase before the nearest is taken.
const TRIES: u32 = 64;

/// Whether the question's topic, or one of its further topics, is this one.
pub(super) fn is_about(question: &Question, topic: &str) -> bool {
    question.ask.topic == topic || question.ask.topics.iter().any(|other| other == topic)
}

/// Whether the rule may draw the question at all.
pub(super) fn fits(rule: &Draw, wish: &Wish, question: &Question) -> bool {
    rule.means(question.ask.kind, question.ask.mode)
        && !wish.without.iter().any(|topic| is_about(question, topic))
}

impl<'a, R: Rng> Hand<'a, '_, R> {
    /// Draws `count` questions whose minutes come within a tenth of `minutes`, if any do.
    pub(super) fn pick(
        &mut self,
        round: &str,
        name: &str,
        rule: &Draw,
        count: u32,
        minutes: u32,
    ) -> Result<Vec<&'a Question>, CannotDraw> {
        let mut best: Option<(u32, Vec<&'a Question>)> = None;
        for _ in 0..TRIES {
            let set = self.pick_set(rule, count);
            if set.is_empty() {
                break;
            }
            let sum: u32 = set.iter().map(|question| question.ask.minutes).sum();
            let off = sum.abs_diff(minutes);
            if best.as_ref().is_none_or(|(least, _)| off < *least) {
                best = Some((off, set));
            }
            if off * 10 <= minutes {
                break;
            }
        }
        let Some((_, set)) = best else {
            let sought = self.sought(rule);
            return Err(CannotDraw::NoQuestion {
                round: round.to_owned(),
                draw: name.to_owned(),
                sought,
            });
        };
        Ok(set)
    }

    fn sought(&self, rule: &Draw) -> String {
        let modes: Vec<&str> = rule.modes.iter().map(|mode| mode.word()).collect();
        let mut sought = format!("{} questions", rule.kind);
        if !modes.is_empty() {
            sought += &format!(" of mode {}", modes.join(" or "));
        }
        sought += &format!(" for level {}", self.wish.level);
        if !self.wish.without.is_empty() {
            sought += &format!(" without {}", self.wish.without.join(", "));
        }
        sought
    }

    fn pick_set(&mut self, rule: &Draw, count: u32) -> Vec<&'a Question> {
        let mut set: Vec<&'a Question> = Vec::new();
        for _ in 0..count {
            let weighed = self.weighed(rule, &set);
            let total: u64 = weighed.iter().map(|(weight, _)| weight).sum();
            if total == 0 {
                break;
            }
            let mut left = self.rng.random_range(0..total);
            for (weight, question) in weighed {
                if left < weight {
                    set.push(question);
                    break;
                }
                left -= weight;
            }
        }
        set
    }

    /// What may be drawn next and how likely. A topic dealt before is left out, and so is a
    /// question seen lately, as long as anything else remains.
    fn weighed(&self, rule: &Draw, set: &[&'a Question]) -> Vec<(u64, &'a Question)> {
        let dealt: Vec<&Question> = self.questions.iter().chain(set).copied().collect();
        let is_left = |question: &&'a Question| {
            fits(rule, self.wish, question)
                && !dealt.iter().any(|other| other.ask.id == question.ask.id)
        };
        let pool: Vec<&'a Question> = self.bank.iter().filter(is_left).collect();
        let new_topic = |q: &&&Question| !dealt.iter().any(|other| other.ask.topic == q.ask.topic);
        let fresh = |q: &&&Question| !self.is_seen(rule, q);
        let fresh_topics: Vec<_> = pool.iter().filter(new_topic).filter(fresh).copied().collect();
        let topics: Vec<_> = pool.iter().filter(new_topic).copied().collect();
        for choice in [fresh_topics, topics, pool] {
            let weighed: Vec<_> = choice.into_iter().map(|q| (self.weight(rule, q), q)).collect();
            if weighed.iter().any(|(weight, _)| *weight > 0) {
                return if rule.is_easy { self.easy_of(weighed) } else { weighed };
            }
        }
        Vec::new()
    }

    /// Those that the lowest level is asked, or that a person named; all where there are none.
    fn easy_of(&self, weighed: Vec<(u64, &'a Question)>) -> Vec<(u64, &'a Question)> {
        let is_easy = |question: &Question| {
            let is_asked = self.wish.topics.iter().any(|topic| is_about(question, topic));
            question.ask.levels.contains(&Level::ALL[0]) || is_asked
        };
        let easy: Vec<_> = weighed
            .iter()
            .copied()
            .filter(|(weight, question)| *weight > 0 && is_easy(question))
            .collect();
        if easy.is_empty() { weighed } else { easy }
    }

    fn is_seen(&self, rule: &Draw, question: &Question) -> bool {
        let recent = self.wish.seen.iter().take(rule.avoid_seen as usize);
        let is_redo = self.wish.redo.contains(&question.ask.id);
        let is_asked_for = self.wish.topics.iter().any(|topic| is_about(question, topic));
        !is_redo && !is_asked_for && recent.flatten().any(|id| *id == question.ask.id)
    }

    fn weight(&self, rule: &Draw, question: &Question) -> u64 {
        let ask = &question.ask;
        let level = u64::from(rule.levels.of(&ask.levels, self.wish.level));
        let format = u64::from(rule.topics.get(&ask.topic).copied().unwrap_or(1));
        let job = 1 + self
            .wish
            .job
            .iter()
            .filter(|(topic, _)| is_about(question, topic))
            .map(|(_, weight)| u64::from(*weight))
            .sum::<u64>();
        let asked = self.wish.topics.iter().any(|topic| is_about(question, topic));
        let redo = self.wish.redo.contains(&ask.id);
        let lift = if redo { REDO } else { 1 } * if asked { ASKED_FOR } else { 1 };
        // What a person named is drawn whatever its level.
        let level = if redo || asked { level.max(1) } else { level };
        level * format * job * lift
    }
}
