//! A question that is ready to be written.

use std::collections::BTreeMap;
use std::path::PathBuf;

pub struct Made {
    pub id: String,
    pub title: String,
    /// Below the folder of questions, and what is in it.
    pub files: BTreeMap<PathBuf, String>,
}
