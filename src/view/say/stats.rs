//! Progress as a page: what was done, where each kind stands, and what changed.

mod figure;

use chrono::{Datelike, NaiveDate};

use crate::figures::{counted, decimal, percent};
use crate::prep::day::later;
use crate::prep::luck::LUCK_FROM;
use crate::prep::stats::{Change, DAYS, KindStat, ROUNDS_LEAST, Series, Stats, Tellings, mean};
use crate::score::calibration::PAIRS_LEAST;
use crate::text::SafeText;
use crate::time::Span;
use crate::view::page::{Block, Ink, Page, html};

/// Scores of one line of sparks, and topics that are listed.
const SPARKS_MOST: usize = 12;
const TOPICS_MOST: usize = 12;

/// For a terminal.
#[must_use]
pub fn blocks(stats: &Stats, today: NaiveDate) -> Vec<Block> {
    if stats.is_empty() {
        return none(stats);
    }
    let mut blocks = vec![Block::heading("Practice"), Block::line(&practised(stats))];
    blocks.push(Block::Blank);
    blocks.extend(calendar(stats, today));
    blocks.extend(rest(stats));
    blocks
}

/// One page that needs nothing else, with the same figures drawn.
#[must_use]
pub fn page(stats: &Stats, today: NaiveDate) -> String {
    let mut blocks = vec![Block::para(&practised(stats))];
    if stats.is_empty() {
        blocks = none(stats);
    } else {
        blocks.push(Block::heading("Days of practice"));
        blocks.push(Block::Figure(figure::calendar(stats, today)));
        blocks.push(Block::inked(Ink::Dim, figure::LEGEND));
        for kind in &stats.kinds {
            blocks.push(Block::heading(&format!("{}, round by round", kind.kind.title())));
            blocks.push(Block::Figure(figure::kind(kind)));
        }
        blocks.extend(rest(stats));
    }
    html(&Page {
        kicker: SafeText::line("Mock interview progress"),
        title: SafeText::line(&format!("Practice until {today}")),
        has_contents: false,
        blocks,
    })
}

fn none(stats: &Stats) -> Vec<Block> {
    let mut blocks =
        vec![Block::line("Nothing is practised yet."), Block::line("Next: `mock run`")];
    blocks.extend(simulated(stats));
    blocks
}

fn rest(stats: &Stats) -> Vec<Block> {
    let mut blocks = kinds(stats);
    blocks.extend(changes(stats));
    blocks.extend(series("Topics, weakest first", &stats.topics));
    blocks.extend(series("Qualities", &stats.dimensions));
    blocks.extend(pace(stats));
    blocks.extend(simulated(stats));
    blocks
}

/// `12 sessions, 8:30:00 in rounds; 40 cards in 0:45:00.`
fn practised(stats: &Stats) -> String {
    let sessions = counted(stats.sessions, "session");
    let mut told = format!("{sessions}, {} in rounds", hours(stats.rounds_ms));
    if stats.answers > 0 {
        let cards = counted(stats.answers, "card");
        told.push_str(&format!("; {cards} in {}", hours(stats.drill_ms)));
    }
    if let Tellings { n, stories, took_ms, last: Some(last) } = stats.stories {
        let (n, took) = (counted(n, "telling"), hours(took_ms));
        let stories =
            if stories == 1 { "1 story".to_owned() } else { format!("{stories} stories") };
        told.push_str(&format!("; {n} of {stories} in {took}, the last on {last}"));
    }
    format!("{told}.")
}

fn hours(ms: u64) -> String {
    let minutes = Span(ms).whole_minutes();
    if minutes < 60 {
        format!("{minutes} min")
    } else {
        format!("{} h {:02}", minutes / 60, minutes % 60)
    }
}

/// A column a week, a row a day of the week.
fn calendar(stats: &Stats, today: NaiveDate) -> Vec<Block> {
    let weeks = DAYS / 7;
    let monday = later(today, -i64::from(today.weekday().num_days_from_monday()));
    let first = later(monday, -7 * (weeks - 1));
    let mut rows = Vec::new();
    for (at, name) in ["Mon", "   ", "Wed", "   ", "Fri", "   ", "Sun"].iter().enumerate() {
        let day = |week: i64| later(first, week * 7 + i64::try_from(at).unwrap_or_default());
        let sign = |day: NaiveDate| {
            if day > today { " " } else { shade(stats.days.get(&day).copied()) }
        };
        let row: String = (0..weeks).map(|week| sign(day(week))).collect();
        rows.push(format!("{name} {row}"));
    }
    let from = first.format("%-d %B %Y");
    vec![
        Block::line(&format!("The last half year, from {from}:")),
        Block::verbatim(&rows.join("\n")),
        Block::line("· nothing, ░ up to 10 minutes, ▒ 30, ▓ 60, █ more"),
    ]
}

fn shade(ms: Option<u64>) -> &'static str {
    match ms.unwrap_or_default() / 60_000 {
        0 if ms.is_none() => "·",
        0..=10 => "░",
        11..=30 => "▒",
        31..=60 => "▓",
        _ => "█",
    }
}

/// Readiness is no single number: what it takes to say something, what there was, and the last.
fn kinds(stats: &Stats) -> Vec<Block> {
    let row = |kind: &KindStat| {
        let needed = ROUNDS_LEAST.saturating_sub(kind.n);
        let says = match (kind.interval, needed) {
            (Some((low, high)), _) => {
                let mean = decimal(mean(&kind.means));
                format!("{mean}, probably {} to {} (n = {})", decimal(low), decimal(high), kind.n)
            }
            (None, 0) => format!("{} (n = {})", decimal(mean(&kind.means)), kind.n),
            (None, more) => format!("too few to tell: {} more", counted(more, "round")),
        };
        let last = kind.means.last().copied().map(decimal).unwrap_or_default();
        vec![
            kind.kind.title().to_owned(),
            format!("{}, {ROUNDS_LEAST} needed", kind.n),
            format!("{last} on {}", kind.last),
            says,
        ]
    };
    if stats.kinds.is_empty() {
        return vec![Block::Blank, Block::line("No round is scored yet: `mock score` marks one.")];
    }
    let rows: Vec<Vec<String>> = stats.kinds.iter().map(row).collect();
    vec![
        Block::Blank,
        Block::heading("Where each kind of round stands"),
        Block::table(&["kind", "rounds", "last score", "mean"], &rows),
    ]
}

fn changes(stats: &Stats) -> Vec<Block> {
    let Some((day, is_plan)) = stats.parted else { return Vec::new() };
    let title = if is_plan {
        format!("Since the plan began on {day}")
    } else {
        format!("Since {day}, the later half of your rounds")
    };
    let mut blocks = vec![Block::Blank, Block::heading(&title)];
    if stats.changes.is_empty() {
        blocks.push(Block::line("No kind of round was sat both before and after it."));
        return blocks;
    }
    blocks.push(Block::list(stats.changes.iter().map(change)));
    blocks.push(Block::line(&format!(
        "How it is tested: if the day made no difference, every way to deal the scores into two \
         groups of these sizes is as likely; luck is the share of them that differ at least as much \
         (a permutation test). Above {} in a hundred it is put down to luck.",
        LUCK_FROM / 10
    )));
    blocks
}

fn change(change: &Change) -> String {
    let Change { name, before, after, luck } = change;
    let figures = format!(
        "{name}: {} (n = {}) before, {} (n = {}) after",
        decimal(mean(before)),
        before.len(),
        decimal(mean(after)),
        after.len()
    );
    let luck_says = percent(luck.by_luck);
    let says = if !luck.can_tell() {
        "too few rounds to tell it from luck".to_owned()
    } else if luck.is_luck() {
        format!("no difference that luck could not make ({luck_says})")
    } else if luck.difference > 0 {
        format!("better, and luck alone seldom does that ({luck_says})")
    } else {
        format!("worse, and luck alone seldom does that ({luck_says})")
    };
    format!("{figures}: {says}")
}

fn series(heading: &str, all: &[Series]) -> Vec<Block> {
    if all.is_empty() {
        return Vec::new();
    }
    let row = |series: &Series| {
        let scores = &series.scores;
        let shown = &scores[scores.len().saturating_sub(SPARKS_MOST)..];
        vec![
            series.name.clone(),
            shown.iter().map(|score| spark(*score)).collect(),
            decimal(series.mean()),
            scores.len().to_string(),
        ]
    };
    let rows: Vec<Vec<String>> = all.iter().take(TOPICS_MOST).map(row).collect();
    let mut blocks = vec![Block::Blank, Block::heading(heading)];
    blocks.push(Block::table(&["name", "over time", "mean", "n"], &rows));
    if all.len() > TOPICS_MOST {
        let more = all.len() - TOPICS_MOST;
        blocks.push(Block::para(&format!("And {more} more; `--json` has all of them.")));
    }
    blocks
}

/// One score on the scale from 1 to 4.
fn spark(score: u32) -> char {
    const SPARKS: [char; 7] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'];
    let at = score.clamp(1000, 4000).saturating_sub(1000) * 6 / 3000;
    SPARKS[at as usize]
}

fn pace(stats: &Stats) -> Vec<Block> {
    let pace = &stats.pace;
    let mut lines = Vec::new();
    if pace.timed > 0 {
        lines.push(format!(
            "Time: {} of the budget used (n = {}); all of it in {}.",
            percent(pace.share),
            pace.timed,
            counted(pace.used_up, "round")
        ));
    }
    if pace.rounds > 0 {
        let hints = counted(pace.hints as usize, "hint");
        lines.push(format!("Help: {hints} in {}.", counted(pace.rounds, "round")));
    }
    if pace.guesses > 0 {
        let gap = decimal(u32::try_from(pace.bias.unsigned_abs()).unwrap_or(u32::MAX));
        let says = match (pace.guesses < PAIRS_LEAST, pace.bias) {
            (true, _) => "too few to tell".to_owned(),
            (false, 0) => "on average right".to_owned(),
            (false, 1..) => format!("on average {gap} too high"),
            (false, _) => format!("on average {gap} too low"),
        };
        let n = pace.guesses;
        lines.push(format!("Your own guesses: {says} (n = {n}); `mock calibration` says more."));
    }
    if lines.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Blank, Block::heading("Time, help and your own guess")];
    blocks.push(Block::list(lines));
    blocks
}

fn simulated(stats: &Stats) -> Option<Block> {
    let count = stats.simulated;
    let text = format!("Played from an answers file, and left out: {}", counted(count, "session"));
    (count > 0).then(|| Block::line(&text))
}
