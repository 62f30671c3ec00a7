//! Whole processes of `mock` beside `/bin/true`, which take turns, so that whatever else the machine
//! does slows all of them alike.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::measure::{Failed, Figures, Times, ms, timed};

const RUNS: usize = 200;
const MOCK: &str = env!("CARGO_BIN_EXE_mock");
/// Questions of banks that are made of the built-in one and a folder, and the milliseconds in which
/// they are listed from the second time on.
const LARGER: [(usize, f64); 1] = [(400, 40.0)];
/// Milliseconds in which the built-in ones are listed: what a bank of 200 may take.
const BUILT_IN: f64 = 25.0;

/// The least of many runs: what else the machine does can only add to it.
pub fn measure(figures: &mut Figures) -> Result<(), Failed> {
    let home = tempfile::tempdir()?;
    let command = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).env_clear().env("MOCK_HOME", home.path()).env("TZ", "UTC");
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    };
    let list = |folder: &str| match folder {
        "" => command(MOCK, &["bank", "list"]),
        folder => command(MOCK, &["bank", "list", "--bank", folder]),
    };
    let built_in = questions(&mut list(""))?;
    let mut lists = vec![(String::new(), built_in, BUILT_IN)];
    for (count, limit) in LARGER {
        let folder = home.path().join(count.to_string());
        generate(&folder, count.saturating_sub(built_in))?;
        lists.push((folder.to_string_lossy().into_owned(), count, limit));
    }
    // What was just written is not remembered before the file system's clock has moved on.
    settle();
    for (folder, count, _) in &lists {
        let (took, found) = timed(|| questions(&mut list(folder)));
        let found = found?;
        if found != *count {
            return Err(format!("{found} questions instead of {count}").into());
        }
        figures
            .note(&format!("mock bank list, {count} questions, first time: {:.1} ms", ms(took)))?;
    }
    let mut commands = vec![command("/bin/true", &[]), command(MOCK, &["--version"])];
    commands.extend(lists.iter().map(|(folder, ..)| list(folder)));
    let mut times = vec![Vec::new(); commands.len()];
    for _ in 0..RUNS {
        for (command, times) in commands.iter_mut().zip(&mut times) {
            let (took, status) = timed(|| command.status());
            if !status?.success() {
                return Err(format!("{command:?} failed").into());
            }
            times.push(took);
        }
    }
    let times: Vec<Times> = times.into_iter().map(Times::new).collect();
    let told = |what: &str, times: &Times| {
        format!("{what}: least {:.1} ms, median {:.1}", times.least(), times.median())
    };
    let [bare, version, listed @ ..] = &times[..] else { return Err("no times".into()) };
    figures.note(&told(&format!("/bin/true, {RUNS} runs"), bare))?;
    let over = version.least() - bare.least();
    let line = format!("{}; {over:.1} over /bin/true", told("mock --version", version));
    figures.at_most(&line, over, 2.0)?;
    for ((_, count, limit), times) in lists.iter().zip(listed) {
        let what = format!("mock bank list, {count} questions");
        figures.at_most(&told(&what, times), times.least(), *limit)?;
    }
    Ok(())
}

/// Longer than what `load` takes for the tick of a file system's clock.
#[expect(clippy::disallowed_methods, reason = "nothing else tells when a clock has moved on")]
fn settle() {
    std::thread::sleep(Duration::from_millis(200));
}

/// How many questions are listed.
fn questions(command: &mut Command) -> Result<usize, Failed> {
    let listed = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output()?;
    if !listed.status.success() || !listed.stderr.is_empty() {
        return Err(String::from_utf8_lossy(&listed.stderr).into_owned().into());
    }
    Ok(listed.stdout.iter().filter(|byte| **byte == b'\n').count())
}

/// Copies of the built-in questions under other names, in folders of their kinds.
pub fn generate(folder: &Path, count: usize) -> io::Result<()> {
    let bank = Path::new(env!("CARGO_MANIFEST_DIR")).join("question-bank");
    let mut sources = Vec::new();
    for kind in entries(&bank)?.into_iter().filter(|kind| kind.is_dir() && !kind.ends_with("prep"))
    {
        let is_question =
            |path: &PathBuf| path.is_dir() || path.extension().is_some_and(|e| e == "toml");
        sources.extend(entries(&kind)?.into_iter().filter(is_question));
    }
    for number in 0..count {
        let source = &sources[number % sources.len()];
        let name = source.file_stem().unwrap_or_default().to_string_lossy();
        let id = format!("{name}-{}", number / sources.len() + 2);
        let kind = folder.join(source.parent().and_then(Path::file_name).unwrap_or_default());
        fs::create_dir_all(&kind)?;
        let question = if source.is_dir() {
            copy(source, &kind.join(&id))?;
            kind.join(&id).join("question.toml")
        } else {
            let question = kind.join(format!("{id}.toml"));
            fs::copy(source, &question)?;
            question
        };
        // The first line of that form is the question's own id.
        let text = fs::read_to_string(&question)?;
        let own = text.lines().find(|line| line.starts_with("id = ")).unwrap_or_default();
        fs::write(&question, text.replacen(own, &format!("id = \"{id}\""), 1))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in entries(from)? {
        let target = to.join(entry.file_name().unwrap_or_default());
        if entry.is_dir() {
            copy(&entry, &target)?;
        } else {
            fs::copy(&entry, &target)?;
        }
    }
    Ok(())
}

/// What is in a folder, sorted.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
