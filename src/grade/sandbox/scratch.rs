//! A fresh folder for each run, and how full it is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A folder that only this user can enter; gone when dropped.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
}

/// How much a folder holds, counted no further than was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    pub files: usize,
    pub bytes: u64,
}

impl Scratch {
    /// A new one in `base`.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn within(base: &Path) -> io::Result<Scratch> {
        let base = fs::canonicalize(base)?;
        let path = base.join(format!("mock-{}", nonce()));
        let mut folder = fs::DirBuilder::new();
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        folder.create(&path)?;
        Ok(Scratch { path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file. Only before anything runs in the folder: what ran there may have put a link
    /// in its place.
    ///
    /// # Errors
    /// Where it cannot be written, or something of that name is there.
    pub fn put(&self, name: &str, text: &str) -> io::Result<()> {
        use io::Write;
        let mut file = fs::File::create_new(self.path.join(name))?;
        file.write_all(text.as_bytes())
    }

    /// Counts files and their bytes; links are not followed. Stops past `most` files.
    pub fn held(&self, most: usize) -> Held {
        let mut held = Held::default();
        let mut folders = vec![self.path.clone()];
        while let Some(folder) = folders.pop() {
            // What vanishes meanwhile, or cannot be entered, holds nothing for us.
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                held.files += 1;
                if held.files > most {
                    return held;
                }
                let Ok(about) = entry.metadata() else { continue };
                match about.is_dir() {
                    true => folders.push(entry.path()),
                    false => held.bytes += about.len(),
                }
            }
        }
        held
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A folder that was made unreadable, or that a dying process still fills: once more.
        if fs::remove_dir_all(&self.path).is_err() {
            open_up(&self.path);
            let _left_behind = fs::remove_dir_all(&self.path);
        }
    }
}

fn open_up(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _kept = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            open_up(&entry.path());
        }
    }
}

/// 128 bits that no child can guess.
pub fn nonce() -> String {
    format!("{:032x}", rand::random::<u128>())
}
