//! The program as interviewer: a script over the question, with nothing made up.
//!
//! It answers clarifying questions from the question's own list and only if asked, shows what was
//! asked to be seen, asks follow-ups whose trigger the answer pulled, and closes the question.

mod heard;
mod meant;
mod open;
mod push;
mod usual;

use std::borrow::Cow;
use std::collections::BTreeMap;

use self::heard::Heard;
use self::meant::{Meant, meant, offered, told};
use self::usual::Found;
use crate::bank::prep::PrepQuestion;
use crate::bank::question::{Ask, Judge, Kind, Mode, Trigger, is_starter};
use crate::bank::task::{Language, Task};
use crate::engine::event::{ClosedBy, FollowupRef, Reader, Reading};
use crate::engine::state::{ItemState, What};
use crate::engine::{Command, Stage, State};
use crate::format::plan::{Item, ItemWhat};
use crate::score::evidence::{Matcher, Ranker, Sought};
use crate::score::trigger::{Seen, fires, waits};
use crate::score::{rules, star};
use crate::time::{Elapsed, Remaining, Span};

/// Scripted questions after one answer; an interviewer moves on after two.
const FOLLOWUPS_MOST: usize = 2;

/// With less than this left of an exam round nothing more is asked.
const TIME_FOR_ANOTHER: Span = Span::minutes(1);

const NO_MORE: &str = "I can't say more about that. Assume what is reasonable, and say so.";
/// Comes once a question, before the kinds of thing that it has an answer to.
const ASK_ME: &str = "What I can tell you about: ";
/// Before a sentence of the question that answers what was asked.
const IN_THE_TASK: &str = "It's in the question: ";
/// Where the message shares no word with anything that is known of the question.
const ASIDE: &str = "I don't think that bears on the answer.";
const LATER: &str = "Let's come to that in a moment.";
const UNPREPARED: &str =
    "A fair question for a real interviewer; I'm a program, so I can only note that you asked it.";

/// What the program does next in the interviewer's seat, if anything.
pub fn turn(state: &State, now: Elapsed, prep: &[PrepQuestion]) -> Option<Command> {
    if state.has_peer() || state.paused.is_some() {
        return None;
    }
    match state.stage {
        Stage::Asking => reply(state, prep).or_else(|| {
            let which = push::question(state, now)?;
            Some(Command::AskFollowup { which })
        }),
        Stage::Settling => Some(ask_on_or_close(state, now)),
        // An exam does not wait between questions.
        Stage::Between if state.is_exam() => Some(Command::Next),
        _ => None,
    }
}

/// When it will do something though nothing happens.
pub fn turn_at(state: &State, now: Elapsed) -> Option<Elapsed> {
    let is_solo = !state.has_peer() && state.paused.is_none();
    is_solo.then(|| push::due(state, now)).flatten()
}

fn reply(state: &State, prep: &[PrepQuestion]) -> Option<Command> {
    let (plan, item) = state.current()?;
    let message = item.open_request()?;
    let own_words = |text: &str| Command::Answer { script: None, text: text.to_owned() };
    match plan.what {
        ItemWhat::Talk { .. } => Some(own_words(LATER)),
        ItemWhat::YourQuestions => Some(own_words(&answer_as_host(message, prep))),
        ItemWhat::Question { .. } => {
            let question = state.current_question()?;
            let judge = &*of_now(question.judge.as_ref()?, item.has_turned());
            let task = &Told::by(&question.ask);
            if !is_told_exactly(plan, &question.ask, judge) {
                return Some(reply_reach_question(task, judge, item, message));
            }
            let language = plan.what.language();
            Some(exactly(task, judge, message).unwrap_or_else(|| {
                let of_task = language.and_then(|it| of_task(task, judge, item, it, message));
                of_task.unwrap_or_else(|| own_words(&unanswered(&task.all, judge, item, message)))
            }))
        }
    }
}

/// What the interviewer knows now: an answer of the other side of the change is nobody's, and the rest
/// keep their numbers.
fn of_now(judge: &Judge, has_turned: bool) -> Cow<'_, Judge> {
    if judge.clarifications.iter().all(|script| script.holds(has_turned)) {
        return Cow::Borrowed(judge);
    }
    let mut judge = judge.clone();
    for script in judge.clarifications.iter_mut().filter(|script| !script.holds(has_turned)) {
        script.ask.clear();
        script.say.clear();
    }
    Cow::Owned(judge)
}

/// Whether the task is settled to the last word, so that a question about it means one thing: what is
/// run, and a file that is read. A design and an incident are talked over.
fn is_told_exactly(plan: &Item, ask: &Ask, judge: &Judge) -> bool {
    judge.reveals.is_empty() && (plan.what.language().is_some() || ask.kind == Kind::Review)
}

/// The answer that the question means: a key word by itself, what everybody asks, or else by its
/// rarest words.
fn exactly(task: &Told<'_>, judge: &Judge, message: &str) -> Option<Command> {
    Some(match told(task.prompt, &task.all, judge, message)? {
        Heard::Script(script) => Command::Answer { script: Some(script), text: String::new() },
        Heard::Sentence(sentence) => {
            Command::Answer { script: None, text: format!("{IN_THE_TASK}\"{sentence}\"") }
        }
    })
}

/// The clarification that a message asks for: a console shows it as ready.
pub fn script_for(state: &State, message: &str) -> Option<usize> {
    let (plan, item) = state.current()?;
    let question = state.current_question()?;
    let judge = &*of_now(question.judge.as_ref()?, item.has_turned());
    if is_told_exactly(plan, &question.ask, judge) {
        let task = Told::by(&question.ask);
        return match told(task.prompt, &task.all, judge, message)? {
            Heard::Script(script) => Some(script),
            Heard::Sentence(_) => None,
        };
    }
    match meant(&question.ask.prompt, judge, message)? {
        Meant::Script(script) => Some(script),
        Meant::Reveal(_) => None,
    }
}

/// What the question says by itself.
struct Told<'q> {
    prompt: &'q str,
    /// With the comments of a file that is reviewed, which are its contract, and of a model's staging
    /// tables.
    all: String,
}

impl Told<'_> {
    fn by(ask: &Ask) -> Told<'_> {
        let mut all = ask.prompt.clone();
        let is_staging = |name: &str| ask.kind == Kind::DataModelling && !is_starter(name);
        let is_told = |name: &str| ask.kind == Kind::Review || is_staging(name);
        for (_, text) in ask.shown_files.iter().filter(|(name, _)| is_told(name)) {
            all.push('\n');
            all.push_str(&comments(text));
        }
        Told { prompt: &ask.prompt, all }
    }
}

/// The comments and docstrings of code, as sentences.
fn comments(code: &str) -> String {
    let mut said = String::new();
    let mut is_inside = false;
    for line in code.lines().map(str::trim) {
        let quotes = line.matches("\"\"\"").count();
        let marked = ["--", "#", "//"].iter().find_map(|mark| line.strip_prefix(mark));
        let is_said = is_inside || quotes > 0 || marked.is_some();
        is_inside ^= quotes % 2 == 1;
        let text = marked.unwrap_or(line).replace("\"\"\"", " ");
        match text.trim() {
            text if is_said && !text.is_empty() => {
                said.push_str(text);
                said.push(' ');
            }
            // A paragraph ends, whether or not with a full stop.
            _ if said.trim_end().ends_with(['.', '!', '?']) || said.is_empty() => {}
            _ => said = format!("{}. ", said.trim_end()),
        }
    }
    said.trim_end().to_owned()
}

/// What everybody asks about a task that is run.
fn of_task(
    task: &Told<'_>,
    judge: &Judge,
    item: &ItemState,
    language: Language,
    message: &str,
) -> Option<Command> {
    let (script, text) = match usual::answer(&task.all, judge, message) {
        Some(Found::Script(script)) => (Some(script), String::new()),
        Some(Found::Sentence(sentence)) => (None, format!("{IN_THE_TASK}\"{sentence}\"")),
        Some(Found::Words(words)) => (None, words),
        None if usual::asks_for_order(message) && takes_any_order(judge) => {
            (None, ANY_ORDER.to_owned())
        }
        None if usual::is_usual(message) => (None, no_more(UNSAID, judge, item)),
        None => (None, usual::of_language(language, message)?.to_owned()),
    };
    Some(Command::Answer { script, text })
}

const ANY_ORDER: &str = "Any order will do; the rows are compared as a set.";
const UNSAID: &str = "Nothing special is meant about that. Assume what is reasonable, and say so.";

/// The task itself says how its rows are compared.
fn takes_any_order(judge: &Judge) -> bool {
    matches!(&judge.task, Some(Task::Sql(task)) if task.spec.order == ["none"])
}

fn reply_reach_question(
    task: &Told<'_>,
    judge: &Judge,
    item: &ItemState,
    message: &str,
) -> Command {
    match meant(task.prompt, judge, message) {
        Some(Meant::Reveal(reveal)) => {
            show_again(item, reveal).unwrap_or(Command::Reveal { reveal })
        }
        Some(Meant::Script(script)) => {
            Command::Answer { script: Some(script), text: String::new() }
        }
        None => {
            let from_the_task = in_the_task(&task.all, message);
            let text = from_the_task.unwrap_or_else(|| unanswered(&task.all, judge, item, message));
            Command::Answer { script: None, text }
        }
    }
}

/// From this part (thousandths) of what the message comes to, a sentence of the question answers
/// it: about half of the words that carry it.
const ANSWERED: u32 = 450;

/// The sentence of the question that answers the message, said again.
fn in_the_task(prompt: &str, message: &str) -> Option<String> {
    let sought = [Sought { text: message, phrasings: &[] }];
    let ranked = Ranker::new("", &sought).rank(&[prompt]);
    let best = ranked.first()?.first().filter(|place| place.score >= ANSWERED)?;
    let sentence = prompt.get(best.range.clone())?.trim();
    // A sentence that asks gives no answer.
    (!sentence.ends_with('?')).then(|| format!("{IN_THE_TASK}\"{sentence}\""))
}

fn unanswered(prompt: &str, judge: &Judge, item: &ItemState, message: &str) -> String {
    let sought = [Sought { text: message, phrasings: &[] }];
    let rubric = judge.rubric.iter().flat_map(|item| item.phrasings.iter().chain([&item.text]));
    let clarifications = judge.clarifications.iter().flat_map(|it| it.ask.iter().chain([&it.say]));
    let reveals = judge.reveals.iter().flat_map(|it| &it.ask);
    let known = rubric.chain(clarifications).chain(reveals).chain([&judge.model]);
    let mut texts: Vec<&str> = known.map(String::as_str).collect();
    texts.push(prompt);
    let ranked = Ranker::new("", &sought).rank(&texts);
    let bears_on_it = ranked.first().is_some_and(|places| places.iter().any(|p| p.score > 0));
    let is_on_topic = bears_on_it || usual::is_of_the_trade(message) || open::bears(message);
    let text = if is_on_topic { NO_MORE } else { ASIDE };
    no_more(text, judge, item)
}

/// `text` says that nothing is known of it; the first time with the kinds of thing that may be
/// asked.
fn no_more(text: &str, judge: &Judge, item: &ItemState) -> String {
    let was_listed = item.happenings.iter().any(
        |happening| matches!(&happening.what, What::Answered { text, .. } if text.contains(ASK_ME)),
    );
    let kinds = offered(judge);
    if was_listed || kinds.is_empty() {
        return text.to_owned();
    }
    format!("{text} {ASK_ME}{}.", kinds.join(", "))
}

/// What was shown before is shown again, and costs nothing more.
fn show_again(item: &ItemState, wanted: usize) -> Option<Command> {
    item.happenings.iter().find_map(|h| match &h.what {
        What::Revealed { reveal, text, .. } if *reveal == wanted => {
            Some(Command::Answer { script: None, text: text.clone() })
        }
        _ => None,
    })
}

/// The answer to a question that the candidate puts: why it is worth asking, and what to listen for.
pub fn answer_as_host(message: &str, prep: &[PrepQuestion]) -> String {
    let sets = prep.iter().map(|question| &question.words[..]);
    match Matcher::builtin().best_set("", message, sets) {
        Some((index, _)) => {
            // One's own may say neither.
            let PrepQuestion { why, listen_for, .. } = &prep[index];
            let listen_for = match listen_for.trim() {
                "" => String::new(),
                text => format!("Listen for: {text}"),
            };
            let said = ["Worth asking.", why.trim(), &listen_for].into_iter();
            said.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
        }
        None => UNPREPARED.to_owned(),
    }
}

fn ask_on_or_close(state: &State, now: Elapsed) -> Command {
    match next_followup(state, now) {
        Some(which) => Command::AskFollowup { which },
        None => Command::CloseQuestion,
    }
}

/// Whether the program is about to choose a follow-up by what the answer says, so that a model's
/// reading of it would be worth a moment.
pub fn listens(state: &State, now: Elapsed) -> bool {
    let is_solo = !state.has_peer() && state.paused.is_none() && state.stage == Stage::Settling;
    let Some((judge, item)) = may_ask(state, now).filter(|_| is_solo) else { return false };
    let is_open = |which: FollowupRef| !item.followups().any(|(asked, ..)| asked == which);
    let depends = |when: &Trigger| matches!(when, Trigger::Hit(_) | Trigger::Miss(_));
    let mut followups = judge.followups.iter().enumerate();
    let mut probes = judge.probes.iter().enumerate();
    followups.any(|(at, it)| depends(&it.when) && is_open(FollowupRef::Followup(at)))
        || probes.any(|(at, it)| depends(&it.when) && is_open(FollowupRef::Probe(at)))
}

fn next_followup(state: &State, now: Elapsed) -> Option<FollowupRef> {
    let (judge, item) = may_ask(state, now)?;
    let is_first = item.followups().next().is_none();
    first_fresh(state, judge, item, &item.readings, is_first)
}

/// What readers found, by part.
type Readings = BTreeMap<(usize, Reader), Reading>;

/// The first question that is ready and wasn't asked; where it may be a waiting one, that.
fn first_fresh(
    state: &State,
    judge: &Judge,
    item: &ItemState,
    readings: &Readings,
    may_wait: bool,
) -> Option<FollowupRef> {
    let seen =
        |ask: &dyn Fn(&Seen<'_>) -> Option<FollowupRef>| seen(state, judge, item, readings, ask);
    let is_fresh = |which: &FollowupRef| !item.followups().any(|(asked, ..)| asked == *which);
    let fresh = seen(&|seen| ready(judge, seen).into_iter().find(is_fresh));
    fresh.or_else(|| seen(&|seen| waiting(judge, seen)).filter(|_| may_wait))
}

/// Where nothing was asked and nothing is ready: a question about a point that wasn't clearly made.
fn waiting(judge: &Judge, seen: &Seen<'_>) -> Option<FollowupRef> {
    let probes = judge.probes.iter().map(|probe| &probe.when).enumerate();
    let probes = probes.map(|(index, when)| (FollowupRef::Probe(index), when));
    let followups = judge.followups.iter().map(|script| &script.when).enumerate();
    let followups = followups.map(|(index, when)| (FollowupRef::Followup(index), when));
    let mut all = probes.chain(followups);
    all.find(|(_, when)| waits(when, seen)).map(|(which, _)| which)
}

/// The question on the table, where one more may be asked about it.
fn may_ask(state: &State, now: Elapsed) -> Option<(&Judge, &ItemState)> {
    let (_, item) = state.current()?;
    let judge = state.current_question()?.judge.as_ref()?;
    let attempt = item.scored_attempt()?;
    let last_part = attempt.parts.checked_sub(1)?;
    let was_skipped = item.closed == Some(ClosedBy::Skipped)
        || attempt.part(last_part).all(|field| field.text.trim().is_empty());
    let is_enough = item.followups().count() >= FOLLOWUPS_MOST;
    if (was_skipped && !item.spoken) || is_enough || !has_time(state, now) {
        return None;
    }
    Some((judge, item))
}

/// Whether an exam has the time for one more.
fn has_time(state: &State, now: Elapsed) -> bool {
    !state.is_exam()
        || state.round_reading(now).is_none_or(|reading| match reading.remaining() {
            Remaining::Left(left) => left >= TIME_FOR_ANOTHER,
            Remaining::Over(_) => false,
            Remaining::Unlimited => true,
        })
}

/// What judges the question, where one more may be asked while it is answered.
fn may_push<'s>(state: &'s State, item: &ItemState) -> Option<&'s Judge> {
    let judge = state.current_question()?.judge.as_ref()?;
    let is_free = item.open_request().is_none() && item.followups().count() < FOLLOWUPS_MOST;
    is_free.then_some(judge)
}

/// Every follow-up and probe whose trigger holds, in the question's order. A console shows them
/// as ready.
pub fn ready_followups(state: &State, judge: &Judge, item: &ItemState) -> Vec<FollowupRef> {
    seen(state, judge, item, &item.readings, |seen| ready(judge, seen))
}

fn ready(judge: &Judge, seen: &Seen<'_>) -> Vec<FollowupRef> {
    let probes = judge.probes.iter().enumerate();
    let probes = probes.filter(|(_, probe)| fires(&probe.when, seen));
    let followups = judge.followups.iter().enumerate();
    let followups = followups.filter(|(_, script)| fires(&script.when, seen));
    // A probe asks for what the answer lacks, so it comes before what builds on it.
    probes
        .map(|(index, _)| FollowupRef::Probe(index))
        .chain(followups.map(|(index, _)| FollowupRef::Followup(index)))
        .collect()
}

/// What is known of an answer.
fn seen<T>(
    state: &State,
    judge: &Judge,
    item: &ItemState,
    readings: &Readings,
    ask: impl FnOnce(&Seen<'_>) -> T,
) -> T {
    let is_star = state.current_question().is_some_and(|found| found.ask.mode == Mode::Star);
    let star = is_star.then(|| star::of_item(&rules::latest().star, item));
    let used = item.used.unwrap_or_else(|| state.watch.read(state.last_at).less(item.from));
    let seen = Seen {
        judge,
        level: state.level(),
        evidence: &item.evidence,
        readings,
        star: star.as_ref(),
        used: Some(used),
    };
    ask(&seen)
}

#[cfg(test)]
mod tests {
    use super::meant::nearest;
    use super::*;
    use crate::bank::question::Clarification;
    use crate::engine::state::Happening;

    fn judge() -> Judge {
        let clarification = |ask: &[&str], say: &str| Clarification {
            ask: ask.iter().map(|&key| key.to_owned()).collect(),
            say: say.to_owned(),
            side: None,
        };
        Judge {
            clarifications: vec![
                clarification(&["retention", "how long"], "Thirteen months have to be kept."),
                clarification(&["primary key", "unique"], "The primary key is event_id alone."),
            ],
            ..Judge::default()
        }
    }

    #[test]
    fn a_question_in_other_words_finds_its_clarification() {
        let nearest = |message: &str| nearest("An events table has grown.", &judge(), message);
        assert_eq!(nearest("How many months do we keep?"), Some(0));
        assert_eq!(nearest("is event id the key of it"), Some(1));
        assert_eq!(nearest("What about the weather?"), None);
        assert_eq!(nearest("Has the table grown?"), None, "the prompt said back");
        assert_eq!(nearest(""), None);
    }

    #[test]
    fn what_the_question_itself_says_is_answered_from_it() {
        let prompt = "Return the running total of each user. Guest orders have no user_id. \
                      A day may hold several orders. How do you order them?";
        let said = |message: &str| in_the_task(prompt, message);
        let quoted = |sentence: &str| Some(format!("{IN_THE_TASK}\"{sentence}\""));
        assert_eq!(said("Can user_id be null?"), quoted("Guest orders have no user_id."));
        let several = quoted("A day may hold several orders.");
        assert_eq!(said("Can there be several orders on one day?"), several);
        assert_eq!(said("Which database is it?"), None);
        assert_eq!(said("How do I order them?"), None, "a question back is no answer");
        assert_eq!(said(""), None);
    }

    #[test]
    fn what_the_comments_of_a_reviewed_file_promise_is_answered_from_them() {
        let code = "-- Refunds by country, for June. The share is in percent,\n\
                    -- NULL without revenue\n\nSELECT 1\n";
        assert_eq!(
            comments(code),
            "Refunds by country, for June. The share is in percent, NULL without revenue."
        );
        let code = "import x\n\ndef f():\n    \"\"\"Adds clicks up.\n\n    May be run twice for a day.\n    \"\"\"\n    return 1\n";
        assert_eq!(comments(code), "Adds clicks up. May be run twice for a day.");
        let mut ask = crate::engine::testing::ask("review", Kind::Review, Mode::Sql);
        ask.shown_files.insert("starter.py".to_owned(), code.to_owned());
        let told = Told::by(&ask).all;
        let said = in_the_task(&told, "What happens when the job is run twice?");
        let quoted = format!("{IN_THE_TASK}\"May be run twice for a day.\"");
        assert_eq!(said, Some(quoted));
        ask.kind = Kind::Coding;
        assert_eq!(Told::by(&ask).all, ask.prompt, "of other tasks a starter promises nothing");
    }

    #[test]
    fn a_question_about_nothing_of_it_is_an_aside() {
        let answer = |message: &str| {
            unanswered("An events table has grown.", &judge(), &ItemState::default(), message)
        };
        assert!(answer("what's the weather like").starts_with(ASIDE));
        assert!(answer("who reads the events?").starts_with(NO_MORE));
    }

    #[test]
    fn where_nothing_is_known_the_kinds_of_question_are_listed_once() {
        let mut item = ItemState::default();
        let said = no_more(NO_MORE, &judge(), &item);
        assert_eq!(said, format!("{NO_MORE} {ASK_ME}retention, primary key."));
        let what = What::Answered { script: None, text: said };
        item.happenings.push(Happening { at: Elapsed::default(), into: Span::default(), what });
        assert_eq!(no_more(NO_MORE, &judge(), &item), NO_MORE);
        assert_eq!(no_more(NO_MORE, &Judge::default(), &ItemState::default()), NO_MORE);
    }
}
