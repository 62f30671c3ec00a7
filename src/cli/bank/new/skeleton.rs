//! The files of a new question. Each text to be written begins with TODO, which the linter tells
//! apart from a text that was written.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::taken::taken;
use super::wanted::Wanted;
use crate::bank::parse::SCHEMA;
use crate::bank::question::{Kind, Mode};

macro_rules! example {
    ($name:literal) => {
        include_str!(concat!("../../../../examples/pack/coding/", $name))
    };
}

/// The code of the example pack: small, and right.
const SQL: [(&str, &str); 9] = [
    ("alternative.sql", example!("jo-account-totals/alternative.sql")),
    ("data/awkward.sql", example!("jo-account-totals/data/awkward.sql")),
    ("data/no_payments.sql", example!("jo-account-totals/data/no_payments.sql")),
    ("data/schema.sql", example!("jo-account-totals/data/schema.sql")),
    ("data/visible.sql", example!("jo-account-totals/data/visible.sql")),
    ("mutants/distinct_amounts.sql", example!("jo-account-totals/mutants/distinct_amounts.sql")),
    ("mutants/inner_join.sql", example!("jo-account-totals/mutants/inner_join.sql")),
    ("mutants/null_total.sql", example!("jo-account-totals/mutants/null_total.sql")),
    ("starter.sql", example!("jo-account-totals/starter.sql")),
];
const SQL_REFERENCE: &str = example!("jo-account-totals/reference.sql");
const SQL_QUESTION: &str = example!("jo-account-totals/question.toml");

const PYTHON: [(&str, &str); 5] = [
    ("alternative.py", example!("jo-longest-outage/alternative.py")),
    ("mutants/later_of_two.py", example!("jo-longest-outage/mutants/later_of_two.py")),
    ("mutants/lost_at_the_end.py", example!("jo-longest-outage/mutants/lost_at_the_end.py")),
    ("mutants/zero_if_never.py", example!("jo-longest-outage/mutants/zero_if_never.py")),
    ("starter.py", example!("jo-longest-outage/starter.py")),
];
const PYTHON_REFERENCE: &str = example!("jo-longest-outage/reference.py");
const PYTHON_QUESTION: &str = example!("jo-longest-outage/question.toml");

/// What stands in a reference until the author's own does.
const EXAMPLE: &str =
    "TODO: an example that runs; put your own task, data and wrong solutions here";

/// Whether it has files beside it.
pub(super) fn is_folder(wanted: &Wanted) -> bool {
    matches!(wanted.mode, Mode::Sql | Mode::Python) || taken(wanted).is_some()
}

/// All files of the question, by name. A question without code is one file.
pub(super) fn files(wanted: &Wanted, schema: &str) -> BTreeMap<String, String> {
    let question = question(wanted, schema);
    let mut files = BTreeMap::from([("question.toml".to_owned(), question)]);
    let (others, reference): (&[(&str, &str)], _) = match (taken(wanted), wanted.mode) {
        (Some(taken), _) => (taken.files, taken.reference),
        (None, Mode::Sql) => (&SQL, Some(("reference.sql", SQL_REFERENCE))),
        (None, Mode::Python) => (&PYTHON, Some(("reference.py", PYTHON_REFERENCE))),
        (None, Mode::Free | Mode::Quiz | Mode::Outline | Mode::Star) => return files,
    };
    files.extend(others.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    if let Some((name, text)) = reference {
        let comment = if wanted.mode == Mode::Sql { "--" } else { "#" };
        files.insert(name.to_owned(), format!("{comment} {EXAMPLE}\n{text}"));
    }
    files
}

fn question(wanted: &Wanted, schema: &str) -> String {
    let levels: Vec<String> = wanted.levels.iter().map(|level| format!("\"{level}\"")).collect();
    let or_todo = |text: &Option<String>, todo: &str| {
        quoted(text.as_deref().unwrap_or(&format!("TODO: {todo}")))
    };
    let mut text = format!(
        "#:schema {schema}\n\
         # docs/write-a-question.md goes through it; `mock bank lint` lists what is left to write.\n\
         schema = {SCHEMA}\n\
         id = \"{id}\"\n\
         title = {title}\n\
         kind = \"{kind}\"\n\
         mode = \"{mode}\"\n\
         levels = [{levels}]\n\
         topic = {topic}\n\
         minutes = {minutes}\n\
         license = {license}\n\
         author = {author}\n\
         # Drawn only if asked for. Once somebody else has tried it: reviewed = {today}\n\
         unreviewed = true\n\
         prompt = {prompt}\n",
        id = wanted.id,
        title = quoted(&wanted.title),
        kind = wanted.kind,
        mode = wanted.mode,
        levels = levels.join(", "),
        topic = or_todo(&wanted.topic, "one of the topics of `mock bank list`"),
        minutes = wanted.minutes,
        license = or_todo(&wanted.license, "who may use it, as MIT or CC-BY-4.0"),
        author = or_todo(&wanted.author, "your name"),
        today = wanted.today,
        prompt = or_todo(
            &wanted.prompt,
            "what you would say aloud, in 8 to 120 words: the situation, then the question"
        ),
    );
    if wanted.mode == Mode::Star {
        text.push_str(
            "competency = \"TODO: what the story is to show, as ownership of a failure\"\n",
        );
    }
    if let Some(file) = taken(wanted).and_then(|taken| taken.file) {
        let _written =
            writeln!(text, "# What is reviewed, beside this file.\nfile = {}", quoted(file));
    }
    match (wanted.mode, wanted.kind) {
        (Mode::Quiz, _) => {}
        (_, Kind::DataModelling) => text.push_str(&TALK.replace("]\nhints", TURN)),
        _ => text.push_str(TALK),
    }
    text.push_str("model = \"\"\"\nTODO: the answer you would give four points of four.\n\"\"\"\n");
    let _written = write!(text, "{}", parts(wanted));
    text
}

/// What comes after the model answer.
fn parts(wanted: &Wanted) -> String {
    if let Some(taken) = taken(wanted) {
        return format!("\n# TODO: {PLANTED}\n{}\n{SAMPLES}", taken.parts().trim_start());
    }
    let mut text = match wanted.mode {
        Mode::Quiz => return OPTIONS.to_owned(),
        Mode::Sql => task(SQL_QUESTION, "[sql]"),
        Mode::Python => task(PYTHON_QUESTION, "[code]"),
        Mode::Outline => OUTLINE.replace("DIM", wanted.kind.dimensions()[0]),
        Mode::Star => PROBES.to_owned(),
        Mode::Free if wanted.kind == Kind::CaseStudy => INCIDENT.to_owned(),
        Mode::Free => String::new(),
    };
    let dims = wanted.kind.dimensions();
    for (index, (id, point)) in POINTS.into_iter().enumerate() {
        let must = if index == 0 { "must = true\n" } else { "" };
        let dim = dims[index.min(dims.len() - 1)];
        let _written = write!(
            text,
            "\n[[rubric]]\nid = \"{id}\"\ntext = \"TODO: {point}\"\ndim = \"{dim}\"\nweight = 2\n{must}\
             phrasings = [\"TODO: six to twelve ways to say it, three to eight words each\"]\n"
        );
    }
    if wanted.mode.is_answered_in_words() {
        text.push_str(SAMPLES);
    }
    text
}

/// The part of an example that says how its code is run.
fn task(question: &str, from: &str) -> String {
    let start = question.find(&format!("\n{from}\n")).unwrap_or(question.len());
    let rest = &question[start..];
    rest[..rest.find("\n[[rubric]]").unwrap_or(rest.len())].to_owned()
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

const POINTS: [(&str, &str); 3] = [
    ("point-one", "the point without which the answer fails"),
    ("point-two", "another that can be heard or not"),
    ("point-three", "what only somebody who has done it says"),
];

const TALK: &str = r#"# Said only if the candidate asks; words of their question in lower case.
clarifications = [
  { ask = ["how many", "size"], say = "TODO: what you would answer" },
  { ask = ["why", "goal"], say = "TODO: what you would answer" },
]
hints = [{ cost = 0.1, text = "TODO: a question that helps and gives nothing away" }]
mistakes = ["TODO: what people often get wrong"]
"#;

/// Stands before what is taken over from a built-in question.
const PLANTED: &str = "an example that runs, whole; put your own in its place, part by part";

/// What is asked of a data model is answered otherwise once it has changed.
const TURN: &str = r#"  { ask = ["history", "change"], until = "turn", say = "TODO: what you would answer at first" },
  { ask = ["history", "change"], after = "turn", say = "TODO: and once the change is said" },
]
hints"#;

const OPTIONS: &str = r#"
[[options]]
text = "TODO: the right option, as long as the others"
correct = true
why = "TODO: why it is right"

[[options]]
text = "TODO: a wrong option that somebody believes"
why = "TODO: why it is wrong"

[[options]]
text = "TODO: a second wrong option"
why = "TODO: why it is wrong"

[[options]]
text = "TODO: a third wrong option"
why = "TODO: why it is wrong"
"#;

const OUTLINE: &str = r#"
[outline]
must_connect = [["TODO: source", "TODO: store"]]

[[numbers]]
id = "rate"
text = "TODO: an estimate the design rests on"
value = 100
accept = [50, 200]
unit = "TODO: its unit, as events a second"
weight = 1
dim = "DIM"
"#;

const PROBES: &str = r#"
[[probes]]
when = "we>i"
ask = "TODO: what was your own part?"

[[probes]]
when = "miss:result.number"
ask = "TODO: how did you know that it had worked?"

[[probes]]
when = "always"
ask = "TODO: what would you do differently?"
"#;

const INCIDENT: &str = r#"
[[causes]]
id = "cause-one"
truth = "TODO: what is really wrong"
fix = "TODO: what mends it"

[[causes]]
id = "cause-two"
truth = "TODO: something else that looks the same at first"
fix = "TODO: what mends it"

[[reveals]]
id = "tells"
ask = ["log", "logs"]
minutes = 2
[reveals.say]
cause-one = "TODO: what it shows if this is the cause"
cause-two = "TODO: what it shows if it is the other"

[[reveals]]
id = "decoy"
ask = ["cpu", "dashboard"]
minutes = 2
[reveals.say]
cause-one = "TODO: the same for both, so that looking is a choice"
cause-two = "TODO: the same for both, so that looking is a choice"
"#;

const SAMPLES: &str = r##"
# Answers as people give them test what reads answers: one strong, two middling and one weak, by
# somebody who has seen the prompt and the clarifications and nothing below them (docs/bank.md).
# [[samples]]
# kind = "middling"
# writer = "blind"
# voice = "terse notes"
# level = "mid"
# overall = 2
# text = """
# …"""
# [samples.marks]
# point-one = ["met", "the words that show it, copied from the text"]
# point-two = "missed"
# point-three = "missed"
"##;
