//! `mock sessions salvage`.

use crate::cli::args::look_back::SalvageArgs;
use crate::cli::context::Console;
use crate::cli::error::{Error, Outcome};
use crate::journal::file;
use crate::session::Store;

pub(super) fn run(args: &SalvageArgs, console: &mut Console) -> Result<Outcome, Error> {
    let store = Store::new(console.paths.sessions());
    let id = store.find(&args.session)?;
    let salvaged = file::salvage(&store.path(&id))?;
    writeln!(console.out, "Session {}: {} sound records stay.", id.short(), salvaged.kept)?;
    for copy in &salvaged.copies {
        writeln!(console.out, "The file as it was: {}", copy.display())?;
    }
    console.tell(format_args!("next: mock sessions show {}", id.short()))?;
    Ok(Outcome::Fine)
}
