//! Who sits in the interviewer's chair: state in, commands out.

pub mod solo;
