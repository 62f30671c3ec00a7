//! Negation: the one way in which the right words say the wrong thing.

use super::words::Word;

/// Whether a word negates. Words of doing without ("avoid", "prevent") are content, not negation:
/// they are as common in right answers as in wrong ones.
#[must_use]
pub fn is_negator(lower: &str) -> bool {
    NEGATORS.contains(&lower) || lower.ends_with("n't")
}

/// Whether any of the words negates. "not only" affirms and does not count.
#[must_use]
pub fn is_negated(words: &[Word]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        is_negator(&word.lower) && words.get(at + 1).is_none_or(|next| next.lower != "only")
    })
}

const NEGATORS: &[&str] = &[
    "no", "not", "never", "none", "nor", "neither", "nothing", "nobody", "nowhere", "cannot",
    "without", "cant", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "wont",
    "wouldnt", "shouldnt", "couldnt", "havent", "hasnt", "hadnt",
];

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn finds_plain_and_contracted_negations() {
        for text in ["it is not kept", "it isn\u{2019}t kept", "dont sort", "no order", "we cannot"]
        {
            assert!(is_negated(&words(text)), "{text}");
        }
    }

    #[test]
    fn affirmations_are_left_alone() {
        for text in ["order is kept", "not only ordered but unique", "a notable knot", ""] {
            assert!(!is_negated(&words(text)), "{text}");
        }
    }
}
