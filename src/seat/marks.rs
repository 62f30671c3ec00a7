//! The marks that a point can be given, with their keys.

use crate::engine::event::{About, Mark, Shown};

/// A key, what it says, and the mark that it gives.
pub type MarkKey = (&'static str, &'static str, Mark);

const POINT: [MarkKey; 4] = [
    ("m", "met", Mark::Met),
    ("p", "partly", Mark::Partly),
    ("x", "missed", Mark::Missed),
    ("s", "skipped, not asked", Mark::NotAsked),
];

/// A red flag came up, or it did not.
const RED_FLAG: [MarkKey; 2] = [("y", "yes, it came up", Mark::Met), ("n", "no", Mark::Missed)];

/// How a point is meant that no sentence shows.
pub const ALOUD: &str = "a";
pub const DIAGRAM: &str = "d";
pub const UNWRITTEN: &str = "w";

/// The keys of a point, in the order in which they are offered.
pub fn keys(about: &About) -> &'static [MarkKey] {
    match about {
        About::RedFlag(_) => &RED_FLAG,
        _ => &POINT,
    }
}

/// The mark behind a key.
pub fn of_key(about: &About, key: &str) -> Option<Mark> {
    keys(about).iter().find(|(known, ..)| *known == key).map(|(_, _, mark)| *mark)
}

/// The mark that a word means: a key, or the first word of what it says.
pub fn of_word(about: &About, word: &str) -> Option<Mark> {
    let is_meant =
        |(key, says, _): &&MarkKey| *key == word || says.split([' ', ',']).next() == Some(word);
    let found = keys(about).iter().find(is_meant).map(|(_, _, mark)| *mark);
    // Met and missed serve a red flag as well.
    found.or(match word {
        "m" => Some(Mark::Met),
        "x" => Some(Mark::Missed),
        _ => None,
    })
}

/// The key of a mark: `m`, or `n` of a red flag that is anything but met.
pub fn key_of(about: &About, mark: Mark) -> &'static str {
    let keys = keys(about);
    let found = keys.iter().find(|(_, _, known)| *known == mark);
    found.or(keys.last()).map_or("", |(key, ..)| key)
}

/// How a point is meant, by its key.
pub fn shown_of_key(key: &str) -> Option<Shown> {
    match key {
        ALOUD => Some(Shown::Aloud),
        DIAGRAM => Some(Shown::Diagram),
        UNWRITTEN => Some(Shown::Unwritten),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_gives_the_mark_it_stands_for() {
        for about in [About::Item("a".to_owned()), About::RedFlag(0)] {
            for (key, _, mark) in keys(&about) {
                assert_eq!(of_key(&about, key), Some(*mark));
                assert_eq!(key_of(&about, *mark), *key);
            }
        }
        let (point, flag) = (About::Item("a".to_owned()), About::RedFlag(0));
        assert_eq!(["met", "p", "skipped"].map(|word| of_word(&point, word).is_some()), [true; 3]);
        assert_eq!(of_word(&point, "y"), None);
        assert_eq!(["yes", "m"].map(|word| of_word(&flag, word)), [Some(Mark::Met); 2]);
        assert_eq!((of_word(&flag, "no"), of_word(&flag, "p")), (Some(Mark::Missed), None));
        assert_eq!(of_key(&About::RedFlag(0), "p"), None);
        assert_eq!(key_of(&About::RedFlag(0), Mark::NotAsked), "n");
    }

    #[test]
    fn what_no_sentence_shows_has_keys_of_its_own() {
        let keys = [ALOUD, DIAGRAM, UNWRITTEN].map(shown_of_key);
        assert_eq!(keys, [Shown::Aloud, Shown::Diagram, Shown::Unwritten].map(Some));
        for key in [ALOUD, DIAGRAM, UNWRITTEN] {
            assert_eq!(of_key(&About::Item("a".to_owned()), key), None);
        }
    }
}
