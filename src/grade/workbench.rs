//! Graders that run things: one that works beside the loop, and one that is waited for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::{Engine, Grader, Job};
use crate::bank::task::{Language, Task};
use crate::engine::verdict::{Graded, Reached, Verdict};
use crate::message::Message;

/// Answers of a sort are run one after the other by one engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    Sql,
    Code,
}

impl Lane {
    pub fn of(language: Language) -> Lane {
        match language {
            Language::Sql => Lane::Sql,
            Language::Python | Language::Javascript | Language::Java | Language::Bash => Lane::Code,
        }
    }
}

/// Makes engines, on the thread that will use them.
pub type Makes = dyn Fn(Lane) -> Box<dyn Engine> + Send + Sync;

/// Works beside the loop: a thread for each lane, begun when first needed. Verdicts come as
/// [`Message::Graded`].
pub struct Workbench {
    /// Always there until the end.
    makes: Option<Arc<Makes>>,
    session: Sender<Message>,
    sql: Option<Sender<LaneJob>>,
    code: Option<Sender<LaneJob>>,
    /// Each thread holds the other end of it until its engine is gone.
    ends: Receiver<()>,
    end: Option<Sender<()>>,
}

/// How long the session's end waits for engines to clear up behind them.
const ENGINES_END: Duration = Duration::from_secs(2);

enum LaneJob {
    Warm(Box<Task>, Language),
    Grade(usize, usize, Graded, Box<Job>),
}

impl Workbench {
    pub fn new(makes: Arc<Makes>, session: Sender<Message>) -> Workbench {
        let (end, ends) = mpsc::channel();
        Workbench { makes: Some(makes), session, sql: None, code: None, ends, end: Some(end) }
    }

    /// Whether the lane's thread has taken the order.
    fn send(&mut self, lane: Lane, order: LaneJob) -> bool {
        let place = match lane {
            Lane::Sql => &mut self.sql,
            Lane::Code => &mut self.code,
        };
        if place.is_none()
            && let Some(makes) = self.makes.clone()
        {
            let (sender, receiver) = mpsc::channel();
            let session = self.session.clone();
            let end = self.end.clone();
            let work = move || {
                work(&*makes, lane, &receiver, &session);
                drop((makes, end));
            };
            let name = format!("grader {lane:?}").to_lowercase();
            if thread::Builder::new().name(name).spawn(work).is_ok() {
                *place = Some(sender);
            }
        }
        place.as_ref().is_some_and(|sender| sender.send(order).is_ok())
    }
}

/// A server of one's own, or a scratch folder, is not left behind; an answer that still runs is not
/// waited for to its end.
impl Drop for Workbench {
    fn drop(&mut self) {
        (self.sql, self.code, self.end) = (None, None, None);
        // It shares engines with those it has made.
        self.makes = None;
        let _all_gone_or_late = self.ends.recv_timeout(ENGINES_END);
    }
}

impl Grader for Workbench {
    fn warm(&mut self, task: &Task, language: Language) {
        // Without it the first verdict takes longer, and says why if it fails.
        let _later = self.send(Lane::of(language), LaneJob::Warm(Box::new(task.clone()), language));
    }

    fn start(&mut self, slot: usize, item: usize, of: Graded, job: Job) -> Option<Verdict> {
        let (tests, language) = (job.tests, job.language);
        let order = LaneJob::Grade(slot, item, of, Box::new(job));
        let is_taken = self.send(Lane::of(language), order);
        let message = "no thread could be started to run it; try again".to_owned();
        (!is_taken).then(|| Verdict::not_graded(tests, language, message))
    }
}

fn work(makes: &Makes, lane: Lane, orders: &Receiver<LaneJob>, session: &Sender<Message>) {
    let mut engine = None;
    while let Ok(order) = orders.recv() {
        match order {
            LaneJob::Warm(task, language) => {
                carefully(makes, lane, &mut engine, |engine| engine.warm(&task, language))
            }
            LaneJob::Grade(slot, item, of, job) => {
                let verdict = Box::new(graded(makes, lane, &mut engine, &job));
                let reached = Reached { slot, item, of, verdict };
                if session.send(Message::Graded(reached)).is_err() {
                    return;
                }
                None
            }
        };
    }
}

type Held = Option<Box<dyn Engine>>;

/// What the engine does; nothing where it panicked. It is then made anew the next time.
fn carefully<T>(
    makes: &Makes,
    lane: Lane,
    engine: &mut Held,
    what: impl FnOnce(&mut dyn Engine) -> T,
) -> Option<T> {
    let done =
        catch_unwind(AssertUnwindSafe(|| what(engine.get_or_insert_with(|| makes(lane)).as_mut())));
    if done.is_err() {
        *engine = None;
    }
    done.ok()
}

fn graded(makes: &Makes, lane: Lane, engine: &mut Held, job: &Job) -> Verdict {
    let verdict = carefully(makes, lane, engine, |engine| engine.run(job));
    let message = "the grader stopped; this is a bug in mock, please report it".to_owned();
    verdict.unwrap_or_else(|| Verdict::not_graded(job.tests, job.language, message))
}

/// Grades while one waits: for scripts on a simulated clock, and for commands that only grade.
pub struct Bench {
    makes: Arc<Makes>,
    sql: Held,
    code: Held,
}

impl Bench {
    pub fn new(makes: Arc<Makes>) -> Bench {
        Bench { makes, sql: None, code: None }
    }

    pub fn grade(&mut self, job: &Job) -> Verdict {
        let lane = Lane::of(job.language);
        let engine = match lane {
            Lane::Sql => &mut self.sql,
            Lane::Code => &mut self.code,
        };
        graded(&*self.makes, lane, engine, job)
    }
}

impl Grader for Bench {
    fn warm(&mut self, _task: &Task, _language: Language) {}

    fn start(&mut self, _slot: usize, _item: usize, _of: Graded, job: Job) -> Option<Verdict> {
        Some(self.grade(&job))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::task::{CodeSpec, CodeTask};
    use crate::engine::verdict::{Outcome, Tests};

    fn job(code: &str) -> Job {
        let spec = CodeSpec {
            entry: "f".to_owned(),
            time_ms: 1000,
            memory_mb: 64,
            cases: Vec::new(),
            scaling: None,
        };
        Job {
            task: Task::Code(CodeTask { spec, reference: String::new() }),
            language: Language::Python,
            code: code.to_owned(),
            own_cases: String::new(),
            tests: Tests::Visible,
            is_foreign: false,
            is_exam: false,
        }
    }

    /// Says how often it was asked; panics on one answer.
    struct Counting(u64);

    impl Engine for Counting {
        fn warm(&mut self, _task: &Task, _language: Language) {}

        fn run(&mut self, job: &Job) -> Verdict {
            assert!(job.code != "panic", "as asked");
            self.0 += 1;
            let message = String::new();
            let verdict = Verdict::not_graded(job.tests, job.language, message);
            Verdict { outcome: Outcome::Accepted, took_ms: self.0, ..verdict }
        }
    }

    fn makes() -> Arc<Makes> {
        Arc::new(|_| Box::new(Counting(0)))
    }

    #[test]
    fn verdicts_come_as_messages_in_order() {
        let (sender, receiver) = mpsc::channel();
        let mut bench = Workbench::new(makes(), sender);
        for code in ["a", "b"] {
            assert_eq!(bench.start(1, 2, Graded::Run(3), job(code)), None);
        }
        for count in 1..=2 {
            let Ok(Message::Graded(reached)) = receiver.recv() else { panic!("another message") };
            assert_eq!((reached.slot, reached.item, reached.of), (1, 2, Graded::Run(3)));
            let verdict = reached.verdict;
            assert_eq!((verdict.outcome, verdict.took_ms), (Outcome::Accepted, count));
        }
    }

    /// Tells when it is gone.
    struct Leaving(Sender<()>);

    impl Drop for Leaving {
        fn drop(&mut self) {
            self.0.send(()).expect("heard");
        }
    }

    impl Engine for Leaving {
        fn warm(&mut self, _task: &Task, _language: Language) {}

        fn run(&mut self, job: &Job) -> Verdict {
            Verdict::not_graded(job.tests, job.language, String::new())
        }
    }

    #[test]
    fn the_bench_ends_when_its_engines_are_gone() {
        let (sender, receiver) = mpsc::channel();
        let (left, gone) = mpsc::channel();
        let mut bench = Workbench::new(Arc::new(move |_| Box::new(Leaving(left.clone()))), sender);
        bench.start(1, 2, Graded::Run(3), job("a"));
        drop(bench);
        assert!(receiver.recv().is_ok());
        assert_eq!(gone.try_recv(), Ok(()));
    }

    #[test]
    fn an_engine_that_panics_is_made_anew() {
        let mut bench = Bench::new(makes());
        assert_eq!(bench.grade(&job("a")).took_ms, 1);
        assert_eq!(bench.grade(&job("a")).took_ms, 2);
        let broken = bench.grade(&job("panic"));
        assert_eq!(broken.outcome, Outcome::NotGraded);
        assert!(broken.message.contains("report it"), "{}", broken.message);
        assert_eq!(bench.grade(&job("a")).took_ms, 1);
    }
}
