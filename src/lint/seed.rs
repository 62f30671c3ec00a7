//! Whether the guide that the bank started from is covered. Rule 4.

use std::collections::{BTreeMap, BTreeSet};

use crate::bank::Bank;
use crate::bank::coverage::{Standing, coverage};
use crate::bank::fault::Fault;
use crate::bank::question::Question;
use crate::bank::rule;
use crate::bank::seed_map::{Entry, Target, Unit, units};
use crate::bank::walk::Places;
use crate::format::Formats;

/// The map, and where its text is from.
pub struct SeedMap<'a> {
    pub path: &'a str,
    pub text: &'a str,
    pub entries: &'a [Entry],
}

/// What a target may name besides what judges a session: ids by the file of `prep/` they are in.
pub type PrepIds = BTreeMap<String, BTreeSet<String>>;

/// The file of `prep/` whose entries the program looks for in a session.
const DETECTORS: &str = "tips";

/// How much of the guide is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    pub units: usize,
    pub covered: usize,
}

/// Every target that does not exist.
pub fn targets(map: &SeedMap, bank: &Bank, formats: &Formats, prep: &PrepIds) -> Vec<Fault> {
    let known: BTreeSet<&str> = coverage(bank)
        .iter()
        .filter(|row| row.standing == Standing::There)
        .map(|row| row.topic.id.as_str())
        .collect();
    let mut faults = Vec::new();
    for (index, entry) in map.entries.iter().enumerate() {
        for target in &entry.to {
            let missing = match target {
                Target::Question { id, part } => missing_part(bank, id, part.as_deref()),
                Target::Round(id) => (!formats.ids().any(|known| known == id))
                    .then(|| format!("no round or loop has the id `{id}`")),
                Target::Topic(id) => {
                    (!known.contains(id.as_str())).then(|| format!("no question is about `{id}`"))
                }
                Target::Prep { file, id } => missing_prep(prep, file, id),
                Target::Detector(id) => missing_prep(prep, DETECTORS, id),
                Target::Product(_) => None,
            };
            if let Some(message) = missing {
                faults.push(fault(map, &format!("entries[{index}].to"), message));
            }
        }
    }
    faults
}

/// Every unit of the guide that the map leaves out, and every entry that is no unit of it.
pub fn against(map: &SeedMap, guide: &str) -> (Proof, Vec<Fault>) {
    let units = units(guide);
    let mut faults = Vec::new();
    let mapped: BTreeSet<(u32, &str)> = map.entries.iter().map(|e| key(&e.unit)).collect();
    let left_out = units.iter().filter(|unit| !mapped.contains(&key(unit)));
    for Unit { line, kind, hash } in left_out {
        let message = format!("line {line} of the guide, {kind} {hash}, is in no entry");
        faults.push(fault(map, "", message));
    }
    let covered = units.len() - faults.len();
    let there: BTreeSet<(u32, &str)> = units.iter().map(key).collect();
    for (index, entry) in map.entries.iter().enumerate() {
        if !there.contains(&key(&entry.unit)) {
            let moved = units.iter().find(|unit| unit.hash == entry.unit.hash);
            let message = match moved {
                Some(unit) => format!("this stands at line {} of the guide", unit.line),
                None => "the guide says something else there".to_owned(),
            };
            faults.push(fault(map, &format!("entries[{index}].line"), message));
        }
    }
    (Proof { units: units.len(), covered }, faults)
}

fn key(unit: &Unit) -> (u32, &str) {
    (unit.line, unit.hash.as_str())
}

fn fault(map: &SeedMap, at: &str, message: String) -> Fault {
    let fault = Fault::of_file(map.path, rule::SEED, message, None);
    if at.is_empty() { fault } else { fault.at(map.text, Places::of(map.text).find(at)) }
}

fn missing_part(bank: &Bank, id: &str, part: Option<&str>) -> Option<String> {
    let Some(question) = bank.question(id) else {
        return Some(format!("no question has the id `{id}`"));
    };
    let part = part?;
    (!has_part(question, part)).then(|| format!("`{id}` has no `{part}`"))
}

/// Whether anything in the question has the id.
fn has_part(question: &Question, part: &str) -> bool {
    let judge = &question.judge;
    let mut ids = judge
        .rubric
        .iter()
        .map(|item| &item.id)
        .chain(judge.numbers.iter().map(|check| &check.id))
        .chain(judge.causes.iter().map(|cause| &cause.id))
        .chain(judge.followups.iter().map(|followup| &followup.id))
        .chain(judge.curveballs.iter().map(|curveball| &curveball.id))
        .chain(judge.reveals.iter().map(|reveal| &reveal.id));
    ids.any(|id| id == part) || question.mutants.iter().any(|mutant| mutant.name == part)
}

fn missing_prep(prep: &PrepIds, file: &str, id: &str) -> Option<String> {
    match prep.get(file) {
        None => Some(format!("there is no prep/{file}.toml")),
        Some(ids) if !ids.contains(id) => Some(format!("prep/{file}.toml has no id `{id}`")),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::parse::{self, Raw};
    use crate::bank::seed_map::seed_map;

    const GUIDE: &str = "# Title\n\n- keep it\n- and this\n";
    const MAP: &str = "schema = 1\n[[entries]]\nline = 1\nkind = \"item\"\n\
        hash = \"e39d4726283c832f\"\nto = [\"rerun#staging\", \"prep:tips#rushing\"]\n";

    fn bank() -> Bank {
        let mut bank = Bank::default();
        let toml = include_str!("../../tests/bank/rerun.toml");
        let raw = Raw { path: "rerun.toml", name: "rerun", toml, files: &BTreeMap::new() };
        bank.put(parse::question(raw).expect("valid"));
        bank
    }

    fn said(map: &str) -> Vec<(String, usize)> {
        let entries = seed_map("seed-map.toml", map).expect("valid");
        let map = SeedMap { path: "seed-map.toml", text: map, entries: &entries };
        let prep = [("tips".to_owned(), ["rushing".to_owned()].into())].into();
        let faults = targets(&map, &bank(), &Formats::default(), &prep);
        faults.into_iter().map(|fault| (fault.message, fault.line)).collect()
    }

    #[test]
    fn a_target_that_is_not_there_is_a_fault_at_its_entry() {
        assert_eq!(said(MAP), []);
        for (wrong, message) in [
            ("rerun#stage", "`rerun` has no `stage`"),
            ("rerum", "no question has the id `rerum`"),
            ("topic:acid", "no question is about `acid`"),
            ("round:onsight", "no round or loop has the id `onsight`"),
            ("prep:tipps#rushing", "there is no prep/tipps.toml"),
            ("detector:rash", "prep/tips.toml has no id `rash`"),
        ] {
            let map = MAP.replace("rerun#staging", wrong);
            assert_eq!(said(&map), [(message.to_owned(), 6)], "{wrong}");
        }
    }

    #[test]
    fn what_the_map_leaves_out_and_what_has_moved_is_said() {
        let entries = seed_map("seed-map.toml", MAP).expect("valid");
        let map = SeedMap { path: "seed-map.toml", text: MAP, entries: &entries };
        let (proof, faults) = against(&map, GUIDE);
        assert_eq!(proof, Proof { units: 3, covered: 0 });
        let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert!(messages[1].starts_with("line 3 of the guide, item e39d4726283c832f,"));
        assert_eq!(messages[3], "this stands at line 3 of the guide");

        let right = MAP.replace("line = 1", "line = 3");
        let entries = seed_map("seed-map.toml", &right).expect("valid");
        let map = SeedMap { path: "seed-map.toml", text: &right, entries: &entries };
        let (proof, faults) = against(&map, GUIDE);
        assert_eq!((proof.covered, faults.len()), (1, 2));
    }
}
