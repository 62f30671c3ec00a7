//! Keys of a round's and a loop's file.

use super::keys::Shape::{
    Flag, Id, Number, NumberMap, Table, Tables, Text, Texts, Version, Word, Words,
};
use super::keys::{Key, Shape, may, must};
use super::question::{KINDS, LEVELS as LEVEL_WORDS, MODES, RUBRIC};

const MINUTES: Shape = Number(1, 600);
const WEIGHT: Shape = Number(0, 1000);

const RANGE: &[Key] = &[
    must("low", MINUTES, "The shortest it can be made"),
    must("high", MINUTES, "The longest it can be made"),
    must("default", MINUTES, "What its phases or slots add up to"),
];

const PHASES: &[Key] = &[
    must("name", Text, "Shown with the clock"),
    must("minutes", MINUTES, "They add up to the round's default"),
    may("prompt", Text, "A talk: what the interviewer says"),
    may("draw", Text, "Questions drawn by the rule [draw.NAME]"),
    may("say", Text, "What the interviewer says as the phase begins"),
    may("push", Flag, "Here the interviewer asks its follow-ups, in the middle of the answer"),
    may("turn", Flag, "The change that a question holds is said as the phase begins"),
    may("notes", Flag, "The notes of an answer that is run are open as the phase begins"),
    may("yours", Flag, "The candidate's own questions"),
];

const LEVELS: &[Key] = &[
    may("below", WEIGHT, "Weight of questions for the level below"),
    may("at", WEIGHT, "Weight of questions for the candidate's level"),
    may("above", WEIGHT, "Weight of questions for the level above"),
];

const DRAW: &[Key] = &[
    must("kind", KINDS, "The kind of question that is drawn"),
    must("count", Number(1, 20), "How many questions"),
    may("modes", Words(MODES), "Any mode if left out"),
    may("topics", NumberMap(0, 1000), "Weights of topics; 0 leaves one out"),
    may("others", WEIGHT, "What a topic weighs that isn't named: 1 if left out, 0 for none"),
    may("levels", Table(LEVELS), "Weights of levels; the candidate's own comes first"),
    may("distinct", Word(|| vec!["topic"]), "No topic twice"),
    may("easy", Flag, "Those that juniors are asked, as long as there are any"),
    may("avoid_seen", Number(0, 1000), "Not what was seen in so many sessions"),
];

pub(super) const ROUND: &[Key] = &[
    must("schema", Version, "The version of this format"),
    must("id", Id, "Kebab-case, the same as the file's name"),
    must("title", Text, "A few words; shown in lists"),
    must("kind", KINDS, "The kind of its questions"),
    must("minutes", Table(RANGE), "How long it takes"),
    must("opening", Text, "What the interviewer says first; {name} is theirs"),
    may("weights", NumberMap(1, 100), "Weights of dimensions; others weigh 1"),
    must("phases", Tables(PHASES), "What the round does, one after the other"),
    may("draw", Shape::NamedTables(DRAW), "How questions are drawn"),
    may("rubric", Tables(RUBRIC), "Points of the whole round; none of them a must"),
];

const SLOTS: &[Key] = &[
    must("minutes", MINUTES, "They add up to the loop's default"),
    may("round", Text, "The id of a round"),
    may("rounds", Texts, "Ids of rounds, one of which is drawn"),
    may("levels", Words(LEVEL_WORDS), "Candidates of other levels go without it"),
    may("break", Text, "A break, and what it is called"),
    may("questions", Flag, "The candidate's own questions"),
];

pub(super) const LOOP: &[Key] = &[
    must("schema", Version, "The version of this format"),
    must("id", Id, "Kebab-case, the same as the file's name"),
    must("title", Text, "A few words; shown in lists"),
    must("kind", Word(|| vec!["loop"]), "A loop: several rounds and breaks"),
    must("minutes", Table(RANGE), "How long it takes"),
    must("slots", Tables(SLOTS), "Its rounds and breaks, one after the other"),
];
