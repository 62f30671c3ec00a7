//! How much a word tells: inverse document frequency, in integer thousandths, from a table that
//! was generated once and is committed, so that the same journal scores the same for ever.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use super::words::distinct_stems;
use crate::bank::Bank;
use crate::bank::question::Question;
use crate::format::{Formats, RoundFormat};

/// Weights of stems. A stem the table does not hold weighs as much as its rarest.
#[derive(Debug, Clone)]
pub struct IdfTable {
    weights: HashMap<String, u32>,
    maximum: u32,
}

impl IdfTable {
    /// Reads a table as [`idf_table`] writes it. Lines that are no row are passed over: the
    /// built-in table is checked by a test, and a table never comes from outside.
    #[must_use]
    pub fn parse(table: &str) -> Self {
        let weights: HashMap<String, u32> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let (stem, weight) = line.split_once('\t')?;
                Some((stem.to_owned(), weight.parse().ok()?))
            })
            .collect();
        let maximum = weights.values().copied().max().unwrap_or(1000);
        Self { weights, maximum }
    }

    /// The table of these documents, without the way through text.
    #[must_use]
    pub fn of<'a>(documents: impl IntoIterator<Item = &'a str>) -> Self {
        Self::parse(&idf_table(documents))
    }

    /// The weight of a stem in thousandths.
    #[must_use]
    pub fn weight(&self, stem: &str) -> u32 {
        self.weights.get(stem).copied().unwrap_or(self.maximum)
    }

    /// Whether it holds this stem.
    #[must_use]
    pub fn knows(&self, stem: &str) -> bool {
        self.weights.contains_key(stem)
    }

    /// How many stems it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether it knows none, so that every word weighs alike.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }
}

/// The documents of a bank: one a question, its prompt, phrasings and model answers; one a round,
/// its phrasings.
#[must_use]
pub fn documents(bank: &Bank, formats: &Formats) -> Vec<String> {
    let of_question = |question: &Question| {
        let judge = &question.judge;
        let mut texts = vec![question.ask.prompt.as_str(), judge.model.as_str()];
        texts.extend(judge.rubric.iter().flat_map(|item| &item.phrasings).map(String::as_str));
        texts.extend(judge.red_flags.iter().flat_map(|flag| &flag.phrasings).map(String::as_str));
        for followup in &judge.followups {
            texts.push(&followup.ask);
            texts.extend(followup.phrasings.iter().map(String::as_str));
            texts.extend(followup.model.as_deref());
        }
        texts.join("\n")
    };
    let of_round = |round: &RoundFormat| {
        let phrasings = round.rubric.iter().flat_map(|item| &item.phrasings);
        phrasings.map(String::as_str).collect::<Vec<_>>().join("\n")
    };
    let rounds = formats.rounds.values().map(of_round);
    bank.questions.iter().map(of_question).chain(rounds).collect()
}

/// Generates the table from [`documents`]: `1000·(1 + ln((n + 1) / (df + 1)))`, rounded, a line a stem, sorted. This is the only place
/// where scoring touches a float; its output is committed and never edited.
#[must_use]
pub fn idf_table<'a>(documents: impl IntoIterator<Item = &'a str>) -> String {
    let mut frequency: BTreeMap<String, u32> = BTreeMap::new();
    let mut count = 0_u32;
    for document in documents {
        count += 1;
        for stem in distinct_stems(document).into_iter().collect::<BTreeSet<_>>() {
            *frequency.entry(stem).or_default() += 1;
        }
    }
    let mut table = format!("# idf-1: stem, weight in thousandths; {count} documents\n");
    for (stem, df) in frequency {
        let idf = 1.0 + (f64::from(count + 1) / f64::from(df + 1)).ln();
        let _ = writeln!(table, "{stem}\t{:.0}", idf * 1000.0);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_weigh_more_than_common_ones() {
        let table = IdfTable::of(["data order", "data key", "data"]);
        assert!(table.weight("order") > table.weight("data"));
        assert_eq!(table.weight("data"), 1000, "in every document: ln 1 = 0");
    }

    #[test]
    fn an_unknown_stem_takes_the_maximum() {
        let table = IdfTable::of(["data order", "data"]);
        assert_eq!(table.weight("kafka"), table.weight("order"));
        assert_eq!(IdfTable::parse("").weight("kafka"), 1000);
    }

    #[test]
    fn the_table_is_sorted_and_reads_back() {
        let text = idf_table(["beta alpha", "alpha"]);
        assert_eq!(
            text,
            "# idf-1: stem, weight in thousandths; 2 documents\nalpha\t1000\nbeta\t1405\n"
        );
        assert_eq!(IdfTable::parse(&text).len(), 2);
    }

    #[test]
    fn a_word_counts_once_a_document() {
        assert_eq!(idf_table(["a key key", "order"]), idf_table(["key", "order"]));
    }
}
