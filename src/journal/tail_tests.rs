use super::super::segments::{Contents, numbers};
use super::super::storage::simulated::{Disk, Failure};
use super::super::storage::{Access, DiskFolder};
use super::*;

fn record(n: u64) -> Json {
    Json::parse(format!(r#"{{"n":{n}}}"#)).unwrap()
}

/// An empty journal on a disk, ready to be written to.
fn tail(disk: &Disk) -> Tail {
    let mut folder = disk.folder();
    let segment = folder.create(segments::FIRST).unwrap();
    folder.sync().unwrap();
    Tail::new(folder, segment, 1, 0, Position::START)
}

fn push(tail: &mut Tail, count: u64) {
    for n in tail.tip() + 1..=tail.tip() + count {
        assert_eq!(tail.push(&record(n)), n);
    }
}

fn read(folder: &dyn Folder) -> Contents {
    let numbers = numbers(&folder.names().unwrap());
    let file = |number| folder.open(&segments::name(number), Access::Read).unwrap().read().unwrap();
    Contents::join(numbers.into_iter().map(|number| (number, file(number))).collect())
}

/// What is read is records 1 to `count`.
fn assert_holds(folder: &dyn Folder, count: usize) {
    let contents = read(folder);
    assert_eq!(contents.end, segments::End::Clean);
    assert_eq!(contents.len(), count);
    for entry in contents.entries() {
        assert_eq!(entry.json, record(entry.seq).as_str());
    }
}

#[test]
fn records_are_written_then_saved() {
    let disk = Disk::new(1);
    let mut tail = tail(&disk);
    push(&mut tail, 2);
    assert_holds(&*disk.folder(), 0);
    tail.write().unwrap();
    assert_holds(&*disk.folder(), 2);
    assert_eq!((tail.tip(), tail.saved()), (2, 0));
    push(&mut tail, 1);
    assert_eq!(tail.commit().unwrap(), 3);
    assert_holds(&disk.after_power_loss(1), 3);
    let steps = disk.steps();
    tail.write().unwrap();
    assert_eq!(tail.commit().unwrap(), 3);
    assert_eq!(disk.steps(), steps, "nothing to do is nothing done");
}

#[test]
fn a_full_disk_is_cut_back_and_tried_again_in_the_same_file() {
    for room in [0, 1, 18, 19, 30] {
        let disk = Disk::new(1);
        let mut tail = tail(&disk);
        push(&mut tail, 1);
        tail.commit().unwrap();
        let full = disk.steps()..disk.steps() + 6;
        disk.fault(full, Failure::Full { room });
        push(&mut tail, 2);
        let failure = tail.write().unwrap_err();
        assert_eq!(failure.to_string(), "cannot write /simulated/journal.jsonl: no storage space");
        assert_holds(&*disk.folder(), 1);
        assert!(tail.commit().is_err());
        push(&mut tail, 1);
        assert!(tail.commit().is_err());
        assert_eq!(tail.saved(), 1);
        assert_eq!(tail.commit().unwrap(), 4);
        assert_holds(&disk.after_power_loss(1), 4);
        assert_eq!(disk.folder().names().unwrap().len(), 1);
    }
}

#[test]
fn what_is_written_but_not_synced_outlives_a_full_disk() {
    let disk = Disk::new(1);
    let mut tail = tail(&disk);
    push(&mut tail, 2);
    tail.write().unwrap();
    disk.fault(disk.steps()..disk.steps() + 1, Failure::Full { room: 3 });
    push(&mut tail, 1);
    assert!(tail.write().is_err());
    assert_holds(&*disk.folder(), 2);
    tail.write().unwrap();
    assert_holds(&*disk.folder(), 3);
}

#[test]
fn after_a_failed_sync_the_unsaved_go_to_a_new_segment() {
    for seed in 0..50 {
        let disk = Disk::new(seed);
        let mut tail = tail(&disk);
        push(&mut tail, 2);
        tail.commit().unwrap();
        push(&mut tail, 2);
        tail.write().unwrap();
        // The append, then the sync.
        disk.fault(disk.steps()..disk.steps() + 2, Failure::SyncFails);
        push(&mut tail, 1);
        assert_eq!(tail.commit().unwrap(), 5);
        let after = disk.after_power_loss(seed);
        assert_eq!(after.folder().names().unwrap(), ["journal.2.jsonl", "journal.jsonl"]);
        assert_holds(&after, 5);
        push(&mut tail, 1);
        assert_eq!(tail.commit().unwrap(), 6);
        assert_holds(&disk.after_power_loss(seed), 6);
    }
}

#[test]
fn syncs_that_go_on_failing_save_nothing_and_leave_no_litter() {
    let disk = Disk::new(1);
    let mut tail = tail(&disk);
    push(&mut tail, 2);
    tail.commit().unwrap();
    disk.fault(disk.steps()..u64::MAX, Failure::SyncFails);
    push(&mut tail, 2);
    for _ in 0..5 {
        let failure = tail.commit().unwrap_err();
        assert!(failure.to_string().starts_with("cannot write /simulated/journal.2.jsonl: "));
        assert_eq!(tail.saved(), 2);
        assert!(tail.write().is_err(), "a write alone does not trust the old file either");
    }
    assert_eq!(disk.folder().names().unwrap(), [segments::FIRST]);
    disk.mend();
    push(&mut tail, 1);
    assert_eq!(tail.commit().unwrap(), 5);
    assert_holds(&disk.after_power_loss(1), 5);
}

#[test]
fn a_segment_that_cannot_be_removed_is_stepped_over() {
    let disk = Disk::new(1);
    let mut tail = tail(&disk);
    push(&mut tail, 2);
    tail.commit().unwrap();
    let at = disk.steps();
    // Append, sync (fails), create, append, sync (fails), remove (fails).
    disk.fault(at + 5..at + 6, Failure::Dead);
    disk.fault(at..at + 5, Failure::SyncFails);
    push(&mut tail, 2);
    assert!(tail.commit().is_err());
    assert_eq!(disk.folder().names().unwrap().len(), 2);
    push(&mut tail, 1);
    assert_eq!(tail.commit().unwrap(), 5);
    for seed in 0..20 {
        assert_holds(&disk.after_power_loss(seed), 5);
    }
}

#[test]
fn a_real_full_device_is_never_called_saved() {
    let scratch = tempfile::tempdir().unwrap();
    // Cutting a device back fails as well, so the records must find another file.
    let device = DiskFolder::new("/dev").open("full", Access::Append).unwrap();
    let folder = Box::new(DiskFolder::new(scratch.path().join("gone")));
    let mut tail = Tail::new(folder, device, 1, 0, Position::START);
    push(&mut tail, 2);
    for _ in 0..3 {
        let failure = tail.commit().unwrap_err();
        assert!(failure.to_string().contains("gone/journal.2.jsonl"), "{failure}");
        assert_eq!(tail.saved(), 0);
    }
    std::fs::create_dir(scratch.path().join("gone")).unwrap();
    assert_eq!(tail.commit().unwrap(), 2);
    let second = std::fs::read(scratch.path().join("gone/journal.2.jsonl")).unwrap();
    assert_eq!(codec::read(&second).records.len(), 2);
}
