//! What a typed line means while an answer is being given.

use crate::engine::decide::decide;
use crate::engine::{Command, Seat, Stage, State};
use crate::format::plan::{CASES_FIELD, CODE_FIELD, NOTES_FIELD};
use crate::seat::answer::{asks_own, go_back, go_on, is_choice, is_run, open_field};
use crate::seat::overlay::next_hint_cost;
use crate::seat::story::is_asked;
use crate::time::Span;

/// A line, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A line of the answer.
    Text(String),
    /// A lone `.`: this part is done.
    Done,
    Slash(Slash),
    /// A command that there is not; what to type instead.
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slash {
    Ask(String),
    Hint,
    Next,
    Back,
    Skip,
    Pause(String),
    Resume,
    /// In minutes.
    Extend(u64),
    Time,
    Edit,
    Speak,
    /// The titles of one's own stories, or the one that is told: its number, `none`, or words of it.
    Story(String),
    Show,
    /// Run the visible cases.
    Run,
    Submit,
    /// Where the answer's files are.
    File,
    /// Turn to a part of an answer that is run.
    Field(&'static str),
    Undo,
    Clear,
    /// The keyboard goes to the interviewer.
    Hand,
    End,
    Help,
}

impl Slash {
    /// Whether it means anything where the session stands: what the engine would take.
    pub fn fits(&self, state: &State) -> bool {
        let taken = |command| decide(state, state.last_at, Seat::Candidate, command).is_ok();
        let is_live = state.stage == Stage::Asking && state.paused.is_none();
        let is_writing = || is_live && open_field(state).is_some() && !asks_own(state);
        match self {
            Slash::Ask(text) => taken(Command::Ask { text: text.clone() }),
            Slash::Hint => next_hint_cost(state).is_some() && taken(Command::RevealHint),
            Slash::Next => go_on(state).is_some_and(taken) || taken(Command::Next),
            Slash::Back => is_writing() && go_back(state).is_some(),
            Slash::Skip => taken(Command::Skip),
            Slash::Pause(_) => taken(Command::Pause { reason: String::new() }),
            Slash::Resume => taken(Command::Resume),
            Slash::Extend(_) => taken(Command::Extend { by: Span::minutes(1) }),
            Slash::Edit | Slash::Undo | Slash::Clear => is_writing() && !is_choice(state),
            Slash::Speak => taken(Command::Speak),
            Slash::Story(_) => is_live && is_asked(state),
            Slash::Show => is_live,
            Slash::Run | Slash::Submit | Slash::File | Slash::Field(_) => is_live && is_run(state),
            Slash::Hand => state.has_peer() && is_live,
            Slash::End => state.stage != Stage::Finished,
            Slash::Time | Slash::Help => true,
        }
    }
}

/// Name, argument and meaning of every command, in the order of the help.
pub const COMMANDS: [(&str, &str, &str); 24] = [
    ("ask", "TEXT", "ask the interviewer something"),
    ("hint", "", "take the next hint; it costs part of the score and says how much first"),
    ("show", "", "see the question and the talk so far again"),
    ("time", "", "see the clocks"),
    ("edit", "", "write in your editor"),
    ("speak", "", "answer aloud"),
    ("story", "[NUMBER]", "your stories' titles; with a number, note which one you tell"),
    ("run", "", "run the visible cases"),
    ("submit", "", "go on, and hand in after the last part; all cases are run"),
    ("file", "", "where its files are, for an editor of your own"),
    ("code", "", "turn to the code"),
    ("notes", "", "turn to what you say about it"),
    ("cases", "", "turn to your own test cases, one a line"),
    ("undo", "", "take back the last line"),
    ("clear", "", "empty this part of the answer"),
    ("next", "", "go on to the next part; after the last one, hand in"),
    ("back", "", "return to the part before"),
    ("skip", "", "leave the question unanswered"),
    ("pause", "[REASON]", "stop the clock"),
    ("resume", "", "let it run again"),
    ("extend", "MINUTES", "add time (practice)"),
    ("hand", "", "hand the keyboard to your interviewer"),
    ("end", "", "end the round or the session"),
    ("help", "", "this list"),
];

/// Only `/word` is a command, so that code (`/* … */`) and paths stay text. `//` begins a line
/// with a slash in any case.
pub fn read(line: &str) -> Typed {
    if line.trim() == "." {
        return Typed::Done;
    }
    if let Some(rest) = line.strip_prefix("//") {
        return Typed::Text(format!("/{rest}"));
    }
    let Some(command) = line.strip_prefix('/') else { return Typed::Text(line.to_owned()) };
    let (name, argument) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphabetic()) {
        return Typed::Text(line.to_owned());
    }
    slash(&name.to_lowercase(), argument.trim())
}

fn slash(name: &str, argument: &str) -> Typed {
    let command = match name {
        "ask" if argument.is_empty() => {
            return Typed::Unknown("Write the question after it: /ask How many rows?".to_owned());
        }
        "ask" => Slash::Ask(argument.to_owned()),
        "hint" => Slash::Hint,
        "next" => Slash::Next,
        "back" => Slash::Back,
        "skip" => Slash::Skip,
        "pause" => Slash::Pause(argument.to_owned()),
        "resume" => Slash::Resume,
        "extend" => match argument.parse() {
            Ok(minutes) => Slash::Extend(minutes),
            Err(_) => {
                return Typed::Unknown("Write whole minutes after it: /extend 5".to_owned());
            }
        },
        "time" => Slash::Time,
        "edit" => Slash::Edit,
        "speak" => Slash::Speak,
        "story" | "stories" => Slash::Story(argument.to_owned()),
        "show" => Slash::Show,
        "run" => Slash::Run,
        "submit" => Slash::Submit,
        "file" => Slash::File,
        "code" => Slash::Field(CODE_FIELD),
        "notes" => Slash::Field(NOTES_FIELD),
        "cases" => Slash::Field(CASES_FIELD),
        "undo" => Slash::Undo,
        "clear" => Slash::Clear,
        "hand" => Slash::Hand,
        "end" => Slash::End,
        "help" => Slash::Help,
        _ => return Typed::Unknown(unknown(name)),
    };
    Typed::Slash(command)
}

fn unknown(name: &str) -> String {
    let near = COMMANDS
        .iter()
        .map(|(known, ..)| (strsim::damerau_levenshtein(name, known), known))
        .min()
        .filter(|(distance, _)| *distance <= 2);
    let instead =
        near.map_or("/help lists them".to_owned(), |(_, known)| format!("did you mean /{known}?"));
    format!("/{name} isn't a command; {instead} Begin with // to write a line that starts with /.")
        .replace("them Begin", "them. Begin")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_text_unless_they_name_a_command() {
        assert_eq!(read("key by account"), Typed::Text("key by account".to_owned()));
        assert_eq!(read("/* a comment */"), Typed::Text("/* a comment */".to_owned()));
        assert_eq!(read("/var/log is full"), Typed::Text("/var/log is full".to_owned()));
        assert_eq!(read("//hint"), Typed::Text("/hint".to_owned()));
        assert_eq!(read(" . "), Typed::Done);
        assert_eq!(read("/ASK how many?"), Typed::Slash(Slash::Ask("how many?".to_owned())));
        assert_eq!(read("/extend 5"), Typed::Slash(Slash::Extend(5)));
    }

    #[test]
    fn an_unknown_command_names_its_neighbour() {
        let Typed::Unknown(why) = read("/hnit") else { panic!("taken") };
        assert!(why.contains("did you mean /hint?"), "{why}");
        let Typed::Unknown(why) = read("/zzzzzzzz") else { panic!("taken") };
        assert!(why.contains("/help lists them. Begin"), "{why}");
        assert!(matches!(read("/extend soon"), Typed::Unknown(_)));
    }

    #[test]
    fn every_command_of_the_help_is_read() {
        for (name, argument, _) in COMMANDS {
            let argument = if argument == "MINUTES" { "5" } else { argument };
            let typed = read(&format!("/{name} {argument}"));
            assert!(matches!(typed, Typed::Slash(_)), "{name}: {typed:?}");
        }
    }
}
