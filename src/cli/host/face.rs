//! The face that a person sits in front of: the full screen, or plain lines.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::AsFd;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use crate::bank::task::SqlTask;
use crate::cli::args::face::FaceArgs;
use crate::cli::context::Context;
use crate::cli::settings::Settings;
use crate::grade::sql::SqlGrader;
use crate::message::Message;
use crate::paths::Paths;
use crate::ui::face::{Face, Setup};
use crate::ui::lines::Keys;
use crate::ui::out::Out;
use crate::ui::out::look::{Look, heard_by};
use crate::ui::plain::PlainFace;
use crate::ui::room::keys::Keymap;
use crate::ui::room::theme::{Surroundings, Theme};
use crate::ui::room::{RoomFace, Terminal};

/// Flags, settings, terminal and environment, resolved.
pub struct FaceOptions {
    pub look: Look,
    /// Why the lines are a screen reader's, where nobody asked for it.
    pub notice: Option<String>,
    /// Where it is noted that the terminal is changed.
    pub paths: Paths,
    /// Of the full screen; none where plain lines are written.
    pub theme: Option<Theme>,
    /// Standard input is a text beside the person's terminal, for the full screen alone.
    pub has_given: bool,
    /// What to know of where the lines go, where standard output is no terminal.
    pub aside: Option<&'static str>,
    /// Of the full screen, as the person has set them.
    pub keys: Keymap,
    /// The editor's command line; empty where none is set.
    pub editor: String,
}

impl FaceOptions {
    pub fn resolve(args: &FaceArgs, settings: &Settings, context: &Context) -> FaceOptions {
        let told = args.screen_reader.then_some(true).or_else(|| settings.screen_reader());
        let hears = told.unwrap_or_else(|| heard_by(var).is_some());
        let has_given = !args.plain && !hears && Look::can_be_beside_a_pipe();
        let look = context.look();
        let look = if has_given { look.beside_a_pipe() } else { look };
        // Without a terminal there is nothing to be heard.
        let noticed = told.is_none().then(|| heard_by(var)).flatten().filter(|_| look.typed);
        let is_heard = told.unwrap_or(noticed.is_some());
        let is_full_screen = look.moves && !args.plain && !is_heard;
        FaceOptions {
            paths: context.paths.clone(),
            has_given,
            aside: if args.plain { None } else { aside() },
            look: if is_heard { look.for_a_screen_reader() } else { look },
            notice: noticed.map(|name| {
                format!(
                    "Lines for a screen reader, because {name} is set. `mock config set \
                     screen_reader off` brings the full screen back."
                )
            }),
            theme: is_full_screen.then(|| theme(look, args, settings)),
            keys: settings.keymap(),
            editor: editor(),
        }
    }
}

/// What somebody should know who types on a terminal and may see nothing of it: the full screen needs
/// standard output for itself.
fn aside() -> Option<&'static str> {
    let stdout = io::stdout();
    if !io::stdin().is_terminal() || stdout.is_terminal() {
        return None;
    }
    let is_file = File::from(stdout.as_fd().try_clone_to_owned().ok()?).metadata().ok()?.is_file();
    Some(match is_file {
        true => {
            "the session goes to a file and nothing of it is shown here: ^C twice leaves it. To \
             keep what is said, rehearse without `>`, and `mock transcript > FILE` afterwards"
        }
        false => {
            "standard output is a pipe, so the session is lines, and all of them go through it; \
             the full screen needs a terminal on both sides"
        }
    })
}

fn theme(look: Look, args: &FaceArgs, settings: &Settings) -> Theme {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(var);
    let (term, colorterm, colorfgbg) = (var("TERM"), var("COLORTERM"), var("COLORFGBG"));
    let around = Surroundings {
        color: look.color,
        term: term.as_deref(),
        colorterm: colorterm.as_deref(),
        colorfgbg: colorfgbg.as_deref(),
        is_light: None,
        locale: locale.as_deref(),
    };
    let asked = args.theme.or_else(|| settings.theme());
    // Whoever has said what they want, or whose terminal has, need not wait for an answer.
    let is_open = asked.is_none() && look.color && colorfgbg.is_none() && around.has_256();
    let is_light = if is_open { has_light_ground() } else { None };
    Theme::choose(asked, args.ascii, Surroundings { is_light, ..around })
}

/// What the terminal answers to OSC 11. One that doesn't know the question answers the next one at
/// once; one that answers neither is waited for this long, and taken for dark.
fn has_light_ground() -> Option<bool> {
    let mut options = QueryOptions::default();
    options.timeout = GROUND_WITHIN;
    let mode = theme_mode(options).ok()?;
    Some(mode == ThemeMode::Light)
}

const GROUND_WITHIN: Duration = Duration::from_millis(300);

/// The editor's command line, as the environment names it; empty where it names none.
pub fn editor() -> String {
    var("VISUAL").or_else(|| var("EDITOR")).unwrap_or_default()
}

/// A variable of the environment that says something.
fn var(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// The one of the two that is in use.
pub enum Front {
    Room(Box<RoomFace>),
    Plain(Box<PlainFace>),
}

impl Front {
    /// `is_interviewers` where the candidate sits elsewhere.
    ///
    /// # Errors
    /// Where the terminal cannot be set up.
    pub fn open(
        options: &FaceOptions,
        setup: Setup,
        is_interviewers: bool,
        sender: Sender<Message>,
    ) -> io::Result<Front> {
        Ok(match options.theme {
            Some(theme) => {
                let terminal = Terminal::open(sender)?;
                let face = RoomFace::new(Box::new(terminal), setup, theme, options.keys.clone());
                Front::Room(Box::new(if is_interviewers { face.for_interviewer() } else { face }))
            }
            None => {
                let keys = Keys::stdin(sender, options.look.moves)?;
                let mut out = Out::stdout(options.look);
                if let Some(notice) = &options.notice {
                    out.line(notice)?;
                }
                let face = PlainFace::new(out, Box::new(keys), setup);
                Front::Plain(Box::new(if is_interviewers { face.for_interviewer() } else { face }))
            }
        })
    }

    pub fn as_face(&mut self) -> &mut dyn Face {
        match self {
            Front::Room(face) => face.as_mut(),
            Front::Plain(face) => face.as_mut(),
        }
    }

    /// Looks at data with this grader, where there is one.
    #[must_use]
    pub fn with_looker(self, grader: Option<SqlGrader>, sender: Sender<Message>) -> Front {
        match (self, grader) {
            (Front::Room(face), Some(grader)) => {
                let look = move |task: SqlTask, query: String| {
                    let (grader, sender) = (grader.clone(), sender.clone());
                    let look = move || {
                        // A session that is over wants no answer.
                        drop(sender.send(Message::Looked(grader.look(&task, &query))));
                    };
                    // Without a thread nothing is found, and nothing is lost.
                    drop(thread::Builder::new().name("look".to_owned()).spawn(look));
                };
                Front::Room(Box::new(face.with_looker(Box::new(look))))
            }
            (front, _) => front,
        }
    }

    /// With a text that goes into the first answer; lines are read from where it came.
    #[must_use]
    pub fn with_given(self, given: Option<String>) -> Front {
        match self {
            Front::Room(face) => Front::Room(Box::new(face.with_given(given))),
            front @ Front::Plain(_) => front,
        }
    }

    /// Whether the session was left while nothing could be written.
    pub fn left_unsaved(&self) -> bool {
        match self {
            Front::Room(face) => face.left_unsaved(),
            Front::Plain(face) => face.left_unsaved(),
        }
    }

    /// Gives the terminal back; what is left to say on it.
    pub fn leave(self) -> Vec<String> {
        match self {
            Front::Room(face) => face.into_goodbye(),
            Front::Plain(_) => Vec::new(),
        }
    }
}
