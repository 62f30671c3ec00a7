//! `mock bank list`.

use serde_json::json;

use crate::bank::question::Question;
use crate::cli::args::bank::ListArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{self, tell};
use crate::view::say;

pub fn run(args: &ListArgs, context: &mut Context) -> Result<Outcome, Error> {
    let loaded = folders::load(&args.folders, context);
    tell(&loaded, context)?;
    let questions: Vec<&Question> =
        loaded.bank.questions.iter().filter(|question| wants(args, question)).collect();
    if args.json {
        let list: Vec<_> = questions.iter().map(|question| as_json(question)).collect();
        writeln!(context.out, "{:#}", json!(list))?;
        return Ok(Outcome::Fine);
    }
    context.put(&[say::bank::list(&questions)])?;
    if context.columns.is_some() {
        let topics: std::collections::BTreeSet<&str> =
            questions.iter().map(|question| question.ask.topic.as_str()).collect();
        writeln!(context.out, "{} questions about {} topics", questions.len(), topics.len())?;
    }
    Ok(Outcome::Fine)
}

fn wants(args: &ListArgs, question: &Question) -> bool {
    let ask = &question.ask;
    let is_about = |topic: &String| *topic == ask.topic || ask.topics.contains(topic);
    args.kind.is_none_or(|kind| kind == ask.kind)
        && args.mode.is_none_or(|mode| mode == ask.mode)
        && args.level.is_none_or(|level| ask.levels.contains(&level))
        && args.topic.as_ref().is_none_or(is_about)
}

fn as_json(question: &Question) -> serde_json::Value {
    let ask = &question.ask;
    json!({
        "id": ask.id,
        "title": ask.title,
        "kind": ask.kind,
        "mode": ask.mode,
        "levels": ask.levels,
        "topic": ask.topic,
        "topics": ask.topics,
        "minutes": ask.minutes,
        "source": question.source.path,
        "digest": question.digest,
    })
}
