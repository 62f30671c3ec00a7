//! The seed's five tips and five pitfalls as detectors: each states its rule and what it saw.
//! They are evidence for a person's marks on communication and requirements, never marks.
//!
//! The rules are those of `question-bank/prep/tips.toml`, under the same ids.

mod cue_lists;
mod observe;
mod rules_of;

use crate::bank::question::Kind;

use super::rules::DetectorRules;
use crate::words::words;

pub use self::observe::observe;

/// What was seen of a session, as plain figures. Times are milliseconds of interview time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Observed {
    pub answers: Vec<AnswerSeen>,
    /// The candidate's own questions; nothing where no phase asked for them.
    pub own_questions: Option<Vec<String>>,
    /// Nothing where no history was looked at: `not-practising` is then off.
    pub practice: Option<PracticeSeen>,
}

/// One question of the session and how it was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerSeen {
    pub slot: usize,
    pub item: usize,
    pub title: String,
    pub kind: Kind,
    /// Texts of its fields and follow-ups, in order, without what the question gave.
    pub texts: Vec<String>,
    /// Those of them that are sentences: neither code nor cases.
    pub prose: Vec<String>,
    pub is_spoken: bool,
    /// When each clarifying question was asked, into the question.
    pub clarified_ms: Vec<u64>,
    /// When the first word of the answer was written, into the question.
    pub first_words_ms: Option<u64>,
    /// The longest time without a word, a question or a change of field; nothing where the
    /// session's events were not at hand.
    pub silence_ms: Option<u64>,
    pub used_ms: u64,
    /// What it took beyond its time.
    pub over_ms: u64,
    pub hints: usize,
    /// Red flags raised by likely evidence or a person.
    pub flags: usize,
    /// The score shown, and the candidate's sealed guess of it; 1–4, the mean over dimensions.
    pub band: Option<u32>,
    pub sealed: Option<u32>,
    /// Letters of a STAR answer that stayed empty.
    pub empty_letters: Vec<String>,
}

/// What the history says of practice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PracticeSeen {
    pub days_since_scored: Option<u32>,
    pub days_to_interview: Option<u32>,
    /// Repetitions that are due and undone.
    pub due: u32,
}

/// What a detector found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub id: &'static str,
    pub kind: FindingKind,
    /// The rule in words, with its figures.
    pub rule: String,
    /// A tip followed or a pitfall met; nothing where the session gave no occasion.
    pub seen: Option<bool>,
    pub signs: Vec<Sign>,
}

words! {
    /// What a detector looks for; a fact is a plain one of the clock or of help taken.
    FindingKind { Tip = "tip", Pitfall = "pitfall", Fact = "fact" }
}

/// One thing seen, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// Slot and item of the question; nothing for the session as a whole.
    pub at: Option<(usize, usize)>,
    pub text: String,
}

impl FindingKind {
    /// Whether what was seen of it speaks well of the candidate; a fact speaks of nothing.
    #[must_use]
    pub fn is_good(self, seen: bool) -> Option<bool> {
        match self {
            FindingKind::Tip => Some(seen),
            FindingKind::Pitfall => Some(!seen),
            FindingKind::Fact => None,
        }
    }
}

/// Runs every detector, tips first.
#[must_use]
pub fn detect(rules: &DetectorRules, observed: &Observed) -> Vec<Finding> {
    vec![
        rules_of::think_aloud(rules, observed),
        rules_of::ask_questions(rules, observed),
        rules_of::trade_offs(observed),
        rules_of::honest(rules, observed),
        rules_of::positive(rules, observed),
        rules_of::rushing(rules, observed),
        rules_of::edge_cases(rules, observed),
        rules_of::hard_to_follow(rules, observed),
        rules_of::unprepared(rules, observed),
        rules_of::not_practising(rules, observed),
        rules_of::overtime(observed),
        rules_of::hints(observed),
    ]
}

impl AnswerSeen {
    fn place(&self) -> (usize, usize) {
        (self.slot, self.item)
    }

    fn sign(&self, text: impl Into<String>) -> Sign {
        Sign { at: Some(self.place()), text: text.into() }
    }

    fn whole(&self) -> String {
        self.texts.join("\n\n")
    }

    fn words(&self) -> usize {
        self.texts.iter().map(|text| text.split_whitespace().count()).sum()
    }

    fn is_blank(&self) -> bool {
        self.words() == 0 && !self.is_spoken
    }

    /// Design and incidents are open: what to build is to be found out first.
    fn is_open(&self) -> bool {
        matches!(self.kind, Kind::SystemDesign | Kind::CaseStudy)
    }

    /// A task with something to build, where a solution can be rushed.
    fn is_task(&self) -> bool {
        self.is_open() || matches!(self.kind, Kind::Coding | Kind::TakeHome)
    }

    /// Clarifying questions asked before the answer was begun.
    fn asked_first(&self) -> usize {
        let begun = self.first_words_ms.unwrap_or(u64::MAX);
        self.clarified_ms.iter().filter(|&&at| at <= begun).count()
    }
}

#[cfg(test)]
#[path = "detectors_tests.rs"]
mod tests;
