//! `mock bank stats`.

use serde_json::json;

use crate::bank::coverage::{Row, coverage};
use crate::bank::question::{Level, Question};
use crate::cli::args::bank::StatsArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{self, tell};
use crate::view::say;

pub fn run(args: &StatsArgs, context: &mut Context) -> Result<Outcome, Error> {
    let loaded = folders::load(&args.folders, context);
    tell(&loaded, context)?;
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
        context.put(&total)?;
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
