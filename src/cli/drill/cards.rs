//! The cards themselves: listed, held back, taken back, written out and taken in.

use std::collections::BTreeSet;
use std::io::stdin;
use std::path::Path;

use serde_json::json;

use super::shared::{deck, did_you_mean, form, kept, require_topic, shown};
use crate::cli::args::prepare::{CardsFile, DrillListArgs};
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::files;
use crate::practice::Home;
use crate::prep::card::question_of;
use crate::prep::exchange::{self, Exchanged, Last};
use crate::prep::record::{Entry, Fact, Review};
use crate::time::Span;
use crate::view::say;

/// Standard output or input.
const DASH: &str = "-";

pub(super) fn list(
    args: &DrillListArgs,
    home: &Home,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let mut deck = deck(home)?;
    require_topic(&deck, args.topic.as_deref())?;
    deck.lines.retain(|line| args.topic.as_deref().is_none_or(|topic| line.topic == topic));
    deck.lines.sort_by_key(|line| (line.last.map(|(_, due)| due), line.id.clone()));
    let today = context.now.day();
    if args.json {
        let line = |line: &crate::prep::deck::Line| {
            json!({
                "id": line.id,
                "topic": line.topic,
                "asks": line.asks,
                "last": line.last.map(|(day, _)| day),
                "due": line.last.map(|(_, due)| due),
                "suspended": line.suspended,
                "buried_until": line.buried.filter(|until| *until > today),
                "session": line.session,
            })
        };
        let lines: Vec<_> = deck.lines.iter().map(line).collect();
        writeln!(context.out, "{:#}", json!(lines))?;
    } else {
        context.put(&say::drill::list(&deck.lines, today))?;
    }
    Ok(Outcome::Fine)
}

pub(super) fn undo(home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let mut undone = None;
    let added = home.add(&context.now, |practice| {
        let Some((seq, card)) = practice.last_review() else { return Vec::new() };
        undone = Some(card.to_owned());
        vec![Fact::Undone { seq }]
    });
    kept(added, context)?;
    match undone {
        Some(card) => writeln!(context.out, "Taken back: the last answer to {card}")?,
        None => {
            return Err(Error::unknown("no card was answered yet", "`mock drill` asks the first"));
        }
    }
    Ok(Outcome::Fine)
}

pub(super) fn suspend(id: &str, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let line = known(id, home)?;
    let card = home.card(id, line.as_deref(), &home.read()?);
    let taken = card.map(|card| Fact::Taken { card: Box::new(card) });
    let fact = Fact::Suspended { card: id.to_owned() };
    kept(home.add(&context.now, |_| taken.into_iter().chain([fact]).collect()), context)?;
    writeln!(context.out, "{id} is not asked any more; `mock drill release {id}` brings it back")?;
    Ok(Outcome::Fine)
}

pub(super) fn release(id: &str, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    known(id, home)?;
    let fact = Fact::Released { card: id.to_owned() };
    kept(home.add(&context.now, |_| vec![fact]), context)?;
    writeln!(context.out, "{id} is asked again")?;
    Ok(Outcome::Fine)
}

/// The session of the card; an error where there is no such card.
fn known(id: &str, home: &Home) -> Result<Option<String>, Error> {
    let deck = deck(home)?;
    if let Some(line) = deck.lines.iter().find(|line| line.id == id) {
        return Ok(line.session.clone());
    }
    let help = did_you_mean(id, deck.lines.iter().map(|line| line.id.as_str()));
    let help = help.unwrap_or_else(|| "`mock drill list` names them".to_owned());
    Err(Error::unknown(format!("there is no card `{id}`"), help))
}

pub(super) fn export(to: &CardsFile, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let form = form(to)?;
    let deck = deck(home)?;
    let practice = home.read()?;
    let mut cards = Vec::new();
    for line in &deck.lines {
        let Some(card) = home.card(&line.id, line.session.as_deref(), &practice) else { continue };
        let known = practice.cards.get(&line.id);
        let last = known.and_then(|known| known.last()).map(Last::of);
        cards.push(Exchanged { card, last, suspended: line.suspended });
    }
    let text = exchange::write(form, &cards).map_err(Error::Bug)?;
    if to.file == Path::new(DASH) {
        context.out.write_all(text.as_bytes())?;
        return Ok(Outcome::Fine);
    }
    files::replace(&to.file, text.as_bytes()).map_err(|cause| {
        let message = format!("cannot write {}: {cause}", shown(&to.file));
        Error::unknown(message, "choose another place")
    })?;
    writeln!(context.out, "{} cards are in {}", cards.len(), shown(&to.file))?;
    Ok(Outcome::Fine)
}

pub(super) fn import(
    from: &CardsFile,
    home: &Home,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let form = form(from)?;
    let is_pipe = from.file == Path::new(DASH);
    let name = if is_pipe { "standard input".to_owned() } else { shown(&from.file) };
    let text = if is_pipe { files::text_from(stdin()) } else { files::read_text(&from.file) };
    let text = text.map_err(|cause| {
        Error::unknown(format!("cannot read {name}: {cause}"), "check its name and its encoding")
    })?;
    let cards = exchange::read(form, &text).map_err(|cause| {
        Error::unknown(format!("{name}: {cause}"), "nothing was taken in; mend it and try again")
    })?;
    let deck = deck(home)?;
    let (mut new, mut changed, mut same) = (0, 0, 0);
    let added = home.add_entries(|practice| {
        let mut entries = Vec::new();
        let mut read = BTreeSet::new();
        for Exchanged { card, last, suspended } in cards {
            // A file may have a card twice; the first stands.
            if !read.insert(card.id.clone()) {
                same += 1;
                continue;
            }
            let known = practice.cards.get(&card.id);
            let is_own = question_of(&card.id).is_none();
            let has_content = known.is_some_and(|known| known.card.is_some());
            let is_here = has_content || deck.lines.iter().any(|line| line.id == card.id);
            let is_same = known.is_some_and(|known| known.card.as_ref() == Some(&card));
            // What a session says of its own point is better than a copy of it.
            if is_here && (!is_own || is_same) {
                same += 1;
                continue;
            }
            if is_here {
                changed += 1
            } else {
                new += 1
            }
            let id = card.id.clone();
            let mut add = |day, fact| {
                let (wall_ms, zone) = (context.now.wall_ms, context.now.zone.clone());
                entries.push(Entry { wall_ms, zone, day, fact });
            };
            let today = context.now.day();
            add(today, Fact::Taken { card: Box::new(card) });
            if let Some(Last { day, due, grade, memory }) = last.filter(|_| !is_here) {
                let (card, took, said) = (id.clone(), Span::ZERO, String::new());
                add(day, Fact::Reviewed(Review { card, grade, due, memory, took, said }));
            }
            if suspended && !is_here {
                add(today, Fact::Suspended { card: id });
            }
        }
        entries
    });
    kept(added, context)?;
    writeln!(context.out, "{name}: {new} new, {changed} changed, {same} known already")?;
    if new + changed + same == 0 {
        context.tell(format_args!("{name} holds no card"))?;
    }
    Ok(Outcome::Fine)
}
