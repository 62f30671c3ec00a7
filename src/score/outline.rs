//! The candidate's diagram, written as lines: `source -> ingest: kafka`.

use super::evidence::words::{distinct_stems, same_stem};

/// One arrow between two named parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub from: String,
    pub to: String,
    /// What is behind the colon; empty if there is none.
    pub how: String,
}

/// Every arrow of a text, in order. A chain `a -> b -> c: how` is two arrows that share its how.
#[must_use]
pub fn links(text: &str) -> Vec<Link> {
    text.lines().flat_map(links_of_line).collect()
}

fn links_of_line(line: &str) -> Vec<Link> {
    let line = line.trim_start_matches(['-', '*', ' ', '\t']);
    let line = line.replace(['→', '⇒'], "->").replace("=>", "->");
    let last_arrow = line.rfind("->").unwrap_or(0);
    let (chain, how) = match line[last_arrow..].find(':') {
        Some(colon) => (&line[..last_arrow + colon], line[last_arrow + colon + 1..].trim()),
        None => (line.as_str(), ""),
    };
    let names: Vec<&str> = chain.split("->").map(str::trim).collect();
    let named = |pair: &&[&str]| pair.iter().all(|name| !name.is_empty());
    names
        .windows(2)
        .filter(named)
        .map(|pair| Link { from: pair[0].to_owned(), to: pair[1].to_owned(), how: how.to_owned() })
        .collect()
}

/// The pairs that no arrow joins, in either direction. A part is recognised by its word's stem in
/// a name or in what the arrow says; a way over other parts counts too, since a candidate may
/// draw more than was asked for.
#[must_use]
pub fn unconnected<'p>(pairs: &'p [(String, String)], text: &str) -> Vec<&'p (String, String)> {
    let links = links(text);
    pairs
        .iter()
        .filter(|(from, to)| !reaches(&links, from, to) && !reaches(&links, to, from))
        .collect()
}

fn reaches(links: &[Link], from: &str, to: &str) -> bool {
    let mut reached: Vec<&str> = Vec::new();
    for link in links.iter().filter(|link| is_named(&link.from, from)) {
        reached.push(&link.to);
        if is_named(&link.how, to) {
            return true;
        }
    }
    let mut next = 0;
    while let Some(name) = reached.get(next).copied() {
        if is_named(name, to) {
            return true;
        }
        for link in links.iter().filter(|link| link.from.eq_ignore_ascii_case(name)) {
            if !reached.contains(&link.to.as_str()) {
                reached.push(&link.to);
            }
        }
        next += 1;
    }
    false
}

/// Whether a part's name has the wanted word in it.
fn is_named(name: &str, wanted: &str) -> bool {
    let said = distinct_stems(name);
    distinct_stems(wanted).iter().all(|stem| said.iter().any(|other| same_stem(other, stem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(from: &str, to: &str) -> (String, String) {
        (from.to_owned(), to.to_owned())
    }

    #[test]
    fn lines_are_read_as_arrows() {
        let found = links("We start so:\n- shop DB -> ingest -> lake: CDC, hourly\nlake → marts");
        let names: Vec<_> =
            found.iter().map(|l| (l.from.as_str(), l.to.as_str(), l.how.as_str())).collect();
        let how = "CDC, hourly";
        assert_eq!(
            names,
            [("shop DB", "ingest", how), ("ingest", "lake", how), ("lake", "marts", "")]
        );
        assert!(links("a ->\n-> b\nratio 3:1").is_empty());
    }

    #[test]
    fn a_pair_is_joined_directly_over_others_or_the_other_way_round() {
        let text = "sources -> ingestion: kafka\ningestion -> lake\nlake -> marts";
        let pairs = [pair("source", "ingest"), pair("source", "mart"), pair("lake", "ingest")];
        assert!(unconnected(&pairs, text).is_empty());
        let pairs = [pair("source", "cache")];
        assert_eq!(unconnected(&pairs, text).len(), 1);
        assert!(unconnected(&[pair("source", "kafka")], text).is_empty());
    }

    #[test]
    fn a_circle_ends() {
        assert_eq!(unconnected(&[pair("a", "z")], "a -> b\nb -> a").len(), 1);
    }
}
