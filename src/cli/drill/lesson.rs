//! One sitting: card after card until the time is over or nothing is due.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::desk::Desk;
use super::shared::{kept, require_topic};
use crate::cli::args::prepare::DrillArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::practice::Home;
use crate::prep::card::{Asks, Card, Grade, question_of};
use crate::prep::day::later;
use crate::prep::deck::{Brief, Deck};
use crate::prep::digest::Digest;
use crate::prep::record::{Fact, Memory, Review};
use crate::prep::schedule::schedule;
use crate::prep::state::{Known, Practice};
use crate::time::Span;
use crate::view::say;

/// What was typed is kept up to here, in bytes.
const SAID_MOST: usize = 8_000;

pub(super) struct Lesson<'a> {
    home: &'a Home,
    desk: Desk,
    digests: Vec<Digest>,
    practice: Practice,
    topic: Option<&'a str>,
    ends: u64,
    minutes: u32,
    /// How often each card was put in this sitting: what was not known comes again last.
    put: BTreeMap<String, u32>,
    /// Cards without content, or left for later by the person.
    passed: BTreeSet<String>,
    /// Questions of which a card's back was shown, and which card's.
    shown: BTreeMap<String, String>,
    /// Records of this sitting and their cards, for taking back.
    answered: Vec<(u64, String)>,
    /// A card that comes before all others: its answer was taken back.
    first: Option<String>,
    again: usize,
}

/// What a person wants after a card.
enum Wish {
    Grade(Grade),
    Undo,
    Suspend,
    Bury,
    Leave,
}

impl<'a> Lesson<'a> {
    pub(super) fn new(
        args: &'a DrillArgs,
        home: &'a Home,
        desk: Desk,
    ) -> Result<Lesson<'a>, Error> {
        let overview = home.overview()?;
        let ends = desk.ticks() + u64::from(args.minutes) * 60_000;
        Ok(Lesson {
            home,
            digests: overview.digests,
            practice: home.read()?,
            topic: args.topic.as_deref(),
            ends,
            minutes: args.minutes,
            put: BTreeMap::new(),
            passed: BTreeSet::new(),
            shown: BTreeMap::new(),
            answered: Vec::new(),
            first: None,
            again: 0,
            desk,
        })
    }

    pub(super) fn hold(mut self, context: &mut Context) -> Result<Outcome, Error> {
        let mut is_over = false;
        loop {
            let day = self.desk.now().day();
            let deck = self.deck();
            let queue = deck.queue(day, self.topic);
            if queue.cards.is_empty() && self.put.is_empty() && self.passed.is_empty() {
                require_topic(&deck, self.topic)?;
                context.show(&say::drill::nothing(queue.next, deck.lines.is_empty()))?;
                return Ok(Outcome::Fine);
            }
            let Some((id, session, left)) = self.next(&deck, day) else { break };
            if !self.put.is_empty() && self.desk.ticks() >= self.ends && self.first.is_none() {
                is_over = true;
                break;
            }
            self.first = None;
            let Some(card) = self.home.card(&id, session.as_deref(), &self.practice) else {
                context.tell(format_args!(
                    "the card {id} is left out: its session is gone; `mock drill suspend {id}` \
                     takes it off the list"
                ))?;
                self.passed.insert(id);
                continue;
            };
            *self.put.entry(id).or_default() += 1;
            if !self.ask(&card, left, day, context)? {
                break;
            }
        }
        let day = self.desk.now().day();
        let deck = self.deck();
        let queue = deck.queue(day, self.topic);
        let left = self.left(&deck, day);
        let minutes = is_over.then_some(self.minutes);
        let told = say::drill::end(self.answered.len(), self.again, left, queue.next, minutes);
        context.show(&told)?;
        Ok(Outcome::Fine)
    }

    fn deck(&self) -> Deck {
        Deck::new(self.digests.iter(), &Brief::all(&self.practice))
    }

    /// The next card, the session it is read from, and how many are left with it.
    fn next(&self, deck: &Deck, day: NaiveDate) -> Option<(String, Option<String>, usize)> {
        if let Some(first) = &self.first {
            let line = deck.lines.iter().find(|line| line.id == *first)?;
            let left = self.left(deck, day).max(1);
            return Some((line.id.clone(), line.session.clone(), left));
        }
        let queue = deck.queue(day, self.topic);
        let open = || queue.cards.iter().filter(|line| self.is_open(&line.id));
        let times = |id: &str| self.put.get(id).copied().unwrap_or_default();
        let line = open().min_by_key(|line| times(&line.id))?;
        Some((line.id.clone(), line.session.clone(), open().count()))
    }

    /// What can still be asked in this sitting. A card whose sibling's back was shown is left for
    /// another day, whatever became of that one.
    fn is_open(&self, id: &str) -> bool {
        let shown = question_of(id).and_then(|question| self.shown.get(question));
        !self.passed.contains(id) && shown.is_none_or(|shown| shown == id)
    }

    fn left(&self, deck: &Deck, day: NaiveDate) -> usize {
        let queue = deck.queue(day, self.topic);
        queue.cards.iter().filter(|line| self.is_open(&line.id)).count()
    }

    /// Whether to go on.
    fn ask(
        &mut self,
        card: &Card,
        left: usize,
        day: NaiveDate,
        context: &mut Context,
    ) -> Result<bool, Error> {
        context.show(&say::drill::asked(card, left))?;
        let began = self.desk.ticks();
        let Some(said) = self.answer(card.asks, context)? else { return Ok(false) };
        // One that took no time came with a file (`Practice::last_review`).
        let took = Span(self.desk.ticks().saturating_sub(began).max(1));
        let known = self.practice.cards.get(&card.id).cloned().unwrap_or_default();
        let due = |grade| schedule(&card.id, known.before(), day, grade).due;
        let dues = Grade::ALL.iter().map(|&grade| (grade, due(grade))).collect::<Vec<_>>();
        context.show(&say::drill::shown(card, &said, took, &dues, day))?;
        if let Some(question) = question_of(&card.id) {
            self.shown.insert(question.to_owned(), card.id.clone());
        }
        loop {
            match self.wish(context)? {
                Wish::Leave => return Ok(false),
                Wish::Undo => {
                    if self.take_back(&card.id, context)? {
                        return Ok(true);
                    }
                }
                Wish::Suspend => {
                    self.hold_back(card, Fact::Suspended { card: card.id.clone() }, context)?;
                    context.tell(format_args!("{} is not asked any more", card.id))?;
                    return Ok(true);
                }
                Wish::Bury => {
                    let until = later(day, 1);
                    self.hold_back(card, Fact::Buried { card: card.id.clone(), until }, context)?;
                    return Ok(true);
                }
                Wish::Grade(grade) => {
                    self.record(card, &known, grade, took, &said, context)?;
                    return Ok(true);
                }
            }
        }
    }

    /// What is typed, up to an empty line; nothing where the input is over. A choice is one line.
    fn answer(&mut self, asks: Asks, context: &mut Context) -> Result<Option<String>, Error> {
        let mut said = String::new();
        loop {
            if self.desk.is_typed_at() {
                write!(context.out, "> ")?;
            }
            context.out.flush()?;
            let Some(line) = self.desk.line()? else {
                return Ok((!said.is_empty()).then_some(said));
            };
            if line.trim().is_empty() {
                break;
            }
            if !said.is_empty() {
                said.push('\n');
            }
            said.push_str(line.trim_end());
            if asks == Asks::Choice {
                break;
            }
        }
        let most = said.floor_char_boundary(SAID_MOST);
        said.truncate(most);
        Ok(Some(said))
    }

    fn wish(&mut self, context: &mut Context) -> Result<Wish, Error> {
        loop {
            context.out.flush()?;
            let wish = match self.desk.key()? {
                'a' | '1' => Wish::Grade(Grade::Again),
                'h' | '2' => Wish::Grade(Grade::Hard),
                'g' | '3' => Wish::Grade(Grade::Good),
                'e' | '4' => Wish::Grade(Grade::Easy),
                'u' => Wish::Undo,
                's' => Wish::Suspend,
                'b' => Wish::Bury,
                'q' => Wish::Leave,
                _ => {
                    context.show(&say::drill::keys())?;
                    continue;
                }
            };
            return Ok(wish);
        }
    }

    fn record(
        &mut self,
        card: &Card,
        seen: &Known,
        grade: Grade,
        took: Span,
        said: &str,
        context: &mut Context,
    ) -> Result<(), Error> {
        let now = self.desk.now();
        let day = now.day();
        let added = self.home.add(&now, |practice| {
            let known = practice.cards.get(&card.id).cloned().unwrap_or_default();
            if known.last().map(|review| review.seq) != seen.last().map(|review| review.seq) {
                return Vec::new();
            }
            let next = schedule(&card.id, known.before(), day, grade);
            let memory: Memory = next.memory;
            let review = Review {
                card: card.id.clone(),
                grade,
                due: next.due,
                memory,
                took,
                said: said.to_owned(),
            };
            let is_new = known.card.as_ref() != Some(card);
            let taken = is_new.then(|| Fact::Taken { card: Box::new(card.clone()) });
            taken.into_iter().chain([Fact::Reviewed(review)]).collect()
        });
        let added = kept(added, context)?;
        self.practice = added.practice;
        match added.seq {
            Some(seq) => {
                self.answered.push((seq, card.id.clone()));
                self.again += usize::from(grade == Grade::Again);
            }
            None => context.tell(format_args!(
                "{} was answered in another terminal meanwhile; that answer stands",
                card.id
            ))?,
        }
        Ok(())
    }

    fn hold_back(&mut self, card: &Card, fact: Fact, context: &mut Context) -> Result<(), Error> {
        let taken = Fact::Taken { card: Box::new(card.clone()) };
        let added = kept(self.home.add(&self.desk.now(), |_| vec![taken, fact]), context)?;
        self.practice = added.practice;
        Ok(())
    }

    /// Whether there was anything to take back; then that card comes next, and this one after it.
    fn take_back(&mut self, current: &str, context: &mut Context) -> Result<bool, Error> {
        let Some((seq, id)) = self.answered.pop() else {
            context.tell(
                "nothing was answered in this sitting yet; `mock drill undo` goes back \
                          further",
            )?;
            return Ok(false);
        };
        let was_again = |practice: &Practice| {
            let last = practice.cards.get(&id).and_then(Known::last);
            last.is_some_and(|review| review.seq == seq && review.grade == Grade::Again)
        };
        self.again -= usize::from(was_again(&self.practice));
        let added = kept(self.home.add(&self.desk.now(), |_| vec![Fact::Undone { seq }]), context)?;
        self.practice = added.practice;
        for put in [id.as_str(), current] {
            if let Some(times) = self.put.get_mut(put) {
                *times -= 1;
            }
        }
        context.tell(format_args!("taken back: {id}"))?;
        self.first = Some(id);
        Ok(true)
    }
}
