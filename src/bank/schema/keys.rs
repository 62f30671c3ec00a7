//! What a table of keys is made of.

use crate::words::words;

words! {
    /// A kind of file.
    Document { Question = "question", Round = "round", Pack = "pack" }
}

/// One key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    pub is_required: bool,
    pub value: Shape,
    /// For whoever types it: what it means.
    pub about: &'static str,
}

/// What a key holds.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// The version of the schema.
    Version,
    /// A text that says something.
    Text,
    /// A text that may be empty.
    RawText,
    /// An id in kebab-case.
    Id,
    /// One word of a closed list.
    Word(fn() -> Vec<&'static str>),
    /// Whole, from the first to the second.
    Number(u32, u32),
    /// With or without a fraction.
    Fraction,
    Flag,
    Date,
    Texts,
    /// At least one text.
    SomeTexts,
    Words(fn() -> Vec<&'static str>),
    Numbers(u32, u32),
    /// Two numbers, with or without fractions.
    Range,
    /// Lists of two texts.
    Pairs,
    Anything,
    Items,
    /// Texts by names of the file's choosing.
    TextMap,
    NumberMap(u32, u32),
    /// `"none"`, `"full"`, or columns.
    Order,
    /// Marks of a natural sample, by the point's id.
    Marks,
    Table(&'static [Key]),
    Tables(&'static [Key]),
    /// Tables by names of the file's choosing.
    NamedTables(&'static [Key]),
}

pub(super) const fn must(name: &'static str, value: Shape, about: &'static str) -> Key {
    Key { name, is_required: true, value, about }
}

pub(super) const fn may(name: &'static str, value: Shape, about: &'static str) -> Key {
    Key { name, is_required: false, value, about }
}
