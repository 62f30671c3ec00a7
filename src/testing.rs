//! What tests above the engine share: plans made in code, sessions played from them, and what a
//! face is given to write on. What the engine's own tests need is in `engine/testing`, and the loop
//! that plays a face in `driver/testing`.

pub mod bytes;
pub mod command;
mod paper;
mod parsers;
pub mod plans;
pub mod played;

pub use self::paper::{Paper, Untouched};
pub use crate::driver::testing::Studio;
