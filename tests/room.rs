//! The room in a pseudo-terminal: a whole round by keys, and everything that may happen to a
//! terminal. `tests/room/terminal.py` plays the person.

use std::path::{Path, PathBuf};
use std::process::Command;

fn play(program: &Path, scene: &str) {
    let home = tempfile::tempdir().expect("a folder");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/room/terminal.py");
    let output = Command::new("python3")
        .arg(script)
        .arg(program)
        .arg(scene)
        .env("MOCK_HOME", home.path())
        .env_remove("TMUX")
        .output()
        .expect("python3 is there");
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{scene}: {out}\n{err}");
}

fn mock() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_mock"))
}

#[test]
fn a_behavioral_round_is_played_by_keys() {
    play(&mock(), "round");
}

#[test]
fn code_is_run_mended_in_a_file_and_handed_in() {
    play(&mock(), "code");
}

#[test]
fn terminate_saves_and_restores() {
    play(&mock(), "term");
}

#[test]
fn hangup_saves_and_restores() {
    play(&mock(), "hup");
}

#[test]
fn interrupt_asks_and_once_more_leaves() {
    play(&mock(), "int");
}

#[test]
fn stop_gives_the_terminal_back_and_continue_takes_it() {
    play(&mock(), "stop");
}

#[test]
fn a_storm_of_sizes_loses_no_letter() {
    play(&mock(), "resize");
}

#[test]
fn a_closed_terminal_loses_nothing() {
    play(&mock(), "closed");
}

#[test]
fn a_killed_room_comes_back_with_what_was_typed() {
    play(&mock(), "kill");
}

#[test]
fn a_paste_is_text_whatever_is_in_it() {
    play(&mock(), "paste");
}

#[test]
fn a_shared_round_shows_the_candidate_nothing_that_judges() {
    play(&mock(), "peer");
}

#[test]
fn the_console_leaves_nothing_behind_whatever_ends_it() {
    play(&mock(), "console_signals");
}

#[test]
fn an_interviewer_alone_has_the_console_as_a_room() {
    play(&mock(), "interview");
}

#[test]
fn after_a_storm_of_sizes_no_cell_is_wrong() {
    play(&mock(), "cells");
}

#[test]
fn a_panic_leaves_a_terminal_that_works() {
    let example = mock().with_file_name("examples").join("room-panic");
    // `cargo test` builds the examples; `cargo test --test room` does not.
    if !example.exists() {
        let is_release = mock().parent().is_some_and(|folder| folder.ends_with("release"));
        let profile: &[&str] = if is_release { &["--release"] } else { &[] };
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--example", "room-panic"])
            .args(profile)
            .status();
        assert!(built.is_ok_and(|status| status.success()), "the example does not build");
    }
    play(&example, "panic");
}
