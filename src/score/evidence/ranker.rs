//! `words` 3: for each point the pieces of an answer, best first. It points at words and judges
//! nothing.
//!
//! A point's bag holds the stems of its text and of all its phrasings, as often as they are there.
//! A piece scores the sum, over its distinct stems that are in the bag, of
//!
//! > idf · √count · ½ if the stem is in the prompt · ln(1 + N/df) / ln(1 + N)
//!
//! (N points are sought together, df of them hold the stem), divided by √(8 + content words of the
//! piece). A score is shown in thousandths of what the point's own phrasings score in the mean, so
//! that scores of two points compare.
//!
//! Measured on natural answers (docs/scoring.md): the right sentence is first in six of ten,
//! among the first three in eight.

use std::collections::HashMap;
use std::ops::Range;

use super::echo::is_echo;
use super::idf::IdfTable;
use super::matcher::Matcher;
use super::pieces::pieces;
use super::polarity;
use super::roots::{ONE, rarity, root};
use super::words::{self, Word};

/// Number of this reader in journals.
pub const VERSION: u32 = 3;

/// A stem of the prompt counts half: whoever repeats the question has said little.
const PROMPT_WEIGHT: u64 = ONE / 2;

/// Content words that every piece is taken to have besides its own: a single word is not an answer.
const PADDING: u64 = 8;

/// Places of one point that are kept, best first.
pub const MOST_PLACES: usize = 5;

/// Where more than this part of a piece's score is said the other way round, it denies the point.
const DENIED: u64 = 2;

/// Words by which a sentence takes its distance without a "not".
const DISTANCE: &[&str] = &[
    "avoid",
    "avoiding",
    "bad",
    "instead",
    "mistake",
    "myth",
    "pointless",
    "rather",
    "refuse",
    "useless",
    "wrong",
];

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
    /// One entry a stem of the ranker: whether a phrasing negates it.
    negated: Vec<bool>,
    /// Whether a phrasing takes its distance from something.
    is_distant: bool,
    /// What its phrasings score in the mean; 1 where they say nothing.
    own: u64,
}

/// What a piece says that some point may be about.
#[derive(Debug)]
struct Piece {
    field: usize,
    range: Range<usize>,
    /// Distinct stems among the ranker's, and whether each is only said negated.
    stems: Vec<(usize, bool)>,
    is_distant: bool,
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
        for (point, counts) in sought.iter().zip(&counts) {
            let said = point.phrasings.iter().map(|phrasing| ranker.said(phrasing));
            let mut own = Bag {
                weights: bag(counts),
                negated: vec![false; ranker.stems.len()],
                is_distant: false,
                own: 1,
            };
            let said: Vec<Piece> = match point.phrasings {
                [] => vec![ranker.said(point.text)],
                _ => said.collect(),
            };
            for piece in &said {
                own.is_distant |= piece.is_distant;
                for &(id, is_negated) in &piece.stems {
                    own.negated[id] |= is_negated;
                }
            }
            let sum: u64 = said.iter().map(|piece| own.score(piece)).sum();
            own.own = (sum / said.len() as u64).max(1);
            ranker.points.push(own);
        }
        ranker
    }

    /// For each point its best places over all fields, best first, at most [`MOST_PLACES`]; none
    /// where no word of it was said.
    #[must_use]
    pub fn rank(&self, fields: &[&str]) -> Vec<Vec<Ranked>> {
        let answer = self.read_all(fields);
        self.points.iter().map(|point| point.rank(&answer, |_| true)).collect()
    }

    /// The same without the places that deny what the point says: "adding machines wouldn't help"
    /// is not said for adding machines.
    #[must_use]
    pub fn rank_asserted(&self, fields: &[&str]) -> Vec<Vec<Ranked>> {
        let answer = self.read_all(fields);
        let of = |point: &Bag| point.rank(&answer, |piece| !point.is_denied(piece));
        self.points.iter().map(of).collect()
    }

    fn read_all(&self, fields: &[&str]) -> Vec<Piece> {
        let mut met = HashMap::new();
        let fields = fields.iter().enumerate();
        fields.flat_map(|(field, text)| self.read(field, text, &mut met)).collect()
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

    /// A phrasing, read as if it were a piece of an answer.
    fn said(&self, text: &str) -> Piece {
        let all = words::words(text);
        self.piece((0, 0..text.len()), text, &all, &mut HashMap::new())
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
                self.piece((field, range), text, said, met)
            })
            .collect()
    }

    fn piece(
        &self,
        (field, range): (usize, Range<usize>),
        text: &str,
        said: &[Word],
        met: &mut HashMap<String, Option<usize>>,
    ) -> Piece {
        let mut stems: Vec<(usize, bool)> = Vec::new();
        let mut length = 0;
        for (word, is_negated) in said.iter().zip(polarity::negated(text, said)) {
            let Some(stem) = &word.stem else { continue };
            length += 1;
            let id = match met.get(stem) {
                Some(id) => *id,
                None => *met.entry(stem.clone()).or_insert_with(|| self.find(stem)),
            };
            let Some(id) = id else { continue };
            match stems.iter_mut().find(|(known, _)| *known == id) {
                Some((_, is_only_negated)) => *is_only_negated &= is_negated,
                None => stems.push((id, is_negated)),
            }
        }
        if is_echo(said, &self.prompt) {
            stems.clear();
        }
        let is_distant = said.iter().any(|word| DISTANCE.contains(&word.lower.as_str()));
        Piece { field, range, stems, is_distant, length: root(PADDING + length) }
    }

    fn find(&self, stem: &str) -> Option<usize> {
        let exact = self.known.get(stem).copied();
        exact.or_else(|| self.stems.iter().position(|known| words::same_stem(known, stem)))
    }
}

impl Bag {
    fn score(&self, piece: &Piece) -> u64 {
        piece.stems.iter().map(|&(id, _)| self.weights[id]).sum::<u64>() * ONE / piece.length
    }

    fn is_denied(&self, piece: &Piece) -> bool {
        let turned = piece.stems.iter().filter(|&&(id, negated)| negated != self.negated[id]);
        let turned: u64 = turned.map(|&(id, _)| self.weights[id]).sum();
        let all: u64 = piece.stems.iter().map(|&(id, _)| self.weights[id]).sum();
        turned * DENIED > all || (piece.is_distant && !self.is_distant)
    }

    /// Ties stay in the order of the answer.
    fn rank(&self, answer: &[Piece], counts: impl Fn(&Piece) -> bool) -> Vec<Ranked> {
        let mut scores: Vec<(usize, u64)> = answer
            .iter()
            .enumerate()
            .filter(|(_, piece)| counts(piece))
            .map(|(at, piece)| (at, self.score(piece)))
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
