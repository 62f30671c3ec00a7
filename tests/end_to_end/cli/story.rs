//! Stories of one's own: files, an editor, a telling against the clock, and the titles in a round.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::environment::{Environment, Live, Ran};
use crate::room;
use crate::terminal::{ENTER, Terminal, alt, ctrl};

const SIZE: (u16, u16) = (40, 80);

fn start(environment: &Environment, args: &[&str]) -> Terminal {
    let mut command = environment.mock(args);
    command.env("TERM", "xterm-256color").env("COLORFGBG", "15;0");
    Terminal::start(command, SIZE)
}

fn with_story(environment: &Environment) {
    let args = ["story", "new", "The lost table", "--competency", "Initiative and ownership"];
    let ran = environment.run(&args).expect(0);
    assert!(ran.out.contains("stories/the-lost-table.md"), "{ran:#?}");
}

fn story_path(environment: &Environment, id: &str) -> PathBuf {
    environment.home().join(format!("stories/{id}.md"))
}

/// An editor that writes this into whatever it opens.
fn editor(environment: &Environment, text: &str) -> String {
    let (script, new) = (environment.home().join("editor.sh"), environment.home().join("new.md"));
    fs::write(&new, text).expect("written");
    fs::write(&script, format!("#!/bin/sh\ncat '{}' > \"$1\"\n", new.display())).expect("written");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("executable");
    script.display().to_string()
}

fn edit(environment: &Environment, editor: &str) -> Ran {
    let mut command = environment.mock(&["story", "edit", "the-lost"]);
    command.env("EDITOR", editor);
    Live::start(command).finish()
}

#[test]
fn an_editor_is_opened_on_the_file_and_its_faults_are_told() {
    let environment = Environment::new();
    with_story(&environment);
    let broken = editor(&environment, "+++\ntitle = The lost table\n+++\n");
    let ran = edit(&environment, &broken).expect(3);
    assert!(ran.err.contains("the-lost-table.md:2: "), "{ran:#?}");
    assert!(
        ran.err.contains("nothing is lost; `mock story edit the-lost-table` goes on"),
        "{ran:#?}"
    );
    // A file with faults is opened all the same.
    let sound =
        editor(&environment, "+++\ntitle = \"The lost table\"\nmine = 3\n+++\n# Result\nIt ran.\n");
    let ran = edit(&environment, &sound).expect(0);
    assert!(ran.out.contains("Next: `mock story rehearse the-lost-table`"), "{ran:#?}");
    let shown = environment.run(&["story", "show", "the-lost-table"]).expect(0);
    assert!(shown.out.contains("It ran.") && shown.out.contains("mine = 3"), "{shown:#?}");
    let ran = edit(&environment, "/nonexistent/editor").expect(1);
    assert!(ran.err.contains("set VISUAL or EDITOR"), "{ran:#?}");
    let doctor = environment.run(&["doctor"]).out;
    assert!(doctor.contains("stories") && doctor.contains("1 in "), "{doctor}");
}

#[test]
fn a_story_is_typed_against_the_clock_and_the_telling_kept() {
    let environment = Environment::new();
    with_story(&environment);
    let mut terminal = start(&environment, &["story", "rehearse", "--write"]);
    terminal.wait_for(&["The lost table", "Usual shares: Situation 20%", "Enter begins >"]);
    terminal.write("\r");
    for (heading, text) in [
        ("Where and when was it", "Last year a table lost rows."),
        ("What was yours to do?", "It was mine to find out."),
        ("step by step?", "I compared both sides and built a check."),
        ("What came of it?", "From 2 hours to 15 minutes."),
    ] {
        terminal.wait_for(&[heading, " >"]);
        terminal.write(text);
        terminal.wait_for(&[text]);
        terminal.write("\r");
        terminal.wait_for(&[" >"]);
        terminal.write("\r");
    }
    terminal.wait_for(&["Told in ", "words", "Result", "yes", "mock story show the-lost-table"]);
    terminal.end(&[0]);
    let ran = environment.run(&["story", "rehearse", "the-lost", "--json"]).expect(0);
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(json["rehearsals"][0]["words"], serde_json::json!([6, 6, 8, 6]), "{json:#}");
    let list = environment.run(&["story"]).expect(0);
    assert!(list.out.contains("1, last "), "{list:#?}");
    let stats = environment.run(&["stats"]).expect(0);
    assert!(stats.out.contains("1 telling of 1 story"), "{stats:#?}");
}

#[test]
fn ctrl_c_in_a_telling_keeps_nothing_and_gives_the_terminal_back() {
    let environment = Environment::new();
    with_story(&environment);
    let mut terminal = start(&environment, &["story", "rehearse"]);
    terminal.wait_for(&["Enter begins >"]);
    terminal.write("\r");
    terminal.wait_for(&["Situation 0:0", "usually 0:24"]);
    terminal.write(&ctrl('c'));
    terminal.wait_for(&["Left; nothing is kept."]);
    terminal.end(&[0]);
    assert!(!environment.home().join("practice.jsonl").exists());
}

#[test]
fn a_story_begins_in_a_dialog_and_ctrl_c_leaves_it() {
    let environment = Environment::new();
    let mut terminal = start(&environment, &["story", "new"]);
    terminal.wait_for(&["What do you call it?"]);
    terminal.press("The late load\r");
    terminal.wait_for(&["What does it show?"]);
    terminal.press("\x1b[B\r");
    terminal.wait_for(&["What else, beside Accountability"]);
    terminal.press(ENTER);
    terminal.wait_for(&["Open it in your editor now?"]);
    terminal.press("\x1b[B\r");
    terminal.wait_for(&["made ", "mock story rehearse the-late-load"]);
    terminal.end(&[0]);
    let text = fs::read_to_string(story_path(&environment, "the-late-load")).expect("made");
    assert!(
        text.contains("competencies = [\"Accountability and learning from failure\"]"),
        "{text}"
    );
    let mut terminal = start(&environment, &["story", "new"]);
    terminal.wait_for(&["What do you call it?"]);
    terminal.press(&ctrl('c'));
    terminal.end(&[1, -2]);
    assert_eq!(fs::read_dir(environment.home().join("stories")).expect("there").count(), 1);
}

#[test]
fn a_round_lists_the_titles_and_the_report_says_which_was_told() {
    let environment = Environment::new();
    with_story(&environment);
    let mut room = room::start(
        &environment,
        &["run", "--question", "beh-initiative", "--seed", "3"],
        room::SIZE,
    );
    room.until("Enter begin");
    room.keys([ENTER]);
    room.until("[ Situation ]");
    room.act(&alt(','));
    assert!(room.shows("The lost table"), "{}", room.lines());
    room.act("1");
    room.until("Noted: you tell");
    room.keys(["It broke in March."]);
    room.act(&alt('o'));
    room.act("s");
    room.keys([ctrl('c'), ctrl('c')]);
    room.end(&[0]);
    for args in [&["transcript", "--last"][..], &["report", "--last", "--output", "md"]] {
        let text = environment.run(args).out;
        assert!(text.contains("Story told: The lost table"), "{args:?}: {text}");
    }
    let json = environment.run(&["transcript", "--last", "--output", "json"]).expect(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let items = json["slots"][0]["items"].as_array().expect("items");
    assert!(items.iter().any(|item| item["story"]["id"] == "the-lost-table"), "{json:#}");
    let cover = environment.run(&["story", "cover", "--json"]).expect(0).out;
    let cover: serde_json::Value = serde_json::from_str(&cover).expect("JSON");
    assert_eq!(cover["stories"][0]["told"], 1, "{cover:#}");
}

#[test]
fn an_answers_file_names_a_story_that_has_to_be_there() {
    let environment = Environment::new();
    with_story(&environment);
    let file = environment.home().join("answers.toml");
    let answers = |story: &str| {
        let text = format!(
            "schema = 1\n[default]\ntext = \"Situation: It broke.\"\nstory = \"{story}\"\n"
        );
        fs::write(&file, text).expect("written");
        let file = file.display().to_string();
        environment.run(&["run", "--format", "behavioral", "--seed", "3", "--answers", &file])
    };
    let ran = answers("the-lost-tabel").expect(1);
    assert!(
        ran.err.contains("line 4: there is no story `the-lost-tabel`; did you mean"),
        "{ran:#?}"
    );
    let ran = answers("the-lost-table").expect(0);
    assert!(ran.out.contains("story: The lost table"), "{ran:#?}");
    assert!(!ran.out.contains("not taken"), "{ran:#?}");
    // Played, not told.
    let list = environment.run(&["story", "--json"]).expect(0);
    let list: serde_json::Value = serde_json::from_str(&list.out).expect("JSON");
    assert_eq!(list["stories"][0]["told"].as_array().map(Vec::len), Some(0), "{list:#}");
}

#[test]
fn help_and_slips_of_names_lead_on() {
    let environment = Environment::of_columns(80);
    with_story(&environment);
    let ran = environment.run(&["story", "show", "the-lost-tabel"]).expect(1);
    assert!(ran.err.contains("did you mean `the-lost-table`?"), "{ran:#?}");
    environment.run(&["story", "show", "the", "--json"]).expect(0);
    let ran = environment.run(&["story", "new"]).expect(2);
    assert!(ran.err.contains("mock story new \"The lost table\""), "{ran:#?}");
    let list = environment.run(&["--color", "always", "story"]).expect(0);
    assert!(list.out.contains("the-lost-table"), "{list:#?}");
}
