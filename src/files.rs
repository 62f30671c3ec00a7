//! Files that are there whole or not at all, and what people's own files are: links, files with
//! a mode of their own, texts from other systems.

use std::fs::{self, File, FileType, Metadata, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, OFlags, RenameFlags, renameat_with};
use rustix::io::Errno;

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
/// Where they cannot be written; the file is then as it was. Should one with several names be
/// neither the old nor the new, the error says where the new one is.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = target(path)?;
    let old = fs::metadata(&path).ok().filter(Metadata::is_file);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    if old.as_ref().is_some_and(|old| old.nlink() > 1) {
        return put_in_place(&path, &new, bytes);
    }
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

/// Writes into the file itself. Its text lies beside until all of it stands there, so that no full disk
/// and no kill costs it.
fn put_in_place(path: &Path, beside: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = fs::read(path)?;
    let kept = File::create(beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let written = kept.and_then(|()| {
        overwrite(path, bytes).map_err(|error| match overwrite(path, &old) {
            Ok(()) => error,
            Err(_) => {
                let kept = beside.display();
                io::Error::new(error.kind(), format!("{error}; the text is in {kept}"))
            }
        })
    });
    let is_whole = written.is_ok() || fs::read(path).is_ok_and(|now| now == old);
    if is_whole {
        // If it stays, it does no harm.
        let _left = fs::remove_file(beside);
    }
    written
}

/// Never empty on the way: the end is cut off last.
fn overwrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

/// Gives a file or folder a name that nothing has yet.
///
/// # Errors
/// `AlreadyExists`, or where it cannot be done.
pub fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        Err(Errno::EXIST | Errno::NOTEMPTY) => Err(io::ErrorKind::AlreadyExists.into()),
        // Not every file system knows how; the moment between looking and doing is left then.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP)
            if fs::symlink_metadata(to).is_err() =>
        {
            fs::rename(from, to)
        }
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            Err(io::ErrorKind::AlreadyExists.into())
        }
        Err(other) => Err(other.into()),
    }
}

/// Puts `new` in the place of `old`, and `old` where `new` was, in one step. Whether this file system
/// can do that.
///
/// # Errors
/// Where it can, and fails all the same.
pub fn exchange(new: &Path, old: &Path) -> io::Result<bool> {
    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(other) => Err(other.into()),
    }
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
pub fn keep_beside(path: &Path, source: impl Read) -> io::Result<PathBuf> {
    keep_beside_as(path, "conflict", source)
}

/// The same under another word: `answer.before-1.py`.
///
/// # Errors
/// Where it cannot be written.
pub fn keep_beside_as(path: &Path, word: &str, mut source: impl Read) -> io::Result<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or(String::new(), |it| format!(".{}", it.to_string_lossy()));
    for number in 1_u32.. {
        let copy = path.with_file_name(format!("{stem}.{word}-{number}{ending}"));
        match OpenOptions::new().write(true).create_new(true).open(&copy) {
            Ok(mut file) => return io::copy(&mut source, &mut file).map(|_| copy),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("no name is left for a copy"))
}

/// Bytes that a text may have which a person names: far more than anyone writes.
pub const TEXT_MOST: u64 = 16 << 20;

/// Opens a file to read it. Only an ordinary one: a pipe that nobody writes to would hold this up for
/// ever, and a device may have no end.
///
/// # Errors
/// Where it cannot be opened, or is none: what it is instead.
pub fn open(path: &Path) -> io::Result<File> {
    only_a_file(OpenOptions::new().read(true).custom_flags(AT_ONCE).open(path)?)
}

/// For whoever opens a file otherwise: the opening itself would wait for somebody at the other end of
/// a pipe without it.
pub const AT_ONCE: i32 = OFlags::NONBLOCK.union(OFlags::NOCTTY).bits().cast_signed();

/// An open file, if it is an ordinary one.
///
/// # Errors
/// What it is instead.
pub fn only_a_file(file: File) -> io::Result<File> {
    let Some(what) = is_instead(file.metadata()?.file_type()) else { return Ok(file) };
    let way =
        if what == "folder" { "name a file in it" } else { "save it to a file, and name that" };
    Err(io::Error::new(io::ErrorKind::InvalidInput, format!("it's a {what}: {way}")))
}

/// What it is, where it is no ordinary file.
fn is_instead(kind: FileType) -> Option<&'static str> {
    Some(match kind {
        kind if kind.is_file() => return None,
        kind if kind.is_dir() => "folder",
        kind if kind.is_fifo() => "pipe",
        kind if kind.is_socket() => "socket",
        _ => "device",
    })
}

/// The bytes of an ordinary file that has no more than `most`.
///
/// # Errors
/// As [`open`]; `FileTooLarge`.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    bytes_from(open(path)?, most)
}

fn bytes_from(source: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let most = if most < 1 << 20 {
            format!("{} kB", most >> 10)
        } else {
            format!("{} MB", most >> 20)
        };
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("it is larger than {most}"),
        ));
    }
    Ok(bytes)
}

/// The text of a file, as [`decode`] has it.
///
/// # Errors
/// As [`read`], or where it is no text in UTF-8: `InvalidData`, which says what it may be.
pub fn read_text(path: &Path) -> io::Result<String> {
    text_of(&read(path, TEXT_MOST)?)
}

/// The text that comes from a pipe or an open file, to its end.
///
/// # Errors
/// As [`read_text`].
pub fn text_from(source: impl Read) -> io::Result<String> {
    text_of(&bytes_from(source, TEXT_MOST)?)
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
    fn what_is_no_ordinary_file_is_named_and_never_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RWXU).expect("made");
        for (path, what) in [
            (pipe.as_path(), "a pipe"),
            (Path::new("/dev/zero"), "a device"),
            (folder.path(), "a folder"),
        ] {
            let why = read_text(path).expect_err(what).to_string();
            let way = if what == "a folder" {
                "name a file in it"
            } else {
                "save it to a file, and name that"
            };
            assert_eq!(why, format!("it's {what}: {way}"));
        }
        let large = folder.path().join("large");
        fs::write(&large, "abcd").expect("written");
        assert_eq!(read(&large, 4).expect("as large"), b"abcd");
        let why = read(&large, 3).expect_err("too large");
        assert_eq!(why.kind(), io::ErrorKind::FileTooLarge);
        assert!(text_from(io::repeat(b'a')).is_err(), "what has no end is given up");
    }

    #[test]
    fn a_name_that_something_has_is_not_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        fs::write(&one, "1").expect("written");
        fs::create_dir(&two).expect("made");
        let taken = rename_new(&one, &two).expect_err("taken");
        assert_eq!(taken.kind(), io::ErrorKind::AlreadyExists);
        rename_new(&one, &folder.path().join("three")).expect("free");
        assert!(!one.exists());
        assert!(exchange(&two, &folder.path().join("three")).expect("done"));
        assert!(two.is_file() && folder.path().join("three").is_dir());
    }

    #[test]
    fn one_file_of_two_names_is_never_empty_on_the_way() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        fs::write(&one, "a long old text").expect("written");
        fs::hard_link(&one, &two).expect("linked");
        replace(&one, b"new").expect("written");
        assert_eq!((text(&one), text(&two)), ("new".to_owned(), "new".to_owned()));
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 2);
        // Where the text cannot be laid beside, nothing is touched.
        let beside = folder.path().join(format!(".one.{}.new", std::process::id()));
        fs::create_dir(&beside).expect("in the way");
        replace(&one, b"newer").expect_err("no room");
        assert_eq!((text(&one), text(&two)), ("new".to_owned(), "new".to_owned()));
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
