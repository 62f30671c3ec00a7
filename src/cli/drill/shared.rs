//! What the commands of `mock drill` share.

use std::path::Path;

use crate::cli::args::prepare::CardsFile;
use crate::cli::context::Context;
use crate::cli::error::Error;
use crate::practice::{Added, Home, Trouble};
use crate::prep::deck::Deck;
use crate::prep::exchange::Form;
use crate::view::say;

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

/// What was added to the log; where its last record had been cut short, that is told.
pub(super) fn kept(added: Result<Added, Trouble>, context: &mut Context) -> Result<Added, Error> {
    let added = added?;
    if let Some(mended) = &added.mended {
        context.tell(say::drill::mended(mended.bytes, &mended.copy.display().to_string()))?;
    }
    Ok(added)
}

/// An error where there are cards and none of them is of the topic that was named.
pub(super) fn require_topic(deck: &Deck, topic: Option<&str>) -> Result<(), Error> {
    let Some(topic) = topic else { return Ok(()) };
    if deck.lines.is_empty() || deck.lines.iter().any(|line| line.topic == topic) {
        return Ok(());
    }
    let help = did_you_mean(topic, deck.lines.iter().map(|line| line.topic.as_str()));
    let help =
        help.unwrap_or_else(|| "`mock drill list` names the topics of your cards".to_owned());
    Err(Error::unknown(format!("no card is of the topic `{topic}`"), help))
}

/// The name that is nearly this one.
pub(super) fn did_you_mean<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let near = names.map(|known| (strsim::jaro_winkler(known, name), known));
    let near = near.max_by(|(a, _), (b, _)| a.total_cmp(b)).filter(|(like, _)| *like > 0.8);
    near.map(|(_, near)| format!("did you mean `{near}`?"))
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
