//! Every key of a file, as tables: what editors complete and check by, as JSON Schema.
//!
//! The parser reads key by key and knows no table; a test reads the whole bank, notes each key the
//! parser asks for with its type and range, and compares the two, so that neither can lag behind.

mod json;
mod keys;
mod pack;
mod question;
mod round;

use serde_json::Value;

pub use self::keys::{Document, Key, Shape};

/// The schema of a kind of file: draft 7, which editors know.
pub fn schema(document: Document) -> Value {
    match document {
        Document::Question => json::question(question::QUESTION),
        Document::Round => json::round(round::ROUND, round::LOOP),
        Document::Pack => json::pack(pack::PACK),
    }
}

/// The same, as a file holds it.
pub fn printed(document: Document) -> String {
    format!("{:#}\n", schema(document))
}

#[cfg(test)]
#[path = "schema_tests.rs"]
mod tests;
