//! Everything that can be done in the room, and its key: one list for the keys, the palette, the
//! help and the line at the bottom.

pub mod latin;
pub mod spelled;

use self::latin::latin;
use crate::bank::task::{SqlTask, Task};
use crate::engine::checklist::checklist;
use crate::engine::event::Mark;
use crate::engine::{Command, Seat, Stage, State, decide};
use crate::message::{Key, KeyCode};
use crate::seat::answer::{go_back, go_on, is_run};
use crate::seat::console::offer::Sort;
use crate::seat::overlay::next_hint_cost;
use crate::seat::pair::is_shared;
use crate::seat::story;
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
    /// A query of one's own on the visible data.
    Look,
    Speak,
    /// The titles of one's own stories, to note which one is told.
    Stories,
    /// Says that everything is saved.
    Save,
    Undo,
    Redo,
    Clear,
    Pause,
    Extend,
    Skip,
    End,
    Leave,
    StepOut,
    /// The screen is drawn anew.
    Redraw,
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
    /// The setting that gives it other keys; empty where none does.
    pub setting: &'static str,
    /// The first is shown.
    keys: [Option<Key>; 2],
    /// Beside its key at the bottom.
    pub short: &'static str,
    pub what: &'static str,
}

const fn entry(
    action: Action,
    setting: &'static str,
    keys: [Option<Key>; 2],
    short: &'static str,
    what: &'static str,
) -> Entry {
    Entry { action, setting, keys, short, what }
}

const fn alt(letter: char) -> [Option<Key>; 2] {
    [Some(Key::alt(letter)), None]
}

const fn f(number: u8) -> [Option<Key>; 2] {
    [Some(Key::plain(KeyCode::F(number))), None]
}

const fn or_f(key: Key, number: u8) -> [Option<Key>; 2] {
    [Some(key), Some(Key::plain(KeyCode::F(number)))]
}

/// A letter at the console, which no setting changes.
const fn lead(lead: Lead, letter: char, short: &'static str, what: &'static str) -> Entry {
    entry(Action::Lead(lead), "", [Some(Key::plain(KeyCode::Char(letter))), None], short, what)
}

const UNDO: [Option<Key>; 2] = [Some(Key::ctrl('z')), None];
const BACK: [Option<Key>; 2] = [Some(Key::shift(KeyCode::Tab)), None];
const SAVE: [Option<Key>; 2] = [Some(Key::ctrl('s')), None];
const LEAVE_KEY: [Option<Key>; 2] = [Some(Key::ctrl('c')), None];
const NONE: [Option<Key>; 2] = [None, None];

/// In the order of help and palette: the candidate's. An action stands on Alt and a letter that
/// neither readline, tmux, screen nor VS Code's terminal takes (docs/room.md has the list).
pub const ACTIONS: [Entry; 26] = [
    entry(Action::Done, "keys.done", alt('s'), "done", "done: the next part, or hand in"),
    entry(Action::Back, "keys.back", BACK, "back", "back to the part before"),
    entry(Action::Ask, "keys.ask", alt('a'), "ask", "ask the interviewer something"),
    entry(Action::Hint, "keys.hint", alt('h'), "hint", "take the next hint; its cost comes first"),
    entry(
        Action::Question,
        "keys.question",
        alt('q'),
        "question",
        "see the whole question and talk",
    ),
    entry(Action::Edit, "keys.editor", alt('e'), "editor", "write in your own editor"),
    entry(Action::Run, "keys.run", alt('v'), "run", "run the visible cases on your code"),
    entry(
        Action::NextField,
        "keys.turn",
        alt('j'),
        "next part",
        "turn to code, notes or own cases",
    ),
    entry(
        Action::Results,
        "keys.results",
        or_f(Key::alt('i'), 4),
        "results",
        "see the whole result of the last run",
    ),
    entry(
        Action::Look,
        "keys.look",
        alt('k'),
        "look",
        "look at the data with a query of your own (SQL)",
    ),
    entry(Action::Speak, "keys.speak", f(8), "speak", "answer aloud"),
    entry(
        Action::Stories,
        "keys.stories",
        alt(','),
        "stories",
        "your stories' titles; note which one you tell",
    ),
    entry(Action::Save, "keys.save", SAVE, "save", "save: done as you type, and this says so"),
    entry(Action::Undo, "keys.undo", UNDO, "undo", "undo the last edit"),
    entry(Action::Redo, "keys.redo", alt('z'), "redo", "redo what was undone"),
    entry(Action::Clear, "keys.clear", NONE, "clear", "empty this part of the answer"),
    entry(Action::Pause, "keys.pause", alt('w'), "pause", "pause the clock (wait), with a reason"),
    entry(Action::Extend, "keys.extend", alt('m'), "extend", "add minutes (practice)"),
    entry(Action::Skip, "keys.skip", f(7), "skip", "skip: leave the question unanswered"),
    entry(Action::End, "keys.end", alt('o'), "end", "end the round or the session (over)"),
    entry(Action::HandOver, "keys.hand_over", f(9), "hand over", "hand the keyboard over"),
    entry(
        Action::Redraw,
        "keys.redraw",
        [Some(Key::ctrl('l')), None],
        "redraw",
        "draw the screen anew",
    ),
    LEAVE,
    STEP_OUT,
    HELP,
    PALETTE,
];

/// The interviewer's.
pub const CONSOLE: [Entry; 21] = [
    lead(Lead::Mark(Mark::Met), 'm', "met", "the chosen point is met"),
    lead(Lead::Mark(Mark::Partly), 'p', "partly", "it is partly met"),
    lead(Lead::Mark(Mark::Missed), 'x', "missed", "it is missed"),
    lead(Lead::Mark(Mark::NotAsked), 's', "skip", "it was not asked"),
    lead(Lead::Note, 'N', "note", "a note on the chosen point"),
    lead(Lead::Send(Sort::Clarification), 'a', "answer", "answer from the list"),
    lead(Lead::Send(Sort::Hint), 'h', "hint", "give the next hint"),
    lead(Lead::Send(Sort::Followup), 'f', "follow up", "ask a follow-up"),
    lead(Lead::Send(Sort::Curveball), 'c', "change", "change the question"),
    lead(Lead::Send(Sort::Reveal), 'r', "show", "show what they ask to see"),
    lead(Lead::Say, 't', "say", "say something in your own words"),
    lead(Lead::Pause, 'P', "pause", "pause the clock, or let it run"),
    lead(Lead::Extend, '+', "extend", "add minutes"),
    lead(Lead::Phase, '>', "next phase", "on to the question's next phase"),
    lead(Lead::End, 'e', "end", "end the question, the round, the session"),
    lead(Lead::Back, 'q', "back", "give the keyboard to the candidate"),
    entry(
        Action::Question,
        "keys.question",
        alt('q'),
        "whole page",
        "everything on one page, model answer too",
    ),
    LEAVE,
    STEP_OUT,
    HELP,
    PALETTE,
];

const LEAVE: Entry =
    entry(Action::Leave, "", LEAVE_KEY, "leave", "leave, to resume later; or pause or end");
const STEP_OUT: Entry =
    entry(Action::StepOut, "keys.shell", NONE, "shell", "step out to the shell (fg comes back)");
const HELP: Entry = entry(Action::Help, "keys.help", f(1), "help", "help");
const PALETTE: Entry =
    entry(Action::Palette, "keys.all", or_f(Key::alt('x'), 2), "all keys", "search in all actions");

/// Which key means what, as the person has set it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap(Vec<(Action, Vec<Key>)>);

/// Two actions on one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    pub key: Key,
    pub settings: [&'static str; 2],
}

impl Default for Keymap {
    fn default() -> Keymap {
        Keymap(ACTIONS.iter().map(|entry| (entry.action, entry.own_keys())).collect())
    }
}

impl Keymap {
    /// The keys as they are, but for those of these settings.
    ///
    /// # Errors
    /// Where one key would mean two things.
    pub fn with(set: &[(&str, Vec<Key>)]) -> Result<Keymap, Clash> {
        let own = |entry: &Entry| {
            let set = set.iter().find(|(name, _)| *name == entry.setting);
            set.filter(|_| !entry.setting.is_empty()).map(|(_, keys)| keys.clone())
        };
        let all: Vec<(&Entry, Vec<Key>)> = ACTIONS
            .iter()
            .map(|entry| (entry, own(entry).unwrap_or_else(|| entry.own_keys())))
            .collect();
        for (index, (entry, keys)) in all.iter().enumerate() {
            for (other, others) in &all[..index] {
                if let Some(key) = keys.iter().find(|key| others.contains(key)) {
                    return Err(Clash { key: *key, settings: [other.setting, entry.setting] });
                }
            }
        }
        Ok(Keymap(all.into_iter().map(|(entry, keys)| (entry.action, keys)).collect()))
    }

    /// The candidate's action of a key.
    pub fn action(&self, key: Key) -> Option<Action> {
        let key = match key.code {
            KeyCode::Char(letter) if key.alt || key.ctrl => {
                Key { code: KeyCode::Char(latin(letter).to_ascii_lowercase()), ..key }
            }
            _ => key,
        };
        self.0.iter().find(|(_, keys)| keys.contains(&key)).map(|(action, _)| *action)
    }

    /// The interviewer's.
    pub fn at_console(&self, key: Key) -> Option<Action> {
        let is_there = |action: &Action| CONSOLE.iter().any(|entry| entry.action == *action);
        let own = |entry: &&Entry| {
            matches!(entry.action, Action::Lead(_)) && entry.keys.contains(&Some(key))
        };
        let found = CONSOLE.iter().find(own).map(|entry| entry.action);
        found.or_else(|| self.action(key).filter(is_there))
    }

    /// Every key of an action.
    pub fn keys(&self, action: Action) -> Vec<Key> {
        let set = self.0.iter().find(|(of, _)| *of == action).map(|(_, keys)| keys.clone());
        set.unwrap_or_else(|| action.entry().own_keys())
    }

    /// Its first key as it is shown; empty where it has none.
    pub fn shown(&self, action: Action) -> String {
        self.keys(action).first().map_or(String::new(), Key::to_string)
    }

    /// How a sentence names the way to an action: its key, or where it is found.
    pub fn named(&self, action: Action) -> String {
        match self.keys(action).first() {
            Some(key) => key.to_string(),
            None => format!("“{}” in {}", action.entry().short, self.shown(Action::Palette)),
        }
    }

    /// All its keys as they are listed.
    pub fn listed(&self, action: Action) -> String {
        let keys = self.keys(action);
        keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
    }
}

impl Entry {
    pub fn own_keys(&self) -> Vec<Key> {
        self.keys.into_iter().flatten().collect()
    }
}

impl Action {
    pub fn entry(self) -> Entry {
        let all = ACTIONS.into_iter().chain(CONSOLE);
        all.into_iter().find(|entry| entry.action == self).unwrap_or(ACTIONS[0])
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
            // Before the turn of a task nothing goes in, and the next phase is still to be reached.
            Action::Done => go_on(state).is_some_and(taken),
            Action::Question => taken(Command::Ask { text: word() }),
            Action::Skip => taken(Command::Skip),
            Action::Ask => taken(Command::Ask { text: word() }),
            Action::Edit | Action::Undo | Action::Redo | Action::Clear | Action::Save => {
                is_writing()
            }
            Action::Back => is_writing() && go_back(state).is_some(),
            Action::Hint => next_hint_cost(state).is_some() && taken(Command::RevealHint),
            Action::Run | Action::NextField => is_run(state) && state.paused.is_none(),
            Action::Look => is_run(state) && task(state).is_some(),
            Action::Results => state.current().is_some_and(|(_, item)| {
                let handed_in = item.scored_attempt().and_then(|attempt| attempt.verdict.as_ref());
                !item.runs.is_empty() || handed_in.is_some()
            }),
            Action::Speak => taken(Command::Speak),
            Action::Stories => story::is_asked(state) && state.paused.is_none(),
            Action::Pause => taken(Command::Pause { reason: String::new() }),
            Action::Extend => taken(Command::Extend { by: Span::minutes(1) }),
            Action::End => state.stage != Stage::Finished,
            Action::HandOver => is_shared(state) && taken(Command::Say { text: word() }),
            Action::Lead(lead) => lead.fits(state),
            Action::Leave | Action::StepOut | Action::Help | Action::Palette | Action::Redraw => {
                true
            }
        }
    }
}

/// The task of the query on the table.
pub fn task(state: &State) -> Option<&SqlTask> {
    let judge = state.current_question()?.judge.as_ref()?;
    match judge.task.as_ref()? {
        Task::Sql(task) => Some(task),
        Task::Code(_) => None,
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

#[cfg(test)]
#[path = "keys_tests.rs"]
mod tests;
