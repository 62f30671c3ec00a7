//! Files that are there whole or not at all.

use std::fs;
use std::io;
use std::path::Path;

/// Puts `bytes` in the place of a file. They are written under another name first, so that no one
/// reads half of them, and a full disk costs nothing that was there.
///
/// # Errors
/// Where they cannot be written; the file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    fs::write(&new, bytes).and_then(|()| fs::rename(&new, path)).inspect_err(|_| {
        // Half a file under a name of ours helps no one; if it stays, it does no harm.
        let _left = fs::remove_file(&new);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("tools.json");
        for text in ["one", "two"] {
            replace(&file, text.as_bytes()).expect("written");
            assert_eq!(fs::read_to_string(&file).expect("readable"), text);
        }
        // A folder of that name cannot be replaced by a file.
        let taken = folder.path().join("taken");
        fs::create_dir(&taken).expect("made");
        replace(&taken, b"three").expect_err("a folder");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 2);
    }
}
