//! Answers beside a question: what readers are tested by.

use std::collections::BTreeMap;
use std::ops::Range;

use super::question::Level;
use crate::words::words;

/// An answer as people give it, written by somebody who saw nothing that judges, and marked by a
/// reader who saw nothing but the points' texts. It is never edited to fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NaturalSample {
    /// Its place among the file's samples.
    pub index: usize,
    pub kind: SampleKind,
    pub writer: Writer,
    /// How it sounds: terse notes, spoken, non-native.
    pub voice: String,
    pub level: Level,
    /// The reader's 1–4.
    pub overall: u32,
    pub text: String,
    /// By rubric item.
    pub marks: BTreeMap<String, SampleMark>,
}

/// How a rubric item is marked in a natural sample, and the words of the answer that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleMark {
    pub mark: PointMark,
    /// Verbatim parts of the text; none where the point is missed.
    pub quotes: Vec<String>,
}

words! {
    /// What a natural sample is an example of.
    SampleKind {
        Strong = "strong",
        Middling = "middling",
        /// Fluent and wrong: confident, in the field's words.
        Weak = "weak",
    }
}

words! {
    /// Who wrote a natural sample.
    Writer {
        /// Saw the prompt, the clarifications and the level, and nothing that judges.
        Blind = "blind",
        /// Had seen the rubric.
        Informed = "informed",
    }
}

words! {
    /// A mark of a natural sample.
    PointMark { Met = "met", Partly = "partly", Missed = "missed" }
}

impl NaturalSample {
    /// Where a mark's quotes stand in the text; those that don't are left out.
    #[must_use]
    pub fn places(&self, mark: &SampleMark) -> Vec<Range<usize>> {
        let place = |quote: &String| {
            let at = self.text.find(quote.as_str())?;
            Some(at..at + quote.len())
        };
        mark.quotes.iter().filter_map(place).collect()
    }
}

impl SampleMark {
    /// Whether the point was made, wholly or in part.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.mark != PointMark::Missed
    }
}
