//! `mock bank test`: what it demands of right and wrong solutions.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::environment::{Environment, Ran};

const BANK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/end_to_end/code-bank");

fn copied(into: &Path) {
    for file in
        ["question.toml", "reference.py", "alternative.py", "starter.py", "mutants/squares.py"]
    {
        let from = Path::new(BANK).join("coding/double").join(file);
        let to = into.join("coding/double").join(file);
        fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        fs::copy(from, to).expect("copied");
    }
}

fn test(environment: &Environment, bank: &Path, more: &[&str]) -> Ran {
    let bank = bank.to_string_lossy().into_owned();
    let args = ["bank", "test", "double", "--bank", &bank];
    environment.run(&args.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn a_sound_question_passes() {
    let environment = Environment::new();
    let ran = test(&environment, Path::new(BANK), &[]).expect(0);
    assert!(ran.out.contains("1 question, 7 answers run, no fault"), "{}", ran.out);
    let ran = environment.run(&["bank", "test", "--bank", BANK, "--json"]).expect(0);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(report["questions"].as_array().map(Vec::len), Some(1), "{}", ran.out);
    assert_eq!(report["failures"], 0);
}

/// Each rule, broken once.
#[test]
fn what_is_not_as_it_should_be_is_named() {
    let wrong = "def double(values):\n    return values\n";
    let right = "def double(values):\n    return [v + v for v in values]\n";
    let seen = "def double(values):\n    return []\n";
    for (file, text, wanted) in [
        ("reference.py", wrong, "reference.py: it is right and does not pass"),
        ("alternative.py", wrong, "alternative.py: it is right and does not pass"),
        ("starter.py", right, "starter.py: nothing is left to write"),
        ("mutants/squares.py", right, "mutant squares: it passes `negative`"),
        ("mutants/squares.py", seen, "mutant squares: it fails `two`, which the candidate sees"),
        ("mutants/squares.py", "def double(", "mutant squares: it does not run at all"),
    ] {
        let environment = Environment::new();
        let bank = environment.home().join("pack");
        copied(&bank);
        fs::write(bank.join("coding/double").join(file), text).expect("written");
        let ran = test(&environment, &bank, &[]).expect(3);
        assert!(ran.out.contains(wanted), "`{wanted}` is not in:\n{}", ran.out);
    }
}

#[test]
fn an_unknown_question_and_one_that_is_not_run_are_refused() {
    let environment = Environment::new();
    let ran = environment.run(&["bank", "test", "algo-dga"]).expect(1);
    assert!(ran.err.contains("algo-dag"), "{}", ran.err);
    let ran = environment.run(&["bank", "test", "ps-quiz-normalization"]).expect(1);
    assert!(ran.err.contains("neither run nor read"), "{}", ran.err);
}

/// A question that needs a module which isn't here is told and left out; by name it's refused.
#[test]
fn what_needs_an_absent_module_is_left_out() {
    let environment = Environment::new();
    let bank = environment.home().join("pack");
    copied(&bank);
    let file = bank.join("coding/double/question.toml");
    let text = fs::read_to_string(&file).expect("read");
    fs::write(&file, format!("needs = [\"nobody_has_this\"]\n{text}")).expect("written");
    let bank = bank.to_string_lossy().into_owned();
    let ran = environment.run(&["bank", "test", "--bank", &bank]).expect(0);
    let left_out = "left out: double, since Python's nobody_has_this does not import";
    assert!(ran.out.contains(left_out), "{}", ran.out);
    assert!(ran.out.contains("0 questions"), "{}", ran.out);
    let ran = environment.run(&["bank", "test", "--bank", &bank, "--json"]).expect(0);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(report["left_out"][0]["needs"], "nobody_has_this");
    let ran = test(&environment, Path::new(&bank), &[]).expect(1);
    assert!(ran.err.contains("pip install nobody_has_this"), "{}", ran.err);
}
