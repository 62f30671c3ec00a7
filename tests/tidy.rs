//! The layer table of ARCHITECTURE.md, and the other habits that a compiler does not check.

mod tidy {
    pub mod circles;
    pub mod source;
}

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tidy::circles::{Graph, circles, parts_of, tops};
use tidy::source::{Source, Tree, sources};

/// Layers by module, most specific first.
const LAYERS: &[(&str, u8)] = &[
    ("time", 0),
    ("text", 0),
    ("ids", 0),
    ("words", 0),
    ("figures", 0),
    ("bank", 1),
    ("format", 1),
    ("draw", 1),
    ("engine", 2),
    ("score", 3),
    ("lint", 3),
    ("prep", 3),
    ("view", 3),
    ("seat", 4),
    ("journal::codec", 4),
    ("journal::segments", 4),
    ("message", 4),
    ("grade::code::compare", 4),
    ("grade::code::exact", 4),
    ("grade::code::own", 4),
    ("grade::code::slope", 4),
    ("grade::code::source", 4),
    ("grade::code::wire", 4),
    ("grade::excerpt", 4),
    ("grade::sandbox::absent", 4),
    ("grade::sandbox::orders", 4),
    ("grade::time_limit", 4),
    ("grade::sql::cell", 4),
    ("grade::sql::compare", 4),
    ("grade::sql::dialect", 4),
    ("grade::sql::error", 4),
    ("grade::sql::explain", 4),
    ("grade::sql::json", 4),
    ("grade::sql::lex", 4),
    ("grade::sql::pairing", 4),
    ("grade::sql::typo", 4),
    ("reader::address", 4),
    ("reader::asked", 4),
    ("reader::gather", 4),
    ("reader::plea", 3),
    ("reader::proof", 4),
    ("reader::reply", 4),
    ("reader::wire", 4),
    ("grade", 5),
    ("journal", 5),
    ("clock", 5),
    ("files", 5),
    ("load", 5),
    ("archive", 5),
    ("pack", 5),
    ("paths", 5),
    ("practice", 5),
    ("reader", 5),
    ("scratch", 5),
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
    "ureq",
];

fn layer(module: &str) -> Option<u8> {
    let is_in = |prefix: &str| module == prefix || module.starts_with(&format!("{prefix}::"));
    LAYERS.iter().find(|(prefix, _)| is_in(prefix)).map(|(_, layer)| *layer)
}

#[test]
fn every_file_has_a_layer() {
    let all = sources();
    let code = all.iter().filter(|source| !source.is_test()).map(Source::name);
    let without: Vec<String> = code.filter(|name| layer(name).is_none()).collect();
    assert!(without.is_empty(), "add to LAYERS and to ARCHITECTURE.md: {without:?}");
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for (file, all) in Tree::new(&sources()).imports() {
        let own = layer(&file).expect("has a layer");
        for named in all {
            if layer(&named).is_some_and(|layer| layer > own) && own < 7 {
                wrong.push(format!("{file} (L{own}) names {named}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_engine_knows_no_world() {
    let forbidden = ["load", "journal", "grade", "peer", "ui", "score", "clock", "cli"];
    for (file, all) in Tree::new(&sources()).imports() {
        for named in all.iter().filter(|_| file.starts_with("engine")) {
            let hit = forbidden.iter().find(|room| named.starts_with(**room));
            assert_eq!(hit, None, "{file} names {named}");
        }
    }
}

/// Circles that are still there: all of the first kind, and of the others those that lie within
/// one of these modules. To shrink, never to grow; a line without a circle left has to go.
const CIRCLES_OF_TOPS: &[&[&str]] = &[];
const CIRCLES_WITHIN: &[&str] = &[];

/// What lies directly in `src` can be understood, moved and tested one after the other.
#[test]
fn top_level_modules_have_no_circle() {
    let found = circles(&tops(&Tree::new(&sources()).graph()));
    let known: Vec<BTreeSet<String>> =
        CIRCLES_OF_TOPS.iter().map(|names| names.iter().map(|&n| n.to_owned()).collect()).collect();
    assert_eq!(found, known, "found, and known");
}

/// Two files may be one thing in two halves, three may not; a folder and what lies beside it may
/// not at all.
#[test]
fn files_and_folders_have_no_circle() {
    let graph = Tree::new(&sources()).graph();
    let mut found: Vec<BTreeSet<String>> = circles(&graph);
    found.retain(|circle| circle.len() > 2);
    for folder in folders(&graph) {
        let is_folder = |name: &String| graph.keys().any(|file| is_below(file, name));
        let is_wrong = |circle: &BTreeSet<String>| circle.len() > 2 || circle.iter().any(is_folder);
        found.extend(circles(&parts_of(&graph, &folder)).into_iter().filter(is_wrong));
    }
    let is_in = |circle: &BTreeSet<String>, known: &str| {
        circle.iter().all(|name| name == known || is_below(name, known))
    };
    let new: Vec<_> = found
        .iter()
        .filter(|circle| !CIRCLES_WITHIN.iter().any(|known| is_in(circle, known)))
        .map(|circle| drawn(circle, &graph))
        .collect();
    assert!(new.is_empty(), "new circles:\n{}", new.join("\n"));
    let gone: Vec<_> = CIRCLES_WITHIN
        .iter()
        .filter(|known| !found.iter().any(|circle| is_in(circle, known)))
        .collect();
    assert!(gone.is_empty(), "free of circles now; take them off CIRCLES_WITHIN: {gone:?}");
}

fn is_below(module: &str, folder: &str) -> bool {
    module.strip_prefix(folder).is_some_and(|rest| rest.starts_with("::"))
}

/// Modules that have children.
fn folders(graph: &Graph) -> BTreeSet<String> {
    graph.keys().filter_map(|file| Some(file.rsplit_once("::")?.0.to_owned())).collect()
}

/// Each name of the circle with those of the circle that it names.
fn drawn(circle: &BTreeSet<String>, graph: &Graph) -> String {
    let line = |from: &String| {
        let to = graph.get(from).into_iter().flatten().filter(|to| circle.contains(*to));
        format!("  {from} -> {}", to.cloned().collect::<Vec<_>>().join(", "))
    };
    circle.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_top_level_module_is_drawn() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("readable");
    let layers = page.split("## Layers").nth(1).expect("a section of layers");
    let library = fs::read_to_string(root.join("src/lib.rs")).expect("readable");
    for (name, text) in [("ARCHITECTURE.md", layers), ("src/lib.rs", &library)] {
        let picture = text.split("```").nth(1).expect("a picture");
        let words: BTreeSet<&str> =
            picture.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
        let all = sources();
        let drawn = all.iter().filter(|source| !source.is_test());
        let names: BTreeSet<&String> = drawn.filter_map(|s| s.module.first()).collect();
        let missing: Vec<&&String> =
            names.iter().filter(|n| **n != "lib" && !words.contains(n.as_str())).collect();
        assert!(missing.is_empty(), "{name} does not draw {missing:?}");
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

/// Two tabs of an editor that read `tests.rs` tell nobody which is which: the tests of `foo.rs` are
/// in `foo_tests.rs` beside it.
#[test]
fn no_two_files_are_called_tests() {
    let all = sources();
    let is_nameless = |source: &&Source| source.module.last().is_some_and(|name| name == "tests");
    let wrong: Vec<String> = all.iter().filter(is_nameless).map(Source::name).collect();
    assert!(wrong.is_empty(), "name them after what they test: {wrong:?}");
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
