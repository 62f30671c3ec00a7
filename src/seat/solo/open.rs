//! What everybody asks before an incident, a design or a model is begun: who is hurt, since when, who
//! uses it, how much, how fresh. Asked in any words, it is answered from what the question knows of it.

use crate::bank::question::Judge;

/// A kind of question.
struct Kind {
    /// Words that ask it, as they stand.
    asked: &'static [&'static str],
    /// Key words of a clarification that answers it, the plainest first.
    known: &'static [&'static str],
    /// Key words of what may be looked at for it, where nothing is told.
    shown: &'static [&'static str],
}

/// The first that is asked and known counts.
const KINDS: [Kind; 13] = [
    Kind {
        asked: &[
            "who is affected",
            "who else is affected",
            "is anyone affected",
            "are affected",
            "who is hurt",
            "is anyone hurt",
            "who notices",
            "who feels",
            "who suffers",
            "business impact",
            "the impact",
            "how bad is",
            "how serious",
            "how urgent",
            "blocked right now",
            "anyone blocked",
            "anybody blocked",
            "who is blocked",
            "users see",
            "customers see",
            "users are",
            "customers are",
            "who is waiting",
            "who waits",
            "anyone waiting",
        ],
        known: &["impact", "affected", "who uses", "users", "customers", "used for", "deadline"],
        shown: &[],
    },
    Kind {
        asked: &[
            "downstream",
            "depend on it",
            "depends on it",
            "depend on this",
            "depends on this",
            "who uses",
            "who will use",
            "who would use",
            "who is going to use",
            "who reads",
            "who will read",
            "who needs",
            "who consumes",
            "who queries",
            "who is it for",
            "who is this for",
            "who are the users",
            "who is using",
            "uses this",
            "reads this",
        ],
        known: &[
            "who uses",
            "downstream",
            "who reads",
            "who will",
            "consumers",
            "consumes",
            "users",
            "analysts",
            "who needs",
            "dashboards",
            "queries",
            "questions",
            "used for",
            "impact",
        ],
        shown: &[],
    },
    Kind {
        asked: &[
            "since when",
            "since what time",
            "how long has",
            "how long have",
            "when did it",
            "when did this",
            "when did that",
            "when was it",
            "when did the problem",
            "how long ago",
            "first seen",
            "first noticed",
            "first happen",
        ],
        known: &["since when", "when did", "since", "began", "started", "start"],
        shown: &["since when", "since", "timeline", "began", "per day", "by day", "trend"],
    },
    Kind {
        asked: &[
            "which decisions",
            "what decisions",
            "which decision",
            "what decision",
            "decide with",
            "which questions should",
            "what questions should",
            "used for",
            "what is it for",
        ],
        known: &[
            "decision",
            "decisions",
            "used for",
            "questions",
            "who uses",
            "who reads",
            "who will",
            "users",
            "queries",
            "dashboards",
            "analysts",
        ],
        shown: &[],
    },
    Kind {
        asked: &[
            "how much data",
            "how much comes",
            "how much arrives",
            "how many events",
            "how many rows",
            "how many messages",
            "what is the volume",
            "what volume",
            "data volume",
            "what is the size",
            "what scale",
            "the scale",
            "how big is",
            "what is the load",
            "what is the rate",
        ],
        known: &[
            "volume",
            "how much data",
            "events per second",
            "how many",
            "how much",
            "how big",
            "size",
            "scale",
            "throughput",
            "rate",
            "per day",
            "traffic",
            "rows",
            "load",
        ],
        shown: &[],
    },
    Kind {
        asked: &[
            "how fresh",
            "how old can",
            "how old may",
            "how soon",
            "how stale",
            "how up to date",
            "how current",
            "freshness",
            "what latency",
            "which latency",
            "latency do",
            "any sla",
            "an sla",
            "the sla",
            "an slo",
            "any slo",
            "how quickly",
            "how fast must",
            "how fast should",
            "how fast do",
        ],
        known: &[
            "fresh",
            "how fresh",
            "freshness",
            "latency",
            "sla",
            "how soon",
            "real time",
            "delay",
            "how fast",
            "how old",
            "fast",
            "deadline",
        ],
        shown: &[],
    },
    Kind {
        asked: &["how late", "arrive late", "come late", "late can"],
        known: &["how late", "late", "lateness", "out of order", "offline", "arrive", "complete"],
        shown: &[],
    },
    Kind {
        asked: &[
            "how long do we keep",
            "how long do you keep",
            "how long is it kept",
            "how long must",
            "how long should",
            "keep it",
            "is it kept",
            "the retention",
        ],
        known: &["retention", "how long", "kept", "keep", "history", "years"],
        shown: &[],
    },
    Kind {
        asked: &[
            "one row",
            "a row stand",
            "a row mean",
            "a row represent",
            "the grain",
            "what grain",
            "which grain",
            "single row",
        ],
        known: &["what is a row", "one row", "grain"],
        shown: &[],
    },
    Kind {
        asked: &[
            "key repeat",
            "keys repeat",
            "ids reused",
            "ids reuse",
            "id reused",
            "keys reused",
            "key reused",
            "be reused",
            "ids unique",
            "id unique",
            "key unique",
            "keys unique",
            "ids repeat",
            "id repeat",
            "ids recycled",
        ],
        known: &["reused", "unique", "repeat", "twice", "duplicate", "duplicates"],
        shown: &[],
    },
    Kind {
        asked: &["if it is missing", "if that is missing", "if this is missing", "be missing"],
        known: &["missing", "null"],
        shown: &[],
    },
    Kind {
        asked: &["ever change", "does this change", "does it change", "do they change"],
        known: &["change", "changes", "history", "updates", "edits"],
        shown: &[],
    },
    Kind {
        asked: &["time zone", "time zones", "timezone", "timezones", "utc", "local time"],
        known: &["time zone", "timezone", "zone", "utc", "midnight"],
        shown: &[],
    },
];

/// What answers such a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// The clarification of this number.
    Script(usize),
    /// What is looked at has this number.
    Reveal(usize),
    /// It is one of them, and nobody knows.
    Nobody,
}

/// Whether the message is such a question, and what is known of it.
pub fn open(judge: &Judge, message: &str) -> Option<Open> {
    let words = words(message);
    let is_asked = |kind: &&Kind| kind.asked.iter().any(|asked| has(&words, asked));
    let mut kinds = KINDS.iter().filter(is_asked).peekable();
    kinds.peek()?;
    let found = kinds.find_map(|kind| {
        let of = |key: &str, ask: &[String]| ask.iter().any(|own| own.eq_ignore_ascii_case(key));
        let script = |key: &&str| judge.clarifications.iter().position(|it| of(key, &it.ask));
        let reveal = |key: &&str| judge.reveals.iter().position(|it| of(key, &it.ask));
        let script = kind.known.iter().find_map(script).map(Open::Script);
        script.or_else(|| kind.shown.iter().find_map(reveal).map(Open::Reveal))
    });
    Some(found.unwrap_or(Open::Nobody))
}

/// They ask about the business behind a task and about its data, whatever the task is.
const BEARS: [&str; 40] = [
    "since",
    "when",
    "who",
    "whom",
    "whose",
    "anyone",
    "anybody",
    "affected",
    "impact",
    "broken",
    "blocked",
    "users",
    "user",
    "customers",
    "readers",
    "team",
    "budget",
    "money",
    "costs",
    "cost",
    "fresh",
    "freshness",
    "latency",
    "late",
    "sla",
    "slo",
    "volume",
    "reused",
    "reuse",
    "unique",
    "ids",
    "downstream",
    "upstream",
    "depends",
    "depend",
    "deadline",
    "urgent",
    "retention",
    "grain",
    "repeat",
];
const BEARS_TOGETHER: [&str; 14] = [
    "how much",
    "how many",
    "how late",
    "how old",
    "how long",
    "how often",
    "how fresh",
    "how soon",
    "how fast",
    "how big",
    "how bad",
    "which zone",
    "time zone",
    "an id",
];

/// Whether whoever asks this is at the matter, though nothing is known of it.
pub fn bears(message: &str) -> bool {
    let words = words(message);
    let is_word = words.iter().any(|word| BEARS.contains(&word.as_str()));
    is_word || BEARS_TOGETHER.iter().any(|phrase| has(&words, phrase))
}

/// Ways to ask to see something.
const TO_SEE: [&str; 20] = [
    "i see",
    "we see",
    "see the",
    "show",
    "i look",
    "we look",
    "take a look",
    "graph",
    "graphs",
    "chart",
    "charts",
    "log",
    "logs",
    "plot",
    "metrics",
    "screenshot",
    "curve",
    "over time",
    "pull up",
    "dashboard of",
];

/// Whether the message asks to be shown something, and not to be told.
pub fn asks_to_see(message: &str) -> bool {
    let words = words(message);
    TO_SEE.iter().any(|key| has(&words, key))
}

/// Lower case, parted at everything that is in no word; `who's` is `who is`.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('\u{2019}', "'").replace("'s", " is");
    let parts = lower.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether the words of the key stand in it, next to each other.
fn has(words: &[String], key: &str) -> bool {
    let key: Vec<&str> = key.split(' ').collect();
    words.windows(key.len()).any(|window| window == key)
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
