//! From a format and the bank to one session's plan: which questions, and how long for each.
//!
//! Everything left to chance in a session is drawn here, once, from a generator the caller seeds.

mod cannot;
mod factor;
mod hand;
mod pick;
mod round;
mod wish;

pub use cannot::CannotDraw;
pub use wish::{TimeWish, Wish};

use std::collections::BTreeMap;

use rand::{Rng, RngExt};

use self::factor::Factor;
use self::hand::Hand;
use crate::bank::question::Question;
use crate::format::plan::{Plan, SessionMode, Slot};
use crate::format::{Draw, Format, LoopFormat, RoundFormat, SlotFormat};

/// A plan, and the questions its items index.
#[derive(Debug)]
pub struct Drawn<'a> {
    pub plan: Plan,
    pub questions: Vec<&'a Question>,
}

/// Draws a round or a loop.
///
/// # Errors
/// `CannotDraw` says which rule found nothing and what to change.
pub fn draw<'a, R: Rng>(
    format: &Format,
    rounds: &BTreeMap<String, RoundFormat>,
    bank: &'a [Question],
    wish: &Wish,
    rng: &mut R,
) -> Result<Drawn<'a>, CannotDraw> {
    check_topics(bank, wish)?;
    let mut hand = Hand::new(bank, wish, rng);
    let slots = match format {
        Format::Round(round) => {
            vec![Slot::Round(hand.round(round, Factor::of(wish.time, round.minutes), None)?)]
        }
        Format::Loop(looped) => hand.looped(looped, rounds)?,
    };
    let is_loop = matches!(format, Format::Loop(_));
    let questions = hand.questions;
    // There may be more topics than room; one that could never be drawn is a mistake to name.
    let rules: Vec<&Draw> = format.rounds(rounds).flat_map(|round| round.draws.values()).collect();
    let could_ask = |topic: &str| {
        let about = |question: &&Question| pick::is_about(question, topic);
        let fits = |question| rules.iter().any(|rule| pick::fits(rule, wish, question));
        bank.iter().filter(about).any(fits)
    };
    if let Some(topic) = wish.topics.iter().find(|topic| !could_ask(topic)) {
        let (topic, format) = (topic.clone(), format.id().to_owned());
        return Err(CannotDraw::TopicElsewhere { topic, format });
    }
    let mut plan = plan(format.id(), format.title(), is_loop, slots, wish);
    if wish.bar_raiser && is_loop {
        plan.bar_raiser = bar_raiser(&plan.slots, rng);
    }
    Ok(Drawn { plan, questions })
}

/// The scored round whose interviewer has the veto.
fn bar_raiser<R: Rng>(slots: &[Slot], rng: &mut R) -> Option<usize> {
    let scored = |slot: &Slot| matches!(slot, Slot::Round(round) if round.kind.is_some());
    let scored: Vec<usize> = (0..slots.len()).filter(|index| scored(&slots[*index])).collect();
    (!scored.is_empty()).then(|| scored[rng.random_range(0..scored.len())])
}

/// Draws one question by its id: in its kind's round where it goes on through that round's
/// phases, else alone.
///
/// # Errors
/// `UnknownQuestion`, with the nearest id.
pub fn draw_question<'a, R: Rng>(
    id: &str,
    rounds: &BTreeMap<String, RoundFormat>,
    bank: &'a [Question],
    wish: &Wish,
    rng: &mut R,
) -> Result<Drawn<'a>, CannotDraw> {
    let question = bank.iter().find(|question| question.ask.id == id).ok_or_else(|| {
        let near = nearest(id, bank.iter().map(|question| question.ask.id.as_str()));
        CannotDraw::UnknownQuestion { id: id.to_owned(), near }
    })?;
    let mut hand = Hand::new(std::slice::from_ref(question), wish, rng);
    let round = match rounds.values().find(|round| round::spans_phases(round, question.ask.kind)) {
        Some(format) => hand.round(format, Factor::of(wish.time, format.minutes), None)?,
        None => hand.alone(question),
    };
    let slots = vec![Slot::Round(round)];
    let title = question.ask.title.clone();
    let questions = hand.questions;
    Ok(Drawn { plan: plan(id, &title, false, slots, wish), questions })
}

fn plan(format: &str, title: &str, is_loop: bool, slots: Vec<Slot>, wish: &Wish) -> Plan {
    let default = if is_loop { SessionMode::Exam } else { SessionMode::Practice };
    Plan {
        format: format.to_owned(),
        title: title.to_owned(),
        level: wish.level,
        mode: wish.mode.unwrap_or(default),
        interviewer: wish.interviewer,
        candidate_elsewhere: false,
        time: wish.time.words(),
        is_loop,
        bar_raiser: None,
        slots,
    }
}

/// Whether there are questions about every topic that is preferred or left out.
///
/// # Errors
/// `UnknownTopic`, with the nearest.
pub fn check_topics(bank: &[Question], wish: &Wish) -> Result<(), CannotDraw> {
    for topic in wish.topics.iter().chain(&wish.without) {
        if !bank.iter().any(|question| pick::is_about(question, topic)) {
            let all = bank.iter().map(|question| question.ask.topic.as_str());
            let near = nearest(topic, all);
            return Err(CannotDraw::UnknownTopic { topic: topic.clone(), near });
        }
    }
    Ok(())
}

fn nearest<'t>(word: &str, all: impl Iterator<Item = &'t str>) -> Option<String> {
    let close = |known: &&str| strsim::jaro_winkler(word, known) > 0.8;
    all.filter(close)
        .max_by(|a, b| strsim::jaro_winkler(word, a).total_cmp(&strsim::jaro_winkler(word, b)))
        .map(str::to_owned)
}

impl<R: Rng> Hand<'_, '_, R> {
    fn looped(
        &mut self,
        looped: &LoopFormat,
        rounds: &BTreeMap<String, RoundFormat>,
    ) -> Result<Vec<Slot>, CannotDraw> {
        let (factor, has_breaks) = Factor::of_loop(self.wish.time, looped, self.wish.level);
        let has_questions = looped
            .slots_at(self.wish.level)
            .any(|slot| matches!(slot, SlotFormat::Questions { .. }));
        let mut slots = Vec::new();
        for slot in looped.slots_at(self.wish.level) {
            slots.push(match slot {
                SlotFormat::Break { .. } if !has_breaks => continue,
                SlotFormat::Break { title, minutes } => {
                    Slot::Break { title: title.clone(), budget: factor.budget(*minutes) }
                }
                SlotFormat::Questions { minutes } => {
                    Slot::Round(self.questions_slot(factor.budget(*minutes)))
                }
                SlotFormat::Round { rounds: named, minutes } => {
                    let round = self.one_of(named, rounds);
                    let format = rounds.get(round).ok_or_else(|| CannotDraw::UnknownRound {
                        looped: looped.id.clone(),
                        round: round.to_owned(),
                    })?;
                    let place = round::InLoop { minutes: *minutes, has_questions };
                    let mut plan = self.round(format, factor, Some(place))?;
                    plan.drawn_from = titles(named, rounds);
                    Slot::Round(plan)
                }
            });
        }
        Ok(slots)
    }

    /// The round that takes place where several may: of those that the wish can fill.
    fn one_of<'n>(
        &mut self,
        named: &'n [String],
        rounds: &BTreeMap<String, RoundFormat>,
    ) -> &'n str {
        let can_ask = |id: &&String| {
            let rules = rounds.get(*id).into_iter().flat_map(|round| round.draws.values());
            let mut rules = rules.peekable();
            let has_rules = rules.peek().is_some();
            let all = |rule: &Draw| self.bank.iter().any(|q| pick::fits(rule, self.wish, q));
            has_rules && rules.all(all)
        };
        let able: Vec<&String> = named.iter().filter(can_ask).collect();
        match (able.as_slice(), named) {
            ([], [first, ..]) => first,
            ([], []) => "",
            ([one], _) => one,
            (able, _) => able[self.rng.random_range(0..able.len())],
        }
    }
}

/// Titles of the rounds that one was drawn from; none where there was no choice.
fn titles(named: &[String], rounds: &BTreeMap<String, RoundFormat>) -> Vec<String> {
    let titles = named.iter().filter_map(|id| Some(rounds.get(id)?.title.clone()));
    if named.len() > 1 { titles.collect() } else { Vec::new() }
}

#[cfg(test)]
#[path = "draw_tests.rs"]
mod tests;
