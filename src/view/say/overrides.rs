//! Marks that are against something: the words, an earlier mark, the other seat. Whoever reads
//! a score sees them.

use super::sheet::lead;
use crate::engine::checklist::{Check, checklist};
use crate::engine::event::{About, Mark, Scope};
use crate::engine::{Seat, State};
use crate::view::page::{Block, Ink};

pub(super) fn blocks(state: &State, scope: Scope) -> Vec<Block> {
    let point = |check: Check| {
        let told = told(state, scope, &check);
        let text = check.text.trim_end_matches('.');
        let text = format!("{}{text}: {}", lead(&check), told.join("; "));
        (!told.is_empty()).then(|| Block::hanging(Ink::Plain, "  - ", &text))
    };
    let points: Vec<Block> = checklist(state, scope).into_iter().filter_map(point).collect();
    if points.is_empty() {
        return points;
    }
    let heading = Block::heading("Marks that were looked at again or overridden");
    [heading].into_iter().chain(points).collect()
}

fn told(state: &State, scope: Scope, check: &Check) -> Vec<String> {
    let of = |seat: Seat| state.marks.get(&(scope, seat, check.id.clone()));
    let word = |mark: Mark| mark_word(check, mark);
    let mut told = Vec::new();
    if let Some(mark) = of(state.judge_seat())
        && let Some(before) = mark.before_review
    {
        told.push(match before == mark.mark {
            true => format!("{}, kept against what was found", word(before)),
            false => {
                format!(
                    "{} before the findings were shown, {} after",
                    word(before),
                    word(mark.mark)
                )
            }
        });
    }
    if state.has_peer()
        && let (Some(own), Some(peer)) = (of(Seat::Candidate), of(Seat::Interviewer))
        && own.mark != peer.mark
    {
        let (own, peer) = (word(own.mark), word(peer.mark));
        told.push(format!("the interviewer's {peer} counts, not the candidate's {own}"));
    }
    told
}

fn mark_word(check: &Check, mark: Mark) -> &'static str {
    match (&check.about, mark) {
        (About::RedFlag(_), Mark::Met) => "yes",
        (About::RedFlag(_), _) => "no",
        (_, mark) => mark.word(),
    }
}
