//! `mock --help`: the commands by what a person wants to do.

use std::fmt::Write;

use clap::{Command, CommandFactory};

use super::args::Cli;

/// Headings, and the commands below each.
const GROUPS: [(&str, &[&str]); 5] = [
    ("Rehearse", &["run", "interview", "resume", "check", "score"]),
    ("Prepare", &["today", "plan", "drill", "guide"]),
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

#[cfg(test)]
mod tests {
    use super::*;

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
