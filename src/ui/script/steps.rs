//! From an answer in the file to commands at their times.

use super::file::{Answers, At, Marks, Scripted};
use crate::engine::checklist::Check;
use crate::engine::event::{About, Event, Grounds, Mark, OwnStory, Scope, Shown};
use crate::engine::state::{ItemState, State};
use crate::engine::verdict::{Graded, Reached};
use crate::engine::{Command, Stage};
use crate::figures::cost;
use crate::format::plan::{CASES_FIELD, CODE_FIELD, ItemWhat, NOTES_FIELD, STAR_FIELDS};
use crate::score::best::best_in;
use crate::score::facts::mark_of;
use crate::score::judged::was_spoken;
use crate::score::suggest::HIT;
use crate::seat::answer;
use crate::seat::debrief::step::GO_ON;
use crate::seat::debrief::{Debrief, Offer, Step};
use crate::seat::outcome::Outcome;
use crate::seat::story::{is_asked, tell};
use crate::time::{Elapsed, Span};
use crate::ui::face::Scene;
use crate::view::say::verdict;

/// A command and when it is given.
#[derive(Debug)]
pub(super) struct Timed {
    pub(super) at: Elapsed,
    pub(super) command: Command,
}

/// What the commands under way belong to: a part of an answer, or a break.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    slot: usize,
    item: usize,
    attempt: usize,
    part: usize,
    in_break: bool,
}

impl Stretch {
    pub(super) fn of(state: &State) -> Option<Stretch> {
        let cursor = state.cursor;
        match state.stage {
            Stage::Break => {
                Some(Stretch { slot: cursor.slot, item: 0, attempt: 0, part: 0, in_break: true })
            }
            Stage::Asking => {
                let (_, item) = state.current()?;
                let part = item.current_attempt()?.open_part();
                let attempt = item.attempts.len();
                Some(Stretch {
                    slot: cursor.slot,
                    item: cursor.item,
                    attempt,
                    part,
                    in_break: false,
                })
            }
            _ => None,
        }
    }
}

/// Whether what is on the table cut into what was being written.
pub(super) fn was_cut_into(state: &State) -> bool {
    let attempt = state.current().and_then(|(_, item)| item.current_attempt());
    attempt.is_some_and(|attempt| attempt.cut_into().is_some())
}

/// A mark that is left to the reader is partly met from this score on, and met from [`HIT`] on.
const HALF: u32 = 240;

/// A share of time spent on each STAR letter where nothing else is said, in hundredths.
const STAR_SHARES: [u64; 4] = [20, 10, 60, 10];

/// The steps for what is on the table, the last of which hands it in; or the end of a break.
pub(super) fn steps(answers: &Answers, stories: &[OwnStory], scene: &Scene<'_>) -> Vec<Timed> {
    let state = scene.state;
    if state.stage == Stage::Break {
        let left = state.round_reading(scene.now).and_then(|reading| reading.budget.0);
        let at = scene.now + left.unwrap_or_default();
        return vec![Timed { at, command: Command::Next }];
    }
    let Some((plan, item)) = state.current() else { return Vec::new() };
    let part = item.current_attempt().map_or(0, |attempt| attempt.open_part());
    let answer = match plan.what {
        ItemWhat::Talk { .. } => answers.for_talk("talk"),
        ItemWhat::YourQuestions => answers.for_talk("your-questions"),
        ItemWhat::Question { .. } => match state.current_question() {
            Some(question) => answers.for_question(&question.ask),
            None => return Vec::new(),
        },
    };
    if part > 0 {
        return followup_steps(answer, item, scene.now);
    }
    let mut script = Script { now: scene.now, total: total(answer, scene), steps: Vec::new() };
    let story = answer.story.as_ref().filter(|_| is_asked(state));
    let story = story.and_then(|id| stories.iter().find(|story| story.id == *id.get_ref()));
    if let Some(story) = story {
        script.at(0, tell(state, Some(story.clone())));
    }
    script.before_writing(answer);
    if !answer.skip {
        script.writing(answer, scene);
    }
    let last = if answer.skip { Command::Skip } else { Command::Finish };
    script.at(100, last);
    script.steps
}

fn total(answer: &Scripted, scene: &Scene<'_>) -> Span {
    if let Some(minutes) = answer.minutes {
        // Checked to lie in a day; a fraction of a millisecond is nothing.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1440")]
        return Span((minutes * 60_000.0) as u64);
    }
    let budget = scene.state.item_reading(scene.now).and_then(|reading| reading.budget.0);
    budget.unwrap_or(Span::minutes(5)).scaled(750)
}

fn followup_steps(answer: &Scripted, item: &ItemState, now: Elapsed) -> Vec<Timed> {
    let Some(field) = item.current_attempt().and_then(|attempt| attempt.open_field()) else {
        return Vec::new();
    };
    let at = now + Span::minutes(1);
    let index = item.followups().position(|(_, _, name)| name == field.name).unwrap_or(0);
    match answer.followups.get(index) {
        Some(text) => {
            let (field, text) = (field.name.clone(), text.clone());
            vec![
                Timed { at, command: Command::Edit { field, text } },
                Timed { at, command: Command::Finish },
            ]
        }
        None => vec![Timed { at: now, command: Command::Skip }],
    }
}

struct Script {
    now: Elapsed,
    total: Span,
    steps: Vec<Timed>,
}

impl Script {
    /// Adds a command at so many hundredths of the time used.
    fn at(&mut self, hundredths: u64, command: Command) {
        let at = self.now + Span(self.total.0 * hundredths / 100);
        self.steps.push(Timed { at, command });
    }

    fn before_writing(&mut self, answer: &Scripted) {
        if answer.spoken {
            self.at(0, Command::Speak);
        }
        for (asked, text) in (1..=20).zip(&answer.ask) {
            self.at(asked, Command::Ask { text: text.clone() });
        }
        for taken in 0..u64::from(answer.hints) {
            self.at(20 + taken.min(5), Command::RevealHint);
        }
    }

    /// Cases are thought of first, then the code is written and tried, then explained.
    fn coding(&mut self, answer: &Scripted) {
        let whole = |name: &str| (name == CODE_FIELD).then_some(answer.text.as_str());
        let mut open = CODE_FIELD;
        let mut since = 5;
        for (spent, name) in [(35, CASES_FIELD), (75, CODE_FIELD), (95, NOTES_FIELD)] {
            let text = answer.fields.get(name).map(String::as_str).or_else(|| whole(name));
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                let field = name.to_owned();
                if open != name {
                    self.at(since, Command::OpenField { field: field.clone() });
                }
                (open, since) = (name, spent + 2);
                self.at(spent, Command::Edit { field, text: text.to_owned() });
            }
            if name == CODE_FIELD {
                (0..answer.runs).for_each(|_| self.at(spent + 1, Command::RunCases));
            }
        }
    }

    fn writing(&mut self, answer: &Scripted, scene: &Scene<'_>) {
        let state = scene.state;
        let (Some(round), Some((plan, _))) = (state.round(), state.current()) else { return };
        let names = plan.fields(&round.phases);
        if plan.what.language().is_some() {
            self.coding(answer);
            // What is run goes on through its phases as time goes on.
            let ahead = plan.last_phase.saturating_sub(state.cursor.phase) as u64;
            (1..=ahead).for_each(|at| self.at(at * 96 / (ahead + 1), Command::AdvancePhase));
            return self.steps.sort_by_key(|step| step.at);
        }
        let letters = letters(&answer.text);
        let is_star = names == STAR_FIELDS;
        let mut spent = 30;
        for (index, name) in names.iter().enumerate() {
            if index > 0 && plan.is_written_by_phase() {
                self.at(spent, Command::AdvancePhase);
            } else if index > 0 {
                self.at(spent, Command::OpenField { field: name.clone() });
            }
            let share = if is_star { STAR_SHARES[index] } else { 100 / names.len() as u64 };
            spent = (spent + share * 69 / 100).min(99);
            let whole = (!is_star && index == 0).then_some(answer.text.as_str());
            let text = answer.fields.get(name).map(String::as_str);
            let text = text.or_else(|| letters.get(index).copied().flatten().filter(|_| is_star));
            if let Some(text) = text.or(whole).filter(|text| !text.is_empty()) {
                let (field, text) = (name.clone(), text.to_owned());
                self.at(spent, Command::Edit { field, text });
            }
        }
    }
}

/// The four letters of a text that names them: `Situation: … Task: …`.
fn letters(text: &str) -> [Option<&str>; 4] {
    let starts = ["Situation:", "Task:", "Action:", "Result:"].map(|name| (name, text.find(name)));
    let mut found = [None; 4];
    for (index, (name, start)) in starts.iter().enumerate() {
        if let Some(start) = start {
            let from = start + name.len();
            let later =
                starts[index + 1..].iter().filter_map(|(_, at)| *at).filter(|at| *at > from);
            let end = later.min().unwrap_or(text.len());
            found[index] = Some(text[from..end].trim());
        }
    }
    found
}

/// The next thing that the debrief asks for, of all that may be judged.
pub(super) fn judging(answers: &Answers, state: &State, debrief: &mut Debrief) -> Outcome {
    while let Some(scope) = debrief.scope(state) {
        if debrief.current() != Some(scope) {
            debrief.begin(state, scope);
        }
        let step = debrief.step(state, scope);
        let outcome = match &step {
            Step::Guess { dim, .. } => {
                let guess = answer_of(answers, state, scope).and_then(|a| a.seal.get(dim));
                debrief.press(state, scope, &guess.copied().unwrap_or(3).to_string())
            }
            Step::Mark { check, .. } => {
                let offer = debrief.offer(state, scope, check);
                let answer = answer_of(answers, state, scope);
                let (mark, at) = own_mark(answer, state, scope, (check, &offer));
                let grounds = grounds(state, scope, (mark, &at), &offer);
                debrief.give(state, scope, check, mark, grounds)
            }
            Step::Seal { .. } | Step::Ready | Step::Look | Step::Await => {
                debrief.press(state, scope, GO_ON)
            }
            Step::Confirm | Step::Done => debrief.advance(state, scope),
        };
        if outcome != Outcome::Noted {
            return outcome;
        }
    }
    Outcome::Nothing
}

fn answer_of<'a>(answers: &'a Answers, state: &State, scope: Scope) -> Option<&'a Scripted> {
    let Scope::Question { slot, item } = scope else { return None };
    state.question_of(slot, item).map(|question| answers.for_question(&question.ask))
}

/// What the file says of a point, and of where it is shown.
fn own_mark(
    answer: Option<&Scripted>,
    state: &State,
    scope: Scope,
    (check, offer): (&Check, &Offer),
) -> (Mark, At) {
    let is_flag = matches!(check.about, About::RedFlag(_));
    let anywhere = |mark| (mark, At::Anywhere);
    match answer.map(|answer| &answer.marks) {
        Some(Marks::Each(marks)) => match (marks.get(&check.id), marks.get("*")) {
            (Some(given), _) => (given.mark, given.at.clone()),
            (None, Some(given)) if !is_flag => (given.mark, given.at.clone()),
            _ => anywhere(by_words(state, scope, check, offer)),
        },
        Some(Marks::All(word)) if word != "bands" => match (is_flag, word.parse::<Mark>()) {
            // "All met" is said of what was asked for, not of red flags.
            (true, _) | (_, Err(_)) => anywhere(Mark::Missed),
            (_, Ok(mark)) => anywhere(mark),
        },
        _ => anywhere(by_words(state, scope, check, offer)),
    }
}

/// What a mark of the file rests on: the place it names, else the first suggestion, else nothing
/// that was written.
fn grounds(state: &State, scope: Scope, (mark, at): (Mark, &At), offer: &Offer) -> Grounds {
    if !matches!(mark, Mark::Met | Mark::Partly) {
        return Grounds::default();
    }
    let quoted = |quote: &String| offer.words.quoted(state, scope, quote).map(Grounds::at);
    match at {
        At::Shown(shown) => Grounds::only(*shown),
        At::Quote(quote) => quoted(quote).unwrap_or(Grounds::only(Shown::Unwritten)),
        At::Anywhere => offer.grounds().unwrap_or_else(|| match was_spoken(state, scope) {
            true => Grounds::only(Shown::Aloud),
            false => Grounds::only(Shown::Unwritten),
        }),
    }
}

/// What the built-in reader's best suggestion comes to: a file may leave its marks to it.
fn by_words(state: &State, scope: Scope, check: &Check, offer: &Offer) -> Mark {
    let evidence = best_in(state, scope, &check.about).map(|(_, evidence)| evidence);
    let mark = match offer.words.best_score(state, scope, check) {
        Some(score) if score >= HIT => Mark::Met,
        Some(score) if score >= HALF => Mark::Partly,
        Some(_) => Mark::Missed,
        // Computed, or found by an earlier matcher.
        None => mark_of(evidence),
    };
    // Suggestions raise no red flag, nor does a doubt.
    let is_flag = matches!(check.about, About::RedFlag(_));
    match mark_of(evidence) {
        Mark::Met if is_flag => Mark::Met,
        _ if is_flag => Mark::Missed,
        _ => mark,
    }
}

/// What a person following along reads; nothing for what only matters to the machine.
pub(super) fn line(state: &State, event: &Event) -> Option<String> {
    let question = || state.current_question().map_or("", |question| question.ask.title.as_str());
    Some(match event {
        Event::RoundStarted { .. } => format!("round: {}", state.round()?.title),
        Event::BreakStarted { slot } => format!("break: {}", state.slot_plan(*slot)?.title()),
        Event::ItemOpened { .. } => match &state.current()?.0.what {
            ItemWhat::Question { .. } => format!("question: {}", question()),
            ItemWhat::Talk { .. } => "talk".to_owned(),
            ItemWhat::YourQuestions => "your questions".to_owned(),
        },
        Event::ClarificationAsked { text } => format!("you: {text}"),
        Event::ClarificationAnswered { text, .. } | Event::Revealed { text, .. } => {
            format!("them: {text}")
        }
        Event::HintRevealed { text, cost: share, .. } => format!("hint {}: {text}", cost(*share)),
        Event::FollowupAsked { ask, .. } => format!("follow-up: {ask}"),
        Event::CurveballThrown { text, .. } => format!("curveball: {text}"),
        Event::StoryTold { story: Some(story), .. } => format!("story: {}", story.title),
        Event::VerdictReached(Reached { verdict, of, .. }) => {
            let what = if matches!(of, Graded::Run(_)) { "run" } else { "handed in" };
            format!("{what}: {}", verdict::headline(verdict))
        }
        Event::AnswerClosed { .. } if state.went_back() => {
            let back = answer::open_field(state).map_or("answer", |field| &field.name);
            format!("back to {back}")
        }
        Event::AnswerClosed { by } => format!("answer closed by {by}"),
        Event::TimeWarned { scope, warning } => format!("{scope} time: {warning}"),
        Event::RoundEnded { by } => format!("round ended by {by}"),
        Event::SessionEnded { by } => format!("session ended by {by}"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_names_falls_into_letters() {
        let text = "Situation: it broke. Task: mend it. Action: I mended it.\n Result: 5 minutes.";
        let found = letters(text);
        assert_eq!(found[0], Some("it broke."));
        assert_eq!(found[3], Some("5 minutes."));
        assert_eq!(letters("no letters"), [None; 4]);
    }
}
