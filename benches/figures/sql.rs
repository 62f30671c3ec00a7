//! How long a verdict on a query takes: the same statements on three data sets, embedded, in a
//! private cluster, and by `psql` against a cluster of the same kind. The last two need `initdb` and
//! `psql`.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use mock::bank::task::{SqlTask, Task};
use mock::engine::verdict::{Outcome, Tests};
use mock::grade::sql::{Choice, SqlGrader, find_programs};
use mock::load::{Places, load};

use crate::measure::{Failed, Figures, Times, ms, timed};

const RUNS: usize = 40;
const TASK: &str = "sql-top-n";
const LIMIT_MS: f64 = 60.0;
const MOCK: &str = env!("CARGO_BIN_EXE_mock");

pub fn measure(figures: &mut Figures) -> Result<(), Failed> {
    let task = three_data_sets().ok_or("sql-top-n has no three data sets")?;
    let scratch = tempfile::tempdir()?;
    let cache = scratch.path().join("cache");
    let grader = |choice| SqlGrader::with_worker(choice, &cache, PathBuf::from(MOCK));
    let cold = grader(Choice::Embedded).open()?;
    figures
        .note(&format!("opened for the first time ever: {} ms, {}", cold.took_ms, cold.engine))?;
    let embedded = grader(Choice::Embedded);
    let opened = embedded.open()?;
    figures.note(&format!("opened when the cache is there: {} ms", opened.took_ms))?;
    let (first, verdict) = timed(|| judged(&embedded, &task));
    verdict?;
    figures.note(&format!("first verdict: {:.1} ms", ms(first)))?;
    let embedded = repeated(|| judged(&embedded, &task))?;
    let line = shown("warm verdict, embedded", &embedded);
    figures.at_most(&line, embedded.median(), LIMIT_MS)?;
    let Some(programs) = find_programs() else {
        figures.note("no initdb here, so nothing is measured beside it")?;
        return Ok(());
    };
    let cluster = grader(Choice::Cluster);
    let opened = cluster.open()?;
    figures.note(&format!("private cluster opened: {} ms, {}", opened.took_ms, opened.engine))?;
    let cluster = repeated(|| judged(&cluster, &task))?;
    figures.note(&shown("warm verdict, private cluster", &cluster))?;
    let psql = side_by_side(&task, &programs)?;
    figures.note(&shown("psql, the same statements", &psql))?;
    let ratio = |times: &Times| times.median() / psql.median();
    let (embedded, cluster) = (ratio(&embedded), ratio(&cluster));
    figures.note(&format!("against psql: embedded {embedded:.2}, private cluster {cluster:.2}"))?;
    Ok(())
}

/// The bank's first query with three data sets, cut to three.
/// Always of one question, so that a bank that grows changes no figure.
fn three_data_sets() -> Option<SqlTask> {
    let loaded = load(&Places { built_in: true, ..Places::default() });
    let mut questions = loaded.bank.questions.into_iter();
    let question = questions.find(|question| question.ask.id == TASK)?;
    let Some(Task::Sql(mut task)) = question.judge.task else { return None };
    task.spec.data.truncate(3);
    (task.spec.data.len() == 3).then_some(task)
}

fn judged(grader: &SqlGrader, task: &SqlTask) -> Result<(), Failed> {
    let verdict = grader.grade(task, &task.reference, "", Tests::All);
    if verdict.outcome == Outcome::Accepted { Ok(()) } else { Err(verdict.message.into()) }
}

fn repeated(mut run: impl FnMut() -> Result<(), Failed>) -> Result<Times, Failed> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let (took, done) = timed(&mut run);
        done?;
        times.push(took);
    }
    Ok(Times::new(times))
}

fn shown(name: &str, times: &Times) -> String {
    format!("{name}: median {:.1} ms, worst {:.1}", times.median(), times.worst())
}

/// One `psql` a verdict, fed what the grader sends: load, answer, roll back, for each data set.
fn side_by_side(task: &SqlTask, programs: &Path) -> Result<Times, Failed> {
    let server = Keeper::start(programs)?;
    let mut script = String::new();
    let file = |path: &str| task.files.get(path).map_or("", String::as_str);
    for data in &task.spec.data {
        let (tables, rows) = (file(&task.spec.tables), file(&data.rows));
        let answer = task.reference.trim_end().trim_end_matches(';');
        write!(
            script,
            "BEGIN; CREATE SCHEMA mock_data; SET LOCAL search_path = mock_data;\n{tables}\n{rows}\n"
        )?;
        write!(script, "{answer};\nROLLBACK;\n")?;
    }
    repeated(|| {
        let mut psql = Command::new(programs.join("psql"))
            .args(["-X", "-q", "-A", "-v", "ON_ERROR_STOP=1", "-U", "mock", "-d", "postgres", "-h"])
            .arg(&server.sockets)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .map_err(|cause| format!("psql does not start: {cause}"))?;
        psql.stdin.take().ok_or("no pipe")?.write_all(script.as_bytes())?;
        if psql.wait()?.success() { Ok(()) } else { Err("psql failed".into()) }
    })
}

/// A cluster kept by the program's own worker.
struct Keeper {
    child: std::process::Child,
    sockets: PathBuf,
    folder: PathBuf,
}

impl Keeper {
    fn start(programs: &Path) -> Result<Keeper, Failed> {
        use std::os::unix::fs::{MetadataExt, chown};
        let folder = std::env::temp_dir().join(format!("mock-speed-{}", std::process::id()));
        let (sockets, data) = (folder.join("s"), folder.join("d"));
        let mut command = Command::new(MOCK);
        command.arg("__sql-worker").arg("--folder").arg(&sockets);
        command.arg("--cluster").arg(programs).arg("--data").arg(&data);
        for made in [&folder, &sockets, &data] {
            std::fs::create_dir(made).map_err(|cause| format!("{}: {cause}", made.display()))?;
        }
        if std::fs::metadata(&folder)?.uid() == 0 {
            chown(&sockets, Some(65534), Some(65534))?;
            chown(&data, Some(65534), Some(65534))?;
            command.args(["--uid", "65534", "--gid", "65534"]);
        }
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.map_err(|cause| format!("the keeper does not start: {cause}"))?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no pipe")?).read_line(&mut line)?;
        Ok(Keeper { child, sockets, folder })
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _reaped = self.child.wait();
        let _removed = std::fs::remove_dir_all(&self.folder);
    }
}
