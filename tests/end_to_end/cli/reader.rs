//! The model reader from outside: a server on the loopback plays the model.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use mock::engine::event::{Reader, Said};
use mock::reader::asked::digest;
use mock::session;
use serde_json::{Value, json};

use crate::environment::{Environment, Live, Ran};

const KEY: &str = "sk-test-SESAME";
const ANSWERS: &str = "examples/answers-phone-screen.toml";

/// Answers every call alike, and tells what it heard.
struct Server {
    base: String,
    heard: Receiver<String>,
}

impl Server {
    fn start(status: u16, body: String) -> Server {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let base = format!("http://{}/v1", listener.local_addr().expect("bound"));
        let (sender, heard) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let Some(call) = hear(&stream) else { continue };
                let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}", body.len());
                let _gone = stream.write_all(format!("{head}\r\n\r\n{body}").as_bytes());
                if sender.send(call).is_err() {
                    return;
                }
            }
        });
        Server { base, heard }
    }

    /// A model that finds the first point in the first sentence, and no other.
    fn reading() -> Server {
        let content = json!({ "points": [{ "id": "p1", "verdict": "said", "at": [1] },
            { "id": "p2", "verdict": "no", "at": [] }] });
        let body = json!({
            "choices": [{ "finish_reason": "stop", "message": { "content": content.to_string() } }],
            "usage": { "prompt_tokens": 400, "completion_tokens": 30 },
        });
        Server::start(200, body.to_string())
    }

    fn calls(&self) -> Vec<String> {
        self.heard.try_iter().collect()
    }
}

fn hear(stream: &TcpStream) -> Option<String> {
    let mut reader = BufReader::new(stream);
    let mut text = String::new();
    while !text.ends_with("\r\n\r\n") {
        (reader.read_line(&mut text).ok()? > 0).then_some(())?;
    }
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.and_then(|length| length.parse().ok()).unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(text + &String::from_utf8_lossy(&body))
}

fn run(environment: &Environment, base: &str, args: &[&str]) -> Ran {
    let mut command = environment.mock(args);
    command.env("MOCK_READER_URL", base).env("MOCK_READER_MODEL", "tiny");
    command.env("MOCK_READER_KEY_ENV", "TEST_KEY").env("TEST_KEY", KEY);
    // Where the environment names a proxy, nothing goes there.
    command.env("HTTP_PROXY", "http://127.0.0.1:1").env("ALL_PROXY", "http://127.0.0.1:1");
    Live::start(command).finish()
}

/// Every file below the home, as one text.
fn everything(environment: &Environment) -> String {
    let mut folders = vec![environment.home().to_owned()];
    let mut text = String::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(read) = fs::read(path) {
                text += &String::from_utf8_lossy(&read);
            }
        }
    }
    text
}

#[test]
fn a_session_is_read_and_the_key_is_kept_nowhere() {
    let environment = Environment::new();
    let server = Server::reading();
    let args = ["run", "--answers", ANSWERS, "--format", "phone-screen", "--seed", "1"];
    let ran = run(&environment, &server.base, &args).expect(0);
    let calls = server.calls();
    assert!(!calls.is_empty() && calls[0].contains(KEY), "it was asked, with the key");
    let path = environment.sessions().pop().expect("one");
    let state = session::read(&path).expect("readable").0.state;
    let items = state.slots.iter().flat_map(|slot| &slot.items);
    let readings: Vec<_> = items
        .flat_map(|item| &item.readings)
        .filter(|((_, reader), _)| *reader == Reader::Model)
        .map(|(_, reading)| reading)
        .collect();
    assert!(!readings.is_empty(), "nothing was journaled");
    assert!(readings.iter().all(|reading| reading.model == "tiny" && reading.proof.is_none()));
    assert!(readings.iter().flat_map(|it| &it.points).any(|it| it.verdict == Some(Said::Said)));
    let kept = everything(&environment) + &ran.out + &ran.err;
    assert!(!kept.contains(KEY) && !kept.contains("SESAME"));
}

#[test]
fn a_reading_carries_the_proof_of_its_own_model_and_instructions_alone() {
    let environment = Environment::new();
    let server = Server::reading();
    let proof = |model: &str, instructions: &str| {
        let proof = json!({ "date": "2026-11-30", "model": model, "points": 270,
            "agreement": 900, "instructions": instructions });
        let folder = environment.home().join("reader");
        fs::create_dir_all(&folder).expect("made");
        let all = json!([{ "address": server.base, "proof": proof }]);
        fs::write(folder.join("proofs.json"), all.to_string()).expect("written");
        let what = ["--question", "ps-kafka-ordering", "--mode", "exam", "--seed", "1"];
        let args = [&["run", "--answers", ANSWERS], &what[..]].concat();
        run(&environment, &server.base, &args).expect(0);
        let path = environment.sessions().pop().expect("one");
        let state = session::read(&path).expect("readable").0.state;
        let item = &state.slots[0].items[0];
        let reading = item.readings.get(&(0, Reader::Model)).expect("read");
        reading.proof.as_ref().map(|proof| proof.agreement)
    };
    assert_eq!(proof("tiny", &digest()), Some(900));
    assert_eq!(proof("tiny", "0123456789ab"), None, "other instructions are another reader");
    assert_eq!(proof("another", &digest()), None);
}

#[test]
fn offline_sends_nothing_whoever_says_so() {
    let environment = Environment::new();
    let server = Server::reading();
    let args = ["run", "--answers", ANSWERS, "--format", "phone-screen", "--seed", "1"];
    run(&environment, &server.base, &[&args[..], &["--offline"]].concat()).expect(0);
    let mut command = environment.mock(&args);
    command.env("MOCK_READER_URL", &server.base).env("MOCK_READER_MODEL", "tiny");
    Live::start({
        command.env("MOCK_OFFLINE", "1");
        command
    })
    .finish()
    .expect(0);
    let ran = run(&environment, &server.base, &["reader", "test", "--offline"]).expect(1);
    assert!(ran.err.contains("--offline"), "{}", ran.err);
    let ran = run(&environment, &server.base, &["doctor", "--offline"]);
    assert!(ran.out.contains("off, by --offline"), "{}", ran.out);
    assert_eq!(server.calls(), [""; 0]);
}

#[test]
fn another_machine_is_sent_nothing_before_it_is_allowed() {
    let environment = Environment::new();
    let elsewhere = "http://reader.invalid/v1";
    let args = ["run", "--answers", ANSWERS, "--format", "phone-screen", "--seed", "1"];
    let ran = run(&environment, elsewhere, &args).expect(0);
    assert!(ran.err.contains("mock reader allow"), "{}", ran.err);
    let ran = run(&environment, elsewhere, &["reader", "test"]).expect(1);
    assert!(ran.err.contains("nothing may be sent"), "{}", ran.err);
    run(&environment, elsewhere, &["reader", "allow"]).expect(0);
    let ran = run(&environment, elsewhere, &["doctor"]);
    assert!(ran.out.contains("tiny at http://reader.invalid/v1: "), "{}", ran.out);
    run(&environment, elsewhere, &["reader", "deny"]).expect(0);
    let ran = run(&environment, elsewhere, &["doctor"]);
    assert!(ran.out.contains("nothing may be sent there"), "{}", ran.out);
}

#[test]
fn a_failing_endpoint_is_told_once_and_the_session_goes_on() {
    let environment = Environment::new();
    for (status, body) in [(401, "{}"), (429, ""), (200, "nonsense"), (500, "<html>")] {
        let server = Server::start(status, body.to_owned());
        let mut command =
            environment.mock(&["run", "--question", "ps-kafka-ordering", "--seed", "1", "--plain"]);
        command.env("MOCK_READER_URL", &server.base).env("MOCK_READER_MODEL", "tiny");
        let mut live = Live::start(command);
        live.type_in("\nWell, I would key it by account.\n.\n");
        live.wait_for("The model reader couldn't read this answer");
        live.type_in("/quit\n");
        let ran = live.finish();
        let told = ran.out.matches("The model reader couldn't").count();
        assert_eq!(told, 1, "{status}: {}", ran.out);
        assert!(!ran.err.contains("panicked"), "{ran:#?}");
    }
}

fn samples(environment: &Environment) -> String {
    let bank = environment.run(&["bank", "show", "ps-kafka-ordering", "--spoilers", "--json"]);
    let bank: Value = serde_json::from_str(&bank.expect(0).out).expect("JSON");
    let items: Vec<&str> = bank["judge"]["rubric"]
        .as_array()
        .expect("a rubric")
        .iter()
        .map(|item| item["id"].as_str().expect("an id"))
        .collect();
    let answer = |overall: u32, mark: &str| {
        json!({
            "question": "ps-kafka-ordering", "overall": overall,
            "answer": "Order holds inside one partition. I key by account.",
            "marks": {
                items[0]: { "mark": mark, "quote": "Order holds inside one partition." },
                items[1]: { "mark": "missed" },
            },
        })
    };
    let path = environment.home().join("answers.json");
    let all = json!([answer(4, "met"), answer(1, "missed"), { "question": "gone", "answer": "x",
        "overall": 1, "marks": {} }]);
    fs::write(&path, all.to_string()).expect("written");
    path.display().to_string()
}

#[test]
fn the_test_counts_what_agrees_and_says_that_it_proves_nothing() {
    let environment = Environment::new();
    let server = Server::reading();
    let file = samples(&environment);
    let ran = run(&environment, &server.base, &["reader", "test", "--samples", &file, "--json"]);
    let ran = ran.expect(3);
    assert!(ran.err.contains("1 answers are to questions"), "{}", ran.err);
    let found: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(found["model"]["said_or_not"], json!({ "of": 3, "all": 4 }));
    assert_eq!(found["model"]["first_sentence"], json!({ "of": 2, "all": 2 }));
    assert_eq!(found["model"]["tokens"], json!({ "read": 800, "written": 60 }));
    assert_eq!((&found["proven"], &found["kept"]), (&json!(false), &json!(false)));
    assert_eq!(found["proof"]["agreement"], 750);
    let ran = run(&environment, &server.base, &["reader", "test", "--samples", &file]).expect(3);
    assert!(ran.out.contains("75.0% of 4"), "{}", ran.out);
    assert!(ran.out.contains("Not proven"), "{}", ran.out);
    assert!(!environment.home().join("reader/proofs.json").exists());
}

#[test]
fn the_doctor_says_how_fast_it_reads_or_what_is_wrong() {
    let environment = Environment::new();
    let ran = environment.run(&["doctor"]);
    assert!(ran.out.contains("no model is set; nothing is sent"), "{}", ran.out);
    let server = Server::reading();
    let ran = run(&environment, &server.base, &["doctor"]);
    assert!(ran.out.contains("read one sentence in "), "{}", ran.out);
    assert!(ran.out.contains("not tested"), "{}", ran.out);
    let list = json!({ "data": [{ "id": "qwen3:8b" }] });
    let server = Server::start(404, list.to_string());
    let ran = run(&environment, &server.base, &["doctor"]);
    assert!(ran.out.contains("it answers 404"), "{}", ran.out);
    let mut command = environment.mock(&["doctor"]);
    command.env("MOCK_READER_URL", &server.base);
    let ran = Live::start(command).finish();
    assert!(ran.out.contains("reader.model is not"), "{}", ran.out);
}
