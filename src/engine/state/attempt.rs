//! One way through a question: its fields, and which of its parts are handed in.

use std::collections::BTreeSet;

use crate::engine::event::{ClosedBy, RankedPlace};
use crate::engine::verdict::Verdict;
use crate::time::Span;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempt {
    pub fields: Vec<Field>,
    pub open: Option<OpenField>,
    /// How many parts are handed in without a gap: 0 while the answer is open, 1 after it, and one
    /// a follow-up.
    pub parts: usize,
    /// Follow-ups that are handed in while what they cut into is still open.
    pub ahead: BTreeSet<usize>,
    /// Parts that were still open when the time ran out.
    pub timed_out: BTreeSet<usize>,
    /// Follow-ups that cut into what was being written and are not answered yet; the last is on the
    /// table.
    pub cut_ins: Vec<CutIn>,
    pub closed: Option<ClosedBy>,
    /// The answer was spoken and the speech is over: fields are open for notes, untimed.
    pub takes_notes: bool,
    /// What came of its code.
    pub verdict: Option<Verdict>,
}

/// A follow-up that came before the part on the table was handed in, and what it interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutIn {
    /// The follow-up's own part.
    pub part: usize,
    /// The field that was open: the candidate goes back to it.
    pub back: usize,
    pub took_notes: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenField {
    pub index: usize,
    /// Interview time at which it was opened.
    pub from: Span,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub text: String,
    /// Unpaused time it was the open one, thinking included, visits summed.
    pub used: Span,
    pub visits: u32,
    /// 0 for the answer itself, n for the n-th follow-up.
    pub part: usize,
}

impl Attempt {
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    pub fn open_field(&self) -> Option<&Field> {
        self.fields.get(self.open?.index)
    }

    /// Whether a reader's suggestion lies inside a field of the part.
    pub fn holds(&self, part: usize, place: &RankedPlace) -> bool {
        let mut fields = self.part(part).filter(|field| field.name == place.field);
        fields.any(|field| field.text.get(place.from..place.to).is_some_and(|it| !it.is_empty()))
    }

    /// The part on the table: 0 the answer, n its n-th follow-up.
    pub fn open_part(&self) -> usize {
        self.cut_ins.last().map_or(self.parts, |cut| cut.part)
    }

    /// The field to which the candidate goes back from the follow-up on the table.
    pub fn cut_into(&self) -> Option<&Field> {
        self.fields.get(self.cut_ins.last()?.back)
    }

    /// Whether the part is handed in.
    pub fn is_handed_in(&self, part: usize) -> bool {
        part < self.parts || self.ahead.contains(&part)
    }

    /// The fields of one part: 0 the answer, n its n-th follow-up.
    pub fn part(&self, part: usize) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.part == part)
    }
}
