//! `mock bank test`: the code of every question is run, right answers and wrong ones, and the
//! built-in reader reads its model answer and its natural samples.
//!
//! The reference passes every case, twice, and whatever the order of rows; alternatives pass; the
//! starter fails; each wrong solution passes what a candidate sees and fails the case that is said
//! to kill it. SQL is also changed by rule (`mutate`): a change that nothing notices is a warning.

mod mutate;
mod ranked;
mod rows;
mod show;
mod trial;

use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use self::trial::{Finding, Trial};
use crate::bank::Bank;
use crate::bank::question::Question;
use crate::cli::args::bank::TestArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{self, unknown_question};
use crate::cli::interrupt;
use crate::cli::tools::Absent;
use crate::clock;
use crate::grade::engines::Engines;
use crate::grade::workbench::Bench;
use crate::score::ranks::Ranks;

/// What came of one question.
pub(super) struct Tested {
    pub id: String,
    /// Answers that were run.
    pub runs: usize,
    pub findings: Vec<Finding>,
    /// What the reader makes of its answers, where words judge it.
    pub ranks: Option<Ranks>,
    pub took_ms: u64,
}

/// # Errors
/// Where a question is not known, or the output cannot be written.
pub fn run(args: &TestArgs, context: &mut Context) -> Result<Outcome, Error> {
    let loaded = folders::load(&args.folders, context);
    folders::tell(&loaded, context)?;
    let mut questions = chosen(args, &loaded.bank)?;
    interrupt::clear_up_first()?;
    let strangers = folders::strangers(&args.folders, context);
    let is_foreign = |question: &Question| folders::is_in(question, &strangers);
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let jobs = args.jobs.and_then(|jobs| usize::try_from(jobs).ok()).unwrap_or(cores);
    let began = clock::uptime().awake;
    let paths = context.paths;
    let engines = || Engines::of(args.sql.server.as_ref(), paths).revealing();
    let is_shown = context.columns.is_some() && !args.json;
    let left_out = leave_out(&mut questions, &args.ids, &engines())?;
    let mut tested = test_all(&questions, jobs, &is_foreign, &engines, is_shown);
    tested.sort_by(|a, b| a.id.cmp(&b.id));
    let took_ms = (clock::uptime().awake - began).next_multiple_of(100);
    if args.json {
        show::json(&tested, &left_out, took_ms, context)?;
    } else {
        show::text(&tested, &left_out, took_ms, context)?;
    }
    let any = |is: fn(&Finding) -> bool| tested.iter().flat_map(|t| &t.findings).any(is);
    Ok(match (any(Finding::is_failure), any(Finding::is_missing)) {
        (true, _) => Outcome::BelowBar,
        (false, true) => Outcome::NotGraded,
        (false, false) => Outcome::Fine,
    })
}

/// A question that isn't tested, and the Python module which it needs and this machine lacks.
pub(super) struct LeftOut<'q> {
    pub id: &'q str,
    pub module: &'q str,
}

/// Takes out what can't run here for want of a Python module; what was asked for by name is refused.
fn leave_out<'q>(
    questions: &mut Vec<&'q Question>,
    asked: &[String],
    engines: &Engines,
) -> Result<Vec<LeftOut<'q>>, Error> {
    let absent = Absent::of(questions.iter().copied(), engines);
    for question in questions.iter().filter(|question| asked.contains(&question.ask.id)) {
        absent.refuse(question)?;
    }
    let left_out = questions.iter().filter_map(|question| {
        Some(LeftOut { id: &question.ask.id, module: absent.module(question)? })
    });
    let left_out = left_out.collect();
    questions.retain(|question| absent.module(question).is_none());
    Ok(left_out)
}

fn chosen<'q>(args: &TestArgs, bank: &'q Bank) -> Result<Vec<&'q Question>, Error> {
    let is_tested =
        |question: &&Question| question.judge.task.is_some() || ranked::is_read(question);
    for id in &args.ids {
        let question = bank.question(id).ok_or_else(|| unknown_question(id, bank))?;
        if !is_tested(&question) {
            let message = format!("the answer to `{id}` is neither run nor read");
            return Err(Error::unknown(message, "`mock bank lint` checks the rest of it"));
        }
    }
    let is_asked = |q: &&Question| args.ids.is_empty() || args.ids.contains(&q.ask.id);
    let in_named = |q: &&Question| {
        args.folders.is_empty() || !args.ids.is_empty() || args.folders.is_named(&q.source.path)
    };
    Ok(bank.questions.iter().filter(is_tested).filter(is_asked).filter(in_named).collect())
}

fn test_all(
    questions: &[&Question],
    jobs: usize,
    is_foreign: &(dyn Fn(&Question) -> bool + Sync),
    engines: &(dyn Fn() -> Engines + Sync),
    is_shown: bool,
) -> Vec<Tested> {
    let bars = Bars::new(questions.len(), is_shown);
    // The longest first, so that no thread begins it while the others have nothing left.
    let mut questions = questions.to_vec();
    questions.sort_by_cached_key(|question| std::cmp::Reverse(trial::weight(question)));
    let queue = Mutex::new(questions.iter());
    let done = Mutex::new(Vec::new());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    thread::scope(|scope| {
        for _ in 0..jobs.min(questions.len()) {
            scope.spawn(|| {
                let engines = engines();
                let mut bench = Bench::new(engines.clone().makes());
                while let Some(question) = next() {
                    let bar = bars.begin(&question.ask.id);
                    let began = clock::uptime().awake;
                    let ranks = ranked::read(question);
                    let (mut runs, mut findings) = (0, ranked::findings(question, ranks.as_ref()));
                    if question.judge.task.is_some() {
                        let trial = Trial::of(question, is_foreign(question), &mut bench, &bar);
                        let (run, found) = trial.run(engines.sql.as_ref().ok());
                        runs = run;
                        findings.extend(found);
                    }
                    let took_ms = clock::uptime().awake - began;
                    bars.end(&bar);
                    let id = question.ask.id.clone();
                    let tested = Tested { id, runs, findings, ranks, took_ms };
                    done.lock().unwrap_or_else(PoisonError::into_inner).push(tested);
                }
            });
        }
    });
    bars.whole.finish_and_clear();
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// One bar for the whole, and one for each question that is being tested.
struct Bars {
    all: MultiProgress,
    whole: ProgressBar,
}

impl Bars {
    fn new(questions: usize, is_shown: bool) -> Bars {
        let all = MultiProgress::new();
        if !is_shown {
            all.set_draw_target(ProgressDrawTarget::hidden());
        }
        let whole = all.add(ProgressBar::new(questions as u64));
        whole.set_style(style("{bar:30} {pos}/{len} questions, {elapsed}"));
        Bars { all, whole }
    }

    fn begin(&self, id: &str) -> ProgressBar {
        let bar = self.all.add(ProgressBar::new(1));
        bar.set_style(style("  {spinner} {prefix}: {msg} ({pos}/{len})"));
        bar.set_prefix(id.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        bar
    }

    fn end(&self, bar: &ProgressBar) {
        bar.finish_and_clear();
        self.whole.inc(1);
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
