//! What the terminal can do, and what the person wants of it.

use std::io::IsTerminal;

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
    };

    /// What standard input, standard output and the environment say.
    pub fn of_environment(color: Color) -> Look {
        let (stdin, stdout) = (std::io::stdin().is_terminal(), std::io::stdout().is_terminal());
        let var = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
        let dumb = var("TERM").is_none_or(|term| term == "dumb");
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

    #[must_use]
    pub fn sized(self, width: usize, height: usize) -> Look {
        Look { width: width.max(NARROWEST), height: height.max(1), ..self }
    }

    /// Colours a whole line.
    pub fn paint(self, ink: Ink, text: &str) -> String {
        match ink.code() {
            Some(code) if self.color && !text.is_empty() => format!("\x1b[{code}m{text}\x1b[0m"),
            _ => text.to_owned(),
        }
    }
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
