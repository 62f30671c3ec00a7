//! Writes the table of word weights from the built-in bank, to be committed once:
//! `cargo run --release --example idf_table > src/score/idf-1.tsv`
#![expect(clippy::print_stdout, reason = "its output is the table")]

use mock::load::{Places, load};
use mock::score::evidence::idf::{documents, idf_table};

fn main() {
    let loaded = load(&Places { built_in: true, ..Places::default() });
    let documents = documents(&loaded.bank, &loaded.formats);
    print!("{}", idf_table(documents.iter().map(String::as_str)));
}
