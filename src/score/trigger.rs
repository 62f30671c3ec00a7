//! When a follow-up or a probe is asked: one rule for sessions and for the bank's samples.

use crate::bank::question::{Judge, Level, Trigger};
use std::collections::BTreeMap;

use crate::engine::event::{About, Band, Evidence, PointReading, Reader, Reading, Said};
use crate::time::Span;

use super::best::best;
use super::star::StarReport;
use super::suggest::HIT;

/// What is known once an answer is in.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    pub judge: &'a Judge,
    pub level: Level,
    /// What the matcher found, in sessions before rules 3; computed facts since.
    pub evidence: &'a [Evidence],
    /// What readers found, by part.
    pub readings: &'a BTreeMap<(usize, Reader), Reading>,
    /// The shape of a STAR answer.
    pub star: Option<&'a StarReport>,
    /// How long the answer took; nothing for a sample, which has no time of its own.
    pub used: Option<Span>,
}

/// Whether a point was made, as far as can be told while the interview goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    Made,
    Unsure,
    NotMade,
}

/// Whether a trigger holds.
#[must_use]
pub fn fires(when: &Trigger, seen: &Seen<'_>) -> bool {
    match when {
        Trigger::Always => true,
        Trigger::Hit(id) => seen.heard(id) == Heard::Made,
        Trigger::Miss(id) if seen.judge.rubric.iter().any(|item| item.id == *id) => {
            seen.heard(id) == Heard::NotMade
        }
        Trigger::Miss(check) => seen.star.is_some_and(|star| star.misses(check)),
        Trigger::Level(from) => seen.level >= *from,
        Trigger::UsedUnder(minutes) => {
            seen.used.is_some_and(|used| used < Span::minutes(u64::from(*minutes)))
        }
        Trigger::WeOverI => seen.star.is_some_and(StarReport::says_we_alone),
    }
}

/// Whether a follow-up about a missing point can be asked where there is nothing else to ask: the
/// point wasn't clearly made, and words can't tell that it is missing. It asks, and claims nothing.
#[must_use]
pub fn waits(when: &Trigger, seen: &Seen<'_>) -> bool {
    let Trigger::Miss(id) = when else { return false };
    let is_point = seen.judge.rubric.iter().any(|item| item.id == *id);
    is_point && seen.is_read_by_words() && seen.heard(id) == Heard::Unsure
}

impl Seen<'_> {
    fn is_read_by_words(&self) -> bool {
        self.readings.keys().any(|(_, reader)| *reader == Reader::Words)
    }

    /// A model's verdict before the words' score, and that before a band of the matcher.
    fn heard(&self, id: &str) -> Heard {
        let about = About::Item(id.to_owned());
        let verdicts = self.points(Reader::Model, &about).filter_map(|point| point.verdict);
        if let Some(best) = verdicts.map(by_verdict).min_by_key(|heard| *heard as u8) {
            return best;
        }
        let scores = self
            .points(Reader::Words, &about)
            .map(|point| point.at.first().map_or(0, |at| at.score));
        if let Some(best) = scores.max() {
            return by_score(best);
        }
        if self.is_read_by_words() {
            return Heard::Unsure;
        }
        match best(self.evidence, &about).map(|found| found.band) {
            Some(Band::Likely) => Heard::Made,
            None => Heard::NotMade,
            Some(_) => Heard::Unsure,
        }
    }

    fn points(&self, reader: Reader, about: &About) -> impl Iterator<Item = &PointReading> {
        let readings = self.readings.iter().filter(move |((_, by), _)| *by == reader);
        readings.flat_map(|(_, reading)| &reading.points).filter(move |point| point.about == *about)
    }
}

fn by_verdict(verdict: Said) -> Heard {
    match verdict {
        Said::Said => Heard::Made,
        Said::Half => Heard::Unsure,
        Said::No | Said::Opposite => Heard::NotMade,
    }
}

/// Words can't tell that a point is missing, unless not a word of it was said.
fn by_score(score: u32) -> Heard {
    match score {
        HIT.. => Heard::Made,
        0 => Heard::NotMade,
        _ => Heard::Unsure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::question::RubricItem;
    use crate::engine::event::RankedPlace;
    use crate::score::rules::latest;
    use crate::score::star::{self, Letter, StarAnswer};

    fn judge() -> Judge {
        let item = RubricItem {
            id: "key".to_owned(),
            text: String::new(),
            dim: "depth".to_owned(),
            weight: 1,
            must: false,
            bonus: false,
            from: None,
            phrasings: vec![],
            anchors: std::collections::BTreeMap::new(),
        };
        Judge { rubric: vec![item], ..Judge::default() }
    }

    fn found(band: Band) -> [Evidence; 1] {
        [Evidence {
            about: About::Item("key".to_owned()),
            field: String::new(),
            range: (0, 0),
            words: vec![],
            phrasing: 0,
            score: 0,
            band,
            polarity: false,
        }]
    }

    #[test]
    fn triggers_fire_on_evidence_level_and_time() {
        let judge = judge();
        let fires_at = |when: &str, evidence: &[Evidence], level, used| {
            let readings = &BTreeMap::new();
            let seen = Seen { judge: &judge, level, evidence, readings, star: None, used };
            fires(&when.parse().expect("a trigger"), &seen)
        };
        let (likely, maybe) = (found(Band::Likely), found(Band::Maybe));
        assert!(fires_at("hit:key", &likely, Level::Mid, None));
        assert!(!fires_at("hit:key", &maybe, Level::Mid, None));
        assert!(!fires_at("miss:key", &maybe, Level::Mid, None));
        assert!(fires_at("miss:key", &[], Level::Mid, None));
        assert!(fires_at("level:senior", &[], Level::Senior, None));
        assert!(!fires_at("level:senior", &[], Level::Mid, None));
        assert!(fires_at("used<3", &[], Level::Mid, Some(Span::minutes(2))));
        assert!(!fires_at("used<3", &[], Level::Mid, Some(Span::minutes(3))));
        assert!(!fires_at("used<3", &[], Level::Mid, None), "a sample has no time of its own");
        assert!(!fires_at("we>i", &[], Level::Mid, None), "no STAR answer");
    }

    /// What the readers say of "key", part by part.
    fn readings(all: &[(usize, Reader, Option<Said>, u32)]) -> BTreeMap<(usize, Reader), Reading> {
        let reading = |&(part, reader, verdict, score): &(usize, Reader, Option<Said>, u32)| {
            let at = vec![RankedPlace { field: "answer".to_owned(), from: 0, to: 1, score }];
            let about = About::Item("key".to_owned());
            let reading = Reading {
                reader,
                version: 3,
                model: String::new(),
                instructions: String::new(),
                proof: None,
                points: vec![PointReading { about, verdict, at }],
            };
            ((part, reader), reading)
        };
        all.iter().map(reading).collect()
    }

    #[test]
    fn readers_fire_at_their_cut_offs_and_a_model_goes_first() {
        let judge = judge();
        let fired = |all: &[(usize, Reader, Option<Said>, u32)]| {
            let readings = &readings(all);
            let (level, evidence) = (Level::Mid, &[]);
            let seen = Seen { judge: &judge, level, evidence, readings, star: None, used: None };
            let trigger = |when: &str| when.parse::<Trigger>().expect("a trigger");
            assert!(!waits(&trigger("hit:key"), &seen));
            let miss = trigger("miss:key");
            (fires(&trigger("hit:key"), &seen), fires(&miss, &seen), waits(&miss, &seen))
        };
        let words = |score| (0, Reader::Words, None, score);
        assert_eq!(fired(&[words(HIT)]), (true, false, false));
        assert_eq!(fired(&[words(HIT - 1)]), (false, false, true), "words can't tell");
        assert_eq!(fired(&[words(1)]), (false, false, true));
        assert_eq!(fired(&[words(0)]), (false, true, false), "not a word of it");
        assert_eq!(
            fired(&[words(0), (1, Reader::Words, None, HIT)]),
            (true, false, false),
            "in a follow-up"
        );
        let model = |verdict| (0, Reader::Model, Some(verdict), 1000);
        assert_eq!(fired(&[words(HIT), model(Said::No)]), (false, true, false));
        assert_eq!(fired(&[words(0), model(Said::Said)]), (true, false, false));
        assert_eq!(fired(&[words(HIT), model(Said::Half)]), (false, false, true));
        assert_eq!(fired(&[words(HIT), model(Said::Opposite)]), (false, true, false));
    }

    #[test]
    fn a_single_i_is_enough_to_leave_we_alone() {
        let judge = judge();
        let fires_for = |action: &str| {
            let letter = |text| Letter { text, used_ms: 0 };
            let letters = [letter(""), letter(""), letter(action), letter("")];
            let report = star::read(&latest().star, &StarAnswer { letters, is_spoken: false });
            let star = Some(&report);
            let readings = &BTreeMap::new();
            let (level, evidence) = (Level::Mid, &[]);
            let seen = Seen { judge: &judge, level, evidence, readings, star, used: None };
            fires(&Trigger::WeOverI, &seen)
        };
        assert!(fires_for("We built it and we ran it."));
        assert!(!fires_for("We built it, we ran it, and I watched."));
        assert!(!fires_for("They built it."));
    }
}
