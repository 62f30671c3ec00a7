//! Judgement, pure: marks and evidence in, scores and their reasons out.

pub mod evidence;
