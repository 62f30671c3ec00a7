//! `mock rounds`: the rounds and loops, and how one of them spends its minutes.

use serde_json::{Value, json};

use crate::cli::args::bank::RoundsArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{self, tell, unknown_format};
use crate::format::{Format, LoopSlot, PhaseWhat, SlotFormat};
use crate::view::say;

/// # Errors
/// Where no round or loop has the name asked for, or the output cannot be written.
pub fn run(args: &RoundsArgs, context: &mut Context) -> Result<Outcome, Error> {
    let loaded = folders::load_formats(&args.folders, context);
    tell(&loaded, context)?;
    let formats = &loaded.formats;
    match &args.id {
        None if args.json => {
            let all: Vec<Value> =
                formats.ids().filter_map(|id| formats.get(id)).map(as_json).collect();
            writeln!(context.out, "{:#}", json!(all))?;
        }
        None => {
            let all: Vec<Format> = formats.ids().filter_map(|id| formats.get(id)).collect();
            context.put(&[say::rounds::list(&all)])?;
        }
        Some(id) => {
            let format = formats.get(id).ok_or_else(|| unknown_format(id, formats))?;
            if args.json {
                writeln!(context.out, "{:#}", as_json(format))?;
            } else {
                context.put(&say::rounds::whole(&format))?;
            }
        }
    }
    Ok(Outcome::Fine)
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

fn slot_json(slot: &LoopSlot) -> Value {
    let mut value = match &slot.what {
        SlotFormat::Round { rounds, minutes } => match rounds.as_slice() {
            [round] => json!({ "round": round, "minutes": minutes }),
            rounds => json!({ "rounds": rounds, "minutes": minutes }),
        },
        SlotFormat::Break { title, minutes } => json!({ "break": title, "minutes": minutes }),
        SlotFormat::Questions { minutes } => json!({ "questions": true, "minutes": minutes }),
    };
    if !slot.levels.is_empty() {
        value["levels"] = json!(slot.levels);
    }
    value
}
