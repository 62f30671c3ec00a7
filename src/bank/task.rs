//! Tasks that are run: SQL on data sets, programs on cases.
//!
//! A [`Task`] is all that a grader needs, and is kept with the session: an old session is judged
//! by what was drawn, whatever becomes of the bank.

pub mod value;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::value::{Fields, Value};
use crate::words::words;

/// What a grader needs of a question. Holds expected values and hidden data: never shown to a
/// candidate, and expected values never enter the process that runs the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "a question has one, and holds texts of kilobytes")]
pub enum Task {
    Sql(SqlTask),
    Code(CodeTask),
}

/// A query or statement to be written. Its expected results are those of the reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SqlTask {
    pub spec: SqlSpec,
    pub reference: String,
    /// Tables and data sets by the paths that `spec` names.
    pub files: BTreeMap<String, String>,
}

/// A program to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeTask {
    pub spec: CodeSpec,
    /// `reference.py`: expects the results at sizes that no case lists, and holds the generator.
    pub reference: String,
}

/// A SQL task's data and how results compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SqlSpec {
    pub tables: String,
    #[serde(default, skip_serializing_if = "SqlAnswer::is_query")]
    pub answer: SqlAnswer,
    /// Statements run after an answer that is a script. The last is a query, whose result is
    /// compared; without them that is the plan's query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// Wall time for the answer on one data set; [`SqlSpec::TIME_MS`] where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_ms: Option<u32>,
    /// `none`, `full`, or the columns that order the result (`amount desc`), ties free.
    pub order: Vec<String>,
    /// `names` or `positions`: how columns are paired.
    pub columns: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub float_tol: Option<Real>,
    /// Classes of hidden data that the task does without, and why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub waive: BTreeMap<String, String>,
    /// Changes of the reference by rule that come to the same, as `mock bank test` names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub equivalent: Vec<String>,
    pub data: Vec<SqlData>,
    /// Tuning: judged by the plan as well as by the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<SqlPlan>,
    /// A data model: the views that answer a business's questions once the script has loaded its
    /// tables. What they return is compared, in place of a check.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<ModelAnswer>,
    /// A data model: rows that are tried on its tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<ModelOffer>,
}

/// A view that a data model has to have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelAnswer {
    pub view: String,
    /// The question of the business that it answers.
    pub ask: String,
    pub columns: Vec<String>,
}

impl ModelAnswer {
    /// `answer_1 (day, revenue): Revenue of each day`.
    pub fn told(&self) -> String {
        format!("{} ({}): {}", self.view, self.columns.join(", "), self.ask)
    }
}

/// Rows that a data model has to refuse, or to accept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelOffer {
    pub name: String,
    /// One INSERT, or several that belong together; tried after the load of the first visible data.
    pub insert: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refused: bool,
    /// It is tried in a run too, and shown with the question.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub visible: bool,
    pub why: String,
}

impl ModelOffer {
    /// `taken: INSERT INTO …`.
    pub fn told(&self) -> String {
        let must = if self.refused { "refused" } else { "taken" };
        format!("to be {must}: {}", self.insert.trim())
    }
}

words! {
    /// What an answer in SQL may be.
    #[derive(Default)]
    SqlAnswer {
        /// One statement that only reads.
        #[default]
        Query = "query",
        /// Several statements that may define and change: tables, indexes, views, rows.
        Script = "script",
    }
}

impl SqlAnswer {
    fn is_query(&self) -> bool {
        *self == SqlAnswer::Query
    }
}

impl SqlSpec {
    pub const TIME_MS: u32 = 5_000;

    /// Wall time for the answer on one data set, milliseconds.
    pub fn time_ms(&self) -> u32 {
        self.time_ms.unwrap_or(SqlSpec::TIME_MS)
    }

    /// Whether the answer is a data model, judged by its views and by the rows it takes.
    pub fn is_model(&self) -> bool {
        !self.answers.is_empty()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SqlData {
    pub name: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub visible: bool,
    pub rows: String,
    /// A data model: it holds what the turn half-way is about.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub turn: bool,
    /// Classes of awkward data it holds: `null`, `tie`, `duplicate`, …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<String>,
}

/// What EXPLAIN (ANALYZE, BUFFERS) of `query` has to show after the answer ran on `data`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SqlPlan {
    /// Name of the data set that is large enough for a plan to matter.
    pub data: String,
    /// The statement that is explained, after the answer ran as a script. Nothing where the
    /// answer is a query: then it is explained itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// A node type, with what it is on where that matters: `Index Scan`, `Seq Scan on orders`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must_not: Vec<String>,
    /// Most rows that all scans together may read, those filtered away included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_rows_read: Option<u32>,
    /// Most shared buffers (hit and read) that the top node may report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_buffers: Option<u32>,
}

/// A program's entry point, limits and cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeSpec {
    pub entry: String,
    /// For each case, of wall time.
    pub time_ms: u32,
    pub memory_mb: u32,
    pub cases: Vec<CodeCase>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scaling: Option<CodeScaling>,
}

/// One call of the entry point. `expect = { raises = "ValueError" }` under the key `raises`
/// instead of a value says that an exception is the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeCase {
    pub name: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub visible: bool,
    pub args: Vec<Value>,
    pub expect: Expected,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub float_tol: Option<Real>,
    /// The entry point is given folders to read, and one to write to. `args` then holds the files of
    /// each folder by path, and `expect` the lines of each file that has to be written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folders: Option<CaseFolders>,
}

/// What a case of folders is made of, by the names beside the question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFolders {
    /// One call each, in this order; what was written stays from one to the next.
    pub given: Vec<String>,
    pub expected: String,
}

impl CodeSpec {
    /// Whether answers read folders and write one, as a program that is handed in does.
    pub fn is_of_folders(&self) -> bool {
        self.cases.iter().any(|case| case.folders.is_some())
    }

    /// How many arguments the entry point is called with.
    pub fn given(&self) -> usize {
        match self.is_of_folders() {
            true => 2,
            false => self.cases.first().map_or(0, |case| case.args.len()),
        }
    }

    /// `pipeline: waves({…}) gives {…}`, for each case that a candidate sees.
    pub fn visible_cases(&self) -> Vec<String> {
        let line = |case: &CodeCase| {
            let (called, verb, comes) = case.told(&self.entry);
            format!("{}: {called} {verb} {comes}", case.name)
        };
        self.cases.iter().filter(|case| case.visible).map(line).collect()
    }
}

impl CodeCase {
    /// How it is called, and what comes of it.
    pub fn told(&self, entry: &str) -> (String, &'static str, String) {
        if let Some(folders) = &self.folders {
            let calls =
                folders.given.iter().map(|folder| format!("{entry}(\"{folder}\", \"out\")"));
            let calls = calls.collect::<Vec<_>>().join(", then ");
            let written = match &self.expect {
                Expected::Value(Value::Object(files)) => files.keys().collect(),
                _ => Vec::new(),
            };
            return (calls, "writes", format!("{} as in {}", written.join(", "), folders.expected));
        }
        let args = self.args.iter().map(|value| match texts(value) {
            Some(files) => format!("{{{}}}", files.keys().collect::<Vec<_>>().join(", ")),
            None => value.to_string(),
        });
        let args: Vec<String> = args.collect();
        let (verb, comes) = match &self.expect {
            Expected::Value(value) => ("gives", value.to_string()),
            Expected::Raises(name) => ("raises", name.clone()),
        };
        (format!("{entry}({})", args.join(", ")), verb, comes)
    }

    /// Texts that are handed over by path: they are read as files, and not in one line of JSON.
    pub fn texts(&self) -> Vec<(&str, &str)> {
        let args = self.args.iter().filter(|_| self.folders.is_none());
        let files = args.filter_map(texts).flat_map(Fields::iter);
        files.filter_map(|(path, text)| Some((path, text.as_str()?))).collect()
    }
}

/// An object of texts, of which at least one has several lines.
fn texts(value: &Value) -> Option<&Fields> {
    let files = value.as_object()?;
    let is_long = |value: &Value| value.as_str().is_some_and(|text| text.contains('\n'));
    let are_texts = files.values().all(Value::is_string);
    (are_texts && files.values().any(is_long)).then_some(files)
}

/// What a call has to come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    Value(Value),
    /// The name of the exception, as the language of the reference calls it.
    Raises(String),
}

/// How the run time may grow: the slope of log time over log size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeScaling {
    /// A function of `reference.py` that makes the arguments for a size.
    pub generator: String,
    pub sizes: Vec<u64>,
    pub max_slope: Real,
}

/// A wrong solution that must fail. Only `mock bank test` runs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutant {
    pub name: String,
    pub killed_by: String,
    pub why: String,
    pub patch: Vec<(String, String)>,
}

/// A real number that is equal to itself: bits are compared, so that a journal compares whole.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Real(pub f64);

impl PartialEq for Real {
    fn eq(&self, other: &Real) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Real {}

words! {
    /// What an answer that runs is written in.
    Language {
        Sql = "sql",
        Python = "python",
        Javascript = "javascript",
        Java = "java",
        Bash = "bash",
    }
}

impl Language {
    pub const fn title(self) -> &'static str {
        match self {
            Language::Sql => "SQL",
            Language::Python => "Python",
            Language::Javascript => "JavaScript",
            Language::Java => "Java",
            Language::Bash => "Bash",
        }
    }

    /// Ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Language::Sql => "sql",
            Language::Python => "py",
            Language::Javascript => "js",
            Language::Java => "java",
            Language::Bash => "sh",
        }
    }
}

impl Task {
    /// The language an answer is written in: SQL for SQL, else the one wished for.
    pub fn language(&self, wished: Language) -> Language {
        match self {
            Task::Sql(_) => Language::Sql,
            Task::Code(_) if wished == Language::Sql => Language::Python,
            Task::Code(_) => wished,
        }
    }
}
