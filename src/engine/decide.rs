//! Which events a command brings about, or why it is not taken.

mod answer;
mod code;
mod flow;
mod interviewer;
mod judge;

pub use judge::OVERALL;

use super::command::{Command, Seat};
use super::event::Event;
use super::rejected::Rejected;
use super::state::{Stage, State};
use crate::time::Elapsed;

/// A message, a note, a clarifying question: at most this many bytes.
const MESSAGE_MOST: usize = 8 * 1024;

/// One field of an answer: at most this many bytes.
pub const ANSWER_MOST: usize = 256 * 1024;

/// Grants or rejects a command.
///
/// # Errors
/// `Rejected` names the rule that forbids it; the state is then as it was.
pub fn decide(
    state: &State,
    now: Elapsed,
    seat: Seat,
    command: Command,
) -> Result<Vec<Event>, Rejected> {
    let desk = Decider { state, now, seat };
    match command {
        Command::Next => desk.next(),
        Command::EndRound => desk.end_round(),
        Command::EndSession => desk.end_session(),
        Command::Pause { reason } => desk.pause(reason),
        Command::Resume => desk.resume(),
        Command::Extend { by } => desk.extend(by),
        Command::Tick => Ok(desk.tick()),
        Command::NoteSuspend { slept } => Ok(desk.note_suspend(slept)),
        Command::NoteHeld { held } => Ok(vec![Event::ClockHeld { held }]),
        Command::NoteReopened { wall_ms, boot } => Ok(desk.note_reopened(wall_ms, boot)),
        Command::Leave => Ok(desk.leave()),

        Command::Edit { field, text } => desk.edit(&field, &text),
        Command::OpenField { field } => desk.open_field(field),
        Command::AdvancePhase => desk.advance_phase(),
        Command::RunCases => desk.run_cases(),
        Command::FileVerdict(reached) => desk.file_verdict(reached),
        Command::Finish => desk.finish(),
        Command::Skip => desk.skip(),
        Command::Speak => desk.speak(),
        Command::MarkPoint => desk.mark_point(),
        Command::EndSpeech => desk.end_speech(),
        Command::Ask { text } => desk.ask(text),
        Command::TellStory { slot, item, story } => desk.tell_story((slot, item), story),
        Command::RevealHint => desk.reveal_hint(),
        Command::Retry => desk.retry(),

        Command::Answer { script, text } => desk.answer(script, text),
        Command::Reveal { reveal } => desk.reveal(reveal),
        Command::AskFollowup { which } => desk.ask_followup(which),
        Command::ThrowCurveball { curveball } => desk.throw_curveball(curveball),
        Command::Say { text } => desk.say(text),
        Command::CloseQuestion => desk.close_question(),
        Command::FileEvidence { slot, item, part, found, reading } => {
            desk.file_evidence((slot, item, part), found, reading)
        }
        Command::FileReading { slot, item, part, reading } => {
            desk.file_reading((slot, item, part), reading)
        }

        Command::Seal { scope, guesses } => desk.seal(scope, guesses),
        Command::Mark { scope, id, mark, note, grounds } => {
            desk.mark(scope, id, mark, note, grounds)
        }
        Command::Unmark { scope, id } => desk.unmark(scope, id),
        Command::Reopen { scope, id } => desk.reopen(scope, id),
        Command::Confirm { scope } => desk.confirm(scope),
        Command::ShowScore { scope, sheet } => desk.show_score(scope, sheet),
        Command::ShowModel { slot, item } => desk.show_model(slot, item),
        Command::RateInterviewer { rating, note } => desk.rate_interviewer(rating, note),
    }
}

/// What a decision looks at.
#[derive(Clone, Copy)]
struct Decider<'a> {
    state: &'a State,
    now: Elapsed,
    seat: Seat,
}

impl Decider<'_> {
    /// The session goes on and the clock is not paused.
    fn require_live(&self) -> Result<(), Rejected> {
        if self.state.paused.is_some() {
            return Err(Rejected::Paused);
        }
        match self.state.stage {
            Stage::Lobby => Err(Rejected::NotStarted),
            Stage::Finished => Err(Rejected::Finished),
            Stage::Break => Err(Rejected::InBreak),
            Stage::Asking | Stage::Settling | Stage::Between | Stage::RoundOver => Ok(()),
        }
    }

    fn require_asking(&self) -> Result<(), Rejected> {
        self.require_live()?;
        match self.state.stage {
            Stage::Asking => Ok(()),
            _ => Err(Rejected::NothingAsked),
        }
    }

    fn require_interviewer(&self) -> Result<(), Rejected> {
        match self.seat {
            Seat::Interviewer => Ok(()),
            Seat::Candidate => Err(Rejected::NotYourSeat(Seat::Interviewer)),
        }
    }
}

/// A message that says something and is not too long.
fn message(what: &'static str, text: String) -> Result<String, Rejected> {
    if text.trim().is_empty() {
        return Err(Rejected::Empty(what));
    }
    within(text, MESSAGE_MOST)
}

fn within(text: String, most: usize) -> Result<String, Rejected> {
    if text.len() > most { Err(Rejected::TooLong { bytes: text.len(), most }) } else { Ok(text) }
}
