//! Where the words stand that points rest on, and what they would count as by themselves.

use super::EvidencePart;
use super::places::ends_shown;
use crate::engine::State;
use crate::engine::event::{About, Evidence, Mark, Scope};
use crate::engine::state::{Field, ItemState};
use crate::score::best::best;
use crate::score::facts::mark_of;
use crate::score::judged::is_not_answered;
use crate::text::SafeText;

/// The best evidence of each point that stands in this field, in the order of the text.
pub(super) fn in_field(found: &ItemState, field: &Field) -> Vec<EvidencePart> {
    let is_shown = |evidence: &&Evidence| {
        evidence.field == field.name && best(&found.evidence, &evidence.about) == Some(evidence)
    };
    let shown = found.evidence.iter().filter(is_shown);
    let mut parts: Vec<EvidencePart> =
        shown.filter_map(|evidence| place(&field.text, evidence)).collect();
    parts.sort_by(|a, b| (a.from, a.to, a.point.as_str()).cmp(&(b.from, b.to, b.point.as_str())));
    parts.dedup();
    parts
}

/// Its place in the text as it is shown. Ranges come from a journal: one that does not fit the
/// text has none.
fn place(raw: &str, evidence: &Evidence) -> Option<EvidencePart> {
    let (from, to) = ends_shown(raw, evidence.range)?;
    Some(EvidencePart {
        point: SafeText::line(&evidence.about.mark_id()),
        band: evidence.band,
        check_polarity: evidence.polarity,
        from,
        to,
    })
}

/// The mark that the words alone stand for. Nothing where they decide nothing: of what was spoken
/// or never written, and of how somebody talks, which shows in few words.
pub(super) fn by_words(state: &State, scope: Scope, about: &About) -> Option<Mark> {
    let Scope::Question { slot, item } = scope else { return None };
    let found = state.item_state(slot, item)?;
    let is_filed = found.filed > 0 && !found.spoken && !is_not_answered(found);
    is_filed.then(|| mark_of(best(&found.evidence, about)))
}
