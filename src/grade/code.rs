//! Programs on cases: one format for every language.
//!
//! [`CodeGrader::grade`] runs all cases of an answer in one process, in the sandbox, and compares here what
//! came back. A case that hangs, dies, prints without end or needs too much memory is its own verdict;
//! the rest is run in a fresh process. What fails after other cases is tried once more by itself, so
//! that an answer which keeps something between calls learns of it.

pub mod compare;
pub mod exact;
mod folders;
pub mod own;
mod report;
mod row;
mod run;
mod scaling;
pub mod slope;
mod source;
mod tools;
pub mod wire;

pub use row::starter;
pub use tools::{Found, Missing, Tool, Toolbox};

use report::About;
use run::{RunFailure, RunSpec, Runner};

use super::sandbox::{Jail, Layers, Limits};
use super::{Engine, Job};
use crate::bank::task::{CodeCase, CodeSpec, CodeTask, Language, Task};
use crate::clock::uptime;
use crate::engine::verdict::{CaseVerdict, Outcome, ScalingVerdict, Tests, Verdict};

/// Processes that may be lost before the remaining cases are given up: each may cost a time limit.
const LOSSES: usize = 4;

/// Failed cases that are run once more by themselves; each costs the start of a process.
const ALONE: usize = 3;

/// What runs answers, for a whole process.
#[derive(Debug)]
pub struct CodeGrader {
    pub jail: Jail,
    pub tools: Toolbox,
    /// Layers that are tried; all of them but in tests.
    pub layers: Layers,
    /// Where scratch folders are made: the system's temporary folder.
    pub scratch: std::path::PathBuf,
    /// Tells of hidden cases as of visible ones. For the bank's own tests, never for a candidate.
    pub reveals: bool,
    /// What references said at the sizes at which growth is timed.
    known: scaling::Known,
}

impl CodeGrader {
    pub fn new(jail: Jail, tools: Toolbox) -> CodeGrader {
        let scratch = std::env::temp_dir();
        let (layers, known) = (Layers::ALL, scaling::Known::default());
        CodeGrader { jail, tools, layers, scratch, reveals: false, known }
    }

    /// Runs an answer and waits for its verdict. Takes no longer than the cases' limits, a few
    /// seconds to start, and half a minute for a scaling check that fails.
    pub fn grade(&self, job: &Job) -> Verdict {
        let Task::Code(task) = &job.task else {
            let message = "this isn't a program; nothing was judged".to_owned();
            return Verdict::not_graded(job.tests, job.language, message);
        };
        let began = uptime().awake;
        let mut verdict = self.verdict(task, job);
        verdict.unread = own_cases(&task.spec, job).unread;
        verdict.took_ms = uptime().awake - began;
        verdict
    }

    fn verdict(&self, task: &CodeTask, job: &Job) -> Verdict {
        let Job { language, tests, .. } = *job;
        let tool = match self.tools.tool(language) {
            Ok(tool) => tool,
            Err(missing) => return Verdict::not_graded(tests, language, missing.to_string()),
        };
        let Some(setup) = self.setup(task, language, &job.code, &tool) else {
            let message = "SQL isn't a program; nothing was judged".to_owned();
            return Verdict::not_graded(tests, language, message);
        };
        let setup = RunSpec { is_foreign: job.is_foreign, ..setup };
        let about = about(&task.spec, language);
        let mut runner = Runner::new(setup);
        let mut verdict = Verdict::not_graded(tests, language, String::new());
        verdict.engine = format!("{} {}", language.title(), tool.version);
        let cases = chosen(&task.spec, job);
        match run_cases(&about, &cases, &mut runner) {
            Err((outcome, message)) => (verdict.outcome, verdict.message) = (outcome, message),
            Ok(run) => {
                verdict.cases = run.verdicts;
                if !self.reveals {
                    verdict.message =
                        alone(&about, &cases, &run.followers, &mut verdict.cases, &mut runner);
                }
                verdict.outcome = first_fault(&verdict.cases, tests);
                if verdict.outcome == Outcome::Accepted && tests == Tests::All {
                    verdict.scaling = self.scaling(task, &about, job.is_foreign, &mut runner);
                    let scaling = verdict.scaling.as_ref().map(|scaling| scaling.outcome);
                    // A reference that fails is no fault of the answer; its cases stand.
                    let scaling = scaling.filter(|outcome| *outcome != Outcome::NotGraded);
                    verdict.outcome = scaling.unwrap_or(verdict.outcome);
                }
            }
        }
        runner.finish();
        verdict.sandbox = runner.held.map(|layers| layers.to_string()).unwrap_or_default();
        for (index, text) in &runner.printed {
            if let Some(case) = verdict.cases.get_mut(*index) {
                case.printed = report::printed(text);
            }
        }
        if !self.reveals {
            verdict.cases.iter_mut().filter(|case| !case.visible).for_each(report::hide);
        }
        verdict
    }

    /// Nothing where the language is run by no interpreter.
    fn setup<'a>(
        &'a self,
        task: &'a CodeTask,
        language: Language,
        code: &'a str,
        tool: &'a Tool,
    ) -> Option<RunSpec<'a>> {
        let spec = &task.spec;
        Some(RunSpec {
            jail: &self.jail,
            row: row::row(language)?,
            tool,
            scratch: &self.scratch,
            is_foreign: false,
            layers: self.layers,
            code,
            entry: &spec.entry,
            given: (!spec.cases.is_empty()).then(|| spec.given()),
            memory_mb: spec.memory_mb,
            time_ms: u64::from(spec.time_ms),
            answer: Limits::ANSWER,
        })
    }

    fn scaling(
        &self,
        task: &CodeTask,
        about: &About,
        is_foreign: bool,
        runner: &mut Runner,
    ) -> Option<ScalingVerdict> {
        let scaling = task.spec.scaling.as_ref()?;
        let tool = self.tools.tool(scaling::REFERENCE).ok()?;
        let setup = self.setup(task, scaling::REFERENCE, &task.reference, &tool)?;
        let (answer, memory_mb) = (8 * Limits::ANSWER, setup.memory_mb + 512);
        let setup = RunSpec { answer, memory_mb, is_foreign, ..setup };
        Some(scaling::judge(about, task, scaling, (setup, &self.known), runner))
    }
}

impl Engine for CodeGrader {
    /// Asks for the interpreter, which may be a slow shim.
    fn warm(&mut self, _task: &Task, language: Language) {
        let _told_when_run = self.tools.tool(language);
    }

    fn run(&mut self, job: &Job) -> Verdict {
        self.grade(job)
    }
}

fn about(spec: &CodeSpec, language: Language) -> About<'_> {
    About {
        language,
        entry: &spec.entry,
        given: spec.given(),
        time_ms: u64::from(spec.time_ms),
        memory_mb: spec.memory_mb,
    }
}

/// Cases in the order they are run: the question's, visible ones first, then the candidate's own,
/// which so cost none of the question's.
fn chosen(spec: &CodeSpec, job: &Job) -> Vec<(CodeCase, bool)> {
    let of = |visible| spec.cases.iter().filter(move |case| case.visible == visible);
    let mut cases: Vec<(CodeCase, bool)> = of(true).map(|case| (case.clone(), false)).collect();
    if job.tests == Tests::All {
        cases.extend(of(false).map(|case| (case.clone(), false)));
    }
    cases.extend(own_cases(spec, job).cases.into_iter().map(|case| (case, true)));
    cases
}

/// The candidate's own; where the question's cases are of folders, these are as well.
fn own_cases(spec: &CodeSpec, job: &Job) -> own::OwnCases {
    let mut own = own::own_cases(&job.own_cases, &spec.entry, job.language);
    if !spec.is_of_folders() {
        return own;
    }
    let (fit, other): (Vec<CodeCase>, Vec<CodeCase>) =
        own.cases.into_iter().partition(folders::is_of_folders);
    own.cases = fit.into_iter().map(folders::own).collect();
    own.unread.extend(other.iter().filter_map(|case| {
        let line: usize = case.name.rsplit(' ').next()?.parse().ok()?;
        let text = job.own_cases.lines().nth(line - 1)?;
        Some(own::unread(line, text.trim(), folders::NO_FOLDER.to_owned()))
    }));
    own.unread.sort_by_key(|unread| unread.line);
    own
}

/// What came of the cases.
struct Ran {
    verdicts: Vec<CaseVerdict>,
    /// Those that were not the first in their process.
    followers: Vec<usize>,
}

/// # Errors
/// What kept all cases from being run.
fn run_cases(
    about: &About,
    cases: &[(CodeCase, bool)],
    runner: &mut Runner,
) -> Result<Ran, report::Said> {
    let mut ran = Ran { verdicts: Vec::new(), followers: Vec::new() };
    for (index, (case, own)) in cases.iter().enumerate() {
        if runner.starts > LOSSES {
            ran.verdicts.push(given_up(case, *own));
            continue;
        }
        let came = match case.folders {
            Some(_) => folders::call(runner, index, about.entry, case, about.time_ms),
            None => runner.call(index, about.entry, &case.args, about.time_ms),
        };
        let verdict = match came {
            Err(fault)
                if index == 0 && !matches!(fault, RunFailure::Stopped(_) | RunFailure::Memory) =>
            {
                return Err(report::fault_said(about, &fault));
            }
            came => report::case(about, case, *own, &came),
        };
        if !runner.was_first {
            ran.followers.push(index);
        }
        if verdict.outcome == Outcome::MemoryLimit {
            // The most that a process ever held is all that is known: the next case begins anew.
            runner.renew();
        }
        ran.verdicts.push(verdict);
    }
    Ok(ran)
}

/// Says of cases that failed after others whether they pass in a process of their own; of hidden ones
/// in the text that is returned, since nothing else is said of them.
fn alone(
    about: &About,
    cases: &[(CodeCase, bool)],
    followers: &[usize],
    verdicts: &mut [CaseVerdict],
    runner: &mut Runner,
) -> String {
    let is_failed = |index: &&usize| {
        let outcome = verdicts[**index].outcome;
        !matches!(outcome, Outcome::Accepted | Outcome::NotGraded | Outcome::SandboxUnavailable)
    };
    let failed: Vec<usize> = followers.iter().filter(is_failed).take(ALONE).copied().collect();
    let mut hidden = 0;
    for index in failed {
        let Some((case, own)) = cases.get(index) else { continue };
        runner.renew();
        let came = runner.call(NO_CASE, about.entry, &case.args, about.time_ms);
        let verdict = &mut verdicts[index];
        if !report::case(about, case, *own, &came).passed() {
            continue;
        }
        if verdict.visible || verdict.own {
            verdict.message = format!("{}; it {}", verdict.message, report::alone(about.language));
        } else {
            hidden += 1;
        }
        runner.renew();
    }
    match hidden {
        0 => String::new(),
        _ => format!("a hidden case that failed {}", report::alone(about.language)),
    }
}

/// Prints of calls that belong to no case are nobody's.
const NO_CASE: usize = usize::MAX;

fn given_up(case: &CodeCase, own: bool) -> CaseVerdict {
    let message = format!("{LOSSES} cases before it had to be stopped");
    let outcome = Outcome::NotGraded;
    CaseVerdict { outcome, message, ..CaseVerdict::new(&case.name, case.visible, own) }
}

/// What an own case expects may be wrong: it fails a run, which asks about it, and never an answer
/// that is handed in.
fn first_fault(cases: &[CaseVerdict], tests: Tests) -> Outcome {
    let counted = cases.iter().filter(|case| tests == Tests::Visible || !case.own);
    let fault = counted.map(|case| case.outcome).find(|outcome| *outcome != Outcome::Accepted);
    fault.unwrap_or(Outcome::Accepted)
}
