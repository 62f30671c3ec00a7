//! `mock story new`: an empty story, or one that keeps an answer. What the options leave open is
//! asked on a terminal.

mod answer;
mod ask;

use std::io;

use self::answer::answered;
use super::edit;
use super::shared::read;
use crate::bank::parse::is_kebab;
use crate::cli::args::story::StoryNewArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::practice::stories;
use crate::prep::story::{Draft, TITLE_MOST, slug};
use crate::text::SafeText;
use crate::view::say::question::STAR_ASKS;

pub(super) fn run(args: &StoryNewArgs, context: &mut Context) -> Result<Outcome, Error> {
    let kept = args.from.as_ref().map(|from| answered(from, args.question.as_deref(), context));
    let kept = kept.transpose()?;
    let wish = ask::wish(args, kept.as_ref(), context)?;
    let id = args.id.clone().unwrap_or_else(|| slug(&wish.title));
    require_id(&id)?;
    let draft = Draft {
        title: wish.title,
        competencies: wish.competencies,
        year: args.year,
        numbers: args.numbers.clone(),
        people: args.people.clone(),
        letters: kept.map(|kept| kept.letters).unwrap_or_default(),
    };
    let path = stories::make(context.paths, &id, &draft.file(STAR_ASKS));
    let path = path.map_err(|cause| unmade(&id, &cause, context))?;
    writeln!(context.out, "made {}", SafeText::line(&path.display().to_string()))?;
    if wish.opens {
        edit::open(&path, context)?;
        return edit::tell(&path, &read(context)?, context);
    }
    writeln!(context.out, "\nNext:\n  mock story edit {id}\n  mock story rehearse {id}")?;
    Ok(Outcome::Fine)
}

/// What a title has to be.
fn require_title(title: &str) -> Result<(), String> {
    match title.trim().len() {
        0 => Err("write a few words that bring the story back to you".to_owned()),
        bytes if bytes > TITLE_MOST => {
            Err(format!("{bytes} bytes are more than the {TITLE_MOST} of a title: make it shorter"))
        }
        _ => Ok(()),
    }
}

fn require_id(id: &str) -> Result<(), Error> {
    if is_kebab(id) && id.len() <= 64 {
        return Ok(());
    }
    let message = format!("`{}` isn't an id", SafeText::line(id));
    let help = "write lower-case letters, digits and single hyphens with --id, as lost-table; \
                nothing was written";
    Err(Error::unknown(message, help))
}

fn unmade(id: &str, cause: &io::Error, context: &Context) -> Error {
    let folder = context.paths.stories();
    if cause.kind() == io::ErrorKind::AlreadyExists {
        let message = format!("there is a story `{id}` already, and nothing is written over");
        let help = format!("`mock story edit {id}` opens it; --id gives the new one another name");
        return Error::unknown(message, help);
    }
    let message = format!("cannot make {id}.md in {}: {cause}", folder.display());
    Error::unknown(message, "make room or change the permissions, or set MOCK_HOME")
}
