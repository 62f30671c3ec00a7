//! `mock explain`: every rule a score rests on, with its figures and its source.

use serde_json::{Value, json};

use super::args::look_back::ExplainArgs;
use super::context::Console;
use super::error::{Error, Outcome};
use crate::bank::walk::did_you_mean;
use crate::score::explain::{Explained, Group, explain};
use crate::score::rules;
use crate::view::page::wrap::{columns, hanging};

/// Columns where the output is no terminal.
const WIDTH: u16 = 80;

/// # Errors
/// Where no rule has the name asked for, or the output cannot be written.
pub fn run(args: &ExplainArgs, console: &mut Console) -> Result<Outcome, Error> {
    let all = explain(rules::latest());
    let asked = match &args.rule {
        Some(name) => named(&all, name)?,
        None => all.iter().collect(),
    };
    if args.json {
        let report = json!({
            "rules": rules::LATEST,
            "explained": asked.iter().map(|rule| as_json(rule)).collect::<Vec<Value>>(),
        });
        writeln!(console.out, "{report:#}")?;
        return Ok(Outcome::Fine);
    }
    let width = usize::from(console.columns.unwrap_or(WIDTH).min(100));
    let mut group = None;
    for rule in &asked {
        if args.rule.is_none() || asked.len() > 1 {
            if group.is_some_and(|group| group != rule.group) {
                writeln!(console.out)?;
            }
            if group != Some(rule.group) {
                writeln!(console.out, "{} ({})", rule.group.title(), rule.group.word())?;
            }
            group = Some(rule.group);
        }
        if args.rule.is_some() { tell(rule, width, console)? } else { list(rule, width, console)? }
    }
    if args.rule.is_none() {
        writeln!(console.out, "\n`mock explain RULE` says what a rule rests on and what it does.")?;
    }
    Ok(Outcome::Fine)
}

/// The rule of that name, or all of a group.
fn named<'r>(all: &'r [Explained], name: &str) -> Result<Vec<&'r Explained>, Error> {
    let name = name.trim().to_lowercase();
    let is_asked = |rule: &&Explained| {
        let short = rule.id.strip_prefix("star.").unwrap_or(&rule.id);
        rule.id == name || rule.group.word() == name || short == name
    };
    let found: Vec<&Explained> = all.iter().filter(is_asked).collect();
    if found.is_empty() {
        let groups = Group::ALL.iter().map(|group| group.word());
        let known = all.iter().map(|rule| rule.id.as_str()).chain(groups);
        let help = did_you_mean(&name, known).unwrap_or("`mock explain` lists all".to_owned());
        return Err(Error::unknown(format!("no rule is called `{name}`"), help));
    }
    Ok(found)
}

fn list(rule: &Explained, width: usize, console: &mut Console) -> Result<(), Error> {
    // One sentence says what it is about; the whole comes when it is asked for by name.
    let ends = [". ", "; "].iter().filter_map(|end| rule.rule.find(end)).min();
    let first = rule.rule[..ends.unwrap_or(rule.rule.len())].trim_end_matches('.');
    put(&format!("  {:<28}", rule.id), first, width, console)
}

fn tell(rule: &Explained, width: usize, console: &mut Console) -> Result<(), Error> {
    writeln!(console.out, "{}", rule.id)?;
    put("  rule    ", &rule.rule, width, console)?;
    put("  source  ", &rule.source, width, console)?;
    put("  effect  ", rule.effect, width, console)
}

fn put(label: &str, text: &str, width: usize, console: &mut Console) -> Result<(), Error> {
    for line in hanging(label, text, width.max(columns(label) + 20)) {
        writeln!(console.out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn as_json(rule: &Explained) -> Value {
    json!({
        "id": rule.id,
        "group": rule.group.word(),
        "rule": rule.rule,
        "source": rule.source,
        "effect": rule.effect,
    })
}
