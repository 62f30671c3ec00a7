//! The interpreters of this machine, each looked for once.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use which::which;

use super::row::{ROWS, Row, row};
use crate::bank::task::Language;
use crate::files::replace;

/// An interpreter that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// What runs it, and what is needed beside it; no shims.
    pub programs: Vec<PathBuf>,
    /// What it reads besides the system's folders.
    pub readable: Vec<PathBuf>,
    /// `3.11.7`.
    pub version: String,
}

/// A language and whether it can be run here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub language: Language,
    pub tool: Result<Tool, Missing>,
}

/// Why a language cannot be run here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub why: String,
    /// What to do about it.
    pub advice: &'static str,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.why, self.advice)
    }
}

/// What was found, for as long as the process lives; and in a file, so that the next process need
/// not ask a shim that takes longer than the whole run.
#[derive(Debug, Default)]
pub struct Toolbox {
    file: Option<PathBuf>,
    found: Mutex<BTreeMap<Language, Result<Tool, Missing>>>,
}

/// A line of the file: what was asked, and what it said.
#[derive(Serialize, Deserialize)]
struct Kept {
    key: String,
    tool: Tool,
}

impl Toolbox {
    /// `cache` is a folder of this user's alone; without one everything is asked anew.
    pub fn new(cache: Option<&Path>) -> Toolbox {
        Toolbox { file: cache.map(|folder| folder.join("tools.json")), found: Mutex::default() }
    }

    /// # Errors
    /// Where it is not installed, is too old, or does not start.
    pub fn tool(&self, language: Language) -> Result<Tool, Missing> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.entry(language).or_insert_with(|| self.find(language)).clone()
    }

    /// Every language of the table, for `mock doctor` and the draw.
    pub fn languages(&self) -> Vec<Found> {
        ROWS.iter()
            .map(|row| Found { language: row.language, tool: self.tool(row.language) })
            .collect()
    }

    /// Which of these modules Python does not have: a question that needs one is not drawn.
    ///
    /// # Errors
    /// Where there is no Python.
    pub fn python_lacks(&self, modules: &[&str]) -> Result<Vec<String>, Missing> {
        if modules.is_empty() {
            return Ok(Vec::new());
        }
        let tool = self.tool(Language::Python)?;
        let code = "import importlib.util as u, sys\n\
                    for name in sys.argv[1:]:\n    if u.find_spec(name) is None: print(name)";
        let program = tool.programs.first().cloned().unwrap_or_default();
        let args = ["-I", "-c", code].into_iter().chain(modules.iter().copied());
        let said = ask(&program, &args.collect::<Vec<_>>());
        let advice = row(Language::Python).map_or("", |row| row.advice);
        let said = said.map_err(|why| Missing { why, advice })?;
        Ok(said.lines().map(str::to_owned).collect())
    }

    fn find(&self, language: Language) -> Result<Tool, Missing> {
        let Some(row) = row(language) else {
            let why = "SQL is run by PostgreSQL".to_owned();
            return Err(Missing { why, advice: "`mock doctor` looks for it" });
        };
        self.find_row(row).map_err(|why| Missing { why, advice: row.advice })
    }

    fn find_row(&self, row: &Row) -> Result<Tool, String> {
        let language = row.language;
        let programs = row.programs.iter().map(|names| {
            let missing = || {
                let name = names.first().copied().unwrap_or_default();
                let language = language.title();
                format!("{language} isn't installed: there is no `{name}` in PATH")
            };
            names.iter().find_map(|name| which(name).ok()).ok_or_else(missing)
        });
        let programs: Vec<PathBuf> = programs.collect::<Result<_, _>>()?;
        let key = key(language, &programs);
        if let Some(kept) = self.kept(language, &key) {
            return Ok(kept);
        }
        let tool = resolve(row, programs)?;
        self.keep(language, &key, &tool);
        Ok(tool)
    }

    fn kept(&self, language: Language, key: &str) -> Option<Tool> {
        let text = std::fs::read_to_string(self.file.as_ref()?).ok()?;
        let mut all: BTreeMap<Language, Kept> = serde_json::from_str(&text).ok()?;
        let kept = all.remove(&language).filter(|kept| kept.key == key)?;
        kept.tool.programs.iter().all(|program| program.exists()).then_some(kept.tool)
    }

    /// A cache that cannot be written costs time, and nothing else.
    fn keep(&self, language: Language, key: &str, tool: &Tool) {
        let Some(file) = &self.file else { return };
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let mut all: BTreeMap<Language, Kept> = serde_json::from_str(&text).unwrap_or_default();
        all.insert(language, Kept { key: key.to_owned(), tool: tool.clone() });
        let Ok(text) = serde_json::to_string(&all) else { return };
        if let Some(folder) = file.parent() {
            let _made = std::fs::create_dir_all(folder);
        }
        let _kept = replace(file, text.as_bytes());
    }
}

/// What an answer of the file holds for: the programs as they are, and what a version manager's
/// shim goes by.
fn key(language: Language, programs: &[PathBuf]) -> String {
    // The first word changes with what is kept.
    let mut key = format!("2 {language:?}");
    for program in programs {
        let about = program.metadata().ok();
        let changed = about.as_ref().and_then(|about| about.modified().ok());
        key.push_str(&format!(" {} {:?}", program.display(), changed));
        let version = program.parent().and_then(Path::parent).map(|root| root.join("version"));
        if let Some(text) = version.and_then(|file| std::fs::read_to_string(file).ok()) {
            key.push_str(text.trim());
        }
    }
    for name in ["PYENV_VERSION", "VIRTUAL_ENV", "JAVA_HOME"] {
        key.push_str(&format!(" {:?}", std::env::var_os(name)));
    }
    key
}

fn resolve(row: &Row, programs: Vec<PathBuf>) -> Result<Tool, String> {
    let first = programs.first().cloned().unwrap_or_default();
    match row.language {
        Language::Python => python(&first),
        Language::Java => {
            let javac = programs.get(1).cloned().unwrap_or_default();
            let version = ask(&javac, &["-version"])?;
            let real: Vec<PathBuf> = programs.iter().map(|path| real(path)).collect();
            let home = real.first().and_then(|java| Some(java.parent()?.parent()?.to_owned()));
            let mut tool = tool(real, version.trim_start_matches("javac"));
            tool.readable.extend(home.iter().flat_map(|home| linked(home)));
            tool.readable.sort();
            tool.readable.dedup();
            Ok(tool)
        }
        Language::Javascript => {
            let said = ask(&first, &["-p", "process.execPath + ' ' + process.versions.node"])?;
            let (path, version) = said.rsplit_once(' ').ok_or("node said nothing")?;
            Ok(tool(vec![PathBuf::from(path)], version))
        }
        Language::Bash | Language::Sql => {
            let version = ask(&first, &["-c", "echo ${BASH_VERSION%%(*}"])?;
            if version.starts_with(['1', '2', '3', '4']) {
                return Err(format!("bash {} is too old", version.trim()));
            }
            Ok(tool(vec![real(&first)], &version))
        }
    }
}

/// Where the settings of a JDK are in fact: systems put links to /etc, or elsewhere, into its `conf`
/// and `lib`.
fn linked(home: &Path) -> Vec<PathBuf> {
    let (mut found, mut looked) = (Vec::new(), 0);
    let mut folders = vec![home.join("conf"), home.join("lib")];
    while let Some(folder) = folders.pop() {
        let links = std::fs::symlink_metadata(&folder).is_ok_and(|about| about.is_symlink());
        if links {
            found.extend(std::fs::canonicalize(&folder).ok());
        }
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            looked += 1;
            let Ok(kind) = entry.file_type() else { continue };
            if looked > MOST_LOOKED {
                break;
            } else if kind.is_symlink() && entry.path().is_dir() || kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_symlink() {
                found.extend(std::fs::canonicalize(entry.path()).ok());
            }
        }
    }
    let home = real(home);
    found.retain(|path| !path.starts_with(&home) && (path.is_file() || is_narrow(path)));
    found
}

/// Entries of a JDK's folders that are looked at; one has a few hundred.
const MOST_LOOKED: usize = 5_000;

fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn tool(programs: Vec<PathBuf>, version: &str) -> Tool {
    let prefix = |program: &PathBuf| program.parent()?.parent().map(Path::to_owned);
    let readable = programs.iter().filter_map(prefix).filter(|folder| is_narrow(folder)).collect();
    Tool { programs, readable, version: version.trim().to_owned() }
}

fn python(program: &Path) -> Result<Tool, String> {
    let code = "import sys\nfor x in (sys.executable, '%d.%d.%d' % sys.version_info[:3], \
                sys.prefix, sys.base_prefix): print(x)";
    let said = ask(program, &["-I", "-c", code])?;
    let mut lines = said.lines();
    let executable = PathBuf::from(lines.next().unwrap_or_default());
    let version = lines.next().unwrap_or_default().to_owned();
    let too_old = version.strip_prefix("3.").and_then(|rest| rest.split('.').next()?.parse().ok());
    if too_old.is_none_or(|minor: u32| minor < 9) {
        return Err(format!("Python {version} is too old"));
    }
    let mut readable: Vec<PathBuf> = lines.map(PathBuf::from).collect();
    readable.retain(|folder| is_narrow(folder));
    readable.push(real(&executable));
    readable.sort();
    readable.dedup();
    Ok(Tool { programs: vec![executable], readable, version })
}

/// A prefix may be read; a home or the whole disk may not, wherever an interpreter stands.
fn is_narrow(folder: &Path) -> bool {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let is_home = home.is_some_and(|home| home.starts_with(folder));
    !is_home && folder.components().count() > 2 || folder == Path::new("/usr")
}

/// What a program of the user's own says about itself.
fn ask(program: &Path, args: &[&str]) -> Result<String, String> {
    let failed = |why: String| format!("{} does not work: {why}", program.display());
    let output = Command::new(program).args(args).stdin(Stdio::null()).output();
    let output = output.map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.trim().lines().last().unwrap_or("it said nothing").to_owned();
        return Err(failed(last));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_is_never_readable() {
        let home = std::env::var("HOME").expect("set in tests");
        assert!(!is_narrow(Path::new(&home)));
        assert!(!is_narrow(Path::new("/")));
        assert!(!is_narrow(Path::new("/home")));
        assert!(is_narrow(Path::new("/usr")));
        assert!(is_narrow(Path::new("/opt/python/3.12")));
    }

    #[cfg(unix)]
    #[test]
    fn settings_of_a_jdk_are_read_where_its_links_lead() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let root = real(folder.path());
        let (home, etc) = (root.join("opt/jdk"), root.join("etc/java-99"));
        for made in [home.join("conf/security"), home.join("lib"), etc.join("security")] {
            std::fs::create_dir_all(made).expect("made");
        }
        for file in ["net.properties", "java.security", "security/cacerts"] {
            std::fs::write(etc.join(file), "").expect("written");
        }
        symlink(etc.join("net.properties"), home.join("conf/net.properties")).expect("a link");
        symlink(etc.join("java.security"), home.join("conf/security/java.security"))
            .expect("a link");
        symlink(etc.join("security"), home.join("lib/security")).expect("a link");
        symlink("net.properties", home.join("conf/same.properties")).expect("a link");
        symlink("/no/such/file", home.join("conf/gone")).expect("a link");
        let mut found = linked(&home);
        found.sort();
        found.dedup();
        let wanted = ["java.security", "net.properties", "security"].map(|name| etc.join(name));
        assert_eq!(found, wanted);
    }

    #[test]
    fn python_is_found_once_and_kept() {
        let cache = tempfile::tempdir().expect("a folder");
        let first = Toolbox::new(Some(cache.path())).tool(Language::Python).expect("python3");
        assert!(first.version.starts_with("3."), "{first:?}");
        assert!(first.programs[0].is_absolute());
        let file = cache.path().join("tools.json");
        let text = std::fs::read_to_string(&file).expect("kept");
        let version = |of: &str| format!("\"version\":\"{of}\"");
        let marked = text.replace(&version(&first.version), &version("3.99.0"));
        std::fs::write(&file, marked).expect("written");
        let again = Toolbox::new(Some(cache.path())).tool(Language::Python).expect("python3");
        assert_eq!(again.version, "3.99.0", "read from the file");
        std::fs::write(&file, "{").expect("written");
        let anew = Toolbox::new(Some(cache.path())).tool(Language::Python).expect("python3");
        assert_eq!(anew, first, "a broken file is no answer");
    }

    #[test]
    fn what_python_lacks_is_named() {
        let tools = Toolbox::default();
        let lacks = tools.python_lacks(&["json", "no_such_module_here"]);
        assert_eq!(lacks, Ok(vec!["no_such_module_here".to_owned()]));
    }
}
