//! The terminal, as a session would find it.

use std::env;
use std::io::{self, IsTerminal};

use super::finding::Finding;
use crate::cli::context::Context;
use crate::ui::out::look::terminal_size;

/// What the plain face is laid out for; it works below, with more lines.
const COLUMNS: usize = 80;
const ROWS: usize = 24;

pub(super) fn findings(context: &Context) -> Vec<Finding> {
    vec![screen(), colour(context), letters()]
}

fn screen() -> Finding {
    const ABOUT: &str = "terminal";
    let name = env::var("TERM").unwrap_or_default();
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Finding::ok(ABOUT, "none: lines are read and written, without prompts");
    }
    let Some((columns, rows)) = terminal_size() else {
        return Finding::ok(ABOUT, format!("TERM={name}, size unknown: 80×24 is taken"));
    };
    let found = format!("TERM={name}, {columns}×{rows}");
    match name.as_str() {
        "" | "dumb" => Finding::ok(ABOUT, format!("{found}: warnings as lines, no countdown bar")),
        _ if columns < COLUMNS || rows < ROWS => {
            Finding::warning(ABOUT, found, "80×24 or more is easier to read; a smaller one works")
        }
        _ => Finding::ok(ABOUT, found),
    }
}

fn colour(context: &Context) -> Finding {
    const ABOUT: &str = "colour";
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let found = match (context.colour, is_set("NO_COLOR")) {
        (true, _) => "on",
        (false, true) => "off: NO_COLOR is set",
        (false, false) => "off: no terminal, or --color never",
    };
    Finding::ok(ABOUT, found)
}

fn letters() -> Finding {
    const ABOUT: &str = "letters";
    let set = |name| env::var(name).ok().filter(|value: &String| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
    let Some(locale) = locale else {
        return Finding::warning(
            ABOUT,
            "no locale is set",
            "if letters look wrong, set LANG=C.UTF-8",
        );
    };
    let lower = locale.to_lowercase();
    if lower.contains("utf-8") || lower.contains("utf8") {
        Finding::ok(ABOUT, locale)
    } else {
        let advice = "mock writes UTF-8; if letters look wrong, set LANG=C.UTF-8";
        Finding::warning(ABOUT, locale, advice)
    }
}
