//! `mock sessions list`.

use serde_json::{Value, json};

use crate::cli::args::look_back::ListArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::ids::SessionId;
use crate::journal::{self, file};
use crate::session::{self, Store, Unread};
use crate::view::say;
use crate::view::sessions::SessionLine;

/// A session as it was found, readable or not.
struct Found {
    id: SessionId,
    line: Option<SessionLine>,
    /// What is wrong with it, and what to do next.
    wrong: Option<Wrong>,
    is_held: bool,
}

struct Wrong {
    what: String,
    next: String,
}

pub(super) fn run(args: &ListArgs, context: &mut Context) -> Result<Outcome, Error> {
    let store = Store::new(context.paths.sessions());
    let found: Vec<Found> = store.ids()?.into_iter().map(|id| look(&store, id)).collect();
    if args.json {
        let list: Vec<Value> = found.iter().map(as_json).collect();
        writeln!(context.out, "{:#}", json!(list))?;
        return Ok(Outcome::Fine);
    }
    if found.is_empty() {
        let folder = store.root().display();
        writeln!(context.err, "mock: no sessions in {folder} yet; `mock run` begins one")?;
        return Ok(Outcome::Fine);
    }
    let shown: Vec<say::sessions::Found> = found.iter().map(shown).collect();
    context.put(&[say::sessions::list(&shown)])?;
    for found in &found {
        if let Some(wrong) = &found.wrong {
            writeln!(context.err, "\nmock: {}\n  next: {}", wrong.what, wrong.next)?;
        }
    }
    Ok(Outcome::Fine)
}

fn look(store: &Store, id: SessionId) -> Found {
    let path = store.path(&id);
    let is_held = file::is_held(&path);
    match session::read(&path) {
        Ok((session, damage)) => {
            let line = Some(SessionLine::new(&session.state));
            Found { wrong: damage.map(|damage| wrong(&damage, &id)), id, line, is_held }
        }
        Err(Unread::Journal(error)) => {
            Found { wrong: Some(wrong(&error, &id)), id, line: None, is_held }
        }
        Err(other) => {
            let (what, next) = (other.to_string(), "update mock".to_owned());
            Found { id, line: None, wrong: Some(Wrong { what, next }), is_held }
        }
    }
}

fn wrong(error: &journal::Error, id: &SessionId) -> Wrong {
    let next = match error {
        journal::Error::Corrupt { good, .. } if *good > 0 => {
            format!("`mock sessions salvage {}`", id.short())
        }
        _ => error.next(),
    };
    Wrong { what: error.what(), next }
}

fn shown(found: &Found) -> say::sessions::Found<'_> {
    say::sessions::Found {
        short: found.id.short(),
        line: found.line.as_ref(),
        is_damaged: found.wrong.is_some(),
        is_held: found.is_held,
    }
}

fn as_json(found: &Found) -> Value {
    let mut value = json!({ "id": found.id, "under_way": found.is_held });
    if let Some(line) = &found.line
        && let Value::Object(line) = json!(line)
        && let Some(fields) = value.as_object_mut()
    {
        fields.extend(line);
    }
    if let Some(wrong) = &found.wrong {
        value["wrong"] = json!({ "what": wrong.what, "next": wrong.next });
    }
    value
}
