//! Files and places that are not as they should be.

use std::fs::{self, File};
use std::process::Stdio;

use crate::environment::{Environment, Live};

fn answers_of(environment: &Environment, text: &str) -> String {
    let path = environment.home().join("answers.toml");
    fs::write(&path, text).expect("written");
    path.display().to_string()
}

#[test]
fn an_answers_file_is_refused_with_line_and_column() {
    let environment = Environment::new();
    for (text, wanted) in [
        (
            "schema = 1\n[[answers]]\nfor = \"ps-*\"\nmintues = 3\n",
            &["line 4, column 1", "mintues", "minutes"][..],
        ),
        ("schema = 1\n[default]\nhints = \"two\"\n", &["line 3, column 9", "hints = \"two\""]),
        ("schema = 1\n[default\n", &["line 2, column 9"]),
        ("schema = 7\n", &["schema is 7", "reads 1"]),
        ("schema = 1\n[default]\nmarks = \"good\"\n", &["marks = \"good\"", "partly"]),
        ("schema = 1\n[default]\nminutes = -2\n", &["minutes = -2", "0 to 1440"]),
        ("", &["schema"]),
    ] {
        let file = answers_of(&environment, text);
        let ran = environment.run(&["run", "-f", "coding", "--answers", &file]).expect(1);
        assert!(ran.err.contains("answers.toml"), "{}", ran.err);
        for wanted in wanted {
            assert!(ran.err.contains(wanted), "`{wanted}` is not in:\n{}", ran.err);
        }
        assert!(environment.sessions().is_empty());
    }
    let ran = environment.run(&["run", "-f", "coding", "--answers", "none.toml"]).expect(1);
    assert!(ran.err.contains("cannot read the answers file none.toml"), "{}", ran.err);
}

/// No folder can be made below a file. (Tests may run as root, who may write everywhere else.)
#[test]
fn a_home_that_cannot_be_written_is_told_with_a_way_on() {
    let environment = Environment::new();
    let file = environment.home().join("taken");
    fs::write(&file, "").expect("written");
    let answers = "examples/answers-behavioral.toml";
    let scripted = ["run", "--format", "behavioral", "--answers", answers];
    for args in [&scripted[..], &["run", "--format", "behavioral"]] {
        for home in [file.as_path(), std::path::Path::new("/proc/self")] {
            let mut command = environment.mock(args);
            command.env("MOCK_HOME", home);
            let ran = Live::start(command).finish().expect(6);
            assert!(ran.err.contains(&home.display().to_string()), "{}", ran.err);
            assert!(ran.err.contains("caused by:"), "{}", ran.err);
            assert!(ran.err.contains("--ephemeral"), "{}", ran.err);
            let mut command = environment.mock(&[args, &["--ephemeral"]].concat());
            command.env("MOCK_HOME", home);
            Live::start(command).say("\n").finish().expect(0);
        }
    }
}

#[test]
fn no_home_at_all_names_the_variable() {
    let environment = Environment::new();
    let mut command = environment.mock(&["bank", "list"]);
    command.env_remove("MOCK_HOME");
    // Without HOME the system's list of users may still know one.
    let ran = Live::start(command).finish();
    assert!(ran.code == Some(0) || ran.err.contains("MOCK_HOME"), "{ran:?}");
}

#[test]
fn a_full_standard_output_is_an_error_and_a_closed_one_is_none() {
    let environment = Environment::new();
    for args in [&["bank", "list"][..], &["rounds"], &["--help"], &["bank", "show", "ps-acid"]] {
        let full = File::options().write(true).open("/dev/full").expect("there");
        let mut command = environment.mock(args);
        let done = command.stdin(Stdio::null()).stdout(full).output().expect("it runs");
        let err = String::from_utf8_lossy(&done.stderr);
        assert!(!err.contains("panicked"), "{args:?}: {err}");
        assert!(args[0] == "--help" || done.status.code() == Some(1), "{args:?}: {done:?}");

        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = environment.mock(args);
        let done = command.stdin(Stdio::null()).stdout(writer).output().expect("it runs");
        let err = String::from_utf8_lossy(&done.stderr);
        assert_eq!((done.status.code(), &*err), (Some(0), ""), "{args:?}");
    }
}

/// In a pipeline, what `mock` says is told from what other programs say.
#[test]
fn everything_on_standard_error_is_said_under_one_name() {
    let environment = Environment::new();
    let faulty = ["--bank", "tests/bank/faulty"];
    let script = ["run", "--question", "ps-acid", "--answers", "examples/answers-onsite.toml"];
    environment.run(&script).expect(0);
    let file = environment.home().join("t.md").display().to_string();
    for (args, code) in [
        (&["bank", "list", faulty[0], faulty[1]][..], 0),
        (&["bank", "show", "nothing-like-it"], 1),
        (&["bank", "list", "--topic", "kafka-odering"], 1),
        (&["bank", "list", "--kind", "review", "--mode", "star"], 0),
        (&["rounds", "nothing-like-it"], 1),
        (&["run", "--nonsense"], 2),
        (&["run", "--level", "wizard"], 2),
        (&["nonsense"], 2),
        (&["sessions", "show"], 0),
        (&["sessions", "delete", "last"], 2),
        (&["sessions", "show", "ZZZZ"], 1),
        (&["transcript", "--to", &file], 0),
        (&["transcript", "--to", "/nowhere/t.md"], 1),
        (&["run", "-f", "coding", "--answers", "none.toml"], 1),
        (&["resume"], 1),
        (&["explain", "horoscope"], 1),
        (&["bank", "stats", "--unshown", "--seed"], 2),
        (&["bank", "stats", "--unshown", "--only", "thin"], 2),
    ] {
        let ran = environment.run(args).expect(code);
        let mut lines = ran.err.lines();
        // The sessions to be deleted are listed before the question.
        let first = lines.find(|line| !line.starts_with("  ")).unwrap_or_default();
        assert!(first.starts_with("mock: "), "{args:?}: {}", ran.err);
        let other = lines.find(|line| {
            ["error:", "warning:", "note:", "next:"].iter().any(|word| line.starts_with(word))
        });
        assert_eq!(other, None, "{args:?}: {}", ran.err);
    }
}

/// `mock run | head -1`: the reader goes away in the middle; what was said before is kept.
#[test]
fn a_session_whose_reader_goes_away_is_saved() {
    let environment = Environment::new();
    let (reader, writer) = std::io::pipe().expect("a pipe");
    let mut command = environment.mock(&["run", "--question", "ps-kafka-ordering"]);
    let mut child = command.stdin(Stdio::piped()).stdout(writer).stderr(Stdio::piped()).spawn();
    let child = child.as_mut().expect("it starts");
    drop(command);
    let mut first = [0; 16];
    std::io::Read::read_exact(&mut &reader, &mut first).expect("the first line");
    drop(reader);
    let mut input = child.stdin.take().expect("piped");
    let _gone = std::io::Write::write_all(&mut input, b"\nKafka orders a partition.\n/time\n.\n");
    drop(input);
    let mut err = String::new();
    let mut stderr = child.stderr.take().expect("piped");
    std::io::Read::read_to_string(&mut stderr, &mut err).expect("read");
    assert_eq!((child.wait().expect("it ends").code(), err.as_str()), (Some(0), ""));
    let (session, damage) = mock::session::read(&environment.sessions()[0]).expect("readable");
    assert!(damage.is_none() && session.state.plan.is_some());
}

#[test]
fn hostile_text_of_a_bank_never_reaches_the_terminal() {
    let environment = Environment::new();
    let harmful = "\\u001b]52;c;Zm9v\\u0007 \\u009b2J \\u202egnp.exe\\u202c \\u200b";
    let text = fs::read_to_string("tests/bank/rerun.toml").expect("there");
    let changed: Vec<String> = text
        .lines()
        .map(|line| match line.split_once(" = \"") {
            Some((key @ ("title" | "prompt" | "text" | "ask" | "say"), rest)) => {
                format!("{key} = \"{harmful}{rest}")
            }
            _ => line.replace("say = \"", &format!("say = \"{harmful}")),
        })
        .collect();
    let bank = environment.home().join("hostile");
    fs::create_dir(&bank).expect("made");
    fs::write(bank.join("rerun.toml"), changed.join("\n")).expect("written");
    let bank = bank.display().to_string();
    let run = ["run", "--question", "rerun", "--bank", &bank];
    let scripted = [&run[..], &["--answers", "examples/answers-onsite.toml"]].concat();
    for args in [
        &["bank", "list", "--bank", &bank][..],
        &["bank", "show", "rerun", "--spoilers", "--bank", &bank],
        &["bank", "lint", "--bank", &bank],
        &scripted,
        &run,
        &["transcript"],
        &["transcript", "--output", "html"],
        &["sessions", "list"],
        &["replay"],
        &["history"],
        &[],
    ] {
        let input =
            "\n/ask How many rows?\n/hint\ny\nI stage it.\n.\n\n.\n\n.\n3\n3\n3\n\nm\nm\nm\nv\n";
        let ran = environment.run_with(args, input);
        let written = format!("{}{}", ran.out, ran.err);
        assert!(ran.code.is_some_and(|code| code != 2 && code != 70), "{args:?}: {written}");
        let found = written.chars().find(|c| "\u{1b}\u{7}\u{9b}\u{202e}\u{200b}".contains(*c));
        assert_eq!(found, None, "{args:?}: {written:?}");
    }
    let last = environment.sessions().pop().expect("one");
    let (session, _) = mock::session::read(&last).expect("readable");
    assert!(session.state.questions[0].ask.title.contains('\u{1b}'), "the trap was not set");
}

/// All of it comes at once: nothing else wakes the session up.
#[test]
fn what_was_refused_holds_up_nothing_that_comes_after() {
    let environment = Environment::new();
    let run = ["run", "--plain", "--question", "ps-quiz-query-tuning"];
    let ran = environment.run_with(&run, "\n3\n/hint\ny\n/hint\n.\n").expect(0);
    assert!(ran.out.contains("There are no more hints"), "{}", ran.out);
    assert!(ran.out.contains("Input has ended."), "{}", ran.out);
}

/// Every file that a person names: a pipe that nobody writes to holds nothing up, and what has no end is
/// not read.
#[test]
fn a_pipe_or_a_device_is_no_file() {
    let environment = Environment::new();
    let pipe = environment.home().join("answer.sql");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RWXU).expect("made");
    let pipe = pipe.display().to_string();
    // Its ending says what an answer is written in.
    let device = environment.home().join("zero.sql");
    std::os::unix::fs::symlink("/dev/zero", &device).expect("linked");
    let device = device.display().to_string();
    for (path, what) in [(pipe.as_str(), "it's a pipe"), (device.as_str(), "it's a device")] {
        for args in [
            vec!["check", "--question", "sql-anti-join", path],
            vec!["run", "--format", "phone-screen", "--answers", path],
            vec!["bank", "import", path, "--from", "csv"],
            vec!["bank", "match", "ps-acid", "--answer", path],
        ] {
            let ran = environment.run(&args);
            assert!(ran.err.contains(what), "{args:?}: {}", ran.err);
            assert!(!ran.err.contains("panicked"), "{args:?}: {}", ran.err);
        }
    }
    let settings = environment.home().join("config.toml");
    let _none = std::fs::remove_file(&settings);
    rustix::fs::mkfifoat(rustix::fs::CWD, &settings, rustix::fs::Mode::RWXU).expect("made");
    let ran = environment.run(&["run", "--question", "ps-acid"]);
    assert!(ran.err.contains("it's a pipe"), "{}", ran.err);
}

/// A filter with nothing behind it says so, and a topic that nobody asks about names the nearest.
#[test]
fn a_list_of_nothing_says_why() {
    let environment = Environment::new();
    let ran = environment.run(&["bank", "list", "--topic", "kafka-odering"]).expect(1);
    assert!(ran.err.contains("did you mean `kafka-ordering`?"), "{}", ran.err);
    let args = ["bank", "list", "--kind", "review", "--mode", "star"];
    let ran = environment.run(&args).expect(0);
    assert!(ran.err.contains("no question is of kind review and of mode star"), "{}", ran.err);
    assert_eq!(ran.out, "");
    let listed = environment.run(&["bank", "list", "--topic", "py-pandas"]).expect(0).out;
    assert!(listed.contains("needs pandas"), "{listed}");
}
