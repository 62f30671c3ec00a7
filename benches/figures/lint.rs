//! How long a bank of 1,000 questions takes to read and to lint.

use std::fs;
use std::io;
use std::path::Path;

use chrono::NaiveDate;
use mock::cli::bank::lint::lint_on_every_core;
use mock::lint::Scope;
use mock::load::{Places, load};

use crate::measure::{Failed, Figures, ms, timed};

const COUNT: u64 = 1000;
const QUESTION: &str = include_str!("../../tests/bank/rerun.toml");
const WORDS: &str = "table order customer pipeline partition late duplicate schema broker index \
                     query window report source nightly column cluster metric batch stream ledger \
                     region invoice sensor";

pub fn measure(figures: &mut Figures) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    generate(folder.path())?;
    let named = vec![folder.path().to_owned()];
    let (read, loaded) = timed(|| load(&Places { named, ..Places::default() }));
    let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default();
    let scope = Scope { built_in: true, today };
    let (linted, faults) = timed(|| lint_on_every_core(&loaded, scope));
    figures.note(&format!(
        "{} questions: read in {:.0} ms, linted in {:.0} ms, {} faults",
        loaded.bank.questions.len(),
        ms(read),
        ms(linted),
        faults.len() + loaded.faults.len(),
    ))?;
    Ok(())
}

/// The same question again and again, each with a prompt of its own.
fn generate(folder: &Path) -> io::Result<()> {
    let folder = folder.join("phone-screen");
    let vocabulary: Vec<&str> = WORDS.split_whitespace().collect();
    fs::create_dir_all(&folder)?;
    for number in 0..COUNT {
        let id = format!("generated-{number}");
        let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
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
