//! What a key came to in one place, for what lies above all places to carry out.

use crate::message::Key;
use crate::seat::outcome::Outcome;
use crate::ui::room::keys::Action;
use crate::ui::room::model::Deed;

pub enum Reply {
    Deeds(Vec<Deed>),
    /// The action that stands on the key, or was chosen.
    Act(Action),
    /// The key means here what it means wherever nothing is typed.
    Anywhere(Key),
    /// What a key of the debrief's menus asks for.
    Came(Outcome),
    /// Another one sits here now; what follows by itself may follow.
    Settle,
}

impl Reply {
    pub const NOTHING: Reply = Reply::Deeds(Vec::new());
}

impl From<Vec<Deed>> for Reply {
    fn from(deeds: Vec<Deed>) -> Reply {
        Reply::Deeds(deeds)
    }
}
