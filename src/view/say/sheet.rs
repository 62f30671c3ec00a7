//! The score sheet: what was sealed, what was scored, and why.

pub use super::point::lead;
use super::question::part_name;
use super::star::checks;
use super::{judged, marks};
use crate::bank::parse::is_kebab;
use crate::bank::question::Mode;
use crate::engine::checklist::checklist;
use crate::engine::event::{Mark, Scope, ScoreSheet};
use crate::engine::{Seat, State};
use crate::figures::{cost, counted, decimal, spent};
use crate::format::plan::{CASES_FIELD, CODE_FIELD};
use crate::score::recommendation::band_word;
use crate::score::{fold, star};
use crate::text::SafeText;
use crate::time::Span;
use crate::view::page::{self, Block, Ink};
use crate::view::transcript::{DimensionPart, Judged, MarkGiven, MarkPart, ScorePart};
use crate::view::{standing, words};

/// Reasons shown for each side of a dimension.
const REASONS_MOST: usize = 4;

/// The whole sheet of a scope that is scored.
pub fn blocks(state: &State, scope: Scope, sheet: &ScoreSheet) -> Vec<Block> {
    [judged_alone(state, scope, sheet), costs(state, scope, true)].concat()
}

/// The same for a screen that draws the times itself.
pub fn without_times(state: &State, scope: Scope, sheet: &ScoreSheet) -> Vec<Block> {
    [judged_alone(state, scope, sheet), costs(state, scope, false)].concat()
}

fn judged_alone(state: &State, scope: Scope, sheet: &ScoreSheet) -> Vec<Block> {
    let mut blocks = vec![Block::Blank];
    if state.has_peer() {
        blocks.push(Block::heading(&title(state, scope)));
    }
    let judged = Judged::with(state, scope, sheet);
    if let Some(score) = &judged.score {
        blocks.extend(dimensions(&judged, score));
        blocks.extend(total(scope, score));
        blocks.extend(reasons(score));
    }
    blocks.extend(disputed(&judged));
    blocks
}

/// What is asked about now, as a heading: before an exam's questions are judged one guess covers the
/// whole round.
pub fn heading(state: &State, scope: Scope) -> String {
    let sealed = state.sealed_with(scope).unwrap_or(scope);
    let is_open = !state.sealed.contains_key(&(sealed, Seat::Candidate));
    title(state, if is_open && !state.has_peer() { sealed } else { scope })
}

/// Where two guesses lie apart: what there is to talk about.
pub fn apart(state: &State, scope: Scope) -> Option<Block> {
    let of = |seat| state.sealed.get(&(scope, seat));
    let (own, theirs) = (of(Seat::Candidate)?, of(Seat::Interviewer)?);
    let pair = |(dim, guess): &(String, u32)| {
        let other = theirs.iter().find(|(name, _)| name == dim)?.1;
        Some((dim.replace('-', " "), *guess, other))
    };
    let pairs: Vec<(String, u32, u32)> = own.iter().filter_map(pair).collect();
    let gap = |(_, own, other): &(String, u32, u32)| own.abs_diff(*other);
    let widest = pairs.iter().map(gap).max().unwrap_or(0);
    let furthest: Vec<_> = pairs.iter().filter(|pair| gap(pair) == widest).collect();
    let told = match furthest.as_slice() {
        _ if widest == 0 => "they agree.".to_owned(),
        [(dim, own, other)] => format!(
            "furthest apart in {dim}, candidate {own} and interviewer {other}. Talk about why."
        ),
        all if all.len() == pairs.len() => {
            format!("{widest} apart in every dimension. Talk about why.")
        }
        some => {
            let names: Vec<&str> = some.iter().map(|(dim, ..)| dim.as_str()).collect();
            format!("furthest apart, by {widest}, in {}. Talk about why.", names.join(", "))
        }
    };
    Some(Block::inked(Ink::Cyan, &format!("Both guesses, opened at once: {told}")))
}

/// What is judged, as a heading.
pub fn title(state: &State, scope: Scope) -> String {
    match scope {
        Scope::Question { slot, item } => {
            let title = state.question_of(slot, item).map_or("", |q| q.ask.title.as_str());
            format!("How it went · {title}")
        }
        Scope::Round { slot } => {
            let title = state.slot_plan(slot).map_or("", |slot| slot.title());
            format!("The round as a whole · {title}")
        }
        Scope::Loop => "The whole loop".to_owned(),
    }
}

fn dimensions(judged: &Judged, score: &ScorePart) -> Vec<Block> {
    let has = |by: Seat| judged.seals.iter().any(|seal| seal.by == by);
    type Guess = fn(&DimensionPart) -> Option<u32>;
    let seats: [(Seat, &str, Guess); 2] = [
        (Seat::Candidate, "your guess", |dim| dim.sealed),
        (Seat::Interviewer, "their guess", |dim| dim.peer),
    ];
    let guessed: Vec<_> = seats.into_iter().filter(|(seat, ..)| has(*seat)).collect();
    // One seat's guesses alone are those of the person who looks at them.
    let is_one = guessed.len() == 1;
    let names = guessed.iter().map(|(_, name, _)| if is_one { "your guess" } else { *name });
    let head: Vec<&'static str> = [""].into_iter().chain(names).chain(["scored"]).collect();
    let (seen, unseen): (Vec<&DimensionPart>, Vec<&DimensionPart>) =
        score.dimensions.iter().partition(|dim| dim.is_seen());
    let row = |dim: &&DimensionPart| {
        let mut row = vec![words::title(dim.dim.as_str())];
        let guess = |of: Guess| of(dim).map(|guess| guess.to_string()).unwrap_or_default();
        row.extend(guessed.iter().map(|(.., of)| guess(*of)));
        row.push(match dim.score {
            Some(score) => scored(score),
            None => format!("{}, {} open", judged::dimension_score(dim), dim.open),
        });
        row
    };
    let rows: Vec<Vec<String>> = seen.iter().map(row).collect();
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        blocks.push(Block::table(&head, &rows));
    }
    blocks.extend(seen.iter().filter_map(|dim| judged::by_verdicts(dim)));
    let unseen: Vec<String> = unseen.iter().map(|dim| words::spoken(dim.dim.as_str())).collect();
    if !unseen.is_empty() {
        blocks.push(Block::inked(Ink::Dim, &format!("Not seen: {}.", unseen.join(", "))));
    }
    blocks
}

/// `3 hire`.
pub fn scored(score: u32) -> String {
    format!("{score} {}", band_word(score))
}

fn total(scope: Scope, score: &ScorePart) -> Vec<Block> {
    let name = match scope {
        Scope::Question { .. } => "This question",
        Scope::Round { .. } => "The round",
        Scope::Loop => "The loop",
    };
    let told = match (score.mean, score.standing().short()) {
        (Some(mean), _) => {
            let band = score.band.map(scored).unwrap_or_default();
            format!("{name}: mean {}, {band}.", decimal(mean))
        }
        (None, Some(open)) => format!("{name}: {open}."),
        (None, None) => return vec![Block::line("Nothing here could be scored.")],
    };
    let mut blocks = vec![Block::Blank, Block::heading(&told)];
    if score.open > 0 {
        let waiting = words::capital(&standing::open(score.open, &score.session));
        blocks.push(Block::inked(Ink::Amber, &format!("{waiting}.")));
    }
    if let Some(recommendation) = &score.recommendation {
        blocks.push(Block::heading(&format!("Recommendation: {recommendation}")));
    }
    if scope == Scope::Loop && score.mean.is_some() {
        let n = score.n;
        blocks.push(Block::line(&match score.interval {
            Some((low, high)) => format!(
                "From {}; the mean may lie anywhere from {} to {}.",
                counted(n, "round"),
                decimal(low),
                decimal(high)
            ),
            None => format!("From {}: too few to tell how sure that is.", counted(n, "round")),
        }));
    }
    blocks.extend(judged::basis(score).iter().map(|line| Block::line(line)));
    blocks.extend(judged::unconfirmed(score).map(|text| Block::inked(Ink::Amber, &text)));
    blocks
}

/// What spoke for and against, dimension by dimension; the heaviest reasons first.
fn reasons(score: &ScorePart) -> Vec<Block> {
    let mut blocks = Vec::new();
    for dim in score.dimensions.iter().filter(|dim| dim.is_seen()) {
        let (pros, cons) = (&dim.spoke_for, &dim.spoke_against);
        if pros.is_empty() && cons.is_empty() {
            continue;
        }
        blocks.push(Block::heading(&words::title(dim.dim.as_str())));
        blocks.extend(side("  for      ", pros));
        blocks.extend(side("  against  ", cons));
    }
    blocks
}

fn side(label: &str, reasons: &[SafeText]) -> Vec<Block> {
    let told = reasons.iter().take(REASONS_MOST);
    let mut blocks: Vec<Block> =
        told.map(|reason| Block::hanging(Ink::Plain, label, reason.as_str())).collect();
    match reasons.len().saturating_sub(REASONS_MOST) {
        0 => {}
        more => blocks.push(Block::hanging(Ink::Dim, label, &format!("and {more} more"))),
    }
    blocks
}

/// Marks that are against something: what was found, an earlier mark, the other seat.
fn disputed(judged: &Judged) -> Vec<Block> {
    let is_disputed = |mark: &&MarkPart| {
        let counting = mark.given.iter().find(|given| given.counts);
        let differs = |given: &MarkGiven| given.mark != mark.given[0].mark;
        counting.is_some_and(|given| given.before_review.is_some())
            || mark.given.iter().any(differs)
    };
    let points: Vec<Block> = judged
        .marks
        .iter()
        .filter(is_disputed)
        .map(|mark| {
            let text = mark.text.as_str().trim_end_matches('.');
            let given = page::words(&marks::given(mark, judged));
            Block::hanging(Ink::Plain, "  - ", &format!("{text}: {given}"))
        })
        .collect();
    if points.is_empty() {
        return points;
    }
    let heading = Block::heading("Marks that were looked at again or overridden");
    [heading].into_iter().chain(points).collect()
}

/// Hints, time against budget, parts left empty, what to practise.
fn costs(state: &State, scope: Scope, has_times: bool) -> Vec<Block> {
    match scope {
        Scope::Question { slot, item } => of_question(state, slot, item, has_times),
        Scope::Round { slot } => of_round(state, slot, has_times),
        Scope::Loop => Vec::new(),
    }
}

fn fact(label: &str, text: &str) -> Block {
    Block::hanging(Ink::Plain, label, text)
}

fn of_question(state: &State, slot: usize, item: usize, has_times: bool) -> Vec<Block> {
    let (Some(plan), Some(found)) = (state.item_plan(slot, item), state.item_state(slot, item))
    else {
        return Vec::new();
    };
    let mut blocks: Vec<Block> = choice(state, slot, item).into_iter().collect();
    blocks.extend(star_checks(state, slot, item));
    let costs: Vec<u32> = found.hint_costs().collect();
    if !costs.is_empty() {
        let total = cost(costs.iter().sum());
        blocks.push(fact("hints    ", &format!("{} taken, {total}", costs.len())));
    }
    if let Some(used) = found.used.filter(|_| has_times) {
        let budget = plan.budget.extended(found.extended);
        blocks.push(fact("time     ", &spent(used, budget, Span::ZERO)));
    }
    let empty: Vec<String> = found.scored_attempt().map_or(Vec::new(), |attempt| {
        let is_given = state.given_code(slot, item).is_some();
        // Cases of one's own are a gift, and the file of a review is never empty.
        let is_owed = |name: &str| name != CASES_FIELD && !(is_given && name == CODE_FIELD);
        let fields = attempt.fields.iter().filter(|field| is_owed(&field.name));
        let fields = fields.filter(|field| field.text.trim().is_empty());
        fields.map(|field| part_name(field).to_lowercase()).collect()
    });
    if !empty.is_empty() && !found.spoken {
        blocks.push(fact("empty    ", &empty.join(", ")));
    }
    let scope = Scope::Question { slot, item };
    let is_missed = checklist(state, scope)
        .iter()
        .any(|check| check.role.is_core() && state.mark(scope, &check.id) == Some(Mark::Missed));
    let topic = state.question_of(slot, item).map(|question| question.ask.topic.as_str());
    if let Some(topic) = topic.filter(|topic| is_missed && is_kebab(topic)) {
        blocks.push(fact("practise ", &format!("mock run --topic {topic}")));
    }
    blocks
}

/// Which option of a quiz was chosen, and which is the right one and why.
fn choice(state: &State, slot: usize, item: usize) -> Option<Block> {
    let options = state.question_of(slot, item).and_then(|q| q.judge.as_ref()).map(|j| &j.options);
    let chosen =
        state.item_state(slot, item).and_then(|item| item.scored_attempt()).and_then(|attempt| {
            attempt.fields.first()?.text.trim().parse::<usize>().ok()?.checked_sub(1)
        });
    let (options, chosen) = options.zip(chosen)?;
    if options.get(chosen)?.correct {
        return Some(fact("chosen   ", &format!("you chose {}, which is right", chosen + 1)));
    }
    let right = options.iter().position(|option| option.correct)?;
    let why = &options[right].why;
    let text = format!("you chose {}; {} is right: {why}", chosen + 1, right + 1);
    Some(fact("chosen   ", &text))
}

/// The shape of a STAR answer. It informs; the score comes from the rubric.
fn star_checks(state: &State, slot: usize, item: usize) -> Vec<Block> {
    let mode = state.question_of(slot, item).map(|question| question.ask.mode);
    let Some(found) = state.item_state(slot, item).filter(|_| mode == Some(Mode::Star)) else {
        return Vec::new();
    };
    let heading = Block::heading("The shape of the story (it informs and does not score)");
    let report = star::of_item(&fold::rules_of(state).star, found);
    [heading].into_iter().chain(checks(&report)).collect()
}

fn of_round(state: &State, slot: usize, has_times: bool) -> Vec<Block> {
    let (Some(round), Some(found)) = (state.round_plan(slot), state.slots.get(slot)) else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    for (plan, phase) in round.phases.iter().zip(&found.phases) {
        let Some(used) = phase.used else { continue };
        let budget = plan.budget.extended(phase.extended);
        rows.push(vec![plan.name.clone(), spent(used, budget, Span::ZERO)]);
    }
    let mut blocks = Vec::new();
    if !rows.is_empty() && has_times {
        blocks.extend([Block::Blank, Block::table(&["phase", "time"], &rows)]);
    }
    let blank = state
        .opened_questions()
        .filter(|(of, item)| {
            let found = state.item_state(*of, *item);
            *of == slot && found.is_some_and(|item| item.is_blank() && !item.spoken)
        })
        .filter_map(|(slot, item)| Some(state.question_of(slot, item)?.ask.title.clone()));
    blocks.extend(blank.map(|title| fact("not answered  ", &title)));
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::event::{Event, Grounds};
    use crate::score::rules;
    use crate::testing::played::{insert, phone_screen};

    #[test]
    fn reasons_are_those_of_the_rules_that_made_the_score() {
        let mut played = phone_screen();
        let scope = Scope::Question { slot: 0, item: 1 };
        let thrown = Event::CurveballThrown { curveball: 0, text: "The load doubles.".to_owned() };
        insert(&mut played, |event| matches!(event, Event::ItemOpened { item: 1 }), vec![thrown]);
        let (id, mark, by) = ("curveball:twice".to_owned(), Mark::Met, Seat::Candidate);
        let met =
            Event::Marked { scope, id, mark, by, note: String::new(), grounds: Grounds::default() };
        insert(&mut played, |event| matches!(event, Event::QuestionClosed), vec![met]);
        let state = played.state(played.events.len());
        let told = |number: u32| {
            let rules = rules::rules(number).expect("known");
            let sheet = fold::sheet_under(rules, &state, scope);
            format!("{:?}", blocks(&state, scope, &sheet))
        };
        assert!(told(2).contains("curveball met: The load doubles"), "{}", told(2));
        assert!(!told(1).contains("curveball met:"), "{}", told(1));
    }
}
