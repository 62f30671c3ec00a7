//! A line at the console, read.

use super::offer::{Sort, offers, say};
use crate::engine::checklist::checklist;
use crate::engine::event::{About, Mark};
use crate::engine::{Command, Stage, State};
use crate::time::Span;

/// What a line asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Order {
    Do(Command),
    /// The keyboard goes back to the candidate.
    Back,
    /// Turn the page.
    Page,
    /// Not understood, and what to type instead.
    Complain(String),
}

/// Letters of the clarifications: those that mean nothing else here.
pub(super) fn letters() -> impl Iterator<Item = char> {
    "abdgijkltuvwyz".chars()
}

/// Reads a line. What the rules of the interview forbid is for the engine to say.
pub fn read(state: &State, line: &str) -> Order {
    let line = line.trim();
    let Some(first) = line.chars().next() else { return Order::Page };
    if first.is_ascii_digit() {
        return mark(state, line);
    }
    let rest = line[first.len_utf8()..].trim();
    let has_word = line.chars().nth(1).is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit());
    if has_word && first != '+' {
        return Order::Complain(format!(
            "`{line}` is no order. To say something to the candidate: s {line}"
        ));
    }
    let number = rest.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let nth = number.or_else(|| rest.is_empty().then_some(0));
    let counted = |make: fn(usize) -> Command| match nth {
        Some(index) => Order::Do(make(index)),
        None => Order::Complain(format!("Write a number after it: {first} 1")),
    };
    match first.to_ascii_lowercase() {
        'h' => Order::Do(Command::RevealHint),
        'c' => counted(|curveball| Command::ThrowCurveball { curveball }),
        'r' => counted(|reveal| Command::Reveal { reveal }),
        'f' => followup(state, nth),
        's' => Order::Do(say(state, rest.to_owned())),
        '+' => match rest.parse::<u64>() {
            Ok(minutes) => Order::Do(Command::Extend { by: Span(minutes.saturating_mul(60_000)) }),
            Err(_) => Order::Complain("Write minutes after it: + 5".to_owned()),
        },
        'p' if state.paused.is_some() => Order::Do(Command::Resume),
        'p' => Order::Do(Command::Pause { reason: rest.to_owned() }),
        'e' => end(state),
        'n' => Order::Do(Command::AdvancePhase),
        'q' => Order::Back,
        'o' => choice(state, nth),
        letter => clarification(state, letter),
    }
}

/// `o 2`: which option of a quiz the candidate names.
fn choice(state: &State, nth: Option<usize>) -> Order {
    let options = state.current_question().map_or(0, |question| question.ask.options.len());
    let field = state.current().and_then(|(_, item)| item.current_attempt()?.open_field());
    match (nth.filter(|nth| *nth < options), field) {
        (Some(nth), Some(field)) => {
            Order::Do(Command::Edit { field: field.name.clone(), text: (nth + 1).to_string() })
        }
        _ if options == 0 => Order::Complain("This question has no options.".to_owned()),
        _ => Order::Complain(format!("There are {options} options: o 1")),
    }
}

fn end(state: &State) -> Order {
    let is_question = state.current().is_some_and(|(plan, _)| plan.question().is_some());
    Order::Do(match state.stage {
        Stage::Asking | Stage::Settling if is_question => Command::CloseQuestion,
        Stage::Asking => Command::Finish,
        _ => Command::Next,
    })
}

/// `1 m a note`: the first point of the list is met.
fn mark(state: &State, line: &str) -> Order {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = line[digits..].trim_start();
    let (letter, note) = match rest.split_once(char::is_whitespace) {
        Some((letter, note)) => (letter, note.trim()),
        None => (rest, ""),
    };
    let scope = state.current_scope();
    let checks = checklist(state, scope);
    let index = line[..digits].parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let Some(check) = index.and_then(|index| checks.get(index)) else {
        return Order::Complain(format!("There are {} points to mark.", checks.len()));
    };
    let is_flag = matches!(check.about, About::RedFlag(_));
    let mark = match (letter.to_lowercase().as_str(), is_flag) {
        ("m" | "met", false) | ("y" | "yes" | "m", true) => Mark::Met,
        ("p" | "partly", false) => Mark::Partly,
        ("x" | "missed", false) | ("n" | "no" | "x", true) => Mark::Missed,
        ("s" | "skipped", false) => Mark::NotAsked,
        (_, true) => return Order::Complain(format!("Write {} y or {0} n.", &line[..digits])),
        (_, false) => {
            return Order::Complain(format!("Write {} m, p, x or s.", &line[..digits]));
        }
    };
    Order::Do(Command::Mark { scope, id: check.id.clone(), mark, note: note.to_owned() })
}

fn followup(state: &State, nth: Option<usize>) -> Order {
    let known = offers(state, Sort::Followup);
    match nth.and_then(|nth| known.get(nth)) {
        Some(offer) => match offer.command.clone() {
            Some(command) => Order::Do(command),
            None => Order::Complain("That was asked before.".to_owned()),
        },
        None => Order::Complain(format!("There are {} follow-ups: f 1", known.len())),
    }
}

fn clarification(state: &State, letter: char) -> Order {
    let index = letters().position(|known| known == letter);
    let offer = index.and_then(|index| offers(state, Sort::Clarification).into_iter().nth(index));
    match offer.and_then(|offer| offer.command) {
        Some(command) => Order::Do(command),
        None => Order::Complain(format!(
            "`{letter}` is no order; the keys are below. To say something: s TEXT"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::event::FollowupRef;
    use crate::ui::testing::plans::{PRACTICE, phone_screen};
    use crate::ui::testing::studio::folded;

    fn order(line: &str) -> Order {
        let mut state = folded(phone_screen(PRACTICE));
        state.cursor.item = 1;
        read(&state, line)
    }

    #[test]
    fn a_mark_has_a_number_a_letter_and_a_note() {
        let Order::Do(Command::Mark { id, mark, note, .. }) = order("2 p said by account only")
        else {
            panic!("no mark");
        };
        assert_eq!(
            (id.as_str(), mark, note.as_str()),
            ("key", Mark::Partly, "said by account only")
        );
        assert!(matches!(order("3 y"), Order::Do(Command::Mark { mark: Mark::Met, .. })));
        assert!(matches!(order("9 m"), Order::Complain(_)));
        assert!(matches!(order("1 q"), Order::Complain(_)));
    }

    #[test]
    fn letters_give_what_is_prepared() {
        let say = "24 partitions, 40k messages a second.".to_owned();
        assert_eq!(order("a"), Order::Do(Command::Say { text: say }));
        assert_eq!(order("h"), Order::Do(Command::RevealHint));
        let which = FollowupRef::Followup(0);
        assert_eq!(order("f 1"), Order::Do(Command::AskFollowup { which }));
        assert!(matches!(order("f 2"), Order::Complain(_)));
        assert_eq!(order("+5"), Order::Do(Command::Extend { by: Span::minutes(5) }));
        assert_eq!(order("q"), Order::Back);
        assert_eq!(order(""), Order::Page);
    }

    #[test]
    fn a_sentence_without_its_key_is_not_sent() {
        let Order::Complain(why) = order("hello there") else { panic!("sent") };
        assert!(why.contains("s hello there"), "{why}");
    }
}
