//! `mock bank match`: what the matcher makes of an answer, for those who write phrasings.

use std::io::Read as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::bank::question::{Level, Question};
use crate::cli::args::bank::MatchArgs;
use crate::cli::context::Console;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{self, tell, unknown_question};
use crate::engine::event::{About, Band};
use crate::figures::decimal;
use crate::score::evidence::{Check, MATCHER, Matcher};
use crate::score::points::{Point, points};
use crate::score::recommendation::band_word;
use crate::score::rules;
use crate::score::sample::{SampleScore, sample_score};
use crate::text::SafeText;
use crate::view::page::wrap::hanging;

/// Columns where the output is no terminal.
const WIDTH: u16 = 96;

pub fn run(args: &MatchArgs, console: &mut Console) -> Result<Outcome, Error> {
    let loaded = folders::load(&args.folders, console);
    tell(&loaded, console)?;
    let question =
        loaded.bank.question(&args.id).ok_or_else(|| unknown_question(&args.id, &loaded.bank))?;
    let answer = read(&args.answer)?;
    let lowest = question.ask.levels.iter().min().copied().unwrap_or(Level::Mid);
    let level = args.level.unwrap_or(lowest);
    let found = points(question, level, &answer);
    let score = sample_score(rules::latest(), question, level, &answer, &[]);
    let echoes = Matcher::builtin().prepare(&question.ask.prompt, &[]).echoes(&answer).len();
    if args.json {
        let report = json!({
            "question": question.ask.id,
            "level": level,
            "matcher": MATCHER,
            "points": found.iter().map(as_json).collect::<Vec<Value>>(),
            "score": {
                "rules": rules::LATEST,
                "band": score.score.band,
                "mean": score.score.mean,
                "dimensions": score.score.dimensions.iter().map(|d| json!({
                    "dim": d.dim, "score": d.score, "coverage": d.coverage,
                })).collect::<Vec<Value>>(),
            },
            "followups": score.followups,
            "sentences_of_the_prompt": echoes,
        });
        writeln!(console.out, "{report:#}")?;
        return Ok(Outcome::Fine);
    }
    let width = usize::from(console.columns.unwrap_or(WIDTH)).max(40);
    let mut page = Page { lines: Vec::new(), width };
    page.whole(question, level, &found, &score, echoes);
    for line in page.lines {
        writeln!(console.out, "{line}")?;
    }
    Ok(Outcome::Fine)
}

fn read(path: &Path) -> Result<String, Error> {
    let help = "give a text file in UTF-8, or - for standard input";
    if path == Path::new("-") {
        let mut text = String::new();
        return match std::io::stdin().read_to_string(&mut text) {
            Ok(_) => Ok(text),
            Err(cause) => Err(Error::unknown(format!("cannot read standard input: {cause}"), help)),
        };
    }
    std::fs::read_to_string(path).map_err(|cause| {
        Error::unknown(format!("cannot read the answer {}: {cause}", path.display()), help)
    })
}

struct Page {
    lines: Vec<String>,
    width: usize,
}

impl Page {
    fn line(&mut self, text: &str) {
        self.lines.push(SafeText::line(text).to_string());
    }

    fn hanging(&mut self, label: &str, text: &str) {
        let text = SafeText::line(text);
        let lines = hanging(label, text.as_str(), self.width);
        self.lines.extend(lines.into_iter().map(|line| line.trim_end().to_owned()));
    }

    fn whole(
        &mut self,
        question: &Question,
        level: Level,
        found: &[Point<'_>],
        score: &SampleScore,
        echoes: usize,
    ) {
        let ask = &question.ask;
        self.line(&format!("{} ({}), matcher {MATCHER}", ask.title, ask.id));
        self.line("It matches words, not correctness. `mock explain evidence` says its rules.");
        if !ask.options.is_empty() {
            self.line("A quiz: its options alone decide, whatever the words show.");
        }
        for point in found {
            self.point(point);
        }
        if echoes > 0 {
            self.lines.push(String::new());
            let told = match echoes {
                1 => "1 sentence only says the prompt back and counts for nothing.".to_owned(),
                many => format!("{many} sentences only say the prompt back and count for nothing."),
            };
            self.line(&told);
        }
        self.lines.push(String::new());
        let band = score
            .score
            .band
            .map_or("nothing to score".to_owned(), |band| format!("{band} {}", band_word(band)));
        let dims = score.score.dimensions.iter();
        let dims: Vec<String> =
            dims.filter_map(|d| Some(format!("{} {}", d.dim, d.score?))).collect();
        self.hanging(
            &format!("In exam mode at {level}: "),
            &format!("{band} ({}), unconfirmed", dims.join(", ")),
        );
        let fired = match score.followups.as_slice() {
            [] => "none".to_owned(),
            ids => ids.join(", "),
        };
        self.hanging("Follow-ups that would be asked: ", &fired);
    }

    fn point(&mut self, point: &Point<'_>) {
        let evidence = &point.trace.evidence;
        self.lines.push(String::new());
        let field = match point.field {
            "answer" => String::new(),
            field => format!(" in {field}"),
        };
        let band = if evidence.band == Band::None { String::new() } else { field };
        self.line(&format!("{} · {}{band}", point.about.mark_id(), band_words(point)));
        self.hanging("    point     ", point.text);
        match point.phrasing() {
            None => self.hanging("    phrasing  ", "none written, so nothing can be found"),
            Some(_) if evidence.score == 0 => {
                self.hanging("    phrasing  ", "no word of any of them is said");
            }
            Some(phrasing) => {
                let place = format!("{} of {}", evidence.phrasing + 1, point.phrasings.len());
                let figures =
                    format!("share {}, score {}", decimal(evidence.share), decimal(evidence.score));
                self.hanging("    phrasing  ", &format!("{place}, {figures}: “{phrasing}”"));
            }
        }
        if evidence.band != Band::None {
            self.hanging("    sentence  ", &format!("“{}”", marked(point)));
        }
        for check in &point.trace.checks {
            self.hanging("    check     ", &told(check, &point.said));
        }
    }
}

fn band_words(point: &Point<'_>) -> &'static str {
    let is_doubtful = point.trace.checks.contains(&Check::Negation);
    match point.trace.evidence.band {
        Band::Likely => "likely",
        Band::Maybe if is_doubtful => "maybe: check polarity",
        Band::Maybe => "maybe, read this",
        Band::None => "no matching sentence found",
    }
}

/// The sentence with its matched words between asterisks.
fn marked(point: &Point<'_>) -> String {
    let evidence = &point.trace.evidence;
    let (mut text, mut at) = (String::new(), evidence.range.start);
    for word in &evidence.words {
        let before = point.said.get(at..word.start).unwrap_or("");
        let word_text = point.said.get(word.clone()).unwrap_or("");
        text.push_str(&format!("{before}*{word_text}*"));
        at = word.end;
    }
    text.push_str(point.said.get(at..evidence.range.end).unwrap_or(""));
    text
}

/// Letters of a refused window that are quoted.
const QUOTE_MOST: usize = 120;

fn told(check: &Check, said: &str) -> String {
    let quote = |range: &std::ops::Range<usize>| {
        let text = said.get(range.clone()).unwrap_or("");
        let short: String = text.chars().take(QUOTE_MOST).collect();
        if short.len() < text.len() {
            format!("“{short} …”")
        } else {
            format!("“{short}”")
        }
    };
    match check {
        Check::Negation => {
            "negation: “not” stands on one side only, in sentence or phrasing".to_owned()
        }
        Check::List(range) => format!("list: a better window has no verb: {}", quote(range)),
        Check::Stuffing(range) => {
            format!(
                "stuffing: a better window would prove more than three points: {}",
                quote(range)
            )
        }
        Check::PromptWords(stems) => {
            format!(
                "prompt words: these stems stand in the prompt and weigh less: {}",
                stems.join(", ")
            )
        }
    }
}

fn as_json(point: &Point<'_>) -> Value {
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
            About::Cause => "cause",
        },
        "text": point.text,
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
