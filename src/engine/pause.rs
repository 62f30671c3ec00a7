//! Why the clock was stopped.

use serde::{Deserialize, Serialize};

use crate::words::words;

/// Why a pause began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Recorded", into = "Recorded")]
pub enum PauseReason {
    /// A seat asked for it, and said why or nothing.
    Asked(String),
    /// The machine slept.
    Slept,
    /// The session was opened again.
    Reopened,
    /// The program was asked to stop.
    Left,
}

impl PauseReason {
    /// In words; empty where a seat gave no reason.
    pub fn text(&self) -> &str {
        match self {
            PauseReason::Asked(text) => text,
            PauseReason::Slept => "the machine slept",
            PauseReason::Reopened => "reopened",
            PauseReason::Left => "left",
        }
    }
}

words! {
    /// The reason without its text.
    PauseKind { Asked = "asked", Slept = "slept", Reopened = "reopened", Left = "left" }
}

/// A reason as it is in the journal. Up to format 1.1 there is only the text.
#[derive(Serialize, Deserialize)]
struct Recorded {
    kind: Option<PauseKind>,
    reason: String,
}

impl From<Recorded> for PauseReason {
    fn from(Recorded { kind, reason }: Recorded) -> PauseReason {
        match kind {
            Some(PauseKind::Asked) => PauseReason::Asked(reason),
            Some(PauseKind::Slept) => PauseReason::Slept,
            Some(PauseKind::Reopened) => PauseReason::Reopened,
            Some(PauseKind::Left) => PauseReason::Left,
            None => match reason.as_str() {
                "the machine slept" => PauseReason::Slept,
                "reopened" => PauseReason::Reopened,
                "left" => PauseReason::Left,
                _ => PauseReason::Asked(reason),
            },
        }
    }
}

impl From<PauseReason> for Recorded {
    fn from(reason: PauseReason) -> Recorded {
        let (kind, text) = match reason {
            PauseReason::Asked(text) => (PauseKind::Asked, text),
            PauseReason::Slept => (PauseKind::Slept, String::new()),
            PauseReason::Reopened => (PauseKind::Reopened, String::new()),
            PauseReason::Left => (PauseKind::Left, String::new()),
        };
        Recorded { kind: Some(kind), reason: text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Event;

    fn read(json: &str) -> PauseReason {
        match serde_json::from_str(json) {
            Ok(Event::Paused { reason }) => reason,
            other => panic!("{json} is {other:?}"),
        }
    }

    #[test]
    fn the_texts_of_old_journals_are_read_as_what_they_meant() {
        let old = |reason: &str| read(&format!(r#"{{"Paused":{{"reason":"{reason}"}}}}"#));
        assert_eq!(old("left"), PauseReason::Left);
        assert_eq!(old("reopened"), PauseReason::Reopened);
        assert_eq!(old("the machine slept"), PauseReason::Slept);
        assert_eq!(old("the door"), PauseReason::Asked("the door".to_owned()));
        assert_eq!(old(""), PauseReason::Asked(String::new()));
    }

    #[test]
    fn what_a_person_writes_is_never_taken_for_a_kind() {
        for text in ["left", "reopened", "the machine slept", "the door", ""] {
            let reason = PauseReason::Asked(text.to_owned());
            let event = Event::Paused { reason: reason.clone() };
            let json = serde_json::to_string(&event).expect("writes");
            assert_eq!(json, format!(r#"{{"Paused":{{"kind":"asked","reason":"{text}"}}}}"#));
            assert_eq!(read(&json), reason);
        }
        for reason in [PauseReason::Slept, PauseReason::Reopened, PauseReason::Left] {
            let json = serde_json::to_string(&Event::Paused { reason: reason.clone() });
            assert_eq!(read(&json.expect("writes")), reason);
        }
    }
}
