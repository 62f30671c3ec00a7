//! How long a bank of 1,000 questions takes to read and to lint.
//!
//! `cargo run --release --example lint_speed -- 1000`

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use chrono::NaiveDate;
use mock::bank::load::{Places, load};
use mock::cli::bank::lint::lint_on_every_core;
use mock::lint::Scope;

const QUESTION: &str = include_str!("../tests/bank/rerun.toml");
const WORDS: [&str; 24] = [
    "table",
    "order",
    "customer",
    "pipeline",
    "partition",
    "late",
    "duplicate",
    "schema",
    "broker",
    "index",
    "query",
    "window",
    "report",
    "source",
    "nightly",
    "column",
    "cluster",
    "metric",
    "batch",
    "stream",
    "ledger",
    "region",
    "invoice",
    "sensor",
];

#[expect(clippy::disallowed_methods, reason = "this measures the program, on the real clock")]
fn main() -> io::Result<()> {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1000);
    let folder = tempfile::tempdir()?;
    generate(folder.path(), count)?;
    let begun = Instant::now();
    let named = vec![folder.path().to_owned()];
    let loaded = load(&Places { named, ..Places::default() });
    let read = begun.elapsed();
    let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default();
    let faults = lint_on_every_core(&loaded.bank, Scope { built_in: true, today });
    writeln!(
        io::stdout(),
        "{} questions read in {:.0} ms, linted in {:.0} ms, {} faults",
        loaded.bank.questions.len(),
        read.as_secs_f64() * 1000.0,
        (begun.elapsed() - read).as_secs_f64() * 1000.0,
        faults.len() + loaded.faults.len(),
    )
}

/// The same question again and again, each with a prompt of its own.
fn generate(folder: &Path, count: u64) -> io::Result<()> {
    let folder = folder.join("phone-screen");
    fs::create_dir_all(&folder)?;
    for number in 0..count {
        let id = format!("generated-{number}");
        let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut word = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            WORDS[usize::try_from(state >> 33).unwrap_or(0) % WORDS.len()]
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
