//! Hostile programs against the sandbox (docs/sandbox.md), and answers of every kind against the
//! grader. `MOCK_TORTURE=1` runs each hostile program twenty times, and the benign one 200.

#![cfg(target_os = "linux")]
#![expect(clippy::print_stderr, reason = "a figure, and which languages were left out")]

/// A value as `serde_json::json!` has it, which sorts the keys of an object.
macro_rules! json {
    ($($value:tt)*) => { mock::bank::task::value::Value::from(serde_json::json!($($value)*)) };
}

#[path = "sandbox/code.rs"]
mod code;
#[path = "sandbox/folders.rs"]
mod folders;
#[path = "sandbox/habits.rs"]
mod habits;
#[path = "sandbox/hostile.rs"]
mod hostile;
#[path = "sandbox/languages.rs"]
mod languages;
#[path = "sandbox/limits.rs"]
mod limits;
#[path = "sandbox/shapes.rs"]
mod shapes;

use std::fs;
use std::path::{Path, PathBuf};

use mock::bank::task::value::Value;
use mock::bank::task::{CodeCase, CodeSpec, CodeTask, Expected, Language, Task};
use mock::clock::uptime;
use mock::engine::verdict::{Outcome, Tests, Verdict};
use mock::grade::Job;
use mock::grade::code::{CodeGrader, Toolbox};
use mock::grade::sandbox::{Child, Jail, Layers, Limits, Orders, Scratch};

/// A grader whose scratch folders are in a folder of the test's own, beside a home that nothing
/// may touch.
struct Yard {
    folder: tempfile::TempDir,
    grader: CodeGrader,
}

impl Yard {
    fn new() -> Yard {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["scratch", "home", "home/.ssh"] {
            fs::create_dir(folder.path().join(name)).expect("made");
        }
        fs::write(folder.path().join("home/.ssh/id"), "secret").expect("written");
        // One cache for all tests: a shim of Python's costs more than they do.
        let cache = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let jail = Jail::of(env!("CARGO_BIN_EXE_mock"));
        let mut grader = CodeGrader::new(jail, Toolbox::new(Some(cache)));
        grader.scratch = folder.path().join("scratch");
        Yard { folder, grader }
    }

    fn with(layers: Layers) -> Yard {
        let mut yard = Yard::new();
        yard.grader.layers = layers;
        yard
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Runs `code`, in which HOME_PATH stands for the home; `f()` is to return null.
    fn run(&self, code: &str, time_ms: u32) -> Verdict {
        let mut task = task("f", &[(json!([]), json!(null))]);
        task.spec.time_ms = time_ms;
        let code = code.replace("HOME_PATH", &self.home().to_string_lossy());
        self.grade(&task, Language::Python, &code)
    }

    /// A program of Python's by itself, without a driver.
    fn start(&self, code: &str, layers: Layers) -> Child {
        let tool = self.grader.tools.tool(Language::Python).expect("python");
        let scratch = Scratch::within(&self.grader.scratch).expect("made");
        let orders = Orders {
            program: tool.programs[0].clone(),
            args: ["-I", "-S", "-c", code].map(str::to_owned).to_vec(),
            readable: tool.readable,
            scratch: scratch.path().to_owned(),
            limits: Limits {
                cpu_s: 9,
                address_mib: Some(256),
                file_mib: 1,
                files_mib: 1,
                files: 99,
                printed: 9999,
                answer: 9999,
            },
            needs_confinement: false,
            wanted: layers,
        };
        Child::start(&self.grader.jail, orders, scratch, 9_000).expect("starts")
    }

    fn grade(&self, task: &CodeTask, language: Language, code: &str) -> Verdict {
        self.grader.grade(&job(task, language, code))
    }

    /// Processes that were started in the yard and still live, waited for up to 200 ms.
    fn survivors(&self) -> Vec<String> {
        let until = uptime().awake + 200;
        loop {
            let left = self.living();
            if left.is_empty() || uptime().awake > until {
                return left;
            }
            std::thread::yield_now();
        }
    }

    fn living(&self) -> Vec<String> {
        let mark = self.grader.scratch.to_string_lossy().into_owned();
        let mut found = Vec::new();
        for entry in fs::read_dir("/proc").expect("proc").flatten() {
            let path = entry.path();
            let environment = fs::read(path.join("environ")).unwrap_or_default();
            let folder = fs::read_link(path.join("cwd")).unwrap_or_default();
            let named = String::from_utf8_lossy(&environment).contains(&mark)
                || folder.to_string_lossy().contains(&mark);
            if named {
                found.push(format!("{} {}", path.display(), folder.display()));
            }
        }
        found
    }

    /// Nothing lives, nothing is left in the scratch, and the home is as it was.
    fn is_clean(&self) {
        assert_eq!(self.survivors(), Vec::<String>::new());
        let left = fs::read_dir(&self.grader.scratch).expect("there").count();
        assert_eq!(left, 0, "scratch folders are left");
        let names = |folder: PathBuf| -> Vec<String> {
            let entries = fs::read_dir(folder).expect("there").flatten();
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
        };
        assert_eq!(names(self.home()), [".ssh"]);
        assert_eq!(names(self.home().join(".ssh")), ["id"]);
        assert_eq!(fs::read_to_string(self.home().join(".ssh/id")).expect("there"), "secret");
    }
}

/// A hand-in of our own.
fn job(task: &CodeTask, language: Language, code: &str) -> Job {
    Job {
        task: Task::Code(task.clone()),
        language,
        code: code.to_owned(),
        own_cases: String::new(),
        tests: Tests::All,
        is_foreign: false,
        is_exam: false,
    }
}

/// A task of one second and 128 MB; the first case is visible, the others are not.
fn task(entry: &str, cases: &[(Value, Value)]) -> CodeTask {
    let cases = cases.iter().enumerate().map(|(index, (args, expect))| CodeCase {
        name: format!("case {index}"),
        visible: index == 0,
        args: args.as_array().expect("a list").to_vec(),
        expect: Expected::Value(expect.clone()),
        float_tol: None,
        folders: None,
    });
    CodeTask {
        spec: CodeSpec {
            entry: entry.to_owned(),
            time_ms: 1000,
            memory_mb: 128,
            cases: cases.collect(),
            scaling: None,
        },
        reference: String::new(),
    }
}

/// What a verdict says, for a test that fails.
fn told(verdict: &Verdict) -> String {
    let cases = verdict.cases.iter().map(|case| {
        format!(
            "{} {:?} {}ms: {} | {}",
            case.name,
            case.outcome,
            case.took_us / 1000,
            case.message,
            case.printed
        )
    });
    format!(
        "{:?} {} [{}]\n{}",
        verdict.outcome,
        verdict.message,
        verdict.sandbox,
        cases.collect::<Vec<_>>().join("\n")
    )
}

#[track_caller]
fn expect(verdict: &Verdict, outcomes: &[Outcome]) {
    assert!(outcomes.contains(&verdict.outcome), "wanted {outcomes:?}, got {}", told(verdict));
}
