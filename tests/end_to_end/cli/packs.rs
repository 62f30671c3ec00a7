//! Other people's packs: what is told before, what is refused, and that nothing is left behind.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::environment::{Environment, Ran};
use crate::terminal::{ENTER, Terminal};

const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pack");

/// A copy of the example in the scratch home, to be changed.
fn copied(environment: &Environment, name: &str) -> PathBuf {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).expect("made");
        for entry in fs::read_dir(from).expect("a folder").flatten() {
            let to = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &to);
            } else {
                fs::copy(entry.path(), to).expect("copied");
            }
        }
    }
    let to = environment.home().join("elsewhere").join(name);
    copy(Path::new(PACK), &to);
    to
}

fn changed(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("there");
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replace(from, to)).expect("written");
}

fn add(environment: &Environment, from: &Path, code: i32) -> Ran {
    environment.run(&["bank", "add", &from.display().to_string(), "--yes"]).expect(code)
}

fn installed(environment: &Environment) -> Vec<String> {
    let Ok(entries) = fs::read_dir(environment.home().join("packs")) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    // What is held while a pack is put there.
    let mut names: Vec<String> = names.filter(|name| name != ".lock").collect();
    names.sort();
    names
}

#[track_caller]
fn refused(ran: &Ran, environment: &Environment, wanted: &[&str]) {
    for wanted in wanted {
        assert!(ran.err.contains(wanted), "`{wanted}` is not in:\n{}", ran.err);
    }
    assert_eq!(installed(environment), [""; 0], "something was written");
}

#[test]
fn the_example_is_sound_and_all_that_it_runs_does_as_it_should() {
    let environment = Environment::new();
    let ran = environment.run(&["bank", "lint", "--bank", PACK]).expect(0);
    assert_eq!(ran.out, "3 questions read, no fault\n");
    let ran = environment.run(&["bank", "test", "--bank", PACK]).expect(0);
    assert!(ran.out.contains("no fault"), "{}", ran.out);
}

#[test]
fn a_pack_is_told_added_drawn_and_removed() {
    let environment = Environment::new();
    // Nobody can be asked here, so it is told and not added.
    let ran = environment.run(&["bank", "add", PACK]).expect(2);
    for told in [
        "jo-pipelines 1.0.0 by Jo Example",
        "licence    MIT",
        "homepage   https://example.org/jo-pipelines",
        "questions  3: 1 coding python, 1 coding sql, 1 phone-screen free",
        "SQL for 1 question, programs for 1 question; its code runs in the sandbox only",
        "faults     none",
        "digest     ",
    ] {
        assert!(ran.out.contains(told), "`{told}` is not in:\n{}", ran.out);
    }
    refused(&ran, &environment, &["add --yes if that is meant"]);

    add(&environment, Path::new(PACK), 0);
    assert_eq!(installed(&environment), ["jo-pipelines"]);
    let listed = environment.run(&["bank", "list", "--json"]).expect(0).out;
    let listed: Value = serde_json::from_str(&listed).expect("JSON");
    let of_pack = |question: &&Value| question["pack"] == "jo-pipelines";
    assert_eq!(listed.as_array().expect("a list").iter().filter(of_pack).count(), 3);
    let doctor = environment.run(&["doctor"]).out;
    assert!(doctor.contains("jo-pipelines in "), "{doctor}");

    // It is a stranger's: its code is run in the sandbox or not at all.
    environment.run_with(&["run", "--question", "jo-longest-outage"], "\n").expect(0);
    let journal = environment.sessions()[0].join("journal.jsonl");
    assert!(fs::read_to_string(&journal).expect("there").contains("\"foreign\":true"));

    let ran = add(&environment, Path::new(PACK), 0);
    assert!(ran.out.contains("is there already"), "{}", ran.out);
    let ran = environment.run(&["bank", "remove", "jo-piplines", "--yes"]).expect(1);
    assert!(ran.err.contains("did you mean `jo-pipelines`?"), "{}", ran.err);
    environment.run(&["bank", "remove", "jo-pipelines"]).expect(2);
    environment.run(&["bank", "remove", "jo-pipelines", "--yes"]).expect(0);
    assert_eq!(installed(&environment), [""; 0]);
    // The session has what it was made with.
    let transcript = environment.run(&["transcript"]).expect(0).out;
    assert!(transcript.contains("The longest outage of a night"), "{transcript}");
}

#[test]
fn an_update_says_what_it_changes() {
    let environment = Environment::new();
    let pack = copied(&environment, "pack");
    add(&environment, &pack, 0);
    let ran = environment.run(&["bank", "update", "jo-pipelines", "--yes"]).expect(0);
    assert!(ran.out.contains("is up to date"), "{}", ran.out);

    changed(&pack.join("pack.toml"), "1.0.0", "1.1.0");
    changed(&pack.join("pack.toml"), "\"MIT\"", "\"CC-BY-4.0\"");
    changed(&pack.join("phone-screen/jo-bad-rows.toml"), "Tonight", "This night");
    fs::remove_dir_all(pack.join("coding/jo-longest-outage")).expect("removed");
    let text = fs::read_to_string(pack.join("phone-screen/jo-bad-rows.toml")).expect("there");
    let new = text.replace("jo-bad-rows", "jo-late-rows").replace("12 of its", "a dozen of its");
    fs::write(pack.join("phone-screen/jo-late-rows.toml"), new).expect("written");
    let ran = add(&environment, &pack, 1);
    assert!(ran.err.contains("mock bank update jo-pipelines"), "{}", ran.err);
    // Where it came from is known.
    let ran = environment.run(&["bank", "update", "jo-pipelines", "--yes"]).expect(0);
    for told in [
        "version    1.0.0 -> 1.1.0",
        "licence    MIT -> CC-BY-4.0",
        "added      1: jo-late-rows",
        "removed    1: jo-longest-outage",
        "changed    1: jo-bad-rows",
    ] {
        assert!(ran.out.contains(told), "`{told}` is not in:\n{}", ran.out);
    }
    let listed = environment.run(&["bank", "list"]).expect(0).out;
    assert!(listed.contains("jo-late-rows") && !listed.contains("jo-longest-outage"), "{listed}");
    assert_eq!(installed(&environment), ["jo-pipelines"]);

    changed(&pack.join("pack.toml"), "jo-pipelines\"", "jo-others\"");
    let ran = environment.run(&["bank", "update", "jo-pipelines", "--yes"]).expect(1);
    assert!(ran.err.contains("is the pack `jo-others`"), "{}", ran.err);
}

#[test]
fn ids_that_are_taken_are_told_or_refused() {
    let environment = Environment::new();
    let pack = copied(&environment, "pack");
    // A built-in question gives way, and whoever agrees knows.
    fs::rename(pack.join("phone-screen/jo-bad-rows.toml"), pack.join("phone-screen/ps-acid.toml"))
        .expect("renamed");
    changed(&pack.join("phone-screen/ps-acid.toml"), "\"jo-bad-rows\"", "\"ps-acid\"");
    let ran = add(&environment, &pack, 0);
    assert!(ran.out.contains("replaces   the built-in ps-acid"), "{}", ran.out);
    let shown = environment.run(&["bank", "show", "ps-acid"]).expect(0);
    assert!(shown.out.contains("Twelve bad rows"), "{}", shown.out);
    assert!(shown.err.contains("replaces the built-in `ps-acid`"), "{}", shown.err);

    // Which of two packs' questions is drawn must not hang on their names.
    let other = copied(&environment, "other");
    changed(&other.join("pack.toml"), "jo-pipelines\"", "jo-others\"");
    let ran = add(&environment, &other, 1);
    assert!(ran.err.contains("is in the pack `jo-pipelines` too"), "{}", ran.err);
    assert_eq!(installed(&environment), ["jo-pipelines"]);
}

#[test]
fn what_is_no_pack_or_a_faulty_one_is_refused() {
    let environment = Environment::new();
    let ran = add(&environment, Path::new("no/such"), 1);
    refused(&ran, &environment, &["cannot take a pack from no/such", "nothing was written"]);
    let ran = add(&environment, &Path::new(PACK).join("phone-screen"), 1);
    refused(&ran, &environment, &["no pack.toml"]);
    let pack = copied(&environment, "pack");
    changed(&pack.join("pack.toml"), "\"jo-pipelines\"", "\"../../jo\"");
    let ran = add(&environment, &pack, 1);
    refused(&ran, &environment, &["is no name of a pack", "pack.toml:2:8", "pack.toml has faults"]);
    changed(&pack.join("pack.toml"), "\"../../jo\"", "\"jo\"");
    std::os::unix::fs::symlink("/etc/passwd", pack.join("passwd.toml")).expect("linked");
    let ran = add(&environment, &pack, 1);
    refused(&ran, &environment, &["`passwd.toml` is a link"]);
    fs::remove_file(pack.join("passwd.toml")).expect("removed");
    // Nothing of it can be used.
    for folder in ["coding", "phone-screen"] {
        fs::remove_dir_all(pack.join(folder)).expect("removed");
    }
    let ran = add(&environment, &pack, 1);
    refused(&ran, &environment, &["has no question that can be used"]);
}

#[test]
fn faults_are_told_with_their_lines_before_anything_is_asked() {
    let environment = Environment::new();
    let pack = copied(&environment, "pack");
    changed(&pack.join("coding/jo-account-totals/question.toml"), "weight = 3", "wieght = 3");
    changed(&pack.join("phone-screen/jo-bad-rows.toml"), "weight = 3", "weight = 5");
    let ran = environment.run(&["bank", "add", &pack.display().to_string()]).expect(2);
    assert!(ran.out.contains("did you mean `weight`?"), "{}", ran.out);
    assert!(ran.out.contains("questions  2: "), "{}", ran.out);
    assert!(ran.out.contains("1 file can't be used"), "{}", ran.out);
    refused(&ran, &environment, &[]);
}

#[test]
fn a_pack_cannot_steer_the_terminal() {
    let environment = Environment::new();
    let pack = copied(&environment, "pack");
    changed(&pack.join("pack.toml"), "Jo Example", "Jo \\u001b[2J\\u202eelpmaxE");
    let ran = environment.run(&["bank", "add", &pack.display().to_string()]).expect(2);
    assert!(!ran.out.contains(['\u{1b}', '\u{202e}']), "{:?}", ran.out);
}

#[test]
fn a_folder_that_cannot_be_written_keeps_what_it_has() {
    if rustix::process::geteuid().is_root() {
        // Root writes anywhere: a file in the way stands for the missing right.
        let environment = Environment::new();
        fs::write(environment.home().join("packs"), "").expect("written");
        let ran = add(&environment, Path::new(PACK), 1);
        assert!(ran.err.contains("cannot write") && ran.err.contains("mock doctor"), "{}", ran.err);
        return;
    }
    let environment = Environment::new();
    let packs = environment.home().join("packs");
    fs::create_dir(&packs).expect("made");
    fs::set_permissions(&packs, fs::Permissions::from_mode(0o500)).expect("set");
    let ran = add(&environment, Path::new(PACK), 1);
    assert!(ran.err.contains("cannot write") && ran.err.contains("mock doctor"), "{}", ran.err);
    fs::set_permissions(&packs, fs::Permissions::from_mode(0o700)).expect("set");
    assert_eq!(installed(&environment), [""; 0]);
}

/// A stranger's pack is told of first, and only a plain yes adds it.
#[test]
fn consent_is_asked_on_the_terminal() {
    for (answer, is_added) in [("", false), ("n", false), ("yes please", false), ("y", true)] {
        let environment = Environment::new();
        let mut terminal = Terminal::start(environment.mock(&["bank", "add", PACK]), (50, 100));
        terminal.until("Add the pack `jo-pipelines`? [y/N]");
        assert!(terminal.shows("its code runs in the sandbox only"), "{}", terminal.shown());
        assert_eq!(installed(&environment), [""; 0], "nothing before the answer");
        terminal.write(&format!("{answer}{ENTER}"));
        terminal.until(if is_added { "added jo-pipelines" } else { "nothing was added" });
        terminal.end(&[0]);
        assert_eq!(installed(&environment).len(), usize::from(is_added), "{answer}");
    }
}

#[test]
fn an_update_tells_what_was_changed_here_and_needs_no_sound_pack_before_it() {
    let environment = Environment::new();
    let from = copied(&environment, "jo");
    add(&environment, &from, 0);
    let name = installed(&environment).concat();
    let here = environment.home().join("packs").join(&name);
    let ran = environment.run(&["doctor"]);
    assert!(!ran.out.contains("changed since"), "{}", ran.out);
    fs::write(here.join("pack.toml"), "no = [toml").expect("written");
    std::os::unix::fs::symlink("/etc/passwd", here.join("mine")).expect("linked");
    let ran = environment.run(&["doctor"]);
    assert!(ran.out.contains(&format!("changed since they were added: {name}")), "{}", ran.out);
    let ran = environment.run(&["bank", "update", &name, "--yes"]).expect(0);
    assert!(ran.out.contains("it was changed here since it was added"), "{}", ran.out);
    let text = fs::read_to_string(here.join("pack.toml")).expect("there");
    assert!(text.contains("schema"), "{text}");
    let ran = environment.run(&["bank", "update", &name, "--yes"]).expect(0);
    assert!(ran.out.contains("is up to date"), "{}", ran.out);
}

#[test]
fn rows_of_topics_that_a_pack_writes_anew_are_told() {
    let environment = Environment::new();
    let from = copied(&environment, "jo");
    let row = "[[topics]]\nid = \"acid\"\nsection = \"mine\"\ntitle = \"Other\"\n\
               kinds = [\"phone-screen\"]\nmodes = [\"free\"]\njunior = 1\nmid = 1\nsenior = 1\nseed = false\nwords = []\n";
    let mut text = fs::read_to_string(from.join("topics.toml")).unwrap_or_default();
    text.push_str(row);
    fs::write(from.join("topics.toml"), text).expect("written");
    let ran = add(&environment, &from, 0);
    assert!(ran.out.contains("topics     writes the built-in acid anew"), "{}", ran.out);
}
