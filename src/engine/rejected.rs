//! Why a command is not taken. Nothing is swallowed: each reason has a name and a sentence.

use std::fmt;

use super::command::Seat;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// Only the other seat may do this.
    NotYourSeat(Seat),
    NothingAsked,
    StillAsking,
    NotStarted,
    Finished,
    Paused,
    NotPaused,
    InBreak,
    NothingToPause,
    NoMoreHints,
    NothingToAnswer,
    UnknownField(String),
    FieldNotOpen(String),
    LastPhase,
    /// A follow-up that cut in is not answered yet.
    FollowupWaits,
    LaterPhase(String),
    /// The task changes in a phase that is still to come.
    TurnAhead,
    /// An answer that is true only before the task changes, or only after it has.
    OtherSide {
        has_turned: bool,
    },
    NoSuch {
        what: &'static str,
        index: usize,
    },
    AlreadyUsed(&'static str),
    /// The first attempt scores, and what was asked after it.
    SecondAttempt,
    /// Exam mode does not allow it.
    Exam(&'static str),
    /// Judging comes after the question, the round or the loop.
    NotYet(&'static str),
    SealFirst,
    AlreadySealed,
    UnknownItem(String),
    UnknownDimension(String),
    OutOfRange {
        what: &'static str,
        low: u32,
        high: u32,
    },
    UnmarkedItems(usize),
    /// A place that the answer does not have.
    OutsideAnswer,
    /// The candidate took these words out before the mark came.
    WordsGone,
    /// A written point without its sentence.
    NeedsPlace,
    /// A place for what has none.
    NeedsNoPlace,
    NothingToUndo,
    TooLong {
        bytes: usize,
        most: usize,
    },
    Empty(&'static str),
    /// The journal cannot be written; only typing is kept until it can.
    NotSaved,
    /// Code, SQL and quiz answers are written.
    NotAloud,
    NotSpeaking,
    /// Only a behavioral question asks for a story.
    NoStoryAsked,
    /// The answer is not run: prose, or code that only a person judges.
    NotRun,
    /// Not a word is written beyond the starter.
    NothingToRun,
    /// The last run has not come back.
    StillRunning,
    /// No question was answered here, so there is nothing to judge.
    NothingToJudge,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Rejected::*;
        match self {
            NotYourSeat(seat) => write!(f, "only the {seat} can do that"),
            NothingAsked => f.write_str("no question is open; go on to the next one first"),
            StillAsking => f.write_str("the question is still open; finish or skip it first"),
            NotStarted => f.write_str("nothing has begun yet; go on to start the first round"),
            Finished => {
                f.write_str("the session is over; it can be judged and read, not continued")
            }
            Paused => f.write_str("the clock is paused; resume first"),
            NotPaused => f.write_str("the clock is not paused"),
            InBreak => f.write_str("this is the break; go on to end it"),
            NothingToPause => {
                f.write_str("the clock is stopped already; there is nothing to pause")
            }
            NoMoreHints => f.write_str("there are no more hints for this question"),
            NothingToAnswer => f.write_str("no clarifying question is waiting for an answer"),
            UnknownField(field) => write!(f, "the answer has no part called `{field}`"),
            FieldNotOpen(field) => write!(f, "`{field}` is not open; turn to it first"),
            LastPhase => f.write_str("this is the question's last phase; finish the answer"),
            FollowupWaits => f.write_str("a follow-up waits for its answer; finish that first"),
            LaterPhase(field) => write!(f, "`{field}` comes in a later phase; go on to it"),
            TurnAhead => f.write_str(
                "the interviewer has one more thing to say; go on to the next phase, then hand in",
            ),
            OtherSide { has_turned: true } => f.write_str(
                "that was so before the task changed; answer in your own words",
            ),
            OtherSide { has_turned: false } => f.write_str(
                "that is so only once the task has changed; say the change first, or answer in your own words",
            ),
            NoSuch { what, index } => write!(f, "this question has no {what} number {}", index + 1),
            AlreadyUsed(what) => write!(f, "this {what} was used before"),
            SecondAttempt => f.write_str("a second attempt has no follow-ups"),
            Exam(what) => write!(f, "{what} is not possible in exam mode"),
            NotYet(what) => write!(f, "judging comes {what}"),
            SealFirst => f.write_str("seal your own guess first; then the checklist opens"),
            AlreadySealed => f.write_str("the guess is sealed and cannot be changed"),
            UnknownItem(id) => write!(f, "no rubric item is called `{id}`"),
            UnknownDimension(dim) => write!(f, "`{dim}` isn't a dimension of this round"),
            OutOfRange { what, low, high } => write!(f, "{what} goes from {low} to {high}"),
            UnmarkedItems(1) => f.write_str("1 item is not marked yet"),
            UnmarkedItems(left) => write!(f, "{left} items are not marked yet"),
            OutsideAnswer => f.write_str("that place isn't in the answer; choose a sentence of it"),
            WordsGone => f.write_str("these words aren't in the answer any more; choose others"),
            NeedsPlace => f.write_str(
                "which sentence shows it? Choose one, or say that it was said aloud or not written",
            ),
            NeedsNoPlace => {
                f.write_str("only a written point that is met or partly met has a sentence")
            }
            NothingToUndo => f.write_str("no mark of yours is there to take back"),
            TooLong { bytes, most } => {
                write!(f, "{bytes} bytes are more than the {most} a text may have")
            }
            Empty(what) => write!(f, "{what} is empty"),
            NotSaved => f.write_str(
                "NOT SAVED: the journal cannot be written; free some space, typing is kept",
            ),
            NotSpeaking => f.write_str("no answer is being spoken; choose to speak first"),
            NotAloud => f.write_str("this kind of question is answered in writing"),
            NoStoryAsked => f.write_str("this question asks for no story"),
            NotRun => f.write_str("this answer is not run; it is read and judged as text"),
            NothingToRun => f.write_str("this is still the starter; write something, then run it"),
            StillRunning => f.write_str("the last run is still under way; it ends by itself"),
            NothingToJudge => f.write_str("nothing was asked here, so there is nothing to judge"),
        }
    }
}

impl std::error::Error for Rejected {}
