//! The real program, killed at random moments and on disks that fail: what it said stays true.
//!
//! `MOCK_TORTURE=1` gives the full counts, `MOCK_TORTURE=ci` those of CI.

#[path = "end_to_end/environment.rs"]
mod environment;

mod crash {
    mod disk;
    mod kill;
    mod said;
    mod script;

    /// How often something is tried: in a normal run, in CI, and in full.
    fn times(normal: usize, ci: usize, full: usize) -> usize {
        match std::env::var("MOCK_TORTURE").as_deref() {
            Ok("1") => full,
            Ok("ci") => ci,
            _ => normal,
        }
    }
}
