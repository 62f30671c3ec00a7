//! Everything that can be done in the room, and its key: one list for the keys, the palette, the
//! help and the line at the bottom.

use std::fmt;

use crate::engine::checklist::checklist;
use crate::engine::event::Mark;
use crate::engine::{Command, Seat, Stage, State, decide};
use crate::message::{Key, KeyCode};
use crate::seat::answer::{go_back, is_run};
use crate::seat::console::offer::Sort;
use crate::seat::overlay::next_hint_cost;
use crate::seat::pair::is_shared;
use crate::time::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The next letter or phase, or the answer goes in.
    Done,
    /// The part of the answer before.
    Back,
    Ask,
    Hint,
    /// The whole question on the whole screen.
    Question,
    Edit,
    /// The visible cases are run.
    Run,
    /// The next of code, notes and cases.
    NextField,
    /// What the last run said, on the whole screen.
    Results,
    Speak,
    Undo,
    Redo,
    Clear,
    Pause,
    Extend,
    Skip,
    End,
    Leave,
    StepOut,
    Help,
    Palette,
    /// The keyboard goes to the interviewer at the same terminal.
    HandOver,
    /// At the interviewer's console.
    Lead(Lead),
}

/// What the interviewer does at the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    Mark(Mark),
    Note,
    Send(Sort),
    Say,
    Pause,
    Extend,
    /// The question goes on in its next phase.
    Phase,
    End,
    /// The keyboard goes back to the candidate.
    Back,
}

/// An action as it is listed.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub action: Action,
    pub key: Option<Key>,
    /// Beside its key at the bottom.
    pub short: &'static str,
    pub what: &'static str,
}

impl Entry {
    /// Its key as it is shown; empty where it has none.
    pub fn shown_key(&self) -> String {
        self.key.map_or(String::new(), |key| key.to_string())
    }
}

const fn entry(action: Action, key: Option<Key>, short: &'static str, what: &'static str) -> Entry {
    Entry { action, key, short, what }
}

const fn f(number: u8) -> Option<Key> {
    Some(Key::plain(KeyCode::F(number)))
}

const fn letter(letter: char) -> Option<Key> {
    Some(Key::plain(KeyCode::Char(letter)))
}

/// In the order of help and palette: the candidate's.
pub const ACTIONS: [Entry; 22] = [
    entry(Action::Done, Some(Key::ctrl('s')), "done", "done: the next part, or hand in"),
    entry(Action::Back, Some(Key::shift(KeyCode::Tab)), "back", "back to the part before"),
    entry(Action::Ask, Some(Key::ctrl('a')), "ask", "ask the interviewer something"),
    entry(Action::Hint, Some(Key::ctrl('t')), "hint", "take the next hint; its cost comes first"),
    entry(Action::Question, Some(Key::ctrl('q')), "question", "see the whole question and talk"),
    entry(Action::Edit, Some(Key::ctrl('e')), "editor", "write in your own editor"),
    entry(Action::Run, Some(Key::ctrl('r')), "run visible", "run the visible cases on your code"),
    entry(Action::NextField, Some(Key::ctrl('n')), "next part", "turn to code, notes or own cases"),
    entry(Action::Results, f(4), "results", "see the whole result of the last run"),
    entry(Action::Speak, f(8), "speak", "answer aloud"),
    entry(Action::Undo, Some(Key::ctrl('z')), "undo", "undo the last edit"),
    entry(Action::Redo, Some(Key::ctrl('y')), "redo", "redo what was undone"),
    entry(Action::Clear, None, "clear", "empty this part of the answer"),
    entry(Action::Pause, Some(Key::ctrl('p')), "pause", "pause the clock, with a reason"),
    entry(Action::Extend, f(6), "extend", "extend the time (practice)"),
    entry(Action::Skip, f(7), "skip", "skip: leave the question unanswered"),
    entry(Action::End, f(10), "end", "end the round or the session"),
    entry(Action::HandOver, f(9), "hand over", "hand the keyboard to the interviewer"),
    LEAVE,
    STEP_OUT,
    HELP,
    PALETTE,
];

/// The interviewer's.
pub const CONSOLE: [Entry; 21] = [
    entry(Action::Lead(Lead::Mark(Mark::Met)), letter('m'), "met", "the chosen point is met"),
    entry(Action::Lead(Lead::Mark(Mark::Partly)), letter('p'), "partly", "it is partly met"),
    entry(Action::Lead(Lead::Mark(Mark::Missed)), letter('x'), "missed", "it is missed"),
    entry(Action::Lead(Lead::Mark(Mark::NotAsked)), letter('s'), "skip", "it was not asked"),
    entry(Action::Lead(Lead::Note), letter('N'), "note", "a note on the chosen point"),
    entry(
        Action::Lead(Lead::Send(Sort::Clarification)),
        letter('a'),
        "answer",
        "answer from the list",
    ),
    entry(Action::Lead(Lead::Send(Sort::Hint)), letter('h'), "hint", "give the next hint"),
    entry(Action::Lead(Lead::Send(Sort::Followup)), letter('f'), "follow up", "ask a follow-up"),
    entry(Action::Lead(Lead::Send(Sort::Curveball)), letter('c'), "change", "change the question"),
    entry(Action::Lead(Lead::Send(Sort::Reveal)), letter('r'), "show", "show what they ask to see"),
    entry(Action::Lead(Lead::Say), letter('t'), "say", "say something in your own words"),
    entry(Action::Lead(Lead::Pause), letter('P'), "pause", "pause the clock, or let it run"),
    entry(Action::Lead(Lead::Extend), letter('+'), "extend", "add minutes"),
    entry(Action::Lead(Lead::Phase), letter('>'), "next phase", "on to the question's next phase"),
    entry(Action::Lead(Lead::End), letter('e'), "end", "end the question, the round, the session"),
    entry(Action::Lead(Lead::Back), letter('q'), "back", "give the keyboard to the candidate"),
    entry(
        Action::Question,
        Some(Key::ctrl('q')),
        "whole page",
        "everything on one page, model answer too",
    ),
    LEAVE,
    STEP_OUT,
    HELP,
    PALETTE,
];

const LEAVE: Entry =
    entry(Action::Leave, Some(Key::ctrl('c')), "leave", "leave, to resume later; or pause or end");
const STEP_OUT: Entry =
    entry(Action::StepOut, None, "shell", "step out to the shell (fg comes back)");
const HELP: Entry = entry(Action::Help, f(1), "help", "help");
const PALETTE: Entry =
    entry(Action::Palette, Some(Key::ctrl('k')), "all keys", "search in all actions");

impl Action {
    pub fn entry(self) -> Entry {
        let all = ACTIONS.into_iter().chain(CONSOLE);
        all.into_iter().find(|entry| entry.action == self).unwrap_or(ACTIONS[0])
    }

    /// The candidate's action of a key.
    pub fn of(key: Key) -> Option<Action> {
        let found = ACTIONS.iter().find(|entry| entry.key == Some(key));
        found.map(|entry| entry.action)
    }

    pub fn at_console(key: Key) -> Option<Action> {
        let found = CONSOLE.iter().find(|entry| entry.key == Some(key));
        found.map(|entry| entry.action)
    }

    /// Whether it means anything where the session stands: what the engine would take.
    /// `Model::fits` knows of what can be sent, too.
    pub fn fits(self, state: &State) -> bool {
        let taken = |command| decide(state, state.last_at, Seat::Candidate, command).is_ok();
        let is_writing = || {
            let attempt = state.current().and_then(|(_, item)| item.current_attempt());
            let is_open = attempt.is_some_and(|attempt| attempt.open_field().is_some());
            state.stage == Stage::Asking && state.paused.is_none() && is_open
        };
        let word = || "?".to_owned();
        match self {
            Action::Done | Action::Question => taken(Command::Finish),
            Action::Skip => taken(Command::Skip),
            Action::Ask => taken(Command::Ask { text: word() }),
            Action::Edit | Action::Undo | Action::Redo | Action::Clear => is_writing(),
            Action::Back => is_writing() && go_back(state).is_some(),
            Action::Hint => next_hint_cost(state).is_some() && taken(Command::RevealHint),
            Action::Run | Action::NextField => is_run(state) && state.paused.is_none(),
            Action::Results => state.current().is_some_and(|(_, item)| {
                let handed_in = item.scored_attempt().and_then(|attempt| attempt.verdict.as_ref());
                !item.runs.is_empty() || handed_in.is_some()
            }),
            Action::Speak => taken(Command::Speak),
            Action::Pause => taken(Command::Pause { reason: String::new() }),
            Action::Extend => taken(Command::Extend { by: Span::minutes(1) }),
            Action::End => state.stage != Stage::Finished,
            Action::HandOver => is_shared(state) && taken(Command::Say { text: word() }),
            Action::Lead(lead) => lead.fits(state),
            Action::Leave | Action::StepOut | Action::Help | Action::Palette => true,
        }
    }
}

impl Lead {
    fn fits(self, state: &State) -> bool {
        let taken = |command| decide(state, state.last_at, Seat::Interviewer, command).is_ok();
        match self {
            Lead::Mark(_) | Lead::Note => !checklist(state, state.current_scope()).is_empty(),
            // What can be sent is kept by the model.
            Lead::Send(_) => false,
            Lead::Say => taken(Command::Say { text: "?".to_owned() }),
            Lead::Pause => {
                state.paused.is_some() || taken(Command::Pause { reason: String::new() })
            }
            Lead::Extend => taken(Command::Extend { by: Span::minutes(1) }),
            Lead::Phase => taken(Command::AdvancePhase),
            Lead::End => state.stage != Stage::Finished,
            Lead::Back => is_shared(state),
        }
    }
}

/// `^S`, `F8`, `Tab`, `Shift-Tab`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.shift {
            f.write_str("Shift-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            KeyCode::Char(letter) if self.ctrl => write!(f, "^{}", letter.to_ascii_uppercase()),
            KeyCode::Char(letter) => write!(f, "{letter}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            code => write!(f, "{code:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_listed_once_and_no_key_means_two() {
        for list in [&ACTIONS[..], &CONSOLE[..]] {
            for entry in list {
                assert_eq!(list.iter().filter(|other| other.action == entry.action).count(), 1);
                let same = |other: &&Entry| other.key.is_some() && other.key == entry.key;
                assert!(list.iter().filter(same).count() <= 1, "{entry:?}");
            }
        }
    }

    #[test]
    fn keys_print_as_people_name_them() {
        let shown = [Key::ctrl('s'), Key::plain(KeyCode::F(8)), Key::shift(KeyCode::Tab)];
        assert_eq!(shown.map(|key| key.to_string()), ["^S", "F8", "Shift-Tab"]);
    }
}
