//! `mock report`: a session as a candidate would show it.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use super::args::format::Format;
use super::args::look_back::ReportArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use super::named;
use super::output::to_file;
use crate::engine::State;
use crate::practice::Home;
use crate::view::report::{JSON_SCHEMA, LastTime, Report};

/// # Errors
/// Where there is no such session, the output cannot be written, or nothing can open it.
pub fn run(args: &ReportArgs, context: &mut Context) -> Result<Outcome, Error> {
    if args.schema {
        context.out.write_all(JSON_SCHEMA.as_bytes())?;
        return Ok(Outcome::Fine);
    }
    let session = named::read(&args.named, context)?;
    let format = args.output.unwrap_or(Format::Html);
    let report = Report::new(&session.state, &session.events);
    let text = write(&report.against(last_time(&session.state, context)), format)?;
    let is_for_eyes = format == Format::Html && context.columns.is_some();
    let path = match &args.to {
        Some(path) => path.clone(),
        // A browser needs a file, and nobody reads HTML in a terminal.
        None if args.open || is_for_eyes => session.path.join(name(format)),
        None => {
            context.out.write_all(text.as_bytes())?;
            return Ok(Outcome::Fine);
        }
    };
    to_file(&path, &text, "report", context)?;
    if args.open {
        open(&path)?;
        if is_hidden(&path) {
            let text = "if the browser shows nothing: one from a snap or flatpak can't look into \
                        hidden folders; `mock report --open --to report.html` writes it here";
            context.tell(text)?;
        }
    }
    Ok(Outcome::Fine)
}

/// The last scored round of the kind that this session began with. Where earlier sessions cannot be
/// read the report says nothing of them.
fn last_time(state: &State, context: &Context) -> Option<LastTime> {
    let overview = Home::new(context.paths).overview().ok()?;
    let kind = (0..state.slots.len()).find_map(|slot| state.round_plan(slot)?.kind)?;
    let own = state.header.session.as_str();
    let before = overview.digests.iter().filter(|digest| digest.session.as_str() < own);
    let rounds: Vec<_> = before
        .flat_map(|digest| digest.scored().map(move |round| (digest.day, round)))
        .filter(|(_, round)| round.kind == kind)
        .collect();
    let (day, round) = rounds.first()?;
    Some(LastTime { day: *day, mean: round.mean?, n: rounds.len() })
}

fn write(report: &Report, format: Format) -> Result<String, Error> {
    match format {
        Format::Md => Ok(report.markdown()),
        Format::Html => Ok(report.html()),
        Format::Json => report.json().map_err(|error| Error::Bug(error.to_string())),
    }
}

const fn name(format: Format) -> &'static str {
    match format {
        Format::Md => "report.md",
        Format::Html => "report.html",
        Format::Json => "report.json",
    }
}

/// The desktop's opener: it starts the program of the person's choice and returns.
const OPENER: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

fn open(path: &Path) -> Result<(), Error> {
    let help = format!("open {} in a browser yourself", path.display());
    if !has_desktop(|name| std::env::var_os(name)) {
        let message = "there is no desktop here to open it (neither DISPLAY nor WAYLAND_DISPLAY \
                       is set)";
        return Err(Error::unknown(message, help));
    }
    let mut command = Command::new(OPENER);
    // A relative path that begins with a dash would be taken for a flag.
    command.arg(path.canonicalize().as_deref().unwrap_or(path));
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match silent.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            let message = format!("`{OPENER}` could not open it ({status})");
            Err(Error::unknown(message, help))
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            let message = format!("the desktop's opener `{OPENER}` is not installed");
            Err(Error::unknown(message, help))
        }
        Err(cause) => Err(Error::unknown(format!("cannot start `{OPENER}`: {cause}"), help)),
    }
}

/// Below a folder whose name begins with a dot.
fn is_hidden(path: &Path) -> bool {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    path.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."))
}

/// Whether a window could be shown at all; without one the opener would try a browser for
/// terminals, which nobody could see.
fn has_desktop(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> bool {
    let is_set = |name| variable(name).as_deref().is_some_and(|value: &OsStr| !value.is_empty());
    let needs_display = !cfg!(target_os = "macos");
    !needs_display || ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER"].into_iter().any(is_set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(target_os = "macos"))]
    fn a_desktop_is_a_display_or_a_browser_of_ones_own() {
        let with = |set: &'static str| {
            move |name: &str| (name == set).then(|| std::ffi::OsString::from(":0"))
        };
        assert!(has_desktop(with("DISPLAY")) && has_desktop(with("WAYLAND_DISPLAY")));
        assert!(has_desktop(with("BROWSER")));
        assert!(!has_desktop(with("HOME")));
        assert!(!has_desktop(|_| Some(std::ffi::OsString::new())), "set to nothing");
    }
}
