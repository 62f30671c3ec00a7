//! Measures the evidence matcher on public graded answers, which are not part of the product.
//!
//! `MOCK_DATA=../shared/data cargo run --release --example matcher-eval` prints, for Beetle
//! (SemEval-2013 task 7), macro-F1 of correct against the rest, and for SAF (English) the Pearson
//! correlation within a question, of the score and of the share alone. `benches/matcher.py` measures
//! the same from outside. Reference figures of the method: .729 / .654 and .44.
#![expect(clippy::print_stdout, reason = "a measuring tool prints its figures")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use mock::score::evidence::idf::IdfTable;
use mock::score::evidence::{Evidence, ItemPhrasings, LIKELY, Matcher, Polarity};

type Row = BTreeMap<String, String>;

fn main() -> Result<(), Box<dyn Error>> {
    let folder =
        std::env::var_os("MOCK_DATA").map_or_else(|| "../shared/data".into(), PathBuf::from);
    beetle(&folder.join("beetle_3way.tsv"))?;
    saf(&folder.join("saf_en.tsv"))?;
    speed();
    Ok(())
}

/// Rows of a tab-separated file under the names in its first line.
fn rows(path: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    Ok(lines
        .map(|line| {
            names
                .iter()
                .zip(line.split('\t'))
                .map(|(n, v)| ((*n).to_owned(), v.replace("\\n", "\n")))
                .collect()
        })
        .collect())
}

/// A table from the data set's own references.
fn matcher_of(references: &BTreeSet<String>) -> Matcher {
    Matcher::with_table(IdfTable::of(references.iter().map(String::as_str)))
}

fn beetle(path: &Path) -> Result<(), Box<dyn Error>> {
    let rows = rows(path)?;
    let split = |text: &str| text.split(" || ").map(str::to_owned).collect::<Vec<_>>();
    let matcher = matcher_of(&rows.iter().flat_map(|row| split(&row["reference"])).collect());
    let judged: Vec<(&str, bool, &str, Evidence)> = rows
        .iter()
        .map(|row| {
            let phrasings = split(&row["reference"]);
            let item = ItemPhrasings { id: "reference", phrasings: &phrasings };
            let evidence = matcher.find(&row["question"], &row["answer"], &[item]).remove(0);
            (row["split"].as_str(), row["label"] == "correct", row["label"].as_str(), evidence)
        })
        .collect();
    let lowered = |e: &Evidence| {
        if e.polarity == Polarity::Check { e.score.min(LIKELY - 1) } else { e.score }
    };
    let plain = |e: &Evidence| e.score;
    let share = |e: &Evidence| e.share;
    for (name, score) in [
        ("score", plain as fn(&Evidence) -> u32),
        ("score lowered by polarity", lowered),
        ("share alone", share),
    ] {
        let of = |split: &str| -> Vec<(u32, bool)> {
            judged.iter().filter(|j| j.0 == split).map(|j| (score(&j.3), j.1)).collect()
        };
        let train = of("train");
        let cut = (0..=1000)
            .step_by(10)
            .max_by_key(|&cut| (f1(&train, cut) * 1e6) as u64)
            .unwrap_or(LIKELY);
        println!(
            "Beetle, {name}: macro-F1 unseen answers {:.3}, unseen questions {:.3} (cut {cut}, fitted on train); at {LIKELY}: {:.3}, {:.3}",
            f1(&of("unseen-answers"), cut),
            f1(&of("unseen-questions"), cut),
            f1(&of("unseen-answers"), LIKELY),
            f1(&of("unseen-questions"), LIKELY),
        );
    }
    for polarity in [Polarity::Agrees, Polarity::Check] {
        let likely = judged.iter().filter(|j| j.3.share >= LIKELY && j.3.polarity == polarity);
        let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
        likely.for_each(|j| *labels.entry(j.2).or_default() += 1);
        println!("Beetle, share ≥ {LIKELY}, polarity {polarity:?}: {labels:?}");
    }
    Ok(())
}

/// Macro-averaged F1 of "correct" and "the rest" when scores from `cut` on count as correct.
fn f1(judged: &[(u32, bool)], cut: u32) -> f64 {
    let of = |class: bool| {
        let count = |said: bool, is: bool| {
            judged.iter().filter(|&&(s, gold)| ((s >= cut) == said) && (gold == is)).count() as f64
        };
        let (hit, wrong, missed) =
            (count(class, class), count(class, !class), count(!class, class));
        if hit == 0.0 { 0.0 } else { 2.0 * hit / (2.0 * hit + wrong + missed) }
    };
    f64::midpoint(of(true), of(false))
}

fn saf(path: &Path) -> Result<(), Box<dyn Error>> {
    let rows = rows(path)?;
    let references: BTreeSet<String> = rows.iter().map(|row| row["reference"].clone()).collect();
    let matcher = matcher_of(&references);
    // Score and gold of each answer, by split and question.
    let mut answers: BTreeMap<(&str, &str), Vec<(f64, f64)>> = BTreeMap::new();
    for row in &rows {
        let gold: f64 = row["gold"].parse()?;
        let reference = [row["reference"].clone()];
        let item = ItemPhrasings { id: "reference", phrasings: &reference };
        let found = matcher.find(&row["question"], &row["answer"], &[item]).remove(0);
        answers
            .entry((&row["split"], &row["question_id"]))
            .or_default()
            .push((f64::from(found.score), gold));
    }
    for split in ["training", "unseen_answers", "unseen_questions"] {
        let of_split =
            || answers.iter().filter(|((name, _), _)| *name == split).map(|(_, pairs)| pairs);
        let each: Vec<f64> = of_split().filter_map(|pairs| pearson(pairs)).collect();
        let mean = each.iter().sum::<f64>() / each.len().max(1) as f64;
        let pooled: Vec<(f64, f64)> = of_split().flat_map(|pairs| centred(pairs)).collect();
        println!(
            "SAF, {split}: within-question Pearson {mean:.3} (mean of {} questions), {:.3} (pooled)",
            each.len(),
            pearson(&pooled).unwrap_or(0.0)
        );
    }
    Ok(())
}

/// Pairs less their means.
fn centred(pairs: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let n = pairs.len() as f64;
    let (mx, my) =
        (pairs.iter().map(|p| p.0).sum::<f64>() / n, pairs.iter().map(|p| p.1).sum::<f64>() / n);
    pairs.iter().map(|p| (p.0 - mx, p.1 - my)).collect()
}

fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let pairs = centred(pairs);
    let sum = |f: fn(f64, f64) -> f64| pairs.iter().map(|p| f(p.0, p.1)).sum::<f64>();
    let (xy, xx, yy) = (sum(|x, y| x * y), sum(|x, _| x * x), sum(|_, y| y * y));
    (pairs.len() > 4 && xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
}

/// Time for one answer of 230 words against 8 items of 4 phrasings, and of a pasted file.
#[expect(clippy::disallowed_methods, reason = "measuring is the purpose")]
fn speed() {
    let sentence = "Kafka keeps order only inside one partition, so I key every payment by account id \
                    and read each partition with one consumer that applies them in turn. ";
    let answer: Vec<&str> = sentence.split_whitespace().cycle().take(230).collect();
    let answer = answer.join(" ");
    let pasted = sentence.repeat(1400);
    let phrasings: Vec<String> = [
        "messages are ordered only inside one partition of the topic",
        "use the account id as the message key so one partition holds all payments",
        "one consumer reads each partition and applies payments in sequence",
        "enable the idempotent producer so that retries cannot change the order",
    ]
    .map(str::to_owned)
    .to_vec();
    let items = [ItemPhrasings { id: "item", phrasings: &phrasings }; 8];
    let matcher = Matcher::builtin();
    for (answer, runs) in [(&answer, 1000), (&pasted, 3)] {
        let start = std::time::Instant::now();
        for _ in 0..runs {
            std::hint::black_box(matcher.find("Payments must be in order.", answer, &items));
        }
        let micros = start.elapsed().as_micros() / runs;
        let words = answer.split_whitespace().count();
        println!("Speed: {micros} µs for {words} words, 8 items of 4 phrasings");
    }
}
