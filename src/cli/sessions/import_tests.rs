use std::fs;
use std::io::{self, Write as _};

use super::*;

fn within(bytes: u64) -> Limits {
    Limits { bytes, file_bytes: bytes, ..LIMITS }
}

fn put(bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("archive");
    fs::write(&path, bytes).expect("written");
    (folder, path)
}

/// A tar of entries by name; a name is written as it is, which the crate itself refuses to do.
fn tar(entries: &[(&str, tar::EntryType, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, kind, bytes) in entries {
        let mut header = tar::Header::new_ustar();
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        archive.append(&header, *bytes).expect("appended");
    }
    archive.into_inner().expect("written")
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("begun");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("written").into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("packed");
    packed.finish().expect("packed")
}

const FILE: tar::EntryType = tar::EntryType::Regular;

#[test]
fn folders_and_archives_hold_the_same() {
    let entries: [(&str, &[u8]); 2] = [("s/journal.jsonl", b"a"), ("s/workspace/x.py", b"b")];
    let files: Vec<(&str, tar::EntryType, &[u8])> =
        entries.iter().map(|(name, bytes)| (*name, FILE, *bytes)).collect();
    let tarred = tar(&files);
    for bytes in [gzip(&tarred), tarred, zip(&entries)] {
        let (_folder, path) = put(&bytes);
        let files = files_of(&path, LIMITS).and_then(of_one_session).expect("a session");
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["journal.jsonl", "workspace/x.py"]);
    }
}

#[test]
fn what_leads_out_or_is_no_file_is_refused() {
    for name in ["../journal.jsonl", "/etc/passwd", "a/../../b", "a\\..\\b", "C:/x"] {
        let (_folder, path) = put(&tar(&[(name, FILE, b"x")]));
        let why = files_of(&path, LIMITS).expect_err(name);
        assert!(why.contains("leads outside") || why.contains("a backslash"), "{name}: {why}");
    }
    for name in ["\u{1b}]0;x\u{7}", "a\u{202e}b", "a\nb"] {
        let (_folder, path) = put(&tar(&[(name, FILE, b"x")]));
        let why = files_of(&path, LIMITS).expect_err("deceives");
        assert!(!why.contains(char::is_control) && !why.contains('\u{202e}'), "{why:?}");
    }
    let (_folder, path) = put(&zip(&[("../journal.jsonl", b"x")]));
    assert!(files_of(&path, LIMITS).expect_err("outside").contains("leads outside"));
    for kind in [tar::EntryType::Symlink, tar::EntryType::Link, tar::EntryType::Fifo] {
        let (_folder, path) = put(&tar(&[("s/journal.jsonl", kind, b"")]));
        assert!(
            files_of(&path, LIMITS).expect_err("a link").contains("is a link or no ordinary file")
        );
    }
    let (_folder, path) = put(&tar(&[("a", FILE, b"x"), ("./a", FILE, b"y")]));
    assert!(files_of(&path, LIMITS).expect_err("twice").contains("is there twice"));
}

#[test]
fn a_bomb_is_stopped_while_it_is_read() {
    let zeros = vec![0; 3 << 20];
    let tarred = tar(&[("journal.jsonl", FILE, &zeros)]);
    for bytes in [gzip(&tarred), tarred, zip(&[("journal.jsonl", &zeros)])] {
        let (_folder, path) = put(&bytes);
        let why = files_of(&path, within(1 << 20)).expect_err("too much");
        assert!(why.contains("more than 1 MB") || why.contains("larger than 1 MB"), "{why}");
    }
    let many: Vec<String> = (0..2001).map(|number| format!("f{number}")).collect();
    let many: Vec<(&str, tar::EntryType, &[u8])> =
        many.iter().map(|name| (name.as_str(), FILE, &b""[..])).collect();
    let (_folder, path) = put(&tar(&many));
    assert!(
        files_of(&path, LIMITS)
            .expect_err("too many")
            .contains("more than the 2000 files that a session may have")
    );
}

#[test]
fn what_is_no_session_says_so() {
    for (bytes, said) in [
        (&b""[..], "the file is empty"),
        (b"hello, I am a text", "isn't an archive that mock can read"),
        (&gzip(b"cut short")[..12], "damaged or cut short"),
        (&tar(&[("notes.md", FILE, b"x")]), "there is no session in it"),
        (
            &tar(&[("a/journal.jsonl", FILE, b"x"), ("b/journal.jsonl", FILE, b"x")]),
            "several sessions (a, b)",
        ),
    ] {
        let (_folder, path) = put(bytes);
        let why = files_of(&path, LIMITS).and_then(of_one_session).expect_err("no session");
        assert!(why.contains(said), "{said}: {why}");
    }
}

#[test]
fn whatever_an_archive_holds_is_answered() {
    let entries: [(&str, &[u8]); 2] = [("s/journal.jsonl", b"a record"), ("s/x/y", b"more")];
    let files: Vec<(&str, tar::EntryType, &[u8])> =
        entries.iter().map(|(name, bytes)| (*name, FILE, *bytes)).collect();
    let tarred = tar(&files);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("archive");
    crate::testing::bytes::feed(&[&tarred, &gzip(&tarred), &zip(&entries)], |bytes| {
        fs::write(&path, bytes).expect("written");
        if let Ok(files) = files_of(&path, within(1 << 16)) {
            let is_inside = |path: &String| !path.starts_with('/') && !path.contains("..");
            assert!(files.keys().all(is_inside), "{:?}", files.keys());
            assert!(files.values().map(Vec::len).sum::<usize>() <= 1 << 16);
        }
    });
}
