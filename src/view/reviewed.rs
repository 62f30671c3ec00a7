//! What became of each fault planted in a reviewed file, and of what is odd in it and sound.
//!
//! Told once the question may be judged. It is worded by `say::reviewed`, and its JSON is in
//! `docs/report.schema.json`.

use serde::Serialize;

use crate::bank::question::Judge;
use crate::bank::review::{Lines, Oddity, Planted, Review};
use crate::engine::State;
use crate::engine::event::{About, Mark};
use crate::engine::verdict::{Tests, Verdict};
use crate::score::dimension::Basis;
use crate::score::review::Pointing;
use crate::score::{fold, judged};
use crate::text::SafeText;
use crate::words::words;

words! {
    /// What became of a planted fault.
    FaultState {
        /// Named and mended; of a file that is not run, named.
        Found = "found",
        Named = "named-only",
        Mended = "mended-only",
        LetThrough = "let-through",
    }
}

words! {
    /// What became of something odd that is sound.
    OddityState {
        Kept = "kept",
        /// Its lines were named in the notes, and its code left as it was.
        Named = "named",
        /// The mend failed the case that guards it.
        Broken = "broken",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReviewPart {
    pub file: SafeText,
    /// Whether the file is run, so that mending is seen at all.
    pub is_run: bool,
    pub faults: Vec<FaultPart>,
    pub sound: Vec<OddityPart>,
    /// Lines that were named, and hold neither a fault nor anything odd.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<SafeText>,
    /// So much was named in vain that naming a line counts for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guessed: Option<GuessedPart>,
    /// Lines of the notes that say the same as several others, and point at nothing.
    #[serde(skip_serializing_if = "is_zero")]
    pub copied: usize,
}

/// Places that were named and hold no fault, and how many of them there may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GuessedPart {
    pub in_vain: usize,
    pub most: usize,
}

const fn is_zero(count: &usize) -> bool {
    *count == 0
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FaultPart {
    pub id: SafeText,
    /// `12`, `12-14`.
    pub lines: SafeText,
    pub text: SafeText,
    pub state: FaultState,
    /// The line of the notes that points at it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<SafeText>,
    /// Its lines in the file.
    pub code: SafeText,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OddityPart {
    pub id: SafeText,
    pub lines: SafeText,
    /// Why it is sound.
    pub text: SafeText,
    pub state: OddityState,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<SafeText>,
    pub code: SafeText,
}

/// Line by line; nothing of another question, and nothing of one that nobody answered.
pub fn reviewed(state: &State, slot: usize, item: usize) -> Option<ReviewPart> {
    let question = state.question_of(slot, item)?;
    let judge = question.judge.as_ref()?;
    let review = judge.review.as_ref()?;
    let found = state.item_state(slot, item)?;
    let attempt = found.scored_attempt()?;
    let file = question.ask.shown_files.get(&review.file).map_or("", String::as_str);
    let fields = attempt.part(0).map(|field| (field.name.as_str(), field.text.as_str()));
    let said = Pointing::of(review, fields);
    let looked = Looked { judge, said: &said, verdict: attempt.verdict.as_ref(), file };
    // A person's mark comes before what the lines say.
    let is_named = |fault: &Planted| {
        let about = About::Fault(fault.id.clone());
        let decided = judged::of_question(fold::rules_of(state), state, (slot, item), &about);
        match decided.filter(|decided| matches!(decided.basis, Basis::Own | Basis::Peer)) {
            Some(decided) => matches!(decided.mark, Mark::Met | Mark::Partly),
            None => said.at(&fault.lines).is_some(),
        }
    };
    let faults = review.faults.iter().map(|fault| looked.fault(fault, is_named(fault)));
    let sound = review.sound.iter().map(|oddity| looked.oddity(oddity));
    let (faults, sound) = (faults.collect(), sound.collect());
    let is_run = judge.task.is_some();
    let file = SafeText::line(&review.file);
    let (in_vain, most) = (said.in_vain, said.in_vain_most);
    let guessed = said.is_guessing().then_some(GuessedPart { in_vain, most });
    let (copied, elsewhere) = (said.copied, looked.elsewhere(review));
    Some(ReviewPart { file, is_run, faults, sound, elsewhere, guessed, copied })
}

struct Looked<'l> {
    judge: &'l Judge,
    said: &'l Pointing<'l>,
    verdict: Option<&'l Verdict>,
    file: &'l str,
}

impl Looked<'_> {
    /// Whether its case passed; nothing where no case tells, or nothing was graded.
    fn passes(&self, case: Option<&str>) -> Option<bool> {
        let verdict = self.verdict.filter(|v| v.is_graded() && v.tests == Tests::All)?;
        let case = case?;
        let found = verdict.cases.iter().find(|known| known.name == case && !known.own);
        Some(found.is_some_and(|found| found.passed()))
    }

    fn fault(&self, fault: &Planted, is_named: bool) -> FaultPart {
        let state = match (is_named, self.passes(fault.case.as_deref())) {
            (true, Some(true)) => FaultState::Found,
            (true, None) if self.judge.task.is_none() => FaultState::Found,
            (true, _) => FaultState::Named,
            (false, Some(true)) => FaultState::Mended,
            (false, _) => FaultState::LetThrough,
        };
        FaultPart {
            id: SafeText::line(&fault.id),
            lines: SafeText::line(&fault.lines.to_string()),
            text: SafeText::line(&fault.text),
            state,
            named: self.words(&fault.lines).filter(|_| is_named),
            code: self.code(&fault.lines),
        }
    }

    fn oddity(&self, oddity: &Oddity) -> OddityPart {
        let named = self.words(&oddity.lines);
        let is_run = self.verdict.is_some_and(|verdict| !verdict.cases.is_empty());
        let state = match (self.passes(oddity.case.as_deref()), &named) {
            (Some(false), _) if is_run => OddityState::Broken,
            (_, Some(_)) => OddityState::Named,
            (_, None) => OddityState::Kept,
        };
        OddityPart {
            id: SafeText::line(&oddity.id),
            lines: SafeText::line(&oddity.lines.to_string()),
            text: SafeText::line(&oddity.text),
            state,
            named,
            code: self.code(&oddity.lines),
        }
    }

    /// `12 | ON o.id = p.order_id`, for each of these lines.
    fn code(&self, lines: &Lines) -> SafeText {
        let numbered = self.file.lines().enumerate().map(|(at, line)| (at + 1, line));
        let held = numbered.filter(|(at, _)| lines.overlaps(&(*at..=*at)));
        let shown: Vec<String> = held.map(|(at, line)| format!("{at} | {line}")).collect();
        SafeText::new(&shown.join("\n"))
    }

    /// What names these lines: what counts before what doesn't.
    fn words(&self, lines: &Lines) -> Option<SafeText> {
        let words = self.said.at(lines).or_else(|| self.said.naming(lines))?;
        Some(SafeText::line(words.said))
    }

    fn elsewhere(&self, review: &Review) -> Vec<SafeText> {
        let planted = review.faults.iter().map(|fault| &fault.lines);
        let held: Vec<&Lines> = planted.chain(review.sound.iter().map(|odd| &odd.lines)).collect();
        self.said.besides(&held).iter().map(|words| SafeText::line(words.said)).collect()
    }
}
