//! `mock sessions salvage`.

use crate::cli::args::look_back::SalvageArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::journal::file;
use crate::practice::Home;
use crate::session::Store;

/// The log of what is practised, in the place of a session.
const PRACTICE: &str = "practice";

pub(super) fn run(args: &SalvageArgs, context: &mut Context) -> Result<Outcome, Error> {
    // No id holds these letters.
    if args.session == PRACTICE {
        return practice(context);
    }
    let store = Store::new(context.paths.sessions());
    let id = store.find(&args.session)?;
    let salvaged = file::salvage(&store.path(&id))?;
    writeln!(context.out, "Session {}: {} sound records stay.", id.short(), salvaged.kept)?;
    for copy in &salvaged.copies {
        writeln!(context.out, "The file as it was: {}", copy.display())?;
    }
    context.tell(format_args!("next: mock sessions show {}", id.short()))?;
    Ok(Outcome::Fine)
}

fn practice(context: &mut Context) -> Result<Outcome, Error> {
    let salvaged = Home::new(context.paths).salvage()?;
    // The header is no record that a person made.
    let kept = salvaged.kept.saturating_sub(1);
    writeln!(context.out, "practice.jsonl: {kept} sound records stay.")?;
    for copy in &salvaged.copies {
        writeln!(context.out, "The file as it was: {}", copy.display())?;
    }
    context.tell("next: mock drill")?;
    Ok(Outcome::Fine)
}
