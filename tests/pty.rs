//! The plain face on a real terminal: one smoke test, driven by python3's `pty`.

#[path = "end_to_end/environment.rs"]
#[expect(dead_code, reason = "the other end-to-end tests use the rest")]
mod environment;

use environment::{Environment, MOCK};

fn on_a_terminal(scene: &str) {
    let environment = Environment::new();
    let mut command = environment.command("python3");
    command.args(["tests/pty/terminal.py", MOCK, scene]);
    let done = command.output().expect("python3 runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{scene}:\n{said}");
}

#[test]
fn ctrl_c_asks_and_leaves_and_the_terminal_is_as_before() {
    on_a_terminal("leave");
}

#[test]
fn a_dialog_that_is_cut_off_leaves_the_terminal_as_before() {
    on_a_terminal("dialog");
}

#[test]
fn signals_leave_the_terminal_as_before() {
    on_a_terminal("signals");
}

#[test]
fn resizing_to_nearly_nothing_does_no_harm() {
    on_a_terminal("resize");
}

#[test]
fn a_dumb_terminal_gets_lines_alone() {
    on_a_terminal("dumb");
}

#[test]
fn a_terminal_that_goes_away_loses_nothing() {
    on_a_terminal("gone");
}
