//! Scored rounds over time, as a list, and what they say of each kind.

use crate::figures::decimal;
use crate::view::attempts::{Attempt, Attempts};
use crate::view::history::{History, KindLine, ROUNDS_LEAST, RoundLine};
use crate::view::page::{Block, Listing};
use crate::view::standing::Standing;

/// Topics named in the summary.
const WEAKEST_MOST: usize = 5;

/// `next` is why and by which command to go on; it comes of all rounds where `history` is a part.
pub fn blocks(history: &History, (why, command): &(String, String)) -> Vec<Block> {
    let mut blocks = match history.rounds.is_empty() {
        true => vec![Block::line("No round is scored yet.")],
        false => scored(history),
    };
    blocks.push(Block::Blank);
    blocks.push(Block::line(&format!("Next: {why}; `{command}`")));
    blocks
}

/// Questions that were put more than once, each with its attempts, the oldest first.
#[must_use]
pub fn attempts(all: &[Attempts]) -> Vec<Block> {
    if all.is_empty() {
        return vec![Block::line(
            "No question was put more than once; `mock run --redo` does that.",
        )];
    }
    let mut listing = Listing::new(&["question", "topic", "times", "how it went"], &["topic"]);
    for of in all {
        let attempt = |attempt: &Attempt| match (attempt.mean, attempt.blank) {
            (_, true) => "not answered".to_owned(),
            (Some(mean), false) => decimal(mean),
            (None, false) => "not scored".to_owned(),
        };
        let went: Vec<String> =
            of.attempts.iter().map(|of| format!("{} ({})", attempt(of), of.date)).collect();
        let times = of.attempts.len().to_string();
        listing.row(&[of.question.as_str(), of.topic.as_str(), &times, &went.join(", ")]);
    }
    vec![
        Block::Listing(listing),
        Block::Blank,
        Block::line("`mock compare A B` sets two sessions beside each other, point by point."),
    ]
}

fn scored(history: &History) -> Vec<Block> {
    let mut blocks = vec![Block::Listing(rounds(history)), Block::Blank];
    blocks.extend(history.kinds.iter().map(|kind| Block::line(&summary(kind))));
    let open = history.rounds.iter().filter(|round| round.open > 0 && !round.simulated).count();
    if open > 0 {
        let text = format!("Rounds with open points, not counted until they are marked: {open}");
        blocks.push(Block::line(&text));
    }
    if !history.weakest.is_empty() {
        let topics = history.weakest.iter().take(WEAKEST_MOST);
        let topics =
            topics.map(|line| format!("{} {} (n={})", line.topic, decimal(line.mean), line.n));
        let topics = topics.collect::<Vec<_>>().join(", ");
        blocks.push(Block::line(&format!("Weakest topics: {topics}")));
    }
    if history.simulated > 0 {
        let count = history.simulated;
        let text = format!("Rounds played from an answers file: listed, not counted: {count}");
        blocks.push(Block::line(&text));
    }
    blocks
}

fn rounds(history: &History) -> Listing {
    let head = ["session", "date", "round", "mode", "score", "by dimension, and weakest questions"];
    let mut listing = Listing::new(&head, &["mode", "session"]);
    for round in &history.rounds {
        let mode = format!("{} {}", round.level, round.mode);
        let cells =
            [&round.short, &round.date, round.title.as_str(), &mode, &score(round), &rest(round)];
        listing.row(&cells);
    }
    listing
}

fn score(round: &RoundLine) -> String {
    let RoundLine { mean, band, range, open, .. } = *round;
    let standing = Standing { mean, band, range, open }.short();
    let mut score = standing.unwrap_or_else(|| "nothing to score".to_owned());
    if round.unconfirmed {
        score.push_str(", unconfirmed");
    }
    score
}

fn rest(round: &RoundLine) -> String {
    let seen = round.dimensions.iter().filter_map(|(dim, score)| Some((dim, (*score)?)));
    let dimensions: Vec<String> = seen.map(|(dim, score)| format!("{dim} {score}")).collect();
    let mut rest = dimensions.join(", ");
    if !round.weak_questions.is_empty() {
        let titles: Vec<&str> = round.weak_questions.iter().map(|title| title.as_str()).collect();
        rest.push_str(&format!("; weakest: {}", titles.join(", ")));
    }
    if round.simulated {
        rest.push_str(" (answers file)");
    }
    rest
}

fn summary(kind: &KindLine) -> String {
    let (title, n) = (kind.kind.title(), kind.n);
    let Some(mean) = kind.mean else {
        return format!(
            "{title}: n = {n}, too few to tell ({ROUNDS_LEAST} scored rounds say something)"
        );
    };
    let dimensions = kind.dimensions.iter();
    let dimensions: Vec<String> =
        dimensions.map(|(dim, mean)| format!("{dim} {}", decimal(*mean))).collect();
    format!("{title}: n = {n}, mean {}; {}", decimal(mean), dimensions.join(", "))
}
