//! What a person reads before they agree to a pack.

use std::collections::BTreeMap;
use std::io;

use super::offer::{Installed, Offer};
use crate::bank::task::Task;
use crate::cli::context::Context;
use crate::cli::faults;
use crate::figures::counted;
use crate::text::SafeText;

/// Files named one by one; more are counted.
const NAMED_MOST: usize = 12;

/// What the pack is, what it would run, and its faults.
pub(super) fn offer(offer: &Offer, context: &mut Context) -> io::Result<()> {
    faults::write(context.out, &offer.faults, &offer.loaded.bank, context.columns, context.colour)?;
    let about = &offer.manifest;
    let line = |label: &str, text: &str| format!("  {label:<11}{}", SafeText::line(text));
    let title = format!("{} {} by {}", about.name, about.version, about.author);
    writeln!(context.out, "{}", SafeText::line(&title))?;
    let mut lines = Vec::new();
    lines.extend(about.about.as_ref().map(|text| line("about", text)));
    lines.push(line("licence", &about.license));
    lines.extend(about.homepage.as_ref().map(|text| line("homepage", text)));
    lines.push(line("questions", &questions(offer)));
    let rounds: Vec<&str> = offer.rounds().collect();
    if !rounds.is_empty() {
        lines.push(line("rounds", &rounds.join(", ")));
    }
    lines.push(line("runs", &runs(offer)));
    let replaced = &offer.loaded.replaced;
    if !replaced.is_empty() {
        let ids: Vec<&str> = replaced.iter().map(|replaced| replaced.id.as_str()).collect();
        lines.push(line("replaces", &format!("the built-in {}", some(&ids))));
    }
    let topics = &offer.loaded.replaced_topics;
    if !topics.is_empty() {
        let ids: Vec<&str> = topics.iter().map(String::as_str).collect();
        lines.push(line("topics", &format!("writes the built-in {} anew", some(&ids))));
    }
    if !offer.no_text.is_empty() {
        let names: Vec<&str> = offer.no_text.iter().map(String::as_str).collect();
        lines.push(line("left out", &format!("{}: not text", some(&names))));
    }
    lines.push(line("faults", &told_faults(offer)));
    lines.push(line("from", &offer.from));
    lines.push(line("digest", &offer.digest));
    for line in lines {
        writeln!(context.out, "{line}")?;
    }
    Ok(())
}

fn told_faults(offer: &Offer) -> String {
    let errors = offer.errors();
    let warnings = offer.faults.len() - errors;
    let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
    match offer.loaded.left_out.len() {
        _ if offer.faults.is_empty() => "none".to_owned(),
        0 => format!("{errors}, {warnings}"),
        files => format!("{errors}, {warnings}; {} can't be used", counted(files, "file")),
    }
}

/// How many of each kind and mode.
fn questions(offer: &Offer) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for question in offer.questions() {
        *counts.entry(format!("{} {}", question.ask.kind, question.ask.mode)).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let unreviewed = offer.questions().filter(|question| question.source.unreviewed).count();
    let mut told: Vec<String> =
        counts.iter().map(|(what, count)| format!("{count} {what}")).collect();
    if unreviewed > 0 {
        told.push(format!("{unreviewed} of them unreviewed"));
    }
    format!("{all}: {}", told.join(", "))
}

/// Languages and SQL, and how.
fn runs(offer: &Offer) -> String {
    let count = |is: fn(&Task) -> bool| {
        offer.questions().filter(|question| question.judge.task.as_ref().is_some_and(is)).count()
    };
    let sql = count(|task| matches!(task, Task::Sql(_)));
    let code = count(|task| matches!(task, Task::Code(_)));
    let mut told = Vec::new();
    if sql > 0 {
        told.push(format!("SQL for {}", counted(sql, "question")));
    }
    if code > 0 {
        // The question's own is Python; an answer is in whatever language its author writes.
        told.push(format!("programs for {}", counted(code, "question")));
    }
    let mut needs: Vec<&str> =
        offer.questions().flat_map(|question| &question.needs).map(String::as_str).collect();
    needs.sort_unstable();
    needs.dedup();
    if !needs.is_empty() {
        told.push(format!("with {}", needs.join(", ")));
    }
    match told.as_slice() {
        [] => "nothing".to_owned(),
        told => format!(
            "{}; its code runs in the sandbox only, and not at all where that is too weak",
            told.join(", ")
        ),
    }
}

/// What an update brings.
pub(super) fn changes(before: &Installed, after: &Offer, context: &mut Context) -> io::Result<()> {
    writeln!(context.out, "changes")?;
    if before.is_changed {
        let what = "it was changed here since it was added, and that goes";
        writeln!(context.out, "  {:<11}{what}", "yours")?;
    }
    let new = &after.manifest;
    let told = before.manifest.iter().flat_map(|old| {
        [
            ("version", &old.version, &new.version),
            ("licence", &old.license, &new.license),
            ("author", &old.author, &new.author),
        ]
    });
    for (what, old, new) in told.filter(|(_, old, new)| old != new) {
        let (old, new) = (SafeText::line(old), SafeText::line(new));
        writeln!(context.out, "  {what:<11}{old} -> {new}")?;
    }
    let (old, new) = (&before.questions, digests(after));
    let added: Vec<&str> = new.keys().filter(|id| !old.contains_key(**id)).copied().collect();
    let removed: Vec<&str> =
        old.keys().map(String::as_str).filter(|id| !new.contains_key(id)).collect();
    let is_changed =
        |(id, digest): &(&&str, &&str)| old.get(**id).is_some_and(|before| before != **digest);
    let changed: Vec<&str> = new.iter().filter(is_changed).map(|(id, _)| *id).collect();
    let nothing = added.is_empty() && removed.is_empty() && changed.is_empty();
    for (what, ids) in [("added", added), ("removed", removed), ("changed", changed)] {
        if !ids.is_empty() {
            writeln!(context.out, "  {what:<11}{}: {}", ids.len(), some(&ids))?;
        }
    }
    if nothing {
        writeln!(context.out, "  questions  the same")?;
    }
    Ok(())
}

fn digests(offer: &Offer) -> BTreeMap<&str, &str> {
    offer.questions().map(|question| (question.ask.id.as_str(), question.digest.as_str())).collect()
}

/// The first of a list, and how many more there are.
fn some(names: &[&str]) -> String {
    let named = SafeText::line(&names[..names.len().min(NAMED_MOST)].join(", ")).to_string();
    match names.len().saturating_sub(NAMED_MOST) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
