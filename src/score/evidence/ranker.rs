//! `words` 3: for each point the pieces of an answer, best first. It points at words and judges
//! nothing.
//!
//! A point's bag holds the stems of its text and of all its phrasings, as often as they are there.
//! A piece scores the sum, over its distinct stems that are in the bag, of
//!
//! > idf · √count · ½ if the stem is in the prompt · ln(1 + N/df) / ln(1 + N)
//!
//! (N points are sought together, df of them hold the stem), divided by √(8 + content words of the
//! piece); a tenth of its better neighbour's sum comes on top, since people stay with a point for
//! more than one sentence. A score is shown in thousandths of what the point's own phrasings score
//! in the mean, so that scores of two points compare.
//!
//! Measured on natural answers (docs/scoring.md): the right sentence is first in .64, among the
//! first three in .84.

use std::collections::HashMap;
use std::ops::Range;

use super::echo::is_echo;
use super::idf::IdfTable;
use super::matcher::Matcher;
use super::pieces::pieces;
use super::roots::{ONE, rarity, root};
use super::words::{self, Word};

/// Number of this reader in journals.
pub const VERSION: u32 = 3;

/// A stem of the prompt counts half: whoever repeats the question has said little.
const PROMPT_WEIGHT: u64 = ONE / 2;

/// Content words that every piece is taken to have besides its own: a single word is not an answer.
const PADDING: u64 = 8;

/// Part of the better neighbour's score that comes on top.
const NEIGHBOUR: u64 = 10;

/// Places of one point that are kept, best first.
pub const MOST_PLACES: usize = 5;

/// A point as it is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// What the point says, in its file; empty where the text is a question.
    pub text: &'a str,
    /// How people may say it.
    pub phrasings: &'a [String],
}

/// A place in an answer that may show a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Which of the fields it is in.
    pub field: usize,
    /// Bytes of that field, on character boundaries.
    pub range: Range<usize>,
    /// Thousandths of what the point's own phrasings score in the mean; may be above 1000.
    pub score: u32,
}

/// Points that are sought together, in answers to one prompt.
#[derive(Debug, Clone)]
pub struct Ranker {
    /// The prompt's stems, in order and as often as they are there.
    prompt: Vec<String>,
    /// Distinct stems of all points.
    stems: Vec<String>,
    known: HashMap<String, usize>,
    points: Vec<Bag>,
}

/// What the stems tell for one point.
#[derive(Debug, Clone)]
struct Bag {
    /// One entry a stem of the ranker, in thousandths.
    weights: Vec<u64>,
    /// What its phrasings score in the mean; 1 where they say nothing.
    own: u64,
}

/// What a piece says that some point may be about.
#[derive(Debug)]
struct Piece {
    field: usize,
    range: Range<usize>,
    /// Distinct stems among the ranker's.
    stems: Vec<usize>,
    /// Root of its length, in thousandths.
    length: u64,
}

impl Ranker {
    #[must_use]
    pub fn new(prompt: &str, sought: &[Sought<'_>]) -> Self {
        Self::with_table(&Matcher::builtin().idf, prompt, sought)
    }

    /// With a table of its own, for measuring on other data. Never for a session.
    #[must_use]
    pub fn with_table(idf: &IdfTable, prompt: &str, sought: &[Sought<'_>]) -> Self {
        let mut ranker = Self {
            prompt: words::stems(prompt),
            stems: Vec::new(),
            known: HashMap::new(),
            points: Vec::new(),
        };
        let counts: Vec<HashMap<usize, u64>> =
            sought.iter().map(|point| ranker.count(point)).collect();
        let mut told = Vec::with_capacity(ranker.stems.len());
        for (id, stem) in ranker.stems.iter().enumerate() {
            let holders = counts.iter().filter(|counts| counts.contains_key(&id)).count() as u64;
            let is_asked = ranker.prompt.iter().any(|asked| words::same_stem(asked, stem));
            let asked = if is_asked { PROMPT_WEIGHT } else { ONE };
            let rare = rarity(sought.len() as u64, holders);
            told.push(u64::from(idf.weight(stem)) * asked / ONE * rare / ONE);
        }
        let bag = |counts: &HashMap<usize, u64>| {
            let count = |id: usize| counts.get(&id).copied().unwrap_or(0);
            told.iter().enumerate().map(|(id, told)| told * root(count(id)) / ONE).collect()
        };
        ranker.points = counts.iter().map(|c| Bag { weights: bag(c), own: 1 }).collect();
        for (at, point) in sought.iter().enumerate() {
            ranker.points[at].own = ranker.own_score(at, point).max(1);
        }
        ranker
    }

    /// For each point its best places over all fields, best first, at most [`MOST_PLACES`]; none
    /// where no word of it was said.
    #[must_use]
    pub fn rank(&self, fields: &[&str]) -> Vec<Vec<Ranked>> {
        let mut met = HashMap::new();
        let answer: Vec<Piece> = fields
            .iter()
            .enumerate()
            .flat_map(|(field, text)| self.read(field, text, &mut met))
            .collect();
        self.points.iter().map(|point| point.rank(&answer)).collect()
    }

    fn count(&mut self, point: &Sought<'_>) -> HashMap<usize, u64> {
        let mut counts = HashMap::new();
        for text in point.phrasings.iter().map(String::as_str).chain([point.text]) {
            for stem in words::stems(text) {
                let next = self.stems.len();
                let id = *self.known.entry(stem.clone()).or_insert(next);
                if id == next {
                    self.stems.push(stem);
                }
                *counts.entry(id).or_default() += 1;
            }
        }
        counts
    }

    /// What the point's phrasings score in the mean, each read as a piece; its text where it has
    /// none.
    fn own_score(&self, at: usize, point: &Sought<'_>) -> u64 {
        let said = |text: &str| {
            let said = words::words(text);
            self.points[at].score(&self.piece(0, 0..text.len(), &said, &mut HashMap::new()))
        };
        if point.phrasings.is_empty() {
            return said(point.text);
        }
        let sum: u64 = point.phrasings.iter().map(|phrasing| said(phrasing)).sum();
        sum / point.phrasings.len() as u64
    }

    /// `met` remembers which stem of the ranker a stem of the answer is, if any.
    fn read(
        &self,
        field: usize,
        text: &str,
        met: &mut HashMap<String, Option<usize>>,
    ) -> Vec<Piece> {
        let words = words::words(text);
        let upto = |end: usize| words.partition_point(|word| word.range.start < end);
        pieces(text)
            .into_iter()
            .map(|range| {
                let said = &words[upto(range.start)..upto(range.end)];
                self.piece(field, range, said, met)
            })
            .collect()
    }

    fn piece(
        &self,
        field: usize,
        range: Range<usize>,
        said: &[Word],
        met: &mut HashMap<String, Option<usize>>,
    ) -> Piece {
        let mut stems = Vec::new();
        let mut length = 0;
        for stem in said.iter().filter_map(|word| word.stem.as_ref()) {
            length += 1;
            let id = match met.get(stem) {
                Some(id) => *id,
                None => *met.entry(stem.clone()).or_insert_with(|| self.find(stem)),
            };
            if let Some(id) = id.filter(|id| !stems.contains(id)) {
                stems.push(id);
            }
        }
        if is_echo(said, &self.prompt) {
            stems.clear();
        }
        Piece { field, range, stems, length: root(PADDING + length) }
    }

    fn find(&self, stem: &str) -> Option<usize> {
        let exact = self.known.get(stem).copied();
        exact.or_else(|| self.stems.iter().position(|known| words::same_stem(known, stem)))
    }
}

impl Bag {
    fn score(&self, piece: &Piece) -> u64 {
        piece.stems.iter().map(|&id| self.weights[id]).sum::<u64>() * ONE / piece.length
    }

    /// Ties stay in the order of the answer.
    fn rank(&self, answer: &[Piece]) -> Vec<Ranked> {
        let alone: Vec<u64> = answer.iter().map(|piece| self.score(piece)).collect();
        let beside = |at: usize, other: Option<usize>| {
            other
                .and_then(|other| answer.get(other).filter(|o| o.field == answer[at].field))
                .map_or(0, |_| other.map_or(0, |other| alone[other]))
        };
        let mut scores: Vec<(usize, u64)> = (0..answer.len())
            .map(|at| {
                let better = beside(at, at.checked_sub(1)).max(beside(at, at.checked_add(1)));
                (at, alone[at] + better / NEIGHBOUR)
            })
            .filter(|&(_, score)| score > 0)
            .collect();
        scores.sort_by(|(a, x), (b, y)| y.cmp(x).then(a.cmp(b)));
        scores.truncate(MOST_PLACES);
        let ranked = scores.into_iter().map(|(at, score)| Ranked {
            field: answer[at].field,
            range: answer[at].range.clone(),
            score: u32::try_from(score * ONE / self.own).unwrap_or(u32::MAX),
        });
        ranked.collect()
    }
}

#[cfg(test)]
#[path = "ranker_tests.rs"]
mod tests;
