//! The parts of a transcript.

use serde::Serialize;

use super::judgement::{Judged, ScorePart};

use crate::bank::question::{Kind, Level, Mode};
use crate::engine::Seat;
use crate::engine::event::{Band, ClosedBy, Mark};
use crate::engine::verdict::Outcome;
use crate::figures;
use crate::format::plan::{Interviewer, SessionMode};
use crate::score::detectors::FindingKind;
use crate::score::star::Share;
use crate::text::SafeText;
use crate::time::{Budget, Remaining, Span};
use crate::view::reviewed::ReviewPart;
use crate::view::verdict::{RunPart, VerdictPart};
use crate::view::words;

/// The number of the JSON's schema.
pub const SCHEMA: u32 = 1;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Transcript {
    pub schema: u32,
    pub session: Head,
    pub missing: Vec<SafeText>,
    pub slots: Vec<SlotPart>,
    /// The loop's own judgement; a single round's stands with the round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overall: Option<Judged>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// Tips and pitfalls that had an occasion; empty until the session has ended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub habits: Vec<HabitPart>,
    pub timeline: Vec<Moment>,
}

impl Transcript {
    /// # Errors
    /// None that a model of strings and numbers can have; serde's type says otherwise.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// The rounds that began, with their slots.
    pub fn begun_rounds(&self) -> impl Iterator<Item = (usize, &RoundPart)> {
        self.slots.iter().enumerate().filter_map(|(slot, part)| match part {
            SlotPart::Round(round) if round.begun => Some((slot, &**round)),
            SlotPart::Round(_) | SlotPart::Break { .. } => None,
        })
    }

    /// The questions that were put: slot, item, and what became of them.
    pub fn questions(&self) -> impl Iterator<Item = (usize, usize, &ItemPart)> {
        self.begun_rounds().flat_map(|(slot, round)| {
            let put = round.items.iter().enumerate().filter(|(_, item)| item.question.is_some());
            put.map(move |(item, part)| (slot, item, part))
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    pub id: String,
    pub format: SafeText,
    pub title: SafeText,
    pub is_loop: bool,
    pub level: Option<Level>,
    pub mode: Option<SessionMode>,
    pub interviewer: Option<Interviewer>,
    /// How the limits were changed: `1.5x`, `20 minutes`, `untimed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<SafeText>,
    /// RFC 3339, in the zone it was held in.
    pub started: String,
    pub started_ms: i64,
    /// From the first record to the last, pauses and sleep included.
    pub elapsed_ms: Span,
    /// Time the interview's clock ran.
    pub interview_ms: Span,
    /// Time asleep that was taken back from the interview's clock.
    pub slept_ms: Span,
    /// Time the journal could not be written, and the clock stood.
    pub held_ms: Span,
    pub reopened: u32,
    /// Absent in a session that may still go on.
    pub ended: Option<ClosedBy>,
    /// Played from an answers file on a simulated clock.
    pub simulated: bool,
    pub program: SafeText,
    pub journal: SafeText,
    pub bank: SafeText,
    pub seed: u64,
}

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
    /// Of questions that were drawn for want of better ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub made_do: Vec<SafeText>,
    pub begun: bool,
    pub ended: Option<ClosedBy>,
    pub timing: Timing,
    pub phases: Vec<PhasePart>,
    pub items: Vec<ItemPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<Judged>,
}

impl RoundPart {
    pub fn score(&self) -> Option<&ScorePart> {
        self.judged.as_ref()?.score.as_ref()
    }
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

impl Timing {
    pub(super) fn new(used: Option<Span>, budget: Budget, extended: Span) -> Timing {
        let used = used.unwrap_or_default();
        let budget = budget.extended(extended);
        let over = match budget.remaining(used) {
            Remaining::Over(over) => over,
            Remaining::Left(_) | Remaining::Unlimited => Span::ZERO,
        };
        Timing { used_ms: used, budget_ms: budget.0, extended_ms: extended, over_ms: over }
    }

    /// `41:10 of 45:00, 5:00 of it added` or `47:00 of 45:00, over by 2:00`.
    pub fn spent(&self) -> String {
        figures::spent(self.used_ms, Budget(self.budget_ms), self.extended_ms)
    }
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
    /// The story of their own that the candidate told, by its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryPart>,
    pub talk: Vec<Said>,
    pub attempts: Vec<AttemptPart>,
    /// Of code: the visible cases, run while it was written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<RunPart>,
    /// Written after the time was over: kept, never scored.
    pub late: Vec<LatePart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shape: Option<ShapePart>,
    /// Of a review: what became of each fault that was planted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewPart>,
    /// Core points that running the answer decides: told with the verdict, and counted here.
    #[serde(skip)]
    pub computed: Vec<ComputedPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<Judged>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disclosed: Option<Disclosed>,
}

/// A story of one's own.
/// A core point that nobody marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputedPart {
    pub text: SafeText,
    pub weight: u32,
    pub must: bool,
    pub mark: Mark,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoryPart {
    pub id: SafeText,
    pub title: SafeText,
}

impl ItemPart {
    pub fn title(&self) -> String {
        match (self.what, &self.question) {
            (_, Some(question)) => question.title.to_string(),
            (ItemKind::Talk, None) => {
                self.phases.first().map_or("Talk".to_owned(), |phase| words::title(phase.as_str()))
            }
            (ItemKind::YourQuestions, None) => "Your questions".to_owned(),
            (ItemKind::Question, None) => "Question".to_owned(),
        }
    }
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
    /// Follow-ups that came while something was being written: its field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_into: Option<SafeText>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SaidWhat {
    Clarification,
    Answer,
    Reveal,
    Hint,
    Followup,
    /// The follow-up that cut in is answered; on in the field that the text names.
    WentBack,
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
    /// Rules 1 and 2: where points of the checklist find words in the text, once they may be
    /// looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidencePart>,
    /// Where persons' marks are placed in the text, once they may be looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marked: Vec<Beside>,
    /// Sentences that speak to whoever grades; they prove nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to_grader: Vec<(usize, usize)>,
}

/// A mark that is placed in a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// The mark's id.
    pub point: SafeText,
    /// Of the round's own points, else of the question's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub of_round: bool,
    pub by: Seat,
    pub mark: Mark,
    /// Bytes of the field's text in UTF-8, the end left out.
    pub from: usize,
    pub to: usize,
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

/// What judged the answer; shown once the question may be judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disclosed {
    pub model: SafeText,
    /// Follow-ups that were asked and have a model answer.
    pub followups: Vec<FollowupModel>,
    /// Curveballs that were thrown and have one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub curveballs: Vec<FollowupModel>,
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

impl LetterPart {
    pub fn of(share: &Share) -> LetterPart {
        LetterPart {
            letter: share.letter,
            words: share.words,
            word_share: share.word_share,
            used_ms: share.used_ms,
            time_share: share.time_share,
            guide: share.guide,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShapeCheck {
    pub rule: SafeText,
    pub source: SafeText,
    pub evidence: SafeText,
}
