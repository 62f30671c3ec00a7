//! `mock sessions salvage`.

use crate::cli::args::look_back::SalvageArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::journal::file;
use crate::session::Store;

pub(super) fn run(args: &SalvageArgs, context: &mut Context) -> Result<Outcome, Error> {
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
