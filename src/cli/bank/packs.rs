//! `mock bank add`, `update`, `remove`: other people's questions, with a look at them first.

mod offer;
mod others;
mod tell;

use std::path::Path;

use self::offer::{Installed, Offer};
use self::others::{ids_of_packs, shown};
use crate::bank::walk::did_you_mean;
use crate::cli::args::bank::{AddArgs, RemoveArgs, UpdateArgs};
use crate::cli::consent;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::figures::counted;
use crate::pack::{Packs, Record};
use crate::text::SafeText;

pub fn add(args: &AddArgs, context: &mut Context) -> Result<Outcome, Error> {
    let packs = Packs::new(context.paths.packs());
    let offer = Offer::read(&args.from, context)?;
    let name = &offer.manifest.name;
    if packs.has(name) {
        if packs.record(name).is_some_and(|record| record.digest == offer.digest) {
            writeln!(
                context.out,
                "the pack `{name}` is there already, as it is in {}",
                shown(&args.from)
            )?;
            return Ok(Outcome::Fine);
        }
        let message = format!("there is a pack `{name}` already");
        let help =
            format!("`mock bank update {name} {}` puts this one in its place", shown(&args.from));
        return Err(Error::unknown(message, help));
    }
    offer.check(&packs)?;
    tell::offer(&offer, context)?;
    let what = format!("to add the pack `{name}`");
    if !args.yes && !consent::given(context, &format!("Add the pack `{name}`?"), &what)? {
        context.tell("nothing was added")?;
        return Ok(Outcome::Fine);
    }
    put(&packs, &offer, &args.from, context)?;
    writeln!(context.out, "added {name} to {}", shown(&packs.folder(name)))?;
    writeln!(
        context.out,
        "`mock bank list` shows its questions, and rounds draw them from now on"
    )?;
    Ok(Outcome::Fine)
}

pub fn update(args: &UpdateArgs, context: &mut Context) -> Result<Outcome, Error> {
    let packs = Packs::new(context.paths.packs());
    require(&packs, &args.name)?;
    let from = match (&args.from, packs.record(&args.name)) {
        (Some(from), _) => from.clone(),
        (None, Some(record)) => record.from,
        (None, None) => {
            let message = format!("it isn't known where `{}` came from", args.name);
            let help = format!("use `mock bank update {} DIR|ARCHIVE`", args.name);
            return Err(Error::unknown(message, help));
        }
    };
    let offer = Offer::read(&from, context)?;
    let name = &offer.manifest.name;
    if *name != args.name {
        let message = format!("{} is the pack `{name}`, not `{}`", shown(&from), args.name);
        let help = format!("`mock bank add {}` adds it besides", shown(&from));
        return Err(Error::unknown(message, help));
    }
    let before = Installed::read(&packs, name);
    if before.digest == offer.digest {
        writeln!(context.out, "{name} {} is up to date", offer.manifest.version)?;
        return Ok(Outcome::Fine);
    }
    offer.check(&packs)?;
    tell::offer(&offer, context)?;
    tell::changes(&before, &offer, context)?;
    let what = format!("to update the pack `{name}`");
    if !args.yes && !consent::given(context, &format!("Update the pack `{name}`?"), &what)? {
        context.tell("nothing was changed")?;
        return Ok(Outcome::Fine);
    }
    put(&packs, &offer, &from, context)?;
    writeln!(
        context.out,
        "updated {name}; sessions already made keep the questions they were made with"
    )?;
    Ok(Outcome::Fine)
}

pub fn remove(args: &RemoveArgs, context: &mut Context) -> Result<Outcome, Error> {
    let packs = Packs::new(context.paths.packs());
    let name = &args.name;
    require(&packs, name)?;
    let ids = ids_of_packs(&packs, None);
    let count = ids.values().filter(|pack| *pack == name).count();
    let question = format!("Remove the pack `{name}` with {}?", counted(count, "question"));
    if !args.yes && !consent::given(context, &question, &format!("to remove the pack `{name}`"))? {
        context.tell("nothing was removed")?;
        return Ok(Outcome::Fine);
    }
    packs.remove(name).map_err(|cause| unwritable(&packs, name, &cause))?;
    writeln!(context.out, "removed {name}; sessions already made keep its questions")?;
    Ok(Outcome::Fine)
}

/// An absolute path, so that `mock bank update NAME` finds it from anywhere.
fn put(packs: &Packs, offer: &Offer, from: &Path, context: &Context) -> Result<(), Error> {
    let from = from.canonicalize().unwrap_or_else(|_| from.to_owned());
    let record = Record { digest: offer.digest.clone(), from, added: context.today.to_string() };
    let name = &offer.manifest.name;
    let put = packs.put(name, &offer.files, &record);
    put.map_err(|cause| unwritable(packs, name, &cause))
}

fn unwritable(packs: &Packs, name: &str, cause: &std::io::Error) -> Error {
    let message = format!("cannot write {}: {cause}", shown(&packs.folder(name)));
    Error::unknown(message, "nothing was changed; `mock doctor` looks at the disk")
}

/// The pack is there, or the nearest is named.
fn require(packs: &Packs, name: &str) -> Result<(), Error> {
    let names = packs.names();
    if names.iter().any(|other| other == name) {
        return Ok(());
    }
    let near = did_you_mean(name, names.iter().map(String::as_str));
    let help = near.unwrap_or_else(|| match names.as_slice() {
        [] => "there is none; `mock bank add DIR|ARCHIVE` adds one".to_owned(),
        names => format!("there are {}", names.join(", ")),
    });
    let name = SafeText::line(name);
    Err(Error::unknown(format!("there is no pack `{name}`"), help))
}
