//! Where a key is in a file, found again only once there is something to say about it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file's values by their places. Reading it is most of the work: keep it for the next fault.
pub struct Places<'t>(Spanned<DeTable<'t>>);

impl<'t> Places<'t> {
    pub fn of(text: &'t str) -> Places<'t> {
        Places(DeTable::parse_recoverable(text).0)
    }

    /// The same of a text that is sound TOML.
    pub fn of_sound(text: &'t str) -> Option<Places<'t>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        errors.is_empty().then_some(Places(table))
    }

    /// The bytes of the value at `path`, as `rubric[2].phrasings[0]`; of the nearest part above it
    /// where the file has no such key; of nothing at the beginning where it has none of it.
    pub fn find(&self, path: &str) -> Range<usize> {
        let mut place = 0..0;
        let mut here: Option<&Spanned<DeValue>> = None;
        for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
            let next = match (here.map(Spanned::get_ref), step.strip_suffix(']')) {
                (None, _) => self.0.get_ref().get(step),
                (Some(DeValue::Table(table)), None) => table.get(step),
                (Some(DeValue::Array(items)), Some(index)) => {
                    index.parse::<usize>().ok().and_then(|index| items.get(index))
                }
                _ => None,
            };
            let Some(next) = next else { break };
            place = next.span();
            here = Some(next);
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_its_value_or_to_the_nearest_part_above() {
        let text = "id = \"x\"\n[[rubric]]\nweight = 3\nphrasings = [\"a\", \"b\"]\n";
        let places = Places::of(text);
        let at = |path| &text[places.find(path)];
        assert_eq!(at("id"), "\"x\"");
        assert_eq!(at("rubric[0].phrasings[1]"), "\"b\"");
        assert_eq!(at("rubric[0].phrasings[7]"), "[\"a\", \"b\"]");
        assert_eq!(at("rubric[0].dim"), "[[rubric]]");
        assert_eq!(at("nothing.here"), "");
    }
}
