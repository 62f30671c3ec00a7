//! `mock bank list`.

use serde_json::json;

use crate::bank::Origin;
use crate::bank::card::Card;
use crate::cli::args::bank::ListArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{self, tell};
use crate::figures::counted;
use crate::view::say;

pub fn run(args: &ListArgs, context: &mut Context) -> Result<Outcome, Error> {
    let loaded = folders::load_cards(&args.folders, context);
    tell(&loaded, context)?;
    let cards: Vec<&Card> = loaded.cards.values().filter(|card| wants(args, card)).collect();
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

fn wants(args: &ListArgs, card: &Card) -> bool {
    let is_about = |topic: &String| *topic == card.topic || card.topics.contains(topic);
    args.kind.is_none_or(|kind| kind == card.kind)
        && args.mode.is_none_or(|mode| mode == card.mode)
        && args.level.is_none_or(|level| card.levels.contains(&level))
        && args.topic.as_ref().is_none_or(is_about)
}

/// Where it is from, and that nobody has reviewed it.
fn from(card: &Card, of: Option<&Origin>) -> String {
    let told = of.map(Origin::told).unwrap_or_default();
    if card.unreviewed { format!("{told}, unreviewed") } else { told }
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
        "digest": card.digest,
    })
}
