//! `mock config`, and what the settings do to a session.

use std::fs;
use std::path::PathBuf;

use mock::bank::question::Level;
use mock::session;

use crate::environment::{Environment, Ran};

fn file(environment: &Environment) -> PathBuf {
    environment.home().join("config.toml")
}

fn row<'r>(ran: &'r Ran, key: &str) -> Vec<&'r str> {
    let line = ran
        .out
        .lines()
        .find(|line| line.trim_start().starts_with(key))
        .expect("a row of that name");
    line.split_whitespace().collect()
}

#[test]
fn a_setting_is_written_shown_and_taken_away_and_comments_stay() {
    let environment = Environment::new();
    let path = environment.run(&["config", "path"]).expect(0).out;
    assert_eq!(path.trim(), file(&environment).display().to_string());
    assert!(!file(&environment).exists(), "looking writes nothing");
    let mine = "# mine\nlevel = \"junior\" # for now\n";
    fs::write(file(&environment), mine).expect("written");
    environment.run(&["config", "set", "level", "senior"]).expect(0);
    environment.run(&["config", "set", "reader.timeout_s", "7"]).expect(0);
    let written = fs::read_to_string(file(&environment)).expect("there");
    assert!(written.starts_with("# mine\nlevel = \"senior\" # for now\n"), "{written}");
    assert!(written.contains("[reader]\ntimeout_s = 7\n"), "{written}");
    let shown = environment.run(&["config", "show"]).expect(0);
    assert_eq!(row(&shown, "level"), ["level", "senior", "file"]);
    assert_eq!(row(&shown, "reader.timeout_s"), ["reader.timeout_s", "7", "file"]);
    assert_eq!(row(&shown, "language"), ["language", "python", "default"]);
    environment.run(&["config", "unset", "level"]).expect(0);
    let shown = environment.run(&["config", "show"]).expect(0);
    assert_eq!(row(&shown, "level"), ["level", "mid", "default"]);
    // The cache is there from the start.
    let left: Vec<_> = fs::read_dir(environment.home()).expect("readable").flatten().collect();
    assert_eq!(left.len(), 2, "a file of ours was left beside the settings: {left:?}");
}

/// An action or a key that isn't known gets a guess, and no key means two things.
#[test]
fn keys_are_set_and_a_clash_is_refused() {
    let environment = Environment::new();
    environment.run(&["config", "set", "keys.ask", "F12"]).expect(0);
    let shown = environment.run(&["config", "show"]).expect(0);
    assert_eq!(row(&shown, "keys.ask"), ["keys.ask", "f12", "file"]);
    assert_eq!(row(&shown, "keys.hint"), ["keys.hint", "(alt-h)", "not", "set"]);
    let before = fs::read_to_string(file(&environment)).expect("there");
    assert_eq!(before, "[keys]\nask = \"f12\"\n");
    for (key, value, why) in [
        ("keys.hint", "f12", "f12 would be `keys.ask` and `keys.hint`"),
        ("keys.hint", "alt-s", "alt-s would be `keys.done` and `keys.hint`"),
        ("keys.hnit", "f3", "did you mean `keys.hint`?"),
        ("keys.hint", "atl-h", "did you mean `alt`?"),
        ("keys.hint", "h", "needed to write"),
    ] {
        let refused = environment.run(&["config", "set", key, value]).expect(1);
        assert!(refused.err.contains(why), "{key} {value}: {}", refused.err);
        assert_eq!(fs::read_to_string(file(&environment)).expect("there"), before);
    }
    fs::write(file(&environment), "[keys]\nask = \"f12\"\nrun = \"f12\"\n").expect("written");
    let refused = environment.run(&["config", "show"]).expect(1);
    assert!(refused.err.contains("config.toml:3: f12 would be"), "{}", refused.err);
}

#[test]
fn the_environment_is_stronger_than_the_file_and_the_flag_than_both() {
    let environment = Environment::new();
    environment.run(&["config", "set", "level", "junior"]).expect(0);
    let mut command = environment.mock(&["config", "show", "--json"]);
    let out = command.env("MOCK_LEVEL", "senior").output().expect("it runs").stdout;
    let shown: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    assert_eq!(shown["settings"][0]["value"], "senior");
    assert_eq!(shown["settings"][0]["from"], "environment");

    let answers = "examples/answers-phone-screen.toml";
    let run = ["run", "--answers", answers, "--format", "phone-screen", "--seed", "1"];
    let level = |args: &[&str], variable: Option<&str>| {
        let mut command = environment.mock(&[&run, args].concat());
        if let Some(level) = variable {
            command.env("MOCK_LEVEL", level);
        }
        assert!(command.output().expect("it runs").status.success());
        let path = environment.sessions().pop().expect("one");
        let found = session::read(&path).expect("readable").0.state.level();
        fs::remove_dir_all(path).expect("gone");
        found
    };
    assert_eq!(level(&[], None), Level::Junior);
    assert_eq!(level(&[], Some("senior")), Level::Senior);
    assert_eq!(level(&["--level", "mid"], Some("senior")), Level::Mid);
}

#[test]
fn what_cannot_be_used_is_refused_with_a_guess_and_changes_nothing() {
    let environment = Environment::new();
    let ran = environment.run(&["config", "set", "reader.modle", "x"]).expect(1);
    assert!(ran.err.contains("did you mean `reader.model`?"), "{}", ran.err);
    let ran = environment.run(&["config", "set", "reader.timeout_s", "soon"]).expect(1);
    assert!(ran.err.contains("1 to 600"), "{}", ran.err);
    let secret = "sk-live-1234567890";
    let ran = environment.run(&["config", "set", "reader.key_env", secret]).expect(1);
    assert!(!ran.err.contains(secret) && ran.err.contains("environment variable"), "{}", ran.err);
    assert!(!file(&environment).exists());

    fs::write(file(&environment), "level = \"mid\"\n\n[reader]\nmodle = \"x\"\n").expect("written");
    for command in [&["config", "show"][..], &["run", "--format", "phone-screen"]] {
        let ran = environment.run(command).expect(1);
        assert!(ran.err.contains("config.toml:4: "), "{}", ran.err);
        assert!(ran.err.contains("`reader.model`"), "{}", ran.err);
    }
    let mut command = environment.mock(&["config", "show"]);
    let ran = command.env("MOCK_READER_URL", "ftp://x").output().expect("it runs");
    let err = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(!ran.status.success() && err.contains("config.toml:4"), "{err}");
    fs::remove_file(file(&environment)).expect("gone");
    let ran = command.env("MOCK_READER_URL", "ftp://x").output().expect("it runs");
    let err = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(!ran.status.success() && err.contains("MOCK_READER_URL"), "{err}");
}
