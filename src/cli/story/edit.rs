//! `mock story edit`: the person's own editor on the person's own file.

use std::io;
use std::path::Path;

use super::shared::{no_story, read};
use crate::cli::args::story::StoryEditArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::host::face::editor;
use crate::practice::stories::{Lost, Stories};
use crate::text::SafeText;
use crate::ui::editor::{here, words};
use crate::view::say;

pub(super) fn run(args: &StoryEditArgs, context: &mut Context) -> Result<Outcome, Error> {
    let stories = read(context)?;
    // A file with faults is what an editor is for.
    let path = match stories.find(&args.story) {
        Ok(found) => &found.path,
        Err(Lost::Broken(broken)) => {
            let path = stories.broken.iter().find(|other| other.id == broken.id);
            &path.ok_or_else(|| Error::Bug("a file is gone".to_owned()))?.path
        }
        Err(lost) => return Err(no_story(&stories, &args.story, lost)),
    };
    open(path, context)?;
    tell(path, &read(context)?, context)
}

/// Opens a file, and waits until the editor is closed.
pub(super) fn open(path: &Path, context: &mut Context) -> Result<(), Error> {
    context.out.flush()?;
    let wrong = |cause: io::Error| {
        let message = format!("the editor didn't start: {cause}");
        let path = path.display();
        Error::unknown(message, format!("set VISUAL or EDITOR, or open {path} yourself"))
    };
    let command = words(&editor()).map_err(wrong)?;
    let status = here(&command, path).status().map_err(wrong)?;
    if !status.success() {
        context.tell(format_args!("the editor ended with {status}"))?;
    }
    Ok(())
}

/// Whether what was saved is a story.
pub(super) fn tell(
    path: &Path,
    stories: &Stories,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let shown = path.display().to_string();
    if let Some(broken) = stories.broken.iter().find(|broken| broken.path == path) {
        for fault in say::story::faults(&shown, &broken.faults) {
            context.tell(fault)?;
        }
        let goes_on = say::story::command("edit", &broken.id);
        context.tell(format_args!("nothing is lost; {goes_on} goes on"))?;
        return Ok(Outcome::BelowBar);
    }
    if let Some(found) = stories.all.iter().find(|found| found.path == path) {
        for remark in say::story::faults(&shown, &found.story.remarks) {
            context.tell(remark)?;
        }
        let (id, next) = (&found.story.id, say::story::command("rehearse", &found.story.id));
        let (id, shown) = (SafeText::line(id), SafeText::line(&shown));
        writeln!(context.out, "{id} is in {shown}\nNext: {next}")?;
    }
    Ok(Outcome::Fine)
}
