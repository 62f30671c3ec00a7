//! The score of an answer by its words alone, as rules 2 did in exam mode with nobody to confirm.
//! The bank's linter holds samples made of phrasings to the score they declare; nothing else scores
//! by words any more.

use std::collections::BTreeMap;

use crate::bank::question::{Level, Mode, Question};
use crate::engine::checklist::{Put, points_of_question};
use crate::engine::event::Evidence;

use super::best::best;
use super::dimension::{Basis, Facts, dimensions};
use super::facts::{Decided, add, mark_of};
use super::reading::{Part, read};
use super::recommendation::{RoundScore, round_score};
use super::rules::{self, Rules};
use super::star::{self, Letter, StarAnswer};
use super::trigger::{Seen, fires};

/// What a text scores, and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleScore {
    pub score: RoundScore,
    pub evidence: Vec<Evidence>,
    /// Ids of the follow-ups that fired, in order.
    pub followups: Vec<String>,
}

impl SampleScore {
    /// 1–4; 1 where nothing at all was seen.
    #[must_use]
    pub fn band(&self) -> u32 {
        self.score.band.unwrap_or(1)
    }
}

/// The last rules under which words made a score.
const BY_WORDS: u32 = 2;

/// The rules that samples made of phrasings are scored by.
#[must_use]
pub fn rules_by_words() -> &'static Rules {
    rules::rules(BY_WORDS).unwrap_or_else(rules::latest)
}

/// Scores a text as an answer to a question at a level. `followups` answer the follow-ups that
/// fire, in their order; those past its end stay unanswered.
#[must_use]
pub fn sample_score(
    rules: &Rules,
    question: &Question,
    level: Level,
    text: &str,
    followups: &[String],
) -> SampleScore {
    let (judge, prompt) = (&question.judge, question.ask.prompt.as_str());
    let letters = star::split_letters(text);
    let is_star = question.ask.mode == Mode::Star;
    let fields: Vec<(&str, &str)> = if is_star {
        star::LETTERS.into_iter().zip(letters.iter().map(String::as_str)).collect()
    } else {
        vec![("answer", text)]
    };
    let kind = question.ask.kind;
    let asked = points_of_question(judge, kind, level, &Put::default());
    let part = Part {
        judge,
        points: &asked,
        options: &question.ask.options,
        prompt,
        followup: None,
        cause: None,
        fields: &fields,
    };
    let mut evidence = read(&part);
    let report = is_star.then(|| star::read(&rules.star, &star_answer(&letters)));
    let readings = &BTreeMap::new();
    let star = report.as_ref();
    let seen = Seen { judge, level, evidence: &evidence, readings, star, used: None };
    let fired = judge.followups.iter().enumerate();
    let fired = fired.filter(|(_, followup)| fires(&followup.when, &seen));
    let fired: Vec<usize> = fired.map(|(index, _)| index).collect();
    let ids: Vec<String> = fired.iter().map(|&index| judge.followups[index].id.clone()).collect();
    let put = Put { followups: fired, ..Put::default() };
    let points = points_of_question(judge, kind, level, &put);
    for (id, answer) in ids.iter().zip(followups) {
        let fields = [("followup", answer.as_str())];
        let part = Part { points: &points, followup: Some(id), fields: &fields, ..part };
        evidence.extend(read(&part));
    }
    let mut facts = Facts::default();
    add(&mut facts, 0, &points, &[], |about| {
        Some(Decided::by(mark_of(best(&evidence, about)), Basis::Band))
    });
    let score = round_score(rules, dimensions(rules, kind, &facts), &BTreeMap::new());
    SampleScore { score, evidence, followups: ids }
}

fn star_answer(letters: &[String; 4]) -> StarAnswer<'_> {
    let letter = |at: usize| Letter { text: &letters[at], used_ms: 0 };
    StarAnswer { letters: [letter(0), letter(1), letter(2), letter(3)], is_spoken: false }
}
