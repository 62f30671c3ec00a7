//! `mock rounds`: the rounds and loops, and how one of them spends its minutes.

use serde_json::{Value, json};

use crate::cli::args::bank::RoundsArgs;
use crate::cli::context::Console;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{self, tell, unknown_format};
use crate::cli::listing::Listing;
use crate::figures::counted;
use crate::format::{Draw, Format, Formats, PhaseWhat, RoundFormat, SlotFormat};
use crate::text::SafeText;

/// # Errors
/// Where no round or loop has the name asked for, or the output cannot be written.
pub fn run(args: &RoundsArgs, console: &mut Console) -> Result<Outcome, Error> {
    let loaded = folders::load_formats(&args.folders, console);
    tell(&loaded, console)?;
    let formats = &loaded.formats;
    match &args.id {
        None if args.json => {
            let all: Vec<Value> =
                formats.ids().filter_map(|id| formats.get(id)).map(as_json).collect();
            writeln!(console.out, "{:#}", json!(all))?;
        }
        None => list(formats, console)?,
        Some(id) => {
            let format = formats.get(id).ok_or_else(|| unknown_format(id, formats))?;
            if args.json {
                writeln!(console.out, "{:#}", as_json(format))?;
            } else {
                show(&format, console)?;
            }
        }
    }
    Ok(Outcome::Fine)
}

fn list(formats: &Formats, console: &mut Console) -> Result<(), Error> {
    let mut listing = Listing::new(&["id", "minutes", "usual", "what happens"], &["usual"]);
    for format in formats.ids().filter_map(|id| formats.get(id)) {
        let (range, minutes, parts) = match &format {
            Format::Round(round) => (round.range, round.minutes, round_parts(round)),
            Format::Loop(looped) => {
                (looped.range, looped.minutes, looped.slots.iter().map(slot_words).collect())
            }
        };
        let usual = match range {
            (low, high) if low == high => low.to_string(),
            (low, high) => format!("{low}–{high}"),
        };
        listing.row(&[format.id(), &minutes.to_string(), &usual, &parts.join(", ")]);
    }
    Ok(listing.write(console)?)
}

fn round_parts(round: &RoundFormat) -> Vec<String> {
    round.phases.iter().map(|phase| format!("{} {}", phase.minutes, phase.name)).collect()
}

fn slot_words(slot: &SlotFormat) -> String {
    match slot {
        SlotFormat::Round { round, minutes } => format!("{minutes} {round}"),
        SlotFormat::Break { title, minutes } => format!("{minutes} {}", title.to_lowercase()),
        SlotFormat::Questions { minutes } => format!("{minutes} your questions"),
    }
}

fn show(format: &Format, console: &mut Console) -> Result<(), Error> {
    let title = SafeText::line(format.title());
    match format {
        Format::Loop(looped) => {
            writeln!(console.out, "{title}: {} minutes", looped.minutes)?;
            for slot in &looped.slots {
                writeln!(console.out, "  {}", SafeText::line(&slot_words(slot)))?;
            }
        }
        Format::Round(round) => {
            let kind = round.kind.title();
            writeln!(console.out, "{title}: {} minutes, judged as {kind}", round.minutes)?;
            let opening = round.opening.replace("{name}", "…");
            writeln!(console.out, "\n{}\n", SafeText::new(&opening))?;
            for phase in &round.phases {
                let what = match &phase.what {
                    PhaseWhat::Talk { prompt } => prompt.clone(),
                    PhaseWhat::Draw { draw } => round.draws.get(draw).map_or(String::new(), drawn),
                    PhaseWhat::YourQuestions => "you ask".to_owned(),
                };
                let line = format!("{:>3}  {}: {what}", phase.minutes, phase.name);
                // `line` would eat the indent.
                writeln!(console.out, "{}", SafeText::new(&line.replace('\n', " ")))?;
            }
            if !round.rubric.is_empty() {
                writeln!(console.out, "\nJudged over the whole round:")?;
            }
            for item in &round.rubric {
                let text = format!("{} ({}, weight {})", item.text, item.dim, item.weight);
                writeln!(console.out, "  {}", SafeText::line(&text))?;
            }
        }
    }
    Ok(())
}

fn drawn(draw: &Draw) -> String {
    let modes: Vec<&str> = draw.modes.iter().map(|mode| mode.word()).collect();
    let kind = draw.kind.title().to_lowercase();
    let questions = counted(draw.count as usize, &format!("{kind} question"));
    match modes.as_slice() {
        [] => questions,
        modes => format!("{questions}, {}", modes.join(" or ")),
    }
}

fn as_json(format: Format) -> Value {
    match format {
        Format::Loop(looped) => json!({
            "id": looped.id,
            "title": looped.title,
            "kind": "loop",
            "minutes": looped.minutes,
            "low": looped.range.0,
            "high": looped.range.1,
            "source": looped.path,
            "slots": looped.slots.iter().map(slot_json).collect::<Vec<_>>(),
        }),
        Format::Round(round) => json!({
            "id": round.id,
            "title": round.title,
            "kind": round.kind,
            "minutes": round.minutes,
            "low": round.range.0,
            "high": round.range.1,
            "source": round.path,
            "opening": round.opening,
            "phases": round.phases.iter().map(|phase| {
                let mut value = json!({ "name": phase.name, "minutes": phase.minutes });
                match &phase.what {
                    PhaseWhat::Talk { prompt } => value["prompt"] = json!(prompt),
                    PhaseWhat::Draw { draw } => value["draw"] = json!(draw),
                    PhaseWhat::YourQuestions => value["yours"] = json!(true),
                }
                value
            }).collect::<Vec<_>>(),
            "rubric": round.rubric,
            "weights": round.weights,
        }),
    }
}

fn slot_json(slot: &SlotFormat) -> Value {
    match slot {
        SlotFormat::Round { round, minutes } => json!({ "round": round, "minutes": minutes }),
        SlotFormat::Break { title, minutes } => json!({ "break": title, "minutes": minutes }),
        SlotFormat::Questions { minutes } => json!({ "questions": true, "minutes": minutes }),
    }
}
