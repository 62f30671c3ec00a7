//! Points of the rubric that a natural sample shows, and those that none does.
//!
//! A reader is tested by what samples show (`mock bank test`): of a point that no sample makes nobody
//! knows whether it would be found.

use super::Bank;
use super::question::Question;

/// How many points samples show.
#[derive(Debug, Default)]
pub struct Shown<'b> {
    /// Points of questions with natural samples.
    pub points: usize,
    /// Those that one sample at least makes, wholly or in part.
    pub shown: usize,
    /// Questions with points that none does, by id.
    pub without: Vec<Unshown<'b>>,
}

/// The points of a question that no sample shows.
#[derive(Debug)]
pub struct Unshown<'b> {
    pub question: &'b Question,
    pub points: Vec<&'b str>,
}

/// Of all questions that have natural samples.
pub fn shown(bank: &Bank) -> Shown<'_> {
    let mut all = Shown::default();
    for question in bank.questions.iter().filter(|question| !question.natural.is_empty()) {
        let is_shown = |id: &str| {
            let mut marks = question.natural.iter().filter_map(|sample| sample.marks.get(id));
            marks.any(|mark| mark.is_said())
        };
        let ids = question.judge.rubric.iter().map(|item| item.id.as_str());
        let points: Vec<&str> = ids.filter(|id| !is_shown(id)).collect();
        all.points += question.judge.rubric.len();
        all.shown += question.judge.rubric.len() - points.len();
        if !points.is_empty() {
            all.without.push(Unshown { question, points });
        }
    }
    all.without.sort_by(|a, b| a.question.ask.id.cmp(&b.question.ask.id));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::parse::{self, Raw};

    const GOOD: &str = include_str!("../../tests/bank/rerun.toml");

    #[test]
    fn a_point_that_every_sample_misses_is_listed() {
        let put = |toml: &str| {
            let raw = Raw { path: "rerun.toml", name: "rerun", toml, files: &[].into() };
            let mut bank = Bank::default();
            bank.put(parse::question(raw).expect("valid"));
            bank
        };
        let bank = put(GOOD);
        let points = bank.questions[0].judge.rubric.len();
        let before = shown(&bank);
        assert_eq!(before.points, points);
        let listed: usize = before.without.iter().map(|unshown| unshown.points.len()).sum();
        assert_eq!(before.shown + listed, points);

        let at = GOOD.find("[[samples]]").expect("samples");
        let ids = bank.questions[0].judge.rubric.iter().map(|item| item.id.clone());
        let marks = ids.skip(1).map(|id| format!("{id} = \"missed\"\n")).collect::<String>();
        let first = bank.questions[0].judge.rubric[0].id.clone();
        let sample = format!(
            "[[samples]]\nkind = \"weak\"\nwriter = \"blind\"\nvoice = \"terse\"\nlevel = \"mid\"\n\
             overall = 1\ntext = \"by day\"\n[samples.marks]\n{first} = [\"partly\", \"by day\"]\n{marks}"
        );
        let bank = put(&format!("{}{sample}", &GOOD[..at]));
        let after = shown(&bank);
        assert_eq!((after.points, after.shown), (points, 1));
        assert_eq!(after.without[0].points.len(), points - 1);
        assert!(!after.without[0].points.contains(&first.as_str()));

        let bank = put(&GOOD[..at]);
        assert_eq!(shown(&bank).points, 0, "a question without samples is counted elsewhere");
    }
}
