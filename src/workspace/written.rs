//! What a question's files held when they were last written here, so that a session that goes on
//! knows whether someone else wrote them meanwhile. The clock does not say: a checkout or a backup
//! brings old times with it.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::files::{read_text, replace};

/// Beside the files, a line each: a name, the digest of what it held before the last writing, and
/// of what it was to hold after it. A death between the two leaves one of them in the file.
const RECORD: &str = ".written";

/// Whether the file was last written here; nothing where no one knows.
pub fn is_ours(path: &Path, bytes: &[u8]) -> Option<bool> {
    let line = line_of(&record(path)?, path)?;
    let digest = digest(bytes);
    Some(line.split(' ').skip(1).any(|known| known == digest))
}

/// Notes what is about to be written over, if anything, and with what.
pub fn note(path: &Path, before: Option<&[u8]>, after: &[u8]) {
    let Some((name, folder)) = name(path).zip(path.parent()) else { return };
    let others = record(path).unwrap_or_default();
    let others = others.lines().filter(|line| line.split(' ').next() != Some(&name));
    let after = digest(after);
    let before = before.map_or_else(|| after.clone(), digest);
    let line = format!("{name} {before} {after}");
    let text: String = others.chain([line.as_str()]).map(|line| format!("{line}\n")).collect();
    // Without it the clock decides, and nothing is lost.
    let _best_effort = replace(&folder.join(RECORD), text.as_bytes());
}

fn record(path: &Path) -> Option<String> {
    read_text(&record_path(path)?).ok()
}

fn record_path(path: &Path) -> Option<PathBuf> {
    Some(path.parent()?.join(RECORD))
}

fn line_of(record: &str, path: &Path) -> Option<String> {
    let name = name(path)?;
    record.lines().find(|line| line.split(' ').next() == Some(&name)).map(str::to_owned)
}

/// Names of ours hold no blank.
fn name(path: &Path) -> Option<String> {
    path.file_name()?.to_str().filter(|name| !name.contains([' ', '\n'])).map(str::to_owned)
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_and_what_it_replaced_are_ours() {
        let folder = tempfile::tempdir().expect("a folder");
        let (answer, notes) = (folder.path().join("answer.py"), folder.path().join("notes.md"));
        assert_eq!(is_ours(&answer, b"x"), None);
        note(&answer, None, b"first");
        note(&notes, None, b"first of the notes");
        note(&answer, Some(b"first"), b"second");
        for (bytes, ours) in [(&b"first"[..], true), (b"second", true), (b"theirs", false)] {
            assert_eq!(is_ours(&answer, bytes), Some(ours));
        }
        assert_eq!(is_ours(&notes, b"first of the notes"), Some(true));
        assert_eq!(is_ours(&notes, b"second"), Some(false));
    }
}
