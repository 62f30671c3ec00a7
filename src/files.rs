//! Files that are there whole or not at all, and what people's own files are: links, files with
//! a mode of their own, texts from other systems.

use std::fs::{self, Metadata, OpenOptions, Permissions};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::text::file::decode;

/// Links that are followed before a chain of them is given up as a circle.
const LINKS_MOST: usize = 40;

/// Puts `bytes` in the place of a file. They are written under another name first, so that no one
/// reads half of them, and a full disk costs nothing that was there.
///
/// A link stays a link: what it leads to is replaced. The file keeps its mode; one that has
/// several names keeps them all, for which it has to be written in place.
///
/// # Errors
/// Where they cannot be written; the file is then as it was, but one with several names.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = target(path)?;
    let old = fs::metadata(&path).ok().filter(Metadata::is_file);
    if old.as_ref().is_some_and(|old| old.nlink() > 1) {
        return fs::write(&path, bytes);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let mode = old.map(|old| old.permissions());
    put(&new, bytes, mode).and_then(|()| fs::rename(&new, &path)).inspect_err(|_| {
        // Half a file under a name of ours helps no one; if it stays, it does no harm.
        let _left = fs::remove_file(&new);
    })
}

fn put(path: &Path, bytes: &[u8], mode: Option<Permissions>) -> io::Result<()> {
    fs::write(path, bytes)?;
    mode.map_or(Ok(()), |mode| fs::set_permissions(path, mode))
}

/// What a link leads to in the end, be it there or not; any other path is its own target.
fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS_MOST {
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_symlink() => {
                let to = fs::read_link(&path)?;
                path = path.parent().unwrap_or(Path::new(".")).join(to);
            }
            _ => return Ok(path),
        }
    }
    Err(io::Error::other("its links lead in a circle"))
}

/// Keeps what `source` holds beside a file under a name that nothing has yet: `answer.conflict-1.py`, then
/// `-2`. Its path.
///
/// # Errors
/// Where it cannot be written.
pub fn keep_beside(path: &Path, mut source: impl Read) -> io::Result<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or(String::new(), |it| format!(".{}", it.to_string_lossy()));
    for number in 1_u32.. {
        let copy = path.with_file_name(format!("{stem}.conflict-{number}{ending}"));
        match OpenOptions::new().write(true).create_new(true).open(&copy) {
            Ok(mut file) => return io::copy(&mut source, &mut file).map(|_| copy),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("no name is left for a copy"))
}

/// The text of a file, as [`decode`] has it.
///
/// # Errors
/// Where it cannot be read, or is no text in UTF-8: `InvalidData`, which says what it may be.
pub fn read_text(path: &Path) -> io::Result<String> {
    text_of(&fs::read(path)?)
}

/// The text that comes from a pipe or an open file, to its end.
///
/// # Errors
/// As [`read_text`].
pub fn text_from(mut source: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes)?;
    text_of(&bytes)
}

fn text_of(bytes: &[u8]) -> io::Result<String> {
    decode(bytes).map_err(|why| io::Error::new(io::ErrorKind::InvalidData, why))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn text(path: &Path) -> String {
        fs::read_to_string(path).expect("readable")
    }

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("tools.json");
        for written in ["one", "two"] {
            replace(&file, written.as_bytes()).expect("written");
            assert_eq!(text(&file), written);
        }
        // A folder of that name cannot be replaced by a file.
        let taken = folder.path().join("taken");
        fs::create_dir(&taken).expect("made");
        replace(&taken, b"three").expect_err("a folder");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 2);
    }

    #[test]
    fn a_link_stays_one_wherever_it_leads() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("repo")).expect("made");
        fs::write(at("repo/a.py"), "old").expect("written");
        symlink("repo/a.py", at("middle")).expect("linked");
        symlink(at("middle"), at("answer.py")).expect("linked");
        replace(&at("answer.py"), b"new").expect("written");
        assert!(fs::symlink_metadata(at("answer.py")).expect("there").is_symlink());
        assert_eq!(text(&at("repo/a.py")), "new");
        // What it leads to may not be there yet.
        symlink("repo/later.py", at("later.py")).expect("linked");
        replace(&at("later.py"), b"made").expect("written");
        assert_eq!(text(&at("repo/later.py")), "made");
        symlink(at("y"), at("x")).expect("linked");
        symlink(at("x"), at("y")).expect("linked");
        replace(&at("x"), b"round and round").expect_err("a circle");
    }

    #[test]
    fn mode_and_further_names_are_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("run.sh"), "old").expect("written");
        fs::set_permissions(at("run.sh"), Permissions::from_mode(0o754)).expect("set");
        replace(&at("run.sh"), b"new").expect("written");
        let mode = fs::metadata(at("run.sh")).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o754);
        fs::hard_link(at("run.sh"), at("other.sh")).expect("linked");
        replace(&at("run.sh"), b"both").expect("written");
        assert_eq!((text(&at("run.sh")), text(&at("other.sh"))), ("both".into(), "both".into()));
    }

    #[test]
    fn a_copy_takes_no_name_that_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("answer.py");
        fs::write(folder.path().join("answer.conflict-2.py"), "mine").expect("written");
        let names: Vec<String> = ["a", "b"]
            .iter()
            .map(|bytes| keep_beside(&file, bytes.as_bytes()).expect("kept"))
            .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, ["answer.conflict-1.py", "answer.conflict-3.py"]);
        assert_eq!(text(&folder.path().join("answer.conflict-2.py")), "mine");
        let bare = keep_beside(&folder.path().join("notes"), &b"n"[..]).expect("kept");
        assert!(bare.ends_with("notes.conflict-1"));
    }

    #[test]
    fn a_text_that_is_no_utf8_says_what_it_may_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("answers.toml");
        fs::write(&file, b"\xff\xfea\0").expect("written");
        let error = read_text(&file).expect_err("UTF-16");
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        assert!(error.to_string().contains("UTF-16"), "{error}");
        fs::write(&file, b"\xef\xbb\xbfa\r\n").expect("written");
        assert_eq!(read_text(&file).expect("text"), "a\n");
    }
}
