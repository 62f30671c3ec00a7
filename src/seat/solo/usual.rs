//! What everybody asks about a task before writing: nulls, duplicates, size, order, ties, nothing at
//! all, negative numbers. Asked in any words, it is answered from what the question knows of it.

use crate::bank::question::{Clarification, Judge};
use crate::bank::task::Language;

/// A kind of question.
struct Usual {
    /// Words that ask it.
    asked: &'static [&'static str],
    /// Key words of a clarification that answers it, the plainest first.
    known: &'static [&'static str],
    /// Words of a sentence of the question that does.
    told: &'static [&'static str],
}

/// The first that is asked counts: `Can a key of an empty list be null?` is about nothing.
const USUAL: [Usual; 7] = [
    Usual {
        asked: &["empty", "no rows", "no input", "no data", "zero rows", "nothing", "0 rows"],
        known: &["empty", "nothing", "no rows"],
        told: &["empty"],
    },
    Usual {
        asked: &["tie", "ties", "tied", "tiebreaker", "equal", "draw"],
        known: &["tie", "equal", "same time", "same instant"],
        told: &["tie", "ties", "tied"],
    },
    Usual {
        asked: &[
            "null", "nulls", "none", "nan", "missing", "unknown", "unset", "optional", "nullable",
            "blank", "absent",
        ],
        known: &["null", "missing", "none", "unknown", "nan"],
        told: &["null", "missing", "unknown", "none", "no", "without"],
    },
    Usual {
        asked: &["negative", "negatives", "below zero", "less than zero", "minus", "refund"],
        known: &["negative", "refund", "below zero", "zero"],
        told: &["negative", "refund", "refunds"],
    },
    Usual {
        asked: &[
            "duplicate",
            "duplicates",
            "duplicated",
            "twice",
            "repeat",
            "repeats",
            "repeated",
            "unique",
            "distinct",
            "more than once",
            "several times",
            "same row",
            "primary key",
        ],
        known: &["duplicate", "unique", "twice", "repeated", "repeat", "more than one", "key"],
        told: &["duplicate", "duplicates", "unique", "twice", "repeated", "repeat", "distinct"],
    },
    Usual {
        asked: &[
            "size", "big", "large", "huge", "how many", "how much", "volume", "scale", "memory",
            "limits", "million", "millions", "fit",
        ],
        known: &["how many", "size", "how big", "large", "memory", "big"],
        told: &["million", "millions", "thousand", "billion", "memory"],
    },
    Usual {
        asked: &[
            "sort",
            "sorted",
            "sorting",
            "ordered",
            "ordering",
            "order by",
            "in order",
            "any order",
            "what order",
            "which order",
            "order matter",
            "order of",
            "output order",
            "right order",
        ],
        known: &["order by", "sorted", "sort", "order of lines", "any order", "out of order"],
        told: &["sorted", "order by", "any order", "in order", "ordered by"],
    },
];

/// What a usual question is answered with.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// The clarification of this number.
    Script(usize),
    /// A sentence of the question.
    Sentence(String),
    /// Several clarifications, where nothing tells which of them was meant.
    Words(String),
}

/// Clarifications that are said together at most.
const TOGETHER: usize = 2;

/// What isn't a key word of its own comes behind those that are.
const INSIDE: usize = 100;

/// The answer to a usual question; nothing where the message is none, or nothing is known of it.
pub fn answer(prompt: &str, judge: &Judge, message: &str) -> Option<Found> {
    let words = words(message);
    let usual = kind(&words)?;
    let ranked = judge.clarifications.iter().enumerate();
    let ranked = ranked.filter_map(|(at, script)| Some((rank(usual, &words, script)?, at)));
    let fits: Vec<(usize, usize)> = ranked.collect();
    let names = names(&words, prompt, judge, usual);
    let shares = |text: &str| {
        let of = self::words(text);
        names.iter().filter(|name| of.iter().any(|word| is_same(word, name))).count()
    };
    let named = |at: usize| {
        let script = &judge.clarifications[at];
        shares(&script.say) + script.ask.iter().map(|key| shares(key)).sum::<usize>()
    };
    if let Some((_, at)) = fits
        .iter()
        .filter(|(_, at)| named(*at) > 0)
        .min_by_key(|(rank, at)| (usize::MAX - named(*at), *rank))
    {
        return Some(Found::Script(*at));
    }
    // What the question itself says of the very thing; or of the kind, where that is plain.
    let tells = |text: &&str| {
        let of = self::words(text);
        let is_told = |keys: &[&str]| keys.iter().any(|key| has(&of, key));
        let is_plain = fits.is_empty() && is_told(&usual.told[..usual.told.len().min(4)]);
        !text.ends_with('?') && (shares(text) > 0 && is_told(usual.told) || is_plain)
    };
    if let Some(sentence) = sentences(prompt).find(tells) {
        return Some(Found::Sentence(sentence.to_owned()));
    }
    // What the interviewer knows of the very thing comes before what is known of the kind.
    let is_key = |script: &Clarification| {
        script.ask.iter().any(|key| names.iter().any(|name| is_same(key, name)))
    };
    if let Some(at) = judge.clarifications.iter().position(is_key) {
        return Some(Found::Script(at));
    }
    let best = fits.iter().map(|(rank, _)| *rank).min()?;
    let said: Vec<usize> =
        fits.iter().filter(|(rank, _)| *rank == best).map(|(_, at)| *at).collect();
    match said[..] {
        [only] => Some(Found::Script(only)),
        _ => {
            let says = said.iter().take(TOGETHER).map(|at| judge.clarifications[*at].say.as_str());
            Some(Found::Words(says.collect::<Vec<_>>().join(" ")))
        }
    }
}

/// Whether it is one of these questions at all.
pub fn is_usual(message: &str) -> bool {
    kind(&words(message)).is_some()
}

/// Whether it asks for the order of rows.
pub fn asks_for_order(message: &str) -> bool {
    kind(&words(message)).is_some_and(|usual| usual.known.contains(&"order by"))
}

fn kind(words: &[String]) -> Option<&'static Usual> {
    USUAL.iter().find(|usual| usual.asked.iter().any(|key| has(words, key)))
}

/// How plainly a clarification is about this kind of question: its key word is a word of the
/// message, or one that means the kind, or holds such a word.
fn rank(usual: &Usual, message: &[String], script: &Clarification) -> Option<usize> {
    let of_key = |key: &String| {
        let is_asked = usual.asked.iter().any(|asked| is_same(asked, key));
        if is_asked && message.iter().any(|word| is_same(word, key)) {
            return Some(0);
        }
        let parts = words(key);
        let found = usual.known.iter().position(|known| known == key);
        let inside = || usual.known.iter().position(|known| has(&parts, known));
        found.map(|at| at + 1).or_else(|| inside().map(|at| INSIDE + at))
    };
    script.ask.iter().filter_map(of_key).min()
}

const ENGINE: [&str; 8] =
    ["database", "dialect", "postgres", "postgresql", "mysql", "version", "engine", "dbms"];
const LIBRARY: [&str; 8] =
    ["library", "libraries", "import", "imports", "pandas", "numpy", "standard library", "package"];
const MAY_I: [&str; 8] = [
    "can i use",
    "may i use",
    "could i use",
    "allowed to use",
    "am i allowed",
    "can we use",
    "should i use",
    "is it ok to use",
];

/// What is so of every task in this language.
pub fn of_language(language: Language, message: &str) -> Option<&'static str> {
    let words = words(message);
    let asks = |keys: &[&str]| keys.iter().any(|key| has(&words, key));
    match language {
        Language::Sql if asks(&ENGINE) => Some("PostgreSQL 17. Use whatever it has."),
        Language::Sql if asks(&MAY_I) => {
            Some("Use whatever PostgreSQL has, and say why you chose it.")
        }
        Language::Sql => None,
        _ if asks(&LIBRARY) => {
            Some("Whatever comes with the language itself, and nothing that has to be installed.")
        }
        _ if asks(&MAY_I) => {
            Some("Yes, as long as it comes with the language and you can say how it works.")
        }
        _ => None,
    }
}

/// Words that a question about a task may have, whatever the task is: it is no small talk.
const OF_THE_TRADE: [&str; 44] = [
    "index",
    "indexes",
    "timestamp",
    "timestamps",
    "timezone",
    "zone",
    "utc",
    "type",
    "types",
    "column",
    "columns",
    "table",
    "tables",
    "key",
    "keys",
    "row",
    "rows",
    "input",
    "output",
    "value",
    "values",
    "integer",
    "integers",
    "string",
    "strings",
    "case",
    "return",
    "error",
    "errors",
    "invalid",
    "valid",
    "range",
    "limit",
    "float",
    "decimal",
    "round",
    "rounding",
    "date",
    "dates",
    "encoding",
    "concurrent",
    "thread",
    "complexity",
    "fast",
];

pub fn is_of_the_trade(message: &str) -> bool {
    words(message).iter().any(|word| OF_THE_TRADE.contains(&word.as_str()))
}

/// What the message is about beyond the kind of question: its names, and words of the task and of what
/// the interviewer knows.
fn names(words: &[String], prompt: &str, judge: &Judge, usual: &Usual) -> Vec<String> {
    let mut of_prompt = self::words(prompt);
    of_prompt.extend(judge.clarifications.iter().flat_map(|script| &script.ask).cloned());
    let is_asking = |word: &str| {
        usual.asked.iter().chain(usual.known).any(|key| key.split(' ').any(|part| part == word))
    };
    let is_name = |word: &&String| {
        let is_word = word.chars().count() > 3 && !COMMON.contains(&word.as_str());
        (word.contains('_') || is_word) && !is_asking(word)
    };
    let known = words.iter().filter(is_name);
    known.filter(|word| of_prompt.iter().any(|other| is_same(other, word))).cloned().collect()
}

/// They are in many questions, and name nothing.
const COMMON: [&str; 26] = [
    "table", "tables", "rows", "columns", "column", "value", "values", "data", "input", "output",
    "key", "keys", "there", "what", "which", "should", "would", "does", "have", "return", "result",
    "list", "same", "more", "than", "when",
];

/// A word and its plural are one.
fn is_same(one: &str, other: &str) -> bool {
    one.trim_end_matches('s') == other.trim_end_matches('s')
}

/// Lower case, parted at everything that is in no name.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let parts = lower.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether the words of the key stand in it, next to each other.
fn has(words: &[String], key: &str) -> bool {
    let key: Vec<&str> = key.split(' ').collect();
    words.windows(key.len()).any(|window| window.iter().zip(&key).all(|(word, key)| word == key))
}

pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.char_indices().filter(|&(at, letter)| {
        let is_end = matches!(letter, '.' | '!' | '?');
        is_end && text[at + 1..].chars().next().is_none_or(char::is_whitespace)
    });
    let mut from = 0;
    let cuts: Vec<usize> = ends.map(|(at, _)| at + 1).chain([text.len()]).collect();
    cuts.into_iter().filter_map(move |to| {
        let sentence = text[from..to].trim();
        from = to;
        (!sentence.is_empty()).then_some(sentence)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(ask: &[&str], say: &str) -> Clarification {
        Clarification {
            ask: ask.iter().map(|key| (*key).to_owned()).collect(),
            say: say.to_owned(),
            side: None,
        }
    }

    fn running_total() -> Judge {
        Judge {
            clarifications: vec![
                script(&["same day", "tie", "unique"], "A user can order several times a day."),
                script(&["negative", "refund"], "Refunds are negative."),
                script(
                    &["null amount", "missing amount", "order_amount"],
                    "Show the amount as it is.",
                ),
                script(&["duplicate", "twice", "equal"], "Equal amounts are separate orders."),
                script(&["null date", "missing date"], "order_date is never NULL."),
                script(&["empty", "no orders"], "No orders, no rows."),
                script(&["order by", "sorted", "sort"], "In any order."),
                script(&["size", "how many", "type"], "A few million orders."),
            ],
            ..Judge::default()
        }
    }

    const PROMPT: &str = "orders(order_id, user_id, order_date, order_amount). Return the running \
                          total of each user. Guest orders have no user_id: leave them out, \
                          without a guess. How do you order them?";

    /// What is said to it.
    fn said(message: &str) -> String {
        match answer(PROMPT, &running_total(), message) {
            Some(Found::Script(index)) => running_total().clarifications[index].say.clone(),
            Some(Found::Sentence(text) | Found::Words(text)) => text,
            None => String::new(),
        }
    }

    #[test]
    fn what_everybody_asks_is_answered_in_any_words() {
        let cases = [
            ("Can user_id be null?", "Guest orders have no user_id"),
            ("Can the order_amount be missing?", "Show the amount"),
            ("Is order_date ever NULL?", "order_date is never NULL."),
            ("What about missing values?", "Show the amount as it is. order_date is never NULL."),
            ("Are there duplicates?", "Equal amounts"),
            ("can the same row appear twice", "Equal amounts"),
            ("Is order_id unique?", "several times"),
            ("How many rows are there?", "A few million"),
            ("how big is the input", "A few million"),
            ("Does it fit in memory?", "A few million"),
            ("What order should the rows be in?", "In any order."),
            ("Does the order of the output matter?", "In any order."),
            ("Is the input sorted?", "In any order."),
            ("What if the table is empty?", "No orders"),
            ("What if there are no rows?", "No orders"),
            ("How do I break ties?", "several times"),
            ("Can amounts be negative?", "Refunds"),
        ];
        for (message, wanted) in cases {
            assert!(said(message).contains(wanted), "{message}: {}", said(message));
        }
        for other in ["what is the weather like", "Which team is this?", ""] {
            assert_eq!(answer(PROMPT, &running_total(), other), None, "{other}");
        }
    }

    #[test]
    fn what_is_so_of_every_task_is_known() {
        let sql = |message| of_language(Language::Sql, message);
        assert!(sql("Which database is this?").is_some_and(|said| said.contains("PostgreSQL 17")));
        assert!(sql("Can I use a window function?").is_some());
        assert_eq!(sql("What's the weather like?"), None);
        assert!(of_language(Language::Python, "Can I import heapq?").is_some());
        assert!(
            is_of_the_trade("Is there an index on it?") && !is_of_the_trade("Do you like pizza?")
        );
    }
}
