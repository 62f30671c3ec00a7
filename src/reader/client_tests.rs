//! The client against a server on the loopback that plays scripts, good and hostile.

use super::*;
use crate::engine::event::About;
use crate::reader::asked::Point;
use crate::reader::testing::{CONTENT, Play, Server, dialects};

const KEY: &str = "sk-test-SESAME";

fn asked() -> Asked {
    Asked {
        question: "Why?".to_owned(),
        remarks: Vec::new(),
        points: vec![Point { about: About::Item("a".into()), text: "It is keyed".into() }],
        fields: vec![("answer".to_owned(), "I key by account. It holds.".to_owned())],
    }
}

/// Short enough for a test that waits for it, long enough for a loaded machine's loopback where
/// `patient`.
fn client(base: &str, is_patient: bool) -> Client {
    Client::new(Endpoint {
        address: Address::parse(base).expect("an address"),
        model: "tiny".to_owned(),
        key: Secret::new(KEY),
        timeout: if is_patient { Duration::from_secs(30) } else { Duration::from_millis(300) },
        max_tokens: 128,
    })
}

fn read(server: &Server, is_patient: bool) -> Result<Read, Trouble> {
    client(&server.base, is_patient).read(&asked(), &mut |_, _| ())
}

fn refused(server: &Server, is_patient: bool) -> Trouble {
    let trouble = read(server, is_patient).expect_err("trouble");
    let told = format!("{trouble} {} {trouble:?}", trouble.advice());
    assert!(!told.contains(KEY), "{told}");
    trouble
}

#[test]
fn five_dialects_are_read_alike() {
    for (name, body) in dialects(CONTENT) {
        let server = Server::saying(200, &body.to_string());
        let read = read(&server, true).expect(name);
        assert_eq!((read.tokens, read.calls), ((412, 31), 1), "{name}");
        assert_eq!(read.points.len(), 1, "{name}");
        let heard = server.heard.recv().expect("a call");
        assert!(heard.head.starts_with("POST /v1/chat/completions HTTP/1.1"), "{}", heard.head);
        assert!(heard.head.contains(&format!("Bearer {KEY}")), "{}", heard.head);
        assert!(!heard.body.contains(KEY));
        assert_eq!(heard.json()["model"], "tiny");
        assert_eq!(heard.json()["temperature"], 0);
    }
}

#[test]
fn a_status_that_is_no_success_is_told_in_the_servers_words_without_the_key() {
    for status in [401, 403, 404, 429, 503] {
        let body = format!(r#"{{"error":{{"message":"no: {KEY} is wrong"}}}}"#);
        let server = Server::saying(status, &body);
        let expected = Trouble::Status(status, "no: … is wrong".to_owned());
        assert_eq!(refused(&server, true), expected);
    }
    let page = Server::saying(502, "<html>bad gateway</html>");
    assert_eq!(refused(&page, true), Trouble::Status(502, String::new()));
}

#[test]
fn what_a_server_does_not_take_is_left_out_and_not_tried_again() {
    let no = |message: &str| Play::Says(400, format!(r#"{{"error":{{"message":"{message}"}}}}"#));
    let yes = Play::Says(200, dialects(CONTENT)[4].1.to_string());
    let server = Server::start(vec![
        no("Use 'max_completion_tokens' instead."),
        no("'temperature' does not support 0"),
        no("response_format is unknown"),
        yes,
    ]);
    let mut client = client(&server.base, true);
    for _ in 0..2 {
        client.read(&asked(), &mut |_, _| ()).expect("it reads in the end");
    }
    let heard: Vec<Value> = (0..5).map(|_| server.heard.recv().expect("a call").json()).collect();
    assert_eq!(heard[0]["max_tokens"], 128);
    assert_eq!(heard[3]["max_completion_tokens"], 128);
    assert!(heard[3].get("temperature").is_none() && heard[3].get("response_format").is_none());
    assert_eq!(heard[4], heard[3], "the second answer begins with what was taken");
}

#[test]
fn a_server_that_answers_500_to_everything_ends_it() {
    let server = Server::saying(500, "");
    assert_eq!(refused(&server, true), Trouble::Status(500, String::new()));
    assert_eq!((0..2).filter(|_| server.heard.recv().is_ok()).count(), 2, "once without a schema");
    assert!(server.heard.try_recv().is_err());
}

#[test]
fn nobody_there_is_told_at_once() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let base = format!("http://{}/v1", listener.local_addr().expect("bound"));
    drop(listener);
    let trouble = client(&base, true).read(&asked(), &mut |_, _| ()).expect_err("nobody");
    assert_eq!(trouble, Trouble::Unreachable("the connection was refused".to_owned()));
}

#[test]
fn silence_ends_at_the_time_limit() {
    for play in [Play::Hangs, Play::Stalls, Play::Endless] {
        let server = Server::start(vec![play.clone()]);
        let trouble = refused(&server, false);
        let is_cut = matches!(trouble, Trouble::TimedOut(_) | Trouble::TooLong);
        assert!(is_cut, "{play:?}: {trouble:?}");
    }
}

#[test]
fn an_answer_without_end_or_of_fifty_megabytes_is_cut_off() {
    for play in [Play::Endless, Play::Huge] {
        let server = Server::start(vec![play.clone()]);
        assert_eq!(refused(&server, true), Trouble::TooLong, "{play:?}");
    }
}

#[test]
fn what_is_no_http_is_no_reading() {
    for raw in [
        &b""[..],
        b"\0\0\0\0",
        b"hello\r\n\r\n",
        b"HTTP/1.1 200",
        b"HTTP/1.1 999999 X\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"choices\"",
    ] {
        let server = Server::start(vec![Play::Raw(raw.to_vec())]);
        let trouble = refused(&server, true);
        assert!(matches!(trouble, Trouble::Unreachable(_)), "{raw:?}: {trouble:?}");
    }
    let gone = Server::start(vec![Play::HangsUp]);
    assert!(matches!(refused(&gone, true), Trouble::Unreachable(_)));
}

#[test]
fn two_hundred_with_nonsense_is_no_reading() {
    let chat = |content: &str| dialects(content)[0].1.to_string();
    let cases = [
        ("", Trouble::NoReply(NoReply::NotJson)),
        ("<html>login</html>", Trouble::NoReply(NoReply::NotJson)),
        ("{}", Trouble::NoReply(NoReply::NoMessage)),
        (
            r#"{"error":"model is loading"}"#,
            Trouble::NoReply(NoReply::Error("model is loading".into())),
        ),
        (&chat("Sure, here you are!"), Trouble::Nonsense(Nonsense::NotJson)),
        (&chat(""), Trouble::Nonsense(Nonsense::Empty)),
        (&chat("{}"), Trouble::Nonsense(Nonsense::NoPoints)),
        (&chat(r#"{"points":[]}"#), Trouble::Nonsense(Nonsense::NothingKnown)),
    ];
    for (body, expected) in cases {
        assert_eq!(refused(&Server::saying(200, body), true), expected, "{body}");
    }
}

#[test]
fn a_redirect_is_followed_by_nobody() {
    let elsewhere = Server::saying(200, &dialects(CONTENT)[0].1.to_string());
    let server =
        Server::start(vec![Play::Redirects(format!("{}/chat/completions", elsewhere.base))]);
    assert_eq!(refused(&server, true), Trouble::Redirected(307));
    assert!(elsewhere.heard.try_recv().is_err(), "nothing was sent there");
}

#[test]
fn one_failed_call_of_several_costs_its_own_points_alone() {
    let ok = dialects(r#"{"points":[{"id":"p1","verdict":"half","at":[1]}]}"#)[0].1.to_string();
    let server = Server::start(vec![Play::Says(200, ok), Play::Says(200, "{}".to_owned())]);
    let long = "I would key every payment by its account so that order holds. ".repeat(150);
    let asked = Asked { fields: vec![("answer".to_owned(), long)], ..asked() };
    let mut steps = Vec::new();
    let read = client(&server.base, true)
        .read(&asked, &mut |done, all| steps.push((done, all)))
        .expect("the first call is enough");
    assert_eq!(steps, [(0, 2), (1, 2)]);
    assert_eq!(read.points.len(), 1);
}

#[test]
fn the_models_are_listed() {
    let list = r#"{"object":"list","data":[{"id":"qwen3:8b","object":"model"},{"id":"tiny"}]}"#;
    let server = Server::saying(200, list);
    assert_eq!(client(&server.base, true).models(), Ok(vec!["qwen3:8b".into(), "tiny".into()]));
    assert!(server.heard.recv().expect("a call").head.starts_with("GET /v1/models "));
    let none = Server::saying(404, "");
    assert!(client(&none.base, true).models().is_err());
}

#[test]
fn a_key_that_cannot_be_one_is_refused_and_never_printed() {
    for text in ["", " ", "two words", "line\nbreak", "schlüssel"] {
        assert_eq!(Secret::new(text), None, "{text:?}");
    }
    let secret = Secret::new(" sk-1 \n").expect("a key");
    assert_eq!(format!("{secret:?}"), "Secret(…)");
}
