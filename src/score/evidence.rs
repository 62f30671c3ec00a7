//! Evidence in free text: which sentence of an answer may show which point. It suggests; a person
//! decides. "Matches words, not correctness."
//!
//! Two readers are here. [`Ranker`] is what new sessions read with ("words 3"): for each point it
//! ranks the answer's sentences, and judges none. [`Matcher`] is what sessions of rules 1 and 2
//! were read with ("words 2"), frozen: stems without stop words; windows of one to three
//! consecutive sentences; a phrasing's share is the idf-weighted part of its stems found in the
//! window, and cuts the bands; among windows of a band the best score wins, which weighs that share
//! against how much else the window says.
//!
//! Integers throughout. `cargo bench -- matcher` measures both.

mod answer;
mod echo;
mod found;
pub mod idf;
mod keywords;
mod matcher;
mod phrasing;
pub mod pieces;
mod polarity;
pub mod ranker;
pub(crate) mod roots;
mod search;
pub(crate) mod sentences;
mod trace;
pub(crate) mod verbs;
pub(crate) mod words;

pub use self::answer::WIDEST_WINDOW;
pub use self::found::{Evidence, ItemPhrasings, LIKELY, MAYBE, PROMPT_TENTHS, Polarity};
pub use self::keywords::{KeywordMatch, Plainness};
pub use self::matcher::{Matcher, Prepared};
pub use self::pieces::pieces;
pub use self::ranker::{Ranked, Ranker, Sought};
pub use self::search::MOST_ITEMS_A_WINDOW;
pub use self::trace::{Check, Trace};
pub use crate::engine::event::MATCHER;
