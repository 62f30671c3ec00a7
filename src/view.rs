//! Pages made of facts: pure, so that live, replayed and exported ones are the same.

pub mod progress;
