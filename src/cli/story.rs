//! `mock story`: stories for behavioral rounds, begun, shown, edited, rehearsed, and set against what
//! is asked.

mod cover;
mod edit;
mod new;
mod rehearse;
mod shared;

use serde_json::{Value, json};

use self::shared::{Shelf, found, tell_broken};
use super::args::story::{OneStory, StoryArgs, StoryCommand, StoryListArgs};
use super::context::Context;
use super::error::{Error, Outcome};
use crate::prep::story::shelf::{Told, Usage};
use crate::prep::story::{Fault, Story};
use crate::view::say;

/// # Errors
/// Where there is no such story, or a file, the log or the sessions can't be read or written.
pub fn run(args: &StoryArgs, context: &mut Context) -> Result<Outcome, Error> {
    match &args.command {
        None => list(&args.list, context),
        Some(StoryCommand::List(args)) => list(args, context),
        Some(StoryCommand::New(args)) => new::run(args, context),
        Some(StoryCommand::Show(args)) => show(args, context),
        Some(StoryCommand::Edit(args)) => edit::run(args, context),
        Some(StoryCommand::Rehearse(args)) => rehearse::run(args, context),
        Some(StoryCommand::Cover(args)) => cover::run(args, context),
    }
}

fn list(args: &StoryListArgs, context: &mut Context) -> Result<Outcome, Error> {
    let shelf = Shelf::of(context)?;
    let is_wanted = |story: &Story| {
        args.competency.as_deref().is_none_or(|words| has_words(&story.competencies, words))
    };
    let wanted: Vec<&Story> = shelf
        .stories
        .all
        .iter()
        .map(|found| &found.story)
        .filter(|story| is_wanted(story))
        .collect();
    if args.json {
        let stories: Vec<Value> =
            wanted.iter().map(|story| as_json(story, &shelf.usage(&story.id), context)).collect();
        let broken = shelf.stories.broken.iter().map(|broken| {
            json!({
                "id": broken.id,
                "path": broken.path.display().to_string(),
                "faults": faults(&broken.faults),
            })
        });
        let report = json!({ "stories": stories, "broken": broken.collect::<Vec<_>>() });
        writeln!(context.out, "{report:#}")?;
        return Ok(Outcome::Fine);
    }
    if shelf.stories.all.is_empty() {
        context.put(&say::story::none())?;
    } else {
        let usage: Vec<Usage> = wanted.iter().map(|story| shelf.usage(&story.id)).collect();
        let shown: Vec<(&Story, &Usage)> = wanted.iter().copied().zip(&usage).collect();
        context.put(&say::story::list(&shown))?;
        if shown.is_empty() {
            context.tell("no story is left of those that were asked for")?;
        }
    }
    tell_broken(&shelf.stories, context)?;
    Ok(Outcome::Fine)
}

/// Every word is in one of the names.
fn has_words(names: &[String], words: &str) -> bool {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    names.iter().any(|name| {
        let name = name.to_lowercase();
        words.iter().all(|word| name.contains(word.as_str()))
    })
}

fn show(args: &OneStory, context: &mut Context) -> Result<Outcome, Error> {
    let shelf = Shelf::of(context)?;
    let found = found(&shelf.stories, &args.story)?;
    let usage = shelf.usage(&found.story.id);
    if args.json {
        let mut report = as_json(&found.story, &usage, context);
        report["path"] = json!(found.path.display().to_string());
        writeln!(context.out, "{report:#}")?;
        return Ok(Outcome::Fine);
    }
    let path = found.path.display().to_string();
    context.show(&say::story::whole(&found.story, &usage, &path))?;
    for remark in say::story::faults(&path, &found.story.remarks) {
        context.tell(remark)?;
    }
    Ok(Outcome::Fine)
}

fn as_json(story: &Story, usage: &Usage, context: &Context) -> Value {
    let [situation, task, action, result] = &story.letters;
    let told = |told: &Told| json!({ "day": told.day, "session": told.session, "question": told.question });
    json!({
        "id": story.id,
        "title": story.title,
        "path": context.paths.stories().join(format!("{}.md", story.id)).display().to_string(),
        "competencies": story.competencies,
        "year": story.year,
        "numbers": story.numbers,
        "people": story.people,
        "letters": { "situation": situation, "task": task, "action": action, "result": result },
        "notes": story.notes,
        "others": story.others,
        "remarks": faults(&story.remarks),
        "rehearsals": usage.rehearsals,
        "rehearsed": usage.rehearsed,
        "told": usage.told.iter().map(told).collect::<Vec<_>>(),
    })
}

fn faults(faults: &[Fault]) -> Vec<Value> {
    let one =
        |fault: &Fault| json!({ "line": fault.line, "cause": fault.cause, "help": fault.help });
    faults.iter().map(one).collect()
}

#[cfg(test)]
#[path = "story_tests.rs"]
mod tests;
