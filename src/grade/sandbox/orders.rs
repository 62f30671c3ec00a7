//! What the jail is told: the program, its limits, and what it may read.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Everything the jail needs; one JSON text in its arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orders {
    pub program: PathBuf,
    pub args: Vec<String>,
    /// Folders and files that may be read and run besides the system's: the interpreter's prefix.
    pub readable: Vec<PathBuf>,
    /// The only folder that may be written; the program starts in it.
    pub scratch: PathBuf,
    pub limits: Limits,
    /// Refuse to start without L1.
    pub needs_confinement: bool,
    /// Layers above L0 that are to be tried. Tests leave some out.
    pub wanted: Layers,
}

/// Hard limits of one process and what it makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Processor time of each process, seconds.
    pub cpu_s: u64,
    /// Address space, MiB. Nothing where the language reserves more than it uses.
    pub address_mib: Option<u64>,
    /// Of one file, MiB.
    pub file_mib: u64,
    /// All files together, MiB, and how many there may be.
    pub files_mib: u64,
    pub files: usize,
    /// What is printed, bytes.
    pub printed: usize,
    /// One answer on the control socket, bytes.
    pub answer: usize,
}

impl Limits {
    /// Output capped at 1 MiB (docs/sandbox.md, L0).
    pub const PRINTED: usize = 1 << 20;
    /// A result is data, and may be larger than what a person reads.
    pub const ANSWER: usize = 8 << 20;
}

/// The layers that docs/sandbox.md describes; L0 always holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layers {
    /// L1: Landlock, seccomp, no new privileges.
    pub confined: bool,
    /// L2: namespaces of its own.
    pub apart: bool,
}

impl Layers {
    pub const ALL: Layers = Layers { confined: true, apart: true };
    pub const LIMITS: Layers = Layers { confined: false, apart: false };

    /// As the jail reports it.
    pub fn parse(text: &str) -> Layers {
        let has = |layer| text.split(' ').any(|word| word == layer);
        Layers { confined: has("L1"), apart: has("L2") }
    }
}

impl fmt::Display for Layers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("L0")?;
        if self.confined {
            f.write_str(" L1")?;
        }
        if self.apart {
            f.write_str(" L2")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_read_back_as_they_are_written() {
        for confined in [false, true] {
            for apart in [false, true] {
                let layers = Layers { confined, apart };
                assert_eq!(Layers::parse(&layers.to_string()), layers);
            }
        }
        assert_eq!(Layers::ALL.to_string(), "L0 L1 L2");
    }
}
