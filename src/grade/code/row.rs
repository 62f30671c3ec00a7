//! One row a language: what runs it, under which limits, and what a candidate begins with.

use std::path::Path;

use super::tools::Tool;
use super::wire::Wire;
use crate::bank::task::Language;

/// A language is a row of this table, not a module.
pub struct Row {
    pub language: Language,
    /// Names that are looked for in PATH; all but the first are needed beside it.
    pub programs: &'static [&'static [&'static str]],
    /// What to do where it is missing.
    pub advice: &'static str,
    /// The answer's file in the scratch folder.
    pub file: &'static str,
    /// Our part, and its file where it is one.
    pub driver: &'static str,
    pub driver_file: Option<&'static str>,
    pub wire: Wire,
    /// Compiles in the scratch folder before the run: program and arguments.
    pub compile: Option<fn(&Tool) -> Command>,
    /// Arguments of the program that runs it.
    pub run: fn(&Setting) -> Vec<String>,
    /// MiB of address space that it needs for itself (docs/sandbox.md, "Known traps").
    pub address_mib: u64,
    /// What it says as its memory is full, where neither an exception nor its end tells so.
    pub is_full: Option<&'static str>,
    /// How its own report begins as it dies of that, which is nothing that the answer printed.
    pub report: Option<&'static str>,
}

/// A program and its arguments.
pub type Command = (String, Vec<String>);

/// What arguments depend on.
pub struct Setting<'a> {
    pub scratch: &'a Path,
    pub driver: &'a str,
    pub memory_mb: u32,
}

impl Setting<'_> {
    pub fn path(&self, file: &str) -> String {
        self.scratch.join(file).to_string_lossy().into_owned()
    }
}

pub const ROWS: &[Row] = &[
    Row {
        language: Language::Python,
        programs: &[&["python3", "python"]],
        advice: "install Python 3.9 or newer, so that `python3` starts it",
        file: "solution.py",
        driver: include_str!("drivers/python.py"),
        driver_file: None,
        wire: Wire::Json,
        compile: None,
        // -S leaves out `site`, dearer than all the rest; the driver brings it in when needed.
        run: |setting| ["-I", "-S", "-B", "-c", setting.driver].map(str::to_owned).to_vec(),
        // Threads reserve 8 MiB each for their stacks, and as much as that beside it.
        address_mib: 512,
        is_full: None,
        report: None,
    },
    Row {
        language: Language::Javascript,
        programs: &[&["node", "nodejs"]],
        advice: "install Node 18 or newer, so that `node` starts it",
        file: "solution.js",
        driver: include_str!("drivers/node.js"),
        driver_file: None,
        wire: Wire::Json,
        compile: None,
        run: |setting| {
            let heap = format!("--max-old-space-size={}", setting.memory_mb);
            vec![heap, "-e".to_owned(), setting.driver.to_owned()]
        },
        address_mib: 4096,
        is_full: Some("heap out of memory"),
        report: Some("\n<--- Last few GCs --->"),
    },
    Row {
        language: Language::Java,
        programs: &[&["java"], &["javac"]],
        advice: "install a JDK 17 or newer, so that `java` and `javac` start it",
        file: "Solution.java",
        driver: include_str!("drivers/Driver.java"),
        driver_file: Some("Driver.java"),
        wire: Wire::Json,
        compile: Some(|tool| {
            let javac = tool.programs.get(1).cloned().unwrap_or_default();
            let args = ["-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-Xmx256m", "-nowarn"];
            let files = ["-encoding", "UTF-8", "-parameters", "Driver.java", "Solution.java"];
            (
                javac.to_string_lossy().into_owned(),
                args.into_iter().chain(files).map(str::to_owned).collect(),
            )
        }),
        run: |setting| {
            let heap = format!("-Xmx{}m", setting.memory_mb);
            let rest = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"];
            let small = ["-XX:ReservedCodeCacheSize=64m", "-XX:CompressedClassSpaceSize=64m"];
            // The driver opens its socket by number.
            let opens = ["--add-opens", "java.base/java.io=ALL-UNNAMED"];
            let files = ["-Dfile.encoding=UTF-8", "-cp", ".", "Driver"];
            // Java doesn't ask the environment.
            let temporary = format!("-Djava.io.tmpdir={}", setting.path(""));
            let all = opens.into_iter().chain(rest).chain(small).chain(files).map(str::to_owned);
            [heap, temporary].into_iter().chain(all).collect()
        },
        address_mib: 3072,
        is_full: None,
        report: None,
    },
    Row {
        language: Language::Bash,
        programs: &[&["bash"]],
        advice: "install bash 5 or newer",
        file: "solution.sh",
        driver: include_str!("drivers/bash.sh"),
        driver_file: None,
        wire: Wire::Words,
        compile: None,
        run: |setting| ["--norc", "--noprofile", "-c", setting.driver].map(str::to_owned).to_vec(),
        address_mib: 64,
        is_full: Some("cannot allocate"),
        report: None,
    },
];

/// The row of a language; SQL has none.
pub fn row(language: Language) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.language == language)
}

/// What a candidate begins with. Python's is the question's own; the others take its parameters
/// from it.
pub fn starter(language: Language, entry: &str, python: &str) -> String {
    let names = parameters(entry, python);
    let list = names.join(", ");
    match language {
        Language::Python | Language::Sql => python.to_owned(),
        Language::Javascript => {
            format!("function {entry}({list}) {{\n  throw new Error(\"not written yet\");\n}}\n")
        }
        Language::Java => {
            let typed: Vec<String> = names.iter().map(|name| format!("Object {name}")).collect();
            format!(
                "import java.util.*;\n\nclass Solution {{\n    // Lists come as List<Object>, objects as \
                 Map<String, Object>, numbers as Long or Double;\n    // or write the types you want: \
                 int, double, String, List<Long>, Map<String, Long>, int[].\n    static Object \
                 {entry}({}) {{\n        throw new UnsupportedOperationException(\"not written \
                 yet\");\n    }}\n}}\n",
                typed.join(", ")
            )
        }
        Language::Bash => {
            let lines: Vec<String> = names
                .iter()
                .enumerate()
                .map(|(index, name)| format!("  local {name}=${}\n", index + 1))
                .collect();
            format!(
                "# Texts come as they are, all else as JSON; print the result as JSON, or a text as it \
                 is.\n# What you print on standard error is yours. `return 1` is an error.\n{entry}() {{\n{}  echo 'not written yet' >&2\n  return 1\n}}\n",
                lines.concat()
            )
        }
    }
}

/// Parameter names of `def entry(a, b=1):` in Python.
fn parameters(entry: &str, python: &str) -> Vec<String> {
    let start = format!("def {entry}(");
    let Some((_, rest)) = python.split_once(&start) else { return Vec::new() };
    let inside =
        rest.split_once("):").or_else(|| rest.split_once(") ->")).map_or("", |(list, _)| list);
    let names = inside.split(',').map(|item| {
        item.split([':', '=']).next().unwrap_or_default().trim().trim_start_matches('*')
    });
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_but_sql_has_a_row() {
        for language in Language::ALL {
            assert_eq!(row(*language).is_some(), *language != Language::Sql, "{language:?}");
        }
    }

    #[test]
    fn starters_take_their_parameters_from_python() {
        let python = "def top(rows, n: int = 3) -> list:\n    raise NotImplementedError\n";
        assert_eq!(parameters("top", python), ["rows", "n"]);
        assert_eq!(starter(Language::Python, "top", python), python);
        assert!(
            starter(Language::Javascript, "top", python).starts_with("function top(rows, n) {")
        );
        assert!(starter(Language::Java, "top", python).contains("top(Object rows, Object n)"));
        assert!(starter(Language::Bash, "top", python).contains("  local n=$2\n"));
        assert!(parameters("other", python).is_empty());
    }
}
