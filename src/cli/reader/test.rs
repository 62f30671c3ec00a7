//! `mock reader test`: how well the model agrees with people, beside word matching.

use std::io;
use std::ops::Range;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::samples::{Sample, of_file};
use super::show;
use crate::cli::args::reader::ReaderTestArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders;
use crate::cli::host::model::{Wanted, may_be_sent, memory, named, wanted};
use crate::cli::settings::Settings;
use crate::clock;
use crate::engine::event::{About, PointReading, Proof, RankedPlace, Said};
use crate::reader::asked::digest;
use crate::reader::client::{Client, Endpoint, Trouble};
use crate::reader::proof::{Judged, ReadAnswer, Tally};
use crate::score::evidence::{Ranker, Sought};
use crate::score::suggest::HIT;

/// One reader's answers, and what they cost.
#[derive(Default)]
pub(super) struct Measured {
    pub tally: Tally,
    pub took_us: u64,
    /// Read and written.
    pub tokens: (u64, u64),
    pub calls: usize,
    /// Answers that it could not read, and why the last of them.
    pub failed: usize,
    pub trouble: Option<String>,
}

pub(super) struct Test {
    pub proof: Proof,
    pub address: String,
    pub answers: usize,
    pub questions: usize,
    /// The bank's own answers, whole: only such a test is kept.
    pub is_kept: bool,
    pub model: Measured,
    pub words: Measured,
}

/// # Errors
/// Where no model is set or allowed, it can't be reached, or there is nothing to measure on.
pub(super) fn run(args: &ReaderTestArgs, context: &mut Context) -> Result<Outcome, Error> {
    let endpoint = match wanted(&args.reader, Settings::load(context.paths)?)? {
        Wanted::Model(endpoint) => *endpoint,
        Wanted::Offline(source) => {
            let message = format!("nothing is sent while {} is set", named(source));
            return Err(Error::unknown(message, "leave it out to test the model"));
        }
        Wanted::Nothing => {
            let help =
                "`mock config set reader.url URL`, and reader.model; docs/reader.md says how";
            return Err(Error::unknown("no model is set", help));
        }
    };
    if !may_be_sent(&endpoint, context)? {
        let message = format!("nothing may be sent to {}", endpoint.address);
        return Err(Error::unknown(message, "`mock reader allow` allows it"));
    }
    let loaded = folders::load(&args.folders, context);
    folders::tell(&loaded, context)?;
    let (samples, left_out) = match &args.samples {
        Some(path) => of_file(path, &loaded.bank)?,
        None => (super::samples::of_bank(&loaded.bank), 0),
    };
    if left_out > 0 {
        context
            .tell(format_args!("{left_out} answers are to questions that aren't in the bank"))?;
    }
    let samples = of_first(samples, args.questions);
    if samples.is_empty() {
        let help = "give some with --samples FILE; docs/reader.md shows what it holds";
        return Err(Error::unknown("the bank has no natural answers to measure on", help));
    }
    let is_kept = args.samples.is_none() && args.questions.is_none() && args.folders.is_empty();
    let test = measure(&samples, endpoint, is_kept, args.json, context)?;
    if is_kept {
        let address = crate::reader::address::Address::parse(&test.address)
            .map_err(|why| Error::Bug(why.to_owned()))?;
        memory(context.paths).put_proof(&address, test.proof.clone())?;
    }
    if args.json {
        writeln!(context.out, "{:#}", show::json(&test))?;
    } else {
        context.put(&show::blocks(&test))?;
    }
    Ok(if test.model.tally.is_proven() { Outcome::Fine } else { Outcome::BelowBar })
}

/// The answers to the first questions, in the order of the samples.
fn of_first(samples: Vec<Sample<'_>>, most: Option<u32>) -> Vec<Sample<'_>> {
    let Some(most) = most.and_then(|most| usize::try_from(most).ok()) else { return samples };
    let mut ids: Vec<&str> = Vec::new();
    let mut kept = Vec::new();
    for sample in samples {
        let id = sample.question.ask.id.as_str();
        if !ids.contains(&id) && ids.len() < most {
            ids.push(id);
        }
        if ids.contains(&id) {
            kept.push(sample);
        }
    }
    kept
}

fn measure(
    samples: &[Sample<'_>],
    endpoint: Endpoint,
    is_kept: bool,
    is_quiet: bool,
    context: &mut Context,
) -> Result<Test, Error> {
    let (address, model) = (endpoint.address.to_string(), endpoint.model.clone());
    let bar = bar(samples.len(), is_quiet || context.columns.is_none());
    let mut client = Client::new(endpoint);
    let mut of_model = (Measured::default(), Vec::new());
    let mut of_words = (Measured::default(), Vec::new());
    for (done, sample) in samples.iter().enumerate() {
        let began = clock::micros();
        let asked = sample.asked();
        let points = match client.read(&asked, &mut |_, _| ()) {
            Ok(read) => {
                of_model.0.tokens.0 += read.tokens.0;
                of_model.0.tokens.1 += read.tokens.1;
                of_model.0.calls += read.calls;
                read.points
            }
            Err(trouble @ (Trouble::Nonsense(_) | Trouble::NoReply(_) | Trouble::TimedOut(_))) => {
                of_model.0.failed += 1;
                of_model.0.trouble = Some(format!("{trouble}; {}", trouble.advice()));
                Vec::new()
            }
            Err(trouble) => {
                bar.finish_and_clear();
                let message =
                    format!("stopped after {done} of {} answers: {trouble}", samples.len());
                return Err(Error::unknown(message, trouble.advice()));
            }
        };
        of_model.0.took_us += clock::micros() - began;
        of_model.1.push(read_answer(sample, &points));
        let began = clock::micros();
        let points = by_words(sample);
        of_words.0.took_us += clock::micros() - began;
        of_words.1.push(read_answer(sample, &points));
        bar.inc(1);
    }
    bar.finish_and_clear();
    of_model.0.tally = Tally::of(&of_model.1);
    of_words.0.tally = Tally::of(&of_words.1);
    let share = of_model.0.tally.said_or_not;
    let proof = Proof {
        date: context.today.to_string(),
        model,
        instructions: digest(),
        points: share.all,
        agreement: share.thousandths(),
    };
    let mut ids: Vec<&str> = samples.iter().map(|it| it.question.ask.id.as_str()).collect();
    ids.dedup();
    let (answers, questions) = (samples.len(), ids.len());
    let (model, words) = (of_model.0, of_words.0);
    Ok(Test { proof, address, answers, questions, is_kept, model, words })
}

fn bar(answers: usize, is_hidden: bool) -> ProgressBar {
    let bar = ProgressBar::new(answers as u64);
    if is_hidden || !io::IsTerminal::is_terminal(&io::stderr()) {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let template = "{bar:30} {pos}/{len} answers, {elapsed}, {eta} to go";
    let style = ProgressStyle::with_template(template);
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn read_answer(sample: &Sample<'_>, points: &[PointReading]) -> ReadAnswer {
    let judged = sample.marks.iter().map(|(item, (mark, places))| {
        let about = About::Item(item.clone());
        let point = points.iter().find(|point| point.about == about);
        let first = point.and_then(|point| point.at.first());
        let overlaps = |place: &Range<usize>| {
            first.is_some_and(|first| first.from < place.end && place.start < first.to)
        };
        Judged {
            mark: *mark,
            verdict: point.and_then(|point| point.verdict),
            is_first: (!places.is_empty()).then(|| places.iter().any(overlaps)),
        }
    });
    ReadAnswer {
        question: sample.question.ask.id.clone(),
        kind: sample.question.ask.kind.word().to_owned(),
        overall: sample.overall,
        points: judged.collect(),
    }
}

/// What word matching makes of the answer. It ranks; taken for a judge it says "said" from a
/// certain score on.
fn by_words(sample: &Sample<'_>) -> Vec<PointReading> {
    let rubric = &sample.question.judge.rubric;
    let sought: Vec<Sought<'_>> =
        rubric.iter().map(|item| Sought { text: &item.text, phrasings: &item.phrasings }).collect();
    let ranked = Ranker::new(&sample.question.ask.prompt, &sought).rank(&[&sample.text]);
    let points = rubric.iter().zip(ranked).map(|(item, places)| {
        let best = places.first().map_or(0, |place| place.score);
        let place = |it: &crate::score::evidence::Ranked| RankedPlace {
            field: "answer".to_owned(),
            from: it.range.start,
            to: it.range.end,
            score: it.score,
        };
        PointReading {
            about: About::Item(item.id.clone()),
            verdict: Some(if best >= HIT { Said::Said } else { Said::No }),
            at: places.iter().map(place).collect(),
        }
    });
    points.collect()
}
