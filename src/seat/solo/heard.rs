//! Which of the things that the interviewer knows a question asks for.
//!
//! Words and what is written are told apart by how few of the known things hold them: the rarer word
//! decides. "No", "without", "never" and "null" are no grammar here, and belong to the word beside
//! them: *a customer without orders* is another question than *an order without a customer*.

use crate::bank::question::Clarification;
use crate::score::evidence::roots::rarity;
use crate::score::evidence::words::stems;

/// What answers the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The clarification of this number.
    Script(usize),
    /// A sentence of the question.
    Sentence(String),
}

/// From this on, in thousandths of a word that only one thing holds, a question was heard. Low on
/// purpose: whoever asks and is told to assume asks no more.
const HEARD: i64 = 450;

/// A word of a key that the question holds whole; of one that it holds in part; of what is said.
const KEY: i64 = 1000;
const PART: i64 = 500;
const SAID: i64 = 500;
/// A word of both is a little more.
const BOTH: i64 = 250;
/// A key of several words that was asked word for word.
const PHRASE: i64 = 300;
/// Nothing of its keys was asked: only what it says is alike.
const UNASKED: i64 = 150;
/// What is written can be read again; what is only known comes before it.
const WRITTEN: i64 = 300;

/// A bare "no" or "null", out of a thousand; a word that is in most tasks, and such a word where it is
/// a key by itself.
const BARE: i64 = 500;
const COMMON_COUNTS: i64 = 300;
const COMMON_KEY: i64 = 600;

const NOT: &str = "~not";

/// Expressions that are one word here.
const PHRASES: [(&[&str], &str); 34] = [
    (&["two", "times"], "~twice"),
    (&["more", "than", "once"], "~twice"),
    (&["several", "times"], "~twice"),
    (&["more", "than", "one"], "~several"),
    (&["at", "once"], "~together"),
    (&["same", "time"], "~together"),
    (&["time", "zone"], "~zone"),
    (&["time", "zones"], "~zone"),
    (&["below", "zero"], "~negative"),
    (&["less", "than", "zero"], "~negative"),
    (&["how", "often"], "~often"),
    (&["how", "many"], "~size"),
    (&["how", "much"], "~size"),
    (&["how", "big"], "~size"),
    (&["how", "large"], "~size"),
    (&["in", "order"], "~sorted"),
    (&["order", "of"], "~sorted"),
    (&["any", "order"], "~sorted"),
    (&["order", "matter"], "~sorted"),
    (&["order", "by"], "~sorted"),
    (&["out", "of", "order"], "~sorted"),
    (&["what", "order"], "~sorted"),
    (&["which", "order"], "~sorted"),
    (&["for", "nothing"], "~free"),
    (&["for", "free"], "~free"),
    (&["given", "away"], "~free"),
    (&["no", "one"], "nobody"),
    (&["no", "rows"], "~empty"),
    (&["no", "input"], "~empty"),
    (&["no", "data"], "~empty"),
    (&["zero", "rows"], "~empty"),
    (&["0", "rows"], "~empty"),
    (&["primary", "key"], "unique"),
    (&["all", "at", "once"], "~together"),
];

/// Words that mean the same here. What stands for nothing is left out.
const ALIKE: [(&[&str], &str); 23] = [
    (
        &["twice", "duplicate", "duplicates", "duplicated", "repeat", "repeats", "repeated"],
        "~twice",
    ),
    (&["timezone", "timezones"], "~zone"),
    (&["negative", "negatives", "minus"], "~negative"),
    (&["sorted", "sort", "sorting", "ordering", "ordered", "sequence"], "~sorted"),
    (&["size", "volume"], "~size"),
    (&["frequently", "schedule"], "~often"),
    (&["several"], "~several"),
    (&["simultaneously", "parallel"], "~together"),
    (&["free"], "~free"),
    (&["zero"], "0"),
    (&["somebody", "someone", "anybody", "anyone", "everybody", "single", "one"], ""),
    (&["sent"], "send"),
    (&["came"], "come"),
    (&["ran"], "run"),
    (&["bought"], "buy"),
    (&["paid"], "pay"),
    (&["left"], "leave"),
    (&["kept"], "keep"),
    (&["told"], "tell"),
    (&["written"], "write"),
    (&["known"], "know"),
    (&["sold"], "sell"),
    (&["went"], "go"),
];

/// The word that it denies comes after it.
const DENIES: [&str; 7] = ["no", "without", "none", "not", "neither", "nor", "cannot"];
/// What is absent stands before it or after it.
const ABSENT: [&str; 10] = [
    "missing", "null", "nulls", "nan", "blank", "absent", "unset", "nullable", "optional",
    "unknown",
];
const NOTHING: [&str; 2] = ["nothing", "nobody"];

/// They ask, and say nothing of what about.
const ASKING: [&str; 39] = [
    "ever",
    "always",
    "happen",
    "happens",
    "happened",
    "own",
    "only",
    "together",
    "something",
    "come",
    "comes",
    "tell",
    "look",
    "looks",
    "mean",
    "means",
    "get",
    "gets",
    "got",
    "given",
    "still",
    "already",
    "okay",
    "ok",
    "use",
    "used",
    "want",
    "best",
    "possible",
    "problem",
    "way",
    "show",
    "deal",
    "case",
    "there",
    "what",
    "mind",
    "please",
    "question",
];

/// They are in most tasks.
const COMMON: [&str; 12] = [
    "table", "row", "column", "valu", "data", "input", "output", "key", "return", "result", "list",
    "same",
];

/// What answers the question best, if anything does: a clarification, or a sentence of what the
/// candidate has before them.
pub fn heard(written: &str, scripts: &[Clarification], question: &str) -> Option<Heard> {
    let mut asked: Vec<String> = Vec::new();
    for sign in asked_for(question) {
        if !asked.contains(&sign) {
            asked.push(sign);
        }
    }
    let known: Vec<Known> = scripts.iter().map(Known::of).collect();
    let sentences = super::usual::sentences(written).filter(|sentence| !sentence.ends_with('?'));
    let sentences: Vec<&str> = sentences.collect();
    let told: Vec<Vec<String>> = sentences.iter().map(|sentence| signs(sentence)).collect();
    let of_scripts = known.iter().map(|it| it.score(&asked, &known));
    let of_sentences = told.iter().map(|sentence| score(sentence, &asked, &told));
    let all = of_scripts.chain(of_sentences).enumerate().filter(|&(_, score)| score >= HEARD);
    let (best, _) = all.max_by_key(|&(at, score)| (score, std::cmp::Reverse(at)))?;
    Some(match best.checked_sub(scripts.len()) {
        None => Heard::Script(best),
        Some(sentence) => Heard::Sentence(sentences[sentence].to_owned()),
    })
}

/// A clarification by its words.
struct Known {
    keys: Vec<Vec<String>>,
    said: Vec<String>,
}

impl Known {
    fn of(script: &Clarification) -> Known {
        Known {
            keys: script.ask.iter().map(|key| asked_for(key)).collect(),
            said: signs(&script.say),
        }
    }

    fn holds(&self, sign: &String) -> bool {
        self.said.contains(sign) || self.keys.iter().any(|key| key.contains(sign))
    }

    fn score(&self, asked: &[String], all: &[Known]) -> i64 {
        let (mut whole, mut part): (Vec<&String>, Vec<&String>) = (Vec::new(), Vec::new());
        let mut sum = 0;
        for key in &self.keys {
            if is_asked_whole(key, asked) {
                whole.extend(key);
                let words = key.iter().filter(|sign| *sign != NOT).count();
                sum += if words > 1 { PHRASE } else { 0 };
            } else {
                part.extend(key.iter().filter(|sign| asked.contains(sign)));
            }
        }
        if whole.is_empty() && part.is_empty() {
            sum -= UNASKED;
        }
        for sign in asked {
            let of_keys = match (whole.contains(&sign), part.contains(&sign)) {
                (true, _) => KEY,
                (false, true) => PART,
                (false, false) => 0,
            };
            let counts = match (self.said.contains(sign), of_keys) {
                (false, of_keys) => of_keys,
                (true, 0) => SAID,
                (true, of_keys) => of_keys.max(SAID) + BOTH,
            };
            let holders = all.iter().filter(|known| known.holds(sign)).count();
            sum += counts * tells(sign, whole.contains(&sign), all.len(), holders) / 1000;
        }
        sum
    }
}

fn score(sentence: &[String], asked: &[String], all: &[Vec<String>]) -> i64 {
    let found = asked.iter().filter(|sign| sentence.contains(sign));
    let of = |sign: &String| {
        let holders = all.iter().filter(|other| other.contains(sign)).count();
        SAID * tells(sign, false, all.len(), holders) / 1000
    };
    found.map(of).sum::<i64>() - WRITTEN
}

/// Whether the words of a key stand in the question, near each other and in their order.
fn is_asked_whole(key: &[String], asked: &[String]) -> bool {
    let at = key.iter().map(|sign| asked.iter().position(|other| other == sign));
    let Some(at) = at.collect::<Option<Vec<usize>>>() else { return false };
    let (Some(first), Some(last)) = (at.iter().min(), at.iter().max()) else { return false };
    let words: Vec<usize> =
        key.iter().zip(&at).filter(|(sign, _)| !sign.starts_with(NOT)).map(|(_, at)| *at).collect();
    key.len() == 1 || (last - first <= key.len() + 1 && words.is_sorted())
}

/// What a word tells that some of all hold, out of a thousand.
fn tells(sign: &str, is_key: bool, all: usize, some: usize) -> i64 {
    let counts = match sign {
        NOT => BARE,
        common if COMMON.contains(&common) && is_key => COMMON_KEY,
        common if COMMON.contains(&common) => COMMON_COUNTS,
        _ => 1000,
    };
    let rare = rarity(all as u64, some as u64);
    counts * i64::try_from(rare).unwrap_or_default() / 1000
}

/// The words of a question or of a key, where the name of a staging table stands for what it holds.
fn asked_for(text: &str) -> Vec<String> {
    let held = |sign: String| match sign.strip_prefix("stg_") {
        Some(name) if name.contains('_') => vec![name.to_owned()],
        Some(name) => stems(name),
        None => vec![sign],
    };
    signs(text).into_iter().flat_map(held).collect()
}

enum Word {
    Plain(String),
    /// And whether what it denies may stand before it as well.
    Not {
        either: bool,
    },
}

/// The words of a text as they count here; a denied word stands there denied and by itself.
fn signs(text: &str) -> Vec<String> {
    let words = read(text);
    let plain = |word: &Word| match word {
        Word::Plain(word) => Some(word.clone()),
        Word::Not { .. } => None,
    };
    let mut signs = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Word::Not { either } = word else {
            signs.extend(plain(word));
            continue;
        };
        signs.push(NOT.to_owned());
        let after = words[at + 1..].iter().take(2).find_map(plain);
        let before = words[..at].iter().rev().take(2).find_map(plain);
        let denied = match either {
            true => [after, before],
            false => [after.or(before), None],
        };
        signs.extend(denied.into_iter().flatten().map(|word| format!("{NOT} {word}")));
    }
    signs
}

fn read(text: &str) -> Vec<Word> {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '\'');
    let parts: Vec<&str> = lower
        .split(|letter| !is_part(letter))
        .map(|part| part.trim_matches('\''))
        .filter(|part| !part.is_empty())
        .collect();
    let mut words = Vec::new();
    let mut rest = &parts[..];
    while let [first, after @ ..] = rest {
        let phrase = PHRASES
            .iter()
            .filter(|(phrase, _)| rest.starts_with(phrase))
            .max_by_key(|(phrase, _)| phrase.len());
        match phrase {
            Some((phrase, sign)) => {
                put(sign, &mut words);
                rest = &rest[phrase.len()..];
            }
            None => {
                put(first, &mut words);
                rest = after;
            }
        }
    }
    words
}

fn put(part: &str, words: &mut Vec<Word>) {
    if part.starts_with('~') {
        return words.push(Word::Plain(part.to_owned()));
    }
    let bare = part.split('\'').next().unwrap_or(part);
    if part.ends_with("n't") || DENIES.contains(&bare) {
        return words.push(Word::Not { either: false });
    }
    if ABSENT.contains(&bare) {
        words.push(Word::Not { either: true });
        words.extend((bare == "unknown").then(|| Word::Plain("know".to_owned())));
        return;
    }
    match bare {
        "never" => {
            words.push(Word::Plain("~never".to_owned()));
            return words.push(Word::Not { either: false });
        }
        "empty" => return words.push(Word::Plain("~empty".to_owned())),
        _ if NOTHING.contains(&bare) => {
            words.push(Word::Plain("~empty".to_owned()));
            return words.push(Word::Not { either: false });
        }
        _ => {}
    }
    let alike = ALIKE.iter().find(|(all, _)| all.contains(&bare)).map(|(_, sign)| *sign);
    let word = alike.unwrap_or(bare);
    if word.is_empty() || ASKING.contains(&word) {
        return;
    }
    match word.starts_with('~') || word.contains('_') {
        true => words.push(Word::Plain(word.to_owned())),
        false => words.extend(stems(word).into_iter().map(Word::Plain)),
    }
}

#[cfg(test)]
#[path = "heard_tests.rs"]
mod tests;
