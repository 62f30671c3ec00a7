//! Stories of one's own: listed, shown, told against the clock, set against what is asked.

use super::question::STAR_ASKS;
use super::star;
use crate::engine::event::OwnStory;
use crate::figures::{counted, whole_percent};
use crate::prep::record::Rehearsal;
use crate::prep::story::cover::{Cell, Column, Cover, Row};
use crate::prep::story::shelf::{Usage, WORN};
use crate::prep::story::{Fault, Story};
use crate::score::rules::StarRules;
use crate::score::star::{LETTERS, Share, StarReport};
use crate::text::SafeText;
use crate::time::Span;
use crate::view::page::{Block, Ink, Listing};
use crate::view::words::title;

/// How long a story is by convention: one to two minutes, of which this is the longer (docs/rules.md,
/// STAR). The letters' shares of it are what they are told against.
const USUAL: Span = Span::minutes(2);

/// Stories of one matrix: what eighty columns hold beside the competency.
const COLUMNS_MOST: usize = 12;

/// Letters that head the matrix's columns.
const HEADS: [&str; COLUMNS_MOST] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/// There is no story.
#[must_use]
pub fn none() -> Vec<Block> {
    vec![
        Block::line(
            "There is no story yet. Six to eight that you know well turn to most questions.",
        ),
        Block::line(
            "Next: `mock story new`, or keep an answer of a session: `mock story new --from last`",
        ),
    ]
}

#[must_use]
pub fn list(stories: &[(&Story, &Usage)]) -> Vec<Block> {
    let head = ["story", "year", "rehearsed", "told", "title, and what it shows"];
    let mut listing = Listing::new(&head, &["year", "told", "rehearsed"]);
    for (story, usage) in stories {
        let year = story.year.map_or(String::new(), |year| year.to_string());
        let mut says = story.title.clone();
        if story.is_blank() {
            says.push_str(" (no letter is written yet)");
        }
        if !story.competencies.is_empty() {
            says.push_str(&format!(": {}", story.competencies.join("; ")));
        }
        listing.row(&[&story.id, &year, &rehearsed(usage), &usage.told.len().to_string(), &says]);
    }
    vec![Block::Listing(listing)]
}

/// `3, last 2026-11-30`; `never`.
fn rehearsed(usage: &Usage) -> String {
    match usage.rehearsed {
        Some(day) => format!("{}, last {day}", usage.rehearsals),
        None => "never".to_owned(),
    }
}

/// One story whole.
#[must_use]
pub fn whole(story: &Story, usage: &Usage, path: &str) -> Vec<Block> {
    let mut blocks = vec![Block::heading(&story.title)];
    let mut fact = |label: &str, text: &str| {
        if !text.is_empty() {
            blocks.push(Block::hanging(Ink::Plain, &format!("{label:<11} "), text));
        }
    };
    fact("shows", &story.competencies.join("; "));
    fact("year", &story.year.map_or(String::new(), |year| year.to_string()));
    fact("numbers", &story.numbers.join("; "));
    fact("people", &story.people.join("; "));
    let others: Vec<String> =
        story.others.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    fact("besides", &others.join("; "));
    fact("rehearsed", &rehearsed(usage));
    fact("told", &told(usage));
    fact("file", path);
    for ((letter, text), asks) in LETTERS.iter().zip(&story.letters).zip(STAR_ASKS) {
        blocks.push(Block::Blank);
        blocks.push(Block::heading(&title(letter)));
        match text.as_str() {
            "" => blocks.push(Block::inked(Ink::Dim, &format!("Nothing is written. {asks}"))),
            text => blocks.push(Block::line(text)),
        }
    }
    if !story.notes.is_empty() {
        blocks.push(Block::Blank);
        blocks.push(Block::heading("Beside the letters"));
        blocks.push(Block::line(&story.notes));
    }
    blocks
}

/// For which questions, and when.
fn told(usage: &Usage) -> String {
    if usage.told.is_empty() {
        return "never".to_owned();
    }
    let times: Vec<String> =
        usage.told.iter().map(|told| format!("{} ({})", told.question, told.day)).collect();
    times.join(", ")
}

/// The command that does this with a story, for a shell: an id is a file's name, and may hold blanks.
#[must_use]
pub fn command(verb: &str, id: &str) -> String {
    let id = shlex::try_quote(id).map_or_else(|_| "STORY".to_owned(), |id| id.into_owned());
    format!("`mock story {verb} {}`", SafeText::line(&id))
}

/// What is wrong with a file: `PATH:3: the year is a text; write …`, a line each.
#[must_use]
pub fn faults(path: &str, faults: &[Fault]) -> Vec<String> {
    let told = |fault: &Fault| {
        let line = fault.line.map_or(String::new(), |line| format!(":{line}"));
        SafeText::line(&format!("{path}{line}: {}; {}", fault.cause, fault.help)).to_string()
    };
    faults.iter().map(told).collect()
}

/// Before a telling: what it is, and how the letters are usually shared.
#[must_use]
pub fn before(story: &Story, rules: &StarRules, is_written: bool) -> Vec<Block> {
    let shares: Vec<String> = LETTERS
        .iter()
        .zip(rules.shares)
        .map(|(letter, share)| format!("{} {}", title(letter), whole_percent(share)))
        .collect();
    let how = match is_written {
        true => "Type each letter; an empty line ends it.",
        false => "Say it aloud, as to an interviewer. Enter ends each letter.",
    };
    vec![
        Block::heading(&story.title),
        Block::line(&format!(
            "Usual shares: {}. One to two minutes in all; four at most.",
            shares.join(", ")
        )),
        Block::inked(Ink::Dim, &format!("{how} Ctrl-C leaves, and keeps nothing.")),
    ]
}

/// A letter begins.
#[must_use]
pub fn letter(letter: usize) -> Vec<Block> {
    let name = LETTERS.get(letter).copied().unwrap_or_default();
    let asks = STAR_ASKS.get(letter).copied().unwrap_or_default();
    vec![Block::Blank, Block::heading(&title(name)), Block::inked(Ink::Dim, asks)]
}

/// What a letter takes by convention.
#[must_use]
pub fn usual(rules: &StarRules, letter: usize) -> Span {
    USUAL.scaled(u64::from(rules.shares.get(letter).copied().unwrap_or(0)))
}

/// Below a letter that is being told: `Action 0:41, usually 1:12 · story 1:17`.
#[must_use]
pub fn clock(rules: &StarRules, letter: usize, took: Span, total: Span) -> String {
    let name = title(LETTERS.get(letter).copied().unwrap_or_default());
    format!("{name} {took}, usually {} · story {total}", usual(rules, letter))
}

/// After a telling: shares beside the usual ones, what was checked, and what to compare with.
#[must_use]
pub fn after(
    story: &Story,
    report: &StarReport,
    earlier: &[&Rehearsal],
    is_written: bool,
) -> Vec<Block> {
    let total = Span(report.shares.iter().fold(0, |sum, share| sum.saturating_add(share.used_ms)));
    let mut blocks = vec![Block::Rule, Block::heading(&format!("Told in {total}"))];
    blocks.push(star::spread(&report.shares, is_written));
    blocks.push(Block::Blank);
    blocks.extend(star::checks(report));
    if let Some(off) = most_off(&report.shares, is_written) {
        blocks.push(Block::line(&off));
    }
    if let Some(last) = earlier.last() {
        let times = counted(earlier.len(), "time");
        blocks
            .push(Block::line(&format!("Told {times} before, the last time in {}.", last.total())));
    }
    if !story.numbers.is_empty() {
        let text = format!("Your numbers: {}. Did you say each of them?", story.numbers.join("; "));
        blocks.push(Block::line(&text));
    }
    blocks.push(Block::inked(
        Ink::Dim,
        &format!("{} has your own words to compare with.", command("show", &story.id)),
    ));
    blocks
}

/// The letter whose share differs most from the usual one; nothing where none does by a tenth of the
/// story. It informs: the shares are a convention.
fn most_off(shares: &[Share; 4], is_written: bool) -> Option<String> {
    const TENTH: u32 = 100;
    let share = |letter: &Share| if is_written { letter.word_share } else { letter.time_share };
    if shares.iter().all(|letter| share(letter) == 0) {
        return None;
    }
    let off = shares.iter().max_by_key(|letter| share(letter).abs_diff(letter.guide))?;
    let (own, guide) = (share(off), off.guide);
    let what = if own > guide { "longer" } else { "shorter" };
    (own.abs_diff(guide) >= TENTH).then(|| {
        format!(
            "{} was {what} than usual: {} against {}, a convention.",
            title(off.letter),
            whole_percent(own),
            whole_percent(guide)
        )
    })
}

/// Competencies against stories, as a matrix of its own for every twelve stories.
#[must_use]
pub fn cover(cover: &Cover) -> Vec<Block> {
    if cover.columns.is_empty() {
        let mut blocks = vec![Block::Listing(uncovered(cover)), Block::Blank];
        blocks.extend(none());
        return blocks;
    }
    let mut blocks = Vec::new();
    for (from, columns) in (0..).step_by(COLUMNS_MOST).zip(cover.columns.chunks(COLUMNS_MOST)) {
        if from > 0 {
            blocks.push(Block::Blank);
        }
        blocks.push(Block::Listing(matrix(cover, from, columns)));
        blocks.push(Block::Blank);
        blocks.extend(legend(columns));
    }
    blocks.push(Block::Blank);
    blocks.push(Block::inked(
        Ink::Dim,
        "x: the story names the competency; a number: how often you told it for such a question; \
         -: neither.",
    ));
    blocks.extend(summary(cover));
    blocks
}

fn uncovered(cover: &Cover) -> Listing {
    let mut listing = Listing::new(&["stories", "competency, and who asks for it"], &[]);
    for row in &cover.rows {
        listing.row(&["none", &competency(row)]);
    }
    listing
}

fn matrix(cover: &Cover, from: usize, columns: &[Column]) -> Listing {
    let last = ["competency, and who asks for it"];
    let head: Vec<&'static str> =
        ["stories"].into_iter().chain(HEADS[..columns.len()].iter().copied()).chain(last).collect();
    let mut listing = Listing::new(&head, &[]);
    for row in &cover.rows {
        let covered = match row.covered() {
            0 => "none".to_owned(),
            count => count.to_string(),
        };
        let cells = row.cells[from..from + columns.len()].iter().map(|cell| mark(*cell));
        let cells: Vec<String> =
            [covered].into_iter().chain(cells).chain([competency(row)]).collect();
        listing.row(&cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    listing
}

fn mark(cell: Cell) -> String {
    match cell {
        Cell { told: 0, names: true } => "x".to_owned(),
        Cell { told: 0, names: false } => "-".to_owned(),
        Cell { told, .. } => told.to_string(),
    }
}

fn competency(row: &Row) -> String {
    let ids: Vec<&str> = row.questions.iter().map(|question| question.id.as_str()).collect();
    format!("{} ({})", row.competency, ids.join(", "))
}

fn legend(columns: &[Column]) -> Vec<Block> {
    let line = |(head, column): (&&str, &Column)| {
        let told = match column.usage.told.len() {
            0 => "not told yet".to_owned(),
            count => format!("told {}", counted(count, "time")),
        };
        let worn = if column.usage.is_worn() { ": find another" } else { "" };
        let unasked = match column.unasked.as_slice() {
            [] => String::new(),
            names => format!("; no question asks for {}", names.join(", ")),
        };
        let text = format!("{} ({}), {told}{worn}{unasked}", column.title, column.id);
        let ink = if column.usage.is_worn() { Ink::Amber } else { Ink::Plain };
        Block::hanging(ink, &format!(" {head}  "), &text)
    };
    HEADS.iter().zip(columns).map(line).collect()
}

fn summary(cover: &Cover) -> Vec<Block> {
    let (all, without) = (cover.rows.len(), cover.uncovered());
    let once = cover.rows.iter().filter(|row| row.covered() == 1).count();
    let mut blocks = vec![Block::line(&format!(
        "Of {}: {without} without a story, {once} with one.",
        if all == 1 { "1 competency".to_owned() } else { format!("{all} competencies") }
    ))];
    let worn: Vec<&str> = cover
        .columns
        .iter()
        .filter(|column| column.usage.is_worn())
        .map(|column| column.id.as_str())
        .collect();
    if !worn.is_empty() {
        let text = format!(
            "Told {WORN} times or more: {}. Interviewers of one company compare notes.",
            worn.join(", ")
        );
        blocks.push(Block::line(&text));
    }
    if let Some(row) = cover.rows.iter().find(|row| row.covered() == 0) {
        let command = match shlex::try_quote(&row.competency) {
            Ok(name) => format!("`mock story new --competency {name}`"),
            Err(_) => "`mock story new`".to_owned(),
        };
        blocks.push(Block::line(&format!("Next: a story for “{}”: {command}", row.competency)));
    }
    blocks
}

/// What became of an answer that was kept.
#[must_use]
pub fn kept(id: &str, path: &str) -> String {
    format!("Kept as {id}, in {path}. `mock story edit {id}` goes on with it.")
}

/// Which story is told, once that is noted.
#[must_use]
pub fn noted(story: Option<&OwnStory>) -> String {
    match story {
        Some(story) => format!("Noted: you tell “{}”.", story.title),
        None => "Noted: none of your stories.".to_owned(),
    }
}

/// A title in the list of a round, with what may keep one from telling it.
#[must_use]
pub fn choice(title: &str, told_at: &[String], is_told_here: bool) -> String {
    let told = match told_at {
        _ if is_told_here => "  (told here)".to_owned(),
        [] => String::new(),
        questions => format!("  (told already: {})", questions.join(", ")),
    };
    format!("{title}{told}")
}
