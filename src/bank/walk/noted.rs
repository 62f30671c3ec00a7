//! What is asked of files, noted for the test that the schema says the same.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// By the path of a table and a key of it: what was asked for.
pub type Noted = BTreeMap<(String, String), BTreeSet<String>>;

thread_local! {
    static NOTED: RefCell<Option<Noted>> = const { RefCell::new(None) };
}

/// Everything that `read` asks for on this thread.
pub fn noting(read: impl FnOnce()) -> Noted {
    NOTED.set(Some(Noted::new()));
    read();
    NOTED.take().unwrap_or_default()
}

pub fn note(path: &str, key: &str, what: impl FnOnce() -> String) {
    NOTED.with_borrow_mut(|noted| {
        if let Some(noted) = noted {
            noted.entry((path.to_owned(), key.to_owned())).or_default().insert(what());
        }
    });
}
