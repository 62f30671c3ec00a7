//! The candidate's own words, sentence by sentence: where a point can be shown.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use crate::engine::State;
use crate::engine::checklist::Check;
use crate::engine::event::{Place, Reader, Scope, TALK};
use crate::engine::own::own_text;
use crate::engine::places::{said, text_of};
use crate::engine::state::{Field, ItemState, What};
use crate::format::plan::{CASES_FIELD, CODE_FIELD};
use crate::score::evidence::pieces;
use crate::view::words::title;

/// All that one scope's points can rest on. The texts are the state's.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct OwnWords {
    pub passages: Vec<Passage>,
    pub sentences: Vec<Sentence>,
}

/// A field of an answer, or a line of the talk.
#[derive(Debug, PartialEq, Eq)]
pub struct Passage {
    /// `Action`, `Follow-up 1`; of a round with the question's title before it.
    pub title: String,
    /// Its sentences among all.
    pub sentences: Range<usize>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Sentence {
    pub place: Place,
    /// Bytes of the text that are shown for it: with the list mark before it, and with what no
    /// sentence claims, such as a bracket on a line of its own.
    pub shown: (usize, usize),
}

impl OwnWords {
    pub fn of(state: &State, scope: Scope) -> OwnWords {
        let mut words = OwnWords::default();
        for (item, found) in items(state, scope) {
            let name = match (scope, item) {
                (Scope::Round { slot }, Some(item)) => name_of(state, slot, item),
                _ => String::new(),
            };
            if item.is_some() {
                words.put_talk(found, item, &name);
            }
            let ask = match scope {
                Scope::Question { slot, item } => state.question_of(slot, item),
                Scope::Round { slot } => item.and_then(|item| state.question_of(slot, item)),
                Scope::Loop => None,
            };
            let fields = found.scored_attempt().map_or(&[][..], |attempt| &attempt.fields);
            let mut fields: Vec<&Field> = fields.iter().collect();
            // Reasons stand in what is said of the code, so that comes first.
            fields.sort_by_key(|field| {
                (field.part, [CODE_FIELD, CASES_FIELD].contains(&field.name.as_str()))
            });
            for field in fields {
                let own = match field.part {
                    0 => title(&field.name),
                    part => format!("Follow-up {part}"),
                };
                let title = if name.is_empty() { own } else { format!("{name} · {own}") };
                let text = match ask {
                    Some(question) => own_text(&question.ask, &field.name, &field.text),
                    None => Cow::Borrowed(field.text.as_str()),
                };
                words.put(
                    (item, field.part, &field.name),
                    (&text, matches!(text, Cow::Borrowed(_))),
                    title,
                );
            }
        }
        words
    }

    /// What the candidate asked and said while an item was on the table.
    fn put_talk(&mut self, found: &ItemState, item: Option<usize>, name: &str) {
        for (line, happening) in found.happenings.iter().enumerate() {
            let Some(text) = said(&happening.what) else { continue };
            let how = if matches!(happening.what, What::Asked { .. }) { "asked" } else { "said" };
            self.put((item, line, TALK), (text, true), format!("{name} · You {how}"));
        }
    }

    /// What stands between sentences and in none of them is shown with the next one, unless some of
    /// the text isn't the person's own: the question gave it.
    fn put(
        &mut self,
        of: (Option<usize>, usize, &str),
        (text, is_all_own): (&str, bool),
        title: String,
    ) {
        let (item, part, field) = of;
        let first = self.sentences.len();
        let mut shown_to = 0;
        for range in pieces(text) {
            let place =
                Place { item, part, field: field.to_owned(), from: range.start, to: range.end };
            let line = || text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let from = if is_all_own { shown_to } else { line() };
            self.sentences.push(Sentence { place, shown: (from.max(shown_to), range.end) });
            shown_to = range.end;
        }
        if let Some(last) = self.sentences[first..].last_mut() {
            if is_all_own {
                last.shown.1 = text.len();
            }
            self.passages.push(Passage { title, sentences: first..self.sentences.len() });
        }
    }

    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// The sentences that a place touches.
    pub fn touched(&self, place: &Place) -> impl Iterator<Item = usize> {
        let is_touched = |sentence: &Sentence| {
            let known = &sentence.place;
            (known.item, known.part, &known.field) == (place.item, place.part, &place.field)
                && known.from < place.to
                && place.from < known.to
        };
        (0..self.sentences.len()).filter(move |index| is_touched(&self.sentences[*index]))
    }

    /// The place where these very words are, the first of several.
    pub fn quoted(&self, state: &State, scope: Scope, quote: &str) -> Option<Place> {
        let quote = quote.trim();
        let firsts = self.passages.iter().map(|passage| passage.sentences.start);
        let mut places = firsts.map(|first| &self.sentences[first].place);
        places.find_map(|place| {
            let from = text_of(state, scope, place)?.find(quote)?;
            (!quote.is_empty()).then(|| Place { from, to: from + quote.len(), ..place.clone() })
        })
    }

    /// The score of the built-in reader's best suggestion for a point, in thousandths of what the
    /// point's own phrasings score.
    pub fn best_score(&self, state: &State, scope: Scope, check: &Check) -> Option<u32> {
        let of = |found: &ItemState| {
            let readings =
                found.readings.iter().filter(|((_, reader), _)| *reader == Reader::Words);
            let points = readings.flat_map(|(_, reading)| &reading.points);
            let points = points.filter(|point| point.about == check.about);
            points.flat_map(|point| &point.at).map(|at| at.score).max()
        };
        items(state, scope).into_iter().filter_map(|(_, found)| of(found)).max()
    }

    /// The sentences that readers suggest for a point, the best first: a model's before those that
    /// share words with it.
    pub fn ranked(&self, state: &State, scope: Scope, check: &Check) -> Vec<usize> {
        let mut found: Vec<Suggestion> = Vec::new();
        for (item, answer) in items(state, scope) {
            found.extend(self.read(item, answer, check));
            found.extend(self.matched(item, answer, check));
        }
        // What is equal stays in the order of the answer.
        found.sort_by_key(|suggestion| suggestion.rank);
        let mut ranked = Vec::new();
        for suggestion in found {
            if !ranked.contains(&suggestion.sentence) {
                ranked.push(suggestion.sentence);
            }
        }
        ranked
    }

    fn read<'a>(
        &'a self,
        item: Option<usize>,
        answer: &'a ItemState,
        check: &'a Check,
    ) -> impl Iterator<Item = Suggestion> + 'a {
        answer.readings.iter().flat_map(move |((part, reader), reading)| {
            let points = reading.points.iter().filter(|point| point.about == check.about);
            points.flat_map(|point| &point.at).flat_map(move |at| {
                let field = at.field.clone();
                let place = Place { item, part: *part, field, from: at.from, to: at.to };
                let rank = (Reverse(*reader), Reverse(at.score), Reverse(0));
                let touched: Vec<usize> = self.touched(&place).collect();
                touched.into_iter().map(move |sentence| Suggestion { rank, sentence })
            })
        })
    }

    /// What an earlier matcher found: a few sentences at once, of which those that hold the words
    /// come first.
    fn matched(&self, item: Option<usize>, answer: &ItemState, check: &Check) -> Vec<Suggestion> {
        let mut found = Vec::new();
        for evidence in answer.evidence.iter().filter(|evidence| evidence.about == check.about) {
            let field = answer.scored_attempt().and_then(|attempt| attempt.field(&evidence.field));
            let Some(part) = field.map(|field| field.part) else { continue };
            let (from, to) = evidence.range;
            let place = Place { item, part, field: evidence.field.clone(), from, to };
            found.extend(self.touched(&place).map(|sentence| {
                let Place { from, to, .. } = self.sentences[sentence].place;
                let is_here = |word: &&(usize, usize)| word.0 < to && from < word.1;
                let words = evidence.words.iter().filter(is_here).count();
                let rank = (Reverse(Reader::Words), Reverse(evidence.score), Reverse(words));
                Suggestion { rank, sentence }
            }));
        }
        found
    }
}

/// A sentence that may show a point. The lowest rank is the best.
struct Suggestion {
    /// Reader, score, and how many of the words that were found it holds.
    rank: (Reverse<Reader>, Reverse<u32>, Reverse<usize>),
    sentence: usize,
}

/// The items whose words a scope's points may rest on; numbered where places have to name them.
fn items(state: &State, scope: Scope) -> Vec<(Option<usize>, &ItemState)> {
    match scope {
        Scope::Question { slot, item } => {
            state.item_state(slot, item).map(|found| (None, found)).into_iter().collect()
        }
        Scope::Round { slot } => {
            let items = state.slots.get(slot).map_or(&[][..], |slot| &slot.items);
            items.iter().enumerate().map(|(index, found)| (Some(index), found)).collect()
        }
        Scope::Loop => Vec::new(),
    }
}

fn name_of(state: &State, slot: usize, item: usize) -> String {
    match state.question_of(slot, item) {
        Some(question) => question.ask.title.clone(),
        None if state.item_plan(slot, item).is_some_and(|plan| plan.what.is_your_questions()) => {
            "Your questions".to_owned()
        }
        None => "Talk".to_owned(),
    }
}

#[cfg(test)]
#[path = "own_words_tests.rs"]
mod tests;
