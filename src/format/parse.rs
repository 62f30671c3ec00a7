//! A file of `rounds/` to a round or a loop, or every fault of the file at once.
//!
//! ```toml
//! schema = 1
//! id = "coding"                      # the file's name
//! title = "Coding"
//! kind = "coding"                    # a question kind, or "loop"
//! minutes = { low = 60, high = 90, default = 75 }
//! opening = "Hi, I am {name}. …"     # rounds only
//! weights = { correctness = 2 }      # dimensions not named weigh 1
//!
//! [[phases]]                         # their minutes sum to the default
//! name = "intro"
//! minutes = 3
//! prompt = "Tell me …"               # or draw = "sql", or yours = true
//!
//! [draw.sql]
//! kind = "coding"
//! count = 2
//! modes = ["sql"]                    # any mode where left out
//! topics = { sql-window = 3 }        # a weight of 0 leaves a topic out
//! others = 1                         # what a topic weighs that isn't named
//! levels = { below = 1, at = 8, above = 1 }
//! easy = true                        # those that juniors are asked, if there are any
//! distinct = "topic"
//! avoid_seen = 20                    # sessions
//!
//! [[rubric]]                         # as a question's, judged over the whole round
//! ```
//!
//! A loop has `[[slots]]` instead of phases, draws and rubric: `round = "coding", minutes = 75`,
//! `break = "Lunch", minutes = 45`, or `questions = true, minutes = 10`. `rounds = [ … ]` draws one of
//! several, and `levels = ["senior"]` gives the slot to candidates of those levels alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{
    Draw, Format, LevelWeights, LoopFormat, LoopSlot, PhaseFormat, PhaseWhat, RoundFormat,
    SlotFormat,
};
use crate::bank::fault::Fault;
use crate::bank::parse::judge::read_rubric;
use crate::bank::parse::{read_id, read_schema};
use crate::bank::question::{Kind, Level};
use crate::bank::rule;
use crate::bank::walk::{Table, did_you_mean, walk};

/// The longest anything may take, in minutes.
const MINUTES_MOST: u32 = 600;

/// Reads a round or a loop. `name` is the file's name without ending.
///
/// # Errors
/// All faults of the file, in its order. Whether a loop's rounds exist only the bank knows.
pub fn format(path: &str, name: &str, text: &str) -> Result<Format, Vec<Fault>> {
    walk(path, text, |table| {
        read_schema(table);
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).chain(["loop"]).collect();
        let kind = table.word_of(rule::SCHEMA, "kind", &kinds);
        match kind.parse() {
            // Without a kind, the tables say which of the two was meant.
            Err(_) if kind == "loop" || table.has("slots") => {
                Format::Loop(read_loop(table, path, name))
            }
            kind => {
                let kind = kind.unwrap_or(Kind::PhoneScreen);
                Format::Round(read_round(table, path, name, kind))
            }
        }
    })
}

fn read_round(table: &mut Table, path: &str, name: &str, kind: Kind) -> RoundFormat {
    let (range, minutes) = read_minutes(table);
    let (phases, places) = read_phases(table);
    let sum = phases.iter().map(|phase| phase.minutes).sum();
    require_sum(table, "phases", sum, minutes);
    let round = RoundFormat {
        id: read_id(table, name),
        title: table.string("title"),
        kind,
        opening: table.string("opening").trim().to_owned(),
        range,
        minutes,
        draws: read_draws(table),
        phases,
        rubric: read_rubric(table, kind),
        weights: table.number_map("weights", 1..=100),
        path: path.to_owned(),
    };
    check_draws(table, &round, &places);
    for dim in round.weights.keys().filter(|dim| !kind.dimensions().contains(&dim.as_str())) {
        let message = format!("`weights` names `{dim}`, which isn't a dimension of {kind}");
        let help = did_you_mean(dim, kind.dimensions().iter().copied());
        table.complain(rule::DIMENSION, table.span_of("weights"), message, help.as_deref());
    }
    round
}

fn read_minutes(table: &mut Table) -> ((u32, u32), u32) {
    let example = "{ low = 30, high = 60, default = 45 }";
    let Some(mut minutes) = table.required_table("minutes", example) else {
        return ((0, 0), 0);
    };
    let mut read = |key| minutes.number(key, 1..=MINUTES_MOST);
    let (low, high, default) = (read("low"), read("high"), read("default"));
    if !(low <= default && default <= high) {
        let message = format!("{default} minutes are outside {low} to {high}");
        minutes.complain(rule::PHASES, minutes.span_of("default"), message, None);
    }
    minutes.finish();
    ((low, high), default)
}

fn require_sum(table: &Table, key: &str, sum: u32, minutes: u32) {
    if !table.has(key) {
        let message = format!("the file has no [[{key}]]");
        table.complain(rule::SCHEMA, 0..0, message, None);
    } else if table.has("minutes") && sum != minutes {
        let message = format!("the {key} sum to {sum} minutes, not {minutes}");
        table.complain(rule::PHASES, table.span_of("minutes"), message, None);
    }
}

/// The phases, and where each names what it draws.
fn read_phases(table: &mut Table) -> (Vec<PhaseFormat>, Vec<Range<usize>>) {
    let mut phases: Vec<PhaseFormat> = Vec::new();
    let mut places = Vec::new();
    for mut phase in table.tables("phases") {
        let name = phase.string("name");
        if phases.iter().any(|other| other.name == name) {
            let message = format!("the phase `{name}` appears twice");
            phase.complain(rule::ID, phase.span_of("name"), message, None);
        }
        let minutes = phase.number("minutes", 1..=MINUTES_MOST);
        let say = phase.maybe_string("say").map(|say| say.trim().to_owned());
        let (push, turn, notes) = (phase.flag("push"), phase.flag("turn"), phase.flag("notes"));
        let what = read_what(&mut phase);
        phases.push(PhaseFormat { name, say, push, turn, notes, minutes, what });
        places.push(phase.span_of("draw"));
        phase.finish();
    }
    (phases, places)
}

fn read_what(phase: &mut Table) -> PhaseWhat {
    let prompt = phase.maybe_string("prompt");
    let draw = phase.maybe_string("draw");
    match (prompt, draw, phase.flag("yours")) {
        (Some(prompt), None, false) => PhaseWhat::Talk { prompt: prompt.trim().to_owned() },
        (None, Some(draw), false) => PhaseWhat::Draw { draw },
        (None, None, true) => PhaseWhat::YourQuestions,
        _ => {
            let message = "a phase has one of `prompt`, `draw` and `yours = true`".to_owned();
            phase.complain_here(rule::SCHEMA, message, Some("write `prompt = \"…\"`"));
            PhaseWhat::YourQuestions
        }
    }
}

fn read_draws(table: &mut Table) -> BTreeMap<String, Draw> {
    let tables = table.named_tables("draw").into_iter();
    let draws = tables.map(|(name, mut draw)| {
        let distinct = draw.maybe_word_of(rule::SCHEMA, "distinct", &["topic"]);
        let topics = draw.number_map("topics", 0..=1000);
        let others = draw.maybe_number("others", 0..=1000).unwrap_or(1);
        if others == 0 && topics.values().all(|weight| *weight == 0) {
            let message = "`others = 0` leaves every topic out: `topics` gives none a weight";
            let help = Some("write the topics that it draws, as `topics = { acid = 1 }`");
            draw.complain(rule::SCHEMA, draw.span_of("others"), message.to_owned(), help);
        }
        let read = Draw {
            kind: draw.word("kind").unwrap_or(Kind::PhoneScreen),
            count: draw.number("count", 1..=20),
            modes: draw.words("modes"),
            topics,
            others,
            levels: read_levels(&mut draw),
            distinct_topics: distinct.is_some(),
            is_easy: draw.flag("easy"),
            avoid_seen: draw.maybe_number("avoid_seen", 0..=1000).unwrap_or(0),
        };
        draw.finish();
        (name, read)
    });
    draws.collect()
}

fn read_levels(draw: &mut Table) -> LevelWeights {
    let usual = LevelWeights::default();
    let Some(mut levels) = draw.table("levels") else { return usual };
    let read = LevelWeights {
        below: levels.maybe_number("below", 0..=1000).unwrap_or(usual.below),
        at: levels.maybe_number("at", 0..=1000).unwrap_or(usual.at),
        above: levels.maybe_number("above", 0..=1000).unwrap_or(usual.above),
    };
    levels.finish();
    read
}

/// Every phase's rule exists, and every rule is some phase's.
fn check_draws(table: &Table, round: &RoundFormat, places: &[Range<usize>]) {
    let mut named = BTreeSet::new();
    for (phase, place) in round.phases.iter().zip(places) {
        let PhaseWhat::Draw { draw } = &phase.what else { continue };
        named.insert(draw);
        if !round.draws.contains_key(draw) {
            let message = format!("a phase draws `{draw}`, but there is no [draw.{draw}]");
            let help = did_you_mean(draw, round.draws.keys().map(String::as_str));
            table.complain(rule::REFERENCES, place.clone(), message, help.as_deref());
        }
    }
    for name in round.draws.keys().filter(|name| !named.contains(name)) {
        let message = format!("no phase draws `{name}`");
        table.complain(rule::REFERENCES, table.span_of("draw"), message, None);
    }
}

fn read_loop(table: &mut Table, path: &str, name: &str) -> LoopFormat {
    let (range, minutes) = read_minutes(table);
    let mut slots = Vec::new();
    for mut slot in table.tables("slots") {
        slots.push(read_slot(&mut slot));
        slot.finish();
    }
    let looped = LoopFormat {
        id: read_id(table, name),
        title: table.string("title"),
        range,
        minutes,
        slots,
        path: path.to_owned(),
    };
    let at = |level: Level| looped.slots_at(level).map(SlotFormat::minutes).sum::<u32>();
    let is_alike = looped.slots.iter().all(|slot| slot.levels.is_empty());
    match Level::ALL.iter().find(|level| at(**level) != minutes) {
        Some(level) if !is_alike && table.has("minutes") => {
            let sum = at(*level);
            let message = format!("the slots of level {level} sum to {sum} minutes, not {minutes}");
            table.complain(rule::PHASES, table.span_of("minutes"), message, None);
        }
        _ => require_sum(table, "slots", at(Level::Mid), minutes),
    }
    looped
}

fn read_slot(slot: &mut Table) -> LoopSlot {
    let minutes = slot.number("minutes", 1..=MINUTES_MOST);
    let round = slot.maybe_string("round").map(|round| vec![round]);
    let rounds = Some(slot.strings("rounds")).filter(|rounds| !rounds.is_empty());
    let title = slot.maybe_string("break");
    let levels = slot.words("levels");
    let what = match (round, rounds, title, slot.flag("questions")) {
        (Some(rounds), None, None, false) | (None, Some(rounds), None, false) => {
            SlotFormat::Round { rounds, minutes }
        }
        (None, None, Some(title), false) => SlotFormat::Break { title, minutes },
        (None, None, None, true) => SlotFormat::Questions { minutes },
        _ => {
            let message =
                "a slot has one of `round`, `rounds`, `break` and `questions = true`".to_owned();
            slot.complain_here(rule::SCHEMA, message, Some("write `round = \"coding\"`"));
            SlotFormat::Questions { minutes }
        }
    };
    LoopSlot { what, levels }
}
