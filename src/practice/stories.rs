//! Stories on disk: a folder of Markdown files, which are the person's own. They are read anew each
//! time, and nothing that is there is ever written over.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::bank::walk::did_you_mean;
use crate::files;
use crate::paths::Paths;
use crate::prep::story::{Fault, Story, slug};

const ENDING: &str = "md";

/// Bytes of a file; far more than anyone tells in four minutes.
const FILE_MOST: u64 = 1 << 20;

/// All of them, by their ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stories {
    pub all: Vec<Found>,
    /// Files that can't be read as stories, and why.
    pub broken: Vec<Broken>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub story: Story,
    pub path: PathBuf,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub id: String,
    pub path: PathBuf,
    pub faults: Vec<Fault>,
}

/// Why a name leads to no story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// With the one that may be meant.
    None(Option<String>),
    Several(Vec<String>),
    Broken(Broken),
}

/// Every story there is; a folder that isn't there has none.
///
/// # Errors
/// Where the folder can't be read. A file with faults is no error: it's among the broken ones.
pub fn all(paths: &Paths) -> io::Result<Stories> {
    let mut stories = Stories::default();
    for path in files_in(&paths.stories())? {
        let Some(id) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else {
            continue;
        };
        match read(&id, &path) {
            Ok(story) => stories.all.push(Found { story, path }),
            Err(faults) => stories.broken.push(Broken { id, path, faults }),
        }
    }
    Ok(stories)
}

/// Files that end in `.md`, sorted; those with a dot in front are somebody else's.
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(cause),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_ours = path.extension().is_some_and(|it| it.eq_ignore_ascii_case(ENDING));
        if is_ours && !name.starts_with('.') {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(id: &str, path: &Path) -> Result<Story, Vec<Fault>> {
    let bytes = files::read(path, FILE_MOST).map_err(|cause| {
        let help = "make it an ordinary file that you may read, or take it out of the folder";
        vec![Fault { line: None, cause: cause.to_string(), help: help.to_owned() }]
    })?;
    let text = crate::text::file::decode(&bytes).map_err(|why| {
        let (cause, help) = why.rsplit_once(": ").unwrap_or((&why, "save it as UTF-8"));
        vec![Fault { line: None, cause: cause.to_owned(), help: help.to_owned() }]
    })?;
    Story::parse(id, &text)
}

impl Stories {
    /// The one with this id; else the only one whose id begins so.
    ///
    /// # Errors
    /// Why it is none, or several, or broken.
    pub fn find(&self, name: &str) -> Result<&Found, Lost> {
        let ids = || {
            let sound = self.all.iter().map(|found| found.story.id.as_str());
            sound.chain(self.broken.iter().map(|broken| broken.id.as_str()))
        };
        let name = name.strip_suffix(".md").unwrap_or(name);
        let id = match ids().find(|id| *id == name) {
            Some(id) => id,
            None => {
                let begin: Vec<&str> =
                    ids().filter(|id| !name.is_empty() && id.starts_with(name)).collect();
                match begin[..] {
                    [id] => id,
                    [] => return Err(Lost::None(did_you_mean(name, ids()))),
                    _ => return Err(Lost::Several(begin.into_iter().map(str::to_owned).collect())),
                }
            }
        };
        if let Some(broken) = self.broken.iter().find(|broken| broken.id == id) {
            return Err(Lost::Broken(broken.clone()));
        }
        self.all.iter().find(|found| found.story.id == id).ok_or(Lost::None(None))
    }
}

/// Makes a story's file.
///
/// # Errors
/// `AlreadyExists` where there is one of this id; it's then as it was. Or it can't be written.
pub fn make(paths: &Paths, id: &str, text: &str) -> io::Result<PathBuf> {
    make_in(&paths.stories(), id, text)
}

/// Makes a story's file under the id that its title makes, or the next one that is free.
///
/// # Errors
/// It can't be written.
pub fn keep(folder: &Path, title: &str, text: &str) -> io::Result<(String, PathBuf)> {
    let slug = slug(title);
    for number in 1_u32..1000 {
        let id = if number == 1 { slug.clone() } else { format!("{slug}-{number}") };
        match make_in(folder, &id, text) {
            Ok(path) => return Ok((id, path)),
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(cause),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Whole or not at all, and never over another: it's written under a name of its own first.
fn make_in(folder: &Path, id: &str, text: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("{id}.{ENDING}"));
    if fs::symlink_metadata(&path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let new = folder.join(format!(".{id}.{}.new", std::process::id()));
    let written = File::create(&new).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let made = written.and_then(|()| files::rename_new(&new, &path)).map(|()| path);
    if made.is_err() {
        // Half a file under a name of ours helps no one; if it stays, it does no harm.
        let _left = fs::remove_file(&new);
    }
    made
}

#[cfg(test)]
#[path = "stories_tests.rs"]
mod tests;
