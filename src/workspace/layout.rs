//! Which files a question has, and what they begin with.

use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use crate::bank::question::{Ask, Kind, is_starter};
use crate::bank::task::{Language, SqlSpec, Task};
use crate::engine::State;
use crate::engine::decide::ANSWER_MOST;
use crate::format::plan::{CASES_FIELD, CODE_FIELD, NOTES_FIELD};
use crate::score::review::FORM;
use crate::text::file::{decode, with_line_feeds};

/// Fields of an answer that is run, in the order of the sheets.
pub const FIELDS: [&str; 3] = [CODE_FIELD, NOTES_FIELD, CASES_FIELD];

/// The folder of a question that holds what its visible cases hand over.
const DATA: &str = "data";

/// The folder of a session that holds the folders of its questions.
pub const FOLDER: &str = "workspace";

/// Everything that lies in a question's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub folder: PathBuf,
    /// The code, the notes, the own cases.
    pub sheets: Vec<SheetPlan>,
    /// Files that are only read: the statement, tables, visible data.
    pub read: Vec<(PathBuf, String)>,
}

/// A file that is written by the candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetPlan {
    pub field: &'static str,
    pub path: PathBuf,
    /// Explains the file, and is no part of the answer.
    pub head: String,
    /// What the answer begins with; unchanged it is no answer.
    pub starter: String,
}

impl SheetPlan {
    /// The field's text in a file of these bytes: without the head, and empty where nothing was
    /// written beyond the starter.
    ///
    /// # Errors
    /// Why they cannot be taken, and what to do.
    pub fn read(&self, bytes: &[u8]) -> Result<String, String> {
        if bytes.len() > ANSWER_MOST {
            return Err(format!("it is larger than {} KiB", ANSWER_MOST / 1024));
        }
        let text = decode(bytes)?;
        // With a head before it, or a line end behind it, it could look like another encoding.
        if let Some(at) = text.find('\0') {
            let line = text[..at].matches('\n').count() + 1;
            return Err(format!("line {line} holds a zero byte, which no text does: take it out"));
        }
        let text = text.strip_prefix(self.head.as_str()).unwrap_or(&text);
        let text = text.trim_end_matches(['\n', '\r']);
        let is_starter = text.trim_end() == self.starter.trim_end();
        Ok(if is_starter { String::new() } else { text.to_owned() })
    }

    /// What the file holds where the field has this text.
    pub fn file_text(&self, text: &str) -> String {
        let text = if text.is_empty() { &self.starter } else { text };
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        format!("{}{text}{end}", self.head)
    }
}

/// A question of a session: the name of its folder says which.
pub fn folder_name(number: usize, id: &str) -> String {
    let clean = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    format!("{}-{}", number + 1, id.chars().map(clean).collect::<String>())
}

/// The index of the question that a folder's name tells.
pub fn question_of(folder: &Path) -> Option<usize> {
    let name = folder.file_name()?.to_str()?;
    name.split_once('-')?.0.parse::<usize>().ok()?.checked_sub(1)
}

/// The file of the open question's field, where its answer is run.
pub fn sheet_path(session: &Path, state: &State, field: &str) -> Option<PathBuf> {
    let (plan, _) = state.current()?;
    let language = plan.what.language()?;
    let ask = &state.current_question()?.ask;
    let name = sheet_name(language, field)?;
    Some(session.join(FOLDER).join(folder_name(plan.question()?, &ask.id)).join(name))
}

/// `answer.sql`, `notes.md`, `cases.txt`.
pub fn sheet_name(language: Language, field: &str) -> Option<String> {
    match field {
        CODE_FIELD => Some(format!("answer.{}", language.extension())),
        NOTES_FIELD => Some("notes.md".to_owned()),
        CASES_FIELD => Some("cases.txt".to_owned()),
        _ => None,
    }
}

impl Layout {
    /// The files of the question on the table; nothing where its answer is not run.
    pub fn of(session: &Path, state: &State) -> Option<Layout> {
        let (plan, _) = state.current()?;
        let language = plan.what.language()?;
        let question = state.current_question()?;
        let task = question.judge.as_ref().and_then(|judge| judge.task.as_ref());
        let number = plan.question()?;
        let folder = session.join(FOLDER).join(folder_name(number, &question.ask.id));
        Some(Layout::new(folder, &question.ask, task, language))
    }

    pub fn new(folder: PathBuf, ask: &Ask, task: Option<&Task>, language: Language) -> Layout {
        let sheet = |field: &'static str, head: String, starter: String| {
            let name = sheet_name(language, field).unwrap_or_default();
            SheetPlan { field, path: folder.join(name), head, starter }
        };
        let sheets = vec![
            sheet(CODE_FIELD, String::new(), starter(ask, task, language)),
            sheet(NOTES_FIELD, notes_head(ask), String::new()),
            sheet(CASES_FIELD, cases_head(task), String::new()),
        ];
        let statement = (folder.join("question.md"), statement(ask, task, language));
        let shown = ask.shown_files.iter().filter(|(name, _)| !is_starter(name));
        let shown = shown.filter_map(|(name, text)| Some((inside(&folder, name)?, text.clone())));
        let read = std::iter::once(statement).chain(shown).chain(given(&folder, task)).collect();
        Layout { folder, sheets, read }
    }
}

/// Where a visible case hands over texts by path: the same as files.
fn given(folder: &Path, task: Option<&Task>) -> Vec<(PathBuf, String)> {
    let Some(Task::Code(task)) = task else { return Vec::new() };
    let visible = task.spec.cases.iter().filter(|case| case.visible);
    let files = visible.flat_map(|case| {
        let below = move |path: &str| format!("{}/{}/{path}", DATA, case.name);
        case.texts().into_iter().map(move |(path, text)| (below(path), text))
    });
    files.filter_map(|(path, text)| Some((inside(folder, &path)?, text.to_owned()))).collect()
}

/// A path below the folder; nothing for one that would lead out of it.
fn inside(folder: &Path, name: &str) -> Option<PathBuf> {
    let path = Path::new(name);
    let is_plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    (is_plain && !name.is_empty()).then(|| folder.join(path))
}

/// What the code begins with: the question's own starter in this language, else one made from the
/// entry point.
pub fn starter(ask: &Ask, task: Option<&Task>, language: Language) -> String {
    let own = format!("starter.{}", language.extension());
    // A session may have been drawn from a pack with the line ends of Windows.
    if let Some(text) = ask.shown_files.get(&own) {
        return with_line_feeds(text);
    }
    let python = with_line_feeds(ask.shown_files.get("starter.py").map_or("", String::as_str));
    match task {
        Some(Task::Code(task)) => crate::grade::code::starter(language, &task.spec.entry, &python),
        _ => "-- Write your query here.\n".to_owned(),
    }
}

const NOTES_HEAD: &str = "\
<!-- What you would say while you write: the idea, its cost, what you would test.
     This comment isn't part of your answer. -->
";

fn notes_head(ask: &Ask) -> String {
    match ask.kind {
        // What is named in a review is read by its line.
        Kind::Review => format!(
            "<!-- What is wrong, a line each, with the number of the line in the file:\n     {FORM}\n     \
             This comment isn't part of your answer. -->\n"
        ),
        _ => NOTES_HEAD.to_owned(),
    }
}

fn cases_head(task: Option<&Task>) -> String {
    let form = match task {
        Some(Task::Code(task)) if task.spec.is_of_folders() => {
            "# A folder to read and the files to write; or the case in words:\n\
             #   [{\"orders.csv\": \"id,amount\\n1,5\\n\"}] -> {\"sums.csv\": \"id,sum\\n1,5\\n\"}\n\
             #   a folder without orders\n"
        }
        Some(Task::Code(_)) => {
            "# Arguments as a JSON list, ->, and the expected result; or the case in words:\n\
             #   [[3, 1, 2], 2] -> [3, 2]\n\
             #   an empty list\n"
        }
        _ => {
            "# The case in words, or rows put on top of the first visible ones:\n\
             #   two customers with the same revenue\n\
             #   INSERT INTO customers VALUES (9, 'Cy');\n"
        }
    };
    format!(
        "# Your own cases, one a line; lines that begin with # are comments.\n{form}\
         # The ones here before your first run count for testing.\n"
    )
}

/// `question.md`: the prompt and the visible cases. What is clarified stays in the talk.
fn statement(ask: &Ask, task: Option<&Task>, language: Language) -> String {
    let mut text = format!("# {}\n\n{}\n", ask.title, ask.prompt);
    let answer = sheet_name(language, CODE_FIELD).unwrap_or_default();
    let _infallible = write!(
        text,
        "\nWrite `{answer}` in {}. What you save is your answer; `mock check` here runs the \
         visible cases.\n",
        language.title()
    );
    if ask.kind == Kind::Review {
        let _infallible = write!(
            text,
            "\nName what is wrong in `notes.md`, a line each, with the number of the line in the file: \
             `{FORM}`.\n"
        );
    }
    match task {
        Some(Task::Code(task)) => {
            let spec = &task.spec;
            let _infallible = write!(
                text,
                "\n`{}` is called. Each call has {} ms and {} MB.\n\n## Visible cases\n\n",
                spec.entry, spec.time_ms, spec.memory_mb
            );
            if spec.is_of_folders() {
                text.push_str(FOLDERS);
            }
            for case in spec.cases.iter().filter(|case| case.visible) {
                let (called, verb, comes) = case.told(&spec.entry);
                let name = &case.name;
                let _infallible = writeln!(text, "- {name}: `{called}` {verb} `{comes}`");
                if !case.texts().is_empty() {
                    let _infallible = writeln!(text, "  Its files are in `{DATA}/{name}`.");
                }
            }
        }
        Some(Task::Sql(task)) => {
            let visible = task.spec.data.iter().filter(|data| data.visible);
            let rows: Vec<String> = visible.map(|data| format!("`{}`", data.rows)).collect();
            let _infallible = write!(
                text,
                "\nTables are in `{}`, visible rows in {}.\n",
                task.spec.tables,
                rows.join(", ")
            );
            text.push_str(&model(&task.spec));
        }
        None => {}
    }
    text
}

const FOLDERS: &str = "\
It's called with a folder to read and a folder to write to, both as paths. What it writes is compared \
line by line; more files than were asked for do no harm. Each case starts with an empty `out`; where \
it's called twice, `out` is as the first call left it. The folders of visible cases are here. Files are \
copied, packed and written as everywhere, but keep the mode and the times that they were made with: a \
`chmod` is taken and changes nothing.

";

/// What a data model has to answer, and the rows it is offered that may be known before.
fn model(spec: &SqlSpec) -> String {
    if !spec.is_model() {
        return String::new();
    }
    let mut text =
        "\n## Views to be made\n\nThey are read after the staging tables were emptied.\n\n"
            .to_owned();
    for answer in &spec.answers {
        let _infallible = writeln!(text, "- {}", answer.told());
    }
    let shown: Vec<_> = spec.offers.iter().filter(|offer| offer.visible).collect();
    if !shown.is_empty() {
        text.push_str("\n## Rows that are tried after the load\n\n");
        for offer in shown {
            let _infallible = writeln!(text, "- {}", offer.told());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_bytes_are_told_whatever_stands_around_them() {
        let plan = SheetPlan {
            field: "code",
            path: "answer.py".into(),
            head: "# head\n".to_owned(),
            starter: "pass\n".to_owned(),
        };
        let zeros = "x\0=\0\0\0x\0=\0\0\0";
        for text in [zeros.to_owned(), format!("# head\n{zeros}\n"), "a = 1\nb\0".to_owned()] {
            assert!(plan.read(text.as_bytes()).is_err(), "{text:?}");
        }
        let why = plan.read(b"# head\na = 1\nb\0c = 'text'\n").expect_err("no text");
        assert_eq!(why, "line 3 holds a zero byte, which no text does: take it out");
    }

    #[test]
    fn a_review_says_how_lines_are_named_wherever_it_is_read() {
        use crate::engine::event::Event;
        use crate::testing::plans::{self, PRACTICE};
        let of = |events: Vec<Event>| {
            let ask = events.into_iter().find_map(|event| match event {
                Event::QuestionDrawn { ask, .. } => Some(ask),
                _ => None,
            });
            let layout = Layout::new("/w".into(), &ask.expect("drawn"), None, Language::Sql);
            (layout.read[0].1.clone(), layout.sheets[1].head.clone())
        };
        let (question, notes) = of(plans::review(PRACTICE));
        assert!(question.contains(FORM), "{question}");
        assert!(notes.contains(FORM) && notes.starts_with("<!--"), "{notes}");
        let (question, notes) = of(plans::coding(PRACTICE));
        assert!(!question.contains(FORM) && !notes.contains(FORM), "{question}\n{notes}");
    }

    #[test]
    fn texts_that_a_case_hands_over_by_path_are_files() {
        use crate::bank::task::CodeTask;
        let case = r#"{"name": "small", "visible": true, "expect": {"value": 1}, "args":
            [{"a.csv": "id\n1\n", "in/b.csv": "id\n2\n", "../c": "x\n"}, {"x": "one line"}]}"#;
        let spec =
            format!(r#"{{"entry": "run", "time_ms": 1, "memory_mb": 1, "cases": [{case}]}}"#);
        let task = CodeTask {
            spec: serde_json::from_str(&spec).expect("a spec"),
            reference: String::new(),
        };
        let (called, ..) = task.spec.cases[0].told("run");
        assert_eq!(called, r#"run({a.csv, in/b.csv, ../c}, {"x":"one line"})"#);
        let files = given(Path::new("/w"), Some(&Task::Code(task)));
        let files: Vec<_> =
            files.iter().map(|(path, text)| (path.display().to_string(), text.as_str())).collect();
        let of = |path: &str, text| (path.to_owned(), text);
        assert_eq!(
            files,
            [of("/w/data/small/a.csv", "id\n1\n"), of("/w/data/small/in/b.csv", "id\n2\n")]
        );
    }

    #[test]
    fn a_folder_tells_its_question() {
        assert_eq!(folder_name(1, "sql-top-n"), "2-sql-top-n");
        assert_eq!(question_of(Path::new("/s/workspace/2-sql-top-n")), Some(1));
        for strange in ["/s/workspace/0-x", "/s/workspace/x", "/"] {
            assert_eq!(question_of(Path::new(strange)), None, "{strange}");
        }
        assert_eq!(folder_name(0, "../../etc"), "1-------etc");
    }

    #[test]
    fn shown_files_stay_inside() {
        let folder = Path::new("/w");
        assert_eq!(inside(folder, "data/rows.sql"), Some(PathBuf::from("/w/data/rows.sql")));
        for name in ["../rows.sql", "/etc/passwd", "data/../../x", ""] {
            assert_eq!(inside(folder, name), None, "{name}");
        }
    }
}
