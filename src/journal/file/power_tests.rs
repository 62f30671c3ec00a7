//! Power loss at every step of a session, of recovery and of salvage: nothing acknowledged is
//! lost, and nothing is ever read that was not written.

use std::io::Write;

use rand::rngs::ChaCha12Rng;
use rand::{RngExt, SeedableRng};

use super::super::super::scribe::{Durability, Report, Scribe};
use super::*;
use crate::time::Elapsed;

/// A journal on `disk` that holds its header, as `Journal::create` leaves it.
pub fn begin(disk: &Disk) -> Tail {
    let mut folder = disk.folder();
    let mut bytes = Vec::new();
    let position = codec::encode(&mut bytes, Position::START, &header());
    write_new(&mut *folder, segments::FIRST, &bytes).unwrap();
    folder.sync().unwrap();
    let segment = folder.open(segments::FIRST, Access::Append).unwrap();
    Tail::new(folder, segment, 1, bytes.len() as u64, position)
}

/// `full` with `MOCK_TORTURE=1`.
fn torture(normal: u64, full: u64) -> u64 {
    if std::env::var_os("MOCK_TORTURE").is_some() { full } else { normal }
}

/// Plays `events` events, typed and durable, with time passing. Gives the last number that was
/// acknowledged; records are `record(n)`, so that what is read can be checked by its number.
fn play(tail: Tail, events: u64, seed: u64) -> u64 {
    let mut chance = ChaCha12Rng::seed_from_u64(seed);
    let mut n = tail.tip();
    let mut acknowledged = tail.saved();
    let mut scribe = Scribe::new(Journal::unlocked(tail), Durability::EachCommand);
    let mut now = 0;
    let last = n + events;
    while n < last {
        now += chance.random_range(0..400);
        scribe.tick(Elapsed(now));
        if chance.random_bool(0.7) {
            n += 1;
            scribe.typed(Elapsed(now), &record(n));
        } else {
            let batch: Vec<Json> = (n + 1..=n + chance.random_range(1..=3)).map(record).collect();
            n += batch.len() as u64;
            scribe.durable(Elapsed(now), &batch);
        }
        while let Some(report) = scribe.poll_report() {
            if let Report::Saved { seq } | Report::Recovered { seq } = report {
                assert!(seq >= acknowledged && seq <= n);
                acknowledged = seq;
            }
        }
    }
    acknowledged
}

/// Opens what a loss of power left, salvaging where it must; checks that it holds all that was
/// acknowledged and nothing wrong. Gives the journal's end and whether it had to be salvaged.
fn open_after(disk: &Disk, acknowledged: u64) -> (Tail, bool) {
    let path = Path::new(AT);
    let (opened, salvaged) = match recover(path, disk.folder()) {
        Err(Error::Corrupt { .. }) => {
            salvage_in(path, &mut disk.clone()).unwrap();
            (recover(path, disk.folder()).unwrap(), true)
        }
        opened => (opened.unwrap(), false),
    };
    let (tail, contents, _) = opened;
    assert!(contents.len() as u64 >= acknowledged, "{} < {acknowledged}", contents.len());
    assert_holds(&contents, contents.len() as u64);
    (tail, salvaged)
}

/// Steps and acknowledgement of an undisturbed run with the same faults.
fn run(
    seed: u64,
    events: u64,
    faults: &[(std::ops::Range<u64>, Failure)],
    dies_at: u64,
) -> (Disk, u64) {
    let disk = Disk::new(seed);
    let tail = begin(&disk);
    disk.fault(dies_at..u64::MAX, Failure::Dead);
    for (when, fault) in faults {
        disk.fault(when.clone(), *fault);
    }
    let acknowledged = play(tail, events, seed);
    (disk, acknowledged)
}

fn faults(seed: u64) -> Vec<(std::ops::Range<u64>, Failure)> {
    let mut chance = ChaCha12Rng::seed_from_u64(seed);
    let mut faults = Vec::new();
    let mut step = 4;
    while !seed.is_multiple_of(4) && step < 400 {
        step += chance.random_range(1..60);
        let length = chance.random_range(1..8);
        let fault = if chance.random() {
            Failure::Full { room: chance.random_range(0..60) }
        } else {
            Failure::SyncFails
        };
        faults.push((step..step + length, fault));
        step += length;
    }
    faults
}

#[test]
fn no_loss_of_power_loses_what_was_acknowledged() {
    let (mut crashes, mut salvages) = (0, 0);
    for seed in 0..torture(4, 4000) {
        let faults = faults(seed);
        let (whole, _) = run(seed, 200, &faults, u64::MAX);
        for dies_at in 4..whole.steps() {
            let (disk, acknowledged) = run(seed, 200, &faults, dies_at);
            let after = disk.after_power_loss(seed ^ dies_at);
            let (tail, salvaged) = open_after(&after, acknowledged);
            crashes += 1;
            salvages += u64::from(salvaged);
            // Go on, and lose the power once more.
            let acknowledged = play(tail, 5, seed);
            open_after(&after.after_power_loss(dies_at), acknowledged);
        }
    }
    if torture(0, 1) == 1 {
        writeln!(io::stderr(), "{crashes} losses of power, {salvages} needed salvage").unwrap();
    }
}

#[test]
fn no_loss_of_power_during_recovery_or_salvage_loses_what_was_acknowledged() {
    for seed in 0..torture(4, 4000) {
        let faults = faults(seed);
        let (whole, _) = run(seed, 60, &faults, u64::MAX);
        for dies_at in (4..whole.steps()).step_by(5) {
            let (disk, acknowledged) = run(seed, 60, &faults, dies_at);
            for steps in 0..14 {
                let after = disk.after_power_loss(seed ^ dies_at);
                after.fault(steps..u64::MAX, Failure::Dead);
                let path = Path::new(AT);
                let died = match recover(path, after.folder()) {
                    Err(Error::Corrupt { .. }) => salvage_in(path, &mut after.clone()).is_err(),
                    recovered => recovered.is_err(),
                };
                open_after(&after.after_power_loss(steps), acknowledged);
                if !died {
                    break;
                }
            }
        }
    }
}
