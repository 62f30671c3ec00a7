//! How long a bank of 1,000 questions takes to read and to lint.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use mock::cli::bank::lint::lint_on_every_core;
use mock::cli::faults;
use mock::lint::Scope;
use mock::load::{Places, load};

use crate::measure::{Failed, Figures, ms, timed};
use crate::startup;

const COUNT: usize = 1000;
const QUESTION: &str = include_str!("../../tests/bank/rerun.toml");
const WORDS: &str = "table order customer pipeline partition late duplicate schema broker index \
                     query window report source nightly column cluster metric batch stream ledger \
                     region invoice sensor";

/// Milliseconds in which so many are read, linted and told of.
const LIMIT: f64 = 1500.0;

pub fn measure(figures: &mut Figures) -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let [varied, copies] = ["varied", "copies"].map(|name| scratch.path().join(name));
    vary(&varied)?;
    startup::generate(&copies, COUNT)?;
    lint(figures, "one question with many prompts", varied)?;
    lint(figures, "copies of the built-in ones", copies)
}

fn lint(figures: &mut Figures, what: &str, folder: PathBuf) -> Result<(), Failed> {
    let named = vec![folder];
    let (read, loaded) = timed(|| load(&Places { named, ..Places::default() }));
    let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default();
    let scope = Scope { built_in: true, today };
    let (linted, faults) = timed(|| lint_on_every_core(&loaded, scope));
    let mut page = Vec::new();
    let (told, done) = timed(|| faults::write(&mut page, &faults, &loaded.bank, None, false));
    done?;
    let (read, linted, told) = (ms(read), ms(linted), ms(told));
    let line = format!(
        "{}: {} read in {read:.0} ms, linted in {linted:.0} ms, {} faults told in {told:.0} ms",
        what,
        loaded.bank.questions.len(),
        faults.len() + loaded.faults.len(),
    );
    Ok(figures.at_most(&line, read + linted + told, LIMIT)?)
}

/// The same question again and again, each with a prompt of its own.
fn vary(folder: &Path) -> io::Result<()> {
    let folder = folder.join("phone-screen");
    let vocabulary: Vec<&str> = WORDS.split_whitespace().collect();
    fs::create_dir_all(&folder)?;
    for number in 0..COUNT {
        let id = format!("generated-{number}");
        let mut state = (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut word = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            vocabulary[usize::try_from(state >> 33).unwrap_or(0) % vocabulary.len()]
        };
        let words: Vec<&str> = (0..30).map(|_| word()).collect();
        let question = QUESTION.replacen("id = \"rerun\"", &format!("id = \"{id}\""), 1).replacen(
            "prompt = \"",
            &format!("prompt = \"{} ", words.join(" ")),
            1,
        );
        fs::write(folder.join(format!("{id}.toml")), question)?;
    }
    Ok(())
}
