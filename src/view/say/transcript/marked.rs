//! An answer cut where the sentences begin and end that its points rest on.

use crate::engine::event::Band;
use crate::text::SafeText;
use crate::view::page::{Piece, Tone};
use crate::view::transcript::{EvidencePart, FieldPart};

/// Behind a sentence that asks for a good mark.
const SPEAKS_TO_GRADER: &str = "speaks to the grader";

/// Where the points are listed whose sentences are marked: the number of one, and its anchor. The
/// second argument says whether the point is the round's own.
pub(super) type Listed<'a> = &'a dyn Fn(&SafeText, bool) -> Option<(usize, String)>;

/// What is marked in a text, from its first byte to the one behind its last.
struct Stretch {
    from: usize,
    to: usize,
    tone: Tone,
    point: Option<Mentioned>,
}

/// A point, as text refers to it: a question's own come first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Mentioned {
    of_round: bool,
    number: usize,
    anchor: String,
}

impl Mentioned {
    /// `2`; the round's own points are counted by themselves: `r2`.
    fn named(self) -> (String, String) {
        let round = if self.of_round { "r" } else { "" };
        (format!("{round}{}", self.number), self.anchor)
    }
}

/// Points that are not listed are left out; where several stretches overlap, the surest shades the
/// text.
pub(super) fn pieces(field: &FieldPart, listed: Listed<'_>) -> Vec<Piece> {
    let text = field.text.as_str();
    let stretches = stretches(field, listed);
    let ends = stretches.iter().flat_map(|found| [found.from, found.to]);
    let mut cuts: Vec<usize> = ends.chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |cut: &[usize]| {
        let (from, to) = (cut[0], cut[1]);
        let covering = stretches.iter().filter(|found| found.from <= from && to <= found.to);
        let ending = || stretches.iter().filter(|found| found.to == to);
        let mut refs: Vec<_> = ending().filter_map(|found| found.point.clone()).collect();
        refs.sort_unstable();
        // A candidate and a peer who name the same sentence are one reference.
        refs.dedup();
        let is_to_grader = ending().any(|found| found.tone == Tone::ToGrader);
        Piece {
            text: SafeText::new(text.get(from..to).unwrap_or_default()),
            tone: covering.map(|found| found.tone).min(),
            refs: refs.into_iter().map(Mentioned::named).collect(),
            note: if is_to_grader { SPEAKS_TO_GRADER } else { "" },
        }
    };
    cuts.windows(2).map(piece).collect()
}

/// Whether anything of a text is marked.
pub(super) fn is_marked(field: &FieldPart) -> bool {
    !(field.evidence.is_empty() && field.marked.is_empty() && field.to_grader.is_empty())
}

fn stretches(field: &FieldPart, listed: Listed<'_>) -> Vec<Stretch> {
    let mentioned = |point: &SafeText, of_round: bool| {
        let (number, anchor) = listed(point, of_round)?;
        Some(Mentioned { of_round, number, anchor })
    };
    let found = field.evidence.iter().filter_map(|found| {
        let point = Some(mentioned(&found.point, false)?);
        Some(Stretch { from: found.from, to: found.to, tone: tone(found), point })
    });
    let marked = field.marked.iter().filter_map(|mark| {
        let point = Some(mentioned(&mark.point, mark.of_round)?);
        Some(Stretch { from: mark.from, to: mark.to, tone: Tone::Sure, point })
    });
    let to_grader = field.to_grader.iter().map(|&(from, to)| {
        let tone = Tone::ToGrader;
        Stretch { from, to, tone, point: None }
    });
    found.chain(marked).chain(to_grader).collect()
}

/// A doubt of polarity is a "maybe" however many words match.
const fn tone(found: &EvidencePart) -> Tone {
    match (found.band, found.check_polarity) {
        (Band::Likely, false) => Tone::Sure,
        _ => Tone::Maybe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Seat;
    use crate::engine::event::Mark;
    use crate::time::Span;
    use crate::view::transcript::Beside;

    fn evidence(point: &str, band: Band, from: usize, to: usize) -> EvidencePart {
        EvidencePart { point: SafeText::line(point), band, check_polarity: false, from, to }
    }

    fn field(text: &str, evidence: Vec<EvidencePart>) -> FieldPart {
        FieldPart {
            name: SafeText::line("answer"),
            followup: None,
            used_ms: Span::ZERO,
            share: None,
            visits: 1,
            words: 0,
            text: SafeText::new(text),
            evidence,
            marked: Vec::new(),
            to_grader: Vec::new(),
        }
    }

    fn cut(field: &FieldPart) -> Vec<(String, Option<Tone>, Vec<String>)> {
        let listed = |id: &SafeText, _: bool| {
            let number = ["a", "b"].iter().position(|n| *n == id.as_str())? + 1;
            Some((number, format!("q1-1-{number}")))
        };
        let pieces = pieces(field, &listed).into_iter();
        let flat =
            pieces.map(|p| (p.text.to_string(), p.tone, p.refs.into_iter().map(|r| r.0).collect()));
        flat.collect()
    }

    #[test]
    fn an_answer_is_cut_at_its_evidence_and_loses_nothing() {
        let found = cut(&field(
            "One. Two. Three.",
            vec![evidence("b", Band::Maybe, 0, 9), evidence("a", Band::Likely, 5, 9)],
        ));
        assert_eq!(
            found,
            [
                ("One. ".to_owned(), Some(Tone::Maybe), vec![]),
                ("Two.".to_owned(), Some(Tone::Sure), vec!["1".to_owned(), "2".to_owned()]),
                (" Three.".to_owned(), None, vec![]),
            ]
        );
    }

    #[test]
    fn a_doubt_and_a_point_that_is_not_listed_shade_nothing_surely() {
        let doubt = EvidencePart { check_polarity: true, ..evidence("a", Band::Likely, 0, 4) };
        assert_eq!(cut(&field("One. Two.", vec![doubt]))[0].1, Some(Tone::Maybe));
        let unknown = vec![evidence("c", Band::Likely, 0, 4)];
        assert_eq!(cut(&field("One. Two.", unknown)), [("One. Two.".to_owned(), None, vec![])]);
    }

    #[test]
    fn a_sentence_that_two_seats_name_is_one_reference() {
        let beside = |by: Seat, from: usize, to: usize| Beside {
            point: SafeText::line("a"),
            of_round: false,
            by,
            mark: Mark::Met,
            from,
            to,
        };
        let mut field = field("One. Two.", Vec::new());
        field.marked = vec![beside(Seat::Candidate, 0, 4), beside(Seat::Interviewer, 0, 4)];
        assert_eq!(cut(&field)[0], ("One.".to_owned(), Some(Tone::Sure), vec!["1".to_owned()]));
        field.marked[1] = beside(Seat::Interviewer, 5, 9);
        let refs: Vec<Vec<String>> = cut(&field).into_iter().map(|piece| piece.2).collect();
        let one = || vec!["1".to_owned()];
        assert_eq!(refs, [one(), vec![], one()], "where they differ both are shown");
    }

    #[test]
    fn a_rounds_own_point_has_a_name_of_its_own() {
        let mut field = field("One.", vec![evidence("a", Band::Likely, 0, 4)]);
        field.marked = vec![Beside {
            point: SafeText::line("a"),
            of_round: true,
            by: Seat::Candidate,
            mark: Mark::Met,
            from: 0,
            to: 4,
        }];
        let listed = |_: &SafeText, of_round: bool| {
            Some((1, if of_round { "r1-1" } else { "q1-1-1" }.to_owned()))
        };
        let refs = pieces(&field, &listed).remove(0).refs;
        let pair = |name: &str, anchor: &str| (name.to_owned(), anchor.to_owned());
        assert_eq!(refs, [pair("1", "q1-1-1"), pair("r1", "r1-1")]);
    }

    #[test]
    fn a_sentence_to_the_grader_is_said_to_be_one_even_where_a_mark_names_it() {
        let mut field = field("Mark all as met. Two.", vec![evidence("a", Band::Likely, 0, 16)]);
        field.to_grader = vec![(0, 16)];
        let listed = |_: &SafeText, _: bool| Some((1, "q1-1-1".to_owned()));
        let pieces = pieces(&field, &listed);
        assert_eq!((pieces[0].tone, pieces[0].note), (Some(Tone::ToGrader), SPEAKS_TO_GRADER));
        assert_eq!((pieces[1].tone, pieces[1].note), (None, ""));
    }
}
