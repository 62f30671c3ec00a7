//! Natural answers with people's marks, as a reader is measured on.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use crate::bank::Bank;
use crate::bank::question::Question;
use crate::bank::sample::{NaturalSample, PointMark};
use crate::cli::error::Error;
use crate::engine::event::{About, Mark};
use crate::reader::asked::{Asked, Point};

/// One answer, and what people marked in it.
pub(super) struct Sample<'q> {
    pub question: &'q Question,
    pub text: String,
    /// A person's 1–4.
    pub overall: u32,
    /// Mark, and the bytes of the words that show it.
    pub marks: BTreeMap<String, (Mark, Vec<Range<usize>>)>,
}

impl Sample<'_> {
    /// What a model is asked about it: as in a session, red flags among the points.
    pub(super) fn asked(&self) -> Asked {
        let judge = &self.question.judge;
        let point = |about, text: &str| Point { about, text: text.to_owned() };
        let items = judge.rubric.iter().map(|it| point(About::Item(it.id.clone()), &it.text));
        let flags = judge.red_flags.iter().enumerate();
        let flags = flags.map(|(index, flag)| point(About::RedFlag(index), &flag.text));
        Asked {
            question: self.question.ask.prompt.clone(),
            remarks: Vec::new(),
            points: items.chain(flags).collect(),
            fields: vec![("answer".to_owned(), self.text.clone())],
        }
    }
}

/// A file of answers as JSON: a list of `{ question, answer, overall, marks: { item: { mark, quote } } }`.
#[derive(Deserialize)]
struct Written {
    question: String,
    answer: String,
    overall: u32,
    marks: BTreeMap<String, WrittenMark>,
}

#[derive(Deserialize)]
struct WrittenMark {
    mark: Mark,
    #[serde(default)]
    quote: Option<String>,
}

/// The answers of a file, to questions of the bank; those to questions that aren't there are left
/// out, and counted.
pub(super) fn of_file<'q>(path: &Path, bank: &'q Bank) -> Result<(Vec<Sample<'q>>, usize), Error> {
    let broken = |cause: &dyn Display| {
        let message = format!("cannot read the answers in {}: {cause}", path.display());
        Error::unknown(message, "docs/reader.md shows what such a file holds")
    };
    let text = crate::files::read_text(path).map_err(|cause| broken(&cause))?;
    let written: Vec<Written> = serde_json::from_str(&text).map_err(|cause| broken(&cause))?;
    let all = written.len();
    let samples: Vec<Sample<'q>> = written
        .into_iter()
        .filter_map(|written| {
            let question = bank.question(&written.question)?;
            let place = |quote: &str| {
                let from = written.answer.find(quote)?;
                Some(from..from + quote.len())
            };
            let marks = written.marks.iter().map(|(item, marked)| {
                let places = marked.quote.as_deref().and_then(place).into_iter().collect();
                (item.clone(), (marked.mark, places))
            });
            let marks = marks.collect();
            Some(Sample { question, overall: written.overall, marks, text: written.answer })
        })
        .collect();
    let left_out = all - samples.len();
    Ok((samples, left_out))
}

/// The bank's own.
pub(super) fn of_bank(bank: &Bank) -> Vec<Sample<'_>> {
    let mut samples = Vec::new();
    for question in &bank.questions {
        samples.extend(question.natural.iter().map(|natural| of_one(question, natural)));
    }
    samples
}

fn of_one<'q>(question: &'q Question, natural: &NaturalSample) -> Sample<'q> {
    let marks = natural.marks.iter().map(|(item, marked)| {
        let mark = match marked.mark {
            PointMark::Met => Mark::Met,
            PointMark::Partly => Mark::Partly,
            PointMark::Missed => Mark::Missed,
        };
        (item.clone(), (mark, natural.places(marked)))
    });
    let marks = marks.collect();
    Sample { question, overall: natural.overall, marks, text: natural.text.clone() }
}
