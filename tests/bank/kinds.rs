//! What a data-modelling question and a review need: the built-in ones, with one thing spoilt.

use std::fs;
use std::path::Path;

use super::files::{home, run};

/// What the linter says of a built-in question in which `from` was replaced.
fn spoilt(folder: &str, from: &str, to: &str) -> String {
    spoilt_by(folder, |text| {
        assert!(text.contains(from), "{folder} has no `{from}`");
        text.replacen(from, to, 1)
    })
}

fn spoilt_by(folder: &str, spoil: impl Fn(&str) -> String) -> String {
    let source = Path::new("question-bank").join(folder);
    let home = home();
    let target = home.path().join("bank").join(folder);
    copy(&source, &target);
    let file = target.join("question.toml");
    let text = fs::read_to_string(&file).expect("read");
    fs::write(&file, spoil(&text)).expect("written");
    let bank = target.display().to_string();
    run(home.path(), &["bank", "lint", "--bank", &bank]).out
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("listed").map(|entry| entry.expect("an entry")) {
        let target = to.join(entry.file_name());
        match entry.file_type().expect("a type").is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).expect("copied")),
        }
    }
}

#[track_caller]
fn says(folder: &str, changes: &[(&str, &str, &str)]) {
    for (from, to, expected) in changes {
        let out = spoilt(folder, from, to);
        assert!(out.contains(expected), "`{from}` as `{to}`:\n{out}");
    }
}

#[test]
fn cases_of_folders_keep_their_rules() {
    let folders = "folders = [\"data/first\"]";
    let expected = "expect_folder = \"expected/first\"";
    says(
        "take-home/takehome-orders-pipeline",
        &[
            (folders, "folders = [\"data/none\"]", "no file lies in `data/none`"),
            (folders, "", "a case of folders needs `folders`"),
            (expected, "", "a case of folders needs `expect_folder`"),
            (expected, "expect_folder = \"data\"", "lies in a folder of its own"),
            (folders, "folders = [\"data/first\"]\nargs = []", "a case of folders has no `args`"),
            (
                "folders = [\"data/first\"]\nexpect_folder = \"expected/first\"",
                "args = []\nexpect = 1",
                "some cases are of folders, and some of values",
            ),
            (
                "[[mutants]]",
                "[code.scaling]\ngenerator = \"make\"\nsizes = [1, 2, 4]\nmax_slope = 1.5\n\n[[mutants]]",
                "growth is timed on values",
            ),
        ],
    );
}

#[test]
fn a_visible_folder_is_read_at_a_glance() {
    let home = home();
    let target = home.path().join("bank/takehome-orders-pipeline");
    copy(Path::new("question-bank/take-home/takehome-orders-pipeline"), &target);
    let file = target.join("data/first/orders-south.csv");
    let text = fs::read_to_string(&file).expect("read");
    let last = text.lines().last().expect("a line").to_owned();
    fs::write(&file, format!("{text}{}", format!("{last}\n").repeat(18))).expect("written");
    let out = run(home.path(), &["bank", "lint", "--bank", &target.display().to_string()]).out;
    assert!(out.contains("`data/first/orders-south.csv` holds 21 rows, over 20"), "{out}");
}

#[test]
fn a_review_of_what_is_not_run_keeps_its_rules() {
    says(
        "review/rv-dbt-workflow",
        &[
            ("file = \"deploy.yml\"\n", "", "nothing says which file is reviewed"),
            ("file = \"deploy.yml\"", "file = \"build.yml\"", "no file `build.yml` is beside"),
            (
                "lines = \"36\"",
                "lines = \"36\"\ncase = \"rerun\"",
                "the file is not run, so no case",
            ),
            ("lines = \"36\"", "lines = \"31-36\"", "share a line"),
        ],
    );
}

/// A question without what is said of it says nothing of its readers.
#[test]
fn what_is_said_beside_a_model_and_a_review_has_samples() {
    for folder in ["data-modelling/dm-wine-shops", "review/rv-daily-revenue"] {
        let text =
            fs::read_to_string(format!("question-bank/{folder}/question.toml")).expect("read");
        let samples = &text[text.find("[[samples]]").expect("samples")..];
        let out = spoilt(folder, samples, "");
        assert!(out.contains("no answer as people give it"), "{out}");
        let out = spoilt(folder, "kind = \"weak\"", "kind = \"middling\"");
        assert!(out.contains("0 natural samples are `weak`, and at least 1 should be"), "{out}");
    }
}

/// The text with only those tables of a name that are kept, by their number and text.
fn with_tables(text: &str, name: &str, keeps: impl Fn(usize, &str) -> bool) -> String {
    let mut number = 0;
    let mut parts = text.split("\n[[");
    let mut left = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_named = part.starts_with(&format!("{name}]]"));
        number += usize::from(is_named);
        if !is_named || keeps(number, part) {
            left.push_str(&format!("\n[[{part}"));
        }
    }
    left
}

#[test]
fn a_data_model_has_views_enough_and_rows_of_both_sorts() {
    // Wrong solutions name views and rows, and what is gone can't be named.
    let out = |name: &str, keeps: &dyn Fn(usize, &str) -> bool| {
        spoilt_by("data-modelling/dm-wine-shops", |text| {
            with_tables(&with_tables(text, "mutants", |_, _| false), name, keeps)
        })
    };
    let two = out("sql.answers", &|number, _| number < 3);
    assert!(two.contains("2 views, fewer than 3"), "{two}");
    let three = out("sql.answers", &|number, _| number < 4);
    assert!(!three.contains("views, fewer than"), "{three}");
    let is_refused = |part: &str| part.contains("\nrefused = true");
    let refused = out("sql.offers", &|_, part| is_refused(part));
    assert!(refused.contains("no sound row is offered"), "{refused}");
    let sound = out("sql.offers", &|_, part| !is_refused(part));
    assert!(sound.contains("0 rows to be refused, fewer than 2"), "{sound}");
    assert!(!sound.contains("no sound row is offered"), "{sound}");
}

const TWO: &str = "[[curveballs]]\nid = \"other\"\nafter = 5\nsay = \"And now?\"\n\n[[curveballs]]";

#[test]
fn a_data_model_keeps_its_rules() {
    says(
        "data-modelling/dm-wine-shops",
        &[
            ("answer = \"script\"", "answer = \"query\"", "a data model is a script"),
            ("order = \"none\"", "order = \"full\"", "a view has no order"),
            ("[[curveballs]]", TWO, "2 curveballs, not one: the turn half-way"),
            ("turn = true\n", "", "`turn`, but there is no such"),
            (
                "turn = true\n",
                "turn = true\nvisible = true\n",
                "would see the turn before it is said",
            ),
            ("name = \"unknown-product\"", "name = \"turn\"", "is called as something else is"),
            ("name = \"unknown-product\"", "name = \"tasting\"", "the row `tasting` appears twice"),
            (
                "insert = \"INSERT INTO",
                "insert = \"DELETE FROM",
                "the row `new-line` isn't an INSERT",
            ),
            (
                "view = \"answer_1\"",
                "view = \"Answer 1\"",
                "is no name that SQL writes without quotes",
            ),
            (
                "killed_by = \"answer_2\"",
                "killed_by = \"answer_9\"",
                "there is no such view or row, which is what a model's",
            ),
            (
                "killed_by = \"turn\"",
                "killed_by = \"moved\"",
                "there is no such view or row, which is what a model's",
            ),
            ("dim = \"evolution\"", "dim = \"diagnosis\"", "diagnosis"),
        ],
    );
}

#[test]
fn a_review_keeps_its_rules() {
    says(
        "review/rv-daily-revenue",
        &[
            ("kind = \"review\"", "kind = \"coding\"", "`faults` belongs to a review"),
            (
                "kind = \"review\"",
                "kind = \"review\"\nfile = \"notes.md\"",
                "reviewed in `starter.py`",
            ),
            ("lines = \"23\"", "lines = \"23 and 24\"", "names no lines"),
            ("lines = \"23\"", "lines = \"99\"", "`starter.py` has 32 lines"),
            ("lines = \"23\"", "lines = \"22-23\"", "share a line"),
            ("id = \"local-day\"", "id = \"time-zone\"", "no rubric item `time-zone` says why"),
            ("case = \"odd-price\"\n", "", "no hidden case tells whether `float-cents` is there"),
            ("case = \"odd-price\"", "case = \"one-batch\"", "`one-batch` is no hidden case"),
            (
                "case = \"odd-price\"",
                "case = \"no-number\"",
                "`no-number` tells of another place already",
            ),
            (
                "killed_by = \"odd-price\"",
                "killed_by = \"two-batches\"",
                "no wrong solution is killed by",
            ),
            (
                "[[sound]]\nid = \"zero-day\"",
                "[[faults]]\nid = \"zero-day\"",
                "1 [[sound]], fewer than 2",
            ),
        ],
    );
}
