//! `mock bank new`: a question to fill in, with files that already run where there is code.

mod ask;
mod skeleton;
mod taken;
mod wanted;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use self::wanted::Wanted;
use crate::bank::question::Mode;
use crate::bank::schema::{self, Document};
use crate::cli::args::bank::NewArgs;
use crate::cli::args::folders::Folders;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders;
use crate::files;
use crate::text::SafeText;

/// Where the schema lies in a folder of questions; the loader passes over names with a dot.
const SCHEMA: &str = ".schema/question.json";

pub fn run(args: &NewArgs, context: &mut Context) -> Result<Outcome, Error> {
    let wanted = ask::wanted(args, context)?;
    let own = context.paths.bank();
    let dir = args.dir.clone().unwrap_or_else(|| own.clone());
    refuse_taken(&wanted.id, args, context)?;
    let place = dir.join(wanted.kind.word());
    let is_folder = skeleton::is_folder(&wanted);
    let (question, up) = match is_folder {
        true => (place.join(&wanted.id), "../../"),
        false => (place.join(format!("{}.toml", wanted.id)), "../"),
    };
    let files = skeleton::files(&wanted, &format!("{up}{SCHEMA}"));
    let made = write(&dir, &question, &files);
    made.map_err(|cause| unwritable(&question, &cause))?;
    writeln!(context.out, "made {}", shown(&question))?;
    for name in files.keys().filter(|_| is_folder) {
        writeln!(context.out, "  {name}")?;
    }
    next(&wanted, &question, dir != own, context)?;
    Ok(Outcome::Fine)
}

/// What to do now, as commands to copy.
fn next(
    wanted: &Wanted,
    question: &Path,
    is_elsewhere: bool,
    context: &mut Context,
) -> io::Result<()> {
    let place = shlex::try_quote(&question.display().to_string()).map(|text| text.into_owned());
    let place = place.unwrap_or_else(|_| "DIR".to_owned());
    let place = SafeText::line(&place);
    let id = &wanted.id;
    let bank = if is_elsewhere { format!(" --bank {place}") } else { String::new() };
    writeln!(context.out, "\nFill in every text that begins with TODO. Then:")?;
    writeln!(context.out, "  mock bank lint --bank {place}")?;
    if wanted.mode != Mode::Quiz {
        writeln!(context.out, "  mock bank test {id}{bank}")?;
    }
    writeln!(context.out, "  mock run --question {id}{bank}")
}

/// An id belongs to one question, for as long as there are sessions that name it.
fn refuse_taken(id: &str, args: &NewArgs, context: &Context) -> Result<(), Error> {
    let bank = args.dir.iter().filter(|dir| dir.exists()).cloned().collect();
    let loaded = folders::load(&Folders { bank }, context);
    match loaded.bank.origins.get(id) {
        None => Ok(()),
        Some(origin) => {
            let from = origin.told();
            let message = format!("there is a question `{id}` already: {}", SafeText::line(&from));
            Err(Error::unknown(message, "choose another id; nothing was written"))
        }
    }
}

/// Never over anything that is there: each file is made new.
fn write(dir: &Path, question: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    let is_folder = files.len() > 1;
    let beside = if is_folder { question } else { question.parent().unwrap_or(dir) };
    if is_folder {
        fs::create_dir_all(question.parent().unwrap_or(dir))?;
        fs::create_dir(question)?;
    }
    for (name, text) in files {
        let path = if is_folder { beside.join(name) } else { question.to_owned() };
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::File::create_new(&path)?.write_all(text.as_bytes())?;
    }
    let schema = dir.join(SCHEMA);
    if let Some(parent) = schema.parent() {
        fs::create_dir_all(parent)?;
    }
    files::replace(&schema, schema::printed(Document::Question).as_bytes())
}

fn unwritable(question: &Path, cause: &io::Error) -> Error {
    let message = format!("cannot make {}: {cause}", shown(question));
    let help = match cause.kind() {
        io::ErrorKind::AlreadyExists => "nothing is written over; choose another id",
        _ => "choose another folder with --dir",
    };
    Error::unknown(message, help)
}

fn shown(path: &Path) -> SafeText {
    SafeText::line(&path.display().to_string())
}
