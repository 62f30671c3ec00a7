//! Weighing the questions that fit and drawing among them.

use std::cmp::Ordering;

use rand::{Rng, RngExt};

use super::cannot::CannotDraw;
use super::hand::Hand;
use super::wish::Wish;
use crate::bank::question::{Level, Question};
use crate::format::Draw;
use crate::format::plan::MadeDo;

/// A topic asked for outweighs everything the format says.
const ASKED_FOR: u64 = 10_000;
/// A question that went badly before and is to be drawn again.
const REDO: u64 = 100_000;
/// Sets that are drawn before one is chosen by its minutes.
const TRIES: u32 = 64;

/// Whether the question's topic, or one of its further topics, is this one.
pub(super) fn is_about(question: &Question, topic: &str) -> bool {
    question.ask.topic == topic || question.ask.topics.iter().any(|other| other == topic)
}

/// Whether the rule may draw the question at all.
pub(super) fn fits(rule: &Draw, wish: &Wish, question: &Question) -> bool {
    rule.means(question.ask.kind, question.ask.mode)
        && rule.topic_weight(&question.ask.topic) > 0
        && !wish.without.iter().any(|topic| is_about(question, topic))
}

/// A question that may be drawn, looked at once for all tries.
#[derive(Clone, Copy)]
struct Choice<'a> {
    question: &'a Question,
    weight: u64,
    /// For the candidate's level, as far as the rule cares about it.
    is_home: bool,
    is_fresh: bool,
    is_named: bool,
}

/// Questions that are drawn together.
struct Set<'a>(Vec<Choice<'a>>);

impl Set<'_> {
    fn minutes(&self) -> u32 {
        self.0.iter().map(|choice| choice.question.ask.minutes).sum()
    }

    /// Within a tenth of these minutes.
    fn fills(&self, minutes: u32) -> bool {
        self.minutes().abs_diff(minutes) * 10 <= minutes
    }

    /// Not much more than these minutes, and no less than two thirds: each question has its share
    /// of the phase, so that short ones have time to spare.
    fn suits(&self, minutes: u32) -> bool {
        self.minutes() * 10 <= minutes * 11 && self.minutes() * 3 >= minutes * 2
    }

    fn away(&self) -> usize {
        self.0.iter().filter(|choice| !choice.is_home).count()
    }
}

/// The first set that fills the minutes; of those that suit them where the others leave no choice.
fn suiting<'s, 'a>(sets: &'s [Set<'a>], count: u32, minutes: u32) -> Option<&'s Set<'a>> {
    let full: Vec<&Set<'_>> = sets.iter().filter(|set| set.fills(minutes)).collect();
    // One question has the phase for itself, and what is short of it is no gap beside others.
    let first = full.first().copied().filter(|_| count > 1 && is_varied(&full));
    first.or_else(|| sets.iter().find(|set| set.suits(minutes)))
}

/// Whether no question is in more than half of the sets but those that a person named.
fn is_varied(sets: &[&Set<'_>]) -> bool {
    let all = sets.iter().flat_map(|set| &set.0).filter(|choice| !choice.is_named);
    let mut ids: Vec<&str> = all.map(|choice| choice.question.ask.id.as_str()).collect();
    ids.sort_unstable();
    ids.chunk_by(|a, b| a == b).all(|same| same.len() * 2 <= sets.len())
}

impl<'a, R: Rng> Hand<'a, '_, R> {
    /// Draws `count` questions: for the candidate's level first, then such as weren't asked lately,
    /// then such as suit the minutes. Only where none for the level does all that, one for another
    /// level takes the place.
    pub(super) fn pick(
        &mut self,
        round: &str,
        name: &str,
        rule: &Draw,
        count: u32,
        minutes: u32,
    ) -> Result<Vec<&'a Question>, CannotDraw> {
        let choices = self.choices(rule);
        let at_level = self.sets(rule, &choices, count, true);
        let of_any = match suiting(&at_level, count, minutes) {
            Some(_) => Vec::new(),
            None => self.sets(rule, &choices, count, false),
        };
        let near = || at_level.iter().min_by_key(|set| set.minutes().abs_diff(minutes));
        let fewest_away =
            || of_any.iter().filter(|set| set.suits(minutes)).min_by_key(|set| set.away());
        let found = suiting(&at_level, count, minutes).or_else(fewest_away).or_else(near);
        found.map(|set| set.0.iter().map(|choice| choice.question).collect()).ok_or_else(|| {
            CannotDraw::NoQuestion {
                round: round.to_owned(),
                draw: name.to_owned(),
                sought: self.sought(rule),
            }
        })
    }

    /// What has to be said of a question that was drawn for want of a better one.
    pub(super) fn made_do(&self, rule: &Draw, index: usize) -> Option<MadeDo> {
        let question = self.questions[index];
        let is_home = self.is_home(rule, question);
        let was_asked = self.is_seen(rule, question);
        let levels = if is_home { Vec::new() } else { question.ask.levels.clone() };
        (!is_home || was_asked).then_some(MadeDo { question: index, levels, was_asked })
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

    fn choices(&self, rule: &Draw) -> Vec<Choice<'a>> {
        let is_dealt = |question: &Question| {
            self.questions.iter().any(|other| other.ask.id == question.ask.id)
        };
        let left = self.bank.iter().filter(|q| fits(rule, self.wish, q) && !is_dealt(q));
        let choices = left.map(|question| Choice {
            question,
            weight: self.weight(rule, question),
            is_home: self.is_home(rule, question),
            is_fresh: !self.is_seen(rule, question),
            is_named: self.is_named(question),
        });
        choices.filter(|choice| choice.weight > 0).collect()
    }

    /// None where there is nothing to draw.
    fn sets(
        &mut self,
        rule: &Draw,
        choices: &[Choice<'a>],
        count: u32,
        level_first: bool,
    ) -> Vec<Set<'a>> {
        if choices.is_empty() {
            return Vec::new();
        }
        (0..TRIES).map(|_| self.set(rule, choices, count, level_first)).collect()
    }

    fn set(
        &mut self,
        rule: &Draw,
        choices: &[Choice<'a>],
        count: u32,
        level_first: bool,
    ) -> Set<'a> {
        let mut set: Vec<Choice<'a>> = Vec::new();
        for _ in 0..count {
            let next = self.next(rule, choices, &set, level_first);
            let total: u64 = next.iter().map(|choice| choice.weight).sum();
            if total == 0 {
                break;
            }
            let mut left = self.rng.random_range(0..total);
            for choice in next {
                if left < choice.weight {
                    set.push(choice);
                    break;
                }
                left -= choice.weight;
            }
        }
        Set(set)
    }

    /// What may be drawn next. A topic dealt before is left out, and so is a question seen lately,
    /// as long as anything else remains.
    fn next(
        &self,
        rule: &Draw,
        choices: &[Choice<'a>],
        set: &[Choice<'a>],
        level_first: bool,
    ) -> Vec<Choice<'a>> {
        let is_left = |choice: &&Choice<'a>| {
            !set.iter().any(|other| other.question.ask.id == choice.question.ask.id)
        };
        let in_set = set.iter().map(|choice| choice.question);
        let dealt: Vec<&Question> = self.questions.iter().copied().chain(in_set).collect();
        let rank = |choice: &Choice<'a>| {
            let topic = &choice.question.ask.topic;
            let is_old = dealt.iter().any(|other| other.ask.topic == *topic);
            let order = match rule.distinct_topics {
                true => (is_old, !choice.is_fresh),
                false => (!choice.is_fresh, is_old),
            };
            (order, level_first && !choice.is_home)
        };
        let mut best = Vec::new();
        let mut least = None;
        for choice in choices.iter().filter(is_left) {
            let own = rank(choice);
            match least.map_or(Ordering::Less, |least| own.cmp(&least)) {
                Ordering::Less => (least, best) = (Some(own), vec![*choice]),
                Ordering::Equal => best.push(*choice),
                Ordering::Greater => {}
            }
        }
        if rule.is_easy { self.easy_of(best) } else { best }
    }

    /// Those that the lowest level is asked, or that a person named; all where there are none.
    fn easy_of(&self, choices: Vec<Choice<'a>>) -> Vec<Choice<'a>> {
        let is_easy = |choice: &&Choice<'a>| {
            let is_asked = self.wish.topics.iter().any(|topic| is_about(choice.question, topic));
            choice.question.ask.levels.contains(&Level::ALL[0]) || is_asked
        };
        let easy: Vec<_> = choices.iter().filter(is_easy).copied().collect();
        if easy.is_empty() { choices } else { easy }
    }

    /// Whether a person named the question or its topic: it is drawn whatever its level.
    fn is_named(&self, question: &Question) -> bool {
        let is_asked_for = self.wish.topics.iter().any(|topic| is_about(question, topic));
        is_asked_for || self.wish.redo.contains(&question.ask.id)
    }

    /// Whether the question is for the candidate's level, or the rule or a person wants it so.
    fn is_home(&self, rule: &Draw, question: &Question) -> bool {
        let levels = &question.ask.levels;
        let is_easy = rule.is_easy && levels.contains(&Level::ALL[0]);
        let is_at = levels.contains(&self.wish.level);
        is_at || is_easy || rule.levels.at == 0 || self.is_named(question)
    }

    fn is_seen(&self, rule: &Draw, question: &Question) -> bool {
        let recent = self.wish.seen.iter().take(rule.avoid_seen as usize);
        !self.is_named(question) && recent.flatten().any(|id| *id == question.ask.id)
    }

    fn weight(&self, rule: &Draw, question: &Question) -> u64 {
        let ask = &question.ask;
        let level = u64::from(rule.levels.of(&ask.levels, self.wish.level));
        let format = u64::from(rule.topic_weight(&ask.topic));
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
