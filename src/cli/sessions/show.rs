//! `mock sessions show`: where a session stands, and what to do with it next.

use serde_json::{Value, json};

use crate::cli::args::look_back::ShowArgs;
use crate::cli::context::Console;
use crate::cli::error::{Error, Outcome};
use crate::cli::listing::Listing;
use crate::cli::named::{self, tell};
use crate::figures::decimal;
use crate::journal::{self, file};
use crate::session::Session;
use crate::text::SafeText;
use crate::view::sessions::SessionLine;
use crate::view::transcript::{SlotPart, Transcript};

pub(super) fn run(args: &ShowArgs, console: &mut Console) -> Result<Outcome, Error> {
    let (session, damage) = named::read_quietly(&args.named, console)?;
    let line = SessionLine::new(&session.state);
    let transcript = Transcript::new(&session.state, &session.events);
    if args.json {
        let report = as_json(&session, &line, &transcript, damage.as_ref());
        writeln!(console.out, "{report:#}")?;
        return Ok(Outcome::Fine);
    }
    tell(damage.as_ref(), console)?;
    show(&session, &line, console)?;
    let mut listing = Listing::new(&["part", "time", "limit", "state"], &[]);
    for slot in &transcript.slots {
        let row = row(slot);
        listing.row(&row.each_ref().map(String::as_str));
    }
    writeln!(console.out)?;
    listing.write(console)?;
    if !transcript.missing.is_empty() {
        writeln!(console.out, "\nMissing:")?;
        for missing in &transcript.missing {
            writeln!(console.out, "  {missing}")?;
        }
    }
    let next = next(&session, &line, damage.as_ref());
    console.tell(format_args!("next: {next}"))?;
    Ok(Outcome::Fine)
}

fn show(session: &Session, line: &SessionLine, console: &mut Console) -> Result<(), Error> {
    let mut fact = |name: &str, text: &str| {
        let text = SafeText::line(text);
        if text.as_str().is_empty() { Ok(()) } else { writeln!(console.out, "{name:<10}{text}") }
    };
    fact("session", &line.id)?;
    fact("round", line.title.as_str())?;
    fact("begun", &line.when())?;
    let level = line.level.map_or("", |level| level.word());
    let mode = line.mode.map_or("", |mode| mode.word());
    fact("level", &format!("{level} {mode}"))?;
    fact("questions", &format!("{} of {} put", line.asked, line.drawn))?;
    fact("time", &format!("{} of interview", line.interview_ms))?;
    fact("outcome", &line.outcome())?;
    if let Some(recommendation) = &line.recommendation {
        fact("", recommendation.as_str())?;
    }
    if line.simulated {
        fact("played", "from an answers file, on a simulated clock")?;
    }
    fact("journal", &format!("{}, {} records", session.path.display(), session.records))?;
    Ok(())
}

/// Part, time, limit, and what became of it.
fn row(slot: &SlotPart) -> [String; 4] {
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
    let state = match (begun, is_over, score.and_then(|score| score.mean)) {
        (false, ..) => "not begun".to_owned(),
        (true, false, _) => "under way".to_owned(),
        (true, true, None) => "over".to_owned(),
        (true, true, Some(mean)) => {
            let band = score.and_then(|score| score.band_word).unwrap_or_default();
            format!("{} {band}", decimal(mean))
        }
    };
    let time = if begun { timing.used_ms.to_string() } else { String::new() };
    [title.to_string(), time, limit, state]
}

fn as_json(
    session: &Session,
    line: &SessionLine,
    transcript: &Transcript,
    damage: Option<&journal::Error>,
) -> Value {
    let slots = transcript.slots.iter().map(|slot| {
        let [title, _, _, state] = row(slot);
        let (kind, timing, score) = match slot {
            SlotPart::Round(round) => ("round", round.timing, round.judged.as_ref()),
            SlotPart::Break { timing, .. } => ("break", *timing, None),
        };
        let score = score.and_then(|judged| judged.score.as_ref());
        json!({ "slot": kind, "title": title, "state": state, "timing": timing, "score": score })
    });
    let mut value = json!(line);
    value["slots"] = slots.collect();
    value["missing"] = json!(transcript.missing);
    value["path"] = json!(session.path.display().to_string());
    value["records"] = json!(session.records);
    value["under_way"] = json!(file::is_held(&session.path));
    value["damage"] = json!(damage.map(ToString::to_string));
    value["next"] = json!(next(session, line, damage));
    value
}

fn next(session: &Session, line: &SessionLine, damage: Option<&journal::Error>) -> String {
    let id = session.header.session.short();
    if damage.is_some() {
        return format!("mock sessions salvage {id}");
    }
    if file::is_held(&session.path) {
        return "it is under way in another process".to_owned();
    }
    line.standing.next(id)
}
