//! Everything that can be known of a session: a fold over its events.

mod attempt;
mod runs;

pub use attempt::{Attempt, CutIn, Field, OpenField};
pub use runs::Run;

use std::collections::{BTreeMap, BTreeSet};

use super::command::Seat;
use super::event::{
    ClosedBy, Evidence, FollowupRef, Grounds, Header, Mark, OwnStory, Reader, Reading, Scope,
    ScoreSheet, TimeScope, Warning,
};
use super::pause::PauseReason;
use super::stopwatch::Stopwatch;
use crate::bank::question::{Ask, Judge, Level};
use crate::bank::task::Language;
use crate::format::plan::{Interviewer, Item, ItemWhat, Plan, RoundPlan, SessionMode, Slot};
use crate::time::{Budget, Elapsed, Remaining, Span};

/// A session as it stands after its last event.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub header: Header,
    pub plan: Option<Plan>,
    pub questions: Vec<DrawnQuestion>,
    pub stage: Stage,
    pub cursor: Cursor,
    pub slots: Vec<SlotState>,
    /// Why the clock was stopped by a person or a sleep, and since when.
    pub paused: Option<Pause>,
    pub watch: Stopwatch,
    pub sealed: BTreeMap<(Scope, Seat), Vec<(String, u32)>>,
    /// Seals that came when something had told how it went: they foresaw nothing.
    pub informed: BTreeSet<(Scope, Seat)>,
    pub marks: BTreeMap<(Scope, Seat, String), MarkState>,
    /// Marks that were taken back or replaced, oldest first.
    pub earlier_marks: BTreeMap<(Scope, Seat, String), Vec<EarlierMark>>,
    /// The marks given since their scope's score was shown, in order: what an undo takes back.
    pub mark_order: Vec<(Scope, Seat, String)>,
    /// Scopes with a mark that came, changed or went since their score was shown.
    pub remarked: BTreeSet<Scope>,
    pub confirmed: BTreeMap<Scope, Seat>,
    pub scores: BTreeMap<Scope, ScoreSheet>,
    pub interviewer_rating: Option<(u32, String)>,
    pub ended: Option<ClosedBy>,
    /// Time of the last event: where a reopened session's clock goes on.
    pub last_at: Elapsed,
    pub last_wall_ms: i64,
    /// Times the session was reopened after a stop or a crash.
    pub reopened: u32,
    /// Time the journal could not be written, and the clock stood.
    pub held: Span,
    /// Time asleep that was taken back from the interview's clock.
    pub slept: Span,
}

/// What the session waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Drawn, not begun.
    Lobby,
    /// A question, talk, or follow-up is on the table.
    Asking,
    /// The answer is in; the interviewer looks at it and asks on or closes.
    Settling,
    /// The question is closed. Practice: time to look at it, clock stopped.
    Between,
    /// The round has ended; the next slot waits.
    RoundOver,
    Break,
    Finished,
}

/// Where in the plan the session stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    pub slot: usize,
    pub phase: usize,
    pub item: usize,
}

/// What was drawn, and what judges it once that is disclosed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnQuestion {
    pub digest: String,
    pub ask: Ask,
    pub judge: Option<Judge>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotState {
    pub started: Option<Elapsed>,
    pub ended: Option<ClosedBy>,
    /// Interview time at which it began, and what it took once it is over.
    pub from: Span,
    pub used: Option<Span>,
    /// Time added to its budget.
    pub extended: Span,
    pub warned: BTreeSet<(TimeScope, Warning)>,
    pub phases: Vec<PhaseState>,
    pub items: Vec<ItemState>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhaseState {
    pub from: Option<Span>,
    pub used: Option<Span>,
    pub extended: Span,
}

/// One question or talk, from the moment it was put to what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemState {
    pub opened: Option<Elapsed>,
    pub from: Span,
    pub used: Option<Span>,
    pub extended: Span,
    pub closed: Option<ClosedBy>,
    pub done: bool,
    pub spoken: bool,
    /// The first attempt scores; later ones are shown.
    pub attempts: Vec<Attempt>,
    pub happenings: Vec<Happening>,
    pub evidence: Vec<Evidence>,
    /// Parts of the answer whose evidence is filed: 0 the answer, 1… its follow-ups.
    pub filed: usize,
    /// What each reader found in each part of the scored attempt.
    pub readings: BTreeMap<(usize, Reader), Reading>,
    pub model_shown: bool,
    /// The story of their own that the candidate told.
    pub story: Option<OwnStory>,
    /// Runs of the visible cases, in order.
    pub runs: Vec<Run>,
    /// Text of fields that came after the time was over.
    pub late: BTreeMap<String, String>,
}

/// Something said or given while an item was on the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    pub at: Elapsed,
    /// Interview time into the item.
    pub into: Span,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Asked {
        text: String,
    },
    Answered {
        script: Option<usize>,
        text: String,
    },
    Revealed {
        reveal: usize,
        text: String,
        cost: Span,
    },
    Hint {
        hint: usize,
        text: String,
        cost: u32,
        by: Seat,
    },
    Followup {
        which: FollowupRef,
        ask: String,
        field: String,
        /// The field that was being written, where it came before that was handed in.
        cut_into: Option<String>,
    },
    /// A follow-up that cut in is answered; the candidate goes on in this field.
    WentBack {
        field: String,
    },
    Curveball {
        curveball: usize,
        text: String,
    },
    Said {
        by: Seat,
        text: String,
    },
    Paused {
        reason: PauseReason,
    },
    Resumed,
    Extended {
        by: Span,
        seat: Seat,
    },
    Warned {
        scope: TimeScope,
        warning: Warning,
    },
    FirstWords,
    /// The visible cases were run, by the run's number.
    Ran {
        run: usize,
    },
    /// The next point of a spoken answer began.
    Point,
    Retried,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkState {
    pub mark: Mark,
    /// Before format 1.3: the mark before the review, where it was looked at once more and kept or
    /// changed. A review began when every point had its mark.
    pub before_review: Option<Mark>,
    pub note: String,
    pub at: Elapsed,
    pub grounds: Grounds,
}

/// A mark that does not count any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierMark {
    pub mark: MarkState,
    /// It was taken back, else a later mark replaced it.
    pub is_taken_back: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    pub reason: PauseReason,
    pub since: Elapsed,
    /// Whether the watch ran and must run again after.
    pub was_running: bool,
}

/// Used and left of the two or three countdowns, for any face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Countdown {
    pub used: Span,
    pub budget: Budget,
}

impl Countdown {
    pub fn remaining(self) -> Remaining {
        self.budget.remaining(self.used)
    }
}

impl State {
    pub fn new(header: Header) -> State {
        State {
            header,
            plan: None,
            questions: Vec::new(),
            stage: Stage::Lobby,
            cursor: Cursor::default(),
            slots: Vec::new(),
            paused: None,
            watch: Stopwatch::default(),
            sealed: BTreeMap::new(),
            informed: BTreeSet::new(),
            marks: BTreeMap::new(),
            earlier_marks: BTreeMap::new(),
            mark_order: Vec::new(),
            remarked: BTreeSet::new(),
            confirmed: BTreeMap::new(),
            scores: BTreeMap::new(),
            interviewer_rating: None,
            ended: None,
            last_at: Elapsed(0),
            last_wall_ms: 0,
            reopened: 0,
            held: Span::ZERO,
            slept: Span::ZERO,
        }
    }

    pub fn is_exam(&self) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.mode == SessionMode::Exam)
    }

    /// Whether a person sits in the interviewer's seat.
    /// From now on every question counts as a stranger's: its code is run in the sandbox or not.
    pub fn distrust(&mut self) {
        for judge in self.questions.iter_mut().filter_map(|question| question.judge.as_mut()) {
            judge.foreign = true;
        }
    }

    pub fn has_peer(&self) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.interviewer == Interviewer::Peer)
    }

    pub fn slot_plan(&self, slot: usize) -> Option<&Slot> {
        self.plan.as_ref()?.slots.get(slot)
    }

    pub fn round_plan(&self, slot: usize) -> Option<&RoundPlan> {
        match self.slot_plan(slot)? {
            Slot::Round(round) => Some(round),
            Slot::Break { .. } => None,
        }
    }

    /// The round under way or just ended.
    pub fn round(&self) -> Option<&RoundPlan> {
        self.round_plan(self.cursor.slot)
    }

    pub fn item_plan(&self, slot: usize, item: usize) -> Option<&Item> {
        self.round_plan(slot)?.items.get(item)
    }

    pub fn item_state(&self, slot: usize, item: usize) -> Option<&ItemState> {
        self.slots.get(slot)?.items.get(item)
    }

    /// Plan and state of what is on the table, or was last.
    pub fn current(&self) -> Option<(&Item, &ItemState)> {
        let Cursor { slot, item, .. } = self.cursor;
        Some((self.item_plan(slot, item)?, self.item_state(slot, item)?))
    }

    pub fn question_of(&self, slot: usize, item: usize) -> Option<&DrawnQuestion> {
        self.questions.get(self.item_plan(slot, item)?.question()?)
    }

    /// The last that happened: the candidate came back to what a follow-up had cut into.
    pub fn went_back(&self) -> bool {
        let last = self.current().and_then(|(_, item)| item.happenings.last());
        let is_back = last.is_some_and(|last| matches!(last.what, What::WentBack { .. }));
        is_back && self.stage == Stage::Asking
    }

    pub fn current_question(&self) -> Option<&DrawnQuestion> {
        self.question_of(self.cursor.slot, self.cursor.item)
    }

    /// The scope of the question that is or was on the table.
    pub fn current_scope(&self) -> Scope {
        Scope::Question { slot: self.cursor.slot, item: self.cursor.item }
    }

    /// Every question of the session that was opened, in order: slot and item.
    pub fn opened_questions(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.slots.iter().enumerate().flat_map(move |(slot, state)| {
            (0..state.items.len()).filter_map(move |item| {
                let is_question = self.item_plan(slot, item)?.question().is_some();
                (is_question && state.items[item].opened.is_some()).then_some((slot, item))
            })
        })
    }

    /// The level the candidate interviews for.
    pub fn level(&self) -> Level {
        self.plan.as_ref().map_or(Level::Mid, |plan| plan.level)
    }

    /// The round's countdown at `now`.
    pub fn round_reading(&self, now: Elapsed) -> Option<Countdown> {
        let slot = self.slots.get(self.cursor.slot)?;
        let budget = self.slot_plan(self.cursor.slot)?.budget().extended(slot.extended);
        let used = match (self.stage, slot.started) {
            (Stage::Break, Some(started)) => now - started,
            _ => slot.used.unwrap_or_else(|| self.watch.read(now).less(slot.from)),
        };
        Some(Countdown { used, budget })
    }

    pub fn phase_reading(&self, now: Elapsed) -> Option<Countdown> {
        let plan = self.round()?.phases.get(self.cursor.phase)?;
        let phase = self.slots.get(self.cursor.slot)?.phases.get(self.cursor.phase)?;
        let used =
            phase.used.unwrap_or_else(|| self.watch.read(now).less(phase.from.unwrap_or_default()));
        Some(Countdown { used, budget: plan.budget.extended(phase.extended) })
    }

    pub fn item_reading(&self, now: Elapsed) -> Option<Countdown> {
        let (plan, item) = self.current()?;
        item.opened?;
        let used = item.used.unwrap_or_else(|| self.watch.read(now).less(item.from));
        Some(Countdown { used, budget: plan.budget.extended(item.extended) })
    }

    /// How much longer than its own minutes a question may take, in thousandths: what it says in
    /// minutes (curveballs, reveals) is stretched alike.
    pub fn stretch(&self, plan: &Item, question: &DrawnQuestion) -> u64 {
        let own = Span::minutes(u64::from(question.ask.minutes.max(1)));
        plan.budget.0.map_or(1000, |budget| budget.0.saturating_mul(1000) / own.0)
    }
}

impl What {
    pub fn hint(hint: usize, text: &str, cost: u32, by: Seat) -> What {
        What::Hint { hint, text: text.to_owned(), cost, by }
    }
}

impl ItemState {
    /// The attempt that counts.
    pub fn scored_attempt(&self) -> Option<&Attempt> {
        self.attempts.first()
    }

    pub fn current_attempt(&self) -> Option<&Attempt> {
        self.attempts.last()
    }

    pub fn hints_taken(&self) -> usize {
        self.hint_costs().count()
    }

    /// What each hint taken costs, thousandths of what the question earns.
    pub fn hint_costs(&self) -> impl Iterator<Item = u32> {
        self.happenings.iter().filter_map(|h| match h.what {
            What::Hint { cost, .. } => Some(cost),
            _ => None,
        })
    }

    /// The clarifying question that still waits for an answer.
    pub fn open_request(&self) -> Option<&str> {
        self.happenings.iter().rev().find_map(|h| match &h.what {
            What::Asked { text } => Some(Some(text.as_str())),
            What::Answered { .. } | What::Revealed { .. } => Some(None),
            _ => None,
        })?
    }

    pub fn followups(&self) -> impl Iterator<Item = (FollowupRef, &str, &str)> {
        self.happenings.iter().filter_map(|h| match &h.what {
            What::Followup { which, ask, field, .. } => {
                Some((*which, ask.as_str(), field.as_str()))
            }
            _ => None,
        })
    }

    pub fn curveballs(&self) -> impl Iterator<Item = usize> {
        self.happenings.iter().filter_map(|h| match h.what {
            What::Curveball { curveball, .. } => Some(curveball),
            _ => None,
        })
    }

    /// Whether the interviewer has changed the task.
    pub fn has_turned(&self) -> bool {
        self.curveballs().next().is_some()
    }

    /// Whether nothing at all was written in the attempt that counts.
    pub fn is_blank(&self) -> bool {
        self.scored_attempt().is_none_or(Attempt::is_blank)
    }
}

impl ItemWhat {
    pub fn is_your_questions(&self) -> bool {
        matches!(self, ItemWhat::YourQuestions)
    }

    /// What the answer is written in, where it is run.
    pub fn language(&self) -> Option<Language> {
        match self {
            ItemWhat::Question { language, .. } => *language,
            _ => None,
        }
    }
}
