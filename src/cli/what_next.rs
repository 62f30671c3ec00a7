//! `mock` alone: what to do next.

use super::context::Context;
use super::error::{Error, Outcome};
use crate::session::Store;
use crate::text::SafeText;

/// # Errors
/// Where the sessions cannot be read, or the output cannot be written.
pub fn run(context: &mut Context) -> Result<Outcome, Error> {
    let store = Store::new(context.paths.sessions());
    let ids = store.ids()?;
    let out = &mut context.out;
    writeln!(out, "mock: rehearse a data-engineering interview in the terminal\n")?;
    if let Some(session) = store.interrupted()? {
        let title = session.state.plan.as_ref().map_or("session", |plan| plan.title.as_str());
        let title = SafeText::line(title);
        let id = session.header.session.short();
        writeln!(out, "  mock resume {id:<24} go on with the {title} you left")?;
    }
    if let Some(last) = ids.first() {
        writeln!(out, "  mock transcript {:<20} read the last session", last.short())?;
        writeln!(out, "  {:<36} how it goes over time", "mock history")?;
        writeln!(out, "  {:<36} the next one; it asks which", "mock run")?;
        writeln!(out, "  {:<36} what went badly before", "mock run --redo")?;
    } else {
        writeln!(out, "  {:<36} a first round; it asks which", "mock run")?;
        writeln!(out, "  {:<36} twenty minutes of it", "mock run --minutes 20")?;
        writeln!(out, "  {:<36} rounds and loops, with their phases", "mock rounds")?;
        writeln!(out, "  {:<36} what can be asked", "mock bank list")?;
        writeln!(out, "  {:<36} whether this machine has what it takes", "mock doctor")?;
    }
    writeln!(out, "\nmock --help lists everything.")?;
    Ok(Outcome::Fine)
}
