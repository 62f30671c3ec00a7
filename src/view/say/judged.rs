//! Guesses, marks and scores on the page. A number never stands alone: what spoke for it, what
//! against, and how sure it is.

use crate::engine::event::{Band, Mark};
use crate::figures::{counted, decimal, percent};
use crate::text::SafeText;
use crate::view::page::{Block, Line, Point, hit, plain, quiet, strong};
use crate::view::transcript::{
    ConditionPart, DimensionPart, Judged, MarkAbout, MarkPart, Quote, ScorePart, SealPart,
};
use crate::view::{recommendation, words};

use super::point::{kind_of, mark_word};

/// Everything about one question.
pub(in crate::view::say) fn section(judged: &Judged, at: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let marks: Vec<Block> = marks(judged, at).into_iter().collect();
    if !marks.is_empty() {
        blocks.push(Block::section("Marks", marks));
    }
    let mut score: Vec<Block> = verdict(judged).into_iter().collect();
    score.extend(dimensions(judged));
    score.extend(seals_without_score(judged));
    if !score.is_empty() {
        blocks.push(Block::section("Score", score));
    }
    blocks
}

/// `Hire. Mean 3.25 of 4, from 12 points.`
pub(in crate::view::say) fn verdict(judged: &Judged) -> Option<Block> {
    let score = judged.score.as_ref()?;
    let verdict = match (score.recommended, score.band_word) {
        // The conditions follow in a table.
        (Some(recommended), _) => words::title(&recommendation::word(recommended)),
        (None, Some(band)) => words::title(band),
        (None, None) => "Nothing could be scored".to_owned(),
    };
    let mut words = vec![strong(&format!("{verdict}."))];
    if let Some(mean) = score.mean {
        words.push(plain(&format!(" Mean {} of 4, {}.", decimal(mean), sureness(score))));
    }
    if score.capped {
        words.push(plain(" Code that fails its cases holds it down."));
    }
    if score.unconfirmed {
        words.push(strong(" Unconfirmed:"));
        words.push(plain(" some points count by matched words alone; no person confirmed them."));
    }
    Some(Block::Para(words))
}

fn sureness(score: &ScorePart) -> String {
    if score.recommended.is_none() {
        return format!("from {}", counted(score.n, "point"));
    }
    let rounds = counted(score.n, "scored round");
    match score.interval {
        Some((low, high)) => {
            format!("from {rounds}; it may lie anywhere from {} to {}", decimal(low), decimal(high))
        }
        None => format!("from {rounds}, too few to tell how sure"),
    }
}

/// What a loop's recommendation rests on.
pub(in crate::view::say) fn conditions(judged: &Judged) -> Option<Block> {
    let score = judged.score.as_ref().filter(|score| !score.conditions.is_empty())?;
    let row = |condition: &ConditionPart| {
        vec![
            vec![strong(if condition.holds { "yes" } else { "no" })],
            vec![plain(condition.rule.as_str())],
            vec![plain(condition.figures.as_str())],
        ]
    };
    let rows = score.conditions.iter().map(row).collect();
    Some(Block::Table { head: vec!["holds", "condition", "figures"], rows })
}

/// The dimensions, with guess beside score, then what spoke for and against each.
pub(in crate::view::say) fn dimensions(judged: &Judged) -> Vec<Block> {
    let mut blocks = dimension_table(judged);
    let dimensions = judged.score.as_ref().map_or(&[][..], |score| &score.dimensions);
    let seen = dimensions.iter().filter(|dimension| dimension.score.is_some());
    let reasons: Vec<Line> = seen.filter_map(reasons).collect();
    if !reasons.is_empty() {
        blocks.push(Block::List(reasons));
    }
    blocks
}

pub(in crate::view::say) fn dimension_table(judged: &Judged) -> Vec<Block> {
    let Some(score) = judged.score.as_ref().filter(|score| !score.dimensions.is_empty()) else {
        return Vec::new();
    };
    let (seen, unseen): (Vec<&DimensionPart>, Vec<&DimensionPart>) =
        score.dimensions.iter().partition(|dimension| dimension.score.is_some());
    let has_peer = seen.iter().any(|dimension| dimension.peer.is_some());
    let mut head = vec!["dimension", "you guessed"];
    if has_peer {
        head.push("interviewer");
    }
    head.extend(["scored", "earned", "points"]);
    let mut blocks = Vec::new();
    if !seen.is_empty() {
        let rows = seen.iter().map(|dimension| row(dimension, has_peer)).collect();
        blocks.push(Block::Table { head, rows });
    }
    if !unseen.is_empty() {
        let names: Vec<String> = unseen.iter().map(|d| d.dim.as_str().replace('-', " ")).collect();
        blocks.push(Block::para(&format!("Not seen: {}.", names.join(", "))));
    }
    blocks
}

fn row(dimension: &DimensionPart, has_peer: bool) -> Vec<Line> {
    let guess = |guess: Option<u32>| vec![plain(&guess.map_or("–".to_owned(), |g| g.to_string()))];
    let mut cells =
        vec![vec![plain(&words::title(dimension.dim.as_str()))], guess(dimension.sealed)];
    if has_peer {
        cells.push(guess(dimension.peer));
    }
    let score = dimension.score.map_or(String::new(), |score| score.to_string());
    let earned = percent(dimension.coverage);
    let points = dimension.asked.to_string();
    cells.extend([vec![strong(&score)], vec![plain(&earned)], vec![plain(&points)]]);
    cells
}

fn reasons(dimension: &DimensionPart) -> Option<Line> {
    if dimension.spoke_for.is_empty() && dimension.spoke_against.is_empty() {
        return None;
    }
    let joined = |texts: &[SafeText]| match texts {
        [] => "nothing.".to_owned(),
        texts => {
            let text = texts.iter().map(SafeText::as_str).collect::<Vec<_>>().join("; ");
            if text.ends_with(['.', '?', '!']) { text } else { text + "." }
        }
    };
    Some(vec![
        strong(&format!("{}.", words::title(dimension.dim.as_str()))),
        plain(&format!(" For: {}", joined(&dimension.spoke_for))),
        plain(&format!(" Against: {}", joined(&dimension.spoke_against))),
    ])
}

/// Guesses stand beside the scores; without a score they stand alone.
pub(in crate::view::say) fn seals_without_score(judged: &Judged) -> Option<Block> {
    if judged.score.as_ref().is_some_and(|score| !score.dimensions.is_empty()) {
        return None;
    }
    seals(judged)
}

pub(in crate::view::say) fn seals(judged: &Judged) -> Option<Block> {
    let line = |seal: &SealPart| {
        vec![plain(&format!("{} guessed {} for {}", words::seat(seal.by), seal.guess, seal.dim))]
    };
    (!judged.seals.is_empty()).then(|| Block::List(judged.seals.iter().map(line).collect()))
}

/// `at` is the anchor of the question or round whose marks they are.
pub(in crate::view::say) fn marks(judged: &Judged, at: &str) -> Option<Block> {
    let shown = judged.marks.iter().enumerate().filter(|(_, mark)| is_worth_a_row(mark));
    let points = shown.map(|(index, mark)| Point {
        number: index + 1,
        anchor: point_anchor(at, index + 1),
        mark: given(mark, judged),
        text: if mark.text.as_str().is_empty() { mark.id.clone() } else { mark.text.clone() },
        role: SafeText::line(&role(mark)),
        evidence: evidence(mark),
    });
    let points: Vec<Point> = points.collect();
    (!points.is_empty()).then_some(Block::Points(points))
}

pub(in crate::view::say) fn point_anchor(at: &str, number: usize) -> String {
    format!("{at}-{number}")
}

/// A red flag that nobody raised and nothing hints at is no news.
fn is_worth_a_row(mark: &MarkPart) -> bool {
    mark.about != MarkAbout::RedFlag
        || mark.given.iter().any(|given| matches!(given.mark, Mark::Met | Mark::Partly))
        || mark.evidence.as_ref().is_some_and(|quote| quote.band == Band::Likely)
}

pub(in crate::view::say) fn given(mark: &MarkPart, judged: &Judged) -> Line {
    let mut words = Vec::new();
    for (index, given) in mark.given.iter().enumerate() {
        if index > 0 {
            words.push(plain("; "));
        }
        words.push(strong(mark_word(mark.about, given.mark)));
        let counts = if given.counts && mark.given.len() > 1 { " (counts)" } else { "" };
        words.push(quiet(&format!(", {}{counts}", words::seat(given.by))));
        if given.overrides {
            let by_words = mark.by_words.map_or("", |words| mark_word(mark.about, words));
            words.push(quiet(&format!(" (over the words: {by_words})")));
        }
        if let Some(before) = given.before_review {
            let text = match before == given.mark {
                true => ", kept after review".to_owned(),
                false => format!(", before review {}", mark_word(mark.about, before)),
            };
            words.push(quiet(&text));
        }
        if !given.note.as_str().is_empty() {
            words.push(plain(&format!(": {}", given.note)));
        }
    }
    let is_counted = mark.given.iter().any(|given| given.counts);
    if is_counted || !matches!(mark.about, MarkAbout::Point | MarkAbout::Number) {
        if words.is_empty() {
            words.push(quiet("–"));
        }
        return words;
    }
    if !words.is_empty() {
        words.push(plain("; "));
    }
    words.push(strong(if judged.confirmed.is_some() { "unconfirmed" } else { "not marked" }));
    if let Some(by_words) = mark.by_words.filter(|_| judged.confirmed.is_some()) {
        words.push(quiet(&format!(", by the words {}", mark_word(mark.about, by_words))));
    }
    words
}

fn role(mark: &MarkPart) -> String {
    let weighs = format!("{}, weight {}", mark.dim, mark.weight);
    match (mark.about, kind_of(mark.about, mark.must, mark.core)) {
        (MarkAbout::Point, "") | (MarkAbout::Number, _) => weighs,
        (MarkAbout::Point, kind) => format!("{weighs}, {kind}"),
        (_, kind) => kind.to_owned(),
    }
}

fn evidence(mark: &MarkPart) -> Line {
    let Some(quote) = &mark.evidence else {
        return vec![quiet("no matching sentence found")];
    };
    let mut words = vec![plain(&format!("{}: “", band(quote)))];
    for (piece, is_match) in &quote.pieces {
        words.push(if *is_match { hit(piece.as_str()) } else { plain(piece.as_str()) });
    }
    words.push(plain("”"));
    words
}

const fn band(quote: &Quote) -> &'static str {
    match (quote.band, quote.check_polarity) {
        (_, true) => "maybe, check polarity",
        (Band::Likely, false) => "likely",
        (Band::Maybe, false) => "maybe, read this",
        (Band::None, false) => "weak",
    }
}
