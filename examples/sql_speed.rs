//! How long a verdict takes: `cargo run --release --example sql_speed`.
//!
//! Three data sets, the same statements each time: embedded, in a private cluster, and by psql
//! against a cluster of the same kind. Needs the built `mock` beside it, and `initdb` and `psql`
//! for the last two.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use mock::bank::load::{Places, load};
use mock::bank::task::{SqlTask, Task};
use mock::clock;
use mock::engine::verdict::{Outcome, Tests};
use mock::grade::sql::{Choice, SqlGrader, find_programs};

const RUNS: usize = 40;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout();
    let task = three_data_sets().ok_or("the bank has no SQL task with three data sets")?;
    let program = std::env::current_exe()?;
    let folder = program.parent().and_then(Path::parent).ok_or("no target folder")?;
    let mock = folder.join("mock");
    let cache = std::env::temp_dir().join(format!("mock-sql-speed-{}", std::process::id()));
    let cold = SqlGrader::with_worker(Choice::Embedded, &cache, mock.clone()).open()?;
    let grader = SqlGrader::with_worker(Choice::Embedded, &cache, mock.clone());
    let opened = grader.open()?;
    writeln!(out, "first open of all, cache filled  {:>8} ms  {}", cold.took_ms, cold.engine)?;
    writeln!(out, "open, cache there                {:>8} ms", opened.took_ms)?;
    let first = timed(|| judged(&grader, &task))?;
    writeln!(out, "first verdict after warming      {first:>8.1} ms")?;
    let embedded = repeated(|| judged(&grader, &task))?;
    report(&mut out, "warm verdict, embedded", &embedded)?;
    drop(grader);
    let Some(programs) = find_programs() else {
        writeln!(out, "skipped: no initdb, so nothing to stand side by side with")?;
        return Ok(());
    };
    let grader = SqlGrader::with_worker(Choice::Cluster, &cache, mock.clone());
    let opened = grader.open()?;
    writeln!(out, "open, private cluster            {:>8} ms  {}", opened.took_ms, opened.engine)?;
    let cluster = repeated(|| judged(&grader, &task))?;
    report(&mut out, "warm verdict, private cluster", &cluster)?;
    let psql = side_by_side(&task, &mock, &programs)?;
    report(&mut out, "psql, the same statements", &psql)?;
    std::fs::remove_dir_all(&cache)?;
    let ratio = median(&embedded) / median(&psql);
    writeln!(out, "embedded / psql                  {ratio:>8.2}")?;
    writeln!(out, "cluster / psql                   {:>8.2}", median(&cluster) / median(&psql))?;
    Ok(())
}

/// The bank's first query with three data sets, cut to three.
fn three_data_sets() -> Option<SqlTask> {
    let loaded = load(&Places { built_in: true, ..Places::default() });
    let tasks =
        loaded.bank.questions.into_iter().filter_map(|question| match question.judge.task {
            Some(Task::Sql(task)) => Some(task),
            _ => None,
        });
    let mut found = tasks.into_iter().find(|task| {
        task.spec.data.len() >= 3 && task.spec.plan.is_none() && task.spec.check.is_none()
    })?;
    found.spec.data.truncate(3);
    Some(found)
}

fn judged(grader: &SqlGrader, task: &SqlTask) -> Result<(), Box<dyn Error>> {
    let verdict = grader.grade(task, &task.reference, "", Tests::All);
    if verdict.outcome == Outcome::Accepted { Ok(()) } else { Err(verdict.message.into()) }
}

/// Milliseconds.
#[expect(clippy::cast_precision_loss, reason = "far below 2^52 microseconds")]
fn timed(run: impl FnOnce() -> Result<(), Box<dyn Error>>) -> Result<f64, Box<dyn Error>> {
    let start = clock::micros();
    run()?;
    Ok((clock::micros() - start) as f64 / 1000.0)
}

fn repeated(
    mut run: impl FnMut() -> Result<(), Box<dyn Error>>,
) -> Result<Vec<f64>, Box<dyn Error>> {
    let mut all = Vec::new();
    for _ in 0..RUNS {
        all.push(timed(&mut run)?);
    }
    all.sort_by(f64::total_cmp);
    Ok(all)
}

fn median(sorted: &[f64]) -> f64 {
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn report(out: &mut impl Write, name: &str, sorted: &[f64]) -> io::Result<()> {
    let most = sorted.last().copied().unwrap_or(f64::NAN);
    writeln!(out, "{name:<33}{:>8.1} ms median, {most:.1} ms at most", median(sorted))
}

/// One `psql` a verdict, fed what the grader sends: load, answer, roll back, for each data set.
fn side_by_side(task: &SqlTask, mock: &Path, programs: &Path) -> Result<Vec<f64>, Box<dyn Error>> {
    let server = Keeper::start(mock, programs)?;
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
    fn start(mock: &Path, programs: &Path) -> Result<Keeper, Box<dyn Error>> {
        use std::os::unix::fs::{MetadataExt, chown};
        let folder = std::env::temp_dir().join(format!("mock-speed-{}", std::process::id()));
        let (sockets, data) = (folder.join("s"), folder.join("d"));
        let mut command = Command::new(mock);
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
