//! Running answers: what the loop asks of a grader.
//!
//! A grader is the world: it may take seconds and it may fail. What comes of it is a
//! [`Verdict`], a fact like any other.

pub mod code;
pub mod engines;
pub mod excerpt;
pub mod sandbox;
pub mod sql;
pub mod time_limit;
pub mod workbench;

use crate::bank::task::{Language, Task};
use crate::engine::State;
use crate::engine::verdict::{Graded, Tests, Verdict};

/// The program is about to end: nothing that it started goes on, and nothing of it stays.
pub fn leave() {
    sql::leave();
    crate::scratch::leave();
}

/// One answer to be run: the same from the session to the engine that runs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub task: Task,
    pub language: Language,
    pub code: String,
    /// The candidate's own cases, one a line.
    pub own_cases: String,
    pub tests: Tests,
    /// The question may be a stranger's (see [`crate::bank::question::Judge`]): without a sandbox
    /// that confines it nothing is run. The answer's own author sits before the screen.
    pub is_foreign: bool,
    /// Nothing is passed by chance, where it can be told.
    pub is_exam: bool,
}

impl Job {
    /// The job of an outstanding verdict; nothing where the state has no such code or task.
    pub fn of(state: &State, slot: usize, item: usize, of: Graded) -> Option<Job> {
        let (code, own_cases) = state.graded_code(slot, item, of)?;
        let judge = state.question_of(slot, item)?.judge.as_ref()?;
        let task = judge.task.clone()?;
        let tests = match of {
            Graded::Run(_) => Tests::Visible,
            Graded::Attempt(_) => Tests::All,
        };
        Some(Job {
            task,
            language: state.item_plan(slot, item)?.what.language()?,
            code: code.to_owned(),
            own_cases: own_cases.to_owned(),
            tests,
            is_foreign: judge.foreign,
            is_exam: state.is_exam(),
        })
    }
}

/// Runs answers. Never blocks the one loop for long: what takes time comes back as
/// [`crate::message::Message::Graded`].
pub trait Grader {
    /// A question with this task has been put: get ready while the candidate reads.
    fn warm(&mut self, task: &Task, language: Language);

    /// Begins the job of a run or hand-in. The verdict, where it is known at once; else it comes
    /// as a message.
    fn start(&mut self, slot: usize, item: usize, of: Graded, job: Job) -> Option<Verdict>;
}

/// What runs answers of one sort. It may be slow and it may panic; it is never waited for by the
/// loop.
pub trait Engine {
    /// Gets ready for a task of this sort.
    fn warm(&mut self, task: &Task, language: Language);

    fn run(&mut self, job: &Job) -> Verdict;
}

/// Grades nothing, and says so: for tests, and where nothing is to be run.
pub struct Ungraded;

impl Grader for Ungraded {
    fn warm(&mut self, _task: &Task, _language: Language) {}

    fn start(&mut self, _slot: usize, _item: usize, _of: Graded, job: Job) -> Option<Verdict> {
        let message = "nothing was run in this session".to_owned();
        Some(Verdict::not_graded(job.tests, job.language, message))
    }
}
