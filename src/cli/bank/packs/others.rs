//! The packs that are there already.

use std::collections::BTreeMap;
use std::path::Path;

use crate::load::{self, Offered, Places};
use crate::pack::Packs;
use crate::text::SafeText;

/// The pack of every question that came with one, by the question's id; without `except`.
pub(super) fn ids_of_packs(packs: &Packs, except: Option<&str>) -> BTreeMap<String, String> {
    // An empty pack of that name stands for the one on disk.
    let offered = except.map(|name| Offered { name: name.to_owned(), ..Offered::default() });
    let places = Places { packs: Some(packs.dir().to_owned()), offered, ..Places::default() };
    let origins = load::load(&places).bank.origins.into_iter();
    origins.filter_map(|(id, origin)| Some((id, origin.pack?))).collect()
}

pub(super) fn shown(path: &Path) -> SafeText {
    SafeText::line(&path.display().to_string())
}
