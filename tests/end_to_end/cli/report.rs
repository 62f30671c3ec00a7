//! `mock report` from outside.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::environment::{Environment, Live, Ran};

/// A behavioral round, played.
fn played() -> (Environment, PathBuf) {
    let environment = Environment::new();
    let answers = "examples/answers-behavioral.toml";
    environment.run(&["run", "-f", "behavioral", "--answers", answers, "--seed", "5"]).expect(0);
    let folder = environment.sessions().remove(0);
    (environment, folder)
}

fn told(ran: &Ran, wanted: &str) {
    assert!(ran.err.contains(wanted), "`{wanted}` is not in:\n{}", ran.err);
}

#[test]
fn into_a_pipe_it_goes_as_it_is() {
    let (environment, _) = played();
    told(&environment.run(&["report", "ZZZZ"]).expect(1), "no session `ZZZZ`");
    let html = environment.run(&["report"]).expect(0).out;
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("<svg"), "{html}");
    assert_eq!(environment.run(&["report", "--last"]).expect(0).out, html, "the same bytes");
    let markdown = environment.run(&["report", "--output", "md"]).expect(0).out;
    assert!(markdown.starts_with("# Mock interview report: Behavioral"), "{markdown}");
}

#[test]
fn its_json_holds_to_the_schema_it_prints() {
    let (environment, _) = played();
    let schema = environment.run(&["report", "--schema"]).expect(0).out;
    let schema: Value = serde_json::from_str(&schema).expect("JSON alone");
    let json = environment.run(&["report", "-o", "json"]).expect(0).out;
    let json: Value = serde_json::from_str(&json).expect("JSON alone");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> = validator.iter_errors(&json).map(|f| f.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_file_is_written_and_named() {
    let (environment, _) = played();
    let path = environment.home().join("mine.html");
    let ran = environment.run(&["report", "--to", &path.display().to_string()]).expect(0);
    assert_eq!(ran.out, "");
    told(&ran, &path.display().to_string());
    assert!(fs::read_to_string(&path).expect("written").ends_with("</html>\n"));
    let nowhere = environment.home().join("no/such/folder/a.html");
    let older = environment.run(&["report", "--file", &path.display().to_string()]).expect(0);
    assert_eq!(older.err, ran.err, "the older spelling");
    let ran = environment.run(&["report", "--to", &nowhere.display().to_string()]).expect(1);
    told(&ran, "choose another place");
}

#[test]
fn without_a_desktop_the_file_is_there_all_the_same() {
    let (environment, folder) = played();
    let ran = environment.run(&["report", "--open"]).expect(1);
    told(&ran, "there is no desktop here");
    told(&ran, "in a browser yourself");
    assert!(folder.join("report.html").exists());
    // A file beside the journal disturbs nothing.
    environment.run(&["rescore"]).expect(0);
    environment.run(&["sessions", "list"]).expect(0);
}

#[cfg(target_os = "linux")]
#[test]
fn the_desktops_opener_gets_the_file() {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    let (environment, folder) = played();
    let bin = environment.home().join("bin");
    fs::create_dir(&bin).expect("made");
    let opener = bin.join("xdg-open");
    let with = |path: &Path| {
        let mut command = environment.mock(&["report", "--open"]);
        command.env("DISPLAY", ":7").env("PATH", path);
        crate::environment::Live::start(command).finish()
    };
    told(&with(&bin).expect(1), "`xdg-open` is not installed");

    fs::write(&opener, "#!/bin/sh\necho \"$1\" > \"$MOCK_HOME/opened\"\n").expect("written");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("set");
    with(&bin).expect(0);
    let opened = fs::read_to_string(environment.home().join("opened")).expect("it was called");
    let expected = folder.join("report.html").canonicalize().expect("there");
    assert_eq!(PathBuf::from(opened.trim_end()), expected);

    fs::write(&opener, "#!/bin/sh\nexit 3\n").expect("written");
    told(&with(&bin).expect(1), "could not open it");
}

#[test]
fn mistakes_are_told_with_a_way_on() {
    let environment = Environment::new();
    told(&environment.run(&["report"]).expect(1), "there are no sessions");
    told(&environment.run(&["report", "--schema", "--open"]).expect(2), "cannot be used with");
    told(&environment.run(&["report", "-o", "pdf"]).expect(2), "possible values: md, json, html");
}

#[test]
fn a_session_that_was_only_begun_has_a_report() {
    let environment = Environment::new();
    environment.run_with(&["run", "--question", "ps-acid"], "").expect(0);
    let text = environment.run(&["report", "-o", "md"]).expect(0).out;
    assert!(text.contains("Not scored yet") && text.contains("can be resumed"), "{text}");
}

/// What is folded away on a screen is on paper.
#[test]
fn on_paper_nothing_is_folded_away() {
    let (environment, _) = played();
    let html = environment.run(&["report"]).expect(0).out;
    let print = html.split_once("@media print").expect("a sheet for paper").1;
    assert!(print.contains("details::details-content"), "{print}");
    assert!(html.contains("<details") && !html.contains("<script"), "no program opens them");
}

/// A browser in a snap or flatpak opens nothing of a hidden folder, and says nothing.
#[test]
fn opened_from_a_hidden_folder_it_says_what_to_do_where_the_browser_stays_empty() {
    let (environment, _) = played();
    let tools = environment.home().join("tools");
    fs::create_dir(&tools).expect("made");
    std::os::unix::fs::symlink("/bin/true", tools.join("xdg-open")).expect("a link");
    let open = |folder: &std::path::Path| {
        let mut command = environment.mock(&["report", "--open", "--to"]);
        command.arg(folder.join("page.html")).env("DISPLAY", ":0").env("PATH", &tools);
        Live::start(command).finish().expect(0)
    };
    let hidden = environment.home().join(".hidden");
    fs::create_dir(&hidden).expect("made");
    told(&open(&hidden), "one from a snap or flatpak can't look into hidden folders");
    let seen = tempfile::Builder::new().prefix("seen").tempdir().expect("a folder");
    let ran = open(seen.path());
    assert!(!ran.err.contains("snap"), "{}", ran.err);
}
