//! One specific past story, or a self-description, a generality, a hypothesis?
//!
//! Source: Bangerter et al. 2014. The cues are words: past tense, a time, a place; against them
//! "usually", "I am a person who", "I would". A cue is evidence to read, never a mark.

use std::fmt;

use crate::figures::counted;
use crate::score::cues::cues;
use crate::score::evidence::words::words;

/// Cues of a told story and of its opposites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    /// Verbs in the past tense.
    pub past: usize,
    /// "last year", "in March", "two weeks ago".
    pub times: Vec<&'static str>,
    /// "at a telecoms company", "in my team".
    pub places: Vec<&'static str>,
    /// "usually", "whenever", "I am a person who".
    pub generalities: Vec<&'static str>,
    /// "I would", "if I were".
    pub hypotheses: Vec<&'static str>,
}

/// Verbs in the past tense from which a story is told.
const PAST_LEAST: usize = 3;

impl Story {
    pub(super) fn read(text: &str) -> Self {
        let found =
            |list| cues(text, list).into_iter().map(|cue| cue.cue.trim_end_matches([' ', '*']));
        let past = words(text).iter().filter(|word| is_past(&word.lower)).count();
        Self {
            past,
            times: found(TIMES).collect(),
            places: found(PLACES).collect(),
            generalities: found(GENERALITIES).collect(),
            hypotheses: found(HYPOTHESES).collect(),
        }
    }

    /// Past tense, a time or a place, and fewer cues against than for.
    #[must_use]
    pub fn is_specific(&self) -> bool {
        let against = 2 * (self.generalities.len() + self.hypotheses.len());
        let is_placed = !self.times.is_empty() || !self.places.is_empty();
        self.past >= PAST_LEAST
            && is_placed
            && self.past + self.times.len() + self.places.len() > against
    }
}

impl fmt::Display for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in the past tense", counted(self.past, "verb"))?;
        for (name, cues) in [
            ("time", &self.times),
            ("place", &self.places),
            ("general", &self.generalities),
            ("hypothetical", &self.hypotheses),
        ] {
            if !cues.is_empty() {
                write!(f, "; {name}: {}", cues.join(", "))?;
            }
        }
        Ok(())
    }
}

fn is_past(word: &str) -> bool {
    PAST.split_whitespace().any(|past| past == word)
        || (word.len() > 4
            && word.ends_with("ed")
            && !NOT_PAST.split_whitespace().any(|no| no == word))
}

const PAST: &str = "was were had did went came made took found saw said told wrote built ran \
    began kept left held led met lost got gave knew thought brought bought sent set spent stood \
    fell felt put read rebuilt rewrote chose drew became taught understood won woke spoke grew \
    meant showed cut split wanted";

const NOT_PAST: &str = "need indeed speed exceed proceed succeed distributed managed embedded \
    hundred detailed advanced shared";

const TIMES: &str = "last year, last month, last week, last quarter, last spring, last summer, \
    last autumn, last winter, ago, in january, in february, in march, in april, in may, in june, \
    in july, in august, in september, in october, in november, in december, in spring, in summer, \
    in autumn, in winter, in 20*, one monday, one tuesday, one wednesday, one thursday, \
    one friday, one day, one morning, one night, one evening, that day, that week, that month, \
    the next day, the next morning, this year, this spring, this summer, two years, \
    during my internship, before christmas, at the end of the quarter, on monday, on friday";

const PLACES: &str = "at my *, in my *, at a *, at an *, at our *, our team, the team, my team, \
    my company, my first job, my last job, my previous role, my current company, the company, \
    my manager, my boss, our customers, in staging, in production, i worked on, i worked at, \
    i looked after, we load, our nightly, our pipeline, our warehouse";

const GENERALITIES: &str = "usually, generally, in general, always try, i always, typically, \
    whenever, i tend to, i am a person, i'm a person, i am someone, i'm someone, as a rule, \
    every time, i like to, i believe in, i am good at, i'm good at, there is always, there's always";

const HYPOTHESES: &str = "i would, i'd, if i were, i could imagine, hypothetically, one should, \
    you should, you have to, i will, i'll";

#[cfg(test)]
mod tests {
    use super::*;

    fn is_specific(text: &str) -> bool {
        Story::read(text).is_specific()
    }

    #[test]
    fn a_told_story_is_specific() {
        assert!(is_specific(
            "Last year I looked after the customer tables at a telecoms company. It caught my eye that \
             counts looked strange. I gathered evidence and wrote a note."
        ));
    }

    #[test]
    fn a_self_description_is_not() {
        assert!(!is_specific(
            "I am generally a person who takes responsibility. In my team there is always something to \
             improve. Whenever I see that something is wrong I jump in and help."
        ));
    }

    #[test]
    fn a_hypothesis_is_not() {
        assert!(!is_specific(
            "I would talk to my manager. I'd look at the logs, and if I were sure I would act."
        ));
    }

    #[test]
    fn cues_are_whole_words_and_are_printed() {
        let story = Story::read("Two weeks ago we agreed. A pagoda in maybe 2019.");
        assert_eq!(story.times, ["ago"]);
        assert_eq!(story.to_string(), "1 verb in the past tense; time: ago");
    }

    #[test]
    fn nothing_told_is_no_story() {
        assert_eq!(Story::read(""), Story::default());
        assert!(!is_specific(""));
    }
}
