//! An answer cut where its evidence begins and ends.

use crate::engine::event::Band;
use crate::text::SafeText;
use crate::view::page::Piece;
use crate::view::transcript::{EvidencePart, FieldPart};

use crate::view::say::judged::point_anchor;

/// Evidence of points that are not listed (`numbers`) is left out; where several overlap, the
/// surest shades the text.
pub(super) fn pieces(
    field: &FieldPart,
    numbers: &dyn Fn(&SafeText) -> Option<usize>,
    at: &str,
) -> Vec<Piece> {
    let text = field.text.as_str();
    let listed = field.evidence.iter().filter_map(|found| Some((found, numbers(&found.point)?)));
    let listed: Vec<(&EvidencePart, usize)> = listed.collect();
    let ends = listed.iter().flat_map(|(found, _)| [found.from, found.to]);
    let mut cuts: Vec<usize> = ends.chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |cut: &[usize]| {
        let (from, to) = (cut[0], cut[1]);
        let covering = listed.iter().filter(|(found, _)| found.from <= from && to <= found.to);
        let ending = listed.iter().filter(|(found, _)| found.to == to);
        let mut refs: Vec<_> = ending.map(|(_, n)| (*n, point_anchor(at, *n))).collect();
        refs.sort_unstable();
        Piece {
            text: SafeText::new(text.get(from..to).unwrap_or_default()),
            band: covering.map(|(found, _)| band(found)).min(),
            refs,
        }
    };
    cuts.windows(2).map(piece).collect()
}

/// A doubt of polarity is a "maybe" however many words match.
const fn band(found: &EvidencePart) -> Band {
    if found.check_polarity { Band::Maybe } else { found.band }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Span;

    fn evidence(point: &str, band: Band, from: usize, to: usize) -> EvidencePart {
        EvidencePart { point: SafeText::line(point), band, check_polarity: false, from, to }
    }

    fn cut(text: &str, evidence: Vec<EvidencePart>) -> Vec<(String, Option<Band>, Vec<usize>)> {
        let field = FieldPart {
            name: SafeText::line("answer"),
            followup: None,
            used_ms: Span::ZERO,
            share: None,
            visits: 1,
            words: 0,
            text: SafeText::new(text),
            evidence,
        };
        let numbers =
            |id: &SafeText| ["a", "b"].iter().position(|n| *n == id.as_str()).map(|n| n + 1);
        let pieces = pieces(&field, &numbers, "q1-1").into_iter();
        let flat =
            pieces.map(|p| (p.text.to_string(), p.band, p.refs.iter().map(|r| r.0).collect()));
        flat.collect()
    }

    #[test]
    fn an_answer_is_cut_at_its_evidence_and_loses_nothing() {
        let found = cut(
            "One. Two. Three.",
            vec![evidence("b", Band::Maybe, 0, 9), evidence("a", Band::Likely, 5, 9)],
        );
        assert_eq!(
            found,
            [
                ("One. ".to_owned(), Some(Band::Maybe), vec![]),
                ("Two.".to_owned(), Some(Band::Likely), vec![1, 2]),
                (" Three.".to_owned(), None, vec![]),
            ]
        );
    }

    #[test]
    fn a_doubt_and_a_point_that_is_not_listed_shade_nothing_surely() {
        let doubt = EvidencePart { check_polarity: true, ..evidence("a", Band::Likely, 0, 4) };
        assert_eq!(cut("One. Two.", vec![doubt])[0].1, Some(Band::Maybe));
        let unknown = vec![evidence("c", Band::Likely, 0, 4)];
        assert_eq!(cut("One. Two.", unknown), [("One. Two.".to_owned(), None, vec![])]);
    }
}
