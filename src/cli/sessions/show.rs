//! `mock sessions show`: where a session stands, and what to do with it next.

use serde_json::{Value, json};

use crate::cli::args::look_back::ShowArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::named::{self, tell};
use crate::figures::counted;
use crate::journal::{self, file};
use crate::session::Session;
use crate::view::say;
use crate::view::sessions::SessionLine;
use crate::view::transcript::{SlotPart, Transcript};

pub(super) fn run(args: &ShowArgs, context: &mut Context) -> Result<Outcome, Error> {
    let (session, damage) = named::read_quietly(&args.named, context)?;
    let line = SessionLine::new(&session.state);
    let transcript = Transcript::new(&session.state, &session.events);
    if args.json {
        let report = as_json(&session, &line, &transcript, damage.as_ref());
        writeln!(context.out, "{report:#}")?;
        return Ok(Outcome::Fine);
    }
    tell(damage.as_ref(), context)?;
    let records = counted(usize::try_from(session.records).unwrap_or(usize::MAX), "record");
    let journal = format!("{}, {records}", session.path.display());
    context.put(&say::sessions::one(&line, &transcript, &journal))?;
    let next = next(&session, &line, damage.as_ref());
    context.tell(format_args!("next: {next}"))?;
    Ok(Outcome::Fine)
}

fn as_json(
    session: &Session,
    line: &SessionLine,
    transcript: &Transcript,
    damage: Option<&journal::Error>,
) -> Value {
    let slots = transcript.slots.iter().map(|slot| {
        let [title, _, _, state] = say::sessions::slot_row(slot);
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
