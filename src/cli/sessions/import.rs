//! `mock sessions import`: a session of another machine, from the folder that `export` makes or an
//! archive of it.
//!
//! Everything is read into memory and checked as a whole before anything is written, and a session
//! that is here already is never touched.

use std::collections::BTreeMap;
use std::path::Path;

use crate::archive::{Limits, gather};
use crate::cli::args::look_back::ImportArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::journal::{file, segments};
use crate::session::{self, Store};
use crate::view::sessions::SessionLine;

/// Files of a session, by their paths in it.
type Files = BTreeMap<String, Vec<u8>>;

/// A session of hours with its documents has a few MB, and its journal alone may be most of it.
const LIMITS: Limits = Limits {
    what: "a session",
    is_own: true,
    entries: 2_000,
    file_bytes: 64 << 20,
    bytes: 64 << 20,
    archive_bytes: 64 << 20,
    ratio: 100,
};

pub(super) fn run(args: &ImportArgs, context: &mut Context) -> Result<Outcome, Error> {
    let from = args.from.display().to_string();
    let refused = |why: String| {
        let message = format!("{from} can't be imported: {why}");
        Error::unknown(message, "nothing was written; `mock sessions export` makes what is read")
    };
    let mut files = files_of(&args.from, LIMITS).and_then(of_one_session).map_err(refused)?;
    let names: Vec<String> = files.keys().cloned().collect();
    let journal: Vec<(u32, Vec<u8>)> = segments::numbers(&names)
        .into_iter()
        .filter_map(|number| Some((number, files.get(&segments::name(number))?.clone())))
        .collect();
    // Messages name the file that was read, which lies nowhere by itself yet.
    let contents = file::of_segments(&args.from, journal).map_err(|why| refused(why.what()))?;
    if let Some(damage) = file::damage(&args.from, &contents) {
        return Err(refused(damage.what()));
    }
    let session =
        session::fold(&args.from, &contents).map_err(|error| refused(error.to_string()))?;
    let store = Store::new(context.paths.sessions());
    let id = &session.header.session;
    let path = store.path(id);
    if path.symlink_metadata().is_ok() {
        return Err(there_already(&path, id.as_str(), session.records));
    }
    files.insert(session::IMPORTED.to_owned(), Vec::new());
    file::import(&path, &files)?;
    let line = SessionLine::new(&session.state);
    writeln!(context.out, "session {} is imported: {}, {}", id.short(), line.title, line.when())?;
    context.tell(format_args!("next: mock sessions show {}", id.short()))?;
    Ok(Outcome::Fine)
}

/// A session of that id is here: which of the two goes further, and what can be done.
fn there_already(path: &Path, id: &str, records: u64) -> Error {
    let here = session::read(path).map(|(session, _)| session.records);
    let further = match here {
        Ok(here) if here == records => format!("both have {here} records"),
        Ok(here) => format!("yours has {here} records, the other {records}"),
        Err(_) => "yours can't be read".to_owned(),
    };
    let help = format!(
        "to have the other in its place: `mock sessions export {id} --to DIR`, `mock sessions \
         delete {id}`, then import again"
    );
    Error::unknown(format!("session {id} is here already ({further}); nothing was written"), help)
}

fn files_of(from: &Path, limits: Limits) -> Result<Files, String> {
    gather(from, limits).map(|gathered| gathered.files).map_err(|refused| refused.to_string())
}

/// The files beside the journal and below, by their paths from there.
fn of_one_session(files: Files) -> Result<Files, String> {
    let folders: Vec<String> = files
        .keys()
        .filter_map(|path| path.strip_suffix(segments::FIRST))
        .filter(|folder| folder.is_empty() || folder.ends_with('/'))
        .map(str::to_owned)
        .collect();
    let folder = match folders.as_slice() {
        [] => return Err(format!("there is no session in it (no {})", segments::FIRST)),
        [folder] => folder.clone(),
        several => {
            let names: Vec<&str> = several.iter().map(|name| name.trim_end_matches('/')).collect();
            let names = names.join(", ");
            return Err(format!("it holds several sessions ({names}); give the folder of one"));
        }
    };
    // The lock means nothing outside the process that made it.
    let is_taken = |path: &str| path != "lock" && !path.contains("/.check-");
    let within = files.into_iter().filter_map(|(path, bytes)| {
        let path = path.strip_prefix(&folder)?.to_owned();
        is_taken(&path).then_some((path, bytes))
    });
    Ok(within.collect())
}

#[cfg(test)]
#[path = "import_tests.rs"]
mod tests;
