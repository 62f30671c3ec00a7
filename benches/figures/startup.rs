//! Whole processes of `mock` beside `/bin/true`, which take turns, so that whatever else the machine
//! does slows all of them alike.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::measure::{Failed, Figures, Times, timed};

const RUNS: usize = 200;
const MOCK: &str = env!("CARGO_BIN_EXE_mock");
/// Questions of the large bank.
const LARGE: usize = 400;

pub fn measure(figures: &mut Figures) -> Result<(), Failed> {
    let home = tempfile::tempdir()?;
    let command = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).env_clear().env("MOCK_HOME", home.path()).env("TZ", "UTC");
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    };
    let own = questions(&mut command(MOCK, &["bank", "list"]))?;
    let large = home.path().join("large");
    generate(&large, LARGE.saturating_sub(own))?;
    let large = large.to_string_lossy().into_owned();
    let listing = ["bank", "list", "--bank", &large];
    let found = questions(&mut command(MOCK, &listing))?;
    if found != LARGE {
        return Err(format!("the large bank has {found} questions").into());
    }
    let mut commands = [
        command("/bin/true", &[]),
        command(MOCK, &["--version"]),
        command(MOCK, &["bank", "list"]),
        command(MOCK, &listing),
    ];
    let mut times = commands.each_ref().map(|_| Vec::new());
    for _ in 0..RUNS {
        for (command, times) in commands.iter_mut().zip(&mut times) {
            let (took, status) = timed(|| command.status());
            if !status?.success() {
                return Err(format!("{command:?} failed").into());
            }
            times.push(took);
        }
    }
    let [bare, version, list, large] = times.map(|times| Times::new(times).median());
    figures.note(&format!("/bin/true: {bare:.1} ms; medians of {RUNS} runs"))?;
    let over = version - bare;
    let line = format!("mock --version: {version:.1} ms, {over:.1} over /bin/true");
    figures.at_most(&line, over, 3.0)?;
    figures.at_most(&format!("mock bank list, {own} questions: {list:.1} ms"), list, 15.0)?;
    figures.at_most(&format!("mock bank list, {LARGE} questions: {large:.1} ms"), large, 60.0)?;
    Ok(())
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
fn generate(folder: &Path, count: usize) -> io::Result<()> {
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
