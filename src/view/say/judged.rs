//! Guesses and scores on the page. A number never stands alone: what spoke for it, what against,
//! what it rests on and how sure it is.

use std::collections::BTreeSet;

use super::marks;
use crate::engine::Seat;
use crate::engine::event::Recommendation;
use crate::figures::{counted, decimal, percent};
use crate::score::rules;
use crate::text::SafeText;
use crate::view::page::{Block, Line, plain, quiet, strong};
use crate::view::standing;
use crate::view::transcript::{ConditionPart, DimensionPart, Judged, ScorePart, SealPart};
use crate::view::{recommendation, words};

/// Everything about one question.
pub(in crate::view::say) fn section(judged: &Judged, at: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut inside: Vec<Block> = marks::marks(judged, at).into_iter().collect();
    if !inside.is_empty() {
        inside.extend(marks::readers(judged));
        blocks.push(Block::section("Marks", inside));
    }
    let mut score = result(judged);
    score.extend(dimensions(judged));
    score.extend(seals_without_score(judged));
    if !score.is_empty() {
        blocks.push(Block::section("Score", score));
    }
    blocks
}

/// `Hire. Mean 3.25 of 4, from 12 points.`; while points are open `Open. 2.10 to 3.40 of 4 …`.
pub(in crate::view::say) fn verdict(judged: &Judged) -> Option<Block> {
    let score = judged.score.as_ref()?;
    let verdict = match (score.recommended, score.band_word) {
        // The conditions follow in a table.
        (Some(recommended), _) => words::title(&recommendation::word(recommended)),
        (None, Some(band)) => standing::headline(band),
        (None, None) if score.open > 0 => "Open".to_owned(),
        (None, None) => "Nothing could be scored".to_owned(),
    };
    let mut words = vec![strong(&format!("{verdict}."))];
    match (score.mean, score.range) {
        (Some(mean), _) => {
            words.push(plain(&format!(" Mean {} of 4, {}.", decimal(mean), sureness(score))));
        }
        (None, Some(ends)) => words.push(plain(&format!(" {} of 4;", standing::range(ends)))),
        (None, None) => {}
    }
    if score.open > 0 {
        let session = &score.session;
        let is_said = score.recommended.is_none() && score.band_word.is_none()
            || score.recommended == Some(Recommendation::Open);
        let open = match is_said {
            true => standing::waiting_in(score.open as usize, session),
            false => standing::open(score.open, session),
        };
        words.push(plain(&format!(" {open}.")));
    }
    if score.capped {
        words.push(plain(" Code that fails its cases holds it down."));
    }
    words.extend(unconfirmed(score).map(|text| strong(&format!(" {text}"))));
    Some(Block::Para(words))
}

/// What no person confirmed.
pub(in crate::view::say) fn unconfirmed(score: &ScorePart) -> Option<String> {
    let read = score.basis.map_or(0, |basis| basis.unconfirmed);
    match (score.unconfirmed, read) {
        (false, _) => None,
        (true, 0) => Some(
            "Unconfirmed: some points count by matched words alone; no person confirmed them."
                .to_owned(),
        ),
        (true, read) => Some(format!(
            "Unconfirmed: {} by a model's reading; no person confirmed {}.",
            if read == 1 { "1 point counts".to_owned() } else { format!("{read} points count") },
            if read == 1 { "it" } else { "them" }
        )),
    }
}

/// What the marks rest on, and how many have no sentence: it stands next to the score.
pub(in crate::view::say) fn basis(score: &ScorePart) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(tally) = score.tally.filter(|tally| tally.marked > 0) {
        let who = match score.judge {
            Seat::Candidate => "You",
            Seat::Interviewer => "The interviewer",
        };
        let partly = match tally.partly {
            0 => String::new(),
            partly => format!(" and {partly} partly"),
        };
        let bare = match tally.without_sentence {
            0 => String::new(),
            1 => "; 1 has no sentence".to_owned(),
            bare => format!("; {bare} have no sentence"),
        };
        let (met, marked) = (tally.met, tally.marked);
        lines.push(format!("{who} marked {met} of {marked} met{partly}{bare}."));
    }
    if let Some(basis) = score.basis {
        let kinds = [
            (basis.placed, "placed in the answer"),
            (basis.aloud, "said aloud"),
            (basis.diagram, "in the diagram"),
            (basis.unwritten, "not written"),
            (basis.computed, "computed"),
            (basis.unconfirmed, "read by a model, unconfirmed"),
        ];
        let told = kinds.iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told.map(|(count, kind)| format!("{count} {kind}")).collect();
        if !told.is_empty() {
            lines.push(format!("What counts rests on: {}.", told.join(", ")));
        }
    }
    lines
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

/// The verdict, and beside it what the marks rest on.
pub(in crate::view::say) fn result(judged: &Judged) -> Vec<Block> {
    let mut blocks: Vec<Block> = verdict(judged).into_iter().collect();
    let lines = judged.score.as_ref().map(basis).unwrap_or_default();
    blocks.extend(lines.iter().map(|line| Block::para(line)));
    let hints = judged.score.as_ref().and_then(|score| score.hints.as_ref());
    blocks.extend(hints.map(|hints| Block::para(&format!("Hints cost: {hints}."))));
    blocks
}

/// What a loop's recommendation rests on.
pub(in crate::view::say) fn conditions(judged: &Judged) -> Option<Block> {
    let score = judged.score.as_ref().filter(|score| !score.conditions.is_empty())?;
    let row = |condition: &ConditionPart| {
        vec![
            vec![strong(match (condition.open, condition.holds) {
                (true, _) => "open",
                (false, true) => "yes",
                (false, false) => "no",
            })],
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
    let seen = dimensions.iter().filter(|dimension| dimension.is_seen());
    let mut told = BTreeSet::new();
    let reasons: Vec<Line> = seen.filter_map(|dim| reasons(dim, &mut told)).collect();
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
        score.dimensions.iter().partition(|dimension| dimension.is_seen());
    let has_peer = seen.iter().any(|dimension| dimension.peer.is_some());
    // From rules 3 on a round of practice has no guess of its own.
    let has_own = score.tally.is_none() || seen.iter().any(|dimension| dimension.sealed.is_some());
    let mut head = vec!["dimension"];
    head.extend(has_own.then_some("you guessed"));
    head.extend(has_peer.then_some("interviewer"));
    head.extend(["scored", "earned", "points"]);
    let mut blocks = Vec::new();
    if !seen.is_empty() {
        let rows = seen.iter().map(|dimension| row(dimension, has_own, has_peer)).collect();
        blocks.push(Block::Table { head, rows });
    }
    blocks.extend(seen.iter().filter_map(|dimension| by_verdicts(dimension)));
    blocks.extend(held(score.rules, &seen));
    if !unseen.is_empty() {
        let names: Vec<String> = unseen.iter().map(|d| words::spoken(d.dim.as_str())).collect();
        blocks.push(Block::para(&format!("Not seen: {}.", names.join(", "))));
    }
    blocks
}

/// How what was earned becomes a score: the two figures stand side by side. It is said once a page,
/// with a round's dimensions.
pub(in crate::view::say) fn legend(score: &ScorePart) -> Option<Block> {
    let cuts = rules::rules(score.rules).map(|rules| &rules.dimension)?;
    score.dimensions.iter().find_map(|dim| dim.coverage)?;
    let text = format!(
        "Earned becomes scored: from {} it is a 2, from {} a 3 if no must is missed, from {} a 4 if \
         every must is met and something lifts it.",
        percent(cuts.two),
        percent(cuts.three),
        percent(cuts.four),
    );
    Some(Block::Para(vec![quiet(&text)]))
}

/// Where more than the share decided.
fn held(number: u32, seen: &[&DimensionPart]) -> Vec<Block> {
    let Some(cuts) = rules::rules(number).map(|rules| &rules.dimension) else { return Vec::new() };
    let told = |dim: &&DimensionPart| {
        let (earned, score) = (dim.coverage?, dim.score?);
        let why = match score {
            1 if earned >= cuts.two => "a red flag holds it down",
            1 | 2 if earned >= cuts.three => "a must is missed, or a red flag holds it down",
            3 if earned >= cuts.four => "nothing lifts it, or a must is met in part alone",
            _ => return None,
        };
        let (name, earned) = (words::title(dim.dim.as_str()), percent(earned));
        let text = format!("{name} earned {earned} and stays a {score}: {why}.");
        Some(Block::Para(vec![quiet(&text)]))
    };
    seen.iter().filter_map(told).collect()
}

/// How a score came about that no mark made.
pub(in crate::view::say) fn by_verdicts(dimension: &DimensionPart) -> Option<Block> {
    let name = words::title(dimension.dim.as_str());
    let text = match dimension.verdicts {
        0 => return None,
        1 => format!("{name} is the verdict on the code alone; no mark counts in it."),
        runs => format!("{name} is the mean of {runs} verdicts on code; no mark counts in it."),
    };
    Some(Block::para(&text))
}

/// `3`, and while points are open `2 to 4`.
pub(in crate::view::say) fn dimension_score(dimension: &DimensionPart) -> String {
    match (dimension.score, dimension.range) {
        (Some(score), _) => score.to_string(),
        (None, Some(ends)) => standing::whole_range(ends),
        (None, None) => String::new(),
    }
}

fn row(dimension: &DimensionPart, has_own: bool, has_peer: bool) -> Vec<Line> {
    let guess = |guess: Option<u32>| vec![plain(&guess.map_or("–".to_owned(), |g| g.to_string()))];
    let mut cells = vec![vec![plain(&words::title(dimension.dim.as_str()))]];
    cells.extend(has_own.then(|| guess(dimension.sealed)));
    cells.extend(has_peer.then(|| guess(dimension.peer)));
    let earned = match (dimension.coverage, dimension.open) {
        (None, _) => "–".to_owned(),
        (Some(coverage), 0) => percent(coverage),
        (Some(coverage), _) => format!("{} so far", percent(coverage)),
    };
    let points = match (dimension.verdicts, dimension.open) {
        (0, 0) => dimension.asked.to_string(),
        (0, open) => format!("{} ({open} open)", dimension.asked),
        (runs, _) => counted(runs as usize, "verdict"),
    };
    let score = dimension_score(dimension);
    cells.extend([vec![strong(&score)], vec![plain(&earned)], vec![plain(&points)]]);
    cells
}

/// A curveball lifts several dimensions, and what it was is said with the first of them.
fn reasons<'d>(dimension: &'d DimensionPart, told: &mut BTreeSet<&'d str>) -> Option<Line> {
    if dimension.spoke_for.is_empty() && dimension.spoke_against.is_empty() {
        return None;
    }
    let mut once = |text: &'d str| match text.split_once(": ") {
        Some((met, _)) if met == words::CURVEBALL_MET && !told.insert(text) => met,
        _ => text,
    };
    let mut joined = |texts: &'d [SafeText]| match texts {
        [] => "nothing.".to_owned(),
        texts => {
            let text = texts.iter().map(|it| once(it.as_str())).collect::<Vec<_>>().join("; ");
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
