//! What readers find in an answer, and where in the candidate's own words a mark is shown.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// How sure the matcher is; never "missing".
    Band { Likely = "likely", Maybe = "maybe", None = "none" }
}

/// Words of the answer that a rubric item may rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub about: About,
    /// The field of the answer, and the bytes of it that are quoted.
    pub field: String,
    pub range: (usize, usize),
    /// Matched words inside the range, in bytes of the field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<(usize, usize)>,
    /// Index of the phrasing that matched best.
    pub phrasing: usize,
    /// Thousandths of the phrasing's weight that were found.
    pub score: u32,
    pub band: Band,
    /// A negation stands where the phrasing has none: read it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub polarity: bool,
}

/// What a piece of evidence speaks to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A rubric item of the question, by id.
    Item(String),
    /// An item of the round's own rubric, by id.
    RoundItem(String),
    /// A red flag, by its index.
    RedFlag(usize),
    /// The answer to a follow-up, by its id.
    Followup(String),
    /// A fault planted in the file that is reviewed, by its id: whether it was pointed at.
    Fault(String),
    /// What was made of a curveball, by its id.
    Curveball(String),
    /// A number estimate, by id.
    Number(String),
    /// The hidden cause was named.
    Cause,
}

/// Where in the candidate's own words a point is shown: bytes of a field of the scored attempt, as
/// its text stood when the part closed. A closed part never changes, so the place stays good.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The item of the round whose words these are; only for a round's own points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<usize>,
    /// 0 the answer, 1… its follow-ups; for [`TALK`] the number of the line.
    pub part: usize,
    /// Name of the field, or [`TALK`].
    pub field: String,
    /// Bytes `from..to` of the text, both on character boundaries, not empty.
    pub from: usize,
    pub to: usize,
}

/// A place with this field is in the talk: `part` counts what happened while the item was on the
/// table, from 0, and the text is what was said or asked there. No field of an answer has this name.
pub const TALK: &str = "talk";

words! {
    /// How a mark is meant.
    Shown {
        /// In the answer's words: the mark has its places.
        Written = "written",
        /// Said, and written nowhere.
        Aloud = "aloud",
        /// In the diagram that an outline draws.
        Diagram = "diagram",
        /// Meant, and neither said nor written.
        Unwritten = "unwritten",
    }
}

/// What a mark rests on, and how it came about. Empty in formats before 1.3, and for points that
/// are missed or were not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounds {
    /// The sentences that show the point.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<Place>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
    /// Rank of the reader's suggestion that was taken: 1 the first; nothing where the place was
    /// chosen by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pick: Option<u32>,
    /// The words of the first place, where the candidate could still change them: looked for again
    /// once the part has closed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
}

impl Grounds {
    /// A mark without a place.
    #[must_use]
    pub fn only(shown: Shown) -> Grounds {
        Grounds { shown: Some(shown), ..Grounds::default() }
    }

    /// A mark with its place.
    #[must_use]
    pub fn at(place: Place) -> Grounds {
        Grounds { at: vec![place], shown: Some(Shown::Written), ..Grounds::default() }
    }
}

words! {
    /// Who suggests sentences. A reader never sets a mark.
    Reader {
        /// Built in: matches words.
        Words = "words",
        /// A language model that the user set up.
        Model = "model",
    }
}

words! {
    /// What a model makes of a point.
    Said { Said = "said", Half = "half", No = "no", Opposite = "opposite" }
}

/// What one reader found in one closed part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub reader: Reader,
    /// Version of the reader: number of the built-in one, and of what a model is asked.
    pub version: u32,
    /// Name of the model; empty for the built-in reader.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub model: String,
    /// Digest of what the model was told to do; empty for the built-in reader.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub instructions: String,
    /// How the model did in its last test on this machine, if it was tested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
    /// In the order of the checklist; a point that was not looked for is left out.
    pub points: Vec<PointReading>,
}

/// How a model agreed with marks that persons gave to the bank's own samples. It is copied into
/// the journal, so that a score can be folded again anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Day of the test, `2026-11-30`.
    pub date: String,
    pub model: String,
    /// Digest of the instructions that it was tested with.
    pub instructions: String,
    /// How many points were judged.
    pub points: u32,
    /// Thousandths of them on which it agreed: said, or not said.
    pub agreement: u32,
}

/// What a reader found about one point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointReading {
    pub about: About,
    /// A model's answer; the built-in reader gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Said>,
    /// The sentences that may show it, the best first, at most [`PointReading::MOST`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<RankedPlace>,
}

impl PointReading {
    /// How many suggestions a reader makes at most.
    pub const MOST: usize = 5;
}

/// A suggested place in the part that was read: bytes `from..to` of the field's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankedPlace {
    pub field: String,
    pub from: usize,
    pub to: usize,
    /// Thousandths; comparable within one point of one reader only.
    pub score: u32,
}
