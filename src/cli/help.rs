//! `mock --help`: the commands by what a person wants to do.

use std::fmt::Write;

use clap::{Command, CommandFactory};

use super::args::Cli;
use crate::view::page::wrap::{columns, wrap};

/// Headings, and the commands below each.
const GROUPS: [(&str, &[&str]); 5] = [
    ("Rehearse", &["run", "interview", "resume", "check", "score"]),
    ("Prepare", &["today", "plan", "drill", "story", "ask", "day", "debrief", "guide"]),
    (
        "Look back",
        &[
            "transcript",
            "report",
            "sessions",
            "history",
            "stats",
            "compare",
            "calibration",
            "explain",
            "rescore",
            "replay",
        ],
    ),
    ("Question bank", &["bank", "rounds"]),
    ("This machine", &["config", "reader", "doctor"]),
];

/// The command line. Clap knows no groups of commands, so its list of them is left out of the
/// page and drawn here, from the same names and descriptions.
pub fn command() -> Command {
    let command = Cli::command();
    let groups = groups(&command);
    let header = *command.get_styles().get_header();
    command.help_template(format!(
        "{{before-help}}{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{groups}\
         `mock help COMMAND` says more about one of them.\n\n\
         {header}Options:{header:#}\n{{options}}{{after-help}}"
    ))
}

fn groups(command: &Command) -> String {
    let (header, literal) = (command.get_styles().get_header(), command.get_styles().get_literal());
    let shown = || command.get_subcommands().filter(|command| !command.is_hide_set());
    let width = shown().map(|command| command.get_name().len()).max().unwrap_or(0);
    let mut page = String::new();
    let mut line = |text: String| {
        // A string takes whatever is written.
        let _written = writeln!(page, "{text}");
    };
    for (heading, names) in GROUPS {
        line(format!("{header}{heading}:{header:#}"));
        for name in names {
            let Some(command) = command.find_subcommand(name) else { continue };
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            line(format!("  {literal}{name:width$}{literal:#}  {about}"));
        }
        line(String::new());
    }
    page
}

/// A page of help at a width: clap wraps nothing by words, and a terminal cuts them anywhere. What
/// describes a flag stays below itself; colours stand before it, never in it.
pub fn fitted(page: &str, width: usize) -> String {
    page.split_inclusive('\n').map(|line| fit(line, width)).collect()
}

fn fit(line: &str, width: usize) -> String {
    let bare = console::strip_ansi_codes(line);
    let bare = bare.trim_end_matches('\n');
    if columns(bare) <= width {
        return line.to_owned();
    }
    let indent = bare.len() - bare.trim_start().len();
    // Two spaces part a flag from what it does.
    let from = bare[indent..].find("  ").map_or(indent, |gap| {
        let gap = indent + gap;
        gap + bare[gap..].len() - bare[gap..].trim_start().len()
    });
    let (head, text) = bare.split_at(from);
    let Some(painted) = line.trim_end_matches('\n').strip_suffix(text) else {
        return line.to_owned();
    };
    let hang = columns(head);
    if hang * 2 > width {
        return line.to_owned();
    }
    let below = format!("\n{}", " ".repeat(hang));
    format!("{painted}{}\n", wrap(text, width - hang).join(&below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_breaks_between_words_and_keeps_what_it_says() {
        for width in [60, 80, 100] {
            let mut commands = vec![command()];
            commands.extend(Cli::command().get_subcommands().cloned());
            for mut command in commands {
                let page = command.render_long_help().to_string();
                let fitted = fitted(&page, width);
                let words = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
                assert_eq!(words(&fitted), words(&page));
                let long = fitted.lines().find(|line| columns(line) > width);
                assert!(long.is_none_or(|line| !line.contains("  ")), "{width}: {long:?}");
            }
        }
        let painted = "  \u{1b}[1m--topic\u{1b}[0m <SLUG>  Prefer questions about this\n";
        let below =
            "  \u{1b}[1m--topic\u{1b}[0m <SLUG>  Prefer questions\n                  about this\n";
        assert_eq!(fitted(painted, 36), below);
    }

    #[test]
    fn every_command_is_in_one_group_and_described_as_clap_has_it() {
        let page = command().render_help().to_string();
        let commands = Cli::command();
        let mut grouped = 0;
        for shown in commands.get_subcommands().filter(|command| !command.is_hide_set()) {
            let name = shown.get_name();
            let groups = GROUPS.iter().filter(|(_, names)| names.contains(&name)).count();
            assert_eq!(groups, 1, "`{name}` is in {groups} groups of `mock --help`");
            let about = shown.get_about().expect("described");
            let is_its_line = |line: &str| {
                let words = line.strip_prefix("  ").and_then(|line| line.split_once(' '));
                words.is_some_and(|(first, rest)| first == name && rest.trim() == about.to_string())
            };
            assert!(page.lines().any(is_its_line), "{name}: {page}");
            grouped += 1;
        }
        let named: usize = GROUPS.iter().map(|(_, names)| names.len()).sum();
        assert_eq!(named, grouped, "a group names a command that is not there");
    }

    #[test]
    fn the_long_help_and_the_short_one_have_the_same_groups() {
        for page in [command().render_help(), command().render_long_help()] {
            let page = page.to_string();
            for (heading, _) in GROUPS {
                assert!(page.contains(&format!("\n{heading}:\n")), "{page}");
            }
            assert!(!page.contains("__sql-worker"), "{page}");
        }
    }
}
