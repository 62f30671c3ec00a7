use std::io::PipeWriter;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::*;

/// Long enough for any machine; it is only waited out when the test fails.
const PATIENCE: Duration = Duration::from_secs(20);

fn keyboard() -> (Keys, PipeWriter, Receiver<Message>) {
    let (input, typed) = io::pipe().expect("a pipe");
    let (sender, messages) = channel();
    let keys = Keys::over(input.into(), sender, false).expect("a thread");
    (keys, typed, messages)
}

fn line(messages: &Receiver<Message>) -> String {
    match messages.recv_timeout(PATIENCE).expect("a message") {
        Message::Line(line) => line,
        other => panic!("{other:?}"),
    }
}

#[test]
fn lines_arrive_whole_and_the_end_is_told() {
    let (mut keys, mut typed, messages) = keyboard();
    keys.want(Want::Lines);
    typed.write_all(b"first\nsec").expect("room");
    assert_eq!(line(&messages), "first");
    typed.write_all(b"ond\nlast").expect("room");
    drop(typed);
    assert_eq!(line(&messages), "second");
    assert_eq!(line(&messages), "last");
    let end = messages.recv_timeout(PATIENCE).expect("a message");
    assert!(matches!(end, Message::InputClosed), "{end:?}");
}

#[test]
fn nothing_is_read_before_it_is_wanted() {
    let (mut keys, mut typed, messages) = keyboard();
    typed.write_all(b"early\n").expect("room");
    assert!(messages.try_recv().is_err());
    keys.want(Want::Lines);
    assert_eq!(line(&messages), "early");
}

#[test]
fn a_line_of_a_megabyte_and_bytes_that_are_no_text_pass() {
    let (mut keys, mut typed, messages) = keyboard();
    keys.want(Want::Lines);
    let writer = thread::spawn(move || {
        typed.write_all(&[b'x'; 300_000]).expect("read");
        typed.write_all(b"\n\xff\xfe\n").expect("read");
    });
    assert_eq!(line(&messages).len(), 300_000);
    assert_eq!(line(&messages), "\u{fffd}\u{fffd}");
    writer.join().expect("wrote");
}

#[test]
fn a_dropped_keyboard_lets_its_thread_go() {
    let (keys, _typed, messages) = keyboard();
    drop(keys);
    let gone = messages.recv_timeout(PATIENCE).expect_err("the thread has ended");
    assert_eq!(gone, std::sync::mpsc::RecvTimeoutError::Disconnected);
}
