//! Who sits in an interview.

use crate::words::words;

words! {
    /// The two chairs of an interview. The program, a peer, or later a model sits in the second.
    Seat { Candidate = "candidate", Interviewer = "interviewer" }
}
