//! Questions and rounds besides the built-in ones and the user's own.

use std::path::{Path, PathBuf};

use clap::Args;

#[derive(Debug, Default, Args)]
pub struct Folders {
    /// Questions besides the built-in ones: a folder, or one question's; may be given more than once
    #[arg(long, value_name = "DIR")]
    pub bank: Vec<PathBuf>,
}

impl Folders {
    /// No folder was named.
    pub fn is_empty(&self) -> bool {
        self.bank.is_empty()
    }

    /// Whether a file lies in a folder that was named.
    pub fn is_named(&self, path: &str) -> bool {
        self.bank.iter().any(|folder| Path::new(path).starts_with(folder))
    }
}
