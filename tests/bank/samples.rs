//! The bank's graded answers, scored: each must come out as its author declared.

use mock::bank::question::Level;
use mock::load::{Places, load};
use mock::score::sample::{rules_by_words, sample_score};

fn bank() -> mock::bank::Bank {
    load(&Places { built_in: true, ..Places::default() }).bank
}

#[test]
fn every_sample_of_the_bank_scores_as_it_declares() {
    let mut missed = Vec::new();
    for question in &bank().questions {
        for sample in &question.samples {
            let band = sample_score(
                rules_by_words(),
                question,
                sample.level,
                &sample.text,
                &sample.followups,
            )
            .band();
            let holds = sample.score.is_none_or(|score| score == band)
                && sample.max.is_none_or(|max| band <= max)
                && sample.min.is_none_or(|min| band >= min);
            if !holds {
                let declared = sample.tag.clone().unwrap_or_else(|| format!("{:?}", sample.score));
                missed.push(format!("{} {} {declared}: {band}", question.ask.id, sample.level));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn silence_scores_one_and_asks_what_is_always_asked() {
    let bank = bank();
    let question = bank.question("ps-acid").expect("built in");
    let score = sample_score(rules_by_words(), question, Level::Junior, "", &[]);
    assert_eq!((score.band(), score.score.mean), (1, Some(1000)));
    assert_eq!(score.followups, ["race"], "what was missed is asked for");
}

#[test]
fn a_follow_up_answered_well_lifts() {
    let bank = bank();
    let question = bank.question("ps-cap").expect("built in");
    let sample = question.samples.iter().find(|s| s.score == Some(4)).expect("one a score");
    let mean = |followups: &[String]| {
        sample_score(rules_by_words(), question, sample.level, &sample.text, followups).score.mean
    };
    assert!(mean(&sample.followups) > mean(&[]));
}
