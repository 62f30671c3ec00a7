//! `mock bank new` and `mock bank schema`: a skeleton that the parser takes, in every mode.

use std::fs;

use serde_json::Value;

use crate::environment::{Environment, Ran};
use crate::terminal::{ENTER, Signal, Terminal, ctrl};

/// The arrow that goes down a menu.
const DOWN: &str = "\u{1b}[B";

const MODES: [&str; 6] = ["free", "quiz", "sql", "python", "outline", "star"];

fn new(environment: &Environment, args: &[&str]) -> Ran {
    environment.run(&[&["bank", "new"], args].concat())
}

#[test]
fn a_skeleton_of_every_mode_lacks_its_texts_and_nothing_else() {
    let alone = MODES.into_iter().map(|mode| (Some(mode), None));
    let of_kinds = [
        (Some("free"), Some("case-study")),
        (None, Some("data-modelling")),
        (None, Some("review")),
        (Some("sql"), Some("review")),
        (Some("free"), Some("review")),
    ];
    for (mode, kind) in alone.chain(of_kinds) {
        let environment = Environment::new();
        let home = environment.home().join("bank").display().to_string();
        let mut args = vec!["my-first"];
        args.extend(mode.iter().flat_map(|mode| ["--mode", *mode]));
        args.extend(kind.iter().flat_map(|kind| ["--kind", *kind]));
        let ran = new(&environment, &args).expect(0);
        let lint = environment.run(&["bank", "lint", "--bank", &home, "--json"]).expect(3);
        let report: Value = serde_json::from_str(&lint.out).expect("JSON");
        let place = format!("{mode:?}, {kind:?}");
        assert_eq!((&report["questions"], &report["left_out"]), (&1.into(), &0.into()), "{place}");
        for fault in report["faults"].as_array().expect("a list") {
            let is_text = fault["name"] == "placeholder";
            // It says so itself, and who answers it in words has yet to be found.
            let is_told = ["review", "samples"].contains(&fault["name"].as_str().expect("a name"));
            assert!(is_text || is_told && fault["severity"] == "warning", "{place}: {fault:#}");
            assert!(is_text == (fault["severity"] == "error"), "{place}: {fault:#}");
        }
        // What comes next is said, and can be done.
        assert!(ran.out.contains(&format!("mock bank lint --bank {home}/")), "{}", ran.out);
        assert!(ran.out.contains("  mock run --question my-first\n"), "{}", ran.out);
        let is_tested = ran.out.contains("  mock bank test my-first\n");
        assert_eq!(is_tested, mode != Some("quiz"), "{}", ran.out);
        environment.run_with(&["run", "--question", "my-first"], "\n").expect(0);
        assert_eq!(environment.sessions().len(), 1);
        // An unwritten question is drawn by nobody who hasn't asked for it.
        let listed = environment.run(&["bank", "list"]).expect(0).out;
        assert!(listed.contains("unreviewed"), "{listed}");
    }
}

/// What would be left out of the bank isn't made.
#[test]
fn a_kind_that_is_never_answered_in_a_mode_is_refused() {
    let environment = Environment::new();
    for (kind, mode, help) in [
        ("review", "star", "--mode python or --mode sql"),
        ("data-modelling", "free", "--mode sql"),
    ] {
        let ran = new(&environment, &["my-first", "--kind", kind, "--mode", mode]).expect(1);
        assert!(ran.err.contains(&format!("isn't answered in mode {mode}")), "{}", ran.err);
        assert!(ran.err.contains(help), "{}", ran.err);
    }
    assert!(!environment.home().join("bank").exists());
}

#[test]
fn the_code_of_a_skeleton_runs_as_it_is() {
    for mode in ["sql", "python"] {
        let environment = Environment::new();
        new(&environment, &["my-first", "--mode", mode]).expect(0);
        let ran = environment.run(&["bank", "test", "my-first"]).expect(0);
        // All that is said is about texts that are still to be written.
        let told = ran.out.lines().filter(|line| line.starts_with("warning"));
        assert!(told.clone().all(|line| line.contains("model: `point-")), "{mode}: {}", ran.out);
        let folder = environment.home().join("bank/coding/my-first");
        for name in
            ["question.toml", &format!("starter.{}", if mode == "sql" { "sql" } else { "py" })]
        {
            assert!(folder.join(name).is_file(), "{name}");
        }
        // An example left in place is told as well as a text is.
        let lint = environment.run(&["bank", "lint", "--bank", &folder.display().to_string()]);
        assert!(lint.out.contains("reference."), "{}", lint.out);
    }
}

#[test]
fn what_is_given_is_kept_and_nothing_is_written_over() {
    let environment = Environment::new();
    let dir = environment.home().join("my questions");
    let named = dir.display().to_string();
    let args = [
        "kafka-lag",
        "--title",
        "A \"late\" group",
        "--topic",
        "kafka-delivery",
        "--level",
        "mid",
        "--level",
        "senior",
        "--minutes",
        "8",
        "--license",
        "MIT",
        "--author",
        "Jo",
        "--dir",
        &named,
    ];
    let ran = new(&environment, &args).expect(0);
    let file = dir.join("phone-screen/kafka-lag.toml");
    let text = fs::read_to_string(&file).expect("there");
    for kept in [
        "id = \"kafka-lag\"",
        "title = 'A \"late\" group'",
        "topic = \"kafka-delivery\"",
        "levels = [\"mid\", \"senior\"]",
        "minutes = 8",
        "license = \"MIT\"",
        "author = \"Jo\"",
    ] {
        assert!(text.contains(kept), "`{kept}` is not in:\n{text}");
    }
    // A place with a space can be copied all the same.
    assert!(ran.out.contains(&format!("--bank '{}'", file.display())), "{}", ran.out);
    let again = new(&environment, &args).expect(1);
    assert!(again.err.contains("a question `kafka-lag` already"), "{}", again.err);
    // Also where the file says another id.
    fs::write(&file, "mine").expect("written");
    let again = new(&environment, &args).expect(1);
    assert!(again.err.contains("nothing is written over"), "{}", again.err);
    assert_eq!(fs::read_to_string(&file).expect("there"), "mine");
    let taken = new(&environment, &["ps-acid"]).expect(1);
    assert!(taken.err.contains("a question `ps-acid` already: built in"), "{}", taken.err);
}

#[test]
fn without_a_terminal_an_id_is_wanted_and_has_to_be_one() {
    let environment = Environment::new();
    let ran = new(&environment, &[]).expect(2);
    assert!(ran.err.contains("mock bank new kafka-lag"), "{}", ran.err);
    for id in ["../x", "Kafka", "a b", "a--b", ""] {
        let ran = new(&environment, &[id]).expect(1);
        assert!(ran.err.contains("isn't an id"), "{id}: {}", ran.err);
    }
    let file = environment.home().join("file");
    fs::write(&file, "").expect("written");
    let ran = new(&environment, &["x", "--dir", &file.display().to_string()]).expect(1);
    assert!(ran.err.contains("another folder with --dir"), "{}", ran.err);
}

#[test]
fn the_skeleton_names_a_schema_that_lies_there() {
    let environment = Environment::new();
    new(&environment, &["my-first", "--mode", "python"]).expect(0);
    let folder = environment.home().join("bank/coding/my-first");
    let text = fs::read_to_string(folder.join("question.toml")).expect("there");
    let named = text.lines().next().and_then(|line| line.strip_prefix("#:schema ")).expect("named");
    let schema = fs::read_to_string(folder.join(named)).expect("there");
    assert_eq!(environment.run(&["bank", "schema"]).expect(0).out, schema);
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    assert_eq!(schema["properties"]["mode"]["enum"].as_array().map(Vec::len), Some(6));
}

/// What the options leave open is asked, one thing after another, and a wrong id is asked again.
#[test]
fn dialogs_ask_for_what_the_options_leave_open() {
    let environment = Environment::new();
    let mut terminal = Terminal::start(environment.mock(&["bank", "new"]), (24, 80));
    terminal.until("Its id, as kafka-lag");
    terminal.write(&format!("Kafka Lag{ENTER}"));
    terminal.until("isn't an id");
    terminal.write(&format!("{}kafka-lag{ENTER}", "\x7f".repeat(9)));
    terminal.until("Its title");
    terminal.write(ENTER);
    terminal.until("How is it answered?");
    // A menu's first key may come before it reads keys.
    terminal.type_until(DOWN, |terminal| terminal.shows("❯ quiz") || terminal.shows("> quiz"));
    terminal.write(ENTER);
    terminal.until("In which round is it asked?");
    terminal.write(ENTER);
    terminal.end(&[0]);
    let path = environment.home().join("bank/phone-screen/kafka-lag.toml");
    let text = fs::read_to_string(path).expect("written");
    for line in ["id = \"kafka-lag\"", "title = \"Kafka lag\"", "mode = \"quiz\""] {
        assert!(text.contains(line), "`{line}` is not in:\n{text}");
    }
}

#[test]
fn a_dialog_that_is_left_writes_nothing_and_gives_the_cursor_back() {
    let environment = Environment::new();
    for (args, asks) in
        [(&["kafka-lag"][..], "Its title"), (&["kafka-lag", "--title", "x"], "How is it")]
    {
        let command = environment.mock(&[&["bank", "new"], args].concat());
        let mut terminal = Terminal::start(command, (24, 80));
        terminal.until(asks);
        terminal.type_until(&ctrl('c'), Terminal::is_over);
        terminal.end(&[1, 130, -2]);
        assert!(!environment.home().join("bank").exists());
    }
}

#[test]
fn a_dialog_that_is_ended_by_a_signal_gives_the_terminal_back() {
    let environment = Environment::new();
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        for (args, asks) in [(&[][..], "Its id"), (&["x", "--title", "x"], "How is it")] {
            let command = environment.mock(&[&["bank", "new"], args].concat());
            let mut terminal = Terminal::start(command, (24, 80));
            terminal.until(asks);
            terminal.signal(signal);
            // Where the dialog notices first, it takes any signal for Ctrl-C.
            terminal.end(&[1, 130, -signal.as_raw(), -Signal::INT.as_raw()]);
        }
    }
    assert!(!environment.home().join("bank").exists());
}
