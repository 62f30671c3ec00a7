//! A pack that is looked at before anything of it is on disk.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use super::folder;
use super::found::{Finds, Found, FoundFormat};

/// A pack's files in memory.
#[derive(Clone, Debug, Default)]
pub struct Offered {
    pub name: String,
    /// How messages call the place the files are from.
    pub shown: String,
    /// By relative path with `/`.
    pub files: BTreeMap<String, String>,
}

impl Offered {
    /// What a folder of these files would hold.
    pub(super) fn finds(&self) -> Finds {
        let mut finds = Finds::default();
        let asked = self.files.keys().filter_map(|path| path.strip_suffix(folder::QUESTION));
        let folders: Vec<&str> = asked.filter(|dir| dir.ends_with('/')).collect();
        let is_beside = |path: &str| folders.iter().any(|dir| path.starts_with(dir));
        for dir in &folders {
            finds.questions.extend(self.question_folder(dir));
        }
        for (path, text) in self.files.iter().filter(|(path, _)| !is_beside(path)) {
            self.take_file(path, text, &mut finds);
        }
        finds.questions.sort_by(|a, b| a.path.cmp(&b.path));
        finds
    }

    fn take_file(&self, path: &str, text: &str, finds: &mut Finds) {
        let (dir, name) = path.rsplit_once('/').unwrap_or(("", path));
        let (shown, toml) = (self.shown(path), Cow::Owned(text.to_owned()));
        if name == folder::TOPICS {
            finds.topics = Some((shown, toml));
            return;
        }
        let Some(stem) = folder::question_stem(name) else { return };
        let name = stem.to_owned();
        if dir == "rounds" {
            finds.formats.push(FoundFormat { path: shown, name, toml });
        } else if dir.split('/').all(|part| !folder::SKIPPED.contains(&part)) {
            finds.questions.push(self.found(path, path, name, toml, BTreeMap::new()));
        }
    }

    /// `dir` ends with a slash.
    fn question_folder(&self, dir: &str) -> Option<Found> {
        let path = format!("{dir}{}", folder::QUESTION);
        let toml = Cow::Owned(self.files.get(&path)?.clone());
        let whole = dir.trim_end_matches('/');
        let name = whole.rsplit('/').next().unwrap_or(whole).to_owned();
        let beside = self.files.range(dir.to_owned()..);
        let beside = beside.map_while(|(path, text)| Some((path.strip_prefix(dir)?, text)));
        let beside = beside.filter(|(name, _)| *name != folder::QUESTION);
        let files = beside.map(|(name, text)| (name.to_owned(), text.clone())).collect();
        Some(self.found(&path, whole, name, toml, files))
    }

    /// `place` is the file or folder that is the question.
    fn found(
        &self,
        path: &str,
        place: &str,
        name: String,
        toml: Cow<'static, str>,
        files: BTreeMap<String, String>,
    ) -> Found {
        let kind = folder::kind_folder(Path::new(place));
        let path = self.shown(path);
        Found { path, name, kind, toml, files, unread: None, is_built_in: false }
    }

    fn shown(&self, path: &str) -> String {
        format!("{}/{path}", self.shown.trim_end_matches('/'))
    }
}
