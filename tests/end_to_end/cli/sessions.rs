//! Recorded sessions as a person meets them: read, listed, exported, salvaged, deleted.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::environment::{Environment, Ran};

/// A home with sessions in it.
struct Home(Environment);

impl Home {
    fn new() -> Home {
        // As wide as a terminal that does not say how wide it is.
        Home(Environment::of_columns(80))
    }

    /// One with a phone screen in it.
    fn rehearsed() -> Home {
        let home = Home::new();
        home.rehearse("phone-screen");
        home
    }

    fn rehearse(&self, format: &str) {
        let answers = self.0.home().join("answers.toml");
        let text = "schema = 1\n[default]\ntext = \"Order holds inside one partition.\"\n\
                    hints = 1\nask = [\"How many partitions are there?\"]\n";
        fs::write(&answers, text).expect("written");
        let answers = answers.to_str().expect("a path");
        self.mock(&["run", "--format", format, "--seed", "7", "--answers", answers]).expect(0);
    }

    fn mock(&self, args: &[&str]) -> Ran {
        self.0.run(args)
    }

    fn out(&self, args: &[&str]) -> String {
        self.mock(args).expect(0).out
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.out(args)).expect("JSON alone on standard output")
    }

    fn journal(&self) -> PathBuf {
        self.0.sessions()[0].join("journal.jsonl")
    }

    /// Changes records and makes every checksum right again, as a forger would.
    fn rewrite(&self, change: impl Fn(&str) -> String) {
        let text = fs::read_to_string(self.journal()).expect("readable");
        let (mut before, mut written) = (0_u32, String::new());
        for (seq, line) in (1..).zip(text.lines()) {
            let json = change(line.splitn(3, ' ').nth(2).expect("a record"));
            let mut crc = crc32fast::Hasher::new();
            crc.update(&before.to_le_bytes());
            crc.update(format!("{seq} {json}").as_bytes());
            before = crc.finalize();
            written.push_str(&format!("{seq} {before:08x} {json}\n"));
        }
        fs::write(self.journal(), written).expect("written");
    }

    /// Changes one byte in the middle of the journal, in a whole line.
    fn damage(&self) {
        let mut bytes = fs::read(self.journal()).expect("readable");
        let middle = bytes.len() / 2;
        bytes[middle] = if bytes[middle] == b'x' { b'y' } else { b'x' };
        fs::write(self.journal(), bytes).expect("written");
    }
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn nothing_recorded_is_said_with_what_to_do() {
    let home = Home::new();
    let listed = home.mock(&["sessions", "list"]);
    assert!(listed.code == Some(0) && listed.out.is_empty());
    assert!(listed.err.contains("`mock run` begins one"));
    assert_eq!(home.json(&["sessions", "list", "--json"]), serde_json::json!([]));
    assert_eq!(home.json(&["history", "--json"])["next"]["command"], "mock run");
    for command in [&["transcript"][..], &["replay"], &["rescore"], &["sessions", "show"]] {
        let ran = home.mock(command);
        assert_eq!(ran.code, Some(1), "{command:?}");
        assert!(ran.err.contains("`mock run` begins one"), "{}", ran.err);
    }
}

#[test]
fn a_session_is_listed_shown_and_counted() {
    let home = Home::rehearsed();
    let listed = home.json(&["sessions", "list", "--json"]);
    assert_eq!(listed[0]["standing"], "scored");
    assert_eq!(listed[0]["title"], "Phone screen");
    assert_eq!(listed[0]["simulated"], true);
    let shown = home.json(&["sessions", "show", "--json"]);
    assert_eq!(shown["missing"], serde_json::json!([]));
    assert_eq!(shown["damage"], Value::Null);
    let text = home.out(&["sessions", "show", "--last"]);
    assert!(text.starts_with("session"), "{text}");
    let history = home.json(&["history", "--json"]);
    assert_eq!(history["rounds"][0]["kind"], "phone-screen");
    // An answers file is not the candidate.
    assert_eq!(history["kinds"], serde_json::json!([]));
}

#[test]
fn a_transcript_comes_in_three_formats_and_to_a_file() {
    let home = Home::rehearsed();
    assert!(home.out(&["transcript"]).starts_with("# Phone screen\n"));
    assert!(home.out(&["transcript", "--output", "html"]).starts_with("<!DOCTYPE html>"));
    assert_eq!(home.json(&["transcript", "-o", "json"])["schema"], 1);
    let file = home.0.home().join("t.md");
    let ran = home.mock(&["transcript", "--to", file.to_str().expect("a path")]);
    assert!(ran.code == Some(0) && ran.out.is_empty());
    assert_eq!(fs::read_to_string(file).expect("written"), home.out(&["transcript"]));
    let ran = home.mock(&["transcript", "--to", "/nowhere/t.md"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("/nowhere/t.md"));
}

#[test]
fn every_score_agrees_and_a_changed_one_does_not() {
    let home = Home::rehearsed();
    let text = home.out(&["rescore", "--rules", "latest"]);
    assert!(text.contains("scores agree with the journal"), "{text}");
    assert_eq!(home.json(&["rescore", "--json"])["agrees"], true);
    home.rewrite(|json| match json.contains("ScoreShown") {
        true => json.replacen("\"band\":1", "\"band\":4", 1),
        false => json.to_owned(),
    });
    let ran = home.mock(&["rescore"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.out.contains("do not agree"));
}

#[test]
fn a_replay_is_the_same_every_time() {
    let home = Home::rehearsed();
    let text = home.out(&["replay"]);
    assert!(text.contains("Question 1 of"), "{text}");
    assert!(text.contains("you    Order holds inside one partition."), "{text}");
    assert_eq!(text, home.out(&["replay", "--last"]));
    // Three seconds at most for one silence, so fast enough is fast.
    assert_eq!(text, home.out(&["replay", "--speed", "1000"]).replace("\r", ""));
}

#[test]
fn a_damaged_session_is_named_read_and_salvaged() {
    let home = Home::rehearsed();
    let whole = fs::read(home.journal()).expect("readable");
    home.damage();
    let damaged = fs::read(home.journal()).expect("readable");
    let listed = home.mock(&["sessions", "list"]);
    assert!(listed.code == Some(0));
    assert!(listed.out.contains("damaged"));
    assert!(listed.err.contains("mock sessions salvage"), "{}", listed.err);
    assert_eq!(
        home.json(&["sessions", "list", "--json"])[0]["wrong"]["next"],
        format!("`mock sessions salvage {}`", &name(&home.0.sessions()[0])[20..])
    );
    let transcript = home.mock(&["transcript"]);
    assert!(transcript.code == Some(0));
    assert!(transcript.err.contains("sound records"), "{}", transcript.err);
    assert!(transcript.out.contains("## What is missing"));
    assert_eq!(home.mock(&["doctor"]).code, Some(3));
    assert_eq!(fs::read(home.journal()).expect("readable"), damaged, "reading changed it");

    let id = name(&home.0.sessions()[0]);
    assert!(home.out(&["sessions", "salvage", &id]).contains("sound records stay"));
    let salvaged = fs::read(home.journal()).expect("readable");
    assert!(whole.starts_with(&salvaged) && !salvaged.is_empty());
    let copy = home.0.sessions()[0].join("journal.jsonl.damaged-1");
    assert_eq!(fs::read(copy).expect("kept"), damaged);
    let again = home.mock(&["sessions", "salvage", &id]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("nothing is wrong"), "{}", again.err);
}

#[test]
fn a_journal_of_a_later_version_is_left_alone() {
    let home = Home::rehearsed();
    let ours = format!("\"format\":\"{}\"", mock::engine::event::FORMAT);
    home.rewrite(|json| json.replace(&ours, "\"format\":\"9.0\""));
    let line = fs::read_to_string(home.journal()).expect("readable");
    let listed = home.mock(&["sessions", "list"]);
    assert!(listed.code == Some(0));
    assert!(listed.err.contains("format 9.0"), "{}", listed.err);
    assert_eq!(home.mock(&["transcript"]).code, Some(1));
    assert_eq!(fs::read_to_string(home.journal()).expect("readable"), line);
}

#[test]
fn deleting_asks_and_spares_what_is_in_use() {
    let home = Home::rehearsed();
    home.rehearse("behavioral");
    let sessions = home.0.sessions();
    let first = name(&sessions[0]);
    let ran = home.mock(&["sessions", "delete", &first]);
    assert_eq!(ran.code, Some(2), "nobody can be asked");
    assert!(ran.err.contains("--yes") && home.0.sessions().len() == 2);
    let ran = home.mock(&["sessions", "delete", "--yes", &first, "ZZZZZZ"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(home.0.sessions().len(), 2, "a slip in the second spares the first");

    let lock = fs::OpenOptions::new().write(true).open(sessions[0].join("lock")).expect("there");
    lock.lock().expect("free");
    let ran = home.mock(&["sessions", "delete", "--yes", &first]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("is being written"), "{}", ran.err);
    assert_eq!(home.json(&["sessions", "list", "--json"])[1]["under_way"], true);
    drop(lock);

    let out = home.out(&["sessions", "delete", "--yes", &first]);
    assert_eq!(out, format!("deleted {first}\n"));
    assert_eq!(home.0.sessions(), [sessions[1].clone()]);
}

#[test]
fn an_export_is_a_session_again_where_it_is_put_back() {
    let home = Home::rehearsed();
    let to = home.0.home().join("copy");
    let path = to.to_str().expect("a path").to_owned();
    home.out(&["sessions", "export", "--to", &path]);
    for file in ["journal.jsonl", "transcript.md", "transcript.json", "transcript.html"] {
        assert!(to.join(file).is_file(), "{file}");
    }
    assert!(!to.join("lock").exists());
    let ran = home.mock(&["sessions", "export", "--to", &path]);
    assert_eq!(ran.code, Some(1), "what is there is not written over");

    let before = home.out(&["transcript"]);
    let id = name(&home.0.sessions()[0]);
    home.out(&["sessions", "delete", "--yes", &id]);
    fs::rename(to, home.0.home().join("sessions").join(&id)).expect("moved");
    assert_eq!(home.out(&["transcript", &id]), before);
}

#[test]
fn an_export_is_imported_once_and_writes_over_nothing() {
    let home = Home::rehearsed();
    let to = home.0.home().join("copy");
    let path = to.to_str().expect("a path").to_owned();
    home.out(&["sessions", "export", "--to", &path]);
    let before = home.out(&["transcript"]);
    let session = home.0.sessions()[0].clone();
    let id = name(&session);
    let there = home.mock(&["sessions", "import", &path]);
    assert_eq!(there.code, Some(1));
    for said in ["is here already", "both have", "nothing was written", "sessions delete"] {
        assert!(there.err.contains(said), "`{said}` is not in: {}", there.err);
    }

    home.out(&["sessions", "delete", "--yes", &id]);
    let journal = fs::read(to.join("journal.jsonl")).expect("the journal");
    let mut damaged = journal.clone();
    damaged[200] ^= 1;
    fs::write(to.join("journal.jsonl"), &damaged).expect("written");
    let ran = home.mock(&["sessions", "import", &path]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("the record is damaged"), "{}", ran.err);
    assert!(home.0.sessions().is_empty(), "nothing was written");

    fs::write(to.join("journal.jsonl"), &journal).expect("written");
    let out = home.out(&["sessions", "import", &path]);
    assert!(out.contains("is imported"), "{out}");
    assert_eq!(home.out(&["transcript", &id]), before);
    assert_eq!(fs::read(session.join("journal.jsonl")).expect("there"), journal);
    let left = fs::read_dir(home.0.home().join("sessions")).expect("readable").count();
    assert_eq!(left, 1, "no folder of the way is left");
    let (imported, _) = mock::session::read(&session).expect("readable");
    let judges = imported.state.questions.iter().filter_map(|question| question.judge.as_ref());
    assert!(judges.clone().count() > 0);
    assert!(judges.clone().all(|judge| judge.foreign), "its code is a stranger's");
}

#[test]
fn the_doctor_says_how_each_thing_is() {
    let home = Home::rehearsed();
    let report = home.json(&["doctor", "--json"]);
    let findings = report["findings"].as_array().expect("a list");
    let about: Vec<&str> = findings.iter().filter_map(|f| f["about"].as_str()).collect();
    for wanted in [
        "sessions", "space", "terminal", "sql", "python", "sandbox", "editor", "clock", "bank",
        "journals",
    ] {
        assert!(about.contains(&wanted), "{wanted} in {about:?}");
    }
    assert!(findings.iter().all(|f| f["health"] == "ok" || f["advice"].is_string()));
    // Looking leaves nothing behind.
    assert_eq!(home.0.sessions().len(), 1);
}

#[test]
fn hostile_names_on_disk_are_passed_over() {
    let home = Home::rehearsed();
    let sessions = home.0.home().join("sessions");
    for name in [".01KB1Q2W3E4R5T6Y7P8A9S0DFG.new", "notes", "\u{1b}[2J"] {
        fs::create_dir(sessions.join(name)).expect("made");
    }
    fs::create_dir(sessions.join("01KB1Q2W3E4R5T6Y7P8A9S0DFG")).expect("made");
    let ran = home.mock(&["sessions", "list"]);
    assert!(ran.code == Some(0));
    let out = ran.out + &ran.err;
    assert!(!out.contains('\u{1b}'));
    assert!(out.contains("A9S0DFG") || out.contains("9S0DFG"), "an empty one is named: {out}");
    assert_eq!(home.json(&["sessions", "list", "--json"]).as_array().map(Vec::len), Some(2));
}
