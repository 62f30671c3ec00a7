//! `mock bank lint`.

use clap::Args;
use serde_json::json;

use super::Folders;
use crate::bank::fault::{Fault, Severity};
use crate::bank::load::Loaded;
use crate::cli::console::{Console, Error, Outcome};
use crate::cli::faults;
use crate::lint::{Scope, lint};

#[derive(Debug, Args)]
pub struct LintArgs {
    #[command(flatten)]
    folders: Folders,
    /// Print the faults as JSON
    #[arg(long)]
    json: bool,
}

pub fn run(args: &LintArgs, console: &mut Console) -> Result<Outcome, Error> {
    let loaded = args.folders.load(console);
    // Someone who names a folder wants to hear of that folder.
    let scope = Scope { built_in: args.folders.bank.is_empty(), today: console.today };
    let mut faults = lint(&loaded.bank, scope);
    faults.extend(loaded.faults.iter().filter(|fault| is_asked(args, fault)).cloned());
    faults.sort_by(|a, b| a.order().cmp(&b.order()));
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    let summary =
        Summary { questions: checked(&loaded, scope), errors, warnings: faults.len() - errors };
    if args.json {
        let report = json!({
            "questions": summary.questions,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "faults": faults,
        });
        writeln!(console.out, "{report:#}")?;
    } else {
        faults::write(console.out, &faults, &loaded.bank, console.columns, console.colour)?;
        writeln!(console.out, "{}", summary.line())?;
    }
    Ok(if errors == 0 { Outcome::Fine } else { Outcome::BelowBar })
}

/// Faults of files that could not be read, in the folders asked about.
fn is_asked(args: &LintArgs, fault: &Fault) -> bool {
    let folders = &args.folders.bank;
    folders.is_empty()
        || folders.iter().any(|folder| std::path::Path::new(&fault.path).starts_with(folder))
}

fn checked(loaded: &Loaded, scope: Scope) -> usize {
    loaded.bank.origins.values().filter(|origin| scope.built_in || !origin.built_in).count()
}

struct Summary {
    questions: usize,
    errors: usize,
    warnings: usize,
}

impl Summary {
    fn line(&self) -> String {
        let counted = |count: usize, noun: &str| {
            format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
        };
        let questions = counted(self.questions, "question");
        if self.errors + self.warnings == 0 {
            return format!("{questions} read, no fault");
        }
        format!(
            "{questions} read, {}, {}",
            counted(self.errors, "error"),
            counted(self.warnings, "warning")
        )
    }
}
