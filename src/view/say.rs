//! What is said to a person, as blocks: once for every face and every document.

pub mod verdict;
