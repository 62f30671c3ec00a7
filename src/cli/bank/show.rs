//! `mock bank show`: the prompt alone, unless spoilers are asked for.

use serde_json::{Value, json};

use crate::bank::question::Question;
use crate::bank::sample::{NaturalSample, SampleMark};
use crate::cli::args::bank::ShowArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{self, tell, unknown_question};
use crate::view::page::Block;
use crate::view::say;

pub fn run(args: &ShowArgs, context: &mut Context) -> Result<Outcome, Error> {
    let loaded = folders::load(&args.folders, context);
    tell(&loaded, context)?;
    let question =
        loaded.bank.question(&args.id).ok_or_else(|| unknown_question(&args.id, &loaded.bank))?;
    if args.json {
        writeln!(context.out, "{:#}", as_json(question, args.spoilers))?;
        return Ok(Outcome::Fine);
    }
    let mut page = say::bank::asked(question);
    if args.spoilers {
        page.extend(say::bank::judged(question));
    } else {
        page.push(Block::Blank);
        page.push(Block::line("--spoilers shows the rubric, the model answer and the samples."));
    }
    context.put(&page)?;
    Ok(Outcome::Fine)
}

fn as_json(question: &Question, spoilers: bool) -> Value {
    let mut value = json!({
        "ask": question.ask,
        "source": {
            "path": question.source.path,
            "license": question.source.license,
            "author": question.source.author,
            "reviewed": question.source.reviewed,
            "unreviewed": question.source.unreviewed,
        },
        "digest": question.digest,
    });
    if spoilers {
        value["judge"] = json!(question.judge);
        value["samples"] = question.natural.iter().map(sample_json).collect();
        value["files"] = json!(question.files);
    }
    value
}

fn sample_json(sample: &NaturalSample) -> Value {
    let mark = |mark: &SampleMark| match mark.quotes.as_slice() {
        [] => json!(mark.mark),
        quotes => [&mark.mark.word().to_owned()].into_iter().chain(quotes).cloned().collect(),
    };
    let marks = sample.marks.iter().map(|(id, given)| (id.clone(), mark(given)));
    json!({
        "kind": sample.kind,
        "writer": sample.writer,
        "voice": sample.voice,
        "level": sample.level,
        "overall": sample.overall,
        "text": sample.text,
        "marks": marks.collect::<serde_json::Map<String, Value>>(),
    })
}
