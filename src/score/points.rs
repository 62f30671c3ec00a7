//! What the words show of a text, point by point, for those who write questions: the places that a
//! session would suggest, and what the older matcher makes of it, and why.

use std::collections::BTreeMap;

use crate::bank::question::{Level, Mode, Question};
use crate::engine::checklist::{Point, Put, points_of_question};
use crate::engine::event::{About, Reader};

use super::best::rank;
use super::evidence::{ItemPhrasings, Matcher, Polarity, Ranked, Trace};
use super::reading::{Part, computed_of, groups};
use super::rules::latest;
use super::star::{self, Letter, StarAnswer};
use super::suggest::{ranked, suggest};
use super::trigger::{Seen, fires};

/// A point, tried on a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried<'q> {
    pub about: About,
    /// In the question's words.
    pub text: &'q str,
    pub phrasings: &'q [String],
    /// Name and text of the field that shows it best.
    pub field: &'static str,
    pub said: String,
    pub trace: Trace,
    /// Places in the whole text, best first.
    pub ranked: Vec<Ranked>,
}

impl Tried<'_> {
    /// The phrasing that matched best; nothing where there is none.
    #[must_use]
    pub fn phrasing(&self) -> Option<&str> {
        self.phrasings.get(self.trace.evidence.phrasing).map(String::as_str)
    }
}

/// Every rubric item, red flag, follow-up and curveball of a question, held against a text as if
/// it were the answer to each.
#[must_use]
pub fn points<'q>(question: &'q Question, level: Level, text: &str) -> Vec<Tried<'q>> {
    let judge = &question.judge;
    let fields: Vec<(&'static str, String)> = if question.ask.mode == Mode::Star {
        star::LETTERS.into_iter().zip(star::split_letters(text)).collect()
    } else {
        vec![("answer", text.to_owned())]
    };
    let all = points_of_question(judge, question.ask.kind, level, &Put::all(judge));
    let sought: Vec<&Point<'q>> = all.iter().filter(|p| !p.is_choice()).collect();
    let groups = groups(&question.ask.prompt, &sought);
    let tried = |(prompt, group): (&str, Vec<&Point<'q>>)| {
        let ranked = ranked(prompt, &group, &[text]);
        look_for(prompt, &group, &fields)
            .into_iter()
            .zip(ranked)
            .map(|(tried, ranked)| Tried { ranked, ..tried })
            .collect::<Vec<_>>()
    };
    groups.into_iter().flat_map(tried).collect()
}

/// Ids of the follow-ups that the text would make the program ask for, in order.
#[must_use]
pub fn followups_fired(question: &Question, level: Level, text: &str) -> Vec<String> {
    let (judge, ask) = (&question.judge, &question.ask);
    let part = Part {
        judge,
        points: &points_of_question(judge, ask.kind, level, &Put::default()),
        options: &ask.options,
        prompt: &ask.prompt,
        followup: None,
        cause: None,
        fields: &[("answer", text)],
    };
    let readings = BTreeMap::from([((0, Reader::Words), suggest(&part))]);
    let letters = star::split_letters(text);
    let letter = |at: usize| Letter { text: &letters[at], used_ms: 0 };
    let told =
        StarAnswer { letters: [letter(0), letter(1), letter(2), letter(3)], is_spoken: false };
    let star = (ask.mode == Mode::Star).then(|| star::read(&latest().star, &told));
    let seen = Seen {
        judge,
        level,
        evidence: &computed_of(&part),
        readings: &readings,
        star: star.as_ref(),
        used: None,
    };
    let fired = judge.followups.iter().filter(|followup| fires(&followup.when, &seen));
    fired.map(|followup| followup.id.clone()).collect()
}

fn look_for<'q>(
    prompt: &str,
    sought: &[&Point<'q>],
    fields: &[(&'static str, String)],
) -> Vec<Tried<'q>> {
    let items: Vec<ItemPhrasings<'_>> =
        sought.iter().map(|s| ItemPhrasings { id: "", phrasings: s.phrasings }).collect();
    let prepared = Matcher::builtin().prepare(prompt, &items);
    let mut best: Vec<Option<(usize, Trace)>> = vec![None; sought.len()];
    for (field, (_, text)) in fields.iter().enumerate() {
        for (best, trace) in best.iter_mut().zip(prepared.trace(text)) {
            if best.as_ref().is_none_or(|(_, held)| is_better(&trace, held)) {
                *best = Some((field, trace));
            }
        }
    }
    let found = sought.iter().zip(best).filter_map(|(sought, best)| {
        let (field, trace) = best?;
        let (name, said) = fields.get(field)?;
        let (about, said) = (sought.about.clone(), said.clone());
        let (text, phrasings) = (sought.text, sought.phrasings);
        Some(Tried { about, text, phrasings, field: name, said, trace, ranked: Vec::new() })
    });
    found.collect()
}

fn is_better(new: &Trace, held: &Trace) -> bool {
    let of = |Trace { evidence, .. }: &Trace| {
        rank(evidence.band, evidence.polarity == Polarity::Check, evidence.share)
    };
    of(new) > of(held)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::question::{Ask, Judge, Kind, RubricItem, Source};
    use crate::engine::event::Band;
    use crate::score::evidence::Check;
    use std::collections::BTreeMap;

    fn question(mode: Mode) -> Question {
        let item = |id: &str, phrasing: &str| RubricItem {
            id: id.to_owned(),
            text: id.to_owned(),
            dim: "ownership".to_owned(),
            weight: 1,
            must: false,
            bonus: false,
            from: None,
            phrasings: vec![phrasing.to_owned()],
            anchors: BTreeMap::new(),
        };
        Question {
            ask: Ask {
                id: "q".to_owned(),
                title: "Q".to_owned(),
                kind: Kind::Behavioral,
                mode,
                levels: vec![Level::Mid],
                topic: "ownership".to_owned(),
                topics: vec![],
                minutes: 5,
                prompt: "Tell me of a nightly load.".to_owned(),
                competency: None,
                options: vec![],
                hint_costs: vec![],
                shown_files: BTreeMap::new(),
            },
            judge: Judge {
                rubric: vec![
                    item("check", "I added a row count check to the nightly load"),
                    item("alert", "I alerted the owners before the billing run"),
                ],
                ..Judge::default()
            },
            source: Source {
                path: String::new(),
                license: String::new(),
                author: String::new(),
                reviewed: String::new(),
                unreviewed: false,
            },
            natural: vec![],
            made_samples: 0,
            briefs: BTreeMap::new(),
            seed: vec![],
            needs: vec![],
            files: BTreeMap::new(),
            mutants: vec![],
            digest: String::new(),
        }
    }

    fn trace_of(mode: Mode, text: &str, at: usize) -> (Band, &'static str, Vec<Check>) {
        let question = question(mode);
        let point = points(&question, Level::Mid, text).remove(at);
        (point.trace.evidence.band, point.field, point.trace.checks)
    }

    #[test]
    fn what_was_found_says_which_words_of_the_prompt_weigh_less() {
        let (band, _, checks) =
            trace_of(Mode::Free, "I added a row count check to the nightly load.", 0);
        assert_eq!(band, Band::Likely);
        assert_eq!(checks, [Check::PromptWords(vec!["night".to_owned(), "load".to_owned()])]);
    }

    #[test]
    fn a_negation_and_a_list_are_named() {
        let (band, _, checks) = trace_of(Mode::Free, "I never alerted the owners.", 1);
        assert_eq!((band, &checks[..]), (Band::Maybe, &[Check::Negation][..]));
        let list = "alerted owners, billing run, owners billing";
        let (band, _, checks) = trace_of(Mode::Free, list, 1);
        assert_eq!((band, &checks[..]), (Band::None, &[Check::List(0..list.len())][..]));
    }

    #[test]
    fn a_story_names_the_letter_that_shows_a_point() {
        let text = "Situation: It was late.\nResult: I alerted the owners before the billing run.";
        let (band, field, _) = trace_of(Mode::Star, text, 1);
        assert_eq!((band, field), (Band::Likely, "result"));
    }
}
