//! Sessions: a list of them, and where one stands.

use crate::text::SafeText;
use crate::view::page::{Block, Ink, Listing};
use crate::view::sessions::SessionLine;
use crate::view::transcript::{SlotPart, Transcript};

/// A session as it was found on disk.
pub struct Found<'a> {
    pub short: &'a str,
    /// None where it cannot be read.
    pub line: Option<&'a SessionLine>,
    pub is_damaged: bool,
    /// It goes on in another process.
    pub is_held: bool,
}

pub fn list(found: &[Found<'_>]) -> Block {
    let head = ["session", "begun", "round", "level", "mode", "questions", "outcome"];
    let mut listing = Listing::new(&head, &["level", "mode"]);
    for session in found {
        let Some(line) = session.line else {
            listing.row(&[session.short, "", "", "", "", "", "cannot be read"]);
            continue;
        };
        let asked = format!("{} of {}", line.asked, line.drawn);
        let mut outcome = match (session.is_damaged, session.is_held) {
            (true, _) => "damaged".to_owned(),
            (false, true) => "under way".to_owned(),
            (false, false) => line.outcome(),
        };
        if line.simulated {
            outcome.push_str(" (answers file)");
        }
        let (when, title) = (line.when(), line.title.as_str());
        listing.row(&[session.short, &when, title, level(line), mode(line), &asked, &outcome]);
    }
    Block::Listing(listing)
}

/// Where one stands; `journal` says where its records are.
pub fn one(line: &SessionLine, transcript: &Transcript, journal: &str) -> Vec<Block> {
    let mut listing = Listing::new(&["part", "time", "limit", "state"], &[]);
    for slot in &transcript.slots {
        listing.row(&slot_row(slot).each_ref().map(String::as_str));
    }
    let mut blocks = facts(line, journal);
    blocks.extend([Block::Blank, Block::Listing(listing)]);
    if !transcript.missing.is_empty() {
        blocks.extend([Block::Blank, Block::line("Missing:")]);
        let missing = transcript.missing.iter();
        blocks.extend(missing.map(|missing| Block::line(&format!("  {missing}"))));
    }
    blocks
}

fn facts(line: &SessionLine, journal: &str) -> Vec<Block> {
    let mut facts = vec![
        ("session", line.id.clone()),
        ("round", line.title.to_string()),
        ("begun", line.when()),
        ("level", format!("{} {}", level(line), mode(line))),
        ("questions", format!("{} of {} put", line.asked, line.drawn)),
        ("time", format!("{} of interview", line.interview_ms)),
        ("outcome", line.outcome()),
        ("", line.recommendation.as_ref().map_or(String::new(), ToString::to_string)),
    ];
    if line.simulated {
        facts.push(("played", "from an answers file, on a simulated clock".to_owned()));
    }
    facts.push(("journal", journal.to_owned()));
    let said = facts.iter().map(|(name, text)| (name, SafeText::line(text)));
    let said = said.filter(|(_, text)| !text.as_str().is_empty());
    said.map(|(name, text)| Block::hanging(Ink::Plain, &format!("{name:<10}"), text.as_str()))
        .collect()
}

fn level(line: &SessionLine) -> &'static str {
    line.level.map_or("", |level| level.word())
}

fn mode(line: &SessionLine) -> &'static str {
    line.mode.map_or("", |mode| mode.word())
}

/// Part, time, limit, and what became of it.
pub fn slot_row(slot: &SlotPart) -> [String; 4] {
    let (title, begun, timing) = match slot {
        SlotPart::Round(round) => (&round.title, round.begun, round.timing),
        SlotPart::Break { title, begun, timing } => (title, *begun, *timing),
    };
    let limit = timing.budget_ms.map_or("none".to_owned(), |limit| limit.to_string());
    let score = match slot {
        SlotPart::Round(round) => round.judged.as_ref().and_then(|judged| judged.score.as_ref()),
        SlotPart::Break { .. } => None,
    };
    let is_over = match slot {
        SlotPart::Round(round) => round.ended.is_some(),
        SlotPart::Break { .. } => begun,
    };
    let state = match (begun, is_over) {
        (false, _) => "not begun".to_owned(),
        (true, false) => "under way".to_owned(),
        (true, true) => {
            let standing = score.and_then(|score| score.standing().short());
            standing.unwrap_or_else(|| "over".to_owned())
        }
    };
    let time = if begun { timing.used_ms.to_string() } else { String::new() };
    [title.to_string(), time, limit, state]
}
