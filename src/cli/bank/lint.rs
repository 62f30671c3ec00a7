//! `mock bank lint`.

use std::num::NonZero;
use std::thread;

use serde_json::json;

use crate::bank::fault::{Fault, Severity};
use crate::cli::args::bank::LintArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::{faults, folders};
use crate::figures::counted;
use crate::lint::{Scope, lint_each, lint_together};
use crate::load::Loaded;

pub fn run(args: &LintArgs, context: &mut Context) -> Result<Outcome, Error> {
    let loaded = folders::load(&args.folders, context);
    // Someone who names a folder wants to hear of that folder.
    let scope = Scope { built_in: args.folders.is_empty(), today: context.today };
    let mut faults = lint_on_every_core(&loaded, scope);
    faults.extend(loaded.faults.iter().filter(|fault| is_asked(args, &fault.path)).cloned());
    faults.sort_by(|a, b| a.order().cmp(&b.order()));
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    let summary = Summary {
        questions: checked(&loaded, scope),
        left_out: loaded.left_out.iter().filter(|path| is_asked(args, path)).count(),
        unnatural: unnatural(&loaded, scope),
        errors,
        warnings: faults.len() - errors,
    };
    if args.json {
        let report = json!({
            "questions": summary.questions,
            "left_out": summary.left_out,
            "without_natural_samples": summary.unnatural,
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
    }
    Ok(if errors == 0 { Outcome::Fine } else { Outcome::BelowBar })
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

fn checked(loaded: &Loaded, scope: Scope) -> usize {
    loaded.bank.origins.values().filter(|origin| scope.built_in || !origin.built_in).count()
}

/// Questions that are judged by a rubric, and have no answer as people give it.
fn unnatural(loaded: &Loaded, scope: Scope) -> usize {
    let origins = &loaded.bank.origins;
    let is_checked =
        |id: &str| origins.get(id).is_some_and(|origin| scope.built_in || !origin.built_in);
    let questions = loaded.bank.questions.iter();
    let questions = questions.filter(|q| q.ask.mode.is_answered_in_words() && q.natural.is_empty());
    questions.filter(|q| is_checked(&q.ask.id)).count()
}

struct Summary {
    questions: usize,
    unnatural: usize,
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
