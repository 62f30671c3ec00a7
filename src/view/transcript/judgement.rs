//! The parts of a transcript that judge: guesses, marks with their evidence, scores.

use serde::Serialize;

use crate::engine::Seat;
use crate::engine::event::{About, Band, Mark, Recommendation};
use crate::text::SafeText;

/// Guesses, marks and the score of one scope.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Judged {
    pub seals: Vec<SealPart>,
    /// Who said that the marks stand.
    pub confirmed: Option<Seat>,
    pub marks: Vec<MarkPart>,
    pub score: Option<ScorePart>,
}

/// A guess given before anything was revealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SealPart {
    pub by: Seat,
    pub dim: SafeText,
    pub guess: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkPart {
    pub id: SafeText,
    pub about: MarkAbout,
    pub text: SafeText,
    pub dim: SafeText,
    pub weight: u32,
    pub must: bool,
    /// Expected at the session's level, rather than a lift.
    pub core: bool,
    pub given: Vec<MarkGiven>,
    /// What the matched words alone would count as; absent where words decide nothing.
    pub by_words: Option<Mark>,
    /// The best evidence the matcher found, if any.
    pub evidence: Option<Quote>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkAbout {
    Point,
    RedFlag,
    Followup,
    Curveball,
    Number,
    Cause,
}

impl MarkAbout {
    pub(in crate::view) const fn of(about: &About) -> MarkAbout {
        match about {
            About::Item(_) | About::RoundItem(_) => MarkAbout::Point,
            About::RedFlag(_) => MarkAbout::RedFlag,
            About::Followup(_) => MarkAbout::Followup,
            About::Curveball(_) => MarkAbout::Curveball,
            About::Number(_) => MarkAbout::Number,
            About::Cause => MarkAbout::Cause,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkGiven {
    pub by: Seat,
    pub mark: Mark,
    pub note: SafeText,
    pub at_ms: u64,
    /// The mark that makes the score.
    pub counts: bool,
    /// It says otherwise than the matched words.
    pub overrides: bool,
    /// The mark before the matcher's bands were shown, where it was looked at once more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_review: Option<Mark>,
}

/// The candidate's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    pub field: SafeText,
    pub text: SafeText,
    /// Matched words in it.
    pub words: Vec<SafeText>,
    pub band: Band,
    /// A negation stands where the point has none.
    pub check_polarity: bool,
    /// The quote cut at its matched words: text, and whether it is one.
    #[serde(skip)]
    pub pieces: Vec<(SafeText, bool)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScorePart {
    pub rules: u32,
    /// Thousandths, 1000–4000; absent where nothing could be scored.
    pub mean: Option<u32>,
    /// 1 strong no, 2 no, 3 hire, 4 strong hire, and in words.
    pub band: Option<u32>,
    pub band_word: Option<&'static str>,
    /// What it rests on: points asked, or a loop's scored rounds.
    pub n: usize,
    pub interval: Option<(u32, u32)>,
    /// A loop's, with the conditions that do not hold.
    pub recommendation: Option<SafeText>,
    #[serde(skip)]
    pub recommended: Option<Recommendation>,
    /// Some marks were taken from bands; no person confirmed them.
    pub unconfirmed: bool,
    /// A code that fails its cases holds the whole round down.
    pub capped: bool,
    pub dimensions: Vec<DimensionPart>,
    /// A loop's: what its recommendation rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConditionPart {
    pub rule: SafeText,
    pub holds: bool,
    pub figures: SafeText,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DimensionPart {
    pub dim: SafeText,
    /// The candidate's own guess.
    pub sealed: Option<u32>,
    /// The peer's.
    pub peer: Option<u32>,
    /// Absent: not seen.
    pub score: Option<u32>,
    /// Thousandths of the core weight earned, hints paid.
    pub coverage: u32,
    /// Core points it rests on.
    pub asked: usize,
    pub spoke_for: Vec<SafeText>,
    pub spoke_against: Vec<SafeText>,
}
