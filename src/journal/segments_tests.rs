use super::super::codec::{Json, encode};
use super::*;

/// `count` records after `after`, and where they end.
fn records(after: Position, count: u64) -> (Vec<u8>, Position) {
    let mut bytes = Vec::new();
    let mut position = after;
    for _ in 0..count {
        let json = Json::parse(format!(r#"{{"n":{}}}"#, position.seq + 1)).unwrap();
        position = encode(&mut bytes, position, &json);
    }
    (bytes, position)
}

fn numbers_in(contents: &Contents) -> Vec<u64> {
    contents
        .entries()
        .map(|entry| {
            assert_eq!(entry.json, format!(r#"{{"n":{}}}"#, entry.seq));
            entry.seq
        })
        .collect()
}

fn cut(mut bytes: Vec<u8>, by: usize) -> Vec<u8> {
    bytes.truncate(bytes.len() - by);
    bytes
}

#[test]
fn names_and_numbers_agree() {
    assert_eq!((name(1), name(2)), (FIRST.to_owned(), "journal.2.jsonl".to_owned()));
    let names = [
        "journal.10.jsonl",
        "journal.2.jsonl",
        "lock",
        "journal.jsonl",
        "journal.jsonl.torn-1",
        "journal.2.jsonl.damaged-1",
        "journal.1.jsonl",
        "journal.02.jsonl",
        "journal.+3.jsonl",
        "journal..jsonl",
    ];
    assert_eq!(numbers(&names.map(str::to_owned)), [1, 2, 10]);
}

#[test]
fn one_file_reads_as_the_codec_reads_it() {
    let (bytes, position) = records(Position::START, 3);
    let contents = Contents::join(vec![(1, bytes.clone())]);
    assert_eq!((numbers_in(&contents), &contents.end), (vec![1, 2, 3], &End::Clean));
    assert_eq!((contents.position(), contents.encoded()), (position, bytes.clone()));
    let contents = Contents::join(vec![(1, cut(bytes, 2))]);
    assert_eq!(contents.end, End::Torn { segment: 1, bytes: 17 });
    assert_eq!(contents.last_segment(), Some((1, 38, 55)));
    assert_eq!(Contents::join(vec![]).last_segment(), None);
}

#[test]
fn a_later_segment_supersedes_whatever_follows_its_first_record() {
    let (saved, at) = records(Position::START, 3);
    let (unsaved, _) = records(at, 2);
    let (second, end) = records(at, 4);
    let mut flipped = unsaved.clone();
    flipped[5] ^= 1;
    for tail in [vec![], unsaved.clone(), cut(unsaved, 3), flipped, b"\0\0\0\n".to_vec()] {
        let first = [saved.clone(), tail].concat();
        let contents = Contents::join(vec![(1, first), (2, second.clone())]);
        assert_eq!(numbers_in(&contents), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!((&contents.end, contents.position()), (&End::Clean, end));
        assert_eq!(contents.last_segment().unwrap().0, 2);
        assert_eq!(contents.encoded(), records(Position::START, 7).0);
    }
}

#[test]
fn damage_before_a_later_segment_begins_is_not_superseded() {
    let (mut first, at) = records(Position::START, 3);
    let (second, _) = records(at, 2);
    first[20] ^= 1;
    let contents = Contents::join(vec![(1, first), (2, second)]);
    assert_eq!(numbers_in(&contents), [1]);
    assert!(matches!(contents.end, End::Corrupt { segment: 1, line: 2, .. }));
}

#[test]
fn a_gap_between_segments_is_corruption() {
    let (first, at) = records(Position::START, 3);
    let (_, later) = records(at, 1);
    let (second, _) = records(later, 1);
    let contents = Contents::join(vec![(1, first), (3, second)]);
    let flaw = Flaw::Sequence { expected: 4, found: 5 };
    assert_eq!(contents.end, End::Corrupt { segment: 3, line: 1, flaw });
    assert_eq!(numbers_in(&contents), [1, 2, 3]);
}

#[test]
fn a_segment_from_another_chain_supersedes_nothing() {
    let (first, _) = records(Position::START, 3);
    let (other, _) = records(Position { seq: 1, crc: 99 }, 1);
    let contents = Contents::join(vec![(1, first), (2, other)]);
    assert_eq!(contents.end, End::Corrupt { segment: 2, line: 1, flaw: Flaw::Checksum });
    assert_eq!(numbers_in(&contents), [1, 2, 3]);
}

#[test]
fn a_segment_without_a_whole_line_supersedes_nothing() {
    let (first, at) = records(Position::START, 3);
    let (second, _) = records(at, 1);
    let contents = Contents::join(vec![(1, first.clone()), (2, cut(second.clone(), 1))]);
    assert_eq!(numbers_in(&contents), [1, 2, 3]);
    assert_eq!(contents.end, End::Torn { segment: 2, bytes: 18 });
    assert_eq!(contents.last_segment(), Some((2, 0, 18)));
    // An empty one over a torn one: what is appended to it supersedes the torn line.
    let contents = Contents::join(vec![(1, cut(first.clone(), 1)), (2, vec![])]);
    assert_eq!((numbers_in(&contents), &contents.end), (vec![1, 2], &End::Clean));
    // One that came to nothing, then one that did not.
    let contents = Contents::join(vec![(1, first), (2, vec![]), (3, second)]);
    assert_eq!((numbers_in(&contents), &contents.end), (vec![1, 2, 3, 4], &End::Clean));
}

#[test]
fn every_flipped_bit_of_a_second_segment_is_found_or_superseded() {
    let (saved, at) = records(Position::START, 3);
    let first = [saved.clone(), records(at, 2).0].concat();
    let second = records(at, 3).0;
    for bit in 0..(first.len() + second.len()) * 8 {
        let mut files = [first.clone(), second.clone()];
        let (file, bit) = if bit < first.len() * 8 { (0, bit) } else { (1, bit - first.len() * 8) };
        files[file][bit / 8] ^= 1 << (bit % 8);
        let [one, two] = files;
        let contents = Contents::join(vec![(1, one), (2, two)]);
        let found = numbers_in(&contents);
        assert_eq!(found, (1..=found.len() as u64).collect::<Vec<_>>());
        if file == 0 && bit / 8 >= saved.len() {
            assert_eq!((found.len(), &contents.end), (6, &End::Clean));
        } else {
            assert_ne!(contents.end, End::Clean, "file {file} bit {bit}");
        }
    }
}
