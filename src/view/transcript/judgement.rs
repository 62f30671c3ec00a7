//! The parts of a transcript that judge: guesses, marks with their evidence, scores.

use serde::Serialize;

use crate::engine::Seat;
use crate::engine::event::{About, Band, Mark, Reader, Recommendation, Said, Shown};
use crate::text::SafeText;
use crate::view::standing::Standing;

/// Guesses, marks and the score of one scope.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Judged {
    pub seals: Vec<SealPart>,
    /// Who said that the marks stand.
    pub confirmed: Option<Seat>,
    pub marks: Vec<MarkPart>,
    /// Who suggested sentences to whoever marked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readers: Vec<ReaderPart>,
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
    /// Marks that do not count any more, seat by seat, oldest first; from rules 3 on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierPart>,
    /// Nobody has marked it and nothing computed it: the score waits for it. From rules 3 on.
    pub open: bool,
    /// What counts where no person marked it, from rules 3 on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unmarked: Option<Unmarked>,
    /// What a model made of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_as: Option<Said>,
    /// Rules 1 and 2: matched words can stand for a mark.
    #[serde(skip)]
    pub goes_by_words: bool,
    /// Rules 1 and 2: what the matched words alone would count as; absent where words decide
    /// nothing.
    pub by_words: Option<Mark>,
    /// Rules 1 and 2: the best evidence the matcher found, if any.
    pub evidence: Option<Quote>,
}

/// A mark that no person gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Unmarked {
    pub mark: Mark,
    pub by: UnmarkedBy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnmarkedBy {
    /// A number, a choice: whoever looks sees the same.
    Computed,
    /// A model that proved itself; no person confirmed it.
    Reading,
    /// Nothing was written when the time was over.
    NotAnswered,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkAbout {
    Point,
    RedFlag,
    Followup,
    Curveball,
    Number,
    /// A planted fault of a reviewed file.
    Fault,
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
            About::Fault(_) => MarkAbout::Fault,
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
    /// What it counts as, where that is another: met, and shown nowhere, is partly met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts_as: Option<Mark>,
    /// It says otherwise than the matched words.
    pub overrides: bool,
    /// Rules 1 and 2: the mark before the matcher's bands were shown, where it was looked at once
    /// more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_review: Option<Mark>,
    #[serde(flatten)]
    pub grounds: GroundsPart,
}

/// What a mark rests on, and how it came about; empty before rules 3.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GroundsPart {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
    /// Rank of the suggestion that was taken, from 1; absent where the place was chosen by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pick: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlacePart>,
}

/// A sentence that a mark names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlacePart {
    /// Of a round's own point: the item of the round whose words they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<usize>,
    /// 0 the answer, 1… its follow-ups; in the talk the number of the line.
    pub part: usize,
    pub field: SafeText,
    /// Bytes of the field's text in UTF-8, the end left out; null where it is not found.
    pub from: Option<usize>,
    pub to: Option<usize>,
    pub standing: PlaceStanding,
    /// The candidate's words. Those that moved are as they were marked.
    pub text: SafeText,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceStanding {
    Found,
    /// The candidate took the words out after the mark was given.
    Moved,
    /// The mark points at nothing that was written.
    Outside,
}

/// A mark that was replaced or taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EarlierPart {
    pub by: Seat,
    pub mark: Mark,
    pub at_ms: u64,
    /// It was taken back, else a later mark replaced it.
    pub taken_back: bool,
    #[serde(flatten)]
    pub grounds: GroundsPart,
}

/// A reader that suggested sentences, and how well a model is known to agree with persons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReaderPart {
    pub reader: Reader,
    pub version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<SafeText>,
    /// Digest of what the model was told to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instructions: Option<SafeText>,
    /// A model's last test on the machine that it read on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProofPart {
    pub date: SafeText,
    /// Points of the bank's samples on which it was tested.
    pub points: u32,
    /// Thousandths of them on which it agreed with the marks of persons.
    pub agreement: u32,
}

/// Core and bonus points that are met or partly met, by what they rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BasisPart {
    pub placed: u32,
    pub aloud: u32,
    pub diagram: u32,
    pub unwritten: u32,
    pub computed: u32,
    /// By the reading of a model that proved itself; no person confirmed it.
    pub unconfirmed: u32,
}

/// The marks of the seat that counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Points that have a mark.
    pub marked: u32,
    pub met: u32,
    pub partly: u32,
    /// Of those met or partly met: those without a sentence.
    pub without_sentence: u32,
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
    /// What `mock score` calls the session, for what is said of points that wait.
    #[serde(skip)]
    pub session: String,
    /// The seat whose marks count.
    #[serde(skip)]
    pub judge: Seat,
    /// Thousandths, 1000–4000; absent where nothing could be scored, and while points are open.
    pub mean: Option<u32>,
    /// Where the mean can still end while points are open: all of them missed, all met.
    pub range: Option<(u32, u32)>,
    /// Core points that nobody has marked and nothing computed; 0 before rules 3.
    pub open: u32,
    /// From rules 3 on: what the points that are met or partly met rest on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<BasisPart>,
    /// From rules 3 on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tally: Option<Tally>,
    /// 1 strong no, 2 no, 3 hire, 4 strong hire, and in words. While points are open only where
    /// the whole range lies in it.
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
    /// What hints cost, in words; the talk has each of them.
    #[serde(skip)]
    pub hints: Option<SafeText>,
    pub dimensions: Vec<DimensionPart>,
    /// A loop's: what its recommendation rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConditionPart {
    pub rule: SafeText,
    pub holds: bool,
    /// Points that wait for a mark decide it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    pub figures: SafeText,
    /// It holds, but no round that was scored is what it is about.
    #[serde(skip)]
    pub is_vacuous: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DimensionPart {
    pub dim: SafeText,
    /// The candidate's own guess.
    pub sealed: Option<u32>,
    /// The peer's.
    pub peer: Option<u32>,
    /// Absent: not seen or, with a range, open.
    pub score: Option<u32>,
    /// Where the score can still end while points are open.
    pub range: Option<(u32, u32)>,
    /// Core points that nobody has marked and nothing computed; 0 before rules 3.
    pub open: u32,
    /// Thousandths of the core weight earned, hints paid; absent where verdicts alone made the
    /// score.
    pub coverage: Option<u32>,
    /// How many graded answers made the score by themselves; 0 where marks made it.
    #[serde(skip_serializing_if = "is_none_of")]
    pub verdicts: u32,
    /// Core points it rests on.
    pub asked: usize,
    pub spoke_for: Vec<SafeText>,
    pub spoke_against: Vec<SafeText>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_none_of(count: &u32) -> bool {
    *count == 0
}

impl DimensionPart {
    /// Whether anything was asked about it.
    pub(in crate::view) fn is_seen(&self) -> bool {
        self.score.is_some() || self.range.is_some()
    }
}

impl ScorePart {
    pub(in crate::view) fn standing(&self) -> Standing {
        let ScorePart { mean, band, range, open, .. } = *self;
        Standing { mean, band, range, open }
    }
}
