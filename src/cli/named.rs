//! A session by the name that the command line gives it.

use super::args::session::Named;
use super::context::Context;
use super::error::Error;
use crate::journal::{self, file};
use crate::session::{self, Session, Store};

/// Reads what can be read, without touching it. Of a damaged journal that is the part before the
/// damage, and the damage is told on standard error.
pub(super) fn read(named: &Named, context: &mut Context) -> Result<Session, Error> {
    let (session, damage) = read_quietly(named, context)?;
    tell(damage.as_ref(), context)?;
    Ok(session)
}

/// The same, with the damage for the caller to tell.
pub(super) fn read_quietly(
    named: &Named,
    context: &Context,
) -> Result<(Session, Option<journal::Error>), Error> {
    let store = Store::new(context.paths.sessions());
    let id = store.find(&named.session)?;
    Ok(session::read(&store.path(&id))?)
}

/// Reads a session to go on with it, which a damaged one is not fit for.
pub(super) fn read_sound(store: &Store, named: &str) -> Result<Session, Error> {
    let path = store.path(&store.find(named)?);
    let contents = file::view(&path)?;
    match file::damage(&path, &contents) {
        Some(damage) => Err(damage.into()),
        None => Ok(session::fold(&path, &contents)?),
    }
}

/// Says that only the sound part of a journal is meant.
pub(super) fn tell(damage: Option<&journal::Error>, context: &mut Context) -> Result<(), Error> {
    if let Some(damage) = damage {
        context.tell(damage)?;
        context.tell("this is what its sound records tell\n")?;
    }
    Ok(())
}
