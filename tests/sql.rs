//! SQL judged by PostgreSQL: one suite for the embedded engine and for a real server.
//!
//! The embedded one always runs. A private cluster is started where `initdb` is found; where it is
//! not, the test says that it skipped.

#[path = "sql/answers.rs"]
mod answers;
#[path = "sql/faults.rs"]
mod faults;
#[path = "sql/limits.rs"]
mod limits;
#[path = "sql/scripts.rs"]
mod scripts;

#[path = "sql/model.rs"]
mod model;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use mock::bank::task::{Language, SqlAnswer, SqlData, SqlPlan, SqlSpec, SqlTask, Task};
use mock::engine::verdict::{CaseVerdict, Diff, Outcome, Side, Tests, Verdict};
use mock::grade::sql::{Choice, SqlGrader, find_programs};
use mock::grade::{Engine, Job};

fn grader(choice: Choice) -> SqlGrader {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sql-cache");
    SqlGrader::with_worker(choice, &cache, PathBuf::from(env!("CARGO_BIN_EXE_mock")))
}

fn skip(what: &str) {
    let said = writeln!(std::io::stderr(), "skipped: {what}, since no initdb is found");
    said.expect("standard error takes it");
}

/// The engines that are available here.
fn graders() -> Vec<SqlGrader> {
    let mut all = Vec::new();
    if cfg!(feature = "embedded-postgres") {
        all.push(grader(Choice::Embedded));
    }
    match find_programs() {
        Some(_) => all.push(grader(Choice::Cluster)),
        None => skip("no private cluster"),
    }
    all
}

const TABLES: &str = "CREATE TABLE orders (id int PRIMARY KEY, region text, amount numeric(10,2));";
const SEEN: &str = "INSERT INTO orders VALUES (1, 'north', 10.00), (2, 'south', 20.50), \
                    (3, 'north', 5.00);";
const TIES: &str = "INSERT INTO orders VALUES (1, 'secret', 7), (2, 'secret', 7), (3, NULL, 7);";
const REFERENCE: &str =
    "SELECT region, sum(amount) AS total FROM orders GROUP BY region ORDER BY total DESC, region";

fn task(reference: &str, order: &[&str]) -> SqlTask {
    let data = |name: &str, visible, covers: &[&str]| SqlData {
        name: name.to_owned(),
        visible,
        rows: format!("data/{name}.sql"),
        turn: false,
        covers: covers.iter().map(|&class| class.to_owned()).collect(),
    };
    let files = [
        ("data/schema.sql", TABLES),
        ("data/seen.sql", SEEN),
        ("data/ties.sql", TIES),
        ("data/empty.sql", "-- nothing"),
    ];
    SqlTask {
        spec: SqlSpec {
            tables: "data/schema.sql".into(),
            answer: SqlAnswer::Query,
            check: None,
            time_ms: None,
            order: order.iter().map(|&order| order.to_owned()).collect(),
            columns: "names".into(),
            float_tol: None,
            waive: BTreeMap::new(),
            equivalent: vec![],
            data: vec![
                data("seen", true, &[]),
                data("ties", false, &["tie", "null"]),
                data("empty", false, &["empty"]),
            ],
            plan: None,
            answers: vec![],
            offers: vec![],
        },
        reference: reference.to_owned(),
        files: files.map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
    }
}

fn totals() -> SqlTask {
    task(REFERENCE, &["full"])
}

/// A tuning task: an index that makes one query read little.
fn tuning() -> SqlTask {
    let mut task = totals();
    task.spec.answer = SqlAnswer::Script;
    task.spec.order = vec!["none".into()];
    task.reference = "CREATE INDEX by_region ON orders (region);".into();
    let large = "INSERT INTO orders SELECT n, 'r' || n % 500, n FROM generate_series(1, 20000) n;";
    task.files.insert("data/large.sql".into(), large.into());
    task.spec.data.push(SqlData {
        name: "large".into(),
        visible: false,
        rows: "data/large.sql".into(),
        turn: false,
        covers: Vec::new(),
    });
    task.spec.plan = Some(SqlPlan {
        data: "large".into(),
        query: Some("SELECT sum(amount) AS total FROM orders WHERE region = 'r7'".into()),
        must: Vec::new(),
        must_not: vec!["Seq Scan".into()],
        max_rows_read: Some(100),
        max_buffers: Some(200),
    });
    task
}

fn all(grader: &SqlGrader, task: &SqlTask, code: &str) -> Verdict {
    grader.grade(task, code, "", Tests::All)
}

fn outcomes(verdict: &Verdict) -> Vec<Outcome> {
    verdict.cases.iter().map(|case| case.outcome).collect()
}

fn everything(case: &CaseVerdict) -> String {
    serde_json::to_string(case).expect("serialises")
}

mod cluster {
    use std::path::Path;
    use std::process::{Child, Command, Stdio};

    use postgres::{Client, NoTls, SimpleQueryMessage};

    /// A server that is not the program's own, kept by the program's own keeper.
    pub struct Cluster {
        keeper: Child,
        folder: tempfile::TempDir,
    }

    impl Cluster {
        pub fn start(programs: &Path) -> Cluster {
            use std::io::{BufRead, BufReader};
            use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
            let folder = tempfile::Builder::new().prefix("t").tempdir().expect("a folder");
            let open = std::fs::Permissions::from_mode(0o711);
            std::fs::set_permissions(folder.path(), open).expect("mine");
            let (sockets, data) = (folder.path().join("s"), folder.path().join("d"));
            let mut command = Command::new(env!("CARGO_BIN_EXE_mock"));
            for made in [&sockets, &data] {
                std::fs::create_dir(made).expect("a folder");
            }
            if std::fs::metadata(folder.path()).expect("there").uid() == 0 {
                for made in [&sockets, &data] {
                    chown(made, Some(65534), Some(65534)).expect("root may");
                }
                command.args(["--uid", "65534", "--gid", "65534"]);
            }
            let mut keeper = Command::new(env!("CARGO_BIN_EXE_mock"))
                .arg("__sql-worker")
                .args(command.get_args())
                .arg("--folder")
                .arg(&sockets)
                .arg("--cluster")
                .arg(programs)
                .arg("--data")
                .arg(&data)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("the keeper starts");
            let mut line = String::new();
            let out = keeper.stdout.take().expect("piped");
            BufReader::new(out).read_line(&mut line).expect("readable");
            assert_eq!(line.trim(), "ready");
            Cluster { keeper, folder }
        }

        pub fn url(&self) -> String {
            let sockets = self.folder.path().join("s");
            format!("postgres://mock@/postgres?host={}", sockets.display())
        }

        /// Databases and roles.
        pub fn names(&self) -> Vec<String> {
            let mut client = Client::connect(&self.url(), NoTls).expect("listens");
            let names = "SELECT datname FROM pg_database UNION SELECT rolname FROM pg_roles \
                         ORDER BY 1";
            let rows = client.simple_query(names).expect("answers");
            let name = |message: &SimpleQueryMessage| match message {
                SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
                _ => None,
            };
            rows.iter().filter_map(name).collect()
        }
    }

    impl Drop for Cluster {
        fn drop(&mut self) {
            drop(self.keeper.stdin.take());
            let _reaped = self.keeper.wait();
        }
    }
}
