//! What spoke for and against, by dimension.

use std::collections::BTreeMap;

use crate::engine::State;
use crate::engine::checklist::checklist;
use crate::engine::event::{About, Mark, Scope};
use crate::engine::state::What;
use crate::text::SafeText;
use crate::view::words;

pub(super) type Reasons = BTreeMap<String, (Vec<SafeText>, Vec<SafeText>)>;

pub(super) fn reasons(state: &State, scope: Scope) -> Reasons {
    let mut found = Reasons::new();
    match scope {
        Scope::Question { slot, item } => {
            add(state, scope, &mut found);
            add_hints(state, slot, item, &mut found);
        }
        Scope::Round { slot } => {
            for (_, item) in state.opened_questions().filter(|(at, _)| *at == slot) {
                add(state, Scope::Question { slot, item }, &mut found);
                add_hints(state, slot, item, &mut found);
            }
            add(state, scope, &mut found);
        }
        Scope::Loop => {}
    }
    found
}

fn add(state: &State, scope: Scope, found: &mut Reasons) {
    for check in checklist(state, scope) {
        let Some(mark) = state.mark(scope, &check.id) else { continue };
        let (spoke_for, spoke_against) = found.entry(check.dim.clone()).or_default();
        match (&check.about, mark) {
            (About::RedFlag(_), Mark::Met) => {
                spoke_against.push(SafeText::line(&format!("red flag: {}", check.text)));
            }
            (About::RedFlag(_), _) | (_, Mark::NotAsked) => {}
            (_, Mark::Met) => spoke_for.push(SafeText::line(&check.text)),
            (_, Mark::Partly) if check.core => {
                spoke_against.push(SafeText::line(&format!("{} (partly)", check.text)));
            }
            (_, Mark::Missed) if check.core => spoke_against.push(SafeText::line(&check.text)),
            (_, Mark::Partly | Mark::Missed) => {}
        }
    }
}

fn add_hints(state: &State, slot: usize, item: usize, found: &mut Reasons) {
    let happenings = state.item_state(slot, item).into_iter().flat_map(|item| &item.happenings);
    let costs = happenings.filter_map(|h| match h.what {
        What::Hint { cost, .. } => Some(cost),
        _ => None,
    });
    let cost: u32 = costs.sum();
    if cost > 0 {
        let line = SafeText::line(&format!("hints took {}", words::percent(cost)));
        found.values_mut().for_each(|(_, against)| against.push(line.clone()));
    }
}
