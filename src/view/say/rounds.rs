//! The rounds and loops, and how one of them spends its minutes.

use crate::figures::counted;
use crate::format::{
    Draw, Format, LoopFormat, LoopSlot, PhaseFormat, PhaseWhat, RoundFormat, SlotFormat,
};
use crate::text::SafeText;
use crate::view::page::{Block, Listing};
use crate::view::words;

/// A line for each.
pub fn list(formats: &[Format]) -> Block {
    let mut listing = Listing::new(&["id", "minutes", "usual", "what happens"], &["usual"]);
    for format in formats {
        let (range, minutes, parts): (_, _, Vec<String>) = match format {
            Format::Round(round) => (
                round.range,
                round.minutes,
                round.phases.iter().map(|it| format!("{} {}", it.minutes, it.name)).collect(),
            ),
            Format::Loop(looped) => {
                (looped.range, looped.minutes, looped.slots.iter().map(slot).collect())
            }
        };
        let usual = match range {
            (low, high) if low == high => low.to_string(),
            (low, high) => format!("{low}–{high}"),
        };
        listing.row(&[format.id(), &minutes.to_string(), &usual, &parts.join(", ")]);
    }
    Block::Listing(listing)
}

/// One of them, minute by minute.
pub fn whole(format: &Format) -> Vec<Block> {
    match format {
        Format::Loop(looped) => whole_loop(looped),
        Format::Round(round) => whole_round(round),
    }
}

fn whole_loop(looped: &LoopFormat) -> Vec<Block> {
    let mut blocks = vec![line(&format!("{}: {} minutes", looped.title, looped.minutes))];
    blocks.extend(looped.slots.iter().map(|it| indented("  ", &slot(it))));
    blocks
}

fn whole_round(round: &RoundFormat) -> Vec<Block> {
    let kind = round.kind.title();
    let mut blocks = vec![
        line(&format!("{}: {} minutes, judged as {kind}", round.title, round.minutes)),
        Block::Blank,
        Block::line(&round.opening.replace("{name}", "…")),
        Block::Blank,
    ];
    let phase = |phase: &PhaseFormat| {
        let what = match &phase.what {
            PhaseWhat::Talk { prompt } => prompt.clone(),
            PhaseWhat::Draw { draw } => round.draws.get(draw).map_or(String::new(), drawn),
            PhaseWhat::YourQuestions => "you ask".to_owned(),
        };
        indented(&format!("{:>3}  ", phase.minutes), &format!("{}: {what}", phase.name))
    };
    blocks.extend(round.phases.iter().map(phase));
    if !round.rubric.is_empty() {
        blocks.extend([Block::Blank, line("Judged over the whole round:")]);
    }
    for item in &round.rubric {
        let text = format!("{} ({}, weight {})", item.text, item.dim, item.weight);
        blocks.push(indented("  ", &text));
    }
    blocks
}

fn slot(slot: &LoopSlot) -> String {
    let what = match &slot.what {
        SlotFormat::Round { rounds, minutes } => format!("{minutes} {}", rounds.join(" or ")),
        SlotFormat::Break { title, minutes } => format!("{minutes} {}", title.to_lowercase()),
        SlotFormat::Questions { minutes } => format!("{minutes} your questions"),
    };
    if slot.levels.is_empty() {
        return what;
    }
    let levels: Vec<&str> = slot.levels.iter().map(|level| level.word()).collect();
    format!("{what} ({})", levels.join(", "))
}

fn drawn(draw: &Draw) -> String {
    let modes: Vec<&str> = draw.modes.iter().map(|mode| mode.word()).collect();
    let kind = format!("{} question", words::kind(draw.kind));
    let count = counted(draw.count as usize, &kind);
    match modes.as_slice() {
        [] => count,
        modes => format!("{count}, {}", modes.join(" or ")),
    }
}

fn line(text: &str) -> Block {
    indented("", text)
}

fn indented(indent: &str, text: &str) -> Block {
    Block::line(&format!("{indent}{}", SafeText::line(text)))
}
