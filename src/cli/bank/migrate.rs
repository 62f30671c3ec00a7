//! `mock bank migrate`: files of an older schema, rewritten where that is mechanical. It says what
//! is left to a person, and changes nothing unless `--write` is given.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::bank::migrate::{Migrated, migrate};
use crate::bank::parse::{self, Raw, SCHEMA};
use crate::bank::question::Question;
use crate::bank::sample::SampleKind;
use crate::cli::args::bank::MigrateArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::figures::counted;
use crate::files;
use crate::load::{Loaded, Places, load};
use crate::text::SafeText;

/// The longest phrasing that is called short, in words.
const WORDS_MOST: usize = 8;

pub fn run(args: &MigrateArgs, context: &mut Context) -> Result<Outcome, Error> {
    let loaded = load(&Places { named: vec![args.dir.clone()], ..Places::default() });
    let mut texts: BTreeMap<String, String> =
        loaded.bank.texts.iter().map(|(path, text)| (path.clone(), text.to_string())).collect();
    let pack = args.dir.join("pack.toml");
    if let Ok(text) = files::read_text(&pack) {
        texts.insert(pack.display().to_string(), text);
    }
    if texts.is_empty() {
        let message =
            format!("there is no question or round in {}", shown(&args.dir.display().to_string()));
        return Err(Error::unknown(message, "name a folder of questions, or one question's file"));
    }
    let (mut changed, mut faulty) = (0, 0);
    for (path, text) in &texts {
        match migrate(text) {
            Ok(Migrated::Current | Migrated::NotOurs) => {}
            Ok(Migrated::Changed { text, samples }) => {
                changed += 1;
                tell(path, &text, samples, &loaded, context)?;
                if args.write {
                    write(path, &text)?;
                }
            }
            Err(why) => {
                faulty += 1;
                writeln!(context.out, "{}\n  left alone, since it isn't TOML: {why}", shown(path))?;
            }
        }
    }
    let of = format!("{changed} of {}", counted(texts.len(), "file"));
    match (changed, args.write) {
        (0, _) if faulty == 0 => writeln!(context.out, "nothing to do: all is schema {SCHEMA}")?,
        (0, _) => {}
        (_, true) => writeln!(context.out, "\n{of} changed; `mock bank lint` checks them")?,
        (_, false) => writeln!(context.out, "\n{of} would change; --write changes them")?,
    }
    Ok(if faulty == 0 { Outcome::Fine } else { Outcome::BelowBar })
}

fn write(path: &str, text: &str) -> Result<(), Error> {
    files::replace(Path::new(path), text.as_bytes()).map_err(|cause| {
        let message = format!("cannot write {}: {cause}", shown(path));
        Error::unknown(message, "the file is as it was; what was named before it is changed")
    })
}

fn tell(
    path: &str,
    text: &str,
    samples: usize,
    loaded: &Loaded,
    context: &mut Context,
) -> io::Result<()> {
    writeln!(context.out, "{}\n  schema 1 -> {SCHEMA}", shown(path))?;
    if samples > 0 {
        let (samples, verb) = (
            counted(samples, "sample"),
            if samples == 1 { "becomes a comment" } else { "become comments" },
        );
        writeln!(context.out, "  {samples} made of phrasings {verb}: they test nothing")?;
    }
    for left in left_to_do(path, text, loaded) {
        writeln!(context.out, "  left to a person: {left}")?;
    }
    Ok(())
}

/// What no program can write.
fn left_to_do(path: &str, text: &str, loaded: &Loaded) -> Vec<String> {
    if loaded.left_out.iter().any(|left| left == path) {
        return vec!["the file has faults; `mock bank lint` shows them".to_owned()];
    }
    let of_path = loaded.bank.origins.iter().find(|(_, origin)| origin.path == path);
    let Some(before) = of_path.and_then(|(id, _)| loaded.bank.question(id)) else {
        return Vec::new();
    };
    let raw = Raw { path, name: &before.ask.id, toml: text, files: &before.files };
    match parse::question(raw) {
        Ok(question) => needs(&question),
        Err(faults) => {
            let first = faults.first().map(|fault| fault.message.clone()).unwrap_or_default();
            vec![format!("{}: {first}", counted(faults.len(), "fault"))]
        }
    }
}

fn needs(question: &Question) -> Vec<String> {
    let mut needs = Vec::new();
    if question.ask.mode.is_answered_in_words() {
        let of = |kind: SampleKind| question.natural.iter().filter(|its| its.kind == kind).count();
        let wanted = [(SampleKind::Strong, 1), (SampleKind::Middling, 2), (SampleKind::Weak, 1)];
        let missing = wanted.into_iter().filter_map(|(kind, least)| match of(kind) {
            there if there < least => Some(format!("{} {kind}", least - there)),
            _ => None,
        });
        let missing: Vec<String> = missing.collect();
        if !missing.is_empty() {
            needs.push(format!("natural samples, written blind: {}", missing.join(", ")));
        }
    }
    let rubric = &question.judge.rubric;
    let few = rubric.iter().filter(|item| item.phrasings.len() < 6).count();
    if few > 0 {
        needs.push(format!("{} with fewer than six phrasings", counted(few, "point")));
    }
    let phrasings = rubric.iter().flat_map(|item| &item.phrasings);
    let long = phrasings.filter(|text| text.split_whitespace().count() > WORDS_MOST).count();
    if long > 0 {
        needs.push(format!(
            "{} of more than eight words, to be said shorter",
            counted(long, "phrasing")
        ));
    }
    needs
}

fn shown(path: &str) -> SafeText {
    SafeText::line(path)
}
