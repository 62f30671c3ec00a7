//! `mock story rehearse`: a story is told against the clock, letter by letter.

mod stage;

use serde_json::{Value, json};

use self::stage::{Letters, Stage};
use super::shared::{Shelf, found, tell_broken};
use crate::cli::args::story::RehearseArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::clock;
use crate::practice::Home;
use crate::prep::day::Moment;
use crate::prep::record::{Fact, Rehearsal};
use crate::prep::state::Rehearsed;
use crate::prep::story::Story;
use crate::score::rules::latest;
use crate::score::star::{Letter, StarAnswer, count, read};
use crate::time::Span;
use crate::view::say;

/// A telling aloud that is shorter was none: someone pressed Enter four times.
const TOLD_LEAST: Span = Span(10_000);

pub(super) fn run(args: &RehearseArgs, context: &mut Context) -> Result<Outcome, Error> {
    let shelf = Shelf::of(context)?;
    if args.json {
        return as_json(args, &shelf, context);
    }
    if args.story.is_none() {
        tell_broken(&shelf.stories, context)?;
    }
    let story = chosen(args, &shelf)?;
    context.out.flush()?;
    let stage = Stage::of_terminal(args.screen_reader, context)?;
    hold(story, args.write, &shelf, stage, context, clock::moment)
}

/// The story that was named; else the one that waited longest for its turn.
fn chosen<'s>(args: &RehearseArgs, shelf: &'s Shelf) -> Result<&'s Story, Error> {
    if let Some(name) = &args.story {
        return Ok(&found(&shelf.stories, name)?.story);
    }
    let all = shelf.stories.all.iter().map(|found| &found.story);
    let longest = all.min_by_key(|story| (shelf.usage(&story.id).rehearsed, story.id.clone()));
    longest.ok_or_else(|| {
        Error::unknown("there is no story to rehearse", "`mock story new` begins one")
    })
}

/// Tells it, keeps the telling, then shows what it came to.
fn hold(
    story: &Story,
    is_written: bool,
    shelf: &Shelf,
    mut stage: Stage,
    context: &mut Context,
    now: impl Fn() -> Moment,
) -> Result<Outcome, Error> {
    let rules = &latest().star;
    stage.out.put(&say::story::before(story, rules, is_written))?;
    let Some(letters) = stage.tell(rules, is_written)? else {
        stage.out.line("Left; nothing is kept.")?;
        return Ok(Outcome::Fine);
    };
    let answer = |at: usize| Letter { text: &letters.texts[at], used_ms: letters.took[at].0 };
    let answer = StarAnswer { letters: [0, 1, 2, 3].map(answer), is_spoken: !is_written };
    let report = read(rules, &answer);
    let telling = telling(story, &letters, is_written);
    let is_kept = match telling.words {
        Some(words) => words.iter().any(|words| *words > 0),
        None => telling.total() >= TOLD_LEAST,
    };
    if is_kept {
        Home::new(context.paths).add(&now(), |_| vec![Fact::StoryRehearsed(telling)])?;
    }
    let earlier: Vec<&Rehearsal> =
        shelf.practice.tellings(&story.id).map(|rehearsed| &rehearsed.telling).collect();
    stage.out.put(&say::story::after(story, &report, &earlier, is_written))?;
    if !is_kept {
        stage.out.line("Too short to be a telling: it isn't kept.")?;
    }
    Ok(Outcome::Fine)
}

fn telling(story: &Story, letters: &Letters, is_written: bool) -> Rehearsal {
    let words = |text: &String| u32::try_from(count(text)).unwrap_or(u32::MAX);
    Rehearsal {
        story: story.id.clone(),
        took: letters.took,
        words: is_written.then(|| letters.texts.each_ref().map(words)),
    }
}

fn as_json(args: &RehearseArgs, shelf: &Shelf, context: &mut Context) -> Result<Outcome, Error> {
    let id = match &args.story {
        Some(name) => Some(found(&shelf.stories, name)?.story.id.as_str()),
        None => None,
    };
    let wanted = shelf
        .practice
        .rehearsals
        .iter()
        .filter(|rehearsed| id.is_none_or(|id| rehearsed.telling.story == id));
    let one = |Rehearsed { day, telling }: &Rehearsed| {
        json!({
            "story": telling.story,
            "day": day,
            "took_ms": telling.total(),
            "letters_ms": telling.took,
            "words": telling.words,
        })
    };
    let all: Vec<Value> = wanted.map(one).collect();
    let guide = latest().star.shares;
    writeln!(context.out, "{:#}", json!({ "guide": guide, "rehearsals": all }))?;
    Ok(Outcome::Fine)
}

#[cfg(test)]
#[path = "rehearse_tests.rs"]
mod tests;
