use std::collections::BTreeMap;

use super::super::heard::Heard;
use super::super::meant::{Meant, meant, offered, told};
use super::super::{Told, of_now};
use super::*;
use crate::bank::question::{Clarification, Kind as Asked, Question, Reveal};
use crate::load::{Loaded, Places, load};

fn built_in() -> Loaded {
    load(&Places { built_in: true, ..Places::default() })
}

/// What a message brings forth, as long as it is something of the question's own.
fn unlocks(question: &Question, has_turned: bool, message: &str) -> Option<Meant> {
    let judge = &*of_now(&question.judge, has_turned);
    let is_run = judge.task.is_some() || question.ask.kind == Asked::Review;
    if judge.reveals.is_empty() && is_run {
        let task = Told::by(&question.ask);
        return match told(task.prompt, &task.all, judge, message)? {
            Heard::Script(script) => Some(Meant::Script(script)),
            Heard::Sentence(_) => None,
        };
    }
    meant(&question.ask.prompt, judge, message)
}

/// The key words of everything that can be asked for now.
fn asks(judge: &Judge) -> Vec<(Meant, &[String])> {
    let told = judge.clarifications.iter().enumerate();
    let told = told.map(|(at, it)| (Meant::Script(at), &it.ask[..]));
    let shown = judge.reveals.iter().enumerate();
    told.chain(shown.map(|(at, it)| (Meant::Reveal(at), &it.ask[..]))).collect()
}

/// Before the change, and after it where that makes a difference.
fn sides(question: &Question) -> Vec<bool> {
    let has_sides = question.judge.clarifications.iter().any(|script| script.side.is_some());
    if has_sides { vec![false, true] } else { vec![false] }
}

#[test]
fn every_key_word_of_the_bank_is_asked_for_letter_by_letter() {
    let loaded = built_in();
    let (mut faults, mut keys) = (Vec::new(), 0);
    for question in &loaded.bank.questions {
        for has_turned in sides(question) {
            let judge = &*of_now(&question.judge, has_turned);
            let all = asks(judge);
            for key in all.iter().flat_map(|(_, ask)| ask.iter()) {
                keys += 1;
                let holds = |at: Meant| all.iter().any(|(of, ask)| *of == at && ask.contains(key));
                if !unlocks(question, has_turned, key).is_some_and(holds) {
                    faults.push(format!("{}: {key}", question.ask.id));
                }
            }
        }
    }
    assert!(keys > 1000, "{keys}");
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn what_the_interviewer_offers_is_had_for_these_words() {
    let loaded = built_in();
    let mut faults = Vec::new();
    for question in &loaded.bank.questions {
        for has_turned in sides(question) {
            let judge = &*of_now(&question.judge, has_turned);
            let all = asks(judge);
            let all: Vec<_> = all.iter().filter(|(_, ask)| !ask.is_empty()).collect();
            let names = offered(judge);
            assert_eq!(names.len(), all.len());
            for ((at, _), name) in all.iter().zip(names) {
                if unlocks(question, has_turned, name) != Some(*at) {
                    faults.push(format!("{}: {name}", question.ask.id));
                }
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

/// Of all phrasings of a round's point, asked of all its questions, how many there are and which
/// bring forth nothing of the question's own.
fn unheard(loaded: &Loaded, round: &str, point: &str) -> (usize, Vec<String>) {
    let format = &loaded.formats.rounds[round];
    let point = format.rubric.iter().find(|item| item.id == point).expect("its point");
    let (mut all, mut unheard) = (0, Vec::new());
    for question in loaded.bank.questions.iter().filter(|it| it.ask.kind == format.kind) {
        for phrasing in &point.phrasings {
            all += 1;
            if unlocks(question, false, &format!("{phrasing}?")).is_none() {
                unheard.push(format!("{}: {phrasing}", question.ask.id));
            }
        }
    }
    (all, unheard)
}

#[test]
fn the_questions_that_a_round_praises_are_mostly_answered() {
    let loaded = built_in();
    // "Before I draw anything" asks for nothing, and not every question knows everything.
    for (round, point, floor) in [
        ("case-study", "impact", 90),
        ("system-design", "asks-first", 80),
        ("data-modelling", "asks-first", 65),
    ] {
        let (all, unheard) = unheard(&loaded, round, point);
        let heard = all - unheard.len();
        assert!(all > 30 && heard * 100 >= all * floor, "{round}: {all}, {unheard:?}");
    }
}

fn incident() -> Judge {
    let script = |ask: &[&str]| Clarification {
        ask: ask.iter().map(|key| (*key).to_owned()).collect(),
        say: "Said.".to_owned(),
        side: None,
    };
    let reveal = |ask: &[&str]| Reveal {
        id: ask[0].to_owned(),
        ask: ask.iter().map(|key| (*key).to_owned()).collect(),
        minutes: 2,
        say: BTreeMap::new(),
    };
    Judge {
        clarifications: vec![script(&["who uses", "impact"]), script(&["limit", "memory"])],
        reveals: vec![
            reveal(&["grafana", "memory"]),
            reveal(&["run log", "rows affected"]),
            reveal(&["history", "since when"]),
        ],
        ..Judge::default()
    }
}

#[test]
fn who_asks_to_see_is_shown_and_who_asks_is_told() {
    let judge = incident();
    let meant = |message: &str| meant("A job dies.", &judge, message);
    for message in [
        "Can I see the graph of memory over time?",
        "Show me the memory",
        "the memory metrics",
        "Could we look at memory?",
    ] {
        assert_eq!(meant(message), Some(Meant::Reveal(0)), "{message}");
    }
    for message in ["memory", "How much memory was it using when it died?", "Is memory limited?"] {
        assert_eq!(meant(message), Some(Meant::Script(1)), "{message}");
    }
    for message in ["Who is affected?", "who's hurt", "How bad is it?", "is anyone blocked"] {
        assert_eq!(meant(message), Some(Meant::Script(0)), "{message}");
    }
    assert_eq!(meant("Since when is it broken?"), Some(Meant::Reveal(2)));
    assert_eq!(meant("How much data arrives?"), None, "nobody knows");
}

#[test]
fn a_question_of_the_trade_bears_on_the_answer() {
    for message in [
        "since when is it broken",
        "who is affected",
        "Who's affected?",
        "who uses it",
        "are the ids reused",
        "in which time zone",
        "How late can it come?",
        "What's the budget?",
    ] {
        assert!(bears(message), "{message}");
    }
    for message in ["what's the weather like", "Do you like pizza?", ""] {
        assert!(!bears(message), "{message}");
    }
}
