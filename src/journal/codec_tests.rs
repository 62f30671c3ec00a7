use proptest::prelude::*;

use super::*;

fn json(text: &str) -> Json {
    Json::parse(text).unwrap()
}

fn journal(texts: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut position = Position::START;
    for text in texts {
        position = encode(&mut bytes, position, &json(text));
    }
    bytes
}

/// `count` records of the shapes a session has: long answers, edits, non-ASCII text.
fn session(count: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut position = Position::START;
    for n in 0..count {
        let text = match n % 3 {
            0 => format!(r#"{{"at":{n},"kind":"AnswerSpliced","insert":"é — \"{n}\"\n"}}"#),
            1 => format!(r#"{{"at":{n},"kind":"HintRevealed","hint":{}}}"#, n % 7),
            _ => format!(r#"{{"at":{n},"kind":"Marked","score":{}.5,"note":null}}"#, n % 4),
        };
        position = encode(&mut bytes, position, &json(&text));
    }
    bytes
}

fn texts<'a>(bytes: &'a [u8], reading: &Reading) -> Vec<&'a str> {
    reading.records.iter().map(|r| std::str::from_utf8(&bytes[r.json.clone()]).unwrap()).collect()
}

/// `full` with `MOCK_TORTURE=1`.
fn torture(normal: u64, full: u64) -> u64 {
    if std::env::var_os("MOCK_TORTURE").is_some() { full } else { normal }
}

fn flaw(bytes: &[u8]) -> (usize, Flaw) {
    match read(bytes).end {
        End::Corrupt { line, flaw } => (line, flaw),
        other => panic!("{other:?} for {:?}", String::from_utf8_lossy(bytes)),
    }
}

#[test]
fn the_bytes_are_the_documented_ones() {
    // From an independent CRC-32:
    // python3 -c 'import zlib; c=zlib.crc32(bytes(4)+b"1 {}"); print(hex(c),
    //   hex(zlib.crc32(c.to_bytes(4,"little")+b"2 {\"a\":1}")))'
    assert_eq!(
        String::from_utf8(journal(&["{}", r#"{"a":1}"#])).unwrap(),
        "1 f787abf1 {}\n2 5f9498ad {\"a\":1}\n"
    );
}

#[test]
fn numbers_of_every_length_are_written_in_full() {
    for after in [0, 8, 9, 98, 99, 999_999, u64::MAX - 1] {
        let mut bytes = Vec::new();
        let at = Position { seq: after, crc: 7 };
        let next = encode(&mut bytes, at, &json("{}"));
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert_eq!(text, format!("{} {:08x} {{}}\n", after + 1, next.crc));
        assert_eq!(read_after(&bytes, at).position, next);
    }
}

#[test]
fn nothing_reads_as_nothing() {
    assert_eq!(
        read(b""),
        Reading { records: vec![], good_len: 0, position: Position::START, end: End::Clean }
    );
}

#[test]
fn every_prefix_reads_as_the_whole_records_in_it() {
    let bytes = session(60);
    let whole = read(&bytes);
    assert_eq!((whole.records.len(), &whole.end), (60, &End::Clean));
    for cut in 0..bytes.len() {
        let reading = read(&bytes[..cut]);
        let expected = whole.records.iter().take_while(|r| r.json.end < cut).count();
        assert_eq!(reading.records, whole.records[..expected], "cut at {cut}");
        let good_len = bytes[..cut].iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        assert_eq!(reading.good_len, good_len);
        let end = if good_len == cut { End::Clean } else { End::Torn { offset: good_len } };
        assert_eq!(reading.end, end, "cut at {cut}");
        // Truncate, append, reload: nothing is lost and the chain holds.
        let mut mended = bytes[..good_len].to_vec();
        encode(&mut mended, reading.position, &json(r#"{"after":"a crash"}"#));
        let again = read(&mended);
        assert_eq!((again.records.len(), again.end), (expected + 1, End::Clean));
    }
}

#[test]
fn every_flipped_bit_of_a_journal_is_found() {
    // 75 records make 5 KB.
    let bytes = session(torture(20, 75));
    let whole = read(&bytes);
    for bit in 0..bytes.len() * 8 {
        assert_found(&bytes, &whole, bit);
    }
}

#[test]
fn random_flipped_bits_of_a_large_journal_are_found() {
    use rand::{RngExt, SeedableRng};
    let mut chance = rand::rngs::ChaCha12Rng::seed_from_u64(2);
    let bytes = session(3_000);
    let whole = read(&bytes);
    for _ in 0..torture(100, 100_000) {
        assert_found(&bytes, &whole, chance.random_range(0..bytes.len() * 8));
    }
}

fn assert_found(bytes: &[u8], whole: &Reading, bit: usize) {
    let mut flipped = bytes.to_vec();
    flipped[bit / 8] ^= 1 << (bit % 8);
    let reading = read(&flipped);
    assert_ne!(reading.end, End::Clean, "bit {bit} went undetected");
    let untouched = whole.records.iter().take_while(|r| r.json.end < bit / 8).count();
    assert_eq!(reading.records, whole.records[..untouched], "bit {bit}");
}

#[test]
fn a_bad_line_with_its_newline_is_corruption_even_at_the_end() {
    let good = journal(&["{}", "{}"]);
    for bad in [
        "\n",
        "\0\0\0\0\n",
        "3 00000000 {}\n",
        "3\n",
        "3 \n",
        "3 0000000 {}\n",
        "3 00000000  {}\n",
        " 3 00000000 {}\n",
        "+3 00000000 {}\n",
        "é 3 00000000 {}\n",
        "3 0000000é {}\n",
    ] {
        let bytes = [&good[..], bad.as_bytes()].concat();
        let reading = read(&bytes);
        assert_eq!((reading.records.len(), reading.good_len), (2, good.len()), "{bad:?}");
        assert!(matches!(reading.end, End::Corrupt { line: 3, .. }), "{bad:?}: {:?}", reading.end);
    }
}

#[test]
fn a_last_line_without_its_newline_is_torn_whatever_it_holds() {
    let good = journal(&["{}", "{}"]);
    let third = &journal(&["{}", "{}", "{}"])[good.len()..];
    for tail in [&third[..third.len() - 1], b"3", b"\0\0\0", b"\xff\xfe", b"nonsense", b"\r"] {
        let bytes = [&good[..], tail].concat();
        let reading = read(&bytes);
        assert_eq!(reading.end, End::Torn { offset: good.len() }, "{tail:?}");
        assert_eq!(reading.records.len(), 2);
    }
}

#[test]
fn corruption_in_the_middle_hides_what_follows_even_a_torn_tail() {
    let mut bytes = journal(&["{}", "{}", "{}"]);
    let second = bytes.iter().position(|&b| b == b'\n').unwrap() + 1;
    bytes[second + 2] ^= 1;
    bytes.pop();
    assert_eq!(flaw(&bytes).0, 2);
}

#[test]
fn each_flaw_is_named() {
    let good = journal(&["{}", "{}", "{}"]);
    let lines: Vec<&[u8]> = good.split_inclusive(|&b| b == b'\n').collect();
    let twice = [lines[0], lines[1], lines[1]].concat();
    assert_eq!(flaw(&twice), (3, Flaw::Sequence { expected: 3, found: 2 }));
    let skipped = [lines[0], lines[2]].concat();
    assert_eq!(flaw(&skipped), (2, Flaw::Sequence { expected: 2, found: 3 }));
    let elsewhere = journal(&[r#"{"another":"chain"}"#, "{}"]);
    let spliced = [lines[0], elsewhere.split_inclusive(|&b| b == b'\n').nth(1).unwrap()].concat();
    assert_eq!(flaw(&spliced), (2, Flaw::Checksum));
    assert_eq!(flaw(&[lines[0], b"2 \xff {}\n"].concat()), (2, Flaw::NotUtf8));
    let zeros = [b"0", lines[0]].concat();
    assert!(matches!(read(&zeros).end, End::Corrupt { line: 1, .. }));
    let upper: Vec<u8> = lines[0].to_ascii_uppercase();
    assert_ne!(upper, lines[0], "the first crc has a letter in it");
    assert_eq!(flaw(&upper), (1, Flaw::Checksum));
    let crlf = [&lines[0][..lines[0].len() - 1], b"\r\n"].concat();
    assert_eq!(flaw(&crlf), (1, Flaw::Checksum));
}

/// A writer with a fault of its own makes lines whose checksums are right.
#[test]
fn a_right_checksum_does_not_excuse_a_wrong_text() {
    for (text, expected) in [
        ("{\"a\":1}\r", Flaw::Control(b'\r')),
        ("{\"a\":\"\0\"}", Flaw::Control(0)),
        ("[1]", Flaw::NotAnObject),
        ("", Flaw::NotAnObject),
        (" {}", Flaw::NotAnObject),
        ("{\"a\":}", Flaw::Json("expected value at line 1 column 6".into())),
        ("{}{}", Flaw::Json("trailing characters at line 1 column 3".into())),
    ] {
        let mut bytes = Vec::new();
        encode(&mut bytes, Position::START, &Json(text.into()));
        assert_eq!(flaw(&bytes), (1, expected.clone()), "{text:?}");
        assert_eq!(Json::parse(text), Err(expected), "{text:?}");
    }
}

#[test]
fn only_objects_on_one_line_are_recordable() {
    assert_eq!(Json::parse("{\n}"), Err(Flaw::Control(b'\n')));
    assert_eq!(Json::of(&"text"), Err(Flaw::NotAnObject));
    let typed = std::collections::BTreeMap::from([("text", "a\nb\u{7f}\u{2028}")]);
    assert_eq!(Json::of(&typed).unwrap().as_str(), "{\"text\":\"a\\nb\u{7f}\u{2028}\"}");
}

#[test]
fn the_first_number_is_what_the_first_whole_line_claims() {
    assert_eq!(first_seq(b""), None);
    assert_eq!(first_seq(b"17 0000"), None);
    assert_eq!(first_seq(b"17 0000\n"), Some(Ok(17)));
    assert_eq!(first_seq(b"\0\0\n"), Some(Err(Flaw::Shape)));
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>().prop_map(|text| serde_json::json!({ "text": text }).to_string()),
        (any::<i64>(), any::<bool>(), "[ -~]{0,80}")
            .prop_map(|(n, b, s)| serde_json::json!({ "n": n, "b": [b, s] }).to_string()),
    ]
}

proptest! {
    #[test]
    fn what_is_encoded_reads_back(texts_in in prop::collection::vec(any_text(), 0..20)) {
        let refs: Vec<&str> = texts_in.iter().map(String::as_str).collect();
        let bytes = journal(&refs);
        let reading = read(&bytes);
        prop_assert_eq!(&reading.end, &End::Clean);
        prop_assert_eq!(texts(&bytes, &reading), refs);
        prop_assert_eq!(reading.good_len, bytes.len());
    }

    #[test]
    fn edited_bytes_never_give_a_wrong_record(
        texts_in in prop::collection::vec(any_text(), 1..12),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..6),
    ) {
        let refs: Vec<&str> = texts_in.iter().map(String::as_str).collect();
        let bytes = journal(&refs);
        let mut edited = bytes.clone();
        for (at, byte, kind) in edits {
            if edited.is_empty() { break; }
            let at = at.index(edited.len());
            match kind {
                0 => edited[at] = byte,
                1 => edited.insert(at, byte),
                _ => { edited.remove(at); }
            }
        }
        let reading = read(&edited);
        let found = texts(&edited, &reading);
        prop_assert!(found.len() <= refs.len());
        prop_assert_eq!(&found[..], &refs[..found.len()]);
        if edited != bytes && reading.end == End::Clean {
            // Only the loss of whole lines at the end leaves a journal that reads clean.
            prop_assert!(bytes.starts_with(&edited));
        }
    }

    #[test]
    fn any_bytes_at_all_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let reading = read(&bytes);
        prop_assert!(reading.good_len <= bytes.len());
    }
}
