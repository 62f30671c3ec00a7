//! Marks, rounds, loops and seals in words.

use super::explained::{Explained, Group, TIPS, share};
use crate::figures::decimal;
use crate::score::calibration::PAIRS_LEAST;
use crate::score::graded::{CASES_ENOUGH, KEPT, OWN_CASES, TURN};
use crate::score::recommendation::band_word;
use crate::score::review::{COPIES_LEAST, FAULTS_MOST, IN_VAIN_MOST};
use crate::score::rules::Rules;

const SCORING: &str = "our design, after the four-band scales of the Tech Interview Handbook and \
                       interviewing.io and re:Work's anchors";
const HONESTY: &str = "our design: a score needs evidence";
const MEASURED: &str = "measured on natural answers (docs/scoring.md): words tell said from not said \
                        in .72 of the cases at best";
const SCORES: &str = "makes the score";

fn rule(group: Group, id: &str, rule: String, source: &str, effect: &'static str) -> Explained {
    Explained { id: id.to_owned(), group, rule, source: source.to_owned(), effect }
}

pub(super) fn score(rules: &Rules) -> Vec<Explained> {
    let mut all = points(rules);
    if rules.judgement.is_some() {
        all.extend(judgement());
    }
    all.extend(rounds(rules));
    all
}

fn points(rules: &Rules) -> Vec<Explained> {
    let of = |id, text, source| rule(Group::Score, id, text, source, SCORES);
    let (marks, cuts) = (&rules.marks, &rules.dimension);
    let bands: Vec<String> = (1..=4).map(|band| format!("{band} {}", band_word(band))).collect();
    let curveballs = if rules.lifts.curveballs { " or curveball" } else { "" };
    vec![
        of("scale", format!("{}. 3 and above moves forward.", bands.join(", ")), SCORING),
        of(
            "marks",
            format!(
                "A point that was met earns {} of its weight of 1 to 5, one that was partly met {}, \
                 a missed one 0; what was not asked is left out. A person's mark always stands; a \
                 peer's goes before the candidate's, and both are shown.",
                share(marks.met),
                share(marks.partly)
            ),
            SCORING,
        ),
        of(
            "dimension",
            format!(
                "Of the weight of the core points, hints paid, {} earned is 4 if every must is met \
                 and something lifts, {} is 3 if no must is missed, {} is 2, less is 1. Points with \
                 a level of their own count from that level up, and lift below it. A dimension \
                 without a core point is left out: \"not seen\".",
                share(cuts.four),
                share(cuts.three),
                share(cuts.two)
            ),
            SCORING,
        ),
        of("hint", "A hint takes its share of what its question earns; the share is shown before it is taken.".to_owned(), SCORING),
        of(
            "lift",
            format!("A bonus point that was met, or a follow-up{curveballs} that was answered well, lifts a dimension to 4; left out, it costs nothing."),
            SCORING,
        ),
        of(
            "red-flag",
            format!(
                "A red flag that was raised holds its dimension down to the flag's own cap, whatever \
                 else was met.{}",
                match rules.judgement {
                    Some(_) => " A person raises it, with its sentence; unmarked it caps nothing.",
                    None => "",
                }
            ),
            SCORING,
        ),
    ]
}

/// From rules 3 on: what a mark names, and what is not guessed.
fn judgement() -> [Explained; 2] {
    let of = |id, text, source| rule(Group::Score, id, text, source, SCORES);
    [
        of(
            "place",
            "A mark of met or partly names the sentence that shows the point, or says that there is \
             none: said aloud, in the diagram, not written. Not written counts as partly at most, and \
             so does aloud where nothing was spoken. What the marks rest on is counted beside the \
             score."
                .to_owned(),
            MEASURED,
        ),
        of(
            "open",
            "A core point that nobody has marked and nothing computed is open, and never guessed: the \
             dimension, the round and the loop are a range from all open points missed to all of them \
             met, without a mean. A band is given only where the whole range lies in it. `mock score` \
             goes on with what is open; a mark that is corrected later stays in the journal and is \
             shown."
                .to_owned(),
            MEASURED,
        ),
    ]
}

fn data_model() -> Explained {
    rule(
        Group::Score,
        "data-model",
        format!(
            "A data model: correctness is its views on data that isn't the turn's, and the rows \
                 that had to be refused or taken; a view is one class, whatever data it fails on. \
                 The turn is a point of evolution of weight {}: all views hold met, half of them \
                 partly.",
            TURN.1
        ),
        SCORING,
        SCORES,
    )
}

fn review() -> Explained {
    rule(
        Group::Score,
        "review",
        format!(
            "A review: a fault is found where the notes name one of its lines ({}), and \
                 explained where a person says so. A span on more than {FAULTS_MOST} faults names none \
                 of them, nor does a line that says the same as {} others; more than \
                 {IN_VAIN_MOST} places named in vain for each planted fault, and nothing is found. Its \
                 own hidden case says whether a fault is fixed; a sound oddity is a point of restraint of \
                 weight {KEPT}, seen once anything was changed.",
            "12: why, or line 12",
            COPIES_LEAST - 1
        ),
        SCORING,
        SCORES,
    )
}

fn rounds(rules: &Rules) -> Vec<Explained> {
    let of = |id, text, source| rule(Group::Score, id, text, source, SCORES);
    let (marks, round) = (&rules.marks, &rules.round);
    vec![
        of(
            "correctness",
            format!(
                "Code: all cases pass 4; only the scaling, or one class of hidden cases, fails 3; \
                 the visible cases alone pass 2; else 1. {}Below {} it holds the round down to {}. \
                 Where a round has no such dimension it weighs {} points.",
                match rules.judgement {
                    Some(_) =>
                        "Where code ran the dimension is the mean of these grades alone, cut as a \
                         round's is; points named correctness count under problem solving. ",
                    None => "",
                },
                round.correctness_floor,
                decimal(round.correctness_cap),
                marks.correctness_weight
            ),
            SCORING,
        ),
        of(
            OWN_CASES.0,
            format!(
                "Where the answer is run: {CASES_ENOUGH} cases of your own named before the first run \
                 are met, one is partly, none is missed; a point of testing of weight {}.",
                OWN_CASES.1
            ),
            SCORING,
        ),
        data_model(),
        review(),
        of(
            "round",
            format!(
                "The mean of the dimensions seen, equal weights unless the round's file says \
                 otherwise; its questions' points are pooled. From {} strong hire, from {} hire, \
                 from {} no, else strong no.",
                decimal(round.strong_hire),
                decimal(round.hire),
                decimal(round.no)
            ),
            SCORING,
        ),
        of(
            "blank",
            "A question that closed empty is \"not answered\" and never an attempt: left out in \
             practice, 1 in exam mode. What a peer heard counts without a written word."
                .to_owned(),
            HONESTY,
        ),
        unconfirmed(rules),
    ]
}

fn unconfirmed(rules: &Rules) -> Explained {
    let (marks, id) = (&rules.marks, "unconfirmed");
    let text = match &rules.judgement {
        Some(judgement) => format!(
            "In an exam that nobody marks, a model that agreed with persons on at least {} of at \
             least {} points on this machine may close an open point; the score says \
             \"unconfirmed\", and the report names the model, the day and the agreement. Words \
             close none.",
            share(judgement.proven_agreement),
            judgement.proven_points
        ),
        None => format!(
            "In exam mode a point nobody marked counts by its band: likely {}, maybe {}, a doubt \
             of polarity 0; the score says \"unconfirmed\". In practice nothing counts without a \
             person's mark.",
            share(marks.met),
            share(marks.partly)
        ),
    };
    rule(Group::Score, id, text, HONESTY, SCORES)
}

pub(super) fn of_loop(rules: &Rules) -> Vec<Explained> {
    let of = |id, text, source| rule(Group::Loop, id, text, source, SCORES);
    let looped = &rules.looped;
    let mean = decimal(looped.hire_mean);
    vec![
        of(
            "hire",
            format!(
                "Hire if the mean of the rounds is at least {mean}, no round is a strong no, at most \
                 {} is a no{}, and the core round is a hire: coding or SQL for junior and mid, design \
                 for senior. Strong hire from {} with no round below hire.",
                looped.most_twos,
                if rules.judgement.is_some() { " or a strong no" } else { "" },
                decimal(looped.strong_hire_mean)
            ),
            SCORING,
        ),
        of(
            "follow-up-round",
            format!("One core round that is a no, every other round a hire and a mean of at least {mean}: look once more before deciding."),
            SCORING,
        ),
        of("level-down", "A senior who fails the level is held against mid, with mid's points and mid's core round; if that is a hire the recommendation is \"hire at mid\".".to_owned(), SCORING),
        of("bar-raiser", "With --bar-raiser one scored round, drawn by the seed, has a veto: if it is below hire, the loop is no hire.".to_owned(), SCORING),
        of(
            "interval",
            format!(
                "The mean ± {}·max(s, {})/√n of the rounds' means, clipped to the scale, \
                 from {} scored rounds on; below that \"too few to tell\".",
                looped.deviations,
                share(looped.least_deviation),
                looped.interval_from
            ),
            "statistics; interviewing.io: about a quarter of candidates are consistent from one \
             interview to the next",
        ),
        of("rules", format!("Scores are integers folded from the journal alone, under a numbered set that is never edited; this is set {}. `mock rescore` folds them again.", rules.number), HONESTY),
    ]
}

pub(super) fn seals(rules: &Rules) -> Vec<Explained> {
    let of = |id, text, source| {
        rule(Group::Seals, id, text, source, "doesn't score; it shows how well you judge yourself")
    };
    vec![
        of(
            "seal",
            match rules.judgement {
                Some(_) => {
                    "Before anything is revealed you seal a guess of 1 to 4 per dimension: in \
                     practice for each question, in an exam for the round; a peer seals theirs. A \
                     guess can be corrected until it is sealed; both are shown together with the \
                     score."
                }
                None => {
                    "Before anything is revealed you seal a guess of 1 to 4 per dimension; a peer \
                     seals theirs. Neither can be changed, and both are shown together with the \
                     score."
                }
            }
            .to_owned(),
            HONESTY,
        ),
        of(
            "calibration",
            format!(
                "Bias is the mean of your guess less what came of it, above 0 too high; spread the \
                 standard deviation of that difference. Against the score and against the peer's \
                 guess, per dimension, over all sessions. Below {PAIRS_LEAST} pairs: \"too few\"."
            ),
            "published self-estimates explain R² ≈ 0.24 of the real result (interviewing.io)",
        ),
        of(
            "well-judged",
            format!(
                "A guess within {} of the score is well judged.",
                rules.detectors.seal_distance
            ),
            TIPS,
        ),
    ]
}
