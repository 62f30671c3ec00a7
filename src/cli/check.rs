//! `mock check`: the visible cases, run on a file.
//!
//! In a workspace the run is a fact of the session: one that is open in another process journals
//! it there, one that is not is opened for as long as the run takes. Its clock stands meanwhile.

mod ask;
mod look;
mod record;
mod watch;

use std::io;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::rehearse::CheckArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use super::folders::{is_in, no_question, places, strangers};
use super::interrupt;
use crate::bank::question::{Ask, Kind};
use crate::bank::task::{Language, Task};
use crate::engine::State;
use crate::engine::verdict::{Outcome as Ended, Tests, Verdict};
use crate::files::{TEXT_MOST, read};
use crate::format::plan::{CASES_FIELD, CODE_FIELD, NOTES_FIELD};
use crate::grade::Job;
use crate::grade::engines::Engines;
use crate::grade::workbench::Bench;
use crate::ids::SessionId;
use crate::journal::file;
use crate::load::load_question;
use crate::session::{self, Store};
use crate::text::file::decode;
use crate::ui::out::{Ink, Out};
use crate::view::say::verdict;
use crate::workspace::layout::{self, Layout, sheet_name};

/// # Errors
/// Where there is nothing to check, or the output cannot be written.
pub fn run(args: &CheckArgs, context: &mut Context) -> Result<Outcome, Error> {
    let target = Target::find(args, context)?;
    interrupt::clear_up_first()?;
    if args.look.is_some() || args.explain {
        return look::look(args, &target, context);
    }
    let mut bench = Bench::new(Engines::of(args.sql.server.as_ref(), context.paths).makes());
    let outcome = check(args, &target, &mut bench, context)?;
    if !args.watch {
        return Ok(outcome);
    }
    let (path, beside) = (target.path(), target.beside());
    let names: Vec<String> = beside.iter().map(|path| name_of(path)).collect();
    let all = format!("{}, {}", path.display(), names.join(", "));
    context.tell(format_args!("watching {all}; Ctrl-C ends"))?;
    let mut watch = watch::Watch::of([path.to_owned()].into_iter().chain(beside).collect());
    loop {
        watch.wait();
        writeln!(context.out)?;
        check(args, &target, &mut bench, context)?;
    }
}

fn check(
    args: &CheckArgs,
    target: &Target,
    bench: &mut Bench,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let checked = match target {
        Target::Bank { path, id, set } => {
            let tests = if args.all { Tests::All } else { Tests::Visible };
            let language = language_of(path, &set.task)?;
            let layout = Layout::new(folder_of(path), &set.ask, Some(&set.task), language);
            let code = read_answer(&layout, &set.ask, path)?;
            let own_cases = read_beside(&layout, CASES_FIELD)?;
            let verdict = bench.grade(&job(set, language, code, own_cases, tests));
            Checked { question: id.clone(), run: None, verdict, note: None }
        }
        Target::Workspace { session, folder, path } => {
            in_session(args, session, folder, path, bench)?
        }
    };
    show(&checked, args.json, context)?;
    Ok(match checked.verdict.outcome {
        Ended::Accepted => Outcome::Fine,
        Ended::NotGraded | Ended::SandboxUnavailable => Outcome::NotGraded,
        _ => Outcome::BelowBar,
    })
}

/// What came of it.
struct Checked {
    question: String,
    /// Its number among the question's runs, where it is journaled.
    run: Option<usize>,
    verdict: Verdict,
    /// Why it is not.
    note: Option<&'static str>,
}

/// What an answer is run against.
struct Set {
    ask: Ask,
    task: Task,
    is_foreign: bool,
}

/// What is checked.
enum Target {
    Bank {
        path: PathBuf,
        id: String,
        set: Box<Set>,
    },
    /// A session's folder, the question's folder in it, and the answer's file.
    Workspace {
        session: PathBuf,
        folder: PathBuf,
        path: PathBuf,
    },
}

impl Target {
    fn find(args: &CheckArgs, context: &Context) -> Result<Target, Error> {
        if let (Some(id), Some(path)) = (&args.question, &args.file) {
            let set = Box::new(set_of(id, args, context)?);
            return Ok(Target::Bank { path: path.clone(), id: id.clone(), set });
        }
        let here = std::env::current_dir().unwrap_or_default();
        match &args.file {
            Some(file) => {
                let path = here.join(file);
                let path = path.canonicalize().unwrap_or(path);
                let folder = path.parent().map(Path::to_owned).unwrap_or_default();
                let session = session_of(&folder).ok_or_else(|| {
                    let message = format!("{} lies in no session's workspace", file.display());
                    Error::unknown(message, "name the question: --question ID FILE")
                })?;
                Ok(Target::Workspace { session, folder, path })
            }
            None => match session_of(&here) {
                Some(session) => Target::of_folder(session, here),
                None => Target::newest(context),
            },
        }
    }

    fn path(&self) -> &Path {
        match self {
            Target::Bank { path, .. } | Target::Workspace { path, .. } => path,
        }
    }

    /// The files beside the answer that are read with it: own cases, which decide the verdict,
    /// and in a session the notes, which are journaled with the run.
    fn beside(&self) -> Vec<PathBuf> {
        let names: &[&str] = match self {
            Target::Bank { .. } => &[CASES_FIELD],
            Target::Workspace { .. } => &[CASES_FIELD, NOTES_FIELD],
        };
        let name = |field: &&str| sheet_name(Language::Python, field);
        let folder = folder_of(self.path());
        names.iter().filter_map(name).map(|name| folder.join(name)).collect()
    }

    fn of_folder(session: PathBuf, folder: PathBuf) -> Result<Target, Error> {
        let state = session::read(&session)?.0.state;
        let (_, _, language) = question_in(&state, &folder)?;
        let name = sheet_name(language, CODE_FIELD).unwrap_or_default();
        Ok(Target::Workspace { session, path: folder.join(name), folder })
    }

    /// The question on the table of the newest open session.
    fn newest(context: &Context) -> Result<Target, Error> {
        let open = Store::new(context.paths.sessions()).interrupted()?;
        let found = open.and_then(|open| {
            let path = layout::sheet_path(&open.path, &open.state, CODE_FIELD)?;
            Some((open.path, path))
        });
        let (session, path) = found.ok_or_else(|| {
            Error::unknown(
                "no open session has an answer to run on the table",
                "go to a question's workspace, or name both: mock check --question ID FILE",
            )
        })?;
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        Ok(Target::Workspace { session, folder, path })
    }
}

/// The session whose workspace holds this folder.
fn session_of(folder: &Path) -> Option<PathBuf> {
    let workspace = folder.parent()?;
    let is_named = workspace.file_name()? == layout::FOLDER;
    let session = workspace.parent()?;
    let name = session.file_name()?.to_str()?;
    let is_session = is_named && name.parse::<SessionId>().is_ok();
    is_session.then(|| session.to_owned())
}

fn set_of(id: &str, args: &CheckArgs, context: &Context) -> Result<Set, Error> {
    let found =
        load_question(&places(&args.folders, context), id).map_err(|near| no_question(id, near))?;
    let Some(question) = found.bank.questions.into_iter().find(|q| q.ask.id == id) else {
        let message = format!("the question `{id}` has faults");
        return Err(Error::unknown(message, "`mock bank lint` shows them"));
    };
    let is_foreign = is_in(&question, &strangers(&args.folders, context));
    let ask = question.ask;
    question.judge.task.map(|task| Set { ask, task, is_foreign }).ok_or_else(|| {
        let message = format!("the answer to `{id}` is not run");
        Error::unknown(message, "`mock bank list --kind coding` shows questions whose answers are")
    })
}

fn language_of(path: &Path, task: &Task) -> Result<Language, Error> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let ending = ending.to_lowercase();
    let ending = match ending.as_str() {
        "mjs" | "cjs" => Language::Javascript.extension(),
        "bash" => Language::Bash.extension(),
        ending => ending,
    };
    let named = Language::ALL.iter().copied().find(|language| language.extension() == ending);
    let is_sql = |language: Language| language == Language::Sql;
    let fits = |language: &Language| is_sql(*language) == matches!(task, Task::Sql(_));
    named.filter(fits).ok_or_else(|| {
        let message = format!("{} has no ending that this question knows", path.display());
        let is_sql = matches!(task, Task::Sql(_));
        Error::unknown(message, if is_sql { "name it answer.sql" } else { "name it answer.py" })
    })
}

fn job(set: &Set, language: Language, code: String, own_cases: String, tests: Tests) -> Job {
    let (task, is_foreign) = (set.task.clone(), set.is_foreign);
    Job { task, language, code, own_cases, tests, is_foreign, is_exam: false }
}

/// The slot, item and language of the question whose folder it is.
fn question_in(state: &State, folder: &Path) -> Result<(usize, usize, Language), Error> {
    let number = layout::question_of(folder);
    let found = state.opened_questions().find_map(|(slot, item)| {
        let plan = state.item_plan(slot, item)?;
        let is_it = plan.question() == number;
        is_it.then_some((slot, item, plan.what.language()?))
    });
    found.ok_or_else(|| {
        let message = format!("{} is the folder of no question of the session", folder.display());
        Error::unknown(message, "run `mock check` in a folder of the session's workspace")
    })
}

fn in_session(
    args: &CheckArgs,
    path: &Path,
    folder: &Path,
    file: &Path,
    bench: &mut Bench,
) -> Result<Checked, Error> {
    let state = session::read(path)?.0.state;
    let (slot, item, language) = question_in(&state, folder)?;
    let question = state.question_of(slot, item);
    let id = question.map_or_else(String::new, |question| question.ask.id.clone());
    let is_answer = file.file_name().and_then(|name| name.to_str())
        == sheet_name(language, CODE_FIELD).as_deref();
    let is_on = layout::sheet_path(path, &state, CODE_FIELD).is_some_and(|on| on == file);
    if args.all && !state.may_judge(slot, item) {
        let message = "hidden cases are run once the answer is handed in and judged";
        return Err(Error::unknown(message, "without --all the visible ones are run"));
    }
    if is_on && is_answer && !args.all && record::is_open(&state) {
        let (run, verdict) = if file::is_held(path) {
            ask::ask(path, folder)?
        } else {
            record::record(path, folder, bench)?
        };
        return Ok(Checked { question: id, run: Some(run), verdict, note: None });
    }
    let judge = question.and_then(|question| question.judge.as_ref());
    let set = question.zip(judge).and_then(|(question, judge)| {
        let (ask, task) = (question.ask.clone(), judge.task.clone()?);
        Some(Set { ask, task, is_foreign: judge.foreign })
    });
    let Some(set) = set else {
        let message = "this question's cases are with the interviewer";
        return Err(Error::unknown(message, "they are run once they are disclosed"));
    };
    let layout = Layout::new(folder.to_owned(), &set.ask, Some(&set.task), language);
    let own_cases = read_beside(&layout, CASES_FIELD)?;
    let tests = if args.all { Tests::All } else { Tests::Visible };
    let code = read_answer(&layout, &set.ask, file)?;
    let verdict = bench.grade(&job(&set, language, code, own_cases, tests));
    let note = if is_on { "not journaled: it is no run of the answer" } else { CLOSED };
    Ok(Checked { question: id, run: None, verdict, note: Some(note) })
}

const CLOSED: &str = "not journaled: the question is not on the table";

/// The text of an answer's file, as a session would take it. What a review hands over may be run
/// as it is.
fn read_answer(layout: &Layout, ask: &Ask, path: &Path) -> Result<String, Error> {
    let refused = |why: String, help: &str| {
        Error::unknown(format!("{} can't be checked: {why}", path.display()), help)
    };
    let fix = "fix the file, or check another";
    let bytes = read(path, TEXT_MOST).map_err(|error| refused(error.to_string(), fix))?;
    let plan = layout.sheets.iter().find(|sheet| sheet.field == CODE_FIELD);
    let text = plan.map_or_else(|| decode(&bytes), |plan| plan.read(&bytes));
    let text = text.map_err(|why| refused(why, fix))?;
    if let Some(plan) = plan.filter(|_| ask.kind == Kind::Review && text.trim().is_empty()) {
        return Ok(plan.starter.clone());
    }
    if text.trim().is_empty() {
        let why = "it's empty, or still the starter".to_owned();
        return Err(refused(why, "write an answer first"));
    }
    Ok(text)
}

/// The text of a file beside the answer; empty where there is none.
fn read_beside(layout: &Layout, field: &str) -> Result<String, Error> {
    let Some(plan) = layout.sheets.iter().find(|sheet| sheet.field == field) else {
        return Ok(String::new());
    };
    let refused = |why: String| {
        let message = format!("{} can't be read: {why}", plan.path.display());
        Error::unknown(message, "fix the file, or move it away")
    };
    match read(&plan.path, TEXT_MOST) {
        Ok(bytes) => plan.read(&bytes).map_err(refused),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(refused(error.to_string())),
    }
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn show(checked: &Checked, as_json: bool, context: &mut Context) -> Result<(), Error> {
    if as_json {
        let report = json!({
            "question": checked.question,
            "run": checked.run.map(|run| run + 1),
            "verdict": checked.verdict,
        });
        writeln!(context.out, "{report:#}")?;
        return Ok(());
    }
    context.out.flush()?;
    let mut out = Out::stdout(context.look());
    let run = checked.run.map_or(String::new(), |run| format!(" · run {}", run + 1));
    out.inked(Ink::Dim, &format!("{}{run}", checked.question))?;
    out.put(&verdict::blocks(&checked.verdict))?;
    out.flush()?;
    if let Some(note) = checked.note {
        context.tell(note)?;
    }
    Ok(())
}
