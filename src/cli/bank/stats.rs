//! `mock bank stats`.

use serde_json::json;

use crate::bank::coverage::{Row, coverage};
use crate::bank::question::{Level, Question};
use crate::bank::shown::{Shown, shown};
use crate::cli::args::bank::StatsArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{self, tell};
use crate::view::say;

pub fn run(args: &StatsArgs, context: &mut Context) -> Result<Outcome, Error> {
    let loaded = folders::load(&args.folders, context);
    tell(&loaded, context)?;
    let shown = shown(&loaded.bank);
    if args.unshown {
        return unshown(&shown, args.json, context);
    }
    let mut rows = coverage(&loaded.bank);
    rows.retain(|row| !args.seed || row.topic.seed);
    let total = say::coverage::total(&rows, &loaded.bank.questions);
    rows.retain(|row| args.only.is_none_or(|only| only == row.standing));
    if args.json {
        let rows: Vec<_> = rows.iter().map(as_json).collect();
        writeln!(context.out, "{:#}", json!(rows))?;
        return Ok(Outcome::Fine);
    }
    context.put(&[say::coverage::matrix(&rows)])?;
    if context.columns.is_some() {
        if !rows.is_empty() {
            context.put(&[say::coverage::legend()])?;
        }
        context.put(&total)?;
        context.put(&[say::coverage::shown(&shown)])?;
    }
    Ok(Outcome::Fine)
}

/// The points that no natural sample shows, by question.
fn unshown(shown: &Shown, json: bool, context: &mut Context) -> Result<Outcome, Error> {
    if json {
        let without = shown.without.iter().map(
            |unshown| json!({ "question": unshown.question.ask.id, "points": unshown.points }),
        );
        let report = json!({
            "points": shown.points,
            "shown": shown.shown,
            "without": without.collect::<Vec<_>>(),
        });
        writeln!(context.out, "{report:#}")?;
        return Ok(Outcome::Fine);
    }
    context.put(&[say::coverage::unshown(shown)])?;
    if context.columns.is_some() {
        context.put(&[say::coverage::shown(shown)])?;
    }
    Ok(Outcome::Fine)
}

fn as_json(row: &Row) -> serde_json::Value {
    let ids = |questions: &[&Question]| -> Vec<String> {
        questions.iter().map(|question| question.ask.id.clone()).collect()
    };
    let levels = Level::ALL.iter().map(|level| {
        let counts = json!({ "there": row.at(*level), "wanted": row.topic.wanted_for(*level) });
        (level.word().to_owned(), counts)
    });
    json!({
        "topic": row.topic.id,
        "section": row.topic.section,
        "title": row.topic.title,
        "seed": row.topic.seed,
        "standing": row.standing,
        "levels": levels.collect::<serde_json::Map<_, _>>(),
        "kinds_missing": row.kinds_missing(),
        "modes_missing": row.modes_missing(),
        "questions": ids(&row.questions),
        "tagged": ids(&row.tagged),
    })
}
