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
    refuse_unlike(args)?;
    let mode = match (args.mode, args.kind.map(modes)) {
        (Some(mode), _) => mode,
        (None, Some(&[only])) => only,
        (None, of_kind) if is_asked => {
            let may = |mode: &Mode| of_kind.is_none_or(|modes| modes.contains(mode));
            let may: Vec<_> = MODES.iter().filter(|(mode, _)| may(mode)).collect();
            let usual = of_kind.and_then(|modes| modes.first());
            let usual = may.iter().position(|(mode, _)| Some(mode) == usual).unwrap_or(0);
            let menu = Menu::list("How is it answered?", may.iter().map(|(_, told)| *told));
            let menu = menu.with_default(usual);
            let key = pick(&menu)?;
            may[menu.read(&key).unwrap_or(usual)].0
        }
        (None, of_kind) => of_kind.and_then(|modes| modes.first()).copied().unwrap_or(Mode::Free),
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

/// How a kind's questions are answered, the usual way first.
const fn modes(kind: Kind) -> &'static [Mode] {
    match kind {
        Kind::PhoneScreen => &[Mode::Free, Mode::Quiz],
        Kind::Coding => &[Mode::Sql, Mode::Python, Mode::Free],
        Kind::SystemDesign => &[Mode::Outline, Mode::Free],
        Kind::Behavioral => &[Mode::Star, Mode::Free],
        Kind::CaseStudy => &[Mode::Free],
        Kind::TakeHome => &[Mode::Python, Mode::Sql, Mode::Free],
        Kind::DataModelling => &[Mode::Sql],
        Kind::Review => &[Mode::Python, Mode::Sql, Mode::Free],
    }
}

/// Of a model and a review no other mode has an example that could be made here.
fn refuse_unlike(args: &NewArgs) -> Result<(), Error> {
    let (Some(kind @ (Kind::DataModelling | Kind::Review)), Some(mode)) = (args.kind, args.mode)
    else {
        return Ok(());
    };
    let may = modes(kind);
    if may.contains(&mode) {
        return Ok(());
    }
    let may: Vec<String> = may.iter().map(|mode| format!("--mode {mode}")).collect();
    let message = format!("a {kind} question isn't answered in mode {mode}");
    Err(Error::unknown(message, format!("write {}", may.join(" or "))))
}

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
        (Kind::DataModelling, _) => 50,
        (Kind::Review, Mode::Free) => 30,
        (Kind::Review, _) => 35,
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
