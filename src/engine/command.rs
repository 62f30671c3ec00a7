//! What a seat asks for. Commands are imperatives; `decide` grants or rejects each by name.

pub use super::seat::Seat;

use serde::{Deserialize, Serialize};

use super::event::{Evidence, FollowupRef, Grounds, Mark, OwnStory, Reading, Scope, ScoreSheet};
use super::verdict::Reached;
use crate::time::Span;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Go on: from the lobby, a closed question, an ended round or a break.
    Next,
    /// The whole text of a field as it now stands.
    Edit {
        field: String,
        text: String,
    },
    /// Turn to a field of the answer: a STAR letter, or an earlier phase.
    OpenField {
        field: String,
    },
    /// Go on with the same question in its next phase.
    AdvancePhase,
    /// Run the visible cases on the code as it stands.
    RunCases,
    /// What came of a run or a hand-in.
    FileVerdict(Reached),
    /// Hand in the answer, or the answer to a follow-up.
    Finish,
    /// Leave the question unanswered.
    Skip,
    /// Answer aloud: the text becomes short notes, the marks rest on a person's ticks.
    Speak,
    /// While speaking: the next point begins.
    MarkPoint,
    /// The speech is over; what follows are notes, which take no letter's time.
    EndSpeech,
    /// A clarifying question, a request to see a dashboard, or one's own question at the end.
    Ask {
        text: String,
    },
    /// Note which of one's own stories is told there; none takes it back.
    TellStory {
        slot: usize,
        item: usize,
        story: Option<OwnStory>,
    },
    /// Take the next hint, or as interviewer give it.
    RevealHint,
    /// The interviewer answers the open clarifying question, from the script where `script` names
    /// a clarification of the question, else in their own words.
    Answer {
        script: Option<usize>,
        text: String,
    },
    /// The interviewer shows what the candidate asked to see.
    Reveal {
        reveal: usize,
    },
    AskFollowup {
        which: FollowupRef,
    },
    ThrowCurveball {
        curveball: usize,
    },
    /// Anything else the interviewer says.
    Say {
        text: String,
    },
    /// The interviewer has no more to ask on this question.
    CloseQuestion,
    /// Answer the closed question once more; the first attempt keeps the score.
    Retry,
    Pause {
        reason: String,
    },
    Resume,
    Extend {
        by: Span,
    },
    EndRound,
    EndSession,
    /// Carry out whatever is due by now; nothing when nothing is.
    Tick,
    /// What was computed of the part that closed last, and what the built-in reader suggests.
    FileEvidence {
        slot: usize,
        item: usize,
        part: usize,
        found: Vec<Evidence>,
        reading: Option<Box<Reading>>,
    },
    /// What a model found in a closed part; it may come late.
    FileReading {
        slot: usize,
        item: usize,
        part: usize,
        reading: Box<Reading>,
    },
    /// A guess of the scores, given before anything is revealed: dimension and 1–4.
    Seal {
        scope: Scope,
        guesses: Vec<(String, u32)>,
    },
    Mark {
        scope: Scope,
        id: String,
        mark: Mark,
        note: String,
        /// Where the point is shown, or how it is meant.
        grounds: Grounds,
    },
    /// Take back the seat's last mark of a point; the one that it replaced stands again.
    Unmark {
        scope: Scope,
        id: String,
    },
    /// Take back all the seat's marks of a point, so that it is open again.
    Reopen {
        scope: Scope,
        id: String,
    },
    /// The marks of the scope stand; show the score.
    Confirm {
        scope: Scope,
    },
    ShowScore {
        scope: Scope,
        sheet: ScoreSheet,
    },
    ShowModel {
        slot: usize,
        item: usize,
    },
    /// The candidate rates the interviewer, 1–4.
    RateInterviewer {
        rating: u32,
        note: String,
    },
    /// The machine slept for this long.
    NoteSuspend {
        slept: Span,
    },
    /// The journal could not be written for this long; the clock stood still.
    NoteHeld {
        held: Span,
    },
    /// The session was opened again after a stop or a crash.
    NoteReopened {
        wall_ms: i64,
        boot: String,
    },
    /// The program is asked to stop; the session stays open to be resumed.
    Leave,
}
