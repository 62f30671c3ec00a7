//! `mock sessions delete`.

use crate::cli::args::look_back::DeleteArgs;
use crate::cli::consent;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::ids::SessionId;
use crate::journal::{self, file};
use crate::session::{self, Store};
use crate::view::sessions::SessionLine;

pub(super) fn run(args: &DeleteArgs, context: &mut Context) -> Result<Outcome, Error> {
    let store = Store::new(context.paths.sessions());
    let mut ids: Vec<SessionId> = Vec::new();
    // All are found before any is deleted, so that a slip in the third spares the first.
    for text in &args.sessions {
        let id = store.find(text)?;
        if file::is_held(&store.path(&id)) {
            let path = store.path(&id);
            return Err(journal::Error::Locked { path, holder: None }.into());
        }
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if !args.yes && !is_meant(&store, &ids, context)? {
        context.tell("nothing was deleted")?;
        return Ok(Outcome::Fine);
    }
    for id in &ids {
        file::delete(&store.path(id))?;
        writeln!(context.out, "deleted {id}")?;
    }
    Ok(Outcome::Fine)
}

/// Asks on the terminal; where nobody can answer, `--yes` is wanted.
fn is_meant(store: &Store, ids: &[SessionId], context: &mut Context) -> Result<bool, Error> {
    for id in ids {
        let found = session::read(&store.path(id)).ok();
        let line = found.map(|(session, _)| SessionLine::new(&session.state));
        let line = line.map_or("cannot be read".to_owned(), |line| {
            format!("{}  {}  {}", line.when(), line.title, line.outcome())
        });
        writeln!(context.err, "  {}  {line}", id.short())?;
    }
    let what = if ids.len() == 1 { "this session" } else { "these sessions" };
    consent::given(context, &format!("Delete {what} for ever?"), "to delete for ever")
}
