//! Two sessions beside each other, as a page.

use crate::figures::decimal;
use crate::view::compare::{Compared, ComparedPoint, ComparedQuestion, ComparedRound};
use crate::view::page::{Block, Ink};
use crate::view::words::title;

#[must_use]
pub fn blocks(compared: &Compared) -> Vec<Block> {
    let [a, b] = &compared.sessions;
    let mut blocks = vec![
        Block::hanging(Ink::Bold, "before  ", &format!("{} {}, {}", a.title, a.short, a.began)),
        Block::hanging(Ink::Bold, "after   ", &format!("{} {}, {}", b.title, b.short, b.began)),
    ];
    for round in &compared.rounds {
        blocks.extend(of_round(round));
    }
    for question in &compared.questions {
        blocks.extend(of_question(question));
    }
    if compared.questions.is_empty() {
        blocks.push(Block::Blank);
        blocks.push(Block::line(
            "No question was put in both, so that points and answers cannot be set beside each \
             other; `mock run --question ID` puts one again.",
        ));
    }
    blocks
}

fn of_round(round: &ComparedRound) -> Vec<Block> {
    let mut rows = vec![row("score", round.means.map(score))];
    rows.extend(round.dimensions.iter().map(|(name, scores)| {
        row(
            &title(name.as_str()),
            scores.map(|score| score.map_or("not seen".into(), |s| s.to_string())),
        )
    }));
    rows.push(row("time", round.used_ms.map(|used| used.to_string())));
    rows.push(row("hints", round.hints.map(|hints| hints.to_string())));
    vec![
        Block::Blank,
        Block::heading(&format!("{} round", round.kind.title())),
        Block::table(&["", "before", "after"], &rows),
    ]
}

fn of_question(question: &ComparedQuestion) -> Vec<Block> {
    let mut rows = vec![
        row("score", question.means.map(score)),
        row("time", question.used_ms.map(|used| used.to_string())),
        row("hints", question.hints.map(|hints| hints.to_string())),
    ];
    rows.extend(question.points.iter().map(of_point));
    let [before, after] = &question.answers;
    let answers = vec![vec![before.to_string(), after.to_string()]];
    vec![
        Block::Blank,
        Block::heading(question.title.as_str()),
        Block::table(&["", "before", "after"], &rows),
        Block::table(&["answer before", "answer after"], &answers),
    ]
}

fn of_point(point: &ComparedPoint) -> Vec<String> {
    let sign = match point.change() {
        Some(1..) => "better: ",
        Some(..=-1) => "worse: ",
        Some(0) | None => "",
    };
    let marks = point.marks.map(|mark| mark.map_or("not judged".into(), |mark| mark.to_string()));
    row(&format!("{sign}{}", point.text), marks)
}

fn score(mean: Option<u32>) -> String {
    mean.map_or("not scored".to_owned(), decimal)
}

fn row(name: &str, [a, b]: [String; 2]) -> Vec<String> {
    vec![name.to_owned(), a, b]
}
