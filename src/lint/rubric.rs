//! The rubric's own balance. Rules 10, 11, 13, 33.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::page::{Inspection, plain_words};
use crate::bank::question::{Mode, RubricItem};
use crate::bank::rule;
use crate::figures::counted;

pub fn check(page: &mut Inspection) {
    let question = page.question;
    // A quiz is judged by its options; a rubric is extra there.
    if question.ask.mode != Mode::Quiz || !question.judge.rubric.is_empty() {
        enough(page);
    }
    shares(page);
    for (index, item) in question.judge.rubric.iter().enumerate() {
        phrasings(page, &format!("rubric[{index}].phrasings"), &item.phrasings, OF_A_POINT);
        copies(page, index, item);
        anchors(page, index, item);
    }
    for (index, flag) in question.judge.red_flags.iter().enumerate() {
        phrasings(page, &format!("red_flags[{index}].phrasings"), &flag.phrasings, OF_ANOTHER);
    }
    for (index, followup) in question.judge.followups.iter().enumerate() {
        phrasings(page, &format!("followups[{index}].phrasings"), &followup.phrasings, OF_ANOTHER);
    }
}

fn enough(page: &mut Inspection) {
    let rubric = &page.question.judge.rubric;
    let (items, musts) = (rubric.len(), rubric.iter().filter(|item| item.must).count());
    if items < 3 {
        let message = format!("{}, fewer than 3", counted(items, "rubric item"));
        page.error(rule::RUBRIC, "rubric", message, None);
    }
    if musts == 0 {
        let help = Some("set `must = true` on the point without which the answer fails");
        page.error(rule::RUBRIC, "rubric[0]", "no rubric item is a `must`".to_owned(), help);
    }
}

/// At each level the question is for.
fn shares(page: &mut Inspection) {
    let judge = &page.question.judge;
    let mut told = BTreeSet::new();
    for level in &page.question.ask.levels {
        let core: Vec<(usize, &RubricItem)> =
            judge.rubric.iter().enumerate().filter(|(_, item)| item.is_core(*level)).collect();
        let numbers: u32 = judge.numbers.iter().map(|check| check.weight).sum();
        let total = core.iter().map(|(_, item)| item.weight).sum::<u32>() + numbers;
        for (index, item) in core {
            if item.weight * 2 > total && told.insert(index) {
                let message = format!(
                    "`{}` holds {} of {total}, over half of the core weight at {level}",
                    item.id, item.weight
                );
                page.error(rule::WEIGHTS, &format!("rubric[{index}].weight"), message, None);
            }
        }
    }
}

/// Phrasings of a rubric item; of anything else one will do.
pub const OF_A_POINT: RangeInclusive<usize> = 6..=12;
const OF_ANOTHER: RangeInclusive<usize> = 1..=12;

fn phrasings(
    page: &mut Inspection,
    at: &str,
    phrasings: &[String],
    allowed: RangeInclusive<usize>,
) {
    let count = phrasings.len();
    if !allowed.contains(&count) {
        let (least, most) = (allowed.start(), allowed.end());
        let message = format!("{count} phrasings, outside {least} to {most}");
        page.error(rule::PHRASINGS, at, message, None);
    }
    let mut seen = BTreeSet::new();
    for (index, phrasing) in phrasings.iter().enumerate() {
        if !seen.insert(plain_words(phrasing)) {
            let message = "a phrasing says the same as one before it".to_owned();
            page.error(rule::PHRASINGS, &format!("{at}[{index}]"), message, None);
        }
    }
}

fn copies(page: &mut Inspection, index: usize, item: &RubricItem) {
    let text = plain_words(&item.text);
    for (nth, phrasing) in item.phrasings.iter().enumerate() {
        if plain_words(phrasing) == text {
            let message = "a phrasing is a copy of the item's text".to_owned();
            let help = Some("write it as a candidate would say it");
            let at = format!("rubric[{index}].phrasings[{nth}]");
            page.error(rule::PHRASINGS, &at, message, help);
        }
    }
}

fn anchors(page: &mut Inspection, index: usize, item: &RubricItem) {
    if item.anchors.is_empty() {
        return;
    }
    let at = format!("rubric[{index}].anchors");
    let keys: BTreeSet<&str> = item.anchors.keys().map(String::as_str).collect();
    let sets = [BTreeSet::from(["junior", "mid", "senior"]), BTreeSet::from(["1", "2", "3", "4"])];
    if !sets.contains(&keys) {
        let found = keys.into_iter().collect::<Vec<_>>().join(", ");
        let message = format!("anchors for {found} only; give all levels or all scores");
        let help = Some("give junior, mid and senior, or \"1\" to \"4\"");
        page.error(rule::ANCHORS, &at, message, help);
    }
    let texts: BTreeSet<_> = item.anchors.values().map(|text| plain_words(text)).collect();
    if texts.len() < item.anchors.len() {
        page.error(rule::ANCHORS, &at, "two anchors say the same".to_owned(), None);
    }
}
