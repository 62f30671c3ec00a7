//! `mock bank lint`.

use std::num::NonZero;
use std::thread;

use serde_json::json;

use crate::bank::fault::{Fault, Severity};
use crate::bank::{prep, rule, seed_map};
use crate::cli::args::bank::LintArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::{faults, folders};
use crate::figures::counted;
use crate::files::read_text;
use crate::lint::seed::{self, PrepIds, Proof, SeedMap};
use crate::lint::{Scope, lint_each, lint_together};
use crate::load::{Loaded, beside};

pub fn run(args: &LintArgs, context: &mut Context) -> Result<Outcome, Error> {
    let loaded = folders::load(&args.folders, context);
    // Someone who names a folder wants to hear of that folder.
    let scope = Scope { built_in: args.folders.is_empty(), today: context.today };
    let mut faults = lint_on_every_core(&loaded, scope);
    // Other questions of the user's, and packs, serve for comparison alone.
    faults.retain(|fault| is_asked(args, &fault.path));
    faults.extend(loaded.faults.iter().filter(|fault| is_asked(args, &fault.path)).cloned());
    let proof = prove(args, context, &loaded, &mut faults)?;
    faults.sort_by(|a, b| a.order().cmp(&b.order()));
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    let summary = Summary {
        questions: checked(&loaded, args),
        left_out: loaded.left_out.iter().filter(|path| is_asked(args, path)).count(),
        unnatural: unnatural(&loaded, args),
        proof,
        errors,
        warnings: faults.len() - errors,
    };
    if args.json {
        let report = json!({
            "questions": summary.questions,
            "left_out": summary.left_out,
            "without_natural_samples": summary.unnatural,
            "guide": summary.proof.map(|proof| json!({
                "units": proof.units,
                "covered": proof.covered,
            })),
            "errors": summary.errors,
            "warnings": summary.warnings,
            "faults": faults,
        });
        writeln!(context.out, "{report:#}")?;
    } else {
        faults::write(context.out, &faults, &loaded.bank, context.columns, context.colour)?;
        writeln!(context.out, "{}", summary.line())?;
        if let Some(line) = summary.unnatural_line() {
            writeln!(context.out, "{line}")?;
        }
        if let Some(proof) = summary.proof {
            writeln!(context.out, "{}", proof_line(proof))?;
        }
    }
    Ok(if errors == 0 { Outcome::Fine } else { Outcome::BelowBar })
}

/// What the map of the guide names exists; and it names all of the guide, where one is given.
fn prove(
    args: &LintArgs,
    context: &Context,
    loaded: &Loaded,
    faults: &mut Vec<Fault>,
) -> Result<Option<Proof>, Error> {
    let beside = beside(&folders::places(&args.folders, context));
    let Some((path, text)) = beside.seed_map.filter(|(path, _)| {
        args.seed.is_some() || args.folders.is_empty() || args.folders.is_named(path)
    }) else {
        return Ok(None);
    };
    let entries = match seed_map::seed_map(&path, &text) {
        Ok(entries) => entries,
        Err(broken) => {
            faults.extend(broken);
            return Ok(None);
        }
    };
    let mut prep = PrepIds::new();
    for (name, text) in &beside.prep {
        match prep::ids(text) {
            Ok(ids) => drop(prep.insert(name.clone(), ids)),
            Err(error) => {
                let path = format!("prep/{name}.toml");
                faults.push(Fault::of_file(&path, rule::FILE, error.message().to_owned(), None));
            }
        }
    }
    let map = SeedMap { path: &path, text: &text, entries: &entries };
    faults.extend(seed::targets(&map, &loaded.bank, &loaded.formats, &prep));
    let Some(file) = &args.seed else { return Ok(None) };
    let guide = read_text(file).map_err(|cause| {
        let message = format!("cannot read the guide {}: {cause}", file.display());
        Error::unknown(message, "give the Markdown file that the map was made of")
    })?;
    let (proof, left_out) = seed::against(&map, &guide);
    faults.extend(left_out);
    Ok(Some(proof))
}

fn proof_line(proof: Proof) -> String {
    let Proof { units, covered } = proof;
    let percent = (covered * 100).checked_div(units).unwrap_or(100);
    format!("{covered} of {} of the guide covered ({percent}%)", counted(units, "unit"))
}

/// Scoring the samples is nearly all of the work, and each question's own.
pub fn lint_on_every_core(loaded: &Loaded, scope: Scope) -> Vec<Fault> {
    let (bank, formats) = (&loaded.bank, &loaded.formats);
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = bank.questions.len().div_ceil(cores).max(1);
    thread::scope(|scoped| {
        let shares = bank.questions.chunks(share).map(|share| {
            let others = scoped.spawn(move || lint_each(bank, formats, scope, share));
            (share, others)
        });
        let shares: Vec<_> = shares.collect();
        let mut faults = lint_together(bank, formats, scope);
        for (share, others) in shares {
            faults.extend(others.join().unwrap_or_else(|_| lint_each(bank, formats, scope, share)));
        }
        faults
    })
}

/// Whether a file lies in the folders asked about.
fn is_asked(args: &LintArgs, path: &str) -> bool {
    args.folders.is_empty() || args.folders.is_named(path)
}

fn checked(loaded: &Loaded, args: &LintArgs) -> usize {
    loaded.bank.origins.values().filter(|origin| is_asked(args, &origin.path)).count()
}

/// Questions that are judged by a rubric, and have no answer as people give it.
fn unnatural(loaded: &Loaded, args: &LintArgs) -> usize {
    let origins = &loaded.bank.origins;
    let is_checked = |id: &str| origins.get(id).is_some_and(|of| is_asked(args, &of.path));
    let questions = loaded.bank.questions.iter();
    let questions = questions.filter(|q| q.ask.mode.is_answered_in_words() && q.natural.is_empty());
    questions.filter(|q| is_checked(&q.ask.id)).count()
}

struct Summary {
    questions: usize,
    unnatural: usize,
    proof: Option<Proof>,
    left_out: usize,
    errors: usize,
    warnings: usize,
}

impl Summary {
    fn unnatural_line(&self) -> Option<String> {
        let verb = if self.unnatural == 1 { "has" } else { "have" };
        let questions = counted(self.unnatural, "question");
        (self.unnatural > 0).then(|| format!("{questions} {verb} no natural samples yet"))
    }

    fn line(&self) -> String {
        let questions = counted(self.questions, "question");
        if self.errors + self.warnings == 0 {
            return format!("{questions} read, no fault");
        }
        let left_out = match self.left_out {
            0 => String::new(),
            files => format!(", {} left out", counted(files, "file")),
        };
        let (errors, warnings) = (counted(self.errors, "error"), counted(self.warnings, "warning"));
        format!("{questions} read{left_out}, {errors}, {warnings}")
    }
}
