//! The interviewer's console: what a line there asks for, and how things are ended there.

pub mod offer;

use self::offer::{Offer, Sort, offers, say};
use super::answer;
use super::debrief::own_words::OwnWords;
use super::marks;
use super::menu::Menu;
use crate::engine::checklist::checklist;
use crate::engine::event::{About, Grounds, Mark, Shown};
use crate::engine::{Command, Stage, State};
use crate::figures::counted;
use crate::time::Span;

/// What a line asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Instruction {
    Do(Command),
    /// The keyboard goes back to the candidate.
    Back,
    /// Turn the page.
    Page,
    /// Not understood, and what to type instead.
    Complain(String),
}

/// Names of the clarifications: letters that mean nothing else here, then those with a number behind
/// them, so that there's one for each however many there are.
pub fn letters() -> impl Iterator<Item = String> {
    let round = |number: usize| {
        let number = if number == 1 { String::new() } else { number.to_string() };
        LETTERS.chars().map(move |letter| format!("{letter}{number}"))
    };
    (1..).flat_map(round)
}

const LETTERS: &str = "abdgijkltuvwyz";

/// Reads a line. What the rules of the interview forbid is for the engine to say.
pub fn read(state: &State, line: &str) -> Instruction {
    let line = line.trim();
    let Some(first) = line.chars().next() else { return Instruction::Page };
    if first.is_ascii_digit() {
        return mark(state, line);
    }
    let rest = line[first.len_utf8()..].trim();
    let has_word = line.chars().nth(1).is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit());
    if has_word && first != '+' {
        return Instruction::Complain(format!(
            "`{line}` isn't a command. To say something to the candidate: s {line}"
        ));
    }
    let number = rest.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let nth = number.or_else(|| rest.is_empty().then_some(0));
    let counted = |make: fn(usize) -> Command| match nth {
        Some(index) => Instruction::Do(make(index)),
        None => Instruction::Complain(format!("Write a number after it: {first} 1")),
    };
    match first.to_ascii_lowercase() {
        'h' => Instruction::Do(Command::RevealHint),
        'c' => counted(|curveball| Command::ThrowCurveball { curveball }),
        'r' => counted(|reveal| Command::Reveal { reveal }),
        'f' => followup(state, nth),
        's' => Instruction::Do(say(state, rest.to_owned())),
        '+' => match rest.parse::<u64>() {
            Ok(minutes) => {
                Instruction::Do(Command::Extend { by: Span(minutes.saturating_mul(60_000)) })
            }
            Err(_) => Instruction::Complain("Write minutes after it: + 5".to_owned()),
        },
        'p' if state.paused.is_some() => Instruction::Do(Command::Resume),
        'p' => Instruction::Do(Command::Pause { reason: rest.to_owned() }),
        'e' => Instruction::Do(end(state)),
        'n' => Instruction::Do(Command::AdvancePhase),
        'q' => Instruction::Back,
        'o' => choice(state, nth),
        letter => match rest.is_empty() || nth.is_some() {
            true => clarification(state, letter, nth.unwrap_or(0)),
            false => Instruction::Complain(format!("After {letter} comes nothing, or a number.")),
        },
    }
}

/// `o 2`: which option of a quiz the candidate names.
fn choice(state: &State, nth: Option<usize>) -> Instruction {
    let options = state.current_question().map_or(0, |question| question.ask.options.len());
    match nth.and_then(|nth| answer::choose(state, nth + 1)) {
        Some(command) => Instruction::Do(command),
        _ if options == 0 => Instruction::Complain("This question has no options.".to_owned()),
        _ => Instruction::Complain(format!("There are {options} options: o 1")),
    }
}

/// Ends what is on the table.
fn end(state: &State) -> Command {
    let is_question = state.current().is_some_and(|(plan, _)| plan.question().is_some());
    match state.stage {
        Stage::Asking | Stage::Settling if is_question => Command::CloseQuestion,
        Stage::Asking => Command::Finish,
        _ => Command::Next,
    }
}

/// What can be ended here.
pub fn close_menu(state: &State) -> Menu {
    let is_question = state.current().is_some_and(|(plan, _)| plan.question().is_some());
    let is_loop = state.plan.as_ref().is_some_and(|plan| plan.is_loop);
    let mut choices = vec![("q", if is_question { "the question" } else { "this part" })];
    if is_loop {
        choices.push(("r", "this round"));
    }
    choices.extend([("s", "the session"), ("g", "nothing, go on")]);
    Menu::keys("End what?", &choices).with_default(0)
}

/// What the answer with this key of the menu asks for.
pub fn close(state: &State, key: &str) -> Option<Command> {
    match key {
        "q" => Some(end(state)),
        "r" => Some(Command::EndRound),
        "s" => Some(Command::EndSession),
        _ => None,
    }
}

/// `1 m "their words" a note`: the first point of the list is met, and these words show it.
fn mark(state: &State, line: &str) -> Instruction {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = line[digits..].trim_start();
    let (letter, rest) = match rest.split_once(char::is_whitespace) {
        Some((letter, rest)) => (letter, rest.trim()),
        None => (rest, ""),
    };
    let scope = state.current_scope();
    let checks = checklist(state, scope);
    let index = line[..digits].parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let Some(check) = index.and_then(|index| checks.get(index)) else {
        return Instruction::Complain(format!("The list has {}.", counted(checks.len(), "point")));
    };
    let Some(mark) = marks::of_word(&check.about, &letter.to_lowercase()) else {
        let number = &line[..digits];
        return Instruction::Complain(match check.about {
            About::RedFlag(_) => format!("Write {number} y or {number} n."),
            _ => format!("Write {number} m, p, x or s."),
        });
    };
    let (quote, note) = match rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
        Some((quote, note)) => (Some(quote), note.trim()),
        None => (None, rest),
    };
    let grounds = match quote.map(|quote| quoted(state, mark, quote)) {
        None => unplaced(state, mark),
        Some(Ok(grounds)) => grounds,
        Some(Err(why)) => return Instruction::Complain(why),
    };
    let (id, note) = (check.id.clone(), note.to_owned());
    Instruction::Do(Command::Mark { scope, id, mark, note, grounds })
}

/// What a mark rests on that names the candidate's words.
fn quoted(state: &State, mark: Mark, quote: &str) -> Result<Grounds, String> {
    if !matches!(mark, Mark::Met | Mark::Partly) {
        return Err("Words show what is met or partly met; leave them out here.".to_owned());
    }
    let scope = state.current_scope();
    let place = OwnWords::of(state, scope).quoted(state, scope, quote);
    place.map(Grounds::at).ok_or_else(|| {
        format!("They have not written “{quote}”. Write the words as they are there.")
    })
}

/// What a mark rests on that the interviewer gives without pointing: on what was said, where
/// nothing is written.
pub fn unplaced(state: &State, mark: Mark) -> Grounds {
    let is_written = !OwnWords::of(state, state.current_scope()).is_empty();
    match mark {
        Mark::Met | Mark::Partly if !is_written => Grounds::only(Shown::Aloud),
        _ => Grounds::default(),
    }
}

fn followup(state: &State, nth: Option<usize>) -> Instruction {
    let known = offers(state, Sort::Followup);
    match nth.and_then(|nth| known.get(nth)) {
        Some(offer) => match offer.command.clone() {
            Some(command) => Instruction::Do(command),
            None => Instruction::Complain("That was asked before.".to_owned()),
        },
        None => Instruction::Complain(format!("There are {} follow-ups: f 1", known.len())),
    }
}

fn clarification(state: &State, letter: char, round: usize) -> Instruction {
    let index = LETTERS.chars().position(|known| known == letter);
    let index = index.map(|at| at + round * LETTERS.len());
    let offer = index.and_then(|index| offers(state, Sort::Clarification).into_iter().nth(index));
    match offer {
        Some(Offer { command: Some(command), .. }) => Instruction::Do(command),
        Some(offer) => Instruction::Complain(format!("That is said {}.", offer.note)),
        None => Instruction::Complain(format!(
            "`{letter}` isn't a command; the keys are below. To say something: s TEXT"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::event::FollowupRef;
    use crate::testing::plans::{PRACTICE, folded, phone_screen};

    fn order(line: &str) -> Instruction {
        let mut state = folded(phone_screen(PRACTICE));
        state.cursor.item = 1;
        read(&state, line)
    }

    #[test]
    fn a_mark_has_a_number_a_letter_and_a_note() {
        let Instruction::Do(Command::Mark { id, mark, note, .. }) =
            order("2 p said by account only")
        else {
            panic!("no mark");
        };
        assert_eq!(
            (id.as_str(), mark, note.as_str()),
            ("key", Mark::Partly, "said by account only")
        );
        assert!(matches!(order("3 y"), Instruction::Do(Command::Mark { mark: Mark::Met, .. })));
        assert!(matches!(order("9 m"), Instruction::Complain(_)));
        assert!(matches!(order("1 q"), Instruction::Complain(_)));
    }

    #[test]
    fn letters_give_what_is_prepared() {
        let say = "24 partitions, 40k messages a second.".to_owned();
        assert_eq!(order("a"), Instruction::Do(Command::Say { text: say }));
        assert!(matches!(order("a2"), Instruction::Complain(_)), "there's one answer");
        assert!(matches!(order("a well"), Instruction::Complain(_)));
        let names: Vec<String> = letters().skip(13).take(3).collect();
        assert_eq!(names, ["z", "a2", "b2"]);
        assert_eq!(order("h"), Instruction::Do(Command::RevealHint));
        let which = FollowupRef::Followup(0);
        assert_eq!(order("f 1"), Instruction::Do(Command::AskFollowup { which }));
        assert!(matches!(order("f 2"), Instruction::Complain(_)));
        assert_eq!(order("+5"), Instruction::Do(Command::Extend { by: Span::minutes(5) }));
        assert_eq!(order("q"), Instruction::Back);
        assert_eq!(order(""), Instruction::Page);
    }

    #[test]
    fn a_sentence_without_its_key_is_not_sent() {
        let Instruction::Complain(why) = order("hello there") else { panic!("sent") };
        assert!(why.contains("s hello there"), "{why}");
    }
}
