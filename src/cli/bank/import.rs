//! `mock bank import`: other people's lists as questions to be finished.
//!
//! Nothing of a list is judged here. What comes in is marked as unreviewed, so that it is drawn only
//! if asked for; each line that is not taken is named, with the reason.

mod anki;
mod card;
mod csv;
mod exercism;
mod html;
mod made;
mod markdown;
mod question;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use self::card::List;
use self::made::Made;
use crate::bank::Bank;
use crate::cli::args::bank::{ImportArgs, ListFormat};
use crate::cli::args::folders::Folders;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders;
use crate::figures::counted;
use crate::files;
use crate::text::SafeText;

/// Lines named one by one; of more, the rest is counted.
const NAMED_MOST: usize = 40;

pub fn run(args: &ImportArgs, context: &mut Context) -> Result<Outcome, Error> {
    let text = read(&args.file)?;
    let format = format_of(args, &text)?;
    let own = context.paths.bank();
    let dir = args.dir.clone().unwrap_or(own);
    let bank = args.dir.iter().filter(|dir| dir.exists()).cloned().collect();
    let bank = folders::load(&Folders { bank }, context).bank;
    let wrong = |why: String| {
        let message = format!("cannot import {}: {why}", shown(&args.file));
        Error::unknown(message, "nothing was written; docs/bank.md says what a list is")
    };
    let Imported { made, left, unread } = match format {
        ListFormat::Exercism => exercism(args, &text, &bank).map_err(wrong)?,
        ListFormat::Csv => listed(args, csv::read(&text).map_err(wrong)?, &bank, &dir),
        ListFormat::Markdown => listed(args, markdown::read(&text), &bank, &dir),
        ListFormat::Anki => listed(args, anki::read(&text).map_err(wrong)?, &bank, &dir),
    };
    let written = if args.dry_run { Ok(()) } else { write(&dir, &made, context) };
    if written.is_ok() {
        let verb = if args.dry_run { "would be taken" } else { "taken" };
        for made in &made {
            writeln!(context.out, "{verb}  {}  {}", made.id, SafeText::line(&made.title))?;
        }
    }
    for (what, lines) in [("left out", &left), ("not read", &unread)] {
        for (line, why) in lines.iter().take(NAMED_MOST) {
            let why = SafeText::line(why);
            let at = if *line > 0 { format!("line {line}: ") } else { String::new() };
            writeln!(context.out, "{what}  {at}{why}")?;
        }
        if lines.len() > NAMED_MOST {
            writeln!(context.out, "{what}  {} more", lines.len() - NAMED_MOST)?;
        }
    }
    written?;
    end(args, &made, &left, &dir, context)
}

fn end(
    args: &ImportArgs,
    made: &[Made],
    left: &[(usize, String)],
    dir: &Path,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let (questions, out) = (counted(made.len(), "question"), left.len());
    if args.dry_run {
        writeln!(context.out, "\n{questions} would be taken, {out} left out; nothing was written")?;
        return Ok(Outcome::Fine);
    }
    writeln!(context.out, "\n{questions} taken into {}, {out} left out", shown(dir))?;
    if let Some(first) = made.first() {
        let elsewhere = match &args.dir {
            Some(dir) => format!(" --bank {}", shown(dir)),
            None => String::new(),
        };
        writeln!(
            context.out,
            "They are unreviewed: drawn with `mock run --unreviewed{elsewhere}`, or one by one with \
             `mock run --question {}{elsewhere}`.\n`mock bank lint --bank {}` says what each of them lacks.",
            first.id,
            shown(dir)
        )?;
    }
    Ok(Outcome::Fine)
}

/// What came of a file. Lines that are left out, and what isn't understood of others, with the
/// reason; line 0 is the whole file.
#[derive(Default)]
struct Imported {
    made: Vec<Made>,
    left: Vec<(usize, String)>,
    unread: Vec<(usize, String)>,
}

/// What a list comes to: one question a card, unless the bank asks the same already.
fn listed(args: &ImportArgs, list: List, bank: &Bank, dir: &Path) -> Imported {
    let mut left = list.left;
    let mut ids: BTreeSet<String> = bank.origins.keys().cloned().chain(on_disk(dir)).collect();
    let asked = bank.questions.iter().map(|q| (text::plain(&q.ask.prompt), q.ask.id.clone()));
    let mut asked: BTreeMap<String, String> = asked.collect();
    let mut made = Vec::new();
    for card in list.cards {
        if let Some(other) = asked.get(&text::plain(&card.prompt)) {
            left.push((card.line, format!("the question `{other}` asks the same")));
            continue;
        }
        let id = card.free_id(&ids);
        ids.insert(id.clone());
        asked.insert(text::plain(&card.prompt), id.clone());
        made.push(question::of(args, card, id));
    }
    left.sort();
    Imported { made, left, unread: list.unread }
}

fn exercism(args: &ImportArgs, text: &str, bank: &Bank) -> Result<Imported, String> {
    let Some(path) = &args.solution else {
        return Err("canonical data needs a solution beside it: --solution FILE.py".to_owned());
    };
    let solution = read(path).map_err(|error| error.to_string())?;
    let mut done = exercism::read(text, &solution)?;
    let mut left = std::mem::take(&mut done.left);
    let made: Vec<Made> = done
        .tasks
        .into_iter()
        .filter_map(|task| {
            let id = text::slug(&task.name, &BTreeSet::new());
            if bank.origins.contains_key(&id) {
                left.push((0, format!("the bank has a question `{id}` already")));
                return None;
            }
            Some(exercism::made(args, &task, id, &solution))
        })
        .collect();
    Ok(Imported { made, left, unread: Vec::new() })
}

/// Names that files and folders of questions have, be they sound or not: none is written over.
fn on_disk(dir: &Path) -> Vec<String> {
    let inside = |dir: &Path| fs::read_dir(dir).into_iter().flatten().flatten();
    let kinds = inside(dir).filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let names = kinds.flat_map(|kind| inside(&kind.path()).map(|entry| entry.path()));
    names.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}

/// Each question is made new, and whole: nothing is written over, and whatever stops it, the next
/// import goes on with the question that is missing.
fn write(dir: &Path, made: &[Made], context: &mut Context) -> Result<(), Error> {
    for (count, made) in made.iter().enumerate() {
        if let Err((path, cause)) = put(dir, made) {
            let message = format!("cannot write {}: {cause}", shown(&path));
            let before = match count {
                0 => "nothing was written".to_owned(),
                count => format!("{} written before it", counted(count, "question")),
            };
            let help = format!("{before}; the same command goes on with the rest");
            context.out.flush()?;
            return Err(Error::unknown(message, help));
        }
    }
    Ok(())
}

/// One question under a name of ours first, and then in its place at once.
fn put(dir: &Path, made: &Made) -> Result<(), (PathBuf, io::Error)> {
    // Of one file the file, of several the folder that holds them.
    let paths: Vec<&PathBuf> = made.files.keys().collect();
    let place = match paths.as_slice() {
        [] => return Ok(()),
        [one] => dir.join(one),
        [first, ..] => dir.join(first.parent().unwrap_or(first)),
    };
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let new = place.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let written = || -> io::Result<()> {
        place.parent().map_or(Ok(()), fs::create_dir_all)?;
        if let [one] = paths.as_slice() {
            fs::write(&new, &made.files[*one])?;
        } else {
            fs::create_dir(&new)?;
            for (path, text) in &made.files {
                fs::write(new.join(path.file_name().unwrap_or_default()), text)?;
            }
        }
        files::rename_new(&new, &place)
    };
    written().map_err(|cause| {
        let _left = if new.is_dir() { fs::remove_dir_all(&new) } else { fs::remove_file(&new) };
        (place.clone(), cause)
    })
}

fn read(path: &Path) -> Result<String, Error> {
    let wrong = |why: String| {
        let message = format!("cannot read {}: {why}", shown(path));
        Error::unknown(message, "nothing was written")
    };
    let bytes = files::read(path, files::TEXT_MOST).map_err(|cause| wrong(cause.to_string()))?;
    text::decoded(&bytes).map_err(wrong)
}

/// As it is named, or as the file's ending and first line say.
fn format_of(args: &ImportArgs, text: &str) -> Result<ListFormat, Error> {
    if let Some(format) = args.from {
        return Ok(format);
    }
    let ending = args.file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        _ if anki::is_export(text) => Ok(ListFormat::Anki),
        "csv" | "tsv" => Ok(ListFormat::Csv),
        "md" | "markdown" => Ok(ListFormat::Markdown),
        "json" => Ok(ListFormat::Exercism),
        _ => {
            let message = format!("the name of {} doesn't say what it is", shown(&args.file));
            Err(Error::unknown(message, "use --from csv, markdown, exercism or anki"))
        }
    }
}

fn shown(path: &Path) -> SafeText {
    SafeText::line(&path.display().to_string())
}
