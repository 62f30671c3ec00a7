//! Negation: the one way in which the right words say the wrong thing.
//!
//! A "not" reaches over its own clause, and from "I would not say that …" over what is said. Measured on Beetle: of answers with the right words whose
//! negation differed from the reference's, 30% were right; where it agreed, 78%.

use super::words::Word;

/// Whether a word negates. Words of doing without ("avoid", "prevent") are content, not negation:
/// they are as common in right answers as in wrong ones.
#[must_use]
pub fn is_negator(lower: &str) -> bool {
    NEGATORS.contains(&lower) || lower.ends_with("n't")
}

const NEGATORS: &[&str] = &[
    "no",
    "not",
    "never",
    "none",
    "nor",
    "neither",
    "nothing",
    "nobody",
    "nowhere",
    "cannot",
    "without",
    "impossible",
    "unable",
    "cant",
    "dont",
    "doesnt",
    "didnt",
    "isnt",
    "arent",
    "wasnt",
    "werent",
    "wont",
    "wouldnt",
    "shouldnt",
    "couldnt",
    "havent",
    "hasnt",
    "hadnt",
];

/// For each of the words, all of one sentence of `text`, whether it is in a clause that
/// negates.
#[must_use]
pub fn negated(text: &str, words: &[Word]) -> Vec<bool> {
    let mut flags = vec![false; words.len()];
    let mut start = 0;
    // A denial that was said of all that follows, until the sentence turns.
    let mut is_denied = false;
    for at in 0..=words.len() {
        if at < words.len() && !(at > start && opens_clause(text, words, at)) {
            continue;
        }
        let clause = &words[start..at];
        is_denied &= !clause.first().is_some_and(|word| TURNS.contains(&word.lower.as_str()));
        if is_denied || is_negated(clause) {
            flags[start..at].fill(true);
        }
        is_denied |= denies_what_follows(clause, words.get(at));
        start = at;
    }
    flags
}

/// "I would not say that …", "I don't think we …": what is denied is in the clauses after it.
fn denies_what_follows(clause: &[Word], next: Option<&Word>) -> bool {
    let lower = |at: usize| clause.get(at).map_or("", |word| word.lower.as_str());
    (0..clause.len()).filter(|&at| is_negator(lower(at))).any(|not| {
        (not + 1..=not + DENIAL_REACH).any(|at| {
            let is_last = at + 1 == clause.len();
            let goes_on = lower(at + 1) == "that"
                || (is_last && next.is_some_and(|word| is_subject(&word.lower)));
            SAYING.contains(&lower(at)) && goes_on
        })
    })
}

/// Words between a "not" and the saying it denies.
const DENIAL_REACH: usize = 3;

/// Words whose object is a whole statement.
const SAYING: &[&str] = &[
    "say", "said", "saying", "think", "believe", "claim", "claimed", "mean", "agree", "argue",
    "suppose", "true", "correct", "case",
];

/// Where a sentence turns to the candidate's own view.
const TURNS: &[&str] = &["but", "because", "since", "whereas", "although", "though", "so"];

/// "not only" and "all or nothing" affirm and do not count.
fn is_negated(clause: &[Word]) -> bool {
    clause.iter().enumerate().any(|(at, word)| {
        let after = clause.get(at + 1).map(|word| word.lower.as_str());
        let before = at.checked_sub(1).map(|at| clause[at].lower.as_str());
        is_negator(&word.lower) && after != Some("only") && before != Some("or")
    })
}

/// A clause opens after a mark, at a conjunction, and at a pronoun that is its subject.
fn opens_clause(text: &str, words: &[Word], at: usize) -> bool {
    let gap = text.get(words[at - 1].range.end..words[at].range.start).unwrap_or("");
    let word = words[at].lower.as_str();
    gap.contains([',', ';', ':', '(', ')', '\u{2013}', '\u{2014}', '\n'])
        || CONJUNCTIONS.contains(&word)
        || is_subject(word)
}

fn is_subject(word: &str) -> bool {
    SUBJECTS.contains(&word.split('\'').next().unwrap_or(word))
}

const CONJUNCTIONS: &[&str] = &[
    "but", "because", "since", "so", "while", "whereas", "although", "though", "unless", "if",
    "when", "until", "then",
];

const SUBJECTS: &[&str] = &["i", "we", "they", "he", "she"];

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    /// The words that are in a negated clause.
    fn reached(text: &str) -> Vec<String> {
        let words = words(text);
        let flags = negated(text, &words);
        words.into_iter().zip(flags).filter(|(_, flag)| *flag).map(|(word, _)| word.lower).collect()
    }

    #[test]
    fn finds_plain_and_contracted_negations() {
        for text in [
            "it is not kept",
            "it isn\u{2019}t kept",
            "dont sort",
            "no order",
            "we cannot",
            "that is impossible",
        ] {
            assert!(!reached(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn affirmations_are_left_alone() {
        for text in ["order is kept", "not only ordered", "all or nothing", "a notable knot", ""] {
            assert!(reached(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_denial_reaches_over_what_it_denies() {
        let all = |text: &str| reached(text).len() == words(text).len();
        assert!(all("I would not say that we key by account, or that order is kept"));
        assert!(all("I don't think we should key by account"));
        assert!(all("it is not true that I split the key"));
        assert_eq!(reached("I don't think it is kept, but I key by account").len(), 6);
        assert_eq!(
            reached("I did not know that table, so I asked").len(),
            6,
            "knowing denies nothing"
        );
        assert_eq!(reached("I did not sleep. I say that we key it"), reached("I did not sleep"));
    }

    #[test]
    fn a_negation_reaches_over_its_clause_and_no_further() {
        assert_eq!(
            reached("bad rows wait, nobody reads them, and the rest goes on"),
            ["nobody", "reads", "them"]
        );
        assert_eq!(
            reached("if it cannot be used I write it down"),
            ["if", "it", "cannot", "be", "used"]
        );
        assert_eq!(
            reached("order is not kept because keys differ"),
            ["order", "is", "not", "kept"]
        );
    }
}
