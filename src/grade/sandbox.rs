//! Running a program that can harm nothing and outlive nothing (docs/sandbox.md).
//!
//! [`Child`] is the parent's side. What is run is not started by us but by our own binary, run
//! again as a *jail* ([`jail`]): it limits itself, starts the program, waits for it, and kills all
//! that is left of it. So no code has to run between fork and exec, and none of ours is unsafe
//! but for closing what we inherited.
//!
//! ```text
//! mock ──▶ mock __jail (own session, subreaper, limits) ──▶ interpreter (layers L0 L1 L2)
//!   ▲ control: one socket, requests down, answers up              │
//!   └ printed: one pipe, standard output and error ───────────────┘
//! ```

mod absent;
mod child;
#[cfg(target_os = "linux")]
mod confine;
#[cfg(target_os = "linux")]
mod crowd;
#[cfg(target_os = "linux")]
mod filter;
pub mod jail;
mod meter;
mod orders;
pub mod scratch;
mod sweep;

pub use absent::{Absent, why_not_apart};
pub use child::{Child, Stop};
pub use orders::{Layers, Limits, Orders};
pub use scratch::Scratch;

use std::fmt;
use std::path::PathBuf;

/// The program that becomes the jail: our own binary, or in tests the one that was just built.
#[derive(Clone, Debug)]
pub struct Jail {
    program: PathBuf,
}

impl Jail {
    /// This very program. It must hand over to [`jail::enter`] first thing in `main`.
    pub fn this_program() -> Jail {
        // The link names the program even after a newer one was put in its place.
        #[cfg(target_os = "linux")]
        let program = PathBuf::from("/proc/self/exe");
        #[cfg(not(target_os = "linux"))]
        let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("mock"));
        Jail { program }
    }

    pub fn of(program: impl Into<PathBuf>) -> Jail {
        Jail { program: program.into() }
    }
}

/// Why nothing was run. No fault of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A foreign pack, and the layer it needs isn't available.
    NoSandbox(String),
    /// The interpreter could not be started.
    NotStarted(String),
    /// The scratch folder, a pipe or the jail could not be made.
    System(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::NoSandbox(why) => write!(
                f,
                "this question comes from somebody else's pack, and the sandbox that it needs \
                 isn't available here ({why}); nothing was run"
            ),
            Refused::NotStarted(why) => write!(f, "{why}"),
            Refused::System(why) => write!(f, "the sandbox could not be set up: {why}"),
        }
    }
}
