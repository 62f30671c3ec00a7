use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;

use super::super::codec::{Json, Position};
use super::super::file::{Journal, load, view};
use super::super::segments;
use super::super::storage::simulated::{Disk, Failure};
use super::super::tail::Tail;
use super::*;

fn record(n: u64) -> Json {
    Json::parse(format!(r#"{{"format":"1.0","n":{n}}}"#)).unwrap()
}

/// A session of one record, the header.
fn session() -> (tempfile::TempDir, PathBuf, Journal) {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("01");
    let journal = Journal::create(&path, &record(1)).unwrap();
    (scratch, path, journal)
}

/// The same on a simulated disk.
fn simulated() -> (Disk, Journal) {
    let disk = Disk::new(1);
    let mut folder = disk.folder();
    let segment = folder.create(segments::FIRST).unwrap();
    folder.sync().unwrap();
    let mut tail = Tail::new(folder, segment, 1, 0, Position::START);
    tail.push(&record(1));
    tail.commit().unwrap();
    (disk, Journal::unlocked(tail))
}

fn channel() -> (Reporter, Receiver<Report>) {
    let (sender, receiver) = mpsc::channel();
    let report = move |report| drop(sender.send(report));
    (Box::new(report), receiver)
}

/// A clock on which 5 s pass whenever it is looked at, so that whatever is waited for is due.
fn hasty() -> Clock {
    let now = AtomicU64::new(0);
    Box::new(move || Elapsed(now.fetch_add(5000, Ordering::Relaxed)))
}

fn still() -> Clock {
    Box::new(Elapsed::default)
}

fn spawn(journal: Journal, clock: Clock) -> (Writer, Receiver<Report>) {
    let (report, reports) = channel();
    (Writer::spawn(journal, Durability::EachCommand, clock, report).unwrap(), reports)
}

#[test]
fn durable_records_are_acknowledged_in_order_with_all_before_them() {
    let (_scratch, path, journal) = session();
    let (mut writer, reports) = spawn(journal, still());
    for n in (2..20).step_by(3) {
        writer.typed(record(n));
        writer.durable(vec![record(n + 1), record(n + 2)]);
        assert_eq!(reports.recv().unwrap(), Report::Saved { seq: n + 2 });
        assert_eq!(view(&path).unwrap().len() as u64, n + 2);
    }
}

#[test]
fn typing_reaches_the_file_without_another_call() {
    let (_scratch, path, journal) = session();
    let (mut writer, _reports) = spawn(journal, hasty());
    writer.typed(record(2));
    // To the writer it is due at once, so this lasts a few switches between threads.
    while view(&path).unwrap().len() < 2 {
        thread::yield_now();
    }
}

#[test]
fn closing_and_dropping_write_what_was_typed_and_let_go_of_the_session() {
    let (_scratch, path, journal) = session();
    let (mut writer, _reports) = spawn(journal, still());
    writer.typed(record(2));
    assert!(matches!(Journal::open(&path), Err(Error::Locked { .. })));
    Box::new(writer).close().unwrap();
    let (mut writer, _reports) = spawn(Journal::open(&path).unwrap().journal, still());
    writer.typed(record(3));
    writer.typed(record(4));
    drop(writer);
    let opened = Journal::open(&path).unwrap();
    let expected: Vec<Json> = (1..=4).map(record).collect();
    assert!(opened.contents.entries().map(|e| e.json).eq(expected.iter().map(Json::as_str)));
}

#[test]
fn a_full_disk_is_reported_retried_and_recovered_from() {
    let (disk, journal) = simulated();
    disk.fault(disk.steps()..disk.steps() + 6, Failure::Full { room: 3 });
    let (mut writer, reports) = spawn(journal, hasty());
    writer.durable(vec![record(2)]);
    assert!(matches!(reports.recv().unwrap(), Report::NotSaved { since: 2, .. }));
    assert_eq!(reports.recv().unwrap(), Report::Recovered { seq: 2 });
    assert_eq!(reports.recv().unwrap(), Report::Saved { seq: 2 });
    assert_eq!(load(Path::new("/simulated"), &disk.after_power_loss(1)).unwrap().len(), 2);
}

#[test]
fn closing_on_a_full_disk_says_how_much_is_lost() {
    let (disk, journal) = simulated();
    disk.fault(disk.steps()..u64::MAX, Failure::Full { room: 3 });
    let (mut writer, reports) = spawn(journal, still());
    writer.durable(vec![record(2)]);
    writer.typed(record(3));
    let error = Box::new(writer).close().unwrap_err();
    assert!(matches!(error, Error::Unsaved { records: 2, .. }));
    assert!(reports.iter().all(|report| matches!(report, Report::NotSaved { .. })));
}

#[test]
fn a_fault_in_the_writer_is_not_silent() {
    let (_scratch, path, journal) = session();
    let (report, reports) = channel();
    let faulty: Reporter = Box::new(move |next| {
        assert!(!matches!(next, Report::Saved { .. }), "a fault on purpose");
        report(next);
    });
    let mut writer = Writer::spawn(journal, Durability::EachCommand, still(), faulty).unwrap();
    writer.durable(vec![record(2)]);
    assert!(matches!(reports.recv().unwrap(), Report::NotSaved { since: 3, .. }));
    writer.durable(vec![record(3)]);
    assert!(matches!(Box::new(writer).close(), Err(Error::WriterGone)));
    assert_eq!(view(&path).unwrap().len(), 2);
}

#[test]
fn inline_does_the_same_on_the_time_it_is_told() {
    let (disk, journal) = simulated();
    let (report, reports) = channel();
    let mut log = Inline::new(journal, Durability::EachCommand, report);
    log.tick(Elapsed(10));
    log.typed(record(2));
    assert_eq!(log.next_due(), Some(Elapsed(210)));
    log.tick(Elapsed(210));
    assert_eq!(load(Path::new("/simulated"), &disk).unwrap().len(), 2);
    log.durable(vec![record(3)]);
    assert_eq!(reports.try_recv().unwrap(), Report::Saved { seq: 3 });
    log.typed(record(4));
    Box::new(log).close().unwrap();
    assert_eq!(load(Path::new("/simulated"), &disk.after_power_loss(1)).unwrap().len(), 4);
}

#[test]
fn ephemeral_keeps_records_and_acknowledges_them() {
    let (report, reports) = channel();
    let mut log = Ephemeral::new(record(1), report);
    log.typed(record(2));
    log.durable(vec![record(3), record(4)]);
    assert_eq!(reports.try_recv().unwrap(), Report::Saved { seq: 4 });
    assert_eq!(log.records(), (1..=4).map(record).collect::<Vec<_>>());
    Box::new(log).close().unwrap();
}
