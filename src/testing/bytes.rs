//! Bytes that nobody wrote, for whatever reads bytes from outside: arbitrary ones, and sound ones
//! with a few changed, cut out, doubled or put in.

use std::ops::RangeInclusive;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::clock::uptime;

/// So many seconds each such test goes on, where it is set (CONTRIBUTING).
const SECONDS: &str = "MOCK_FUZZ_SECONDS";

/// In the suite: a moment.
const CASES: u32 = 200;

/// Bytes of an arbitrary text.
const LENGTH: RangeInclusive<usize> = 0..=300;

/// One change to a sound text.
#[derive(Clone, Debug)]
enum Change {
    Put(Index, Vec<u8>),
    Cut(Index, u8),
    Double(Index, u8),
}

fn change() -> impl Strategy<Value = Change> {
    let piece = prop_oneof![
        3 => prop::collection::vec(any::<u8>(), 1..5),
        2 => prop::sample::select(vec![
            "\"", "'", "[", "]", "{", "}", "(", ")", "=", "\n", "\r\n", "\u{feff}", "\u{200b}", "\\", "\\u",
            "-", "->", ".", "0", "1e999", "99999999999999999999", "null", "true", "é", "\0", "#",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop_oneof![
        (any::<Index>(), piece).prop_map(|(at, bytes)| Change::Put(at, bytes)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, length)| Change::Double(at, length)),
    ]
}

fn changed(seed: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for change in changes {
        let (Change::Put(at, _) | Change::Cut(at, _) | Change::Double(at, _)) = change;
        let at = at.index(bytes.len() + 1);
        match change {
            Change::Put(_, new) => drop(bytes.splice(at..at, new.iter().copied())),
            Change::Cut(_, length) => {
                let end = (at + usize::from(*length)).min(bytes.len());
                drop(bytes.drain(at..end));
            }
            Change::Double(_, length) => {
                let end = (at + usize::from(*length)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, piece));
            }
        }
    }
    bytes
}

/// Gives `read` bytes that are near the seeds, and others. It panics where they are answered wrongly.
pub fn feed(seeds: &[&[u8]], read: impl Fn(&[u8])) {
    let seeds: Vec<Vec<u8>> = seeds.iter().map(|seed| seed.to_vec()).collect();
    let near = (prop::sample::select(seeds), prop::collection::vec(change(), 0..6))
        .prop_map(|(seed, changes)| changed(&seed, &changes));
    let any = prop::collection::vec(any::<u8>(), LENGTH);
    let bytes = prop_oneof![4 => near, 1 => any];
    let seconds = std::env::var(SECONDS).ok().and_then(|text| text.parse::<u64>().ok());
    let until = seconds.map(|seconds| uptime().awake + 1000 * seconds);
    loop {
        let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
        let ran = TestRunner::new(config).run(&bytes, |bytes| {
            read(&bytes);
            Ok::<(), TestCaseError>(())
        });
        if let Err(error) = ran {
            panic!("{error}");
        }
        if until.is_none_or(|until| uptime().awake >= until) {
            return;
        }
    }
}

/// The same for what reads text.
pub fn feed_text(seeds: &[&str], read: impl Fn(&str)) {
    let seeds: Vec<&[u8]> = seeds.iter().map(|seed| seed.as_bytes()).collect();
    feed(&seeds, |bytes| read(&String::from_utf8_lossy(bytes)));
}
