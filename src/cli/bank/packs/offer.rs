//! A pack as it is offered: read, linted, and nothing of it on disk.

use std::collections::BTreeMap;
use std::path::Path;

use super::others::{ids_of_packs, shown};
use crate::archive::gather;
use crate::bank::Bank;
use crate::bank::fault::{Fault, Severity};
use crate::bank::pack::{Manifest, manifest};
use crate::bank::question::Question;
use crate::cli::context::Context;
use crate::cli::error::Error;
use crate::cli::faults;
use crate::lint::{Scope, lint_each, lint_together};
use crate::load::{self, Loaded, Offered, Places};
use crate::pack::digest::digest;
use crate::pack::source::{LIMITS, files_of};
use crate::pack::{Files, Packs};

pub(super) struct Offer {
    pub manifest: Manifest,
    pub files: Files,
    pub digest: String,
    /// The folder or archive, as it was named.
    pub from: String,
    /// The built-in bank with the pack's questions.
    pub loaded: Loaded,
    /// What the linter says of the pack's files.
    pub faults: Vec<Fault>,
    /// Files that are no text.
    pub no_text: Vec<String>,
}

impl Offer {
    pub fn read(from: &Path, context: &mut Context) -> Result<Offer, Error> {
        let gathered = gather(from, LIMITS).and_then(files_of);
        let (files, no_text) = gathered.map_err(|refused| {
            let message = format!("cannot take a pack from {}: {refused}", shown(from));
            Error::unknown(message, "nothing was written; docs/bank.md says what a pack is")
        })?;
        let from = shown(from).to_string();
        let path = format!("{}/pack.toml", from.trim_end_matches('/'));
        let text = files.get("pack.toml").cloned().unwrap_or_default();
        let manifest =
            manifest(&path, &text).map_err(|faults| broken(&path, text, &faults, context))?;
        let offered =
            Offered { name: manifest.name.clone(), shown: from.clone(), files: files.clone() };
        let offered = Some(offered);
        let loaded = load::load(&Places { built_in: true, offered, ..Places::default() });
        let digest = digest(&files);
        let faults = lint(&loaded, context);
        Ok(Offer { manifest, files, digest, from, loaded, faults, no_text })
    }

    /// The pack's questions that can be used.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        let origins = &self.loaded.bank.origins;
        let questions = self.loaded.bank.questions.iter();
        questions.filter(|question| is_of(origins.get(&question.ask.id), &self.manifest.name))
    }

    /// Ids of its rounds and loops.
    pub fn rounds(&self) -> impl Iterator<Item = &str> {
        let origins = self.loaded.formats.origins.iter();
        let of_it = origins.filter(|(_, origin)| is_of(Some(origin), &self.manifest.name));
        of_it.map(|(id, _)| id.as_str())
    }

    pub fn errors(&self) -> usize {
        self.faults.iter().filter(|fault| fault.severity == Severity::Error).count()
    }

    /// # Errors
    /// Where the pack has nothing that can be used, or a question that another pack has: which of
    /// the two is drawn would hang on their names.
    pub fn check(&self, packs: &Packs) -> Result<(), Error> {
        let others = ids_of_packs(packs, Some(&self.manifest.name));
        let clash = self.questions().find_map(|question| others.get_key_value(&question.ask.id));
        if let Some((id, pack)) = clash {
            let message = format!("the question `{id}` is in the pack `{pack}` too");
            let help = format!(
                "nothing was written; `mock bank remove {pack}`, or ask its author for another id"
            );
            return Err(Error::unknown(message, help));
        }
        if self.questions().next().is_none() && self.rounds().next().is_none() {
            let message = format!("{} has no question that can be used", self.from);
            let help = match self.faults.len() {
                0 => "nothing was written; docs/bank.md says where its files lie".to_owned(),
                _ => format!("nothing was written; `mock bank lint --bank {}` says why", self.from),
            };
            return Err(Error::unknown(message, help));
        }
        Ok(())
    }
}

/// A pack as it lies on this machine, whatever has become of it.
pub(super) struct Installed {
    /// Nothing where it can't be read any more.
    pub manifest: Option<Manifest>,
    pub digest: String,
    /// Digests of its questions, by their ids.
    pub questions: BTreeMap<String, String>,
    /// Somebody has changed it since it was agreed to.
    pub is_changed: bool,
}

impl Installed {
    pub fn read(packs: &Packs, name: &str) -> Installed {
        let files = packs.files(name).unwrap_or_default();
        let manifest = files.get("pack.toml").and_then(|text| manifest("pack.toml", text).ok());
        let digest = digest(&files);
        let offered = Offered { name: name.to_owned(), shown: name.to_owned(), files };
        let bank = load::load(&Places { offered: Some(offered), ..Places::default() }).bank;
        let questions = bank.questions.into_iter();
        Installed {
            manifest,
            is_changed: packs.record(name).is_some_and(|record| record.digest != digest),
            digest,
            questions: questions.map(|question| (question.ask.id, question.digest)).collect(),
        }
    }
}

fn is_of(origin: Option<&crate::bank::Origin>, name: &str) -> bool {
    origin.is_some_and(|origin| origin.pack.as_deref() == Some(name))
}

/// The loader's faults and the linter's, of the pack alone.
fn lint(loaded: &Loaded, context: &Context) -> Vec<Fault> {
    let (bank, formats) = (&loaded.bank, &loaded.formats);
    let scope = Scope { built_in: false, today: context.today };
    let mut faults = lint_each(bank, formats, scope, &bank.questions);
    faults.extend(lint_together(bank, formats, scope));
    faults.extend(loaded.faults.iter().cloned());
    faults.sort_by(|a, b| a.order().cmp(&b.order()));
    faults
}

/// A `pack.toml` with faults, each shown in its line.
fn broken(path: &str, text: String, faults: &[Fault], context: &mut Context) -> Error {
    let mut bank = Bank::default();
    bank.texts.insert(path.to_owned(), text.into());
    // What cannot be written is told with the error below.
    let _written = faults::write(context.err, faults, &bank, context.columns, context.colour);
    Error::unknown(format!("{path} has faults"), "nothing was written; fix it and add it again")
}
