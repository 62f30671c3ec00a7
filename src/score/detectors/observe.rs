//! From a session's events to the plain figures detectors look at.

use super::{AnswerSeen, Observed, PracticeSeen};
use crate::bank::question::Mode;
use crate::engine::command::Seat;
use crate::engine::event::{About, Event, Header, Mark, Scope, Stamped};
use crate::engine::own::own_text;
use crate::engine::state::{DrawnQuestion, Field, ItemState, Stage, State, What};
use crate::format::plan::{CASES_FIELD, CODE_FIELD, ItemWhat};
use crate::score::best::best;
use crate::score::facts::mark_of;
use crate::time::{Remaining, Span};

/// `not-practising` is off. Whether somebody practises is no fact of one session: the days since
/// the last scored round, the day of the interview and what is due will come from the history that
/// preparation keeps. That is handed to [`observe`] then, in place of this.
const PRACTICE: Option<PracticeSeen> = None;

/// Folds a session's events into what detectors want to know.
#[must_use]
pub fn observe(header: &Header, events: &[Stamped]) -> Observed {
    let mut state = State::new(header.clone());
    let mut silences = Silences::default();
    for stamped in events {
        silences.before(&state, stamped);
        state.apply(stamped);
        silences.after(&state, stamped);
    }
    let answers = state
        .opened_questions()
        .filter_map(|(slot, item)| answer(&state, slot, item, silences.of(slot, item)))
        .collect();
    Observed { answers, own_questions: own_questions(&state), practice: PRACTICE }
}

/// The longest stretch of each question without a sign of life, in interview time: pauses and
/// sleep are not in it.
#[derive(Default)]
struct Silences {
    longest: std::collections::BTreeMap<(usize, usize), Span>,
    since: Option<Span>,
}

impl Silences {
    fn of(&self, slot: usize, item: usize) -> Option<u64> {
        self.longest.get(&(slot, item)).map(|span| span.0)
    }

    fn before(&mut self, state: &State, stamped: &Stamped) {
        if state.stage != Stage::Asking || !is_sign_of_life(&stamped.event) {
            return;
        }
        if let Some(since) = self.since {
            let gap = state.watch.read(stamped.at).less(since);
            let place = (state.cursor.slot, state.cursor.item);
            let longest = self.longest.entry(place).or_default();
            *longest = (*longest).max(gap);
        }
    }

    fn after(&mut self, state: &State, stamped: &Stamped) {
        if state.stage != Stage::Asking {
            self.since = None;
        } else if self.since.is_none() || is_sign_of_life(&stamped.event) {
            self.since = Some(state.watch.read(stamped.at));
        }
    }
}

/// What the candidate does, and what the interviewer says to them: either breaks a silence.
const fn is_sign_of_life(event: &Event) -> bool {
    matches!(
        event,
        Event::AnswerSpliced { .. }
            | Event::AnswerClosed { .. }
            | Event::FieldOpened { .. }
            | Event::ClarificationAsked { .. }
            | Event::ClarificationAnswered { .. }
            | Event::Revealed { .. }
            | Event::HintRevealed { .. }
            | Event::CurveballThrown { .. }
            | Event::Said { .. }
            | Event::PointSpoken
            | Event::SpeechEnded
    )
}

fn answer(state: &State, slot: usize, item: usize, silence_ms: Option<u64>) -> Option<AnswerSeen> {
    let question = state.question_of(slot, item)?;
    let found = state.item_state(slot, item)?;
    let plan = state.item_plan(slot, item)?;
    let scope = Scope::Question { slot, item };
    let attempt = found.scored_attempt()?;
    let used = found.used.unwrap_or_default();
    let over = match plan.budget.extended(found.extended).remaining(used) {
        Remaining::Over(over) => over,
        Remaining::Left(_) | Remaining::Unlimited => Span::ZERO,
    };
    let moments = |wanted: fn(&What) -> bool| {
        found.happenings.iter().filter(move |h| wanted(&h.what)).map(|h| h.into.0)
    };
    let own = |field: &Field| own_text(&question.ask, &field.name, &field.text).into_owned();
    let is_run = plan.what.language().is_some();
    let is_prose =
        |field: &&Field| !is_run || ![CODE_FIELD, CASES_FIELD].contains(&field.name.as_str());
    Some(AnswerSeen {
        slot,
        item,
        title: question.ask.title.clone(),
        kind: question.ask.kind,
        texts: attempt.fields.iter().map(own).collect(),
        prose: attempt.fields.iter().filter(is_prose).map(own).collect(),
        is_spoken: found.spoken,
        clarified_ms: moments(|what| matches!(what, What::Asked { .. })).collect(),
        first_words_ms: moments(|what| *what == What::FirstWords).next(),
        silence_ms,
        used_ms: used.0,
        over_ms: over.0,
        hints: found.hints_taken(),
        flags: flags(state, scope, question, found),
        band: state.scores.get(&scope).and_then(|sheet| sheet.band),
        sealed: sealed(state, scope),
        empty_letters: empty_letters(question, found),
    })
}

fn flags(state: &State, scope: Scope, question: &DrawnQuestion, found: &ItemState) -> usize {
    let count = question.judge.as_ref().map_or(0, |judge| judge.red_flags.len());
    let is_raised = |index: &usize| {
        let about = About::RedFlag(*index);
        match state.mark(scope, &about.mark_id()) {
            Some(mark) => mark == Mark::Met,
            None => mark_of(best(&found.evidence, &about)) == Mark::Met,
        }
    };
    (0..count).filter(is_raised).count()
}

/// The mean of a question's sealed guesses, halves upwards.
fn sealed(state: &State, scope: Scope) -> Option<u32> {
    let guesses = state.sealed.get(&(scope, Seat::Candidate))?;
    let count = u32::try_from(guesses.len()).ok().filter(|&count| count > 0)?;
    let sum: u32 = guesses.iter().map(|(_, guess)| guess).sum();
    Some((2 * sum + count) / (2 * count))
}

fn empty_letters(question: &DrawnQuestion, found: &ItemState) -> Vec<String> {
    let fields = found.scored_attempt().map_or(&[][..], |attempt| &attempt.fields);
    if question.ask.mode != Mode::Star || found.spoken || found.is_blank() {
        return Vec::new();
    }
    let is_empty =
        |field: &&crate::engine::state::Field| field.part == 0 && field.text.trim().is_empty();
    fields.iter().filter(is_empty).map(|field| field.name.clone()).collect()
}

/// What the candidate asked in the phases that were theirs; nothing where none was reached.
fn own_questions(state: &State) -> Option<Vec<String>> {
    let mut found: Option<Vec<String>> = None;
    for (slot, slot_state) in state.slots.iter().enumerate() {
        for (item, item_state) in slot_state.items.iter().enumerate() {
            let is_theirs = state
                .item_plan(slot, item)
                .is_some_and(|plan| plan.what == ItemWhat::YourQuestions);
            if !is_theirs || item_state.opened.is_none() {
                continue;
            }
            let asked = item_state.happenings.iter().filter_map(|h| match &h.what {
                What::Asked { text } => Some(text.clone()),
                _ => None,
            });
            found.get_or_insert_default().extend(asked);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::PauseReason;
    use crate::engine::event::ClosedBy;
    use crate::score::detectors::detect;
    use crate::score::rules;
    use crate::score::scripted::{Story, header};

    fn seen(story: &Story) -> Observed {
        observe(&header(), &story.events)
    }

    #[test]
    fn an_answer_is_seen_with_its_text_and_its_questions() {
        let mut story = Story::practice();
        story.tell(Event::ItemOpened { item: 0 });
        story.tell(Event::ClarificationAsked { text: "How much?".to_owned() });
        story.write("I key it.");
        story.tell(Event::AnswerClosed { by: ClosedBy::Candidate });
        let answer = &seen(&story).answers[0];
        assert_eq!(answer.texts, ["I key it."]);
        assert_eq!(
            (answer.clarified_ms.as_slice(), answer.first_words_ms),
            (&[1_000][..], Some(3_000))
        );
        assert_eq!(answer.asked_first(), 1);
    }

    #[test]
    fn silence_is_the_longest_gap_and_pauses_are_not_in_it() {
        let mut story = Story::practice();
        story.tell(Event::ItemOpened { item: 0 });
        story.wait(20_000);
        story.write("I");
        story.wait(40_000);
        story.tell(Event::Paused { reason: PauseReason::Asked(String::new()) });
        story.wait(500_000);
        story.tell(Event::Resumed);
        story.wait(25_000);
        story.tell(Event::AnswerClosed { by: ClosedBy::Candidate });
        // 40 s before the pause and 25 s after it, and a second for each of the events between.
        let silence = seen(&story).answers[0].silence_ms;
        assert_eq!(silence, Some(67_000));
    }

    #[test]
    fn not_practising_is_off_until_a_history_feeds_it() {
        let mut story = Story::practice();
        story.answer(0, "Order holds inside one partition.", ClosedBy::Candidate);
        let found = detect(&rules::latest().detectors, &seen(&story));
        let off: Vec<&str> = found.iter().filter(|f| f.seen.is_none()).map(|f| f.id).collect();
        assert!(off.contains(&"not-practising"), "{off:?}");
    }

    #[test]
    fn what_was_never_put_is_not_seen() {
        let observed = seen(&Story::practice());
        assert_eq!(observed, Observed::default());
    }

    #[test]
    fn hints_flags_and_seals_are_taken_from_the_facts() {
        let mut story = Story::exam();
        story.answer(0, "Kafka keeps a total order over the whole topic.", ClosedBy::Candidate);
        let (hint, text, cost, by) = (0, String::new(), 500, Seat::Interviewer);
        story.tell(Event::HintRevealed { hint, text, cost, by });
        let guesses = vec![("knowledge".to_owned(), 4), ("depth".to_owned(), 3)];
        let scope = Scope::Question { slot: 0, item: 0 };
        story.tell(Event::Sealed { scope, by: Seat::Candidate, guesses });
        let answer = &seen(&story).answers[0];
        assert_eq!((answer.hints, answer.flags, answer.sealed), (1, 1, Some(4)));
    }
}
