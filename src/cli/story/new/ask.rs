//! What the options of `mock story new` leave open: asked on a terminal, defaults elsewhere.

use std::io::{self, IsTerminal};

use super::answer::Answered;
use super::require_title;
use crate::cli::args::folders::Folders;
use crate::cli::args::story::StoryNewArgs;
use crate::cli::context::Context;
use crate::cli::dialog::guarded;
use crate::cli::error::Error;
use crate::cli::story::cover::asked;
use crate::seat::menu::Menu;
use crate::ui::ask;

pub(super) struct Wish {
    pub title: String,
    pub competencies: Vec<String>,
    /// It is opened in an editor.
    pub opens: bool,
}

pub(super) fn wish(
    args: &StoryNewArgs,
    kept: Option<&Answered>,
    context: &mut Context,
) -> Result<Wish, Error> {
    let is_asked = io::stdin().is_terminal() && io::stderr().is_terminal();
    let color = context.look().color;
    let title = match &args.title {
        Some(title) => title.clone(),
        None if is_asked => {
            let say = "What do you call it? A few words that bring it back";
            let default = kept.map(|kept| kept.title.as_str());
            guarded(|| ask::line(say, default, color, require_title)).map_err(left)?
        }
        None => match kept {
            Some(kept) => kept.title.clone(),
            None => {
                let text = "what is it called? write it: mock story new \"The lost table\"";
                return Err(Error::Usage(text.to_owned()));
            }
        },
    };
    require_title(&title).map_err(|why| Error::unknown(why, "nothing was written"))?;
    let mut competencies = args.competencies.clone();
    if competencies.is_empty() {
        competencies.extend(kept.and_then(|kept| kept.competency.clone()));
        if is_asked {
            pick(&mut competencies, color, context)?;
        }
    }
    let opens = args.edit
        || is_asked && {
            let menu = Menu::list("Open it in your editor now?", ["yes", "later"]).with_default(0);
            guarded(|| ask::interact(&menu, color)).map_err(left)? == "1"
        };
    Ok(Wish { title: title.trim().to_owned(), competencies, opens })
}

/// One competency of the bank's after the other, until that's all.
fn pick(chosen: &mut Vec<String>, color: bool, context: &mut Context) -> Result<(), Error> {
    let mut names: Vec<String> = asked(&Folders::default(), context)?
        .into_iter()
        .filter_map(|asked| asked.competency)
        .collect();
    names.sort();
    names.dedup();
    loop {
        names.retain(|name| !chosen.contains(name));
        let (say, done) = match chosen.as_slice() {
            [] => ("What does it show?".to_owned(), "I'll say that in the file"),
            [..] => (format!("What else, beside {}?", chosen.join(", ")), "that's all"),
        };
        let texts = [done].into_iter().chain(names.iter().map(String::as_str));
        let menu = Menu::list(&say, texts).with_default(0);
        let key = guarded(|| ask::interact(&menu, color)).map_err(left)?;
        match menu.read(&key).ok().and_then(|at| at.checked_sub(1)) {
            Some(at) if at < names.len() => chosen.push(names[at].clone()),
            _ => return Ok(()),
        }
    }
}

fn left(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::Interrupted => Error::unknown(
            "nothing was made",
            "`mock story new --help` lists the options that answer every question",
        ),
        _ => error.into(),
    }
}
