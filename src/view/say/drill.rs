//! A card as it is asked, what it wanted, and what came of a sitting.

use chrono::NaiveDate;

use crate::figures::counted;
use crate::prep::card::{Asks, Card, Grade};
use crate::prep::day::days_between;
use crate::prep::deck::{Line, minutes};
use crate::time::Span;
use crate::view::page::{Block, Ink, Listing};

/// Phrasings shown of a point: enough to hear how people put it.
const PHRASINGS_MOST: usize = 3;

/// The card before it is answered.
#[must_use]
pub fn asked(card: &Card, left: usize) -> Vec<Block> {
    let head = format!("{} · {}", card.topic, of(card.asks));
    let rest = if left > 1 { format!("{left} due") } else { "the last one due".to_owned() };
    let mut blocks =
        vec![Block::Rule, Block::two_sided(Ink::Dim, &head, &rest), Block::heading(&card.title)];
    if !card.situation.is_empty() {
        blocks.push(Block::line(&card.situation));
    }
    for (number, option) in card.options.iter().enumerate() {
        blocks.push(Block::hanging(Ink::Plain, &format!("  {}  ", number + 1), option));
    }
    blocks.push(Block::Blank);
    let ask = match card.asks {
        Asks::Choice => "Which one? Type its number, and say why.",
        Asks::Case | Asks::Own => {
            "Say it, in a minute. Type it and end with an empty line; said aloud, just press Enter."
        }
        Asks::Point => {
            "Say the point that was missing, in a minute or two. Type it and end with an empty \
             line; said aloud, just press Enter."
        }
    };
    blocks.push(Block::inked(Ink::Dim, ask));
    blocks
}

const fn of(asks: Asks) -> &'static str {
    match asks {
        Asks::Point => "a point you missed",
        Asks::Case => "data your code failed on",
        Asks::Choice => "a quiz question",
        Asks::Own => "your own card",
    }
}

/// What the card wanted, and the four keys with their dates.
#[must_use]
pub fn shown(
    card: &Card,
    said: &str,
    took: Span,
    dues: &[(Grade, NaiveDate)],
    today: NaiveDate,
) -> Vec<Block> {
    let mut blocks = vec![Block::Blank];
    if card.asks == Asks::Choice {
        blocks.push(Block::inked(Ink::Bold, verdict(card, said)));
    }
    blocks.push(Block::hanging(Ink::Bold, "The point  ", &card.point));
    for phrasing in card.phrasings.iter().take(PHRASINGS_MOST) {
        blocks.push(Block::hanging(Ink::Plain, "  as in    ", &format!("\"{phrasing}\"")));
    }
    if !card.model.is_empty() {
        blocks.push(Block::hanging(Ink::Cyan, "  model    ", &card.model));
    }
    let how = if said.is_empty() { "without writing" } else { "written" };
    blocks.push(Block::Blank);
    blocks.push(Block::inked(Ink::Dim, &format!("{took}, {how}. How did it go?")));
    let keys: Vec<String> = dues
        .iter()
        .enumerate()
        .map(|(at, (grade, due))| {
            let when = when(*due, today);
            format!("[{}] {grade} {}", at + 1, when.strip_prefix("in ").unwrap_or(&when))
        })
        .collect();
    // A line of 80 holds the longest of them.
    blocks.push(Block::line(&keys.join("   ")));
    blocks.extend(keys_besides());
    blocks
}

fn verdict(card: &Card, said: &str) -> &'static str {
    let number = said.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty());
    let chosen = number.and_then(|number| number.parse::<usize>().ok());
    let chosen = chosen.and_then(|number| card.options.get(number.checked_sub(1)?));
    match chosen {
        Some(chosen) if *chosen == card.point => "Right.",
        Some(_) => "Not that one.",
        None => "No number was given.",
    }
}

/// `today`, `tomorrow`, `in 5 days`.
#[must_use]
pub fn when(due: NaiveDate, today: NaiveDate) -> String {
    match days_between(today, due) {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

fn keys_besides() -> Vec<Block> {
    let text = "[u] take the last answer back   [b] not today   [s] never again   [q] leave";
    vec![Block::inked(Ink::Dim, text)]
}

/// The same where something else was pressed.
#[must_use]
pub fn keys() -> Vec<Block> {
    let mut blocks = vec![Block::line("[1] again   [2] hard   [3] good   [4] easy")];
    blocks.extend(keys_besides());
    blocks
}

/// Nothing is due.
#[must_use]
pub fn nothing(next: Option<NaiveDate>, is_empty: bool) -> Vec<Block> {
    if is_empty {
        return vec![
            Block::line(
                "There is no card yet. A point becomes one when you mark it missed or partly.",
            ),
            Block::line("Next: `mock run`, and mark it; or `mock drill import FILE`"),
        ];
    }
    let next =
        next.map_or("No card waits.".to_owned(), |next| format!("The next one is due on {next}."));
    vec![Block::line(&format!("Nothing is due. {next}")), Block::line("Next: `mock run`")]
}

/// What came of a sitting; `minutes` where the time was over.
#[must_use]
pub fn end(
    answered: usize,
    again: usize,
    left: usize,
    next: Option<NaiveDate>,
    over: Option<u32>,
) -> Vec<Block> {
    let mut said = match over {
        None => String::new(),
        Some(1) => "The minute is over. ".to_owned(),
        Some(minutes) => format!("The {minutes} minutes are over. "),
    };
    said.push_str(&format!("Answered: {answered}"));
    if again > 0 {
        said.push_str(&format!(", of which again: {again}"));
    }
    said.push('.');
    let rest = match (left, next) {
        (0, Some(next)) => format!("Nothing more is due today; the next one on {next}."),
        (0, None) => "Nothing more is due today.".to_owned(),
        (left, _) => format!(
            "Still due: {left}, about {}; `mock drill` goes on.",
            counted(usize::try_from(minutes(left)).unwrap_or(usize::MAX), "minute")
        ),
    };
    vec![Block::Rule, Block::line(&said), Block::line(&rest)]
}

/// The log's last record was cut short.
#[must_use]
pub fn mended(bytes: u64, copy: &str) -> String {
    format!("the last record of practice.jsonl was cut short ({bytes} bytes); it is in {copy}")
}

/// All cards, by when they are due.
#[must_use]
pub fn list(lines: &[Line], today: NaiveDate) -> Vec<Block> {
    if lines.is_empty() {
        return nothing(None, true);
    }
    let mut listing = Listing::new(&["card", "topic", "what", "due", "last"], &["last", "what"]);
    for line in lines {
        let due = match (line.suspended, line.last) {
            (true, _) => "suspended".to_owned(),
            (false, _) if line.buried.is_some_and(|until| until > today) => "tomorrow".to_owned(),
            (false, None) => "new".to_owned(),
            (false, Some((_, due))) => due.to_string(),
        };
        let last = line.last.map_or(String::new(), |(day, _)| day.to_string());
        listing.row(&[&line.id, &line.topic, line.asks.word(), &due, &last]);
    }
    vec![Block::Listing(listing)]
}
