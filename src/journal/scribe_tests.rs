use super::super::codec::Position;
use super::super::file;
use super::super::segments;
use super::super::storage::simulated::{Disk, Failure};
use super::super::tail::Tail;
use super::*;
use std::path::Path;

fn record(n: u64) -> Json {
    Json::parse(format!(r#"{{"format":"1.0","n":{n}}}"#)).unwrap()
}

/// A journal of one record, the header, and the disk it is on.
fn scribe(durability: Durability) -> (Scribe, Disk) {
    let disk = Disk::new(1);
    let mut folder = disk.folder();
    let segment = folder.create(segments::FIRST).unwrap();
    folder.sync().unwrap();
    let mut tail = Tail::new(folder, segment, 1, 0, Position::START);
    tail.push(&record(1));
    tail.commit().unwrap();
    (Scribe::new(Journal::unlocked(tail), durability), disk)
}

fn reports(scribe: &mut Scribe) -> Vec<Report> {
    std::iter::from_fn(|| scribe.poll_report()).collect()
}

/// How many records are written, and how many survive the loss of power in the worst case.
fn held(disk: &Disk) -> (usize, usize) {
    let count = |disk: &Disk| file::load(Path::new("/simulated"), disk).unwrap().len();
    let worst = (0..20).map(|seed| count(&disk.after_power_loss(seed))).min();
    (count(disk), worst.unwrap())
}

const fn at(ms: u64) -> Elapsed {
    Elapsed(ms)
}

#[test]
fn typing_is_written_within_250_ms_and_synced_within_1_s_of_the_first_key() {
    let (mut scribe, disk) = scribe(Durability::EachCommand);
    assert_eq!(scribe.next_due(), None);
    scribe.typed(at(1000), &record(2));
    scribe.typed(at(1150), &record(3));
    assert_eq!((held(&disk), scribe.next_due()), ((1, 1), Some(at(1200))));
    scribe.tick(at(1199));
    assert_eq!(held(&disk), (1, 1), "too early");
    scribe.tick(at(1200));
    assert_eq!((held(&disk), scribe.next_due()), ((3, 1), Some(at(1800))));
    scribe.typed(at(1500), &record(4));
    assert_eq!(scribe.next_due(), Some(at(1700)));
    scribe.tick(at(1700));
    assert_eq!((held(&disk), scribe.next_due()), ((4, 1), Some(at(1800))));
    scribe.tick(at(1800));
    assert_eq!((held(&disk), scribe.next_due()), ((4, 4), None));
    assert_eq!(reports(&mut scribe), []);
}

#[test]
fn steady_typing_costs_five_writes_and_little_more_than_one_sync_a_second() {
    let (mut scribe, disk) = scribe(Durability::EachCommand);
    let before = disk.steps();
    for ms in (0..10_000).step_by(20) {
        scribe.typed(at(ms), &record(2));
        scribe.tick(at(ms));
    }
    assert!(disk.steps() - before <= 50 + 13 + 13, "{}", disk.steps() - before);
}

#[test]
fn a_durable_record_brings_the_queue_with_it_and_is_acknowledged_after_one_sync() {
    let (mut scribe, disk) = scribe(Durability::EachCommand);
    scribe.typed(at(0), &record(2));
    let before = disk.steps();
    scribe.durable(at(10), &[record(3), record(4)]);
    assert_eq!(disk.steps() - before, 2, "one write, one sync");
    assert_eq!(reports(&mut scribe), [Report::Saved { seq: 4 }]);
    assert_eq!((held(&disk), scribe.next_due()), ((4, 4), None));
    scribe.typed(at(20), &record(5));
    scribe.durable(at(30), &[]);
    assert_eq!(reports(&mut scribe), [Report::Saved { seq: 5 }], "saves what was typed");
}

#[test]
fn a_full_disk_is_said_once_retried_every_2_s_and_loses_nothing() {
    let (mut scribe, disk) = scribe(Durability::EachCommand);
    disk.fault(disk.steps()..u64::MAX, Failure::Full { room: 5 });
    scribe.typed(at(0), &record(2));
    scribe.durable(at(100), &[record(3)]);
    let cause = "cannot write /simulated/journal.jsonl: no storage space".to_owned();
    assert_eq!(reports(&mut scribe), [Report::NotSaved { cause, since: 2 }]);
    assert_eq!(scribe.next_due(), Some(at(2100)));
    let before = disk.steps();
    scribe.typed(at(500), &record(4));
    scribe.durable(at(600), &[record(5)]);
    scribe.tick(at(2099));
    assert_eq!(disk.steps(), before, "not tried between");
    scribe.tick(at(2100));
    assert_eq!((reports(&mut scribe), scribe.next_due()), (vec![], Some(at(4100))));
    assert!(disk.steps() > before);
    assert_eq!(held(&disk), (1, 1));
    disk.mend();
    scribe.typed(at(4000), &record(6));
    scribe.tick(at(4100));
    let expected = [Report::Recovered { seq: 6 }, Report::Saved { seq: 6 }];
    assert_eq!(reports(&mut scribe), expected);
    assert_eq!((held(&disk), scribe.next_due()), ((6, 6), None));
}

#[test]
fn typing_alone_that_cannot_be_written_is_said_too() {
    let (mut scribe, disk) = scribe(Durability::EachCommand);
    disk.fault(disk.steps()..u64::MAX, Failure::Full { room: 0 });
    scribe.typed(at(0), &record(2));
    scribe.tick(at(200));
    assert!(matches!(&reports(&mut scribe)[..], [Report::NotSaved { since: 2, .. }]));
    disk.mend();
    scribe.tick(at(2200));
    assert_eq!(reports(&mut scribe), [Report::Recovered { seq: 2 }], "nothing was owed");
}

#[test]
fn a_change_of_cause_is_said() {
    let (mut scribe, disk) = scribe(Durability::EachCommand);
    disk.fault(disk.steps()..disk.steps() + 1, Failure::Full { room: 0 });
    disk.fault(0..u64::MAX, Failure::SyncFails);
    scribe.durable(at(0), &[record(2)]);
    scribe.tick(at(2000));
    let said = reports(&mut scribe);
    assert!(
        matches!(&said[..], [Report::NotSaved { cause: a, .. }, Report::NotSaved { cause: b, .. }]
        if a.contains("storage") && b.contains("os error 5")),
        "{said:?}"
    );
}

#[test]
fn closing_flushes_and_says_what_it_could_not() {
    let (mut scribe, disk) = scribe(Durability::EachCommand);
    scribe.typed(at(0), &record(2));
    scribe.flush(at(1)).unwrap();
    assert_eq!(held(&disk), (2, 2));
    disk.fault(disk.steps()..u64::MAX, Failure::Full { room: 0 });
    scribe.typed(at(2), &record(3));
    scribe.durable(at(2), &[record(4)]);
    let error = scribe.flush(at(3)).unwrap_err();
    assert!(matches!(error, Error::Unsaved { records: 2, .. }));
    assert!(error.to_string().starts_with("NOT SAVED: the last 2 records were never written"));
    assert!(!reports(&mut scribe).iter().any(|report| matches!(report, Report::Saved { .. })));
    disk.mend();
    scribe.flush(at(4)).unwrap();
    assert_eq!(held(&disk), (4, 4));
}

#[test]
fn a_simulated_session_syncs_once() {
    let (mut scribe, disk) = scribe(Durability::AtClose);
    let before = disk.steps();
    for n in 2..50 {
        scribe.durable(at(n), &[record(n)]);
        scribe.tick(at(n));
    }
    assert_eq!(reports(&mut scribe).len(), 48);
    assert_eq!(disk.steps(), before);
    scribe.tick(at(300));
    assert_eq!((held(&disk), disk.steps() - before), ((49, 1), 1));
    scribe.flush(at(301)).unwrap();
    assert_eq!((held(&disk), disk.steps() - before), ((49, 49), 2));
}
