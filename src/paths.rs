//! Where things lie on this machine. Nothing here creates a folder.

use std::env;
use std::fmt;
use std::path::PathBuf;

use etcetera::{BaseStrategy, choose_base_strategy};

/// The environment variable that puts everything under one folder.
pub const HOME_VARIABLE: &str = "MOCK_HOME";

/// The program's own folders. Under `MOCK_HOME` they are one and the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Sessions, the user's own questions, rounds and stories: `~/.local/share/mock`.
    pub data: PathBuf,
    /// Settings: `~/.config/mock`.
    pub config: PathBuf,
    /// What can be made again: `~/.cache/mock`.
    pub cache: PathBuf,
}

/// No home folder is known, and `MOCK_HOME` is not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoHome;

impl Paths {
    /// # Errors
    /// Where neither `MOCK_HOME` nor a home folder is known.
    pub fn from_env() -> Result<Paths, NoHome> {
        if let Some(home) = env::var_os(HOME_VARIABLE).filter(|home| !home.is_empty()) {
            return Ok(Paths::under(PathBuf::from(home)));
        }
        let platform = choose_base_strategy().map_err(|_| NoHome)?;
        Ok(Paths {
            data: platform.data_dir().join("mock"),
            config: platform.config_dir().join("mock"),
            cache: platform.cache_dir().join("mock"),
        })
    }

    pub fn under(home: PathBuf) -> Paths {
        Paths { cache: home.join("cache"), config: home.clone(), data: home }
    }

    /// The user's own questions.
    pub fn bank(&self) -> PathBuf {
        self.data.join("bank")
    }

    /// The user's own rounds and loops.
    pub fn rounds(&self) -> PathBuf {
        self.data.join("rounds")
    }

    /// Other people's packs, a folder each.
    pub fn packs(&self) -> PathBuf {
        self.data.join("packs")
    }

    /// The user's own stories, a Markdown file each.
    pub fn stories(&self) -> PathBuf {
        self.data.join("stories")
    }

    pub fn sessions(&self) -> PathBuf {
        self.data.join("sessions")
    }
}

impl fmt::Display for NoHome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no home folder is known; set {HOME_VARIABLE} to a folder for mock's files")
    }
}

impl std::error::Error for NoHome {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_home_holds_everything() {
        let paths = Paths::under(PathBuf::from("/tmp/m"));
        assert_eq!(paths.bank(), PathBuf::from("/tmp/m/bank"));
        assert_eq!(paths.config, PathBuf::from("/tmp/m"));
        assert_eq!(paths.cache, PathBuf::from("/tmp/m/cache"));
    }
}
