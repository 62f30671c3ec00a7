//! What the commands of `mock story` share.

use std::collections::BTreeMap;

use crate::cli::context::Context;
use crate::cli::error::Error;
use crate::practice::Home;
use crate::practice::stories::{self, Found, Lost, Stories};
use crate::prep::state::Practice;
use crate::prep::story::shelf::{Usage, usage};
use crate::view::say;

/// The stories, and what is known of them beside their files.
pub(super) struct Shelf {
    pub stories: Stories,
    pub practice: Practice,
    pub usage: BTreeMap<String, Usage>,
}

impl Shelf {
    pub(super) fn of(context: &Context) -> Result<Shelf, Error> {
        let stories = read(context)?;
        let home = Home::new(context.paths);
        let (overview, practice) = (home.overview()?, home.read()?);
        let usage = usage(&overview.digests, &practice);
        Ok(Shelf { stories, practice, usage })
    }

    pub(super) fn usage(&self, id: &str) -> Usage {
        self.usage.get(id).cloned().unwrap_or_default()
    }
}

pub(super) fn read(context: &Context) -> Result<Stories, Error> {
    stories::all(context.paths).map_err(|cause| {
        let message = format!("cannot read {}: {cause}", context.paths.stories().display());
        Error::unknown(message, "make it a folder that you may read, or set MOCK_HOME")
    })
}

/// The story of that name.
pub(super) fn found<'s>(stories: &'s Stories, name: &str) -> Result<&'s Found, Error> {
    stories.find(name).map_err(|lost| match lost {
        Lost::Broken(broken) => {
            let path = broken.path.display().to_string();
            let faults = say::story::faults(&path, &broken.faults).join("\n");
            let opens = say::story::command("edit", &broken.id);
            Error::Unknown(format!("{faults}\n{opens} opens it"))
        }
        other => no_story(stories, name, other),
    })
}

/// The error for a name that no file has.
pub(super) fn no_story(stories: &Stories, name: &str, lost: Lost) -> Error {
    let ids = || {
        let ids: Vec<&str> = stories.all.iter().map(|found| found.story.id.as_str()).collect();
        match ids[..] {
            [] => "`mock story new` begins one".to_owned(),
            _ => format!("there are {}", ids.join(", ")),
        }
    };
    match lost {
        Lost::Several(ids) => {
            Error::unknown(format!("several stories begin with `{name}`"), ids.join(", "))
        }
        Lost::None(near) => {
            Error::unknown(format!("there is no story `{name}`"), near.unwrap_or_else(ids))
        }
        Lost::Broken(broken) => {
            let message = format!("the story `{}` has faults", broken.id);
            let opens = say::story::command("edit", &broken.id);
            Error::unknown(message, format!("{opens} opens it"))
        }
    }
}

/// Files that are no stories yet, on standard error: each fault with its line and what to do.
pub(super) fn tell_broken(stories: &Stories, context: &mut Context) -> Result<(), Error> {
    for broken in &stories.broken {
        for fault in say::story::faults(&broken.path.display().to_string(), &broken.faults) {
            context.tell(fault)?;
        }
    }
    Ok(())
}
