//! Journals that are damaged, or that a later program wrote.

use std::fs;
use std::path::PathBuf;

use mock::engine::event::FORMAT;
use mock::journal::codec;

use crate::environment::{Environment, Ran};

/// One session, begun and left.
fn left() -> (Environment, PathBuf) {
    let environment = Environment::new();
    let input = "\n/ask How many partitions?\nKafka orders a partition.\n/time\n";
    environment.run_with(&["run", "--question", "ps-kafka-ordering"], input).expect(0);
    let journal = environment.sessions()[0].join("journal.jsonl");
    (environment, journal)
}

/// Commands that need the newest session whole.
const NEEDS_IT: [&[&str]; 1] = [&["score"]];

#[track_caller]
fn refused(environment: &Environment, args: &[&str], wanted: &[&str]) -> Ran {
    let ran = environment.run(args).expect(1);
    for wanted in wanted {
        assert!(ran.err.contains(wanted), "{args:?}: `{wanted}` is not in:\n{}", ran.err);
    }
    ran
}

fn name(journal: &std::path::Path) -> String {
    let folder = journal.parent().and_then(std::path::Path::file_name);
    folder.expect("a session's folder").to_string_lossy().into_owned()
}

#[test]
fn a_flipped_bit_is_told_with_file_line_cause_and_a_way_on() {
    let (environment, journal) = left();
    let mut bytes = fs::read(&journal).expect("there");
    let third: usize = bytes.split_inclusive(|byte| *byte == b'\n').take(2).map(<[u8]>::len).sum();
    bytes[third + 40] ^= 4;
    fs::write(&journal, &bytes).expect("written");
    let wanted = [&journal.display().to_string(), "line 3", "caused by:", "mock sessions salvage"];
    let id = name(&journal);
    for args in NEEDS_IT.iter().copied().chain([&["resume", &id][..]]) {
        refused(&environment, args, &wanted);
    }
    // Nothing was changed, and a damaged session is no reason not to begin another.
    assert_eq!(fs::read(&journal).expect("there"), bytes);
    environment.run_with(&["run", "--question", "ps-acid"], "\n").expect(0);
}

#[test]
fn a_torn_last_line_costs_only_itself() {
    let (environment, journal) = left();
    let whole = fs::read(&journal).expect("there");
    fs::write(&journal, &whole[..whole.len() - 9]).expect("written");
    let ran = environment.run_with(&["resume"], "").expect(0);
    assert!(ran.out.contains("You were here") && ran.out.contains("partition."), "{}", ran.out);
    let (_, damage) = mock::session::read(&environment.sessions()[0]).expect("readable");
    assert!(damage.is_none());
    let copies = fs::read_dir(&environment.sessions()[0]).expect("there");
    let names = copies.map(|entry| entry.expect("readable").file_name());
    assert!(names.into_iter().any(|name| name.to_string_lossy().contains("torn")));
}

#[test]
fn a_journal_cut_to_nothing_is_told() {
    let (environment, journal) = left();
    fs::write(&journal, b"1 0000").expect("written");
    refused(&environment, &["resume", &name(&journal)], &["no complete record", "sessions delete"]);
    fs::remove_file(&journal).expect("removed");
    refused(&environment, &["resume", &name(&journal)], &["Next:"]);
    environment.run(&["resume"]).expect(1);
}

#[test]
fn a_later_format_is_left_alone() {
    let (environment, journal) = left();
    let text = fs::read_to_string(&journal).expect("there");
    let header = text.lines().next().expect("a header").split_once('{').expect("JSON").1;
    let ours = format!("\"format\":\"{FORMAT}\"");
    let json = format!("{{{}", header.replacen(&ours, "\"format\":\"9.0\"", 1));
    let mut line = Vec::new();
    codec::encode(&mut line, codec::Position::default(), &codec::Json::parse(json).expect("JSON"));
    fs::write(&journal, line).expect("written");
    let wanted = [&journal.display().to_string()[..], "line 1", "9.0", "update `mock`"];
    refused(&environment, &["resume", &name(&journal)], &wanted[1..]);
}

#[test]
fn a_session_that_is_over_is_not_resumed_and_an_open_one_not_judged() {
    let (environment, journal) = left();
    refused(&environment, &["score"], &["not over yet", "mock resume"]);
    environment.run_with(&["resume"], "\n/end\ns\nl\n").expect(0);
    refused(&environment, &["resume", &name(&journal)], &["is over", "mock score"]);
    refused(&environment, &["resume"], &["no session was interrupted", "mock run"]);
    refused(&environment, &["resume", "ZZZZZZ"], &["no session `ZZZZZZ`"]);
}

/// Two processes and one session: the second is told who has it.
#[test]
fn a_session_that_is_being_written_is_not_opened_twice() {
    let environment = Environment::new();
    let mut first = crate::environment::Live::start(environment.mock(&["run", "-f", "coding"]));
    first.wait_for("mock resume");
    let ran = refused(&environment, &["resume"], &["being written by process", "go on there"]);
    assert!(ran.err.contains(&first.child.id().to_string()), "{}", ran.err);
    first.finish().expect(0);
}

/// Reading is not refused: what is sound is shown, and standard error says what is not.
#[test]
fn a_damaged_session_is_still_read_and_salvage_makes_it_whole() {
    let (environment, journal) = left();
    let mut bytes = fs::read(&journal).expect("there");
    let last = bytes.len() - 30;
    bytes[last] ^= 1;
    fs::write(&journal, &bytes).expect("written");
    let id = name(&journal);
    for args in [&["transcript"][..], &["sessions", "show", &id], &["rescore"], &["replay"]] {
        let ran = environment.run(args).expect(0);
        for wanted in ["journal.jsonl, line", "caused by:", "mock sessions salvage"] {
            assert!(ran.err.contains(wanted), "{args:?}: {}", ran.err);
        }
    }
    let list = environment.run(&["sessions", "list"]).expect(0);
    assert!(list.out.contains("damaged") && list.err.contains("caused by:"), "{list:?}");
    assert_eq!(fs::read(&journal).expect("there"), bytes, "reading changes nothing");

    environment.run(&["sessions", "salvage", &id]).expect(0);
    let ran = environment.run_with(&["resume"], "\nAnd more.\n/time\n").expect(0);
    assert!(ran.out.contains("Kafka orders a partition."), "{}", ran.out);
    let transcript = environment.run(&["transcript"]).expect(0);
    assert_eq!(transcript.err, "");
    for wanted in ["# Ordering in Kafka", "How many partitions?", "24 partitions", "And more."] {
        assert!(transcript.out.contains(wanted), "`{wanted}` is not in:\n{}", transcript.out);
    }
}

#[test]
fn a_session_is_named_alike_by_every_command() {
    let (environment, journal) = left();
    environment.run_with(&["run", "--question", "ps-acid"], "\n/time\n").expect(0);
    let id = name(&journal);
    let commands = [
        &["transcript"][..],
        &["report", "-o", "md"],
        &["rescore"],
        &["replay"],
        &["sessions", "show"],
    ];
    for command in commands {
        let of = |name: &[&str]| environment.run(&[command, name].concat()).expect(0).out;
        let first = of(&[&id]);
        // Both ids begin with the same letters of time, and end with different ones of chance.
        for name in [&id[..], &id.to_lowercase(), &id[id.len() - 6..]] {
            assert_eq!(of(&[name]), first, "{command:?} {name}");
        }
        let last = of(&[]);
        assert_eq!(of(&["last"]), last, "{command:?}");
        assert_eq!(of(&["--last"]), last, "{command:?}: the older spelling");
        assert!(last != first || command[0] == "rescore", "{command:?}");
    }
    let refused = environment.run(&["score", "last"]).expect(1).err;
    assert_eq!(environment.run(&["score"]).expect(1).err, refused);
    environment.run(&["sessions", "delete", "--yes", "last"]).expect(0);
    assert_eq!(environment.sessions().len(), 1);
}

/// A played loop, read by every command that reads.
#[test]
fn a_played_onsite_is_read_by_every_command() {
    let environment = Environment::new();
    let answers = "examples/answers-onsite.toml";
    environment.run(&["run", "-f", "onsite", "--answers", answers, "--seed", "5"]).expect(0);
    for args in [
        &["transcript", "--output", "md"][..],
        &["transcript", "--output", "json"],
        &["transcript", "--output", "html"],
        &["report"],
        &["report", "--output", "md"],
        &["report", "--output", "json"],
        &["sessions", "list"],
        &["sessions", "list", "--json"],
        &["replay"],
        &["history"],
        &["history", "--json"],
    ] {
        let ran = environment.run(args).expect(0);
        assert!(!ran.out.is_empty(), "{args:?}");
        if args.contains(&"json") || args.contains(&"--json") {
            serde_json::from_str::<serde_json::Value>(&ran.out).expect("JSON alone");
        }
    }
    let ran = environment.run(&["rescore"]).expect(0);
    assert!(ran.out.contains("agree"), "{}", ran.out);
}
