//! What happened. Every event is journaled; a session is the list of them.

mod reading;
mod sheet;

pub use reading::{
    About, Band, Evidence, Grounds, Place, PointReading, Proof, RankedPlace, Reader, Reading, Said,
    Shown, TALK,
};
pub use sheet::{
    Condition, ConditionId, DimensionScore, MarkCounts, Recommendation, Recommended, RoundMean,
    ScoreSheet,
};

use serde::{Deserialize, Serialize};

use super::pause::PauseReason;
use super::seat::Seat;
use super::verdict::Reached;
use crate::bank::question::{Ask, Judge};
use crate::format::plan::Plan;
use crate::ids::SessionId;
use crate::time::{Elapsed, Span};
use crate::words::words;

/// The journal's format, major.minor. A later minor version adds to it; a reader refuses a later
/// major one.
///
/// 1.1 added runs and verdicts to 1.0; 1.2 says in data what stood in prose before; 1.3 adds the
/// places of marks, marks taken back, readings, open points, stories told, and the rules in the header.
pub const FORMAT: &str = "1.3";

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
    /// Number of the scoring rules that the session began under. 0 before format 1.3: such a
    /// session goes by the rules of its scores.
    #[serde(default, skip_serializing_if = "sheet::is_zero")]
    pub rules: u32,
    /// Whether an answers file played the candidate on a simulated clock.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub simulated: bool,
}

impl Header {
    /// Whether what nobody marks stays open: the rules of scoring say so from 3 on.
    #[must_use]
    pub const fn leaves_open(&self) -> bool {
        self.rules >= 3
    }
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

    /// Which of their own stories the candidate tells here, from format 1.3 on. The last one counts;
    /// none takes it back.
    StoryTold {
        slot: usize,
        item: usize,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        story: Option<OwnStory>,
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
    /// What one reader found in a part that is closed, from format 1.3 on. The built-in reader's
    /// comes before the part is filed, a model's whenever it is done; a later one of the same reader
    /// takes the place of the earlier.
    AnswerRead {
        slot: usize,
        item: usize,
        /// 0 the answer, 1… its follow-ups.
        part: usize,
        reading: Box<Reading>,
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
        #[serde(flatten)]
        grounds: Grounds,
    },
    /// The seat's last mark of the point is taken back, from format 1.3 on. The one that it replaced
    /// stands again; where there was none, the point is open.
    Unmarked {
        scope: Scope,
        id: String,
        by: Seat,
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

/// A story of the candidate's own, as its file is called and as they call it: the file may be gone
/// when the journal is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnStory {
    pub id: String,
    pub title: String,
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
    /// The two countdowns that warn.
    TimeScope { Phase = "phase", Round = "round" }
}

words! {
    /// Moments a countdown speaks up.
    Warning { Half = "half", FiveMinutes = "five-minutes", OneMinute = "one-minute", Zero = "zero" }
}
