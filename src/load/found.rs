//! Files that were found, before they are read as questions and rounds.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::bank::fault::Fault;

/// A question's files: found, and on disk not read before its turn on one of the cores comes.
pub(super) struct Found {
    pub(super) path: String,
    pub(super) name: String,
    /// The folder it is in, where that is a kind's name.
    pub(super) kind: Option<String>,
    pub(super) toml: Cow<'static, str>,
    pub(super) files: BTreeMap<String, String>,
    pub(super) unread: Option<Unread>,
    pub(super) is_built_in: bool,
}

/// Where a question's text is still to be read from.
pub(super) enum Unread {
    File(PathBuf),
    /// A folder with `question.toml` and files beside it.
    Folder(PathBuf),
}

/// A round's or loop's file.
pub(super) struct FoundFormat {
    pub(super) path: String,
    pub(super) name: String,
    pub(super) toml: Cow<'static, str>,
}

/// What is in one place.
#[derive(Default)]
pub(super) struct Finds {
    pub(super) questions: Vec<Found>,
    pub(super) formats: Vec<FoundFormat>,
    /// `topics.toml`: path and text.
    pub(super) topics: Option<(String, Cow<'static, str>)>,
    /// Files that could not be read.
    pub(super) faults: Vec<Fault>,
}
