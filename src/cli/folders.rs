//! The bank, with the folders that the command line names.

use std::io;
use std::path::{Path, PathBuf};

use super::args::folders::Folders;
use super::context::Context;
use super::error::Error;
use crate::bank::question::Question;
use crate::bank::walk::did_you_mean;
use crate::bank::{Bank, Origin};
use crate::clock;
use crate::figures::counted;
use crate::format::Formats;
use crate::load::{self, Cache, Loaded, Places, Replaced};
use crate::pack::Packs;
use crate::text::SafeText;

/// Questions and topics.
pub(super) fn load(folders: &Folders, context: &Context) -> Loaded {
    load::load(&places(folders, context))
}

/// Questions as a list shows them.
pub(super) fn load_cards(folders: &Folders, context: &Context) -> Loaded {
    let cache = Cache { folder: &context.paths.cache, now_ms: clock::wall_ms() };
    load::load_cards(&places(folders, context), Some(cache))
}

/// Rounds and loops.
pub(super) fn load_formats(folders: &Folders, context: &Context) -> Loaded {
    load::load_formats(&places(folders, context))
}

pub(super) fn places(folders: &Folders, context: &Context) -> Places {
    Packs::new(context.paths.packs()).recover();
    Places {
        built_in: true,
        packs: Some(context.paths.packs()),
        offered: None,
        own: vec![context.paths.bank()],
        own_rounds: vec![context.paths.rounds()],
        named: folders.bank.clone(),
    }
}

/// Folders whose questions may be a stranger's: their code is run in the sandbox or not at all.
pub(super) fn strangers(folders: &Folders, context: &Context) -> Vec<PathBuf> {
    let mut strangers = folders.bank.clone();
    strangers.push(context.paths.packs());
    strangers
}

/// Whether the question lies in one of these folders.
pub(super) fn is_in(question: &Question, folders: &[PathBuf]) -> bool {
    folders.iter().any(|folder| Path::new(&question.source.path).starts_with(folder))
}

/// What a person should know before they rely on a listing: on standard error, so that the
/// listing itself stays whole.
pub(super) fn tell(loaded: &Loaded, context: &mut Context) -> io::Result<()> {
    tell_replaced(loaded, context)?;
    if !loaded.left_out.is_empty() {
        let paths: Vec<String> =
            loaded.left_out.iter().map(|path| SafeText::line(path).to_string()).collect();
        let paths = paths.join(", ");
        context
            .tell(format_args!("left out, with faults: {paths}; `mock bank lint` shows them"))?;
    }
    Ok(())
}

/// So many questions that stand for others are named one by one; of more their number is told.
const NAMED_MOST: usize = 5;

/// Questions that stand for others of the same id.
pub(super) fn tell_replaced(loaded: &Loaded, context: &mut Context) -> io::Result<()> {
    // The same file, found in two of the folders, replaces nothing.
    let is_other = |replaced: &&Replaced| {
        replaced.before.as_ref().is_none_or(|before| before.path != replaced.by)
    };
    let replaced: Vec<&Replaced> = loaded.replaced.iter().filter(is_other).collect();
    if replaced.len() > NAMED_MOST {
        let is_built_in = |one: &&&Replaced| one.before.as_ref().is_none_or(|from| from.built_in);
        let built_in = replaced.iter().filter(is_built_in).count();
        let of = match built_in == replaced.len() {
            true => "built-in ones".to_owned(),
            false => format!("others of the same id, {built_in} of them built in"),
        };
        let count = counted(replaced.len(), "question");
        return context.tell(format_args!(
            "{count} stand for {of}; `mock bank list` shows where each is from"
        ));
    }
    for replaced in replaced {
        let (id, by) = (SafeText::line(&replaced.id), SafeText::line(&replaced.by));
        match &replaced.before {
            Some(Origin { built_in: false, path, .. }) => {
                let path = SafeText::line(path);
                context.tell(format_args!("{by} replaces `{id}` of {path}"))?;
            }
            _ => context.tell(format_args!("{by} replaces the built-in `{id}`"))?,
        }
    }
    Ok(())
}

/// The error for a question that is not there, with the nearest id.
pub(super) fn unknown_question(id: &str, bank: &Bank) -> Error {
    let ids = bank.questions.iter().map(|question| question.ask.id.as_str());
    no_question(id, did_you_mean(id, ids))
}

/// The same, where what is near is known.
pub(super) fn no_question(id: &str, near: Option<String>) -> Error {
    let help = near.unwrap_or_else(|| "`mock bank list` shows all".to_owned());
    Error::unknown(format!("no question has the id `{id}`"), help)
}

/// The error for a round or loop that is not there, with the nearest id, or all of them.
pub(super) fn unknown_format(id: &str, formats: &Formats) -> Error {
    let known = || formats.ids().collect::<Vec<_>>().join(", ");
    let help = did_you_mean(id, formats.ids()).unwrap_or_else(|| format!("there are {}", known()));
    Error::unknown(format!("no round or loop has the id `{id}`"), help)
}
