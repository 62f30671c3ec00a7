//! A disk that keeps what was synced and, when the power goes, any part of the rest.
//!
//! Stricter than any real one: unsynced writes, cuts and names survive or not each on its own, in
//! any combination, writes in part. After a sync that failed, what it was to save is gone from
//! the disk for good although reading still shows it, and a second sync says all is well.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use rand::rngs::ChaCha12Rng;
use rand::{RngExt, SeedableRng};

use super::{Access, Folder, Storage};

/// What goes wrong at the steps it is set for. A step is one call that changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Appends take `room` bytes at most and then fail; no file can be made.
    Full { room: usize },
    /// Syncs of files fail.
    SyncFails,
    /// Everything but reading fails, and leaves no trace on the disk.
    Dead,
}

#[derive(Clone)]
pub struct Disk(Arc<Mutex<State>>);

struct State {
    files: Vec<Inode>,
    /// What a process sees, and what survives: file name to place in `files`.
    live: BTreeMap<String, usize>,
    kept: BTreeMap<String, usize>,
    renames: Vec<Change>,
    steps: u64,
    faults: Vec<(Range<u64>, Failure)>,
    chance: ChaCha12Rng,
}

#[derive(Clone)]
enum Change {
    Named(String, usize),
    Renamed(String, String, usize),
    Removed(String),
}

#[derive(Clone, Default)]
struct Inode {
    live: Vec<u8>,
    kept: Vec<u8>,
    pending: Vec<Op>,
}

#[derive(Clone)]
enum Op {
    Write(usize, Vec<u8>),
    Cut(usize),
}

impl Inode {
    fn apply(bytes: &mut Vec<u8>, op: &Op) {
        match op {
            Op::Write(at, written) => {
                // A write that survives one before it that did not leaves zeros between.
                bytes.resize(bytes.len().max(at + written.len()), 0);
                bytes[*at..at + written.len()].copy_from_slice(written);
            }
            Op::Cut(len) => bytes.resize(*len, 0),
        }
    }

    fn change(&mut self, op: Op) {
        Inode::apply(&mut self.live, &op);
        self.pending.push(op);
    }
}

impl State {
    /// Counts a step; gives the fault that is set for it.
    fn step(&mut self) -> Option<Failure> {
        let step = self.steps;
        self.steps += 1;
        let set = self.faults.iter().find(|(when, _)| when.contains(&step));
        set.map(|&(_, fault)| fault)
    }

    fn find(&self, name: &str) -> io::Result<usize> {
        self.live.get(name).copied().ok_or_else(|| ErrorKind::NotFound.into())
    }
}

impl Change {
    fn apply(&self, names: &mut BTreeMap<String, usize>) {
        match self {
            Change::Named(name, file) => {
                names.insert(name.clone(), *file);
            }
            Change::Renamed(from, to, file) => {
                names.remove(from);
                names.insert(to.clone(), *file);
            }
            Change::Removed(name) => {
                names.remove(name);
            }
        }
    }
}

fn dead() -> io::Error {
    io::Error::other("the power is gone")
}

fn broken() -> io::Error {
    io::Error::from_raw_os_error(5)
}

impl Disk {
    pub fn new(seed: u64) -> Disk {
        Disk(Arc::new(Mutex::new(State {
            files: Vec::new(),
            live: BTreeMap::new(),
            kept: BTreeMap::new(),
            renames: Vec::new(),
            steps: 0,
            faults: Vec::new(),
            chance: ChaCha12Rng::seed_from_u64(seed),
        })))
    }

    pub fn folder(&self) -> Box<dyn Folder> {
        Box::new(self.clone())
    }

    /// Of faults that share a step, the one set first counts.
    pub fn fault(&self, when: Range<u64>, fault: Failure) {
        self.0.lock().unwrap().faults.push((when, fault));
    }

    pub fn mend(&self) {
        self.0.lock().unwrap().faults.clear();
    }

    pub fn steps(&self) -> u64 {
        self.0.lock().unwrap().steps
    }

    pub fn content(&self, name: &str) -> Vec<u8> {
        let state = self.0.lock().unwrap();
        state.files[state.live[name]].live.clone()
    }

    /// Another disk, as this one is found when the power comes back.
    pub fn after_power_loss(&self, seed: u64) -> Disk {
        let state = self.0.lock().unwrap();
        let mut chance = ChaCha12Rng::seed_from_u64(seed);
        let mut names = state.kept.clone();
        for change in &state.renames {
            if chance.random() {
                change.apply(&mut names);
            }
        }
        let mut files = state.files.clone();
        for file in &mut files {
            // All, nothing, or any part of what was not synced.
            let odds = [0.0, 0.5, 0.9, 1.0][chance.random_range(0..4)];
            for op in std::mem::take(&mut file.pending) {
                if chance.random_bool(odds) {
                    Inode::apply(&mut file.kept, &op);
                } else if let Op::Write(at, written) = op
                    && chance.random()
                {
                    let part = chance.random_range(0..=written.len());
                    Inode::apply(&mut file.kept, &Op::Write(at, written[..part].to_vec()));
                }
            }
            file.live = file.kept.clone();
        }
        let disk = Disk::new(seed);
        let mut after = disk.0.lock().unwrap();
        (after.files, after.live, after.kept) = (files, names.clone(), names);
        drop(after);
        disk
    }
}

struct OpenFile {
    disk: Disk,
    file: usize,
    access: Access,
}

impl Storage for OpenFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.access == Access::Read {
            return Err(io::Error::from_raw_os_error(9));
        }
        let mut state = self.disk.0.lock().unwrap();
        let at = state.files[self.file].live.len();
        match state.step() {
            Some(Failure::Dead) => Err(dead()),
            Some(Failure::Full { room }) if room < bytes.len() => {
                state.files[self.file].change(Op::Write(at, bytes[..room].to_vec()));
                Err(ErrorKind::StorageFull.into())
            }
            _ => {
                state.files[self.file].change(Op::Write(at, bytes.to_vec()));
                Ok(())
            }
        }
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.disk.0.lock().unwrap();
        let fault = state.step();
        if fault == Some(Failure::Dead) {
            return Err(dead());
        }
        let fails = fault == Some(Failure::SyncFails);
        let State { files, chance, .. } = &mut *state;
        let file = &mut files[self.file];
        for op in std::mem::take(&mut file.pending) {
            if !fails || chance.random() {
                Inode::apply(&mut file.kept, &op);
            }
        }
        if fails { Err(broken()) } else { Ok(()) }
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        let mut state = self.disk.0.lock().unwrap();
        if state.step() == Some(Failure::Dead) {
            return Err(dead());
        }
        state.files[self.file].change(Op::Cut(len as usize));
        Ok(())
    }

    fn len(&self) -> io::Result<u64> {
        Ok(self.disk.0.lock().unwrap().files[self.file].live.len() as u64)
    }

    fn read(&self) -> io::Result<Vec<u8>> {
        Ok(self.disk.0.lock().unwrap().files[self.file].live.clone())
    }
}

impl Folder for Disk {
    fn names(&self) -> io::Result<Vec<String>> {
        Ok(self.0.lock().unwrap().live.keys().cloned().collect())
    }

    fn create(&mut self, name: &str) -> io::Result<Box<dyn Storage>> {
        let mut state = self.0.lock().unwrap();
        match state.step() {
            Some(Failure::Dead) => return Err(dead()),
            Some(Failure::Full { .. }) => return Err(ErrorKind::StorageFull.into()),
            Some(Failure::SyncFails) | None => {}
        }
        if state.live.contains_key(name) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let file = state.files.len();
        state.files.push(Inode::default());
        let change = Change::Named(name.to_owned(), file);
        change.apply(&mut state.live);
        state.renames.push(change);
        Ok(Box::new(OpenFile { disk: self.clone(), file, access: Access::Append }))
    }

    fn open(&self, name: &str, access: Access) -> io::Result<Box<dyn Storage>> {
        let file = self.0.lock().unwrap().find(name)?;
        Ok(Box::new(OpenFile { disk: self.clone(), file, access }))
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        if state.step() == Some(Failure::Dead) {
            return Err(dead());
        }
        let change = Change::Renamed(from.to_owned(), to.to_owned(), state.find(from)?);
        change.apply(&mut state.live);
        state.renames.push(change);
        Ok(())
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        if state.step() == Some(Failure::Dead) {
            return Err(dead());
        }
        state.find(name)?;
        let change = Change::Removed(name.to_owned());
        change.apply(&mut state.live);
        state.renames.push(change);
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        if state.step() == Some(Failure::Dead) {
            return Err(dead());
        }
        state.kept = state.live.clone();
        state.renames.clear();
        Ok(())
    }

    fn path(&self, name: &str) -> PathBuf {
        PathBuf::from("/simulated").join(name)
    }
}
