//! What tells two versions of a question, or of a bank, apart.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// SHA-256 over names and bytes, files in the order of their names, as 64 hex digits.
///
/// Lengths stand before contents, so that no two sets of files give the same bytes. The path is
/// left out: a question keeps its digest when it moves.
pub(super) fn of_question(toml: &str, files: &BTreeMap<String, String>) -> String {
    let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let all = std::iter::once(("question.toml", toml)).chain(files);
    let head = |(name, text): &(&str, &str)| format!("{} {} {name}\n", name.len(), text.len());
    let mut hash = Sha256::new();
    for file in all {
        hash.update(head(&file));
        hash.update(file.1);
    }
    hex(&hash.finalize())
}

/// Of texts one after the other.
pub(super) fn sha256(texts: impl Iterator<Item = String>) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text);
    }
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
