//! What the options leave open is asked on a terminal, and has a default elsewhere.

use std::io::{self, IsTerminal};

use super::wanted::{Wanted, require_kebab};
use crate::bank::question::{Kind, Level, Mode};
use crate::cli::args::bank::NewArgs;
use crate::cli::context::Context;
use crate::cli::dialog::guarded;
use crate::cli::error::Error;
use crate::seat::menu::Menu;
use crate::ui::ask;

pub(super) fn wanted(args: &NewArgs, context: &mut Context) -> Result<Wanted, Error> {
    let is_asked = io::stdin().is_terminal() && io::stderr().is_terminal();
    let color = context.look().color;
    let line = |say: &str, default: Option<&str>, is_right: fn(&str) -> Result<(), String>| {
        guarded(|| ask::line(say, default, color, is_right)).map_err(left)
    };
    let pick = |menu: &Menu| guarded(|| ask::interact(menu, color)).map_err(left);
    let id = match &args.id {
        Some(id) => id.clone(),
        None if is_asked => line("Its id, as kafka-lag", None, require_kebab)?,
        None => {
            return Err(Error::Usage("which id? write it: mock bank new kafka-lag".to_owned()));
        }
    };
    require_kebab(&id).map_err(|why| Error::unknown(why, "nothing was written"))?;
    let title = match &args.title {
        Some(title) => title.clone(),
        None if is_asked => line("Its title", Some(&titled(&id)), |_| Ok(()))?,
        None => titled(&id),
    };
    let mode = match args.mode {
        Some(mode) => mode,
        None if is_asked => {
            let say = "How is it answered?";
            let menu = Menu::list(say, MODES.iter().map(|(_, told)| *told)).with_default(0);
            let key = pick(&menu)?;
            MODES[menu.read(&key).unwrap_or(0)].0
        }
        None => Mode::Free,
    };
    let kind = match args.kind {
        Some(kind) => kind,
        None if is_asked => {
            let usual = Kind::ALL.iter().position(|kind| *kind == usual(mode)).unwrap_or(0);
            let titles = Kind::ALL.iter().map(|kind| kind.title());
            let menu = Menu::list("In which round is it asked?", titles).with_default(usual);
            let key = pick(&menu)?;
            Kind::ALL[menu.read(&key).unwrap_or(usual)]
        }
        None => usual(mode),
    };
    let levels = if args.level.is_empty() { vec![Level::Mid] } else { args.level.clone() };
    Ok(Wanted {
        id,
        title: title.trim().to_owned(),
        prompt: args.prompt.clone(),
        kind,
        mode,
        levels,
        topic: args.topic.clone(),
        minutes: args.minutes.unwrap_or_else(|| minutes(kind, mode)),
        license: args.license.clone(),
        author: args.author.clone(),
        today: context.today.to_string(),
    })
}

fn left(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::Interrupted => Error::unknown(
            "nothing was made",
            "`mock bank new --help` lists the options that answer every question",
        ),
        _ => error.into(),
    }
}

const MODES: [(Mode, &str); 6] = [
    (Mode::Free, "free: in words"),
    (Mode::Quiz, "quiz: one of four options"),
    (Mode::Sql, "sql: a query or a script, run on data"),
    (Mode::Python, "python: a program, run on cases"),
    (Mode::Outline, "outline: a design, drawn in lines of text"),
    (Mode::Star, "star: a story of situation, task, action and result"),
];

/// The kind of round that mostly asks in this mode.
fn usual(mode: Mode) -> Kind {
    match mode {
        Mode::Free | Mode::Quiz => Kind::PhoneScreen,
        Mode::Sql | Mode::Python => Kind::Coding,
        Mode::Outline => Kind::SystemDesign,
        Mode::Star => Kind::Behavioral,
    }
}

/// What such questions of the built-in bank take.
fn minutes(kind: Kind, mode: Mode) -> u32 {
    match (kind, mode) {
        (Kind::SystemDesign, _) => 45,
        (Kind::CaseStudy, _) => 45,
        (Kind::TakeHome, _) => 240,
        (Kind::Behavioral, _) => 10,
        (_, Mode::Quiz) => 2,
        (_, Mode::Sql) => 15,
        (_, Mode::Python) => 25,
        _ => 6,
    }
}

/// `kafka-lag` as `Kafka lag`.
fn titled(id: &str) -> String {
    let text = id.replace('-', " ");
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
