//! `mock bank list`.

use std::iter;

use serde_json::json;

use crate::bank::Origin;
use crate::bank::card::Card;
use crate::bank::walk::did_you_mean;
use crate::cli::args::bank::ListArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{self, tell};
use crate::figures::counted;
use crate::text::SafeText;
use crate::view::say;

pub fn run(args: &ListArgs, context: &mut Context) -> Result<Outcome, Error> {
    let loaded = folders::load_cards(&args.folders, context);
    tell(&loaded, context)?;
    require_topic(args, loaded.cards.values())?;
    let cards: Vec<&Card> = loaded.cards.values().filter(|card| wants(args, card)).collect();
    if cards.is_empty() && !loaded.cards.is_empty() {
        context.tell(format!("no question is {}; leave out one of these\n", sought(args)))?;
    }
    let origin = |card: &Card| loaded.bank.origins.get(&card.id);
    if args.json {
        let list: Vec<_> = cards.iter().map(|card| as_json(card, origin(card))).collect();
        writeln!(context.out, "{:#}", json!(list))?;
        return Ok(Outcome::Fine);
    }
    let told: Vec<_> = cards.iter().map(|card| (*card, from(card, origin(card)))).collect();
    context.put(&[say::bank::list(&told)])?;
    if context.columns.is_some() {
        let topics: std::collections::BTreeSet<&str> =
            cards.iter().map(|card| card.topic.as_str()).collect();
        let (questions, topics) =
            (counted(cards.len(), "question"), counted(topics.len(), "topic"));
        writeln!(context.out, "{questions} about {topics}")?;
    }
    Ok(Outcome::Fine)
}

/// # Errors
/// Where no question at all is about the topic, with the nearest that has some.
fn require_topic<'c>(
    args: &ListArgs,
    cards: impl Iterator<Item = &'c Card> + Clone,
) -> Result<(), Error> {
    let Some(topic) = &args.topic else { return Ok(()) };
    if cards.clone().any(|card| is_about(card, topic)) {
        return Ok(());
    }
    let all = cards.flat_map(|card| iter::once(&card.topic).chain(&card.topics));
    let help = did_you_mean(topic, all.map(String::as_str));
    let help = help.unwrap_or_else(|| "`mock bank stats` lists the topics".to_owned());
    let topic = SafeText::line(topic);
    Err(Error::unknown(format!("no question is about the topic `{topic}`"), help))
}

/// What was asked for: `of kind review, of mode star`.
fn sought(args: &ListArgs) -> String {
    let words = [
        args.kind.map(|kind| format!("of kind {kind}")),
        args.mode.map(|mode| format!("of mode {mode}")),
        args.level.map(|level| format!("for level {level}")),
        args.topic.as_ref().map(|topic| format!("about {}", SafeText::line(topic))),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

fn is_about(card: &Card, topic: &String) -> bool {
    *topic == card.topic || card.topics.contains(topic)
}

fn wants(args: &ListArgs, card: &Card) -> bool {
    args.kind.is_none_or(|kind| kind == card.kind)
        && args.mode.is_none_or(|mode| mode == card.mode)
        && args.level.is_none_or(|level| card.levels.contains(&level))
        && args.topic.as_ref().is_none_or(|topic| is_about(card, topic))
}

/// Where it is from, that nobody has reviewed it, and what a machine has to have for it.
fn from(card: &Card, of: Option<&Origin>) -> String {
    let mut told = of.map(Origin::told).unwrap_or_default();
    if card.unreviewed {
        told += ", unreviewed";
    }
    if !card.needs.is_empty() {
        told += &format!(", needs {}", card.needs.join(" and "));
    }
    told
}

fn as_json(card: &Card, of: Option<&Origin>) -> serde_json::Value {
    json!({
        "id": card.id,
        "title": card.title,
        "kind": card.kind,
        "mode": card.mode,
        "levels": card.levels,
        "topic": card.topic,
        "topics": card.topics,
        "minutes": card.minutes,
        "source": card.path,
        "pack": of.and_then(|of| of.pack.as_ref()),
        "unreviewed": card.unreviewed,
        "needs": card.needs,
        "digest": card.digest,
    })
}
