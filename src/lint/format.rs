//! What a round's own rubric and draws need. Rules 3, 7, 13.

use super::page::{FaultyFile, Scope, plain_words};
use super::rubric::OF_A_POINT;
use crate::bank::fault::Fault;
use crate::bank::question::Ask;
use crate::bank::walk::did_you_mean;
use crate::bank::{Bank, rule};
use crate::format::{Formats, RoundFormat};

pub fn check(bank: &Bank, formats: &Formats, scope: Scope, faults: &mut Vec<Fault>) {
    for round in formats.rounds.values() {
        let Some(origin) = formats.origins.get(&round.id) else { continue };
        if scope.built_in || !origin.built_in {
            let file = FaultyFile::new(bank, origin);
            phrasings(&file, round, faults);
            topics(bank, &file, round, faults);
            draws(bank, &file, round, faults);
        }
    }
}

fn phrasings(file: &FaultyFile, round: &RoundFormat, faults: &mut Vec<Fault>) {
    for (index, item) in round.rubric.iter().enumerate() {
        let at = format!("rubric[{index}].phrasings");
        let count = item.phrasings.len();
        if !OF_A_POINT.contains(&count) {
            let (least, most) = (OF_A_POINT.start(), OF_A_POINT.end());
            let message = format!("{count} phrasings, outside {least} to {most}");
            faults.push(file.fault(rule::PHRASINGS, &at, message, None));
        }
        let text = plain_words(&item.text);
        if item.phrasings.iter().any(|phrasing| plain_words(phrasing) == text) {
            let message = "a phrasing is a copy of the item's text".to_owned();
            faults.push(file.fault(rule::PHRASINGS, &at, message, None));
        }
        if item.must {
            let message = "an item of the whole round cannot be a `must`".to_owned();
            let help = Some("nobody is asked for it: it shows or it doesn't");
            let at = format!("rubric[{index}].must");
            faults.push(file.fault(rule::RUBRIC, &at, message, help));
        }
    }
}

fn topics(bank: &Bank, file: &FaultyFile, round: &RoundFormat, faults: &mut Vec<Fault>) {
    for (name, draw) in &round.draws {
        for topic in draw.topics.keys().filter(|topic| !bank.topics.contains_key(*topic)) {
            let message = format!("the topic `{topic}` isn't in topics.toml");
            let help = did_you_mean(topic, bank.topics.keys().map(String::as_str));
            let at = format!("draw.{name}.topics");
            faults.push(file.fault(rule::TOPIC, &at, message, help.as_deref()));
        }
    }
}

/// A rule that finds nothing at all would end every session before it begins.
fn draws(bank: &Bank, file: &FaultyFile, round: &RoundFormat, faults: &mut Vec<Fault>) {
    for (name, draw) in &round.draws {
        let mut asked = bank.questions.iter().map(|question| &question.ask);
        let may = |ask: &Ask| draw.means(ask.kind, ask.mode) && draw.topic_weight(&ask.topic) > 0;
        let found = asked.any(may);
        if !found && !bank.questions.is_empty() {
            let message = format!("the bank has no {} question that `{name}` may draw", draw.kind);
            let at = format!("draw.{name}");
            faults.push(file.fault(rule::FITS, &at, message, None));
        }
    }
}
