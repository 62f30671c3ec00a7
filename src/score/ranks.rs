//! How well the built-in reader finds its way in a question's own answers: the test of a rubric's
//! phrasings.

use crate::bank::question::{Question, RubricItem};

use super::evidence::{Ranked, Ranker, Sought};

/// A point's sentence has to be among so many.
pub const AMONG: usize = 3;

/// From this score on (thousandths) a sentence of a model answer says enough of a point.
const ENOUGH: u32 = 180;

/// One sentence of a model answer shows at most so many points: with more it is a list.
const MOST_POINTS: usize = 3;

/// What the reader makes of a question's answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranks {
    /// Ids of the points that have no sentence of the model answer among the first three.
    pub unshown: Vec<String>,
    /// Marks of natural samples that have a place …
    pub placed: usize,
    /// … and how many of them are ranked first, among the first three, among the first five.
    pub within: [usize; 3],
}

/// Reads the model answer and the natural samples of a question.
#[must_use]
pub fn ranks(question: &Question) -> Ranks {
    let rubric = &question.judge.rubric;
    let sought: Vec<Sought<'_>> =
        rubric.iter().map(|it| Sought { text: &it.text, phrasings: &it.phrasings }).collect();
    let ranker = Ranker::new(&question.ask.prompt, &sought);
    let model = ranker.rank(&[&question.judge.model]);
    let mut found = Ranks { unshown: unshown(rubric, &model), ..Ranks::default() };
    for sample in &question.natural {
        let ranked = ranker.rank(&[&sample.text]);
        for (item, ranked) in rubric.iter().zip(&ranked) {
            let Some(mark) = sample.marks.get(&item.id) else { continue };
            let shown = sample.places(mark);
            if shown.is_empty() {
                continue;
            }
            let is_shown = |place: &Ranked| {
                shown.iter().any(|at| at.start < place.range.end && place.range.start < at.end)
            };
            let rank = ranked.iter().position(is_shown);
            found.placed += 1;
            for (count, most) in found.within.iter_mut().zip([1, AMONG, 5]) {
                *count += usize::from(rank.is_some_and(|rank| rank < most));
            }
        }
    }
    found
}

/// The points without a sentence of their own, where one sentence may serve three points: the
/// sentences are given out so that as many points as can be have one.
fn unshown(rubric: &[RubricItem], ranked: &[Vec<Ranked>]) -> Vec<String> {
    let choices: Vec<Vec<usize>> = ranked
        .iter()
        .map(|places| {
            let first = places.iter().take(AMONG).filter(|place| place.score >= ENOUGH);
            first.map(|place| place.range.start).collect()
        })
        .collect();
    let mut given = Given { choices: &choices, to: Vec::new() };
    let without = (0..choices.len()).filter(|&point| !given.give(point, &mut Vec::new()));
    without.map(|point| rubric[point].id.clone()).collect()
}

/// Sentences, by their start, with the points they were given to.
struct Given<'c> {
    choices: &'c [Vec<usize>],
    to: Vec<(usize, usize)>,
}

impl Given<'_> {
    /// Gives a point one of its sentences, moving others to theirs where that makes room.
    fn give(&mut self, point: usize, tried: &mut Vec<usize>) -> bool {
        for &sentence in &self.choices[point] {
            if tried.contains(&sentence) {
                continue;
            }
            tried.push(sentence);
            let holders: Vec<usize> =
                self.to.iter().filter(|(of, _)| *of == sentence).map(|(_, point)| *point).collect();
            if holders.len() < MOST_POINTS {
                self.to.push((sentence, point));
                return true;
            }
            for holder in holders {
                if self.give(holder, tried) {
                    self.to.retain(|given| *given != (sentence, holder));
                    self.to.push((sentence, point));
                    return true;
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unshown_of(choices: &[&[(usize, u32)]]) -> Vec<String> {
        let item = |at: usize| RubricItem {
            id: at.to_string(),
            text: String::new(),
            dim: String::new(),
            weight: 1,
            must: false,
            bonus: false,
            from: None,
            phrasings: vec![],
            anchors: std::collections::BTreeMap::new(),
        };
        let rubric: Vec<RubricItem> = (0..choices.len()).map(item).collect();
        let place =
            |&(start, score): &(usize, u32)| Ranked { field: 0, range: start..start + 1, score };
        let ranked: Vec<Vec<Ranked>> =
            choices.iter().map(|places| places.iter().map(place).collect()).collect();
        unshown(&rubric, &ranked)
    }

    #[test]
    fn a_point_needs_a_sentence_among_the_first_three_that_says_enough() {
        assert!(unshown_of(&[&[(0, 900)], &[(5, 400)]]).is_empty());
        assert_eq!(unshown_of(&[&[(0, 900)], &[]]), ["1"]);
        assert_eq!(unshown_of(&[&[(0, ENOUGH - 1)]]), ["0"]);
    }

    #[test]
    fn one_sentence_shows_three_points_and_no_fourth() {
        let same: &[(usize, u32)] = &[(0, 900)];
        assert!(unshown_of(&[same; 3]).is_empty());
        assert_eq!(unshown_of(&[same; 4]), ["3"]);
        assert!(unshown_of(&[&[(0, 900), (7, 500)], same, same, same]).is_empty(), "one moves on");
    }
}
