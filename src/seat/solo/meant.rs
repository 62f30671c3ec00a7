//! What a question of the candidate asks for, and what is offered to be asked.

use super::heard::{Heard, heard};
use super::open::{self, Open};
use crate::bank::question::Judge;
use crate::score::evidence::{KeywordMatch, Matcher, Plainness, Ranker, Sought};

/// What is asked for where a task is talked over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// To be told the clarification of this number.
    Script(usize),
    /// To be shown what has this number.
    Reveal(usize),
}

/// A key word by itself comes first, then what everybody asks, then key words among others, then what
/// is alike; words of grammar last.
pub fn meant(prompt: &str, judge: &Judge, message: &str) -> Option<Meant> {
    let matcher = Matcher::builtin();
    let said = matcher.best_set(prompt, message, judge.clarifications.iter().map(|c| &c.ask[..]));
    let shown = matcher.best_set(prompt, message, judge.reveals.iter().map(|r| &r.ask[..]));
    let kind = open::open(judge, message);
    let to_see = open::asks_to_see(message);
    // Who asks what everybody asks is told, or nobody knows: it costs no time.
    let shown =
        shown.filter(|(_, found)| found.how > Plainness::Content || kind.is_none() || to_see);
    let by_key = |least: Plainness, most: Plainness| {
        let fits = |found: &&(usize, KeywordMatch)| (least..=most).contains(&found.1.how);
        match (said.as_ref().filter(fits), shown.as_ref().filter(fits)) {
            (Some((script, said)), Some((reveal, shown))) => {
                let tie = (said.how, said.matched) == (shown.how, shown.matched);
                let is_shown = shown.strength() > said.strength() || (tie && to_see);
                Some(if is_shown { Meant::Reveal(*reveal) } else { Meant::Script(*script) })
            }
            (said, shown) => {
                let said = said.map(|(script, _)| Meant::Script(*script));
                said.or_else(|| shown.map(|(reveal, _)| Meant::Reveal(*reveal)))
            }
        }
    };
    // With two key words of one answer in it, it asks for more than everybody does.
    let is_detailed = said
        .as_ref()
        .is_some_and(|(_, found)| found.how == Plainness::Content && found.matched > 1);
    let by_kind = || match kind? {
        Open::Script(script) => Some(Meant::Script(script)),
        Open::Reveal(reveal) => Some(Meant::Reveal(reveal)),
        Open::Nobody => None,
    };
    let alike = || nearest(prompt, judge, message).map(Meant::Script);
    by_key(Plainness::Said, Plainness::Named)
        .or_else(|| by_kind().filter(|_| !to_see && !is_detailed))
        .or_else(|| by_key(Plainness::Content, Plainness::Content))
        .or_else(by_kind)
        .or_else(|| by_key(Plainness::Words, Plainness::Words))
        .or_else(|| alike().filter(|_| kind.is_none()))
        .or_else(|| by_key(Plainness::Word, Plainness::Word))
}

/// What answers a question about an exact task: a key word by itself, what everybody asks, or else
/// what its rarest words mean: of what the interviewer knows, or of what is written.
pub fn told(prompt: &str, written: &str, judge: &Judge, message: &str) -> Option<Heard> {
    let asks = judge.clarifications.iter().map(|script| &script.ask[..]);
    let by_words = Matcher::builtin().best_set(prompt, message, asks);
    let by_key = |least: Plainness, most: Plainness| {
        let found = by_words.filter(|(_, found)| (least..=most).contains(&found.how));
        found.map(|(script, _)| Heard::Script(script))
    };
    let by_kind = || match open::open(judge, message)? {
        Open::Script(script) => Some(Heard::Script(script)),
        Open::Reveal(_) | Open::Nobody => None,
    };
    by_key(Plainness::Said, Plainness::Named)
        .or_else(by_kind)
        .or_else(|| heard(written, &judge.clarifications, message))
        .or_else(|| by_key(Plainness::Word, Plainness::Words))
}

/// From this part (thousandths) of what a clarification's own key words come to, a message may mean
/// it. Low on purpose: a false match costs a sentence, a missed one the trust that asking helps.
const NEAR: u32 = 350;

/// The clarification whose key words or whose answer share most with the message.
pub fn nearest(prompt: &str, judge: &Judge, message: &str) -> Option<usize> {
    let all = judge.clarifications.iter();
    let sought: Vec<Sought<'_>> =
        all.map(|it| Sought { text: &it.say, phrasings: &it.ask }).collect();
    let ranked = Ranker::new(prompt, &sought).rank(&[message]);
    let best = ranked.iter().map(|places| places.first().map_or(0, |place| place.score));
    let best = best.enumerate().filter(|&(_, score)| score >= NEAR);
    best.max_by_key(|&(at, score)| (score, std::cmp::Reverse(at))).map(|(at, _)| at)
}

/// The kinds of thing that may be asked, each by the first of its key words that leads there.
pub fn offered(judge: &Judge) -> Vec<&str> {
    let asks = judge.clarifications.iter().map(|it| &it.ask[..]);
    let asks: Vec<&[String]> = asks.chain(judge.reveals.iter().map(|it| &it.ask[..])).collect();
    let first = |ask: &[String], key: &String| ask.first() == Some(key);
    let leads_to = |key: &String| {
        let named = asks.iter().position(|ask| first(ask, key));
        named.or_else(|| asks.iter().position(|ask| ask.contains(key)))
    };
    let name = |(at, ask): (usize, &&'_ [String])| {
        ask.iter().position(|key| leads_to(key) == Some(at)).or((!ask.is_empty()).then_some(0))
    };
    let names: Vec<Option<usize>> = asks.iter().enumerate().map(name).collect();
    let all = asks.into_iter().zip(names);
    all.filter_map(|(ask, name)| Some(ask.get(name?)?.as_str())).collect()
}
