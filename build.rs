//! `include_dir` does not see a file that was added: the folders are watched here.
//!
//! On Linux the program lies at a fixed address. Its tables of functions then hold addresses as they are
//! written; else each start would first correct a hundred thousand of them, for longer than all
//! that a short command does.

use std::env::var;
use std::io::{self, Write};

fn main() -> Result<(), io::Error> {
    let mut out = io::stdout();
    writeln!(out, "cargo::rerun-if-changed=question-bank")?;
    writeln!(out, "cargo::rerun-if-changed=rounds")?;
    let is = |what: &str, value: &str| var(what).is_ok_and(|is| is == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        writeln!(out, "cargo::rustc-link-arg-bins=-no-pie")?;
    }
    Ok(())
}
