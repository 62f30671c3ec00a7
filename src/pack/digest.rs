//! One digest of a pack: what a person has agreed to.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::source::Files;

/// SHA-256 over names and contents in the order of the names, as 64 hex digits. Lengths stand
/// before contents, so that no two packs give the same bytes.
pub fn digest(files: &Files) -> String {
    let mut hash = Sha256::new();
    for (name, text) in files {
        hash.update(format!("{} {} {name}\n", name.len(), text.len()));
        hash.update(text);
    }
    let mut hex = String::with_capacity(64);
    for byte in hash.finalize() {
        // A string takes whatever is written.
        let _written = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_name_and_a_changed_byte_are_another_digest() {
        let of =
            |name: &str, text: &str| digest(&Files::from([(name.to_owned(), text.to_owned())]));
        let first = of("a", "b");
        assert_eq!(first.len(), 64);
        assert_eq!(first, of("a", "b"));
        assert_ne!(first, of("a", "c"));
        assert_ne!(first, of("b", "b"));
    }
}
