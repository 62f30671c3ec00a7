//! What the terminal can do, and what the person wants of it.

use std::io::IsTerminal;

use crate::ui::tty;
use crate::view::page::Ink;
use crate::words::words;

words! {
    /// `--color`.
    Color { Auto = "auto", Always = "always", Never = "never" }
}

/// Size and abilities of what is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub width: usize,
    pub height: usize,
    pub color: bool,
    /// A person types on a terminal: prompts are shown.
    pub typed: bool,
    /// The cursor can be moved: a countdown, a cleared screen, an alternate screen.
    pub moves: bool,
    /// Only ASCII for lines and bars.
    pub plain_letters: bool,
    /// A screen reader reads it out.
    pub read_aloud: bool,
}

/// No width below this is believed; text at ten columns reads better cut than stacked.
const NARROWEST: usize = 16;

impl Look {
    /// A pipe or a file of 80 columns.
    pub const PIPE: Look = Look {
        width: 80,
        height: 24,
        color: false,
        typed: false,
        moves: false,
        plain_letters: false,
        read_aloud: false,
    };

    /// What standard input, standard output and the environment say.
    pub fn of_environment(color: Color) -> Look {
        let (stdin, stdout) = (std::io::stdin().is_terminal(), std::io::stdout().is_terminal());
        let dumb = is_dumb();
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => stdout && !dumb && var("NO_COLOR").is_none(),
        };
        let columns = || var("COLUMNS").and_then(|columns| columns.parse().ok());
        let size = terminal_size().or_else(|| columns().map(|width| (width, 24)));
        let (width, height) = size.unwrap_or((80, 24));
        Look {
            color,
            typed: stdin && stdout,
            moves: stdin && stdout && !dumb,
            plain_letters: dumb && stdout,
            ..Look::PIPE
        }
        .sized(width, height)
    }

    /// Whether a person can have the full screen though standard input is a text: the terminal that
    /// standard output leads to is the one they type on.
    pub fn can_be_beside_a_pipe() -> bool {
        let has_keys = || tty::beside_a_pipe().is_ok_and(|keys| keys.is_some());
        std::io::stdout().is_terminal() && !is_dumb() && has_keys()
    }

    /// The same where the person types on the terminal, whatever is on standard input.
    #[must_use]
    pub const fn beside_a_pipe(self) -> Look {
        Look { typed: true, moves: true, ..self }
    }

    #[must_use]
    pub fn sized(self, width: usize, height: usize) -> Look {
        Look { width: width.max(NARROWEST), height: height.max(1), ..self }
    }

    /// The same for a screen reader: a line that was written stays as it is, and the terminal itself
    /// shows what is typed, so that it is spoken letter by letter.
    #[must_use]
    pub const fn for_a_screen_reader(self) -> Look {
        Look { moves: false, plain_letters: true, read_aloud: true, ..self }
    }

    /// Colours a whole line.
    pub fn paint(self, ink: Ink, text: &str) -> String {
        match ink.code() {
            Some(code) if self.color && !text.is_empty() => format!("\x1b[{code}m{text}\x1b[0m"),
            _ => text.to_owned(),
        }
    }
}

fn is_dumb() -> bool {
    var("TERM").is_none_or(|term| term == "dumb")
}

/// A variable of the environment that says something.
fn var(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Variables that say that somebody hears the screen: charm's convention for programs, what Chromium
/// and GTK read, Qt's "always on", and Emacspeak's own folder. NVDA, JAWS and VoiceOver set none.
pub const HEARD: [&str; 5] = [
    "ACCESSIBLE",
    "ACCESSIBILITY_ENABLED",
    "GNOME_ACCESSIBILITY",
    "QT_LINUX_ACCESSIBILITY_ALWAYS_ON",
    "EMACSPEAK_DIR",
];

/// The first of them that is set, and not to a no.
pub fn heard_by(variable: impl Fn(&str) -> Option<String>) -> Option<&'static str> {
    let is_yes = |text: String| {
        !matches!(text.trim().to_lowercase().as_str(), "" | "0" | "no" | "false" | "off")
    };
    HEARD.into_iter().find(|name| variable(name).is_some_and(is_yes))
}

/// Columns and rows of the terminal behind standard output.
pub fn terminal_size() -> Option<(usize, usize)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    (size.ws_col > 0).then_some((usize::from(size.ws_col), usize::from(size.ws_row)))
}

impl Ink {
    pub const ALL: [Ink; 5] = [Ink::Bold, Ink::Dim, Ink::Amber, Ink::Red, Ink::Cyan];

    /// What `paint` puts before and after a coloured line.
    pub fn codes(self) -> (String, &'static str) {
        (format!("\x1b[{}m", self.code().unwrap_or("0")), "\x1b[0m")
    }

    const fn code(self) -> Option<&'static str> {
        match self {
            Ink::Plain => None,
            Ink::Bold => Some("1"),
            Ink::Dim => Some("2"),
            Ink::Amber => Some("33"),
            Ink::Red => Some("31"),
            Ink::Cyan => Some("36"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_says_no_is_none() {
        let heard = |set: &'static str, to: &'static str| {
            heard_by(move |name| (name == set).then(|| to.to_owned()))
        };
        assert_eq!(heard("ACCESSIBLE", "1"), Some("ACCESSIBLE"));
        assert_eq!(heard("EMACSPEAK_DIR", "/usr/share/emacspeak"), Some("EMACSPEAK_DIR"));
        for no in ["", " ", "0", "false", "No"] {
            assert_eq!(heard("GNOME_ACCESSIBILITY", no), None, "{no:?}");
        }
        // Desktops set it for everybody.
        assert_eq!(heard("QT_ACCESSIBILITY", "1"), None);
    }
}
