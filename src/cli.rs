//! The commands, one file each.

pub mod bank;
pub mod console;
pub mod faults;
