//! Where marks are placed in the candidate's own words. A journal may come from elsewhere, so a
//! place that does not fit its text is said to be none, and quotes nothing.

use super::{Beside, PlacePart, PlaceStanding};
use crate::engine::checklist::checklist;
use crate::engine::event::{Grounds, Place, Scope};
use crate::engine::places::{self, Standing};
use crate::engine::state::Field;
use crate::engine::{Seat, State};
use crate::reader::plea::pleas;
use crate::score::evidence::pieces;
use crate::text::SafeText;

/// What became of every place that a mark names.
pub(super) fn parts(state: &State, scope: Scope, grounds: &Grounds) -> Vec<PlacePart> {
    let standings = places::standing(state, scope, grounds);
    let part = |(place, standing): (&Place, Standing<'_>)| {
        let (place, text, standing, ends) = match standing {
            Standing::At(at, words) => {
                let ends = places::text_of(state, scope, &at)
                    .and_then(|text| ends_shown(text, (at.from, at.to)));
                (at, SafeText::line(words), PlaceStanding::Found, ends)
            }
            Standing::Gone => {
                (place.clone(), SafeText::line(&grounds.quote), PlaceStanding::Moved, None)
            }
            Standing::Outside => (place.clone(), SafeText::default(), PlaceStanding::Outside, None),
        };
        PlacePart {
            item: place.item,
            part: place.part,
            field: SafeText::line(&place.field),
            from: ends.map(|(from, _)| from),
            to: ends.map(|(_, to)| to),
            standing,
            text,
        }
    };
    grounds.at.iter().zip(standings).map(part).collect()
}

/// The marks that are placed in one field of a question's answer, in the order of the text: those
/// of the question, and of the round's own points.
pub(super) fn beside(state: &State, (slot, item): (usize, usize), field: &Field) -> Vec<Beside> {
    let mut found = Vec::new();
    for scope in [Scope::Question { slot, item }, Scope::Round { slot }] {
        for check in checklist(state, scope) {
            for by in [Seat::Candidate, Seat::Interviewer] {
                let Some(mark) = state.marks.get(&(scope, by, check.id.clone())) else { continue };
                let ends = placed(state, scope, &mark.grounds, (item, field));
                found.extend(ends.into_iter().map(|(from, to)| Beside {
                    point: SafeText::line(&check.id),
                    of_round: matches!(scope, Scope::Round { .. }),
                    by,
                    mark: mark.mark,
                    from,
                    to,
                }));
            }
        }
    }
    found.sort_by(|a, b| (a.from, a.to, a.point.as_str()).cmp(&(b.from, b.to, b.point.as_str())));
    found
}

/// The ends of the places that lie in this field, as it is shown.
fn placed(
    state: &State,
    scope: Scope,
    grounds: &Grounds,
    (item, field): (usize, &Field),
) -> Vec<(usize, usize)> {
    let is_here = |place: &Place| {
        let of = place.item.is_none_or(|of| of == item);
        of && place.field == field.name && place.part == field.part
    };
    let standings = places::standing(state, scope, grounds).into_iter();
    standings
        .filter_map(|standing| match standing {
            Standing::At(place, _) if is_here(&place) => {
                ends_shown(&field.text, (place.from, place.to))
            }
            Standing::At(..) | Standing::Gone | Standing::Outside => None,
        })
        .collect()
}

/// The stretches of a field that speak to whoever grades, as it is shown.
pub(super) fn to_grader(raw: &str) -> Vec<(usize, usize)> {
    let ranges = pieces(raw);
    let sentences: Vec<&str> = ranges.iter().map(|range| &raw[range.clone()]).collect();
    let (mut found, mut shown, mut at) = (Vec::new(), 0, 0);
    for (range, _) in ranges.iter().zip(pleas(&sentences)).filter(|(_, is_plea)| *is_plea) {
        // From one to the next, so that a long answer is read once.
        let from = shown + SafeText::new(&raw[at..range.start]).as_str().len();
        shown = from + SafeText::new(&raw[range.clone()]).as_str().len();
        at = range.end;
        if from < shown {
            found.push((from, shown));
        }
    }
    found
}

/// The bytes of a text, as it is shown once what a terminal must not see is out of it. Nothing
/// where they do not fit.
pub(super) fn ends_shown(raw: &str, (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let quoted = SafeText::new(raw.get(start..end)?);
    let from = SafeText::new(raw.get(..start)?).as_str().len();
    let to = from + quoted.as_str().len();
    let shown = SafeText::new(raw);
    (from < to && shown.as_str().get(from..to) == Some(quoted.as_str())).then_some((from, to))
}
