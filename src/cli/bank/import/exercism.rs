//! Exercism's canonical data with a solution: a question to be programmed, with cases.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::path::PathBuf;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};

use super::made::Made;
use super::question::{from, head, quoted};
use super::text::slug;
use crate::bank::parse::SCHEMA;
use crate::bank::question::{Kind, Level};
use crate::bank::task::value::Value;
use crate::cli::args::bank::ImportArgs;
use crate::grade::code::exact;

/// Cases that the candidate sees.
const VISIBLE: usize = 3;

/// What the file comes to: a task for each function that the solution has.
#[derive(Debug, Default)]
pub struct Done {
    pub tasks: Vec<Task>,
    pub left: Vec<(usize, String)>,
}

/// One function, and how it is called.
#[derive(Debug)]
pub struct Task {
    pub name: String,
    pub entry: String,
    pub parameters: Vec<String>,
    cases: Vec<Case>,
}

#[derive(Debug)]
struct Case {
    name: String,
    args: Vec<Value>,
    expect: Expect,
}

#[derive(Debug)]
enum Expect {
    Value(Value),
    Raises(String),
}

/// A group of cases, or one, as the file has them.
#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    uuid: String,
    #[serde(default)]
    reimplements: Option<String>,
    #[serde(default)]
    description: String,
    #[serde(default)]
    property: String,
    #[serde(default)]
    input: Ordered,
    #[serde(default)]
    expected: Value,
    #[serde(default)]
    cases: Vec<Entry>,
}

#[derive(Deserialize)]
struct Canonical {
    exercise: String,
    cases: Vec<Entry>,
}

/// Fields in the order of the file, which is that of the arguments; a map would sort them.
#[derive(Default)]
struct Ordered(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Ordered;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the fields of an input")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Ordered, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Ordered(fields))
            }
        }
        from.deserialize_map(Fields)
    }
}

/// # Errors
/// Where the file isn't canonical data, or the solution has none of its functions.
pub fn read(data: &str, solution: &str) -> Result<Done, String> {
    let canonical: Canonical =
        exact::from_str(data).map_err(|error| format!("it isn't canonical data: {error}"))?;
    let mut entries = Vec::new();
    flatten(canonical.cases, "", &mut entries);
    let replaced: BTreeSet<String> =
        entries.iter().filter_map(|(_, entry)| entry.reimplements.clone()).collect();
    let mut by_property: BTreeMap<String, Vec<(String, Entry)>> = BTreeMap::new();
    let mut done = Done::default();
    for (name, entry) in entries {
        if replaced.contains(&entry.uuid) {
            done.left.push((0, format!("the case \"{name}\": a later one stands for it")));
        } else {
            by_property.entry(entry.property.clone()).or_default().push((name, entry));
        }
    }
    let is_one = by_property.len() == 1;
    for (property, entries) in by_property {
        let entry = snake(&property);
        let Some(parameters) = parameters(solution, &entry) else {
            let count = entries.len();
            done.left.push((
                0,
                format!("{count} cases of `{property}`: the solution has no `def {entry}(`"),
            ));
            continue;
        };
        let cases = cases(entries, &parameters, solution, &mut done.left);
        let exercise = slug(&canonical.exercise, &BTreeSet::new());
        let name =
            if is_one { exercise } else { format!("{exercise} {}", entry.replace('_', " ")) };
        if cases.is_empty() {
            done.left
                .push((0, format!("`{property}`: it has no case that can be written in TOML")));
        } else {
            done.tasks.push(Task { name, entry, parameters, cases });
        }
    }
    match done.tasks.is_empty() {
        true => Err(done.left.pop().map_or("it has no cases".to_owned(), |(_, why)| why)),
        false => Ok(done),
    }
}

fn flatten(entries: Vec<Entry>, above: &str, into: &mut Vec<(String, Entry)>) {
    for mut entry in entries {
        let parts = [above, entry.description.as_str()];
        let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        if entry.cases.is_empty() {
            into.push((name, entry));
        } else {
            let cases = std::mem::take(&mut entry.cases);
            flatten(cases, &name, into);
        }
    }
}

/// `isLeapYear` as `is_leap_year`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(if letter.is_alphanumeric() { letter.to_ascii_lowercase() } else { '_' });
    }
    snake
}

/// Names of a function's parameters, if the solution has it.
fn parameters(solution: &str, entry: &str) -> Option<Vec<String>> {
    let is_start = |at: usize| at == 0 || solution[..at].ends_with('\n');
    let after = |at: usize| {
        let rest = solution[at..].strip_prefix("def ")?.trim_start().strip_prefix(entry)?;
        rest.trim_start().strip_prefix('(')
    };
    let mut starts = solution.match_indices("def ").map(|(at, _)| at).filter(|at| is_start(*at));
    let names = list(starts.find_map(after)?)?.into_iter().map(|part| {
        let name = part.split([':', '=']).next().unwrap_or_default();
        name.trim().trim_start_matches('*').to_owned()
    });
    Some(names.filter(|name| !name.is_empty() && name != "/").collect())
}

/// What stands between the commas up to the bracket that ends the list. Brackets, texts and comments
/// within it may hold commas and brackets of their own.
fn list(text: &str) -> Option<Vec<String>> {
    let mut parts = vec![String::new()];
    let mut depth = 0_usize;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ')' if depth == 0 => return Some(parts),
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            '#' => {
                letters.find(|letter| *letter == '\n');
                continue;
            }
            quote @ ('"' | '\'') => {
                while let Some(inside) = letters.next().filter(|inside| *inside != quote) {
                    if inside == '\\' {
                        letters.next();
                    }
                }
                continue;
            }
            _ => {}
        }
        parts.last_mut()?.push(letter);
    }
    None
}

/// The exception that stands for an error of the data: the one that the solution raises with these words,
/// or its only one. One of its own nobody else can raise, so what it is a kind of counts.
fn exception(solution: &str, error: &str) -> String {
    let raises = solution.split("raise ").skip(1).filter_map(|rest| {
        let name: String =
            rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.')).collect();
        let is_name = name.starts_with(|c: char| c.is_uppercase());
        let said = rest.lines().take(3).collect::<String>();
        is_name.then_some((name, said))
    });
    let raises: Vec<(String, String)> = raises.collect();
    let by_words = raises.iter().find(|(_, said)| !error.is_empty() && said.contains(error));
    let names: BTreeSet<&String> = raises.iter().map(|(name, _)| name).collect();
    let only = names.first().filter(|_| names.len() == 1).copied();
    let found = by_words.map(|(name, _)| name).or(only);
    found.map_or("Exception".to_owned(), |name| common(solution, name, 0))
}

/// The nearest ancestor of an exception that isn't the solution's own.
fn common(solution: &str, name: &str, depth: usize) -> String {
    const DEPTH_MOST: usize = 8;
    let own = solution.lines().find_map(|line| {
        let rest = line.strip_prefix("class ")?.strip_prefix(name)?.trim_start();
        rest.starts_with(['(', ':']).then_some(rest)
    });
    match own {
        None => name.to_owned(),
        Some(rest) => {
            let above = rest.trim_start_matches('(').split([',', ')', ':']).next();
            let above = above.map(str::trim).filter(|above| !above.is_empty());
            match above.filter(|_| depth < DEPTH_MOST) {
                Some(above) => common(solution, above, depth + 1),
                None => "Exception".to_owned(),
            }
        }
    }
}

fn cases(
    entries: Vec<(String, Entry)>,
    parameters: &[String],
    solution: &str,
    left: &mut Vec<(usize, String)>,
) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (name, entry) in entries {
        let args = arguments(entry.input.0, parameters);
        let error = entry.expected.as_object().and_then(|fields| fields.get("error"));
        let raises = error.map(|error| exception(solution, error.as_str().unwrap_or_default()));
        let has_null = args.iter().chain([&entry.expected]).any(has_null);
        if has_null {
            left.push((0, format!("the case \"{name}\": TOML has no null")));
            continue;
        }
        let taken: BTreeSet<String> = cases.iter().map(|case| case.name.clone()).collect();
        let name = slug(&name, &taken);
        let expect = raises.map_or(Expect::Value(entry.expected), Expect::Raises);
        cases.push(Case { name, args, expect });
    }
    cases
}

/// In the order of the parameters where they have the fields' names, else in that of the file.
fn arguments(mut input: Vec<(String, Value)>, parameters: &[String]) -> Vec<Value> {
    let place = |field: &str| parameters.iter().position(|name| *name == snake(field));
    if input.iter().all(|(field, _)| place(field).is_some()) {
        input.sort_by_key(|(field, _)| place(field));
    }
    input.into_iter().map(|(_, value)| value).collect()
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(fields) => fields.values().any(has_null),
        _ => false,
    }
}

/// The folder of the question: its cases, the solution as its reference, and a starter.
pub(super) fn made(args: &ImportArgs, task: &Task, id: String, solution: &str) -> Made {
    let kind = args.kind.unwrap_or(Kind::Coding);
    let folder = PathBuf::from(kind.word()).join(&id);
    let title = title(&task.name);
    let starter = format!(
        "def {}({}):\n    raise NotImplementedError\n",
        task.entry,
        task.parameters.join(", ")
    );
    let files = [
        ("question.toml", toml(args, task, &id, &title, kind)),
        ("reference.py", solution.to_owned()),
        ("starter.py", starter),
    ];
    let files = files.into_iter().map(|(name, text)| (folder.join(name), text)).collect();
    Made { id, title, files }
}

fn title(name: &str) -> String {
    let text = name.replace('-', " ");
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn toml(args: &ImportArgs, task: &Task, id: &str, title: &str, kind: Kind) -> String {
    let mut text = head(&from(&args.file, 0));
    let levels = if args.level.is_empty() { vec![Level::Mid] } else { args.level.clone() };
    let levels: Vec<String> = levels.iter().map(|level| format!("\"{level}\"")).collect();
    let _written = write!(
        text,
        "schema = {SCHEMA}\nid = \"{id}\"\ntitle = {}\nkind = \"{kind}\"\nmode = \"python\"\n\
         levels = [{}]\ntopic = {}\nminutes = 25\nlicense = {}\nauthor = {}\nunreviewed = true\n\
         prompt = {}\nmodel = {}\n\n[code]\nentry = \"{}\"\ntime_ms = 2000\nmemory_mb = 256\n",
        quoted(title),
        levels.join(", "),
        quoted(args.topic.as_deref().unwrap_or("imported")),
        quoted(args.license.as_deref().unwrap_or("MIT")),
        quoted(args.author.as_deref().unwrap_or("Exercism and its contributors")),
        quoted(&format!(
            "TODO: the task in 8 to 120 words, ending with what {} returns",
            task.entry
        )),
        quoted("TODO: the program, and how you would explain it"),
        task.entry,
    );
    for (index, case) in task.cases.iter().enumerate() {
        let args: Vec<String> = case.args.iter().map(inline).collect();
        let _written = write!(
            text,
            "\n[[code.cases]]\nname = \"{}\"\nvisible = {}\nargs = [{}]\n",
            case.name,
            index < VISIBLE,
            args.join(", ")
        );
        let _written = match &case.expect {
            Expect::Value(value) => writeln!(text, "expect = {}", inline(value)),
            Expect::Raises(name) => writeln!(text, "raises = {}", quoted(name)),
        };
        if matches!(&case.expect, Expect::Value(value) if has_fraction(value)) {
            text.push_str("float_tol = 1e-9\n");
        }
    }
    text
}

fn has_fraction(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(items) => items.iter().any(has_fraction),
        Value::Object(fields) => fields.values().any(has_fraction),
        _ => false,
    }
}

/// A value on one line. There is no null among them.
fn inline(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", "))
        }
        Value::Object(fields) => {
            let fields =
                fields.iter().map(|(key, value)| format!("{} = {}", quoted(key), inline(value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => quoted_line(text),
        other => other.to_string(),
    }
}

/// In double quotes whatever is in it: a JSON text is a TOML text, but for one escape.
fn quoted_line(text: &str) -> String {
    Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATA: &str = r#"{
      "exercise": "two-fer", "comments": ["x"],
      "cases": [
        { "description": "names", "cases": [
          { "uuid": "a", "description": "none", "property": "twoFer",
            "input": { "name": null }, "expected": "One for you, one for me." },
          { "uuid": "b", "description": "a name", "property": "twoFer",
            "input": { "name": "Alice", "count": 2 }, "expected": "One for Alice" },
          { "uuid": "c", "reimplements": "b", "description": "a name", "property": "twoFer",
            "input": { "name": "Alice \"A\"", "count": 1 }, "expected": { "total": 1.5 } },
          { "uuid": "d", "description": "wrong", "property": "twoFer",
            "input": { "name": "", "count": 0 }, "expected": { "error": "no name" } }
        ] },
        { "uuid": "e", "description": "other", "property": "threeFer", "input": {}, "expected": 3 }
      ]
    }"#;
    const SOLUTION: &str = "import re\n\n\ndef two_fer(count: int, name=\"you\"):\n    pass\n";

    #[test]
    fn cases_are_calls_in_the_order_of_the_parameters() {
        let done = read(DATA, SOLUTION).expect("read");
        let task = &done.tasks[0];
        assert_eq!(
            (task.entry.as_str(), task.parameters.join(" ")),
            ("two_fer", "count name".to_owned())
        );
        let told: Vec<(&str, String, bool)> = task
            .cases
            .iter()
            .map(|case| {
                let args: Vec<String> = case.args.iter().map(inline).collect();
                (case.name.as_str(), args.join(", "), matches!(case.expect, Expect::Value(_)))
            })
            .collect();
        assert_eq!(
            told,
            [
                ("names-a-name", "1, \"Alice \\\"A\\\"\"".to_owned(), true),
                ("names-wrong", "0, \"\"".to_owned(), false),
            ]
        );
        let left: Vec<&str> = done.left.iter().map(|(_, why)| why.as_str()).collect();
        assert!(left.iter().any(|why| why.contains("a later one stands for it")), "{left:?}");
        assert!(left.iter().any(|why| why.contains("TOML has no null")), "{left:?}");
        assert!(left.iter().any(|why| why.contains("no `def three_fer(`")), "{left:?}");
    }

    #[test]
    fn parameters_may_hold_brackets_texts_and_comments() {
        for (solution, wanted) in [
            (
                "def f(a: tuple[int, str] = (1, 2), b=\")\", *, c: dict[str, list[int]] = {}):",
                "a b c",
            ),
            ("def f(\n    a,  # the first), not b\n    b='it\\'s)',\n):\n    pass", "a b"),
            ("x = 1\ndef f (*args, **more): pass", "args more"),
            ("def ff(z): pass\ndef f(a, /, b): pass", "a b"),
            ("    def f(self): pass\ndef f(): pass", ""),
        ] {
            let names = parameters(solution, "f").map(|names| names.join(" "));
            assert_eq!(names.as_deref(), Some(wanted), "{solution}");
        }
        assert_eq!(parameters("def f(a", "f"), None);
    }

    #[test]
    fn an_error_is_the_exception_that_the_solution_raises() {
        let two = "class Empty(LookupError): pass\nclass More(Empty): pass\n\
                   def f(a):\n    if a: raise More('nothing there')\n    raise TypeError(\n        \"no number\")\n";
        for (solution, error, wanted) in [
            (two, "nothing there", "LookupError"),
            (two, "no number", "TypeError"),
            (two, "something else", "Exception"),
            ("raise KeyError(a)", "any", "KeyError"),
            ("raise KeyError(a)\nraise", "", "KeyError"),
            ("int(a)", "any", "Exception"),
            ("class Own: pass\nraise Own()", "any", "Exception"),
            ("class A(A): pass\nraise A()", "any", "Exception"),
        ] {
            assert_eq!(exception(solution, error), wanted, "{solution} {error}");
        }
    }

    #[test]
    fn what_is_no_canonical_data_is_told() {
        for (data, wanted) in [
            ("[]", "isn't canonical data"),
            ("{\"exercise\": \"x\", \"cases\": []}", "no cases"),
            (DATA, "no `def "),
        ] {
            let why = read(data, "x = 1\n").expect_err("refused");
            assert!(why.contains(wanted), "{why}");
        }
    }
}
