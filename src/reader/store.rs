//! What is remembered of models: which addresses may be sent to, and how each did in its test.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::address::Address;
use crate::engine::event::Proof;
use crate::files;

/// The answer to "may your answers be sent there?", for addresses that are not this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Consent {
    Yes,
    No,
}

/// The last test of a model at an address, under one set of instructions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tested {
    pub address: String,
    pub proof: Proof,
}

/// A folder of two small files.
#[derive(Clone, Debug)]
pub struct Memory {
    folder: PathBuf,
}

impl Memory {
    pub fn new(folder: PathBuf) -> Memory {
        Memory { folder }
    }

    /// What was answered for an address. A file that can't be read holds no answer: then it's asked
    /// again, and nothing is sent meanwhile.
    pub fn consent(&self, address: &Address) -> Option<Consent> {
        let known: BTreeMap<String, Consent> = read(&self.consents());
        known.get(address.as_str()).copied()
    }

    /// # Errors
    /// Where it can't be written.
    pub fn put_consent(&self, address: &Address, consent: Consent) -> io::Result<()> {
        let mut known: BTreeMap<String, Consent> = read(&self.consents());
        known.insert(address.to_string(), consent);
        self.write(&self.consents(), &known)
    }

    /// How the model did in its last test there, under these instructions.
    pub fn proof(&self, address: &Address, model: &str, instructions: &str) -> Option<Proof> {
        let known: Vec<Tested> = read(&self.proofs());
        let is_it = |tested: &Tested| {
            tested.address == address.as_str()
                && tested.proof.model == model
                && tested.proof.instructions == instructions
        };
        known.into_iter().rfind(is_it).map(|tested| tested.proof)
    }

    /// A later test takes the place of an earlier one, whichever was better.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn put_proof(&self, address: &Address, proof: Proof) -> io::Result<()> {
        let mut known: Vec<Tested> = read(&self.proofs());
        let address = address.to_string();
        known.retain(|tested| {
            (&tested.address, &tested.proof.model, &tested.proof.instructions)
                != (&address, &proof.model, &proof.instructions)
        });
        known.push(Tested { address, proof });
        self.write(&self.proofs(), &known)
    }

    fn consents(&self) -> PathBuf {
        self.folder.join("consents.json")
    }

    fn proofs(&self) -> PathBuf {
        self.folder.join("proofs.json")
    }

    fn write(&self, path: &Path, what: &impl Serialize) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut text = serde_json::to_string_pretty(what)?;
        text.push('\n');
        files::replace(path, text.as_bytes())
    }
}

fn read<T: DeserializeOwned + Default>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof(model: &str, agreement: u32) -> Proof {
        Proof {
            date: "2026-11-30".to_owned(),
            model: model.to_owned(),
            instructions: "abc".to_owned(),
            points: 270,
            agreement,
        }
    }

    #[test]
    fn what_was_answered_and_tested_is_remembered_for_its_own_address_alone() {
        let home = tempfile::tempdir().expect("a folder");
        let memory = Memory::new(home.path().join("reader"));
        let address = |text| Address::parse(text).expect("an address");
        let (one, two) = (address("https://one.example/v1"), address("https://two.example/v1"));
        assert_eq!(memory.consent(&one), None);
        memory.put_consent(&one, Consent::Yes).expect("written");
        memory.put_consent(&two, Consent::No).expect("written");
        assert_eq!(
            (memory.consent(&one), memory.consent(&two)),
            (Some(Consent::Yes), Some(Consent::No))
        );

        memory.put_proof(&one, proof("a", 900)).expect("written");
        memory.put_proof(&one, proof("b", 700)).expect("written");
        memory.put_proof(&one, proof("a", 800)).expect("written");
        let agreement =
            |address, model, told| memory.proof(address, model, told).map(|it| it.agreement);
        assert_eq!(agreement(&one, "a", "abc"), Some(800), "the last test counts");
        assert_eq!(agreement(&one, "b", "abc"), Some(700));
        assert_eq!(agreement(&one, "a", "other"), None, "other instructions are another reader");
        assert_eq!(agreement(&two, "a", "abc"), None);
    }

    #[test]
    fn a_damaged_file_allows_nothing_and_proves_nothing() {
        let home = tempfile::tempdir().expect("a folder");
        let memory = Memory::new(home.path().to_owned());
        let one = Address::parse("https://one.example/v1").expect("an address");
        for text in ["", "{", "[]", "{\"https://one.example/v1\": \"maybe\"}"] {
            fs::write(home.path().join("consents.json"), text).expect("written");
            fs::write(home.path().join("proofs.json"), text).expect("written");
            assert_eq!(memory.consent(&one), None, "{text}");
            assert_eq!(memory.proof(&one, "a", "abc"), None, "{text}");
        }
    }
}
