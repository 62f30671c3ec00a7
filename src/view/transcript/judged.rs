//! Seals, marks with their evidence, and scores.

use super::{
    BasisPart, ConditionPart, DimensionPart, EarlierPart, GroundsPart, Judged, MarkAbout,
    MarkGiven, MarkPart, ProofPart, Quote, ReaderPart, ScorePart, SealPart, Tally, Unmarked,
    UnmarkedBy, evidence, places, reasons,
};
use crate::engine::checklist::{Check, Role, checklist};
use crate::engine::event::{
    About, Condition, ConditionId, DimensionScore, Evidence, Grounds, Mark, MarkCounts,
    Recommended, Said, Scope, ScoreSheet,
};
use crate::engine::state::{EarlierMark, ItemState};
use crate::engine::{Seat, State};
use crate::score::best::best_in;
use crate::score::dimension::{Basis, Reason, Why};
use crate::score::facts::Decided;
use crate::score::recommendation::{RoundScore, band_word};
use crate::score::{self, fold};
use crate::text::SafeText;
use crate::view::recommendation;

/// Whether what judges a scope may be shown to the candidate.
pub(super) fn may_look(state: &State, scope: Scope) -> bool {
    state.ended.is_some()
        || match scope {
            Scope::Question { slot, item } => state.may_judge(slot, item),
            Scope::Round { slot } => state.may_judge_round(slot),
            Scope::Loop => false,
        }
}

/// `None` where it may not be looked at, and where there is nothing to judge.
pub(super) fn judged(state: &State, scope: Scope) -> Option<Judged> {
    let is_open = match scope {
        Scope::Question { slot, item } => {
            let is_question = state.item_plan(slot, item)?.question().is_some();
            is_question && state.item_state(slot, item)?.opened.is_some()
        }
        Scope::Round { slot } => state.scored_rounds().contains(&slot),
        Scope::Loop => !state.scored_rounds().is_empty(),
    };
    (is_open && may_look(state, scope)).then(|| of_scope(state, scope, state.scores.get(&scope)))
}

fn of_scope(state: &State, scope: Scope, sheet: Option<&ScoreSheet>) -> Judged {
    Judged {
        seals: seals(state, scope),
        confirmed: state.confirmed.get(&scope).copied(),
        marks: marks(state, scope),
        readers: if goes_by_words(state) { Vec::new() } else { readers(state, scope) },
        score: sheet.map(|sheet| score(state, scope, sheet)),
    }
}

impl Judged {
    /// What stands beside a score that is shown now.
    pub(in crate::view) fn with(state: &State, scope: Scope, sheet: &ScoreSheet) -> Judged {
        of_scope(state, scope, Some(sheet))
    }
}

fn seals(state: &State, scope: Scope) -> Vec<SealPart> {
    let of_scope = state.sealed.iter().filter(|((sealed, _), _)| *sealed == scope);
    of_scope
        .flat_map(|((_, by), guesses)| {
            guesses.iter().map(|(dim, guess)| SealPart {
                by: *by,
                dim: SafeText::line(dim),
                guess: *guess,
            })
        })
        .collect()
}

fn marks(state: &State, scope: Scope) -> Vec<MarkPart> {
    let checks = checklist(state, scope);
    let mut parts: Vec<MarkPart> = checks.iter().map(|check| mark(state, scope, check)).collect();
    // A peer's marks on a question whose rubric was not disclosed still count.
    for (marked, _, id) in state.marks.keys() {
        let is_listed = parts.iter().any(|part| part.id == SafeText::line(id));
        if *marked == scope && !is_listed {
            let about = About::Item(id.clone());
            let (text, dim) = (String::new(), String::new());
            let check = Check { id: id.clone(), about, text, dim, weight: 0, role: Role::Bonus };
            parts.push(mark(state, scope, &check));
        }
    }
    parts
}

fn mark(state: &State, scope: Scope, check: &Check) -> MarkPart {
    let goes_by_words = goes_by_words(state);
    let by_words = evidence::by_words(state, scope, &check.about).filter(|_| goes_by_words);
    let decided = decided(state, scope, &check.about).filter(|_| !goes_by_words);
    let given = [Seat::Candidate, Seat::Interviewer].into_iter().filter_map(|by| {
        let known = state.marks.get(&(scope, by, check.id.clone()))?;
        Some(MarkGiven {
            by,
            mark: known.mark,
            note: SafeText::new(&known.note),
            at_ms: known.at.0,
            counts: by == state.judge_seat(),
            counts_as: decided
                .filter(|decided| by == state.judge_seat() && decided.mark != known.mark)
                .map(|decided| decided.mark),
            overrides: by_words.is_some_and(|words| is_other(known.mark, words)),
            before_review: known.before_review,
            grounds: grounds(state, scope, &known.grounds),
        })
    });
    let given: Vec<MarkGiven> = given.collect();
    let is_marked = given.iter().any(|given| given.counts);
    let decided = decided.filter(|_| !is_marked);
    let is_core = check.role.is_core();
    MarkPart {
        id: SafeText::line(&check.id),
        about: MarkAbout::of(&check.about),
        text: SafeText::new(&check.text),
        dim: SafeText::line(&check.dim),
        weight: check.weight,
        must: check.role == Role::Must,
        core: is_core,
        open: is_core && decided.is_some_and(|decided| decided.basis == Basis::Open),
        unmarked: decided.and_then(unmarked),
        read_as: read_as(state, scope, &check.about),
        given,
        earlier: earlier(state, scope, check),
        goes_by_words,
        by_words,
        evidence: best_in(state, scope, &check.about)
            .filter(|_| goes_by_words)
            .and_then(|(item, evidence)| quote(item, evidence)),
    }
}

/// Whether the session is of the rules under which words could stand for a mark: 1 and 2. Later
/// ones show nothing that words alone would count as.
pub(super) fn goes_by_words(state: &State) -> bool {
    fold::rules_of(state).judgement.is_none()
}

fn grounds(state: &State, scope: Scope, grounds: &Grounds) -> GroundsPart {
    let Grounds { shown, pick, .. } = *grounds;
    GroundsPart { shown, pick, places: places::parts(state, scope, grounds) }
}

/// Marks of either seat that do not count any more. Before rules 3 only the review replaced a
/// mark, which is told as that.
fn earlier(state: &State, scope: Scope, check: &Check) -> Vec<EarlierPart> {
    if goes_by_words(state) {
        return Vec::new();
    }
    let of_seat = |by: Seat| {
        let earlier = state.earlier_marks.get(&(scope, by, check.id.clone()));
        earlier.into_iter().flatten().map(move |EarlierMark { mark, is_taken_back }| EarlierPart {
            by,
            mark: mark.mark,
            at_ms: mark.at.0,
            taken_back: *is_taken_back,
            grounds: grounds(state, scope, &mark.grounds),
        })
    };
    [Seat::Candidate, Seat::Interviewer].into_iter().flat_map(of_seat).collect()
}

/// A mark that no person gave; nothing for one that a person did.
fn unmarked(decided: Decided) -> Option<Unmarked> {
    let by = match decided.basis {
        Basis::Computed => UnmarkedBy::Computed,
        Basis::Read => UnmarkedBy::Reading,
        Basis::NotAnswered => UnmarkedBy::NotAnswered,
        Basis::Own | Basis::Peer | Basis::Band | Basis::Nobody | Basis::Open => return None,
    };
    Some(Unmarked { mark: decided.mark, by })
}

/// What stands for a point under the session's own rules.
fn decided(state: &State, scope: Scope, about: &About) -> Option<Decided> {
    let rules = fold::rules_of(state);
    match scope {
        Scope::Question { slot, item } => {
            score::judged::of_question(rules, state, (slot, item), about)
        }
        Scope::Round { slot } => score::judged::of_round(rules, state, slot, about),
        Scope::Loop => None,
    }
}

/// What the model says of a point: the surest of what it found in the parts of the answer.
fn read_as(state: &State, scope: Scope, about: &About) -> Option<Said> {
    let Scope::Question { slot, item } = scope else { return None };
    let readings = state.item_state(slot, item)?.readings.values();
    let points = readings.flat_map(|reading| &reading.points);
    let said = points.filter(|point| point.about == *about).filter_map(|point| point.verdict);
    said.min_by_key(|said| match said {
        Said::Said => 0,
        Said::Half => 1,
        Said::Opposite => 2,
        Said::No => 3,
    })
}

/// Who read the answer, each once; of a model that was tested in between the last test.
fn readers(state: &State, scope: Scope) -> Vec<ReaderPart> {
    let Scope::Question { slot, item } = scope else { return Vec::new() };
    let readings = state.item_state(slot, item).into_iter().flat_map(|found| &found.readings);
    let mut parts: Vec<ReaderPart> = Vec::new();
    for reading in readings.map(|(_, reading)| reading) {
        let text = |text: &str| (!text.is_empty()).then(|| SafeText::line(text));
        let part = ReaderPart {
            reader: reading.reader,
            version: reading.version,
            model: text(&reading.model),
            instructions: text(&reading.instructions),
            proof: reading.proof.as_ref().map(|proof| ProofPart {
                date: SafeText::line(&proof.date),
                points: proof.points,
                agreement: proof.agreement,
            }),
        };
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// Whether a person's mark differs from what the words count as. One who says that it was not
/// asked takes the point out, whatever the words are.
fn is_other(given: Mark, words: Mark) -> bool {
    given != words && !(given == Mark::NotAsked && words == Mark::Missed)
}

/// Ranges come from a journal: one that does not fit quotes nothing.
fn quote(item: &ItemState, evidence: &Evidence) -> Option<Quote> {
    let text = &item.scored_attempt()?.field(&evidence.field)?.text;
    let (start, end) = evidence.range;
    let quoted = text.get(start..end)?;
    let mut pieces = Vec::new();
    let mut words = Vec::new();
    let mut from = start;
    for &(word_start, word_end) in &evidence.words {
        let fits = from <= word_start && word_start < word_end && word_end <= end;
        let (Some(before), Some(word)) =
            (text.get(from..word_start), text.get(word_start..word_end))
        else {
            continue;
        };
        if fits {
            pieces.push((one_line(before), false));
            pieces.push((one_line(word), true));
            words.push(SafeText::line(word));
            from = word_end;
        }
    }
    pieces.push((one_line(text.get(from..end)?), false));
    pieces.retain(|(piece, _)| !piece.as_str().is_empty());
    Some(Quote {
        field: SafeText::line(&evidence.field),
        text: SafeText::line(quoted),
        words,
        band: evidence.band,
        check_polarity: evidence.polarity,
        pieces,
    })
}

fn one_line(text: &str) -> SafeText {
    SafeText::new(&text.replace(['\n', '\t'], " "))
}

fn score(state: &State, scope: Scope, sheet: &ScoreSheet) -> ScorePart {
    let folded = fold::with_reasons(state, scope, sheet);
    let recommended = fold::recommended(state, scope, sheet);
    let sealed = |by: Seat, dim: &str| {
        let guesses = state.sealed.get(&(scope, by))?;
        guesses.iter().find(|(name, _)| name == dim).map(|(_, guess)| *guess)
    };
    // Where verdicts make the score, whatever else was done well or badly doesn't count in it.
    let lines = |found: &DimensionScore, reasons: &[Reason]| {
        let counts = |why: &Why| found.verdicts == 0 || matches!(why, Why::Graded(_));
        let counted: Vec<Reason> = reasons.iter().filter(|it| counts(&it.why)).cloned().collect();
        reasons::lines(state, scope, &counted)
    };
    let dimensions = || folded.iter().flat_map(|score| &score.dimensions);
    let dimension = |found: &DimensionScore| {
        let why = dimensions().find(|d| d.dim == found.dim);
        DimensionPart {
            dim: SafeText::line(&found.dim),
            sealed: sealed(Seat::Candidate, &found.dim),
            peer: sealed(Seat::Interviewer, &found.dim),
            score: found.score,
            range: found.range,
            open: found.open,
            coverage: (found.verdicts == 0).then_some(found.coverage),
            verdicts: found.verdicts,
            asked: why.map_or(0, |why| why.asked),
            spoke_for: why.map(|why| lines(found, &why.spoke_for)).unwrap_or_default(),
            spoke_against: why.map(|why| lines(found, &why.spoke_against)).unwrap_or_default(),
        }
    };
    ScorePart {
        rules: sheet.rules,
        session: state.header.session.short().to_owned(),
        judge: state.judge_seat(),
        mean: sheet.mean,
        range: sheet.range,
        open: sheet.open,
        basis: (!goes_by_words(state)).then(|| basis(sheet.basis)),
        tally: (!goes_by_words(state)).then(|| tally(state, scope)),
        band: sheet.band,
        band_word: sheet.band.map(band_word),
        n: rests_on(state, scope, folded.as_ref()),
        interval: sheet.interval,
        recommendation: recommended
            .as_ref()
            .map(|found| SafeText::new(&recommendation::sentence(state, found, sheet))),
        recommended: recommended.as_ref().map(|found| found.what),
        unconfirmed: sheet.unconfirmed,
        capped: folded.as_ref().is_some_and(|score| score.is_capped),
        hints: reasons::hints(state, scope, dimensions().flat_map(|found| &found.spoke_against)),
        dimensions: sheet.dimensions.iter().map(dimension).collect(),
        conditions: recommended
            .map(|found| conditions(state, &found, sheet.range))
            .unwrap_or_default(),
    }
}

const fn basis(counts: MarkCounts) -> BasisPart {
    BasisPart {
        placed: counts.placed,
        aloud: counts.aloud,
        diagram: counts.diagram,
        unwritten: counts.unwritten,
        computed: counts.computed,
        unconfirmed: counts.read,
    }
}

/// The marks that count in a scope, red flags left out: a round's with those of its questions.
fn tally(state: &State, scope: Scope) -> Tally {
    let is_within = |of: Scope| match of {
        Scope::Question { slot, item } => scope.covers(slot, item),
        Scope::Round { .. } => scope == of || scope == Scope::Loop,
        Scope::Loop => false,
    };
    let mut tally = Tally::default();
    for ((of, by, id), mark) in &state.marks {
        if !is_within(*of) || *by != state.judge_seat() || id.starts_with("flag:") {
            continue;
        }
        tally.marked += 1;
        tally.met += u32::from(mark.mark == Mark::Met);
        tally.partly += u32::from(mark.mark == Mark::Partly);
        let is_earning = matches!(mark.mark, Mark::Met | Mark::Partly);
        tally.without_sentence += u32::from(is_earning && mark.grounds.at.is_empty());
    }
    tally
}

fn conditions(
    state: &State,
    recommended: &Recommended,
    range: Option<(u32, u32)>,
) -> Vec<ConditionPart> {
    let part = |condition: &Condition| ConditionPart {
        rule: SafeText::line(recommendation::rule(state, condition.id)),
        holds: condition.holds,
        open: condition.open,
        figures: SafeText::line(&recommendation::figures(state, condition, range)),
        is_vacuous: is_vacuous(recommended, condition),
    };
    recommended.conditions.iter().map(part).collect()
}

/// Whether a condition that holds says nothing for anybody: no core round was scored, or the noes
/// are none because they are worse.
fn is_vacuous(recommended: &Recommended, condition: &Condition) -> bool {
    let has_strong_no = || {
        let of = |condition: &&Condition| condition.id == ConditionId::NoStrongNo;
        recommended.conditions.iter().find(of).is_some_and(|found| !found.holds && !found.open)
    };
    condition.holds
        && condition.rounds.is_empty()
        && match condition.id {
            ConditionId::CoreRound => true,
            ConditionId::FewNos => has_strong_no(),
            ConditionId::Mean | ConditionId::NoStrongNo | ConditionId::BarRaiser => false,
        }
}

/// Core points asked, or for a loop its scored rounds.
fn rests_on(state: &State, scope: Scope, folded: Option<&RoundScore>) -> usize {
    if scope != Scope::Loop {
        let dimensions = folded.into_iter().flat_map(|score| &score.dimensions);
        return dimensions.map(|dimension| dimension.asked).sum();
    }
    let is_scored = |slot: &&usize| {
        state.scores.get(&Scope::Round { slot: **slot }).is_some_and(|sheet| sheet.band.is_some())
    };
    state.scored_rounds().iter().filter(is_scored).count()
}
