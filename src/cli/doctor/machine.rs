//! Programs and clocks that sessions use.

use std::env;

use which::which;

use super::finding::Finding;
use crate::clock;
use crate::ui::editor::EDITORS;

/// `$VISUAL`, then `$EDITOR`, then what the plain face would try.
pub(super) fn editor() -> Finding {
    const ABOUT: &str = "editor";
    let set = |name: &'static str| {
        let value = env::var(name).ok().filter(|value| !value.trim().is_empty());
        value.map(|value| (name, value))
    };
    let Some((name, line)) = set("VISUAL").or_else(|| set("EDITOR")) else {
        return match EDITORS.into_iter().find_map(|name| which(name).ok()) {
            Some(path) => Finding::ok(ABOUT, format!("{}, as none is set", path.display())),
            None => Finding::warning(
                ABOUT,
                "none is set and none was found",
                "set EDITOR to write answers in an editor; line by line works without",
            ),
        };
    };
    let words = shlex::split(&line).unwrap_or_default();
    let program = words.first().and_then(|program| which(program).ok());
    match program {
        Some(_) => Finding::ok(ABOUT, format!("{name}={line}")),
        None => Finding::warning(
            ABOUT,
            format!("{name}={line}, which is not found"),
            "set it to a program that is there; line by line works without",
        ),
    }
}

pub(super) fn clock() -> Finding {
    const ABOUT: &str = "clock";
    let uptime = clock::uptime();
    if uptime.with_sleep == 0 {
        return Finding::problem(ABOUT, "no clock can be read", "please report this");
    }
    if cfg!(not(any(target_os = "linux", target_os = "android"))) {
        return Finding::warning(
            ABOUT,
            "time asleep is not counted on this system",
            "pause before the machine sleeps",
        );
    }
    if clock::boot_id().is_empty() {
        return Finding::ok(ABOUT, "CLOCK_BOOTTIME; the boot cannot be told from the last one");
    }
    Finding::ok(ABOUT, "CLOCK_BOOTTIME, which counts sleep")
}
