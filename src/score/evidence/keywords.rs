//! Key words of a short message: does a clarifying question, or a request to see a dashboard,
//! ask for this? A question of one line has no windows and needs no verb.

use super::found::LIKELY;
use super::matcher::Matcher;
use super::phrasing::Phrasing;
use super::words;

/// The phrase that a message matched best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeywordMatch {
    /// Which of the phrases.
    pub phrase: usize,
    /// Share of that phrase's weight in the message, thousandths.
    pub score: u32,
    /// Phrases of the set that matched: of two sets, the one with more is meant.
    pub matched: usize,
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
        let prompt = words::distinct_stems(prompt);
        let message = words::distinct_stems(message);
        let scores = phrases.iter().map(|phrase| {
            let phrase = Phrasing::read(phrase, &prompt, &self.idf);
            let found = phrase.terms.iter().enumerate().fold(0_u128, |mask, (bit, term)| {
                let is_said = message.iter().any(|stem| words::same_stem(stem, &term.stem));
                mask | u128::from(is_said) << bit
            });
            phrase.share(found)
        });
        let mut best: Option<KeywordMatch> = None;
        let mut matched = 0;
        for (phrase, score) in scores.enumerate().filter(|&(_, score)| score >= LIKELY) {
            matched += 1;
            if best.is_none_or(|held| score > held.score) {
                best = Some(KeywordMatch { phrase, score, matched });
            }
        }
        best.map(|best| KeywordMatch { matched, ..best })
    }

    /// Of several sets of phrases (a question's clarifications, a case's reveals) the one the
    /// message asks for: most phrases matched, then the higher score, then the first.
    #[must_use]
    pub fn best_set<'a>(
        &self,
        prompt: &str,
        message: &str,
        sets: impl IntoIterator<Item = &'a [String]>,
    ) -> Option<(usize, KeywordMatch)> {
        let mut best: Option<(usize, KeywordMatch)> = None;
        for (index, phrases) in sets.into_iter().enumerate() {
            if let Some(found) = self.matches_any(prompt, message, phrases)
                && best.is_none_or(|(_, held)| {
                    (found.matched, found.score) > (held.matched, held.score)
                })
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
        assert_eq!(found, Some(KeywordMatch { phrase: 1, score: 1000, matched: 1 }));
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
}
