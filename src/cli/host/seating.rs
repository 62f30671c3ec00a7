//! How a person sits: flags, terminal and environment, resolved.

use crate::cli::args::seating::SeatingArgs;
use crate::cli::context::Console;
use crate::grade::engines::Engines;
use crate::ui::out::look::Look;
use crate::ui::room::theme::{Surroundings, Theme};

pub struct Seating {
    pub look: Look,
    /// Of the full screen; none where plain lines are written.
    pub theme: Option<Theme>,
    /// The editor's command line; empty where none is set.
    pub editor: String,
    /// What runs answers.
    pub engines: Engines,
}

impl Seating {
    pub fn of(args: &SeatingArgs, console: &Console) -> Seating {
        let look = console.look();
        let is_full_screen = look.moves && !args.plain;
        Seating {
            look,
            theme: is_full_screen.then(|| theme(look, args)),
            editor: var("VISUAL").or_else(|| var("EDITOR")).unwrap_or_default(),
            engines: Engines::of(args.sql.as_ref(), console.paths),
        }
    }
}

fn theme(look: Look, args: &SeatingArgs) -> Theme {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(var);
    let (term, colorterm, colorfgbg) = (var("TERM"), var("COLORTERM"), var("COLORFGBG"));
    let around = Surroundings {
        color: look.color,
        term: term.as_deref(),
        colorterm: colorterm.as_deref(),
        colorfgbg: colorfgbg.as_deref(),
        locale: locale.as_deref(),
    };
    Theme::choose(args.theme, args.ascii, around)
}

/// A variable of the environment that says something.
fn var(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}
