//! What the bank covers of its topics.

use std::collections::BTreeMap;

use crate::bank::coverage::{Row, Standing};
use crate::bank::question::{Level, Question};
use crate::bank::shown::Shown;
use crate::figures::counted;
use crate::view::page::{Block, Listing};

/// A line for each topic: how many there are for a level, of how many wanted.
pub fn matrix(rows: &[Row]) -> Block {
    let head = ["topic", "standing", "junior", "mid", "senior", "not yet as", "questions"];
    let mut listing = Listing::new(&head, &["questions", "not yet as"]);
    for row in rows {
        let [junior, mid, senior] = [Level::Junior, Level::Mid, Level::Senior]
            .map(|level| format!("{}/{}", row.at(level), row.topic.wanted_for(level)));
        let kinds = row.kinds_missing();
        let modes = row.modes_missing();
        let lacking = kinds.iter().map(|kind| kind.word());
        let lacking: Vec<&str> = lacking.chain(modes.iter().map(|mode| mode.word())).collect();
        let ids = row.questions.iter().map(|question| question.ask.id.clone());
        let tags = row.tagged.iter().map(|question| format!("({})", question.ask.id));
        let questions: Vec<String> = ids.chain(tags).collect();
        listing.row(&[
            &row.topic.id,
            row.standing.word(),
            &junior,
            &mid,
            &senior,
            &lacking.join(" "),
            &questions.join(" "),
        ]);
    }
    Block::Listing(listing)
}

/// What the matrix's columns say.
pub fn legend() -> Block {
    Block::para(
        "junior, mid, senior: questions for that level, of how many wanted. not yet as: kinds and modes \
         that the topic is wanted in and has none of. In brackets: questions that have the topic as a \
         tag, and that nothing of theirs speaks of.",
    )
}

/// What it comes to.
pub fn total(rows: &[Row], questions: &[Question]) -> Vec<Block> {
    let stand = |standing| rows.iter().filter(|row| row.standing == standing).count();
    let topics = counted(rows.len(), "topic");
    let [there, thin, missing] = [Standing::There, Standing::Thin, Standing::Missing].map(stand);
    let full = rows.iter().filter(|row| row.is_full()).count();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut modes: BTreeMap<&str, usize> = BTreeMap::new();
    for question in questions {
        *kinds.entry(question.ask.kind.word()).or_default() += 1;
        *modes.entry(question.ask.mode.word()).or_default() += 1;
    }
    let levels = Level::ALL.iter().map(|level| {
        let count = questions.iter().filter(|q| q.ask.levels.contains(level)).count();
        format!("{level} {count}")
    });
    let levels: Vec<String> = levels.collect();
    vec![
        Block::line(&format!(
            "{topics}: {there} there, {thin} thin (a tag that nothing of the question speaks of), \
             {missing} missing; {full} with as many as wanted at each level."
        )),
        Block::line(&format!(
            "{}: {}; {}; {}.",
            counted(questions.len(), "question"),
            listed(&kinds),
            listed(&modes),
            levels.join(", "),
        )),
    ]
}

/// How many points of the rubric are shown by a sample: what readers are tested on.
pub fn shown(shown: &Shown) -> Block {
    let share = shown.shown * 100 / shown.points.max(1);
    let rest = match shown.without.len() {
        0 => String::new(),
        questions => format!(
            "; {} of {} are shown by none (`mock bank stats --unshown` lists them)",
            shown.points - shown.shown,
            counted(questions, "question"),
        ),
    };
    let points = counted(shown.points, "point");
    Block::line(&format!(
        "{points} of questions with natural samples: {} shown by one at least, {share}%{rest}.",
        shown.shown
    ))
}

/// A line for each question with points that no sample shows.
pub fn unshown(shown: &Shown) -> Block {
    let mut listing = Listing::new(&["question", "of", "points that no sample shows"], &[]);
    for unshown in &shown.without {
        let all = unshown.question.judge.rubric.len();
        let of = format!("{}/{all}", unshown.points.len());
        listing.row(&[&unshown.question.ask.id, &of, &unshown.points.join(" ")]);
    }
    Block::Listing(listing)
}

fn listed(counts: &BTreeMap<&str, usize>) -> String {
    let counts: Vec<String> =
        counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    counts.join(", ")
}
