//! `mock drill`: points that were missed come back until they stay.

mod cards;
mod desk;
mod lesson;
mod shared;

use serde_json::json;

use self::desk::Desk;
use self::lesson::Lesson;
use self::shared::deck;
use super::args::prepare::{DrillArgs, DrillCommand};
use super::context::Context;
use super::error::{Error, Outcome};
use crate::practice::Home;
use crate::prep::deck::Queue;

/// # Errors
/// Where the log or the sessions cannot be read, the log cannot be written, or a file is not right.
pub fn run(args: &DrillArgs, context: &mut Context) -> Result<Outcome, Error> {
    let home = Home::new(context.paths);
    match &args.command {
        None if args.due => due(args, &home, context),
        None if args.json => as_json(args, &home, context),
        None => {
            let desk = Desk::of_terminal(context);
            Lesson::new(args, &home, desk)?.hold(context)
        }
        Some(DrillCommand::List(args)) => cards::list(args, &home, context),
        Some(DrillCommand::Undo) => cards::undo(&home, context),
        Some(DrillCommand::Suspend(card)) => cards::suspend(&card.card, &home, context),
        Some(DrillCommand::Release(card)) => cards::release(&card.card, &home, context),
        Some(DrillCommand::Export(to)) => cards::export(to, &home, context),
        Some(DrillCommand::Import(from)) => cards::import(from, &home, context),
    }
}

/// A number and nothing else, so that a prompt may hold it.
fn due(args: &DrillArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let deck = deck(home)?;
    let queue = deck.queue(context.now.day(), args.topic.as_deref());
    if args.json {
        let report = json!({
            "due": queue.cards.len(),
            "minutes": queue.minutes(),
            "siblings": queue.siblings,
            "next": queue.next,
        });
        writeln!(context.out, "{report:#}")?;
    } else {
        writeln!(context.out, "{}", queue.cards.len())?;
    }
    Ok(Outcome::Fine)
}

fn as_json(args: &DrillArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let deck = deck(home)?;
    let queue = deck.queue(context.now.day(), args.topic.as_deref());
    let practice = home.read()?;
    let card = |line: &&crate::prep::deck::Line| {
        json!({
            "id": line.id,
            "topic": line.topic,
            "asks": line.asks,
            "due": line.last.map(|(_, due)| due),
            "new": line.last.is_none(),
            "card": home.card(&line.id, line.session.as_deref(), &practice),
        })
    };
    let Queue { cards, siblings, next } = &queue;
    let report = json!({
        "day": context.now.day(),
        "minutes": queue.minutes(),
        "siblings": siblings,
        "next": next,
        "cards": cards.iter().map(card).collect::<Vec<_>>(),
    });
    writeln!(context.out, "{report:#}")?;
    Ok(Outcome::Fine)
}

#[cfg(test)]
#[path = "drill_tests.rs"]
mod tests;
