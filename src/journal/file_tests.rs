use super::super::codec::Flaw;
use super::super::lock;
use super::super::storage::simulated::{Disk, Failure};
use super::*;

#[path = "file/power_tests.rs"]
mod power;

const AT: &str = "/simulated";

fn json(text: &str) -> Json {
    Json::parse(text).unwrap()
}

fn header() -> Json {
    json(r#"{"format":"1.0","program":"0.1.0"}"#)
}

fn record(n: u64) -> Json {
    json(&format!(r#"{{"n":{n}}}"#))
}

/// A session on the real disk with `count` records after the header.
fn session(scratch: &Path, count: u64) -> PathBuf {
    let path = scratch.join("sessions/01SESSION");
    let mut journal = Journal::create(&path, &header()).unwrap();
    for n in 2..=count + 1 {
        journal.tail.push(&record(n));
    }
    assert_eq!(journal.tail.commit().unwrap(), count + 1);
    path
}

fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn names(path: &Path) -> Vec<String> {
    let mut names = DiskFolder::new(path).names().unwrap();
    names.sort();
    names
}

fn assert_holds(contents: &Contents, count: u64) {
    assert_eq!(contents.len() as u64, count);
    for entry in contents.entries().skip(1) {
        assert_eq!(entry.json, record(entry.seq).as_str());
    }
}

fn refused<T>(result: Result<T, Error>) -> String {
    result.err().unwrap().to_string()
}

#[test]
fn a_session_is_made_and_opened_again() {
    let scratch = scratch();
    let path = session(scratch.path(), 3);
    assert_eq!(names(&path), [segments::FIRST, lock::NAME]);
    assert_eq!(names(path.parent().unwrap()), ["01SESSION"], "nothing staged is left");
    let opened = Journal::open(&path).unwrap();
    assert_eq!(
        (opened.contents.entries().next().unwrap().json, opened.mended),
        (header().as_str(), None)
    );
    assert_holds(&opened.contents, 4);
    let mut journal = opened.journal;
    journal.tail.push(&record(5));
    journal.tail.commit().unwrap();
    assert_holds(&view(&path).unwrap(), 5);
    assert_eq!(journal.path(), path.join(segments::FIRST));
}

#[test]
fn a_session_is_never_written_over() {
    let scratch = scratch();
    let path = session(scratch.path(), 3);
    let error = refused(Journal::create(&path, &header()));
    assert!(error.contains("exists already") && error.contains("mock resume 01SESSION"), "{error}");
    assert_holds(&view(&path).unwrap(), 4);
    let file = scratch.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(Journal::create(&file, &header()), Err(Error::Exists { .. })));
}

#[test]
fn a_torn_end_is_copied_cut_off_and_written_on_at_every_byte() {
    let scratch = scratch();
    let path = session(scratch.path(), 4);
    let file = path.join(segments::FIRST);
    let bytes = fs::read(&file).unwrap();
    let whole = codec::read(&bytes);
    for cut in whole.records[0].json.end + 1..bytes.len() {
        fs::write(&file, &bytes[..cut]).unwrap();
        let good = whole.records.iter().take_while(|r| r.json.end < cut).count() as u64;
        let good_len = bytes[..cut].iter().rposition(|&b| b == b'\n').unwrap() + 1;
        let Opened { mut journal, contents, mended } = Journal::open(&path).unwrap();
        assert_holds(&contents, good);
        assert_eq!(mended.is_some(), good_len < cut, "cut at {cut}");
        if let Some(mended) = mended {
            assert_eq!(mended.bytes, (cut - good_len) as u64);
            assert_eq!(fs::read(&mended.copy).unwrap(), &bytes[..cut]);
            assert_eq!(mended.copy, path.join("journal.jsonl.torn-1"));
            fs::remove_file(mended.copy).unwrap();
        }
        journal.tail.push(&record(good + 1));
        journal.tail.commit().unwrap();
        drop(journal);
        assert_holds(&view(&path).unwrap(), good + 1);
    }
}

#[test]
fn copies_are_numbered() {
    let scratch = scratch();
    let path = session(scratch.path(), 1);
    for n in 1..=3 {
        let mut file = DiskFolder::new(&path).open(segments::FIRST, Access::Append).unwrap();
        file.append(b"torn").unwrap();
        let mended = Journal::open(&path).unwrap().mended.unwrap();
        assert_eq!(mended.copy, path.join(format!("journal.jsonl.torn-{n}")));
    }
}

#[test]
fn a_header_cut_short_is_no_session() {
    let scratch = scratch();
    let path = session(scratch.path(), 0);
    for content in [&b""[..], b"1 0000"] {
        fs::write(path.join(segments::FIRST), content).unwrap();
        let error = refused(Journal::open(&path));
        assert!(error.contains("has no complete record") && error.contains("sessions delete"));
        assert!(matches!(view(&path), Err(Error::Empty { .. })));
    }
    fs::remove_file(path.join(segments::FIRST)).unwrap();
    assert!(matches!(view(&path), Err(Error::Empty { .. })));
    assert!(matches!(view(&path.join("x")), Err(Error::Missing { .. })));
    assert!(matches!(salvage(&path.join("x")), Err(Error::Missing { .. })));
    assert!(refused(Journal::open(&path.join("x"))).contains("`mock sessions list`"));
}

#[test]
fn corruption_is_named_read_around_and_salvaged() {
    let scratch = scratch();
    let path = session(scratch.path(), 4);
    let file = path.join(segments::FIRST);
    let mut bytes = fs::read(&file).unwrap();
    let at = codec::read(&bytes).records[3].json.start;
    bytes[at + 5] ^= 1;
    fs::write(&file, &bytes).unwrap();

    assert_eq!(
        refused(Journal::open(&path)),
        format!(
            "{}, line 4: the record is damaged, caused by: its checksum does not fit what it \
             says. Whole records before it: 3; nothing was changed. Next: `mock sessions salvage \
             01SESSION` makes a journal of those records and keeps the damaged file beside it",
            file.display()
        )
    );
    assert_eq!(fs::read(&file).unwrap(), bytes, "nothing is changed by itself");
    let contents = view(&path).unwrap();
    assert_holds(&contents, 3);
    let damaged = damage(&path, &contents).unwrap();
    assert!(matches!(damaged, Error::Corrupt { line: 4, flaw: Flaw::Checksum, good: 3, .. }));

    let salvaged = salvage(&path).unwrap();
    let copy = path.join("journal.jsonl.damaged-1");
    assert_eq!(salvaged, Salvaged { kept: 3, copies: vec![copy.clone()] });
    assert_eq!(fs::read(copy).unwrap(), bytes);
    let mut opened = Journal::open(&path).unwrap();
    assert_holds(&opened.contents, 3);
    opened.journal.tail.push(&record(4));
    opened.journal.tail.commit().unwrap();
    drop(opened);
    assert_holds(&view(&path).unwrap(), 4);
    assert!(refused(salvage(&path)).contains("nothing needs salvage"));
}

#[test]
fn a_damaged_header_leaves_nothing_to_salvage() {
    let scratch = scratch();
    let path = session(scratch.path(), 2);
    let file = path.join(segments::FIRST);
    let mut bytes = fs::read(&file).unwrap();
    bytes[20] ^= 1;
    fs::write(&file, &bytes).unwrap();
    for error in [refused(view(&path)), refused(Journal::open(&path)), refused(salvage(&path))] {
        assert!(error.contains("line 1") && error.contains("from a backup"), "{error}");
    }
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[test]
fn the_format_decides_who_may_read() {
    let scratch = scratch();
    let with = |format: &str| {
        let path = scratch.path().join("other");
        let _first = fs::remove_dir_all(&path);
        fs::create_dir(&path).unwrap();
        let mut bytes = Vec::new();
        codec::encode(&mut bytes, Position::START, &json(format));
        fs::write(path.join(segments::FIRST), bytes).unwrap();
        view(&path).and_then(|_| Journal::open(&path).map(drop))
    };
    with(r#"{"format":"1.0"}"#).unwrap();
    with(r#"{"new":[1],"format":"1.7"}"#).unwrap();
    let error = refused(with(r#"{"format":"2.0"}"#));
    let reads = format!("format 2.0, and this program reads format {FORMAT};");
    assert!(error.contains(&reads), "{error}");
    assert!(error.contains("update `mock`"));
    for none in ["{}", r#"{"format":1}"#, r#"{"format":"1"}"#, r#"{"format":"0.9"}"#] {
        assert!(matches!(with(none), Err(Error::NoFormat { .. })), "{none}");
    }
    let created = Journal::create(&scratch.path().join("new"), &json("{}"));
    assert!(matches!(created, Err(Error::NoFormat { .. })));
}

#[test]
fn a_second_writer_is_refused_by_name_and_may_read() {
    let scratch = scratch();
    let path = session(scratch.path(), 2);
    let first = Journal::open(&path).unwrap();
    let error = refused(Journal::open(&path));
    let holder = format!("01SESSION is being written by process {}", std::process::id());
    assert!(error.contains(&holder), "{error}");
    assert!(matches!(salvage(&path), Err(Error::Locked { .. })));
    assert_holds(&view(&path).unwrap(), 3);
    fs::write(path.join(lock::NAME), "").unwrap();
    assert!(refused(Journal::open(&path)).contains("by another process"));
    drop(first);
    Journal::open(&path).unwrap();
    let made = Journal::create(&path.with_file_name("02"), &header()).unwrap();
    assert!(matches!(Journal::open(&path.with_file_name("02")), Err(Error::Locked { .. })));
    drop(made);
    Journal::open(&path.with_file_name("02")).unwrap();
}

#[test]
fn a_place_that_cannot_be_written_is_an_error_with_a_way_out() {
    let scratch = scratch();
    fs::write(scratch.path().join("file"), "").unwrap();
    // /proc refuses new folders even to root, as a read-only folder does to others.
    for place in [Path::new("/proc/mock"), &scratch.path().join("file")] {
        let error = refused(Journal::create(&place.join("sessions/01"), &header()));
        assert!(error.starts_with("cannot create"), "{error}");
        assert!(error.contains("`mock run --ephemeral`") && error.contains("MOCK_HOME"), "{error}");
    }
}

#[test]
fn several_segments_are_opened_mended_and_salvaged_as_one() {
    let disk = Disk::new(1);
    let mut tail = power::begin(&disk);
    for n in 2..=9 {
        tail.push(&record(n));
        if n % 3 == 0 {
            // The append, then the sync.
            disk.fault(disk.steps() + 1..disk.steps() + 2, Failure::SyncFails);
        }
        tail.commit().unwrap();
    }
    let mut last = disk.folder().open("journal.4.jsonl", Access::Append).unwrap();
    last.append(b"10 torn").unwrap();
    let (mut tail, contents, mended) = recover(Path::new(AT), disk.folder()).unwrap();
    assert_holds(&contents, 9);
    assert_eq!(mended.unwrap().copy, Path::new("/simulated/journal.4.jsonl.torn-1"));
    tail.push(&record(10));
    tail.commit().unwrap();
    assert_holds(&load(Path::new(AT), &disk).unwrap(), 10);

    last.append(b"11 00000000 {}\n").unwrap();
    let damaged = disk.content("journal.4.jsonl");
    let error = refused(recover(Path::new(AT), disk.folder()));
    assert!(error.starts_with("/simulated/journal.4.jsonl, line 3: "), "{error}");
    let salvaged = salvage_in(Path::new(AT), &mut disk.clone()).unwrap();
    assert_eq!((salvaged.kept, salvaged.copies.len()), (10, 4));
    assert_eq!(disk.content("journal.4.jsonl.damaged-1"), damaged);
    assert_eq!(segments::numbers(&disk.names().unwrap()), [1]);
    assert_holds(&load(Path::new(AT), &disk.after_power_loss(1)).unwrap(), 10);
}
