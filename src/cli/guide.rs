//! `mock guide`: what to do when, what to ask, what to read, and which habits help.

use serde_json::{Value, json};

use super::args::prepare::GuideArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use crate::bank::prep::{questions_to_ask, resources, timeline, tips};
use crate::bank::walk::did_you_mean;
use crate::view::say::guide::{Entry, Part, part, parts};

/// # Errors
/// Where there is no such part or entry, or the output cannot be written.
pub fn run(args: &GuideArgs, context: &mut Context) -> Result<Outcome, Error> {
    let guide = guide().map_err(|cause| Error::Bug(cause.to_string()))?;
    let Some(wanted) = &args.part else {
        if args.json {
            writeln!(context.out, "{:#}", json!(guide.iter().map(as_json).collect::<Vec<_>>()))?;
        } else {
            context.show(&parts(&guide))?;
        }
        return Ok(Outcome::Fine);
    };
    // As the map of the guide names an entry: `tips#think-aloud`.
    let (name, id) = wanted.split_once('#').unwrap_or((wanted, ""));
    let id = args.id.as_deref().unwrap_or(id);
    let Some(found) = guide.iter().find(|part| part.id == name) else {
        return Err(no_part(name, &guide));
    };
    let chosen = chosen(found, id)?;
    if args.json {
        writeln!(context.out, "{:#}", as_json(&chosen))?;
    } else {
        context.show(&part(&chosen))?;
    }
    Ok(Outcome::Fine)
}

/// The whole part, or what of it has that id: a group, or one entry.
fn chosen(part: &Part, id: &str) -> Result<Part, Error> {
    if id.is_empty() {
        return Ok(part.clone());
    }
    let of_id = |entry: &&Entry| entry.id == id || entry.group == id;
    let entries: Vec<Entry> = part.entries.iter().filter(of_id).cloned().collect();
    if entries.is_empty() {
        return Err(no_entry(part, id));
    }
    Ok(Part { entries, ..part.clone() })
}

/// One of its entries may have been meant: `mock guide think-aloud`.
fn no_part(name: &str, guide: &[Part]) -> Error {
    let message = format!("the guide has no part `{name}`");
    let ids = || guide.iter().map(|part| part.id);
    if let Some(near) = did_you_mean(name, ids()) {
        return Error::unknown(message, near);
    }
    let has = |part: &&Part| part.names().any(|id| id == name);
    let entries: Vec<String> =
        guide.iter().filter(has).map(|part| format!("`mock guide {} {name}`", part.id)).collect();
    if !entries.is_empty() {
        return Error::unknown(message, format!("did you mean {}?", entries.join(" or ")));
    }
    Error::unknown(message, format!("there are {}", ids().collect::<Vec<_>>().join(", ")))
}

fn no_entry(part: &Part, id: &str) -> Error {
    let message = format!("{} has nothing called `{id}`", part.id);
    let help = did_you_mean(id, part.names()).unwrap_or_else(|| {
        let ids: Vec<&str> = part.entries.iter().map(|entry| entry.id.as_str()).collect();
        format!("there are {}", ids.join(", "))
    });
    Error::unknown(message, help)
}

fn guide() -> Result<Vec<Part>, toml::de::Error> {
    let stages = timeline(include_str!("../../question-bank/prep/timeline.toml"))?;
    let stages = stages.into_iter().flat_map(|stage| {
        let (group, heading) = (stage.id, stage.title);
        stage.items.into_iter().map(move |item| Entry {
            id: item.id,
            group: group.clone(),
            heading: heading.clone(),
            title: String::new(),
            lines: std::iter::once(item.text)
                .chain(item.run.map(|run| format!("`{run}`")))
                .collect(),
        })
    });
    let asked = questions_to_ask(include_str!("../../question-bank/prep/questions-to-ask.toml"))?;
    let asked = asked.into_iter().flat_map(|of| {
        let (group, heading) = (of.id, of.title);
        of.questions.into_iter().map(move |question| Entry {
            id: question.id,
            group: group.clone(),
            heading: heading.clone(),
            title: question.ask,
            lines: vec![question.why, format!("Listen for: {}", question.listen_for)],
        })
    });
    let read = resources(include_str!("../../question-bank/prep/resources.toml"))?;
    let read = read.into_iter().flat_map(|of| {
        let (group, heading) = (of.id, of.title);
        of.items.into_iter().map(move |item| {
            let caution = item.caution.map(|caution| format!("But: {caution}"));
            let by = item.by.map(|by| format!(", by {by}")).unwrap_or_default();
            Entry {
                id: item.id,
                group: group.clone(),
                heading: heading.clone(),
                title: format!("{}{by}", item.title),
                lines: item.url.into_iter().chain([item.what]).chain(caution).collect(),
            }
        })
    });
    let habits = tips(include_str!("../../question-bank/prep/tips.toml"))?;
    let habits = habits.into_iter().map(|tip| Entry {
        id: tip.id,
        group: format!("{}s", tip.kind),
        heading: if tip.kind == "tip" { "What helps".into() } else { "What harms".into() },
        title: tip.title,
        lines: vec![tip.text, format!("What shows it: {}", tip.signal)],
    });
    Ok(vec![
        Part::new("timeline", "What to do when; `mock plan new` lays it out", stages.collect()),
        Part::new("questions-to-ask", "What to ask the interviewer", asked.collect()),
        Part::new("resources", "Where to go on learning", read.collect()),
        Part::new("tips", "Habits that help, and those that harm", habits.collect()),
    ])
}

fn as_json(part: &Part) -> Value {
    let entry = |entry: &Entry| json!({ "id": entry.id, "group": entry.group, "title": entry.title, "lines": entry.lines });
    json!({
        "part": part.id,
        "says": part.says,
        "entries": part.entries.iter().map(entry).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
#[path = "guide_tests.rs"]
mod tests;
