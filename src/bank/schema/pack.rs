//! Keys of `pack.toml`.

use super::keys::Shape::{Id, Text, Version};
use super::keys::{Key, may, must};

pub(super) const PACK: &[Key] = &[
    must("schema", Version, "The version of this format"),
    must("name", Id, "Kebab-case; a later version of the pack has the same name"),
    must("version", Text, "As 1.0.0; told when the pack is added or updated"),
    must("license", Text, "Who may use the questions, as MIT or CC-BY-4.0"),
    must("author", Text, "Who wrote them"),
    may("about", Text, "What the pack is, in a sentence"),
    may("homepage", Text, "A web address"),
];
