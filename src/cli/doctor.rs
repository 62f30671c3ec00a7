//! `mock doctor`: what this machine offers, line by line, and what to do where it falls short.

mod disk;
pub mod finding;
mod grading;
mod machine;
mod model;
mod terminal;

use std::iter;

use serde_json::json;

use self::finding::{Finding, Health};
use super::args::folders::Folders;
use super::args::machine::DoctorArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use super::folders::places;
use super::tools::Absent;
use crate::figures::counted;
use crate::grade::engines::Engines;
use crate::journal::file;
use crate::journal::segments::End;
use crate::load::{self, whole_digest};
use crate::pack::Packs;
use crate::practice::{Home, stories};
use crate::session::{self, Store};
use crate::text::SafeText;
use crate::view::page::{Block, Ink};

/// Exit code 3 where something is a problem.
///
/// # Errors
/// Where the output cannot be written.
pub fn run(args: &DoctorArgs, context: &mut Context) -> Result<Outcome, Error> {
    let sessions = context.paths.sessions();
    let mut findings = vec![disk::folder(&sessions), disk::space(&sessions)];
    findings.extend(disk::file_system(&sessions));
    findings.push(disk::temporary());
    findings.extend(terminal::findings(context));
    findings.extend([machine::editor(), machine::clock()]);
    findings.extend(grading::findings(context.paths));
    findings.push(model::finding(&args.reader, context));
    findings.extend([bank(context), packs(context), own_stories(context)]);
    findings.push(journals(&Store::new(sessions)));
    findings.push(practice(&Home::new(context.paths)));
    if args.json {
        let worst = findings.iter().map(|finding| finding.health).max().unwrap_or(Health::Ok);
        let report = json!({ "health": worst, "findings": findings });
        writeln!(context.out, "{report:#}")?;
    } else {
        context.put(&findings.iter().flat_map(blocks).collect::<Vec<Block>>())?;
    }
    let is_well = findings.iter().all(|finding| finding.health != Health::Problem);
    Ok(if is_well { Outcome::Fine } else { Outcome::BelowBar })
}

fn blocks(finding: &Finding) -> impl Iterator<Item = Block> {
    let line = |label: String, text: &str| {
        Block::hanging(Ink::Plain, &label, SafeText::line(text).as_str())
    };
    let label = format!("{:<8} {:<9} ", finding.health, finding.about);
    let found = line(label, &finding.found);
    let advice = finding.advice.as_ref().map(|advice| line(format!("{:<19}", ""), advice));
    iter::once(found).chain(advice)
}

fn bank(context: &Context) -> Finding {
    const ABOUT: &str = "bank";
    let loaded = load::load(&places(&Folders { bank: Vec::new() }, context));
    let digest = whole_digest(&loaded.bank);
    let found = format!(
        "{} questions, {} rounds and loops, digest {}",
        loaded.bank.questions.len(),
        loaded.formats.ids().count(),
        digest.get(..12).unwrap_or(&digest)
    );
    let engines = Engines::of(None, context.paths);
    let absent = Absent::of(loaded.bank.questions.iter(), &engines);
    let lacking = absent.told(loaded.bank.questions.iter());
    match (loaded.faults.len(), lacking) {
        (0, None) => Finding::ok(ABOUT, found),
        (0, Some(lacking)) => {
            Finding::warning(ABOUT, format!("{found}; {lacking}"), "`pip install` adds the module")
        }
        (faults, _) => Finding::warning(
            ABOUT,
            format!(
                "{found}; {}, and the questions that have them are left out",
                counted(faults, "fault")
            ),
            "`mock bank lint` shows each with its line",
        ),
    }
}

fn packs(context: &Context) -> Finding {
    const ABOUT: &str = "packs";
    let folder = context.paths.packs();
    let names: Vec<String> = load::packs(&folder).into_iter().map(|(name, _)| name).collect();
    let place = folder.display();
    let packs = Packs::new(folder.clone());
    let is_changed = |name: &&str| packs.is_changed(name) == Some(true);
    let changed: Vec<&str> = names.iter().map(String::as_str).filter(is_changed).collect();
    match (names.as_slice(), changed.as_slice()) {
        ([], _) => Finding::ok(ABOUT, format!("none; `mock bank add` puts them into {place}")),
        (names, []) => Finding::ok(ABOUT, format!("{} in {place}", names.join(", "))),
        (names, changed) => Finding::warning(
            ABOUT,
            format!(
                "{} in {place}; changed since they were added: {}",
                names.join(", "),
                changed.join(", ")
            ),
            "`mock bank update NAME` puts what it came from in its place",
        ),
    }
}

fn own_stories(context: &Context) -> Finding {
    const ABOUT: &str = "stories";
    let folder = context.paths.stories();
    let place = folder.display();
    let stories = match stories::all(context.paths) {
        Ok(stories) => stories,
        Err(cause) => {
            let found = format!("cannot read {place}: {cause}");
            return Finding::problem(ABOUT, found, "make it a folder that you may read");
        }
    };
    let broken: Vec<&str> = stories.broken.iter().map(|broken| broken.id.as_str()).collect();
    match (stories.all.len(), broken.is_empty()) {
        (0, true) => Finding::ok(ABOUT, format!("none; `mock story new` puts them into {place}")),
        (count, true) => Finding::ok(ABOUT, format!("{count} in {place}")),
        (count, false) => Finding::warning(
            ABOUT,
            format!("{count} in {place}; with faults: {}", broken.join(", ")),
            "`mock story` shows each fault with its line",
        ),
    }
}

fn practice(home: &Home) -> Finding {
    const ABOUT: &str = "practice";
    match home.read() {
        Ok(practice) if practice.cards.is_empty() && practice.plans.is_empty() => {
            Finding::ok(ABOUT, "no plan and no card answered yet".to_owned())
        }
        Ok(practice) => {
            let cards = counted(practice.cards.len(), "card");
            let plans = counted(practice.plans.len(), "plan");
            Finding::ok(ABOUT, format!("{cards} and {plans}, sound"))
        }
        Err(cause) => Finding::problem(
            ABOUT,
            cause.to_string(),
            "`mock sessions salvage practice` keeps what is sound",
        ),
    }
}

fn journals(store: &Store) -> Finding {
    const ABOUT: &str = "journals";
    let ids = match store.ids() {
        Ok(ids) => ids,
        Err(error) => return Finding::problem(ABOUT, error.to_string(), "change the permissions"),
    };
    let mut damaged = Vec::new();
    let mut unreadable = Vec::new();
    let mut torn = 0;
    for id in &ids {
        let path = store.path(id);
        let Ok(contents) = file::view(&path) else {
            unreadable.push(id.short());
            continue;
        };
        if file::damage(&path, &contents).is_some() {
            damaged.push(id.short());
        } else if session::fold(&path, &contents).is_err() {
            unreadable.push(id.short());
        } else if !file::is_held(&path) && contents.end != End::Clean {
            torn += 1;
        }
    }
    let all = ids.len();
    let sessions = counted(all, "session");
    match (damaged.first(), unreadable.first()) {
        (Some(first), _) => Finding::problem(
            ABOUT,
            format!("{} of {sessions} damaged: {}", damaged.len(), damaged.join(", ")),
            &format!("`mock sessions salvage {first}` keeps what is sound"),
        ),
        (None, Some(_)) => Finding::warning(
            ABOUT,
            format!("{} of {all} cannot be read: {}", unreadable.len(), unreadable.join(", ")),
            "`mock sessions list` says why for each",
        ),
        (None, None) if torn > 0 => Finding::ok(
            ABOUT,
            format!("{sessions}; {torn} with a torn last line, mended when resumed"),
        ),
        (None, None) => Finding::ok(ABOUT, format!("{sessions}, all sound")),
    }
}
