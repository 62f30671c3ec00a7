//! Keys of a question's file.

use super::keys::Shape::{
    Anything, Date, Flag, Fraction, Id, Items, Marks, Number, Numbers, Order, Pairs, Range,
    RawText, SomeTexts, Table, Tables, Text, TextMap, Texts, Version, Word, Words,
};
use super::keys::{Key, Shape, may, must};
use crate::bank::parse::DATA_CLASSES;
use crate::bank::question::{Kind, Level, Mode};
use crate::bank::sample::{SampleKind, Writer};
use crate::bank::task::SqlAnswer;

pub(super) const KINDS: Shape = Word(|| Kind::ALL.iter().map(|kind| kind.word()).collect());
pub(super) const MODES: fn() -> Vec<&'static str> =
    || Mode::ALL.iter().map(|mode| mode.word()).collect();
pub(super) const LEVELS: fn() -> Vec<&'static str> =
    || Level::ALL.iter().map(|level| level.word()).collect();
const DIMENSION: Shape = Word(dimensions);
const WEIGHT: Shape = Number(1, 5);

/// Of all kinds; which belong to the file's kind the linter says.
fn dimensions() -> Vec<&'static str> {
    let mut all: Vec<&str> = Kind::ALL.iter().flat_map(|kind| kind.dimensions()).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

pub(super) const QUESTION: &[Key] = &[
    must("schema", Version, "The version of this format"),
    must(
        "id",
        Id,
        "Kebab-case, the same as the file's or folder's name; never given to another question",
    ),
    must("title", Text, "A few words; shown in lists"),
    must("kind", KINDS, "The kind of round that asks it"),
    must("mode", Word(MODES), "How it is answered"),
    must("levels", Words(LEVELS), "One or more of junior, mid, senior"),
    must("topic", Text, "A topic of `mock bank list`"),
    may("topics", Texts, "Further topics"),
    must("minutes", Number(1, 480), "What it takes"),
    must("license", Text, "Who may use it, as MIT or CC-BY-4.0"),
    must("author", Text, "Who wrote it"),
    may("reviewed", Date, "When somebody last checked it, as 2026-11-23"),
    may("unreviewed", Flag, "Nobody has reviewed it: it is drawn only with --unreviewed"),
    must("prompt", Text, "What is asked, 8 to 120 words"),
    may("brief", Table(BRIEF), "What is added to the prompt, by level"),
    must("model", Text, "The model answer, shown at the debrief"),
    may("competency", Text, "Mode star: what the story is to show"),
    may("mistakes", Texts, "Common mistakes, shown at the debrief"),
    may("refs", Texts, "Where to read on"),
    may("seed", Texts, "Sections of the seed guide that it covers"),
    may("needs", Texts, "Python modules without which it isn't drawn"),
    may("params", TextMap, "Texts by name"),
    may(
        "check",
        Word(|| vec!["cause+reveal"]),
        "Naming the cause counts after a reveal that tells it",
    ),
    may("clarifications", Tables(CLARIFICATIONS), "Said only if the candidate asks"),
    may("hints", Tables(HINTS), "Given at a cost, in rising order, at most .5 together"),
    may("followups", Tables(FOLLOWUPS), "Asked after the answer, at most two"),
    may("probes", Tables(PROBES), "Mode star: asked after the story, at least three"),
    may("curveballs", Tables(CURVEBALLS), "A change of the task, thrown in while it is answered"),
    may("rubric", Tables(RUBRIC), "The points of a good answer: at least three, one a must"),
    may("red_flags", Tables(RED_FLAGS), "What holds a dimension down"),
    may("numbers", Tables(NUMBERS), "Estimates that the answer should give"),
    may("options", Tables(OPTIONS), "Mode quiz: four, one correct"),
    may("outline", Table(OUTLINE), "Mode outline: what the diagram should join"),
    may("causes", Tables(CAUSES), "An incident: one is drawn for a session and hidden"),
    may("reveals", Tables(REVEALS), "An incident: what the candidate may ask to see"),
    may("sql", Table(SQL), "Mode sql: data, and how results compare"),
    may("code", Table(CODE), "Mode python: the function, its limits and cases"),
    may("file", Text, "A review of what is not run: the file that is read"),
    may("faults", Tables(FAULTS), "A review: what was planted in the file"),
    may("sound", Tables(SOUND), "A review: what is odd in the file, and right"),
    may("mutants", Tables(MUTANTS), "Wrong solutions, which must fail"),
    may("samples", Tables(SAMPLES), "Answers as people give them, which test what reads answers"),
];

const BRIEF: &[Key] = &[
    may("junior", Text, "Said to a junior after the prompt"),
    may("mid", Text, "Said at level mid after the prompt"),
    may("senior", Text, "Said to a senior after the prompt"),
];

const ASK: Key = must("ask", SomeTexts, "Key words of a question that unlocks it, in lower case");

const CLARIFICATIONS: &[Key] = &[
    ASK,
    must("say", Text, "What is answered"),
    may("until", TURN, "Said only before the curveball"),
    may("after", TURN, "Said only once the curveball was said"),
];

const TURN: Shape = Word(|| vec!["turn"]);

const HINTS: &[Key] = &[
    must("cost", Fraction, "A share of what the question earns, 0 to 1"),
    must("text", Text, "What is said"),
];

const WHEN: Key = must(
    "when",
    Text,
    "always, hit:ID, miss:ID, level:senior, used<3, we>i, or miss:result.number in a story",
);

const FOLLOWUPS: &[Key] = &[
    may("id", Text, "f1, f2, … if left out"),
    WHEN,
    must("ask", Text, "What is asked"),
    must("phrasings", Texts, "How a good answer says it"),
    may("model", Text, "A good answer"),
];

const PROBES: &[Key] = &[WHEN, must("ask", Text, "What is asked")];

const CURVEBALLS: &[Key] = &[
    must("id", Text, "Its name"),
    must("after", Number(1, 480), "Minutes into the question"),
    must("say", Text, "What changes"),
    may("phrasings", Texts, "How a good answer says it"),
    may("model", Text, "A good answer"),
];

pub(super) const RUBRIC: &[Key] = &[
    must("id", Text, "Its name, which `when` and marks refer to"),
    must("text", Text, "The point, in a few words"),
    must("dim", DIMENSION, "A dimension of the kind"),
    must("weight", WEIGHT, "1 to 5"),
    may("must", Flag, "Gates the scores 3 and 4"),
    may("bonus", Flag, "Earns nothing, and lifts a dimension to 4"),
    may("from", Word(LEVELS), "Core from this level up, a bonus below"),
    must("phrasings", Texts, "Six to twelve, three to eight words each, as people say it"),
    may("anchors", TextMap, "What it looks like, by level or by score \"1\" to \"4\""),
];

const RED_FLAGS: &[Key] = &[
    must("text", Text, "What is wrong, in a few words"),
    must("cap", Number(1, 3), "The most its dimension can score"),
    may("dim", DIMENSION, "The first point's if left out"),
    must("phrasings", Texts, "How it is said"),
];

const NUMBERS: &[Key] = &[
    must("id", Text, "Its name"),
    must("text", Text, "What is estimated"),
    must("value", Fraction, "The right figure"),
    must("unit", Text, "Its unit"),
    must("accept", Range, "From and to"),
    must("weight", WEIGHT, "1 to 5"),
    must("dim", DIMENSION, "A dimension of the kind"),
];

const OPTIONS: &[Key] = &[
    must("text", Text, "The option"),
    may("correct", Flag, "True for one of the four"),
    must("why", Text, "Why it is right or wrong"),
];

const OUTLINE: &[Key] = &[must("must_connect", Pairs, "Pairs of words that a line should join")];

const CAUSES: &[Key] = &[
    must("id", Text, "Its name"),
    must("truth", Text, "What is really wrong"),
    must("fix", Text, "What mends it"),
];

const REVEALS: &[Key] = &[
    must("id", Text, "Its name"),
    ASK,
    must("minutes", Number(0, 60), "What looking takes"),
    may("say", TextMap, "What is seen, for each cause"),
];

/// What hidden data has to cover.
const CLASSES: Shape = Words(|| DATA_CLASSES.to_vec());

const SQL: &[Key] = &[
    must("tables", Text, "The file that creates the tables"),
    may(
        "answer",
        Word(|| SqlAnswer::ALL.iter().map(|word| word.word()).collect()),
        "query (one statement that reads) or script",
    ),
    may("check", Text, "For a script: a file whose last query says what it came to"),
    may("time_ms", Number(1, 60_000), "Wall time on one data set; 5000 if left out"),
    must("order", Order, "none, full, or the columns that order the result"),
    must("columns", Word(|| vec!["names", "positions"]), "How columns are paired"),
    may("float_tol", Fraction, "The tolerance t of numbers: t · max(1, |a|, |b|)"),
    may("waive", TextMap, "Classes of hidden data that the task does without, and why"),
    may("equivalent", Texts, "Changes of the reference that come to the same"),
    may("data", Tables(DATA), "Data sets"),
    may("plan", Table(PLAN), "Tuning: what the query's plan has to show"),
    may("answers", Tables(ANSWERS), "A data model: the views that it has to have"),
    may("offers", Tables(OFFERS), "A data model: rows that it has to refuse, or to accept"),
];

const ANSWERS: &[Key] = &[
    must("view", Text, "Its name, as answer_1"),
    must("ask", Text, "The business's question that it answers"),
    must("columns", Texts, "Its columns"),
];

const OFFERS: &[Key] = &[
    must("name", Text, "Its name, which `killed_by` refers to"),
    must("insert", Text, "One INSERT, or several that belong together"),
    may("refused", Flag, "It has to be refused; accepted if left out"),
    may("visible", Flag, "It is shown with the question, and tried in a run"),
    must("why", Text, "Why it is refused or accepted"),
];

const DATA: &[Key] = &[
    must("name", Text, "Its name, which `killed_by` refers to"),
    may("visible", Flag, "The candidate sees it: at most 20 rows"),
    must("rows", Text, "A file of inserts"),
    may("turn", Flag, "A data model: it holds what the turn is about"),
    may("covers", CLASSES, "The awkward classes it holds"),
];

const PLAN: &[Key] = &[
    must("data", Text, "The data set on which the plan is made"),
    may("query", RawText, "After a script: the statement that is explained"),
    may("must", Texts, "Nodes, as Index Scan or Seq Scan on orders"),
    may("must_not", Texts, "Nodes that must not be there"),
    may("max_rows_read", Number(1, u32::MAX), "Rows that all scans may read"),
    may("max_buffers", Number(1, u32::MAX), "Shared buffers of the top node"),
];

const CODE: &[Key] = &[
    must("entry", Text, "The function that is called"),
    must("time_ms", Number(1, 600_000), "Wall time of a case"),
    must("memory_mb", Number(1, 65_536), "Memory of a case"),
    may("cases", Tables(CASES), "Calls, and what they give"),
    may("scaling", Table(SCALING), "How the time may grow with the size"),
];

const CASES: &[Key] = &[
    must("name", Text, "Its name, which `killed_by` refers to"),
    may("visible", Flag, "The candidate sees it"),
    may("args", Items, "The arguments"),
    may("expect", Anything, "The result"),
    may("raises", Text, "Instead of a result: the name of an exception"),
    may("float_tol", Fraction, "The tolerance t of numbers: t · max(1, |a|, |b|)"),
    may("folders", Texts, "Instead of arguments: folders beside the question, one call each"),
    may("expect_folder", Text, "The folder whose files have to be written"),
];

const SCALING: &[Key] = &[
    must("generator", Text, "A function of reference.py that makes the arguments for a size"),
    must("sizes", Numbers(1, u32::MAX), "Three or more, each twice the one before"),
    must("max_slope", Fraction, "The steepest slope of log time over log size"),
];

const LINES: Key = must("lines", Text, "Lines of the file, as 12, 12-14 or 3, 12-14");

const FAULTS: &[Key] = &[
    must("id", Text, "Its name; a rubric item of the same says why it is a fault"),
    LINES,
    must("text", Text, "What is wrong, in a few words"),
    may("weight", WEIGHT, "1 to 5; 2 if left out"),
    may("must", Flag, "Gates the scores 3 and 4 of what is found and mended"),
    may("case", Text, "The hidden case or data set that fails as long as it is there"),
];

const SOUND: &[Key] = &[
    must("id", Text, "Its name"),
    LINES,
    must("text", Text, "Why it is right"),
    may("case", Text, "The hidden case or data set that fails once it is mended"),
];

const MUTANTS: &[Key] = &[
    must("name", Text, "The file mutants/NAME, or a patch"),
    must(
        "killed_by",
        Text,
        "The hidden data set or case that it fails, scaling or plan; a view, a row or turn",
    ),
    must("why", Text, "What is wrong with it"),
    may("patch", Tables(PATCH), "Instead of a file: changes of the reference"),
];

const PATCH: &[Key] =
    &[must("find", Text, "What is replaced"), may("with", RawText, "What stands there instead")];

const SAMPLES: &[Key] = &[
    must(
        "kind",
        Word(|| SampleKind::ALL.iter().map(|word| word.word()).collect()),
        "strong, middling, or weak: fluent and wrong",
    ),
    must(
        "writer",
        Word(|| Writer::ALL.iter().map(|word| word.word()).collect()),
        "blind: saw the prompt and the clarifications, and nothing that judges",
    ),
    must("voice", Text, "As spoken, typos, non-native, terse notes"),
    must("level", Word(LEVELS), "One of the question's levels"),
    must("overall", Number(1, 4), "What a reader gives it"),
    must("text", Text, "The answer, never edited to fit"),
    must("marks", Marks, "A mark for every point, with the words that show it"),
];
