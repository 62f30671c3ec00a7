//! One suite that every storage passes, then what is particular to each.

use super::simulated::{Disk, Failure};
use super::*;

fn conforms(mut folder: Box<dyn Folder>) {
    assert!(folder.names().unwrap().is_empty());
    let missing = |result: io::Result<()>| {
        assert_eq!(result.unwrap_err().kind(), io::ErrorKind::NotFound);
    };
    missing(folder.open("a", Access::Append).map(drop));
    missing(folder.open("a", Access::Read).map(drop));
    missing(folder.remove("a"));
    missing(folder.rename("a", "b"));

    let mut a = folder.create("a").unwrap();
    assert!(a.is_empty().unwrap());
    a.append(b"one\n").unwrap();
    a.append(b"").unwrap();
    a.append(b"two\n").unwrap();
    assert_eq!((a.len().unwrap(), a.read().unwrap()), (8, b"one\ntwo\n".to_vec()));
    assert_eq!(a.read().unwrap(), b"one\ntwo\n", "reading again starts again");
    a.sync().unwrap();
    a.truncate(5).unwrap();
    a.append(b"T").unwrap();
    assert_eq!(a.read().unwrap(), b"one\ntT", "an append follows the cut");
    let taken = folder.create("a").map(drop).unwrap_err();
    assert_eq!(taken.kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(a.len().unwrap(), 6, "a failed creation leaves the file alone");
    drop(a);

    let mut again = folder.open("a", Access::Append).unwrap();
    again.append(b"!").unwrap();
    let mut reader = folder.open("a", Access::Read).unwrap();
    assert_eq!(reader.read().unwrap(), b"one\ntT!");
    again.append(b"?").unwrap();
    assert_eq!(reader.read().unwrap(), b"one\ntT!?", "a reader follows a writer");
    assert!(reader.append(b"x").is_err());

    folder.create("b").unwrap().append(b"bee").unwrap();
    folder.rename("a", "b").unwrap();
    assert_eq!(folder.names().unwrap(), ["b"]);
    assert_eq!(folder.open("b", Access::Read).unwrap().read().unwrap(), b"one\ntT!?");
    folder.sync().unwrap();
    again.append(b".").unwrap();
    folder.remove("b").unwrap();
    again.append(b".").unwrap();
    assert!(folder.names().unwrap().is_empty());
    assert_eq!(again.len().unwrap(), 10, "an open file outlives its name");
    assert!(folder.path("b").ends_with("b"));
}

#[test]
fn a_real_folder_conforms() {
    let folder = tempfile::tempdir().unwrap();
    conforms(Box::new(DiskFolder::new(folder.path())));
}

#[test]
fn the_simulated_disk_conforms() {
    conforms(Disk::new(1).folder());
}

#[test]
fn a_name_that_is_not_unicode_is_passed_over() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"\xff")), b"").unwrap();
    fs::write(folder.path().join("a"), b"").unwrap();
    assert_eq!(DiskFolder::new(folder.path()).names().unwrap(), ["a"]);
}

#[test]
fn dev_full_is_full() {
    let mut full = DiskFolder::new("/dev").open("full", Access::Append).unwrap();
    assert_eq!(full.append(b"x").unwrap_err().kind(), io::ErrorKind::StorageFull);
}

#[test]
fn loss_of_power_keeps_what_was_synced_and_any_part_of_the_rest() {
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..200 {
        let disk = Disk::new(seed);
        let mut folder = disk.folder();
        let mut file = folder.create("a").unwrap();
        file.append(b"1").unwrap();
        file.sync().unwrap();
        folder.sync().unwrap();
        file.append(b"2").unwrap();
        file.append(b"3").unwrap();
        folder.create("b").unwrap();
        let after = disk.after_power_loss(seed);
        let content = after.content("a");
        assert_eq!(content[0], b'1');
        seen.insert((content, after.folder().names().unwrap().len()));
    }
    for content in [&b"1"[..], b"12", b"123", b"1\x003"] {
        for names in 1..=2 {
            assert!(seen.contains(&(content.to_vec(), names)), "{content:?} {names}");
        }
    }
}

#[test]
fn a_failed_sync_loses_data_that_reading_still_shows() {
    let lost = (0..50).any(|seed| {
        let disk = Disk::new(seed);
        let mut folder = disk.folder();
        let mut file = folder.create("a").unwrap();
        folder.sync().unwrap();
        file.append(b"1").unwrap();
        disk.fault(disk.steps()..disk.steps() + 1, Failure::SyncFails);
        assert_eq!(file.sync().unwrap_err().raw_os_error(), Some(5));
        file.sync().unwrap();
        assert_eq!(file.read().unwrap(), b"1");
        disk.after_power_loss(seed).content("a").is_empty()
    });
    assert!(lost);
}

#[test]
fn a_full_disk_takes_a_part() {
    let disk = Disk::new(1);
    let mut folder = disk.folder();
    let mut file = folder.create("a").unwrap();
    disk.fault(0..u64::MAX, Failure::Full { room: 2 });
    assert_eq!(file.append(b"abc").unwrap_err().kind(), io::ErrorKind::StorageFull);
    assert_eq!(file.read().unwrap(), b"ab");
    assert!(folder.create("b").is_err());
    disk.mend();
    file.append(b"c").unwrap();
    assert_eq!(file.read().unwrap(), b"abc");
}
