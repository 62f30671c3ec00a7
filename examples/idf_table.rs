//! Writes the table of word weights from the built-in bank, to be committed once:
//! `cargo run --release --example idf_table > src/score/idf-1.tsv`
#![expect(clippy::print_stdout, reason = "its output is the table")]

use mock::bank::load::{Places, load};
use mock::score::evidence::idf::{documents, idf_table};

fn main() {
    let bank = load(&Places { built_in: true, ..Places::default() }).bank;
    let documents = documents(&bank);
    print!("{}", idf_table(documents.iter().map(String::as_str)));
}
