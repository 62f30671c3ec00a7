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
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use self::card::List;
use self::made::Made;
use crate::bank::Bank;
use crate::cli::args::bank::{ImportArgs, ListFormat};
use crate::cli::args::folders::Folders;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders;
use crate::figures::counted;
use crate::text::SafeText;

/// The largest list that is read.
const BYTES_MOST: u64 = 16 << 20;
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
        ListFormat::Csv => listed(args, csv::read(&text).map_err(wrong)?, &bank),
        ListFormat::Markdown => listed(args, markdown::read(&text), &bank),
        ListFormat::Anki => listed(args, anki::read(&text).map_err(wrong)?, &bank),
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
fn listed(args: &ImportArgs, list: List, bank: &Bank) -> Imported {
    let mut left = list.left;
    let mut ids: BTreeSet<String> = bank.origins.keys().cloned().collect();
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

/// Each file is made new: nothing is written over.
fn write(dir: &Path, made: &[Made], context: &mut Context) -> Result<(), Error> {
    for (count, made) in made.iter().enumerate() {
        for (path, text) in &made.files {
            let path = dir.join(path);
            let written = || -> io::Result<()> {
                path.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::File::create_new(&path)?.write_all(text.as_bytes())
            };
            if let Err(cause) = written() {
                // The half of a question would be a faulty one.
                let _left = match cause.kind() {
                    io::ErrorKind::AlreadyExists => Ok(()),
                    _ => fs::remove_file(&path),
                };
                let message = format!("cannot write {}: {cause}", shown(&path));
                let help = format!(
                    "{} written before it; import again to go on",
                    counted(count, "question")
                );
                context.out.flush()?;
                return Err(Error::unknown(message, help));
            }
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, Error> {
    let wrong = |why: String| {
        let message = format!("cannot read {}: {why}", shown(path));
        Error::unknown(message, "nothing was written")
    };
    let mut bytes = Vec::new();
    let read =
        fs::File::open(path).and_then(|file| file.take(BYTES_MOST + 1).read_to_end(&mut bytes));
    read.map_err(|cause| wrong(cause.to_string()))?;
    if bytes.len() as u64 > BYTES_MOST {
        return Err(wrong(format!("it is larger than {} MB", BYTES_MOST >> 20)));
    }
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
            let message = format!("what {} is can't be told by its name", shown(&args.file));
            Err(Error::unknown(message, "say it: --from csv, markdown, exercism or anki"))
        }
    }
}

fn shown(path: &Path) -> SafeText {
    SafeText::line(&path.display().to_string())
}
