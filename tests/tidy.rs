//! The layer table of ARCHITECTURE.md, and the other habits that a compiler does not check.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Layers by module, most specific first.
const LAYERS: &[(&str, u8)] = &[
    ("time", 0),
    ("text", 0),
    ("ids", 0),
    ("words", 0),
    ("bank::load", 5),
    ("bank", 1),
    ("format", 1),
    ("engine", 2),
    ("score", 3),
    ("lint", 3),
    ("view", 3),
    ("seat", 4),
    ("journal::codec", 4),
    ("journal::segments", 4),
    ("message", 4),
    ("grade::code::compare", 4),
    ("grade::code::own", 4),
    ("grade::code::slope", 4),
    ("grade::code::wire", 4),
    ("grade::sandbox::orders", 4),
    ("grade::sql::cell", 4),
    ("grade::sql::compare", 4),
    ("grade::sql::explain", 4),
    ("grade::sql::fault", 4),
    ("grade::sql::lex", 4),
    ("grade", 5),
    ("journal", 5),
    ("clock", 5),
    ("paths", 5),
    ("session", 5),
    ("workspace", 5),
    ("ui", 6),
    ("driver", 7),
    ("cli", 7),
    ("main", 7),
    ("lib", 7),
];

/// What no file of L0 to L4 may name outside its tests.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::env",
    "SystemTime",
    "Instant",
    "rustix::",
    "dialoguer",
    "indicatif",
    "console::",
    "ChaCha12Rng",
    "rand::rng",
];

struct Source {
    path: PathBuf,
    /// `bank::draw::pick`.
    module: Vec<String>,
    text: String,
}

fn sources() -> Vec<Source> {
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
    fn name(&self) -> String {
        self.module.join("::")
    }

    fn is_test(&self) -> bool {
        let tail = self.module.last().map_or("", String::as_str);
        self.module.iter().any(|part| part == "tests" || part == "testing")
            || tail.ends_with("_tests")
    }

    /// Lines before the tests, comments taken out.
    fn code(&self) -> String {
        let mut code = String::new();
        let mut lines = self.text.lines().peekable();
        while let Some(line) = lines.next() {
            if line.trim() == "#[cfg(test)]" {
                match lines.peek() {
                    // Inline tests stand last; a test module of its own is one line.
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

fn layer(module: &str) -> Option<u8> {
    let is_in = |prefix: &str| module == prefix || module.starts_with(&format!("{prefix}::"));
    LAYERS.iter().find(|(prefix, _)| is_in(prefix)).map(|(_, layer)| *layer)
}

/// Every path that begins with `crate::` or `super::`, resolved to a module's name.
fn named_modules(source: &Source) -> Vec<String> {
    let code = source.code();
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') {
                continue;
            }
            found.extend(resolve(source, &code[at..]));
        }
    }
    found
}

/// `super::super::a::{b, c::d}` gives the modules of b and c, as far as they have names.
fn resolve(source: &Source, text: &str) -> Vec<String> {
    let mut base = source.module.clone();
    let mut rest = text;
    if let Some(after) = rest.strip_prefix("crate::") {
        base.clear();
        rest = after;
    }
    while let Some(after) = rest.strip_prefix("super::") {
        base.pop();
        rest = after;
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    let (path, tail) = rest.split_at(end.unwrap_or(rest.len()));
    let parts = path.split("::").filter(|part| !part.is_empty()).map(str::to_owned);
    base.extend(parts);
    let mut all = Vec::new();
    match tail.strip_prefix('{') {
        Some(group) => {
            let group = &group[..group.find('}').unwrap_or(group.len())];
            for item in group.split(',') {
                let head = item.trim().split("::").next().unwrap_or_default();
                let mut module = base.clone();
                module.push(head.to_owned());
                all.push(module.join("::"));
            }
        }
        None => all.push(base.join("::")),
    }
    all
}

#[test]
fn every_file_has_a_layer() {
    let without: Vec<String> =
        sources().iter().map(Source::name).filter(|name| layer(name).is_none()).collect();
    assert!(without.is_empty(), "add to LAYERS and to ARCHITECTURE.md: {without:?}");
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        let own = layer(&source.name()).expect("has a layer");
        for named in named_modules(source) {
            if layer(&named).is_some_and(|layer| layer > own) && own < 7 {
                wrong.push(format!("{} (L{own}) names {named}", source.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_engine_knows_no_world() {
    let forbidden = ["bank::load", "journal", "grade", "peer", "ui", "score", "clock", "cli"];
    for source in sources().iter().filter(|source| source.name().starts_with("engine")) {
        for named in named_modules(source) {
            let hit = forbidden.iter().find(|room| named.starts_with(**room));
            assert_eq!(hit, None, "{} names {named}", source.name());
        }
    }
}

#[test]
fn the_lower_layers_are_pure() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        if layer(&source.name()).is_some_and(|layer| layer <= 4) {
            let code = source.code();
            let named = IMPURE.iter().filter(|word| code.contains(**word));
            wrong.extend(named.map(|word| format!("{} names {word}", source.name())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rooms_stay_small() {
    let long = |source: &Source| {
        let lines = source.code().lines().count();
        (lines > 500).then(|| format!("{}: {lines} lines before its tests", source.name()))
    };
    let all = sources();
    let wrong: Vec<String> = all.iter().filter(|s| !s.is_test()).filter_map(long).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut lengths: Vec<usize> = all.iter().map(|source| source.code().lines().count()).collect();
    lengths.sort_unstable();
    assert!(lengths[lengths.len() / 2] < 150, "the median room has {}", lengths[lengths.len() / 2]);
}

#[test]
fn modules_stand_beside_their_folders() {
    let wrong: Vec<String> =
        sources().iter().map(Source::name).filter(|name| name.ends_with("mod")).collect();
    assert!(wrong.is_empty(), "use foo.rs beside foo/: {wrong:?}");
}

#[test]
fn each_dependency_has_its_line_in_the_architecture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("readable");
    let page = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("readable");
    let mut sections: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if let Some((name, _)) = line.split_once(" = ") {
            sections.entry(section).or_default().push(name);
        }
    }
    let mut missing: Vec<&str> = Vec::new();
    for section in ["[dependencies]", "[dev-dependencies]"] {
        let names = sections.get(section).expect("a section of that name");
        missing.extend(names.iter().filter(|name| !page.contains(&format!("`{name}`"))));
    }
    assert!(missing.is_empty(), "ARCHITECTURE.md says nothing of {missing:?}");
}
