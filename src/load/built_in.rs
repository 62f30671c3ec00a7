//! The bank inside the binary.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use super::folder;
use super::found::{Finds, Found, FoundFormat};

static QUESTION_BANK: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/question-bank");

static ROUNDS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rounds");

/// How messages name the folder.
const SHOWN: &str = "question-bank";

pub fn finds() -> Finds {
    let mut finds = Finds::default();
    walk(&QUESTION_BANK, &mut finds);
    for file in ROUNDS.files() {
        let name = file.path().file_name().and_then(|name| name.to_str());
        let stem = name.and_then(folder::question_stem);
        if let (Some(stem), Some(text)) = (stem, text_of(file)) {
            let path = format!("rounds/{}", file.path().display());
            let name = stem.to_owned();
            finds.formats.push(FoundFormat { path, name, toml: Cow::Borrowed(text) });
        }
    }
    finds
}

/// A file of the bank that is no question.
pub fn file(path: &str) -> Option<&'static str> {
    QUESTION_BANK.get_file(path).and_then(text_of)
}

/// Name, without ending, and text of each file in a folder of the bank.
pub fn files_in(folder: &str) -> impl Iterator<Item = (String, &'static str)> {
    let files = QUESTION_BANK.get_dir(folder).into_iter().flat_map(|dir| dir.files());
    files.filter_map(|file| {
        let stem = file.path().file_stem()?.to_str()?;
        Some((stem.to_owned(), text_of(file)?))
    })
}

fn walk(dir: &'static Dir<'static>, finds: &mut Finds) {
    for file in dir.files() {
        let path = file.path();
        let (Some(name), Some(text)) = (path.file_name().and_then(|n| n.to_str()), text_of(file))
        else {
            continue;
        };
        let shown = format!("{SHOWN}/{}", path.display());
        if name == folder::TOPICS {
            finds.topics = Some((shown, Cow::Borrowed(text)));
        } else if let Some(stem) = folder::question_stem(name) {
            finds.questions.push(Found {
                path: shown,
                name: stem.to_owned(),
                kind: folder::kind_folder(path),
                toml: Cow::Borrowed(text),
                files: BTreeMap::new(),
                unread: None,
                is_built_in: true,
            });
        }
    }
    for sub in dir.dirs() {
        let name = sub.path().file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if folder::SKIPPED.contains(&name) {
            continue;
        }
        match sub.get_file(sub.path().join(folder::QUESTION)).and_then(text_of) {
            Some(text) => finds.questions.push(question_folder(sub, name, text)),
            None => walk(sub, finds),
        }
    }
}

fn question_folder(dir: &'static Dir<'static>, name: &str, toml: &'static str) -> Found {
    let mut files = BTreeMap::new();
    gather(dir, dir, &mut files);
    Found {
        path: format!("{SHOWN}/{}/{}", dir.path().display(), folder::QUESTION),
        name: name.to_owned(),
        kind: folder::kind_folder(dir.path()),
        toml: Cow::Borrowed(toml),
        files,
        unread: None,
        is_built_in: true,
    }
}

fn gather(root: &Dir<'static>, dir: &'static Dir<'static>, files: &mut BTreeMap<String, String>) {
    for file in dir.files() {
        let Ok(relative) = file.path().strip_prefix(root.path()) else { continue };
        if let (Some(name), Some(text)) = (folder::with_slashes(relative), text_of(file))
            && name != folder::QUESTION
        {
            files.insert(name, text.to_owned());
        }
    }
    for sub in dir.dirs() {
        gather(root, sub, files);
    }
}

fn text_of(file: &'static include_dir::File<'static>) -> Option<&'static str> {
    file.contents_utf8()
}
