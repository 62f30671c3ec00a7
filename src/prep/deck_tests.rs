use chrono::{NaiveDateTime, TimeDelta};
use rand::rngs::ChaCha12Rng;
use rand::{RngExt, SeedableRng};

use super::*;
use crate::bank::question::Level;
use crate::format::plan::SessionMode;
use crate::prep::card::Grade;
use crate::prep::day::{later, study_day};
use crate::prep::digest::{Marked, Stands};
use crate::prep::record::{Entry, Fact, Review};
use crate::prep::schedule::schedule;
use crate::time::Span;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn digest(number: u32, points: &[(&str, Mark)]) -> Digest {
    Digest {
        session: format!("01KB1Q2W3E4R5T6Y7P8A9S{number:04}"),
        day: day("2026-11-30"),
        title: "Phone screen".to_owned(),
        format: "phone-screen".to_owned(),
        level: Level::Mid,
        mode: SessionMode::Practice,
        stands: Stands::Scored,
        simulated: false,
        took: Span::minutes(20),
        rounds: vec![],
        questions: vec![],
        points: points
            .iter()
            .map(|(card, mark)| Marked {
                card: (*card).to_owned(),
                topic: card.split('/').next().unwrap_or_default().to_owned(),
                asks: Asks::Point,
                mark: *mark,
                worth: 3,
            })
            .collect(),
    }
}

fn ids<'d>(queue: &Queue<'d>) -> Vec<&'d str> {
    queue.cards.iter().map(|line| line.id.as_str()).collect()
}

#[test]
fn the_newest_judgement_of_a_point_decides() {
    let first = digest(1, &[("kafka/key", Mark::Missed), ("spark/skew", Mark::Met)]);
    let later = digest(2, &[("kafka/key", Mark::Met), ("spark/skew", Mark::Partly)]);
    let today = day("2026-12-01");
    let deck = Deck::new([&first].into_iter(), &[]);
    assert_eq!(ids(&deck.queue(today, None)), ["kafka/key"]);
    let deck = Deck::new([&first, &later].into_iter(), &[]);
    assert_eq!(ids(&deck.queue(today, None)), ["spark/skew"]);
    let mut simulated = digest(3, &[("kafka/key", Mark::Missed)]);
    simulated.simulated = true;
    let deck = Deck::new([&first, &later, &simulated].into_iter(), &[]);
    assert_eq!(ids(&deck.queue(today, None)), ["spark/skew"], "an answers file misses nothing");
    // What is being learned already is not forgotten because it went well once.
    let brief = Brief {
        card: "kafka/key".to_owned(),
        topic: "kafka".to_owned(),
        asks: Some(Asks::Point),
        last: Some((today, today)),
        suspended: false,
        buried: None,
    };
    let deck = Deck::new([&first, &later].into_iter(), &[brief]);
    assert_eq!(ids(&deck.queue(today, None)), ["kafka/key", "spark/skew"]);
}

#[test]
fn of_one_question_one_card_a_day() {
    let digest = digest(
        1,
        &[("kafka/a", Mark::Missed), ("kafka/b", Mark::Missed), ("spark/c", Mark::Missed)],
    );
    let today = day("2026-12-01");
    let deck = Deck::new([&digest].into_iter(), &[]);
    let queue = deck.queue(today, None);
    assert_eq!((ids(&queue), queue.siblings), (vec!["kafka/a", "spark/c"], 1));
    assert_eq!(ids(&deck.queue(today, Some("spark"))), ["spark/c"]);
    let answered = |due: NaiveDate| {
        let brief = Brief {
            card: "kafka/a".to_owned(),
            topic: "kafka".to_owned(),
            asks: Some(Asks::Point),
            last: Some((today, due)),
            suspended: false,
            buried: None,
        };
        Deck::new([&digest].into_iter(), &[brief])
    };
    let good = answered(day("2026-12-04"));
    assert_eq!(ids(&good.queue(today, Some("kafka"))), Vec::<&str>::new());
    assert_eq!(good.queue(today, Some("kafka")).next, Some(day("2026-12-02")));
    assert_eq!(ids(&good.queue(later(today, 1), Some("kafka"))), ["kafka/b"]);
    // Not known: the same card once more, its sibling tomorrow.
    assert_eq!(ids(&answered(today).queue(today, Some("kafka"))), ["kafka/a"]);
}

#[test]
fn suspended_and_buried_cards_wait() {
    let digest = digest(1, &[("kafka/a", Mark::Missed), ("spark/c", Mark::Missed)]);
    let (today, tomorrow) = (day("2026-12-01"), day("2026-12-02"));
    let held = |suspended, buried| Brief {
        card: "kafka/a".to_owned(),
        topic: String::new(),
        asks: None,
        last: None,
        suspended,
        buried,
    };
    let deck = Deck::new([&digest].into_iter(), &[held(true, None)]);
    assert_eq!(ids(&deck.queue(tomorrow, None)), ["spark/c"]);
    let deck = Deck::new([&digest].into_iter(), &[held(false, Some(tomorrow))]);
    assert_eq!(ids(&deck.queue(today, None)), ["spark/c"]);
    assert_eq!(ids(&deck.queue(tomorrow, None)), ["kafka/a", "spark/c"]);
}

/// A person over 10,000 days, whose machine's clock is set back and forth, who travels, through
/// every daylight saving and leap day: dates move when a card is answered and at no other time, and
/// no card is lost.
#[test]
fn ten_thousand_days() {
    let mut person = Person::new(27);
    for _ in 0..10_000 {
        person.live_a_day();
    }
    assert!(person.answers > 15_000, "{}", person.answers);
    assert!(person.taken_back > 50, "{}", person.taken_back);
    // The clock is right again, and every card is asked within the longest time that one stays away.
    person.skew = TimeDelta::zero();
    let before = person.seq;
    for _ in 0..400 {
        person.now += TimeDelta::days(1);
        person.study(usize::MAX);
    }
    for (id, known) in &person.practice.cards {
        let last = known.last().expect(id);
        assert!(last.seq > before || known.suspended, "{id} was not asked again: {last:?}");
    }
}

struct Person {
    digests: Vec<Digest>,
    practice: Practice,
    /// True time where the person is, and what the machine's clock adds to it.
    now: NaiveDateTime,
    skew: TimeDelta,
    chance: ChaCha12Rng,
    seq: u64,
    answers: usize,
    taken_back: usize,
}

impl Person {
    fn new(seed: u64) -> Person {
        let points: Vec<(String, Mark)> = (0..30)
            .flat_map(|question| {
                (0..3).map(move |point| (format!("q{question}/p{point}"), Mark::Missed))
            })
            .collect();
        let points: Vec<(&str, Mark)> = points.iter().map(|(id, mark)| (&id[..], *mark)).collect();
        Person {
            digests: vec![digest(1, &points)],
            practice: Practice::default(),
            now: "2026-11-30T21:00:00".parse().expect("a time"),
            skew: TimeDelta::zero(),
            chance: ChaCha12Rng::seed_from_u64(seed),
            seq: 1,
            answers: 0,
            taken_back: 0,
        }
    }

    fn live_a_day(&mut self) {
        self.now += TimeDelta::days(1);
        match self.chance.random_range(0..200) {
            // Daylight saving, either way, and a flight.
            0..4 => self.now += TimeDelta::hours(1),
            4..8 => self.now -= TimeDelta::hours(1),
            8 => self.now += TimeDelta::hours(11),
            9 => self.now -= TimeDelta::hours(11),
            10 => self.skew = TimeDelta::days(-self.chance.random_range(1..40)),
            11 => self.skew = TimeDelta::days(self.chance.random_range(1..500)),
            12..30 => self.skew = TimeDelta::zero(),
            // Nothing is done that day.
            30..80 => return,
            _ => {}
        }
        let cards = self.chance.random_range(1..9);
        self.study(cards);
    }

    fn today(&self) -> NaiveDate {
        study_day(self.now + self.skew)
    }

    fn study(&mut self, most: usize) {
        for _ in 0..most {
            let today = self.today();
            let briefs = Brief::all(&self.practice);
            let deck = Deck::new(self.digests.iter(), &briefs);
            assert_eq!(deck.lines.len(), 90, "no card is lost");
            let Some(card) = deck.queue(today, None).cards.first().map(|line| line.id.clone())
            else {
                return;
            };
            let dates = self.dates();
            let grade = match self.chance.random_range(0..20) {
                0..3 if most < 100 => Grade::Again,
                3..6 => Grade::Hard,
                6..17 => Grade::Good,
                _ => {
                    if most < 100 {
                        Grade::Easy
                    } else {
                        Grade::Good
                    }
                }
            };
            self.answer(&card, today, grade);
            if self.chance.random_range(0..300) == 0 {
                let (seq, last) = self.practice.last_review().expect("just answered");
                assert_eq!(last, card);
                self.add(today, Fact::Undone { seq });
                assert_eq!(self.dates(), dates, "as if it had not been answered");
                self.taken_back += 1;
                self.answer(&card, today, grade);
            }
            let mut after = self.dates();
            if let Some(old) = dates.iter().find(|(id, _)| *id == card) {
                after.retain(|(id, _)| *id != card);
                after.push(old.clone());
                after.sort();
            } else {
                after.retain(|(id, _)| *id != card);
            }
            assert_eq!(after, dates, "only the card that was answered has another date");
        }
    }

    fn answer(&mut self, card: &str, today: NaiveDate, grade: Grade) {
        let before = self.practice.cards.get(card).and_then(Known::before);
        let next = schedule(card, before, today, grade);
        assert!(next.due >= today && next.due <= later(today, 365), "{next:?}");
        self.answers += 1;
        let review = Review {
            card: card.to_owned(),
            grade,
            due: next.due,
            memory: next.memory,
            took: Span::seconds(40),
            said: String::new(),
        };
        self.add(today, Fact::Reviewed(review));
    }

    fn add(&mut self, day: NaiveDate, fact: Fact) {
        self.seq += 1;
        let entry = Entry { wall_ms: 0, zone: "+00:00".to_owned(), day, fact };
        let text = serde_json::to_string(&entry).expect("json");
        self.practice.apply(self.seq, serde_json::from_str(&text).expect("read back"));
    }

    /// Of every card that was answered, the date as it stands in the log.
    fn dates(&self) -> Vec<(String, NaiveDate)> {
        let dated = self.practice.cards.iter();
        dated.filter_map(|(id, known)| Some((id.clone(), known.last()?.due))).collect()
    }
}
