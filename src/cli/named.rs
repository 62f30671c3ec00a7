//! A session as the command line names it, read without touching it.

use std::path::PathBuf;

use clap::Args;

use super::console::{Console, Error};
use crate::journal;
use crate::session::{self, Session, Store};

#[derive(Debug, Args)]
pub struct Named {
    /// The session's id, its beginning or its end; the last one where not given
    #[arg(value_name = "SESSION")]
    session: Option<String>,
    /// The last session, said outright
    #[arg(long, conflicts_with = "session")]
    last: bool,
}

impl Named {
    /// Reads what can be read. Of a damaged journal that is the part before the damage, and the
    /// damage is told on standard error.
    pub(super) fn read(&self, console: &mut Console) -> Result<Session, Error> {
        let (session, damage) = self.read_quietly(console)?;
        tell(damage.as_ref(), console)?;
        Ok(session)
    }

    /// The same, with the damage for the caller to tell.
    pub(super) fn read_quietly(
        &self,
        console: &Console,
    ) -> Result<(Session, Option<journal::Error>), Error> {
        Ok(session::read(&self.path(console)?)?)
    }

    pub(super) fn path(&self, console: &Console) -> Result<PathBuf, Error> {
        let store = Store::new(console.paths.sessions());
        let id = match &self.session {
            Some(text) => store.find(text)?,
            None => store.last()?,
        };
        Ok(store.path(&id))
    }
}

/// Says that only the sound part of a journal is meant.
pub(super) fn tell(damage: Option<&journal::Error>, console: &mut Console) -> Result<(), Error> {
    if let Some(damage) = damage {
        writeln!(console.err, "mock: {damage}\nmock: this is what its sound records tell\n")?;
    }
    Ok(())
}
