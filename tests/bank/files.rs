//! The bank as a person meets it: folders of files, and what the commands print about them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Parser;
use mock::bank::parse::{self, Raw};
use mock::bank::question::{Ask, Judge};
use mock::cli::args::bank::{BankArgs, RoundsArgs};
use mock::cli::context::Context;
use mock::cli::error::{Error, Outcome};
use mock::cli::{bank, rounds};
use mock::load::{Loaded, Offered, Places, load};
use mock::paths::Paths;
use mock::ui::out::look::Color;
use proptest::prelude::*;

#[derive(Parser)]
enum Command {
    Bank(BankArgs),
    Rounds(RoundsArgs),
}

/// What a command wrote to standard output and standard error, and how it came out.
pub struct Ran {
    pub out: String,
    err: String,
    outcome: Result<Outcome, Error>,
}

pub fn run(home: &Path, args: &[&str]) -> Ran {
    run_at(None, home, args)
}

fn run_at(columns: Option<u16>, home: &Path, args: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut context = Context {
        out: &mut out,
        err: &mut err,
        columns,
        colour: false,
        color: Color::Never,
        today: NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day"),
        now: mock::clock::moment(),
        paths: &Paths::under(home.to_owned()),
    };
    let outcome = match Command::try_parse_from([&["mock"], args].concat()).expect("arguments") {
        Command::Bank(args) => bank::run(&args, &mut context),
        Command::Rounds(args) => rounds::run(&args, &mut context),
    };
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { out: text(out), err: text(err), outcome }
}

fn fixtures(name: &str) -> String {
    format!("tests/bank/{name}")
}

fn built_in() -> Loaded {
    load(&Places { built_in: true, ..Places::default() })
}

pub fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn all_faults_of_a_folder_come_at_once() {
    let ran = run(home().path(), &["bank", "lint", "--bank", &fixtures("faulty")]);
    assert!(matches!(ran.outcome, Ok(Outcome::BelowBar)));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn faults_as_json_carry_rule_place_and_help() {
    let ran = run(home().path(), &["bank", "lint", "--json", "--bank", &fixtures("faulty")]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let faults = report["faults"].as_array().expect("a list");
    assert!(faults.len() >= 20, "{} faults", faults.len());
    assert_eq!(report["errors"], faults.len());
    let torn = faults.iter().find(|fault| fault["name"] == "dimension").expect("one");
    assert_eq!(
        (&torn["rule"], &torn["line"], &torn["column"]),
        (&12.into(), &22.into(), &7.into())
    );
    assert_eq!(torn["severity"], "error");
}

#[test]
fn a_sound_folder_is_fine() {
    let ran = run(home().path(), &["bank", "lint", "--bank", &fixtures("rerun.toml")]);
    assert!(matches!(ran.outcome, Ok(Outcome::Fine)), "{}", ran.out);
    assert_eq!(ran.out, "1 question read, no fault\n");
}

#[test]
fn nothing_in_a_file_reaches_the_terminal_as_a_command() {
    let home = home();
    let harmful = "\u{1b}]52;c;Zm9v\u{7} \u{9b}2J \u{202e}gnp.exe \u{200b}";
    let path = home.path().join("trap.toml");
    let text = format!("schema = 1\nid = \"trap\"\ntitle = {harmful}\n\"k{harmful}\" = 1\n");
    let unknown =
        text.replace(&format!("title = {harmful}\n"), "").replace(['\u{1b}', '\u{7}'], "");
    for text in [text, unknown] {
        fs::write(&path, text).expect("written");
        let out = run(home.path(), &["bank", "lint", "--bank", &path.display().to_string()]).out;
        assert!(out.contains("trap.toml:"), "{out}");
        let found = out.chars().find(|c| "\u{1b}\u{7}\u{9b}\u{202e}\u{200b}".contains(*c));
        assert_eq!(found, None, "{out}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_a_fault() {
    let ran = run(home().path(), &["bank", "lint", "--bank", "no/such/folder"]);
    assert!(matches!(ran.outcome, Ok(Outcome::BelowBar)));
    assert!(ran.out.contains("cannot be read"), "{}", ran.out);
}

#[test]
fn what_a_person_adds_replaces_the_built_in_and_a_fault_leaves_the_rest() {
    let home = home();
    let bank = home.path().join("bank");
    fs::create_dir_all(&bank).expect("a folder");
    let built_in = built_in().bank;
    let question = built_in.questions.iter().find(|question| question.files.is_empty());
    let question = &question.expect("a question of one file").ask.id;
    let text = &built_in.texts[&built_in.origins[question].path];
    let changed = text.replacen("title = \"", "title = \"My own: ", 1);
    fs::write(bank.join(format!("{question}.toml")), changed).expect("written");
    fs::copy(fixtures("faulty/broken.toml"), bank.join("broken.toml")).expect("copied");

    let ran = run(home.path(), &["bank", "list"]);
    assert!(ran.out.contains("My own: "), "{}", ran.out);
    assert_eq!(ran.out.lines().count(), built_in.questions.len());
    assert!(ran.err.contains(&format!("replaces the built-in `{question}`")), "{}", ran.err);
    assert!(ran.err.contains("broken.toml"), "{}", ran.err);
}

#[test]
fn many_that_replace_others_are_told_in_a_line() {
    let home = home();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/question-bank");
    let ran = run(home.path(), &["bank", "show", "ps-acid", "--bank", folder]);
    assert!(matches!(ran.outcome, Ok(Outcome::Fine)), "{}", ran.err);
    let said: Vec<&str> = ran.err.lines().collect();
    assert_eq!(said.len(), 1, "{}", ran.err);
    let count = built_in().bank.questions.len();
    let whole = format!("{count} questions stand for built-in ones; `mock bank list` shows where");
    assert!(said[0].contains(&whole), "{}", ran.err);
}

#[test]
fn points_that_no_sample_shows_are_listed_and_counted() {
    let home = home();
    let args = ["bank", "stats", "--unshown", "--json"];
    let report: serde_json::Value =
        serde_json::from_str(&run(home.path(), &args).out).expect("JSON");
    let without = report["without"].as_array().expect("a list");
    let unshown: usize =
        without.iter().map(|one| one["points"].as_array().expect("points").len()).sum();
    let count = |key: &str| report[key].as_u64().expect("a number") as usize;
    assert_eq!(count("shown") + unshown, count("points"));
    let all = run_at(Some(100), home.path(), &["bank", "stats"]).out;
    let line = format!(
        "{} points of questions with natural samples: {} shown",
        count("points"),
        count("shown")
    );
    assert!(all.split_whitespace().collect::<Vec<_>>().join(" ").contains(&line), "{all}");
    let listed = run(home.path(), &["bank", "stats", "--unshown"]).out;
    for one in without {
        assert!(listed.contains(one["question"].as_str().expect("an id")), "{listed}");
    }
}

#[test]
fn a_pack_lies_in_a_folder_of_its_own_and_its_questions_name_it() {
    let home = home();
    let pack = home.path().join("packs/jo-basics");
    fs::create_dir_all(pack.join("phone-screen")).expect("a folder");
    let text = fs::read_to_string(fixtures("rerun.toml")).expect("there");
    fs::write(pack.join("phone-screen/rerun.toml"), &text).expect("written");
    fs::write(pack.join("pack.toml"), "name = \"no question\"").expect("written");
    let listed = run(home.path(), &["bank", "list", "--json"]).out;
    let listed: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    let of = |id: &str| listed.as_array()?.iter().find(|question| question["id"] == id).cloned();
    assert_eq!(of("rerun").expect("listed")["pack"], "jo-basics");
    assert_eq!(of("ps-acid").expect("listed")["pack"], serde_json::Value::Null);
    assert!(run(home.path(), &["bank", "list"]).out.contains("pack jo-basics"));

    // The user's own question of that id stands for the pack's.
    fs::create_dir_all(home.path().join("bank")).expect("a folder");
    fs::write(home.path().join("bank/rerun.toml"), &text).expect("written");
    let ran = run(home.path(), &["bank", "list", "--topic", "idempotent-backfill"]);
    assert!(ran.err.contains("bank/rerun.toml replaces `rerun` of "), "{}", ran.err);
    assert!(!ran.out.contains("pack jo-basics"), "{}", ran.out);
}

#[test]
fn a_pack_in_memory_is_read_as_the_same_files_in_a_folder_are() {
    let code = Path::new("tests/end_to_end/code-bank");
    let mut files = BTreeMap::new();
    let mut left = vec![code.to_owned()];
    while let Some(dir) = left.pop() {
        for entry in fs::read_dir(dir).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                left.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let name = path.strip_prefix(code).expect("inside").display().to_string();
                files.insert(name, text);
            }
        }
    }
    let shown = code.display().to_string();
    let offered = Some(Offered { name: "code".to_owned(), shown, files });
    let in_memory = load(&Places { offered, ..Places::default() });
    let on_disk = load(&Places { named: vec![code.to_owned()], ..Places::default() });
    assert!(!on_disk.bank.questions.is_empty());
    assert_eq!(in_memory.bank.questions, on_disk.bank.questions);
    assert_eq!(in_memory.bank.texts, on_disk.bank.texts);
}

#[test]
fn a_question_is_reviewed_or_says_that_it_is_not() {
    let home = home();
    let path = home.path().join("rerun.toml");
    let text = fs::read_to_string(fixtures("rerun.toml")).expect("there");
    let date = text.lines().find(|line| line.starts_with("reviewed")).expect("a date");
    let lint = |text: String| {
        fs::write(&path, text).expect("written");
        run(home.path(), &["bank", "lint", "--bank", &path.display().to_string()])
    };
    let ran = lint(text.replace(date, "unreviewed = true"));
    assert!(matches!(ran.outcome, Ok(Outcome::Fine)), "{}", ran.out);
    assert!(ran.out.contains("only with --unreviewed"), "{}", ran.out);
    assert!(ran.out.contains("write `reviewed = 2026-12-01`"), "{}", ran.out);
    let ran = lint(text.replace(date, &format!("{date}\nunreviewed = true")));
    assert!(ran.out.contains("on a date, or `unreviewed`"), "{}", ran.out);
    let ran = lint(text.replace(date, ""));
    assert!(ran.out.contains("no `reviewed`"), "{}", ran.out);
}

#[test]
fn show_keeps_what_judges_to_itself_until_asked() {
    let args = ["bank", "show", "rerun", "--bank", "tests/bank/rerun.toml"];
    let plain = run(home().path(), &args).out;
    assert!(plain.contains("A nightly import crashed"), "{plain}");
    for secret in ["staging", "checksums", "first attempt", "Half of it"] {
        assert!(!plain.contains(secret), "{secret} in {plain}");
    }
    let json = run(home().path(), &[&args[..], &["--json"]].concat()).out;
    assert!(!json.contains("staging"), "{json}");
    insta::assert_snapshot!(run(home().path(), &[&args[..], &["--spoilers"]].concat()).out);
}

#[test]
fn an_unknown_name_gets_the_nearest() {
    let ran = run(home().path(), &["bank", "show", "rerum", "--bank", "tests/bank/rerun.toml"]);
    let error = ran.outcome.expect_err("unknown").to_string();
    assert!(error.contains("did you mean `rerun`?"), "{error}");
    let ran = run(home().path(), &["rounds", "on-site"]);
    let error = ran.outcome.expect_err("unknown").to_string();
    assert!(error.contains("did you mean `onsite`?"), "{error}");
}

#[test]
fn the_rounds_as_listed_and_one_in_full() {
    insta::assert_snapshot!(run(home().path(), &["rounds"]).out);
    insta::assert_snapshot!(run(home().path(), &["rounds", "phone-screen"]).out);
}

#[test]
fn a_narrow_terminal_loses_columns_and_no_name() {
    let args = ["bank", "list", "--topic", "acid", "--bank", "tests/bank/rerun.toml"];
    let wide = run_at(Some(140), home().path(), &args).out;
    let narrow = run_at(Some(60), home().path(), &args).out;
    assert!(wide.contains("phone-screen") && !narrow.contains("phone-screen"), "{narrow}");
    for out in [&wide, &narrow] {
        assert!(out.contains(" rerun ") && !out.contains('\u{1b}'), "{out}");
    }
    assert!(narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
}

#[test]
fn a_loop_of_an_unknown_round_is_left_out_and_said_so() {
    let home = home();
    let rounds = home.path().join("rounds");
    fs::create_dir_all(&rounds).expect("a folder");
    let looped = "schema = 1\nid = \"mine\"\ntitle = \"Mine\"\nkind = \"loop\"\n\
        minutes = { low = 60, high = 90, default = 75 }\n[[slots]]\nround = \"codnig\"\nminutes = 75\n";
    fs::write(rounds.join("mine.toml"), looped).expect("written");
    let ran = run(home.path(), &["bank", "lint", "--bank", &home.path().display().to_string()]);
    assert!(ran.out.contains("`codnig`, which does not exist"), "{}", ran.out);
    assert!(ran.out.contains("did you mean `coding`?"), "{}", ran.out);
    assert!(!run(home.path(), &["rounds"]).out.contains("mine"));
}

#[test]
fn a_round_that_does_not_add_up_is_told_in_place() {
    let text = fs::read_to_string("rounds/coding.toml").expect("there");
    let wrong = text
        .replace("minutes = 35", "minutes = 30")
        .replace("draw = \"program\"", "draw = \"programm\"")
        .replace("[draw.sql]", "[draw.sql]\ndistinkt = \"topic\"");
    let faults = mock::format::parse::format("coding.toml", "coding", &wrong).expect_err("faults");
    let told: Vec<_> =
        faults.iter().map(|fault| format!("{}: {}", fault.line, fault.message)).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn digests_follow_the_bytes_and_not_the_path() {
    let home = home();
    let text = fs::read_to_string("tests/bank/rerun.toml").expect("there");
    let digest = |folder: &str, text: &str| {
        let path = home.path().join(folder).join("rerun.toml");
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, text).expect("written");
        let named = vec![path];
        let loaded = load(&Places { named, ..Places::default() });
        loaded.bank.question("rerun").expect("read").digest.clone()
    };
    let first = digest("a", &text);
    assert_eq!(first.len(), 64);
    assert_eq!(first, digest("b/phone-screen", &text));
    assert_ne!(first, digest("c", &text.replace("A nightly", "One nightly")));
}

#[test]
fn every_built_in_file_is_read_and_survives_the_journal() {
    let loaded = built_in();
    assert_eq!(loaded.faults, []);
    for question in &loaded.bank.questions {
        let ask = serde_json::to_string(&question.ask).expect("JSON");
        assert_eq!(serde_json::from_str::<Ask>(&ask).expect("back"), question.ask);
        let judge = serde_json::to_string(&question.judge).expect("JSON");
        assert_eq!(serde_json::from_str::<Judge>(&judge).expect("back"), question.judge);
    }
    assert_eq!(loaded.formats.ids().count(), 11);
}

#[test]
fn files_beside_a_question_are_read_and_only_the_public_ones_shown() {
    let home = home();
    let dir = home.path().join("coding/sums");
    fs::create_dir_all(dir.join("mutants")).expect("a folder");
    let files = [
        ("question.toml", "schema = 1\n"),
        ("starter.py", "def f(): ..."),
        ("reference.py", "def f(): return 1"),
        ("mutants/off.py", "def f(): return 2"),
    ];
    for (name, text) in files {
        fs::write(dir.join(name), text).expect("written");
    }
    std::os::unix::fs::symlink("/etc/hostname", dir.join("stolen.txt")).expect("a link");
    let named: Vec<PathBuf> = vec![home.path().to_owned()];
    let loaded = load(&Places { named, ..Places::default() });
    assert!(loaded.faults.iter().all(|fault| fault.path.ends_with("coding/sums/question.toml")));
    assert!(loaded.faults.iter().any(|fault| fault.message.contains("has no `prompt`")));
    assert!(!loaded.bank.texts.keys().any(|path| path.contains("stolen")));
}

fn parse(text: &str) {
    let files = BTreeMap::new();
    let _ = parse::question(Raw { path: "x.toml", name: "x", toml: text, files: &files });
    let _ = mock::format::parse::format("x.toml", "x", text);
    let _ = mock::bank::topic::topics("x.toml", text);
}

proptest! {
    #[test]
    fn no_bytes_make_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        parse(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_damage_to_a_good_file_makes_it_panic(
        at in any::<proptest::sample::Index>(),
        len in 0_usize..40,
        put in "[\\[\\]{}=\"',.#\\n a-z0-9-]{0,8}",
        file in 0_usize..3,
    ) {
        let text = [
            include_str!("rerun.toml"),
            include_str!("../../rounds/system-design.toml"),
            include_str!("../../rounds/onsite.toml"),
        ][file];
        let mut chars: Vec<char> = text.chars().collect();
        let from = at.index(chars.len());
        let to = (from + len).min(chars.len());
        chars.splice(from..to, put.chars());
        parse(&chars.into_iter().collect::<String>());
    }
}
