//! When a follow-up or a probe is asked: one rule for sessions and for the bank's samples.

use crate::bank::question::{Judge, Level, Trigger};
use crate::engine::event::{About, Band, Evidence};
use crate::time::Span;

use super::best::best;
use super::star::StarReport;

/// What is known once an answer is in.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    pub judge: &'a Judge,
    pub level: Level,
    pub evidence: &'a [Evidence],
    /// The shape of a STAR answer.
    pub star: Option<&'a StarReport>,
    /// How long the answer took; nothing for a sample, which has no time of its own.
    pub used: Option<Span>,
}

/// Whether a trigger holds.
#[must_use]
pub fn fires(when: &Trigger, seen: &Seen<'_>) -> bool {
    let band_of = |id: &str| {
        let about = About::Item(id.to_owned());
        best(seen.evidence, &about).map(|found| found.band)
    };
    match when {
        Trigger::Always => true,
        Trigger::Hit(id) => band_of(id) == Some(Band::Likely),
        Trigger::Miss(id) if seen.judge.rubric.iter().any(|item| item.id == *id) => {
            band_of(id).is_none()
        }
        Trigger::Miss(check) => seen.star.is_some_and(|star| star.misses(check)),
        Trigger::Level(from) => seen.level >= *from,
        Trigger::UsedUnder(minutes) => {
            seen.used.is_some_and(|used| used < Span::minutes(u64::from(*minutes)))
        }
        Trigger::WeOverI => seen.star.is_some_and(StarReport::says_we_alone),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::question::RubricItem;
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
            let seen = Seen { judge: &judge, level, evidence, star: None, used };
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

    #[test]
    fn a_single_i_is_enough_to_leave_we_alone() {
        let judge = judge();
        let fires_for = |action: &str| {
            let letter = |text| Letter { text, used_ms: 0 };
            let letters = [letter(""), letter(""), letter(action), letter("")];
            let report = star::read(&latest().star, &StarAnswer { letters, is_spoken: false });
            let star = Some(&report);
            let seen = Seen { judge: &judge, level: Level::Mid, evidence: &[], star, used: None };
            fires(&Trigger::WeOverI, &seen)
        };
        assert!(fires_for("We built it and we ran it."));
        assert!(!fires_for("We built it, we ran it, and I watched."));
        assert!(!fires_for("They built it."));
    }
}
