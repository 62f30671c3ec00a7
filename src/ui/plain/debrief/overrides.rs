//! Marks that are against something: the words, an earlier mark, the other seat. Whoever reads
//! a score sees them.

use std::io;

use crate::engine::checklist::{Check, checklist};
use crate::engine::event::{About, Mark, Scope};
use crate::engine::{Seat, State};
use crate::seat::debrief::step::lead;
use crate::ui::out::{Ink, Out};

pub(super) fn put(out: &mut Out, state: &State, scope: Scope) -> io::Result<()> {
    let told: Vec<(Check, Vec<String>)> = checklist(state, scope)
        .into_iter()
        .map(|check| {
            let told = told(state, scope, &check);
            (check, told)
        })
        .filter(|(_, told)| !told.is_empty())
        .collect();
    if told.is_empty() {
        return Ok(());
    }
    out.heading("Marks that were looked at again or overridden")?;
    for (check, told) in told {
        let text =
            format!("{}{}: {}", lead(&check), check.text.trim_end_matches('.'), told.join("; "));
        out.hanging(Ink::Plain, "  - ", &text)?;
    }
    Ok(())
}

fn told(state: &State, scope: Scope, check: &Check) -> Vec<String> {
    let of = |seat: Seat| state.marks.get(&(scope, seat, check.id.clone()));
    let word = |mark: Mark| mark_word(check, mark);
    let mut told = Vec::new();
    if let Some(mark) = of(state.judge_seat())
        && let Some(before) = mark.before_review
    {
        told.push(match before == mark.mark {
            true => format!("{}, kept against what the words show", word(before)),
            false => {
                format!("{} before the words were shown, {} after", word(before), word(mark.mark))
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
