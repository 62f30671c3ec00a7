//! `mock bank match`: what the matcher makes of an answer, for those who write phrasings.

use std::path::Path;

use serde_json::{Value, json};

use crate::bank::question::Level;
use crate::cli::args::bank::MatchArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{self, tell, unknown_question};
use crate::engine::event::{About, Band};
use crate::files::{read_text, text_from};
use crate::score::evidence::ranker::VERSION;
use crate::score::evidence::{Check, MATCHER, Matcher};
use crate::score::points::{Tried, followups_fired, points};
use crate::view::say;
use crate::view::say::matching::Matched;

/// Columns where the output is no terminal.
const WIDTH: u16 = 96;

pub fn run(args: &MatchArgs, context: &mut Context) -> Result<Outcome, Error> {
    let loaded = folders::load(&args.folders, context);
    tell(&loaded, context)?;
    let question =
        loaded.bank.question(&args.id).ok_or_else(|| unknown_question(&args.id, &loaded.bank))?;
    let answer = read(&args.answer)?;
    let lowest = question.ask.levels.iter().min().copied().unwrap_or(Level::Mid);
    let level = args.level.unwrap_or(lowest);
    let matched = Matched {
        question,
        level,
        points: points(question, level, &answer),
        answer: &answer,
        followups: followups_fired(question, level, &answer),
        echoes: Matcher::builtin().prepare(&question.ask.prompt, &[]).echoes(&answer).len(),
    };
    if args.json {
        let report = json!({
            "question": question.ask.id,
            "level": level,
            "words": VERSION,
            "matcher": MATCHER,
            "points": matched.points.iter().map(as_json).collect::<Vec<Value>>(),
            "followups": matched.followups,
            "sentences_of_the_prompt": matched.echoes,
        });
        writeln!(context.out, "{report:#}")?;
        return Ok(Outcome::Fine);
    }
    let width = usize::from(context.columns.unwrap_or(WIDTH)).max(40);
    context.put_wrapped(&say::matching::blocks(&matched), width)?;
    Ok(Outcome::Fine)
}

fn read(path: &Path) -> Result<String, Error> {
    let help = "give a text file in UTF-8, or - for standard input";
    if path == Path::new("-") {
        return text_from(std::io::stdin())
            .map_err(|cause| Error::unknown(format!("cannot read standard input: {cause}"), help));
    }
    read_text(path).map_err(|cause| {
        Error::unknown(format!("cannot read the answer {}: {cause}", path.display()), help)
    })
}

fn as_json(point: &Tried<'_>) -> Value {
    let evidence = &point.trace.evidence;
    let check = |check: &Check| match check {
        Check::Negation => json!({ "check": "negation" }),
        Check::List(range) => json!({ "check": "list", "start": range.start, "end": range.end }),
        Check::Stuffing(range) => {
            json!({ "check": "stuffing", "start": range.start, "end": range.end })
        }
        Check::PromptWords(stems) => json!({ "check": "prompt-words", "stems": stems }),
    };
    let words = evidence.words.iter().map(|word| point.said.get(word.clone()));
    let is_found = evidence.band != Band::None;
    json!({
        "id": point.about.mark_id(),
        "about": match point.about {
            About::Item(_) | About::RoundItem(_) => "point",
            About::RedFlag(_) => "red-flag",
            About::Followup(_) => "followup",
            About::Curveball(_) => "curveball",
            About::Number(_) => "number",
            About::Fault(_) => "fault",
            About::Cause => "cause",
        },
        "text": point.text,
        "ranked": point.ranked.iter().map(|place| json!({
            "start": place.range.start, "end": place.range.end, "score": place.score,
        })).collect::<Vec<Value>>(),
        "band": evidence.band,
        "share": evidence.share,
        "score": evidence.score,
        "phrasing": evidence.phrasing,
        "field": is_found.then_some(point.field),
        "quote": is_found.then(|| point.said.get(evidence.range.clone())).flatten(),
        "words": words.collect::<Vec<_>>(),
        "checks": point.trace.checks.iter().map(check).collect::<Vec<Value>>(),
    })
}
