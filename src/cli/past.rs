//! Every session on this machine that can be read, for what looks over all of them.

use super::context::Context;
use super::error::Error;
use crate::engine::State;
use crate::session::{self, Store};

/// Newest first.
pub(super) struct Past {
    pub states: Vec<State>,
    /// Damaged: read as far as their sound records go, or not at all.
    damaged: usize,
}

/// # Errors
/// Where the sessions' folder cannot be read.
pub(super) fn read(context: &Context) -> Result<Past, Error> {
    let store = Store::new(context.paths.sessions());
    let mut past = Past { states: Vec::new(), damaged: 0 };
    for id in store.ids()? {
        match session::read(&store.path(&id)) {
            // The sound records still tell what was scored before the damage.
            Ok((session, damage)) => {
                past.damaged += usize::from(damage.is_some());
                past.states.push(session.state);
            }
            Err(_) => past.damaged += 1,
        }
    }
    Ok(past)
}

impl Past {
    /// Says on standard error how many are damaged.
    pub(super) fn tell_damage(&self, context: &mut Context) -> Result<(), Error> {
        if self.damaged > 0 {
            let count = self.damaged;
            writeln!(context.err, "mock: {count} damaged; `mock sessions list` says more")?;
        }
        Ok(())
    }
}
