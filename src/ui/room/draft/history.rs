//! The way back: what was changed, one step for each word that is typed.

use std::ops::Range;

/// Steps that can be undone.
const STEPS_MOST: usize = 500;

#[derive(Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

struct Step {
    at: usize,
    gone: String,
    come: String,
    /// Where the cursor stood before.
    cursor: usize,
}

/// A range to replace, by what, and where the cursor stands then.
type Change = (Range<usize>, String, usize);

impl History {
    pub fn note(&mut self, at: usize, gone: &str, come: &str, cursor: usize) {
        self.undone.clear();
        if let Some(last) = self.done.last_mut()
            && last.goes_on(at, gone, come)
        {
            return last.come.push_str(come);
        }
        if self.done.len() == STEPS_MOST {
            self.done.remove(0);
        }
        self.done.push(Step { at, gone: gone.to_owned(), come: come.to_owned(), cursor });
    }

    pub fn undo(&mut self) -> Option<Change> {
        let step = self.done.pop()?;
        let change = (step.at..step.at + step.come.len(), step.gone.clone(), step.cursor);
        self.undone.push(step);
        Some(change)
    }

    pub fn redo(&mut self) -> Option<Change> {
        let step = self.undone.pop()?;
        let cursor = step.at + step.come.len();
        let change = (step.at..step.at + step.gone.len(), step.come.clone(), cursor);
        self.done.push(step);
        Some(change)
    }
}

impl Step {
    /// Letters typed one after the other are one step up to the end of their word.
    fn goes_on(&self, at: usize, gone: &str, come: &str) -> bool {
        let is_letter = |text: &str| text.chars().count() == 1 && text != "\n";
        let is_typed = self.gone.is_empty() && gone.is_empty() && is_letter(come);
        let is_next = self.at + self.come.len() == at && !self.come.contains('\n');
        let ends_word = self.come.ends_with(char::is_whitespace);
        let begins_word = ends_word && !come.starts_with(char::is_whitespace);
        is_typed && is_next && !begins_word
    }
}
