//! The parts of a transcript.

use serde::Serialize;

use crate::bank::question::{Kind, Mode};
use crate::engine::Seat;
use crate::engine::event::{Band, ClosedBy, Mark, Recommendation};
use crate::engine::verdict::Outcome;
use crate::score::detectors::FindingKind;
use crate::text::SafeText;
use crate::time::Span;
use crate::view::verdict::{RunPart, VerdictPart};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "slot", rename_all = "snake_case")]
pub enum SlotPart {
    Round(Box<RoundPart>),
    Break { title: SafeText, begun: bool, timing: Timing },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoundPart {
    pub id: SafeText,
    pub title: SafeText,
    pub kind: Option<Kind>,
    pub persona: SafeText,
    pub opening: SafeText,
    pub begun: bool,
    pub ended: Option<ClosedBy>,
    pub timing: Timing,
    pub phases: Vec<PhasePart>,
    pub items: Vec<ItemPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<Judged>,
}

/// Time used against a budget. Both are of the interview's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Timing {
    /// So far, where it is not over.
    pub used_ms: Span,
    /// Extensions included; absent without a limit.
    pub budget_ms: Option<Span>,
    pub extended_ms: Span,
    pub over_ms: Span,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhasePart {
    pub name: SafeText,
    pub begun: bool,
    /// Interview time into the round at which it began.
    pub from_ms: Option<Span>,
    pub timing: Timing,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemPart {
    pub what: ItemKind,
    /// Names of the phases it was on the table.
    pub phases: Vec<SafeText>,
    pub state: ItemStanding,
    /// Absent while it was not put.
    pub question: Option<QuestionPart>,
    pub prompt: SafeText,
    /// Interview time into the round at which it was put.
    pub from_ms: Option<Span>,
    pub timing: Timing,
    pub talk: Vec<Said>,
    pub attempts: Vec<AttemptPart>,
    /// Of code: the visible cases, run while it was written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<RunPart>,
    /// Written after the time was over: kept, never scored.
    pub late: Vec<LatePart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shape: Option<ShapePart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<Judged>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disclosed: Option<Disclosed>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    Question,
    Talk,
    YourQuestions,
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemStanding {
    NotReached,
    /// On the table, or not closed.
    UnderWay,
    /// As under way, in an exam that is paused: prompt and answer are hidden.
    Hidden,
    Answered,
    /// Answered aloud; what is written are notes.
    Spoken,
    Skipped,
    /// Nothing was written.
    NotAnswered,
    /// Nothing was written when the time ran out.
    TimedOut,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionPart {
    pub id: SafeText,
    pub title: SafeText,
    pub kind: Kind,
    pub mode: Mode,
    pub topic: SafeText,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competency: Option<SafeText>,
    pub options: Vec<SafeText>,
    pub files: Vec<FilePart>,
    pub digest: SafeText,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FilePart {
    pub name: SafeText,
    pub text: SafeText,
}

/// A line of the conversation about one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    pub into_ms: Span,
    pub what: SaidWhat,
    pub by: Option<Seat>,
    pub text: SafeText,
    /// Runs: how it ended, where that is known; the text says it in words.
    #[serde(skip)]
    pub outcome: Option<Outcome>,
    /// Hints: thousandths of the question's earned weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<u32>,
    /// Reveals and extensions: time taken or given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span_ms: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SaidWhat {
    Clarification,
    Answer,
    Reveal,
    Hint,
    Followup,
    Curveball,
    Remark,
    Pause,
    Resume,
    Extension,
    TimeUp,
    Warning,
    FirstWords,
    /// The next point of a spoken answer.
    Point,
    /// The visible cases were run.
    Run,
    Retry,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttemptPart {
    /// The first one; later ones are shown.
    pub scored: bool,
    pub closed: Option<ClosedBy>,
    pub fields: Vec<FieldPart>,
    /// What came of its code, once it may be looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<VerdictPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldPart {
    pub name: SafeText,
    /// The follow-up it answers, if it is no part of the answer itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followup: Option<SafeText>,
    pub used_ms: Span,
    /// Thousandths of the time of the answer's own fields.
    pub share: Option<u32>,
    pub visits: u32,
    pub words: usize,
    pub text: SafeText,
    /// Where points of the checklist find words in the text, once they may be looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidencePart>,
}

/// A place in a field that a point may rest on, at least "maybe".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidencePart {
    /// The mark's id.
    pub point: SafeText,
    pub band: Band,
    pub check_polarity: bool,
    /// Bytes of the field's text in UTF-8, the end left out.
    pub from: usize,
    pub to: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatePart {
    pub field: SafeText,
    pub text: SafeText,
}

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

/// What judged the answer; shown once the question may be judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disclosed {
    pub model: SafeText,
    /// Follow-ups that were asked and have a model answer.
    pub followups: Vec<FollowupModel>,
    pub cause: Option<CausePart>,
    /// Quiz: the options, whether right, and why.
    pub options: Vec<OptionPart>,
    pub mistakes: Vec<SafeText>,
    pub refs: Vec<SafeText>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FollowupModel {
    pub ask: SafeText,
    pub model: SafeText,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CausePart {
    pub truth: SafeText,
    pub fix: SafeText,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionPart {
    pub text: SafeText,
    pub correct: bool,
    pub why: SafeText,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rating {
    pub rating: u32,
    pub note: SafeText,
}

/// Something that happened to the session itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    pub at_ms: u64,
    pub text: SafeText,
}

/// A tip followed, a pitfall met, a plain fact: evidence for a person's marks, never a mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HabitPart {
    pub id: &'static str,
    pub kind: FindingKind,
    pub seen: bool,
    pub rule: SafeText,
    pub signs: Vec<SafeText>,
}

/// What was measured of an answer beside its rubric; no score rests on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ShapePart {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<LetterPart>,
    /// Checks that do not hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<ShapeCheck>,
    /// Parts of a diagram that no line joins.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unjoined: Vec<SafeText>,
}

/// A STAR letter's share of the answer, in thousandths, beside the convention's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetterPart {
    pub letter: &'static str,
    pub words: usize,
    pub word_share: u32,
    pub used_ms: u64,
    pub time_share: u32,
    pub guide: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShapeCheck {
    pub rule: SafeText,
    pub source: SafeText,
    pub evidence: SafeText,
}
