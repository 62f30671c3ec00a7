//! A model that reads beside the loop, on a thread of its own, or while one waits.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::asked::{Asked, VERSION, digest};
use super::client::{Client, Endpoint};
use super::gather::PartId;
use crate::engine::event::{Proof, Reader, Reading};
use crate::message::{Message, PartRead};

/// Reads closed parts of answers. Never blocks the one loop for long: what takes time comes back as
/// [`Message::PartRead`].
pub trait Model {
    /// Begins to read a part. The outcome, where it's known at once; else it comes as a message.
    fn start(&mut self, part: PartId, asked: Asked) -> Option<PartRead>;
}

/// A model, and how it did in its last test.
#[derive(Clone, Debug)]
pub struct Chosen {
    pub endpoint: Endpoint,
    pub proof: Option<Proof>,
}

/// Reads one part after the other on a thread that begins with the first.
pub struct Desk {
    chosen: Option<Chosen>,
    session: Sender<Message>,
    orders: Option<Sender<(PartId, Asked)>>,
}

impl Desk {
    pub fn new(chosen: Chosen, session: Sender<Message>) -> Desk {
        Desk { chosen: Some(chosen), session, orders: None }
    }

    /// The thread is left alone at the session's end: it may wait for a server that never answers,
    /// and has nothing to clear up.
    fn open(&mut self) -> Option<&Sender<(PartId, Asked)>> {
        if let Some(chosen) = self.chosen.take() {
            let (sender, receiver) = mpsc::channel();
            let session = self.session.clone();
            let work = move || work(chosen, &receiver, &session);
            thread::Builder::new().name("model reader".to_owned()).spawn(work).ok()?;
            self.orders = Some(sender);
        }
        self.orders.as_ref()
    }
}

impl Model for Desk {
    fn start(&mut self, part: PartId, asked: Asked) -> Option<PartRead> {
        let is_taken = self.open().is_some_and(|orders| orders.send((part, asked)).is_ok());
        let why = "no thread could be started for it".to_owned();
        (!is_taken).then(|| part.outcome(Err(why)))
    }
}

fn work(chosen: Chosen, orders: &Receiver<(PartId, Asked)>, session: &Sender<Message>) {
    let mut bench = Bench::new(chosen);
    while let Ok((part, asked)) = orders.recv() {
        if session.send(Message::PartRead(bench.read(part, &asked))).is_err() {
            return;
        }
    }
}

/// Reads while one waits: for scripts on a simulated clock.
pub struct Bench {
    client: Client,
    proof: Option<Proof>,
}

impl Bench {
    pub fn new(chosen: Chosen) -> Bench {
        Bench { client: Client::new(chosen.endpoint), proof: chosen.proof }
    }

    fn read(&mut self, part: PartId, asked: &Asked) -> PartRead {
        let read = self.client.read(asked, &mut |_, _| ());
        let reading = read.map_err(|trouble| format!("{trouble}; {}", trouble.advice()));
        let reading = reading.map(|read| Reading {
            reader: Reader::Model,
            version: VERSION,
            model: self.client.endpoint().model.clone(),
            instructions: digest(),
            proof: self.proof.clone(),
            points: read.points,
        });
        part.outcome(reading)
    }
}

impl Model for Bench {
    fn start(&mut self, part: PartId, asked: Asked) -> Option<PartRead> {
        Some(self.read(part, &asked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::event::{About, Said};
    use crate::reader::address::Address;
    use crate::reader::asked::Point;
    use crate::reader::testing::{CONTENT, Play, Server, dialects};
    use std::time::Duration;

    const PART: PartId = PartId { slot: 0, item: 1, part: 2 };

    fn asked() -> Asked {
        Asked {
            question: "Why?".to_owned(),
            remarks: Vec::new(),
            points: vec![Point { about: About::Item("a".into()), text: "It is keyed".into() }],
            fields: vec![("answer".to_owned(), "I key by account.".to_owned())],
        }
    }

    fn desk(server: &Server) -> (Desk, Receiver<Message>) {
        let (sender, receiver) = mpsc::channel();
        let endpoint = Endpoint {
            address: Address::parse(&server.base).expect("an address"),
            model: "tiny".to_owned(),
            key: None,
            timeout: Duration::from_secs(30),
            max_tokens: 99,
        };
        (Desk::new(Chosen { endpoint, proof: None }, sender), receiver)
    }

    #[test]
    fn readings_and_troubles_come_as_messages_in_order() {
        let server = Server::start(vec![
            Play::Says(200, dialects(CONTENT)[0].1.to_string()),
            Play::Says(401, String::new()),
        ]);
        let (mut desk, messages) = desk(&server);
        for _ in 0..2 {
            assert_eq!(desk.start(PART, asked()), None);
        }
        let Ok(Message::PartRead(first)) = messages.recv() else { panic!("another message") };
        let reading = first.reading.expect("read");
        assert_eq!((reading.reader, reading.model.as_str()), (Reader::Model, "tiny"));
        assert_eq!(reading.points[0].verdict, Some(Said::Said));
        let Ok(Message::PartRead(second)) = messages.recv() else { panic!("another message") };
        assert_eq!((second.slot, second.item, second.part), (0, 1, 2));
        assert!(second.reading.expect_err("refused").starts_with("it answers 401; reader.key_env"));
    }

    #[test]
    fn a_session_that_ends_does_not_wait_for_a_server_that_hangs() {
        let server = Server::start(vec![Play::Hangs]);
        let (mut desk, messages) = desk(&server);
        assert_eq!(desk.start(PART, asked()), None);
        drop(desk);
        assert!(messages.try_recv().is_err());
    }
}
