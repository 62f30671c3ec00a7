//! Key words of a short message: does a clarifying question, or a request to see a dashboard,
//! ask for this? A question of one line has no windows and needs no verb.

use super::found::LIKELY;
use super::idf::IdfTable;
use super::matcher::Matcher;
use super::phrasing::Phrasing;
use super::words;

/// How plainly a phrase was asked for, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plainness {
    /// It's one word of grammar, such as "when", and a question begins with it.
    Word,
    /// It's several words of grammar, such as "since when", and they stand in the message.
    Words,
    /// The message has its words of content.
    Content,
    /// The message is the phrase, letter by letter.
    Said,
    /// And it's the first of its set: the one that is offered.
    Named,
}

/// The phrase that a message matched best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeywordMatch {
    /// Which of the phrases.
    pub phrase: usize,
    pub how: Plainness,
    /// Share of that phrase's weight in the message, thousandths.
    pub score: u32,
    /// Phrases of the set that matched as plainly: of two sets, the one with more is meant.
    pub matched: usize,
}

impl KeywordMatch {
    /// Of two sets the greater is meant.
    #[must_use]
    pub const fn strength(&self) -> (Plainness, usize, u32) {
        (self.how, self.matched, self.score)
    }
}

/// Words of a question that a phrase with one of them needs: `who reads` is not asked by "it reads".
const ASKING: [(&str, &[&str]); 3] = [
    ("who", &["who", "whom", "whose", "anyone", "anybody", "someone", "somebody", "people"]),
    ("where", &["where"]),
    ("when", &["when"]),
];

/// Said before a key word, and nothing of it.
const LEADS: [&str; 14] = [
    "can i see",
    "could i see",
    "may i see",
    "can you show me",
    "show me",
    "what about",
    "how about",
    "can you tell me about",
    "what can you tell me about",
    "tell me about",
    "and",
    "so",
    "the",
    "please",
];

/// A message as it is looked through.
struct Asked {
    stems: Vec<String>,
    /// Its words in lower case, parted where a sentence or a clause ends.
    clauses: Vec<Vec<String>>,
    /// All of them, and what is left of them without what leads to a key word.
    forms: Vec<Vec<String>>,
}

impl Asked {
    fn read(message: &str) -> Self {
        let clauses = message.split(['.', '?', '!', ',', ';', ':', '\n']);
        let clauses: Vec<Vec<String>> = clauses.map(plain).collect();
        Self { stems: words::distinct_stems(message), clauses, forms: forms(plain(message)) }
    }

    fn says(&self, word: &str) -> bool {
        self.clauses.iter().flatten().any(|said| said == word)
    }

    /// How it has a phrase without words of content: in their order, one word only where it begins.
    fn has(&self, phrase: &[String]) -> Option<Plainness> {
        match phrase {
            [] => None,
            [word] => {
                let begins = |clause: &Vec<String>| {
                    let lead =
                        clause.iter().take_while(|said| ["and", "so"].contains(&said.as_str()));
                    clause.get(lead.count()) == Some(word)
                };
                self.clauses.iter().any(begins).then_some(Plainness::Word)
            }
            _ => {
                let mut all = self.clauses.iter();
                let stands =
                    all.any(|clause| clause.windows(phrase.len()).any(|window| window == phrase));
                stands.then_some(Plainness::Words)
            }
        }
    }
}

/// The words of a text in lower case, without what follows an apostrophe: `who's` asks who.
fn plain(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    let parts = lower.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    let bare = parts.map(|part| match part.split_once('\'') {
        Some((bare, "s" | "re" | "ll" | "d" | "ve" | "m")) => bare,
        _ => part.trim_matches('\''),
    });
    bare.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn forms(mut words: Vec<String>) -> Vec<Vec<String>> {
    if words.last().is_some_and(|last| last == "please") {
        words.pop();
    }
    let mut forms = vec![words];
    while let Some(last) = forms.last() {
        let leads = LEADS.iter().map(|lead| lead.split(' ').collect::<Vec<_>>());
        let stands = |lead: &Vec<&str>| {
            last.len() >= lead.len() && last.iter().zip(lead).all(|(word, of)| word == of)
        };
        let Some(lead) = leads.filter(stands).max_by_key(Vec::len) else { break };
        let rest = last[lead.len()..].to_vec();
        forms.push(rest);
    }
    forms.retain(|form| !form.is_empty());
    forms
}

/// The phrase that the message is, letter by letter: the first of a set before all others.
fn said(sets: &[&[String]], asked: &Asked) -> Option<(usize, KeywordMatch)> {
    let is = |phrase: &String| asked.forms.contains(&plain(phrase));
    let found = |phrase: usize, how| KeywordMatch { phrase, how, score: 1000, matched: 1 };
    let named = sets.iter().position(|set| set.first().is_some_and(is));
    let mut all = sets.iter().enumerate();
    named.map(|set| (set, found(0, Plainness::Named))).or_else(|| {
        all.find_map(|(at, set)| Some((at, found(set.iter().position(is)?, Plainness::Said))))
    })
}

/// Whether a message's word is this one. A word that the table knows is no misspelling of another:
/// what is broken is no broker.
fn is_said(idf: &IdfTable, said: &str, term: &str) -> bool {
    said == term || (!idf.knows(said) && words::same_stem(said, term))
}

impl Matcher {
    /// The phrase of a set that the message asks for, if any is likely. Phrases are key words or
    /// short phrases; a term of the prompt weighs less, as in answers, but one alone suffices.
    #[must_use]
    pub fn matches_any(
        &self,
        prompt: &str,
        message: &str,
        phrases: &[String],
    ) -> Option<KeywordMatch> {
        self.best_set(prompt, message, [phrases]).map(|(_, found)| found)
    }

    fn best_of(
        &self,
        prompt: &[String],
        asked: &Asked,
        phrases: &[String],
    ) -> Option<KeywordMatch> {
        let mut best: Option<KeywordMatch> = None;
        for (at, phrase) in phrases.iter().enumerate() {
            let Some((how, score)) = self.asks_for(prompt, asked, phrase) else { continue };
            let found = KeywordMatch { phrase: at, how, score, matched: 1 };
            best = Some(match best {
                Some(held) if held.how > how => held,
                Some(held) if held.how == how => {
                    let better = if score > held.score { found } else { held };
                    KeywordMatch { matched: held.matched + 1, ..better }
                }
                _ => found,
            });
        }
        best
    }

    /// How plainly the message asks for a phrase among other words, and for what share of it.
    fn asks_for(&self, prompt: &[String], asked: &Asked, phrase: &str) -> Option<(Plainness, u32)> {
        let all = plain(phrase);
        let read = Phrasing::read(phrase, prompt, &self.idf);
        if read.terms.is_empty() {
            return asked.has(&all).map(|how| (how, 1000));
        }
        let mut asking = ASKING.iter().filter(|(word, _)| all.iter().any(|said| said == word));
        if asking.any(|(_, like)| !like.iter().any(|word| asked.says(word))) {
            return None;
        }
        let found = read.terms.iter().enumerate().fold(0_u128, |mask, (bit, term)| {
            let is_said = asked.stems.iter().any(|stem| is_said(&self.idf, stem, &term.stem));
            mask | u128::from(is_said) << bit
        });
        let score = read.share(found);
        (score >= LIKELY).then_some((Plainness::Content, score))
    }

    /// Of several sets of phrases (a question's clarifications, a case's reveals) the one the
    /// message asks for: asked most plainly, most phrases matched, then the higher score, then the
    /// first.
    #[must_use]
    pub fn best_set<'a>(
        &self,
        prompt: &str,
        message: &str,
        sets: impl IntoIterator<Item = &'a [String]>,
    ) -> Option<(usize, KeywordMatch)> {
        let sets: Vec<&[String]> = sets.into_iter().collect();
        let asked = Asked::read(message);
        if let Some(said) = said(&sets, &asked) {
            return Some(said);
        }
        let prompt = words::distinct_stems(prompt);
        let mut best: Option<(usize, KeywordMatch)> = None;
        for (index, phrases) in sets.into_iter().enumerate() {
            if let Some(found) = self.best_of(&prompt, &asked, phrases)
                && best.is_none_or(|(_, held)| found.strength() > held.strength())
            {
                best = Some((index, found));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::super::idf::IdfTable;
    use super::*;

    fn matcher() -> Matcher {
        Matcher::with_table(IdfTable::parse(""))
    }

    fn strings(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn one_key_word_of_the_set_unlocks() {
        let found = matcher().matches_any(
            "",
            "How many partitions does it have?",
            &strings(&["throughput", "partitions"]),
        );
        assert_eq!(
            found,
            Some(KeywordMatch { phrase: 1, how: Plainness::Content, score: 1000, matched: 1 })
        );
    }

    #[test]
    fn half_a_phrase_is_not_enough() {
        assert_eq!(
            matcher().matches_any("", "What about the consumer?", &strings(&["consumer lag"])),
            None
        );
        assert!(
            matcher()
                .matches_any("", "Can I see the lag of consumers?", &strings(&["consumer lag"]))
                .is_some()
        );
    }

    #[test]
    fn small_talk_unlocks_nothing() {
        assert_eq!(
            matcher().matches_any("", "Can you say that again?", &strings(&["partitions", "it"])),
            None
        );
        assert_eq!(matcher().matches_any("", "", &strings(&["partitions"])), None);
    }

    #[test]
    fn the_set_with_more_of_its_words_said_is_meant() {
        let (lag, logs) = (strings(&["lag", "consumer"]), strings(&["logs", "consumer"]));
        let sets = [lag.as_slice(), logs.as_slice()];
        let found = matcher().best_set("", "show me the logs of the consumer", sets);
        assert_eq!(found.map(|(index, _)| index), Some(1));
    }

    #[test]
    fn words_of_grammar_are_asked_for_as_they_stand_and_yield_to_words_of_content() {
        let how = |message: &str, keys: &[&str]| {
            let found = matcher().matches_any("", message, &strings(keys));
            found.map(|found| found.how)
        };
        for message in ["Since when is it broken?", "Broken since when?"] {
            assert_eq!(how(message, &["start", "since when"]), Some(Plainness::Words), "{message}");
        }
        assert_eq!(how("Since when?", &["since when"]), Some(Plainness::Named));
        assert_eq!(how("And since when?", &["start", "since when"]), Some(Plainness::Said));
        for message in ["Tell me about the lag, please", "Can I see the lag?", "lag"] {
            assert_eq!(how(message, &["lag"]), Some(Plainness::Named), "{message}");
        }
        for other in ["When, and since then?", "When since?", "It has since then, when it ran"] {
            assert_eq!(how(other, &["since when"]), None, "{other}");
        }
        assert_eq!(how("So when did it stop?", &["when"]), Some(Plainness::Word));
        assert_eq!(how("Is it slow? When?", &["when"]), Some(Plainness::Word));
        assert_eq!(how("What happens when it stops?", &["when"]), None, "in the middle");
        assert_eq!(how("", &["when", ""]), None);
        let (when, stop) = (strings(&["when", "since when"]), strings(&["stop"]));
        let sets = [when.as_slice(), stop.as_slice()];
        let found = matcher().best_set("", "Since when did it stop?", sets);
        assert_eq!(found.map(|(index, _)| index), Some(1));
    }

    #[test]
    fn a_key_that_asks_who_is_no_answer_to_how_much() {
        let asks =
            |message: &str| matcher().matches_any("", message, &strings(&["who uses"])).is_some();
        assert!(!asks("How much memory was it using?"));
        assert!(asks("Who uses it?") && asks("Does anyone use it?") && asks("Who's using this?"));
    }

    #[test]
    fn a_word_that_is_known_is_no_misspelling() {
        let matcher = Matcher::with_table(IdfTable::parse("broken\t1000\nbroker\t1000\n"));
        let asks =
            |message: &str| matcher.matches_any("", message, &strings(&["broker"])).is_some();
        assert!(!asks("Why is it broken?") && asks("Is the brokr up?"));
    }
}
