//! What happened. Every event is journaled; a session is the list of them.

use serde::{Deserialize, Serialize};

use super::command::Seat;
use super::pause::PauseReason;
use super::verdict::Reached;
use crate::bank::question::{Ask, Judge, Level};
use crate::format::plan::Plan;
use crate::ids::SessionId;
use crate::time::{Elapsed, Span};
use crate::words::words;

/// The journal's format, major.minor. A later minor version adds to it; a reader refuses a later
/// major one.
///
/// 1.1 added runs and verdicts to 1.0; 1.2 says in data what stood in prose before.
pub const FORMAT: &str = "1.2";

/// Number of the matcher whose findings [`Event::EvidenceFiled`] closes. A change of any finding
/// is a new number; what an earlier one found stands in its journals.
///
/// 1 looked at windows of one and two sentences and chose by the share of the phrasing alone; 2
/// looks at three, and prefers the window that says little else.
pub const MATCHER: u32 = 2;

/// The first record of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Version of the journal's format: [`FORMAT`] at the time.
    pub format: String,
    pub session: SessionId,
    /// Version of the program that opened it.
    pub program: String,
    /// SHA-256 over the bank it was drawn from.
    pub bank: String,
    pub seed: u64,
    /// Wall clock at the start: milliseconds since 1970, and the zone's name.
    pub wall_ms: i64,
    pub zone: String,
    /// The machine's boot, so that suspend is told from restart.
    pub boot: String,
    /// Whether an answers file played the candidate on a simulated clock.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub simulated: bool,
}

/// Any later record: an event, when it happened, and what the wall clock said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamped {
    pub at: Elapsed,
    /// Milliseconds since 1970. For reading only, never for arithmetic.
    pub wall_ms: i64,
    pub event: Event,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    PlanDrawn {
        plan: Box<Plan>,
    },
    QuestionDrawn {
        index: usize,
        digest: String,
        ask: Box<Ask>,
    },
    JudgeDisclosed {
        index: usize,
        judge: Box<Judge>,
    },

    RoundStarted {
        slot: usize,
    },
    BreakStarted {
        slot: usize,
    },
    PhaseStarted {
        phase: usize,
    },
    ItemOpened {
        item: usize,
    },
    FieldOpened {
        field: String,
    },
    /// `remove` bytes at byte `at` of the field gave way to `insert`; character boundaries both.
    AnswerSpliced {
        field: String,
        at: usize,
        remove: usize,
        insert: String,
    },
    /// What was written after the time was over: kept, never scored.
    LateTextKept {
        slot: usize,
        item: usize,
        field: String,
        text: String,
    },
    SpeakingChosen,
    PointSpoken,
    SpeechEnded,

    /// The visible cases are run on the code as it stands.
    RunStarted {
        run: usize,
    },
    VerdictReached(Reached),

    ClarificationAsked {
        text: String,
    },
    /// `script` is the clarification of the question that it came from.
    ClarificationAnswered {
        script: Option<usize>,
        text: String,
    },
    /// Looking took `cost` from the clock.
    Revealed {
        reveal: usize,
        text: String,
        cost: Span,
    },
    /// `cost` in thousandths of the question's earned weight.
    HintRevealed {
        hint: usize,
        text: String,
        cost: u32,
        by: Seat,
    },
    FollowupAsked {
        which: FollowupRef,
        ask: String,
        field: String,
    },
    CurveballThrown {
        curveball: usize,
        text: String,
    },
    Said {
        by: Seat,
        text: String,
    },

    AnswerClosed {
        by: ClosedBy,
    },
    EvidenceFound {
        slot: usize,
        item: usize,
        evidence: Evidence,
    },
    /// All evidence of the part (0 the answer, 1… its follow-ups) is in.
    EvidenceFiled {
        slot: usize,
        item: usize,
        part: usize,
        matcher: u32,
    },
    QuestionClosed,
    RetryOpened,

    Paused {
        #[serde(flatten)]
        reason: PauseReason,
    },
    Resumed,
    Extended {
        by: Span,
        seat: Seat,
    },
    TimeWarned {
        scope: TimeScope,
        warning: Warning,
    },
    RoundEnded {
        by: ClosedBy,
    },
    BreakEnded,
    SessionEnded {
        by: ClosedBy,
    },

    Sealed {
        scope: Scope,
        by: Seat,
        guesses: Vec<(String, u32)>,
    },
    Marked {
        scope: Scope,
        id: String,
        mark: Mark,
        by: Seat,
        note: String,
    },
    MarksConfirmed {
        scope: Scope,
        by: Seat,
    },
    ScoreShown {
        scope: Scope,
        sheet: ScoreSheet,
    },
    ModelShown {
        slot: usize,
        item: usize,
    },
    InterviewerRated {
        rating: u32,
        note: String,
    },

    SuspendNoticed {
        slept: Span,
    },
    ClockHeld {
        held: Span,
    },
    SessionReopened {
        wall_ms: i64,
        boot: String,
    },
    SessionLeft,
}

impl Event {
    /// Typing is applied at once and written within 250 ms; everything else is on disk before it
    /// is acknowledged.
    pub fn is_typed(&self) -> bool {
        matches!(self, Event::AnswerSpliced { .. } | Event::LateTextKept { .. })
    }
}

/// A scripted question after the answer: a follow-up of the question or a STAR probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowupRef {
    Followup(usize),
    Probe(usize),
}

/// What a score or a seal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    Question { slot: usize, item: usize },
    Round { slot: usize },
    Loop,
}

impl Scope {
    /// Whether a score of this scope rests on the question.
    pub fn covers(&self, of_slot: usize, of_item: usize) -> bool {
        match *self {
            Scope::Question { slot, item } => (slot, item) == (of_slot, of_item),
            Scope::Round { slot } => slot == of_slot,
            Scope::Loop => true,
        }
    }
}

words! {
    /// What brought an answer, a round or a session to its end.
    ClosedBy {
        Candidate = "candidate",
        Interviewer = "interviewer",
        Skipped = "skipped",
        Timeout = "timeout",
        Ended = "ended",
    }
}

words! {
    /// The judgement of one rubric item.
    Mark { Met = "met", Partly = "partly", Missed = "missed", NotAsked = "not-asked" }
}

words! {
    /// How sure the matcher is; never "missing".
    Band { Likely = "likely", Maybe = "maybe", None = "none" }
}

words! {
    /// The two countdowns that warn.
    TimeScope { Phase = "phase", Round = "round" }
}

words! {
    /// Moments a countdown speaks up.
    Warning { Half = "half", FiveMinutes = "five-minutes", OneMinute = "one-minute", Zero = "zero" }
}

/// Words of the answer that a rubric item may rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub about: About,
    /// The field of the answer, and the bytes of it that are quoted.
    pub field: String,
    pub range: (usize, usize),
    /// Matched words inside the range, in bytes of the field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<(usize, usize)>,
    /// Index of the phrasing that matched best.
    pub phrasing: usize,
    /// Thousandths of the phrasing's weight that were found.
    pub score: u32,
    pub band: Band,
    /// A negation stands where the phrasing has none: read it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub polarity: bool,
}

/// What a piece of evidence speaks to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A rubric item of the question, by id.
    Item(String),
    /// An item of the round's own rubric, by id.
    RoundItem(String),
    /// A red flag, by its index.
    RedFlag(usize),
    /// The answer to a follow-up, by its id.
    Followup(String),
    /// What was made of a curveball, by its id.
    Curveball(String),
    /// A number estimate, by id.
    Number(String),
    /// The hidden cause was named.
    Cause,
}

/// A score as it was shown, recomputable from the marks under the same rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreSheet {
    /// Number of the frozen set of rules.
    pub rules: u32,
    pub dimensions: Vec<DimensionScore>,
    /// Mean in thousandths, 1000–4000; `None` where nothing could be scored.
    pub mean: Option<u32>,
    /// 1 strong no, 2 no, 3 hire, 4 strong hire.
    pub band: Option<u32>,
    /// Low and high end in thousandths, from three scored rounds on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<(u32, u32)>,
    /// Loop: the recommendation. Formats 1.0 and 1.1 held a sentence named `recommendation` in
    /// its place, which is left unread: the fold says it again from the same journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommended: Option<Recommended>,
    /// Some marks were taken from bands; no person confirmed them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unconfirmed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionScore {
    pub dim: String,
    /// 1–4; `None` prints as "not seen".
    pub score: Option<u32>,
    /// Thousandths of the core weight that was earned, hints paid.
    pub coverage: u32,
}

/// What is recommended of a loop, and the conditions of a hire that it rests on. It holds no
/// words: those are the view's, and may be mended without a score that no longer agrees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommended {
    pub what: Recommendation,
    pub conditions: Vec<Condition>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recommendation {
    StrongHire,
    Hire,
    /// Fails the level asked for, and meets this one.
    HireAt(Level),
    /// One core round at 2 with a mean of 3: look once more.
    FollowUpRound,
    NoHire,
    StrongNoHire,
}

/// One condition of a hire, whether it held, and the figures it was held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    pub id: ConditionId,
    pub holds: bool,
    /// The loop's mean, where the condition is about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thousandths: Option<u32>,
    /// The rounds that it is about: those that broke it, or that decide it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<RoundMean>,
}

words! {
    /// Conditions of a hire (docs/rules.md, "Loops").
    ConditionId {
        Mean = "mean",
        NoStrongNo = "no-strong-no",
        FewNos = "few-nos",
        CoreRound = "core-round",
        BarRaiser = "bar-raiser",
    }
}

/// A round of a loop, and its mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundMean {
    pub slot: usize,
    pub thousandths: u32,
}
