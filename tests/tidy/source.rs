//! The files of `src`, and the paths that their code names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::circles::{Graph, circles, graph, names};

/// `["bank", "walk", "table"]` for `src/bank/walk/table.rs`.
pub type Module = Vec<String>;

pub struct Source {
    pub path: PathBuf,
    pub module: Module,
    pub text: String,
}

/// Every file of `src`, in the order of their paths.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src is readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let relative = path.strip_prefix(&root).expect("below src").with_extension("");
                let module = relative.iter().map(|part| part.to_string_lossy().into_owned());
                let module = module.collect();
                let text = fs::read_to_string(&path).expect("readable");
                found.push(Source { path, module, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

impl Source {
    /// `bank::walk::table`.
    pub fn name(&self) -> String {
        self.module.join("::")
    }

    pub fn is_test(&self) -> bool {
        self.module.iter().any(|part| part == "testing" || part.ends_with("_tests"))
    }

    /// Lines before the tests, comments taken out.
    pub fn code(&self) -> String {
        let mut code = String::new();
        let mut lines = self.text.lines().peekable();
        while let Some(line) = lines.next() {
            if line.trim() == "#[cfg(test)]" {
                while lines.next_if(|next| next.starts_with("#[")).is_some() {}
                match lines.peek() {
                    // Inline tests are last; a test module of its own is one line.
                    Some(next) if next.starts_with("mod tests {") => break,
                    _ => {
                        lines.next();
                        continue;
                    }
                }
            }
            let line = line.split("//").next().unwrap_or_default();
            code.push_str(line);
            code.push('\n');
        }
        code
    }
}

/// All modules, and what their files bring into scope, to find where a name is defined.
pub struct Tree {
    files: BTreeMap<Module, File>,
}

struct File {
    code: String,
    /// Names brought into scope by `use`, and the paths they stand for.
    bound: BTreeMap<String, Module>,
    /// Modules whose public names are all brought into scope.
    globs: Vec<Module>,
}

impl Tree {
    /// Of all files that are no tests.
    pub fn new(sources: &[Source]) -> Tree {
        let of = |source: &Source| (source.module.clone(), source.code());
        let all: BTreeMap<Module, String> =
            sources.iter().filter(|source| !source.is_test()).map(of).collect();
        let known: BTreeSet<Module> = all.keys().cloned().collect();
        let file = |(module, code): (Module, String)| {
            let mut bound = BTreeMap::new();
            let mut globs = Vec::new();
            for named in declarations(&code).iter().flat_map(|used| used.paths.iter()) {
                let Some(path) = absolute(&module, &named.path, &known) else { continue };
                match &named.name {
                    Some(name) => {
                        bound.insert(name.clone(), path);
                    }
                    None => globs.push(path),
                }
            }
            (module, File { code, bound, globs })
        };
        Tree { files: all.into_iter().map(file).collect() }
    }

    /// Which file depends on which others, because it names what they define. A path is followed
    /// through re-exports to the file that defines its last name, so that nobody depends on a
    /// parent which only declares and re-exports its children; nor does a file depend on what it
    /// merely passes on by `pub use`. Methods are found only where their type is named.
    pub fn graph(&self) -> Graph {
        self.edges(false)
    }

    /// The same, and what each file passes on.
    pub fn imports(&self) -> Graph {
        self.edges(true)
    }

    fn edges(&self, with_passed_on: bool) -> Graph {
        let of = |(module, file): (&Module, &File)| {
            let mut named = self.named_by(module, file, with_passed_on);
            named.remove(module);
            (module.join("::"), named.iter().map(|module| module.join("::")).collect())
        };
        self.files.iter().map(of).collect()
    }

    fn named_by(&self, module: &Module, file: &File, with_passed_on: bool) -> BTreeSet<Module> {
        let known: BTreeSet<Module> = self.files.keys().cloned().collect();
        let mut code = file.code.clone();
        let mut paths: Vec<Module> = Vec::new();
        for used in declarations(&file.code).into_iter().rev() {
            code.replace_range(used.range.clone(), "");
            if with_passed_on || !used.is_public {
                paths.extend(used.paths.into_iter().map(|named| named.whole()));
            }
        }
        paths.extend(expressions(&code));
        let mut found = BTreeSet::new();
        for path in paths {
            let through_use = path.first().and_then(|head| file.bound.get(head));
            let path = match through_use {
                Some(bound) => [bound.as_slice(), &path[1..]].concat(),
                None => match absolute(module, &path, &known) {
                    Some(path) => path,
                    None => continue,
                },
            };
            // To import a module is not to use it: what it is used for is named elsewhere.
            if !known.contains(&path) {
                found.extend(self.home(&path, 0));
            }
        }
        found
    }

    /// The file that defines what the path names.
    fn home(&self, path: &[String], depth: usize) -> Option<Module> {
        assert!(depth < 20, "re-exports go round: {path:?}");
        let longest =
            (1..=path.len()).rev().find(|&length| self.files.contains_key(&path[..length]))?;
        let module = path[..longest].to_vec();
        let file = &self.files[&module];
        let Some(name) = path.get(longest) else { return Some(module) };
        if let Some(bound) = file.bound.get(name) {
            let onward = [bound.as_slice(), &path[longest + 1..]].concat();
            if let Some(home) = self.home(&onward, depth + 1) {
                return Some(home);
            }
        }
        let by_glob = file
            .globs
            .iter()
            .find(|module| self.files.get(*module).is_some_and(|file| defines(&file.code, name)));
        Some(by_glob.cloned().unwrap_or(module))
    }
}

fn defines(code: &str, name: &str) -> bool {
    ["struct", "enum", "trait", "type", "fn", "const", "static", "union"].iter().any(|word| {
        let wanted = format!("{word} {name}");
        code.match_indices(&wanted).any(|(at, _)| {
            let after = code[at + wanted.len()..].chars().next();
            !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
    })
}

/// The path from the crate's root; `None` where it leads out of the crate.
fn absolute(module: &[String], path: &[String], known: &BTreeSet<Module>) -> Option<Module> {
    let mut base = module.to_vec();
    let mut rest = path;
    match rest.first().map(String::as_str) {
        Some("crate") => {
            base.clear();
            rest = &rest[1..];
        }
        Some("self") => rest = &rest[1..],
        Some("super") => {
            while rest.first().is_some_and(|part| part == "super") {
                base.pop();
                rest = &rest[1..];
            }
        }
        Some(child) => {
            base.push(child.to_owned());
            // Only a child of this very module needs no word before it.
            if !known.contains(&base) {
                return None;
            }
            rest = &rest[1..];
        }
        None => return None,
    }
    base.extend(rest.iter().cloned());
    Some(base)
}

/// One path of a `use`.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    pub path: Module,
    /// What it is called here; `None` for `*`.
    pub name: Option<String>,
}

impl Named {
    fn whole(self) -> Module {
        let mut path = self.path;
        if self.name.is_none() {
            path.push("*".to_owned());
        }
        path
    }
}

struct Used {
    paths: Vec<Named>,
    is_public: bool,
    range: std::ops::Range<usize>,
}

/// Every `use` of the code.
fn declarations(code: &str) -> Vec<Used> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let line = code[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let before = code[line..at].trim();
        let is_public = before.starts_with("pub");
        if !(before.is_empty() || is_public && !before.contains(['{', '=', '"'])) {
            continue;
        }
        let Some(length) = code[at..].find(';') else { continue };
        let tree = &code[at + "use ".len()..at + length];
        found.push(Used { paths: use_tree(tree), is_public, range: line..at + length + 1 });
    }
    found
}

/// `a::{b, c::D as E, self, f::*}` is five paths.
pub fn use_tree(text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    branch(&[], text.trim(), &mut found);
    found
}

fn branch(base: &[String], text: &str, found: &mut Vec<Named>) {
    if let Some(open) = text.find('{') {
        let mut base = base.to_vec();
        base.extend(segments(&text[..open]));
        let inner = text[open + 1..].rsplit_once('}').map_or("", |(inner, _)| inner);
        for part in apart(inner) {
            branch(&base, part.trim(), found);
        }
        return;
    }
    let (text, alias) = match text.split_once(" as ") {
        Some((text, alias)) => (text, Some(alias.trim().to_owned())),
        None => (text, None),
    };
    let mut path = base.to_vec();
    path.extend(segments(text));
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    let is_glob = path.last().is_some_and(|last| last == "*");
    if is_glob {
        path.pop();
    }
    if !path.is_empty() {
        let own = || path.last().cloned();
        let name = if is_glob { None } else { alias.or_else(own) };
        found.push(Named { path, name });
    }
}

fn segments(text: &str) -> impl Iterator<Item = String> {
    text.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned)
}

/// Parts between the commas that stand in no inner braces.
fn apart(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect()
}

/// Every path of two or more names outside of `use`: `self::a::b`, `live::sit`.
pub fn expressions(code: &str) -> Vec<Module> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(colons) = code[rest..].find("::").map(|at| rest + at) {
        let start = code[..colons]
            .rfind(|c| !is_name(c))
            .map_or(0, |before| before + code[before..].chars().next().map_or(0, char::len_utf8));
        let end = code[colons..].find(|c| !(is_name(c) || c == ':'));
        let end = end.map_or(code.len(), |length| colons + length);
        rest = end.max(colons + 2);
        let before = code[..start].chars().next_back();
        // `$crate::` is another macro's, `<T>::` a type's own, `::name` another crate.
        if start == colons || before.is_some_and(|c| c == '$' || c == ':') {
            continue;
        }
        let path: Module = segments(&code[start..end]).collect();
        if path.len() > 1 {
            found.push(path);
        }
    }
    found
}

#[test]
fn a_use_names_every_path_of_its_tree() {
    let paths = |text: &str| -> Vec<String> {
        let name = |name: &Option<String>| name.clone().unwrap_or("*".to_owned());
        let line = |n: &Named| format!("{} as {}", n.path.join("::"), name(&n.name));
        use_tree(text).iter().map(line).collect()
    };
    assert_eq!(paths("crate::a::B"), ["crate::a::B as B"]);
    assert_eq!(
        paths("super::{a::{self, B}, c::D as E, f::*,\n}"),
        ["super::a as a", "super::a::B as B", "super::c::D as E", "super::f as *",]
    );
}

#[test]
fn paths_in_code_are_found_whole() {
    let code = "live::sit(x) + ::console::Term + $crate::y::Z; Vec::<u8>::new(); <T>::of(); a.b";
    let found: Vec<String> = expressions(code).iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["live::sit"]);
}

/// A small crate, file by file.
fn tree(files: &[(&str, &str)]) -> Graph {
    let source = |(name, text): &(&str, &str)| Source {
        path: PathBuf::new(),
        module: name.split("::").map(str::to_owned).collect(),
        text: (*text).to_owned(),
    };
    Tree::new(&files.iter().map(source).collect::<Vec<_>>()).graph()
}

#[test]
fn a_name_is_followed_to_the_file_that_defines_it() {
    let found = tree(&[
        ("a", "mod x;\nmod y;\npub use x::{Thing, deep};\npub use y::*;\npub struct Own;\n"),
        ("a::x", "pub mod deep;\npub struct Thing;\n"),
        ("a::x::deep", "pub fn down() {}\n"),
        ("a::y", "pub struct Other;\nuse super::Thing;\n"),
        ("b", "use crate::a::{Other, Thing};\n"),
        ("c", "use crate::a;\nfn f() { a::deep::down(); }\n"),
        ("d", "use crate::a::Own; use std::fs;\n#[cfg(test)]\nmod tests {\n use crate::b;\n}\n"),
    ]);
    let expected = graph(&[
        ("a", &[]),
        ("a::x", &[]),
        ("a::x::deep", &[]),
        ("a::y", &["a::x"]),
        ("b", &["a::x", "a::y"]),
        ("c", &["a::x::deep"]),
        ("d", &["a"]),
    ]);
    assert_eq!(found, expected);
}

#[test]
fn a_parent_that_works_with_its_children_depends_on_them() {
    let found = tree(&[
        ("a", "mod x;\nuse x::go;\npub struct Own;\nfn f() { self::x::stay(); }\n"),
        ("a::x", "use super::Own;\n"),
    ]);
    assert_eq!(circles(&found).iter().map(names).collect::<Vec<_>>(), [["a", "a::x"]]);
}
