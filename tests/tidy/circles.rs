//! Circles in a graph of names.

use std::collections::{BTreeMap, BTreeSet};

pub type Graph = BTreeMap<String, BTreeSet<String>>;

/// Every group of two or more nodes from each of which all others of the group can be reached:
/// the strongly connected components of the graph.
pub fn circles(graph: &Graph) -> Vec<BTreeSet<String>> {
    let reached: BTreeMap<&String, BTreeSet<&String>> =
        graph.keys().map(|node| (node, reached_from(node, graph))).collect();
    let mut found: Vec<BTreeSet<String>> = Vec::new();
    for (node, theirs) in &reached {
        let comes_back =
            |other: &&&String| reached.get(**other).is_some_and(|of| of.contains(node));
        let group: BTreeSet<String> =
            theirs.iter().filter(comes_back).map(|name| (*name).clone()).collect();
        if group.len() > 1 && !found.contains(&group) {
            found.push(group);
        }
    }
    found
}

fn reached_from<'g>(node: &'g String, graph: &'g Graph) -> BTreeSet<&'g String> {
    let mut reached = BTreeSet::new();
    let mut left = vec![node];
    while let Some(node) = left.pop() {
        for next in graph.get(node).into_iter().flatten() {
            if reached.insert(next) {
                left.push(next);
            }
        }
    }
    reached
}

/// The graph of the modules that lie directly in `src`.
pub fn tops(graph: &Graph) -> Graph {
    joined(graph, |name| name.split("::").next().map(str::to_owned))
}

/// The graph of what lies side by side in a folder: each subfolder is one node.
pub fn parts_of(graph: &Graph, folder: &str) -> Graph {
    joined(graph, |name| {
        let below = name.strip_prefix(folder)?.strip_prefix("::")?;
        let part = below.split("::").next()?;
        Some(format!("{folder}::{part}"))
    })
}

/// The graph with all nodes of one new name made one; those without a new name are left out.
fn joined(graph: &Graph, new_name: impl Fn(&str) -> Option<String>) -> Graph {
    let mut all = Graph::new();
    for (from, to) in graph {
        let Some(own) = new_name(from) else { continue };
        let others = to.iter().filter_map(|to| new_name(to)).filter(|other| *other != own);
        all.entry(own.clone()).or_default().extend(others);
    }
    all
}

/// A graph made of lines, and a circle as a list: for the tests of these checks.
pub fn graph(edges: &[(&str, &[&str])]) -> Graph {
    let set = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    edges.iter().map(|(from, to)| ((*from).to_owned(), set(to))).collect()
}

pub fn names(circle: &BTreeSet<String>) -> Vec<&str> {
    circle.iter().map(String::as_str).collect()
}

#[test]
fn circles_are_what_comes_back_to_itself() {
    let found = circles(&graph(&[
        ("a", &["b"]),
        ("b", &["c", "d"]),
        ("c", &["a"]),
        ("d", &["e"]),
        ("e", &["d"]),
        ("f", &["a", "g"]),
        ("g", &[]),
    ]));
    assert_eq!(found.iter().map(names).collect::<Vec<_>>(), [vec!["a", "b", "c"], vec!["d", "e"]]);
    assert!(circles(&graph(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[])])).is_empty());
}

#[test]
fn folders_may_go_round_where_no_file_does() {
    let edges = graph(&[
        ("a::x::one", &["a::y::one"]),
        ("a::y::two", &["a::x::two"]),
        ("a::y::one", &["b"]),
        ("a::x::two", &[]),
        ("b", &["a::x::two"]),
    ]);
    assert!(circles(&edges).is_empty());
    assert_eq!(
        circles(&parts_of(&edges, "a")).iter().map(names).collect::<Vec<_>>(),
        [["a::x", "a::y"]]
    );
    assert_eq!(circles(&tops(&edges)).iter().map(names).collect::<Vec<_>>(), [["a", "b"]]);
}
