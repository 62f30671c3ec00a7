//! What a bank holds beside questions and rounds: the map of the guide, and what is prepared.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use super::{Places, built_in};
use crate::bank::seed_map;
use crate::files::read_text;

const PREP: &str = "prep";

/// Texts as they were found, unread.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// Path and text of the map.
    pub seed_map: Option<(String, Cow<'static, str>)>,
    /// Name, without ending, and text of each file in `prep/`.
    pub prep: Vec<(String, Cow<'static, str>)>,
}

/// From the first folder named that has a map; else what is built in.
pub fn beside(places: &Places) -> Beside {
    let named = places.named.iter().find(|folder| folder.join(seed_map::FILE).is_file());
    named.and_then(|folder| in_folder(folder)).unwrap_or_else(from_built_in)
}

fn in_folder(folder: &Path) -> Option<Beside> {
    let path = folder.join(seed_map::FILE);
    let text = read_text(&path).ok()?;
    let mut found =
        Beside { seed_map: Some((path.display().to_string(), Cow::Owned(text))), prep: Vec::new() };
    for entry in fs::read_dir(folder.join(PREP)).into_iter().flatten().flatten() {
        let path = entry.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
        if let (Some(stem), Ok(text)) = (stem, read_text(&path)) {
            found.prep.push((stem, Cow::Owned(text)));
        }
    }
    Some(found)
}

fn from_built_in() -> Beside {
    let map = built_in::file(seed_map::FILE);
    let prep = built_in::files_in(PREP).map(|(name, text)| (name, Cow::Borrowed(text)));
    Beside {
        seed_map: map.map(|text| (format!("question-bank/{}", seed_map::FILE), text.into())),
        prep: prep.collect(),
    }
}
