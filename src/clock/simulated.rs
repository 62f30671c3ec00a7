//! A clock that jumps to whatever comes next, so that five hours pass in a moment.

use std::sync::mpsc::Receiver;

use super::{Clock, Wake};
use crate::message::Message;
use crate::time::{Elapsed, Span};

pub struct SimulatedClock {
    messages: Receiver<Message>,
    now: Elapsed,
    /// Wall time at elapsed zero, milliseconds since 1970.
    start_ms: i64,
    /// How long it has stood, while it is held.
    stood: Option<Span>,
}

impl SimulatedClock {
    /// Goes on from `base`, as the machine's clock does.
    pub fn new(messages: Receiver<Message>, base: Elapsed, start_ms: i64) -> SimulatedClock {
        SimulatedClock { messages, now: base, start_ms, stood: None }
    }
}

impl Clock for SimulatedClock {
    fn now(&self) -> Elapsed {
        self.now
    }

    fn wall_ms(&self) -> i64 {
        self.start_ms.saturating_add_unsigned(self.now.0)
    }

    /// Messages that are there come first; else time jumps.
    fn wait(&mut self, until: Option<Elapsed>) -> Wake {
        if let Ok(message) = self.messages.try_recv() {
            return Wake::Message(message);
        }
        match until {
            Some(until) => {
                match &mut self.stood {
                    Some(stood) => *stood += until - self.now,
                    None => self.now = self.now.max(until),
                }
                Wake::Deadline
            }
            None => Wake::Nothing,
        }
    }

    fn slept(&mut self) -> Option<Span> {
        None
    }

    fn hold(&mut self) {
        self.stood.get_or_insert(Span::ZERO);
    }

    fn release(&mut self) -> Span {
        self.stood.take().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn messages_come_before_time() {
        let (sender, receiver) = mpsc::channel();
        let mut clock = SimulatedClock::new(receiver, Elapsed(0), 1000);
        sender.send(Message::InputClosed).expect("open");
        assert!(matches!(clock.wait(Some(Elapsed(100))), Wake::Message(Message::InputClosed)));
        assert_eq!(clock.now(), Elapsed(0));
        assert!(matches!(clock.wait(Some(Elapsed(100))), Wake::Deadline));
        assert_eq!((clock.now(), clock.wall_ms()), (Elapsed(100), 1100));
        assert!(matches!(clock.wait(None), Wake::Nothing));
    }

    #[test]
    fn held_it_stands_and_counts_for_how_long() {
        let (_sender, receiver) = mpsc::channel();
        let mut clock = SimulatedClock::new(receiver, Elapsed(50), 0);
        clock.hold();
        clock.wait(Some(Elapsed(70)));
        clock.wait(Some(Elapsed(60)));
        assert_eq!(clock.now(), Elapsed(50));
        assert_eq!((clock.release(), clock.release()), (Span(30), Span::ZERO));
        clock.wait(Some(Elapsed(70)));
        assert_eq!(clock.now(), Elapsed(70));
    }
}
