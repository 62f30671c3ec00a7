//! What the commands of `mock drill` share.

use std::path::Path;

use crate::cli::args::prepare::CardsFile;
use crate::cli::error::Error;
use crate::practice::Home;
use crate::prep::deck::Deck;
use crate::prep::exchange::Form;

/// All cards there are.
pub(super) fn deck(home: &Home) -> Result<Deck, Error> {
    let overview = home.overview()?;
    Ok(Deck::new(overview.digests.iter(), &overview.briefs))
}

/// How a file of cards is written: as it was said, else as its name ends.
pub(super) fn form(args: &CardsFile) -> Result<Form, Error> {
    if let Some(form) = args.form {
        return Ok(form);
    }
    let ending = args.file.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("txt" | "tsv") => Ok(Form::Anki),
        Some("csv") => Ok(Form::Csv),
        Some("json") => Ok(Form::Json),
        _ => {
            let message = format!("the name {} doesn't say how it is written", shown(&args.file));
            Err(Error::unknown(message, "add --as anki, --as csv or --as json"))
        }
    }
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
