//! `mock explain`: every rule a score rests on, with its figures and its source.

use serde_json::{Value, json};

use super::args::look_back::ExplainArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use crate::bank::walk::did_you_mean;
use crate::score::explain::{Explained, Group, explain};
use crate::score::rules;
use crate::view::say;

/// Columns where the output is no terminal.
const WIDTH: u16 = 80;

/// # Errors
/// Where no rule has the name asked for, or the output cannot be written.
pub fn run(args: &ExplainArgs, context: &mut Context) -> Result<Outcome, Error> {
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
        writeln!(context.out, "{report:#}")?;
        return Ok(Outcome::Fine);
    }
    let width = usize::from(context.columns.unwrap_or(WIDTH).min(100));
    let page = match args.rule {
        Some(_) => say::explain::whole(&asked),
        None => say::explain::list(&asked),
    };
    context.put_wrapped(&page, width)?;
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

fn as_json(rule: &Explained) -> Value {
    json!({
        "id": rule.id,
        "group": rule.group.word(),
        "rule": rule.rule,
        "source": rule.source,
        "effect": rule.effect,
    })
}
