//! `mock bank show`: the prompt alone, unless spoilers are asked for.

mod judge;

use serde_json::{Value, json};

use crate::bank::question::{Question, Sample};
use crate::cli::args::bank::ShowArgs;
use crate::cli::context::Console;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{self, tell, unknown_question};
use crate::text::SafeText;

pub fn run(args: &ShowArgs, console: &mut Console) -> Result<Outcome, Error> {
    let loaded = folders::load(&args.folders, console);
    tell(&loaded, console)?;
    let question =
        loaded.bank.question(&args.id).ok_or_else(|| unknown_question(&args.id, &loaded.bank))?;
    if args.json {
        writeln!(console.out, "{:#}", as_json(question, args.spoilers))?;
        return Ok(Outcome::Fine);
    }
    let mut page = ask_page(question);
    if args.spoilers {
        judge::add(&mut page, question);
    } else {
        page.line("");
        page.line("--spoilers shows the rubric, the model answer and the samples.");
    }
    console.out.write_all(page.0.as_bytes())?;
    Ok(Outcome::Fine)
}

/// Text of a bank, gathered line by line and made harmless.
pub(super) struct Sheet(String);

impl Sheet {
    fn line(&mut self, text: &str) {
        self.0.push_str(SafeText::new(text).as_str());
        self.0.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.line("");
        self.line(text);
    }

    /// Every line indented by two columns.
    fn block(&mut self, text: &str) {
        for line in text.trim_end().lines() {
            self.line(&format!("  {line}"));
        }
    }
}

fn ask_page(question: &Question) -> Sheet {
    let ask = &question.ask;
    let levels: Vec<&str> = ask.levels.iter().map(|level| level.word()).collect();
    let mut page = Sheet(String::new());
    page.line(&format!("{} ({})", ask.title, ask.id));
    page.line(&format!(
        "{} · {} · {} · {} min · {}",
        ask.kind.title(),
        ask.mode,
        levels.join(", "),
        ask.minutes,
        std::iter::once(&ask.topic).chain(&ask.topics).cloned().collect::<Vec<_>>().join(", "),
    ));
    page.line("");
    page.line(&ask.prompt);
    for (letter, option) in ('a'..).zip(&ask.options) {
        page.line(&format!("  {letter}) {option}"));
    }
    for (name, text) in &ask.shown_files {
        page.heading(name);
        page.block(text);
    }
    page
}

fn as_json(question: &Question, spoilers: bool) -> Value {
    let mut value = json!({
        "ask": question.ask,
        "source": {
            "path": question.source.path,
            "license": question.source.license,
            "author": question.source.author,
            "reviewed": question.source.reviewed,
        },
        "digest": question.digest,
    });
    if spoilers {
        value["judge"] = json!(question.judge);
        value["samples"] = question.samples.iter().map(sample_json).collect();
        value["files"] = json!(question.files);
    }
    value
}

fn sample_json(sample: &Sample) -> Value {
    json!({
        "level": sample.level,
        "score": sample.score,
        "tag": sample.tag,
        "max": sample.max,
        "min": sample.min,
        "text": sample.text,
        "followups": sample.followups,
    })
}
