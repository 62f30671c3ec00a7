//! Packs as people make them, and as nobody honest does.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{EntryType, Header};
use zip::write::SimpleFileOptions;

use super::*;
use crate::archive::gather;

const PACK: &str = "schema = 1\n";

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Place {
        Place(tempfile::tempdir().expect("a folder"))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(&path, bytes).expect("written");
        path
    }
}

/// A tar of these entries; names are written as they are, which the crate's own writer refuses.
fn tarred(entries: &[(&str, EntryType, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, kind, bytes) in entries {
        let mut header = Header::new_ustar();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append(&header, *bytes).expect("written");
    }
    tar.into_inner().expect("whole")
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).expect("written");
    gzip.finish().expect("whole")
}

fn zipped(entries: &[(&str, u32, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, mode, bytes) in entries {
        let options = SimpleFileOptions::default().unix_permissions(*mode);
        zip.start_file(*name, options).expect("begun");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("whole").into_inner()
}

const FILE: EntryType = EntryType::Regular;

fn names(from: &Path) -> Vec<String> {
    let (files, _) = gather(from, LIMITS).and_then(files_of).expect("a pack");
    files.into_keys().collect()
}

#[track_caller]
fn refused(from: &Path, wanted: &str) {
    let taken = gather(from, LIMITS).and_then(files_of);
    let why = taken.expect_err("refused").to_string();
    assert!(why.contains(wanted), "`{wanted}` is not in: {why}");
}

#[test]
fn a_folder_a_tar_a_tar_gz_and_a_zip_are_the_same_pack() {
    let place = Place::new();
    let entries = [("pack.toml", PACK), ("phone-screen/a.toml", "x"), (".git/config", "y")];
    for (name, text) in entries {
        place.write(&format!("folder/{name}"), text.as_bytes());
    }
    // An archive has one folder above, as most have.
    let above = entries.map(|(name, text)| (format!("jo-1.0/{name}"), text));
    let tar = tarred(&above.each_ref().map(|(name, text)| (name.as_str(), FILE, text.as_bytes())));
    let zip = zipped(&above.each_ref().map(|(name, text)| (name.as_str(), 0o644, text.as_bytes())));
    for from in [
        place.0.path().join("folder"),
        place.write("a.tar", &tar),
        // The bytes tell what it is.
        place.write("a.zip", &gzipped(&tar)),
        place.write("b.tar.gz", &zip),
    ] {
        assert_eq!(names(&from), ["pack.toml", "phone-screen/a.toml"], "{}", from.display());
    }
}

#[test]
fn a_path_that_leads_outside_is_refused_in_every_kind_of_archive() {
    let place = Place::new();
    for name in ["../../outside.toml", "/etc/outside.toml", "a/../../outside.toml", "a\\b.toml"] {
        let tar = tarred(&[("pack.toml", FILE, PACK.as_bytes()), (name, FILE, b"x")]);
        let zip = zipped(&[("pack.toml", 0o644, PACK.as_bytes()), (name, 0o644, b"x")]);
        for from in [place.write("a.tar.gz", &gzipped(&tar)), place.write("a.zip", &zip)] {
            let wanted = if name.contains('\\') { "backslash" } else { "leads outside" };
            refused(&from, wanted);
        }
    }
}

#[test]
fn links_and_devices_are_refused() {
    let place = Place::new();
    for kind in [EntryType::Symlink, EntryType::Link, EntryType::Char, EntryType::Fifo] {
        let tar = tarred(&[("pack.toml", FILE, PACK.as_bytes()), ("a.toml", kind, b"")]);
        refused(&place.write("a.tar", &tar), "is a link or no ordinary file");
    }
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.add_symlink("a.toml", "/etc/passwd", SimpleFileOptions::default()).expect("written");
    let zip = zip.finish().expect("whole").into_inner();
    refused(&place.write("a.zip", &zip), "is a link or no ordinary file");
    let folder = place.write("folder/pack.toml", PACK.as_bytes()).with_file_name("a.toml");
    std::os::unix::fs::symlink("/etc/passwd", folder).expect("linked");
    refused(&place.0.path().join("folder"), "is a link or no ordinary file");
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let place = Place::new();
    let zeros = vec![0; 100 << 20];
    let large = tarred(&[("pack.toml", FILE, PACK.as_bytes()), ("a.toml", FILE, &zeros)]);
    refused(&place.write("a.tar.gz", &gzipped(&large)), "larger than 1 MB");
    // A tar ends with zeros, so no more of them is unpacked.
    refused(&place.write("b.gz", &gzipped(&zeros)), "no pack.toml");
    let zip = zipped(&[("pack.toml", 0o644, PACK.as_bytes()), ("a.toml", 0o644, &zeros)]);
    refused(&place.write("a.zip", &zip), "larger than 1 MB");
    // Each file is small enough; together they are what no text compresses to.
    let small: Vec<String> = (0..60).map(|number| format!("{number}.toml")).collect();
    let many: Vec<_> = small.iter().map(|name| (name.as_str(), FILE, &zeros[..1 << 20])).collect();
    refused(&place.write("c.tar.gz", &gzipped(&tarred(&many))), "archive bomb");
    let many: Vec<_> = small.iter().map(|name| (name.as_str(), 0o644, &zeros[..1 << 20])).collect();
    refused(&place.write("c.zip", &zipped(&many)), "archive bomb");
}

#[test]
fn too_many_files_are_refused() {
    let place = Place::new();
    for name in ["pack.toml", "a.toml", "b/c.toml"] {
        place.write(&format!("folder/{name}"), b"");
    }
    let limits = Limits { entries: 3, ..LIMITS };
    let why = gather(&place.0.path().join("folder"), limits).expect_err("refused").to_string();
    assert!(why.contains("more than the 3 files"), "{why}");
}

#[test]
fn what_is_no_pack_is_refused_and_said_what_is() {
    let place = Place::new();
    refused(&place.write("a.tar.gz", b""), "the file is empty");
    refused(&place.write("a.zip", b"hello"), "isn't an archive that mock can read");
    refused(&place.write("b.zip", b"PK\x03\x04 and nothing"), "damaged");
    refused(&place.write("b.tar.gz", b"\x1f\x8b\x08\x00 and nothing"), "damaged");
    refused(&place.0.path().join("no-such"), "cannot be read");
    let tar = tarred(&[("a/b.toml", FILE, b"x"), ("c.toml", FILE, b"x")]);
    refused(&place.write("a.tar", &tar), "no pack.toml");
    refused(&place.write("half.tar", &tar[..700]), "damaged");
}

#[test]
fn two_names_that_a_file_system_takes_for_one_are_refused() {
    let place = Place::new();
    let of = |more: &[(&str, EntryType, &[u8])]| {
        let pack = [("pack.toml", FILE, PACK.as_bytes())];
        place.write("a.tar", &tarred(&[&pack[..], more].concat()))
    };
    refused(
        &of(&[("a.toml", FILE, b"x"), ("A.toml", FILE, b"y")]),
        "`A.toml` is `a.toml` to a file",
    );
    refused(&of(&[("a.toml", FILE, b"x"), ("./a.toml", FILE, b"y")]), "is there twice");
    refused(&of(&[("a", FILE, b"x"), ("a/b", FILE, b"y")]), "a folder that is a file too");
}

#[test]
fn a_file_that_is_no_text_is_left_out_and_named() {
    let place = Place::new();
    place.write("folder/pack.toml", PACK.as_bytes());
    place.write("folder/logo.png", b"\x89PNG\xff");
    // A mark and the line ends of Windows belong to a file, and to no text.
    place.write("folder/a.toml", b"\xef\xbb\xbfa\r\nb\r\n");
    let gathered = gather(&place.0.path().join("folder"), LIMITS).expect("taken");
    let (files, no_text) = files_of(gathered).expect("a pack");
    assert_eq!(files["a.toml"], "a\nb\n");
    assert_eq!((files.len(), no_text), (2, vec!["logo.png".to_owned()]));
}
