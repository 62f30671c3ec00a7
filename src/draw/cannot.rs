//! Why nothing could be drawn, and what to change.

use std::fmt;

/// Why nothing could be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotDraw {
    /// The round's rule found no question, with what it looked for.
    NoQuestion {
        round: String,
        draw: String,
        sought: String,
    },
    UnknownRound {
        looped: String,
        round: String,
    },
    UnknownTopic {
        topic: String,
        near: Option<String>,
    },
    /// No question of the format is about a topic that was asked for.
    TopicElsewhere {
        topic: String,
        format: String,
    },
    UnknownQuestion {
        id: String,
        near: Option<String>,
    },
}

impl fmt::Display for CannotDraw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hint = |near: &Option<String>| {
            near.as_ref().map_or(String::new(), |near| format!("; did you mean `{near}`?"))
        };
        match self {
            CannotDraw::NoQuestion { round, draw, sought } => write!(
                f,
                "the bank has no question for `{draw}` of the round `{round}`: looked for {sought}. \
                 Leave out --without or --level, or add questions (`mock bank list` shows what is there)"
            ),
            CannotDraw::UnknownRound { looped, round } => write!(
                f,
                "the loop `{looped}` has a slot for the round `{round}`, which does not exist; \
                 `mock rounds` lists them"
            ),
            CannotDraw::UnknownTopic { topic, near } => write!(
                f,
                "no question is about the topic `{topic}`{}; `mock bank list` shows all topics",
                hint(near)
            ),
            CannotDraw::TopicElsewhere { topic, format } => write!(
                f,
                "no question that `{format}` draws is about `{topic}`; \
                 `mock bank list --topic {topic}` shows which kind of round asks it"
            ),
            CannotDraw::UnknownQuestion { id, near } => {
                write!(f, "the bank has no question `{id}`{}", hint(near))
            }
        }
    }
}

impl std::error::Error for CannotDraw {}
