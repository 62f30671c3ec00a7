//! How good the built-in reader is on graded answers that nobody wrote for it, and how fast.
//!
//! `MOCK_DATA` names a folder with graded answers, or a single file of one of these shapes; what is
//! measured follows from a file's ending and first line:
//!
//! - `*.json`: natural answers to questions of the bank, with marks and quotes (`matcher/natural.rs`).
//! - `beetle_3way.tsv`, from SemEval-2013 Task 7 (github.com/myrosia/semeval-2013-task7, CC BY-SA
//!   3.0): columns split, question_id, question, reference (several, separated by ` || `), answer,
//!   label. Measured: macro-F1 of "correct" against the rest. A file with a
//!   column `label` and no `gold` is read so.
//! - `saf_en.tsv`, from SAF, communication networks, English (github.com/SebOchs/SAF, MIT): columns
//!   split, question_id, question, reference, answer, gold (0 to 1). Measured: the Pearson
//!   correlation with the graders' marks within a question. A file with a column `gold` is read so.
//!
//! The last two are tab-separated, with `\n` for a line break. The limits are the figures of the reference
//! method: stemmed, idf-weighted recall of each phrasing in the best window of two sentences. Each
//! figure of the older matcher ("matcher 2") stands beside that of the reader ("words 3").

mod natural;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use mock::score::evidence::idf::IdfTable;
use mock::score::evidence::{ItemPhrasings, Matcher, Ranker, Sought};

use crate::measure::{Failed, Figures, Times};

/// Beetle's reference figures: unseen answers, unseen questions.
const BEETLE: [(&str, f64); 2] = [("unseen-answers", 0.729), ("unseen-questions", 0.654)];
const SAF: f64 = 0.44;

type Row = BTreeMap<String, String>;

pub fn measure(figures: &mut Figures) -> Result<(), Failed> {
    speed(figures)?;
    natural::of_bank(figures)?;
    let Some(path) = std::env::var_os("MOCK_DATA").map(PathBuf::from) else {
        figures.note("other answers: not measured; MOCK_DATA names no folder or file with them")?;
        return Ok(());
    };
    for file in files(&path)? {
        measure_file(figures, &file)?;
    }
    Ok(())
}

/// The file itself, or those of a folder that can be read, by name.
fn files(path: &Path) -> Result<Vec<PathBuf>, Failed> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).map_err(|e| format!("{}: {e}", path.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json" || ending == "tsv") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn measure_file(figures: &mut Figures, path: &Path) -> Result<(), Failed> {
    if path.extension().is_some_and(|ending| ending == "json") {
        return natural::of_file(figures, path);
    }
    let rows = rows(path)?;
    let Some(first) = rows.first() else { return Ok(figures.note("no rows")?) };
    let missing: Vec<&str> = ["split", "question_id", "question", "reference", "answer"]
        .into_iter()
        .filter(|column| !first.contains_key(*column))
        .collect();
    if !missing.is_empty() {
        return Err(format!("{}: no column {}", path.display(), missing.join(", ")).into());
    }
    let name = path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into());
    if first.contains_key("gold") {
        graded(figures, &name, &rows)
    } else {
        labelled(figures, &name, &rows)
    }
}

/// The best sentence's score for a reference of several phrasings.
fn best_sentence(idf: &IdfTable, row: &Row, phrasings: &[String]) -> u32 {
    let sought = [Sought { text: "", phrasings }];
    let ranked = Ranker::with_table(idf, &row["question"], &sought).rank(&[&row["answer"]]);
    ranked[0].first().map_or(0, |place| place.score)
}

/// Rows of a tab-separated file under the names in its first line.
fn rows(path: &Path) -> Result<Vec<Row>, Failed> {
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
fn table_of(references: &BTreeSet<String>) -> IdfTable {
    IdfTable::of(references.iter().map(String::as_str))
}

/// Scores of matcher 2 and of words 3.
type Scores = (u32, u32);

fn scores_of(row: &Row, phrasings: &[String], idf: &IdfTable, matcher: &Matcher) -> Scores {
    let item = ItemPhrasings { id: "reference", phrasings };
    let evidence = matcher.find(&row["question"], &row["answer"], &[item]).remove(0);
    (evidence.score, best_sentence(idf, row, phrasings))
}

fn labelled(figures: &mut Figures, name: &str, rows: &[Row]) -> Result<(), Failed> {
    let split = |text: &str| text.split(" || ").map(str::to_owned).collect::<Vec<_>>();
    let idf = table_of(&rows.iter().flat_map(|row| split(&row["reference"])).collect());
    let matcher = Matcher::with_table(idf.clone());
    let mut judged: BTreeMap<&str, Vec<(Scores, bool)>> = BTreeMap::new();
    for row in rows {
        let scores = scores_of(row, &split(&row["reference"]), &idf, &matcher);
        judged.entry(&row["split"]).or_default().push((scores, row["label"] == "correct"));
    }
    for (reader, of) in READERS {
        let of_split = |split: &str| -> Vec<(u32, bool)> {
            let all = judged.get(split).map_or(&[][..], Vec::as_slice);
            all.iter().map(|(scores, gold)| (of(scores), *gold)).collect()
        };
        // The cut is fitted on the training split alone.
        let train = of_split("train");
        let cut = (0..=1000).step_by(10);
        let cut = cut.max_by_key(|&cut| (f1(&train, cut) * 1e6) as u64).unwrap_or(0);
        for split in judged.keys().filter(|split| **split != "train") {
            let found = f1(&of_split(split), cut);
            let line = format!(
                "{name}, {split}, {reader}: macro-F1 {found:.3}, cut {cut} fitted on train"
            );
            let limit = BEETLE.iter().find(|(known, _)| known == split);
            match limit.filter(|_| name.starts_with("beetle") && reader == MATCHER_2) {
                Some((_, reference)) => figures.at_least(&line, found, *reference)?,
                None => figures.note(&line)?,
            }
        }
    }
    Ok(())
}

const MATCHER_2: &str = "matcher 2";

type Of = fn(&Scores) -> u32;

const READERS: [(&str, Of); 2] = [(MATCHER_2, |scores| scores.0), ("words 3", |scores| scores.1)];

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

fn graded(figures: &mut Figures, name: &str, rows: &[Row]) -> Result<(), Failed> {
    let references: BTreeSet<String> = rows.iter().map(|row| row["reference"].clone()).collect();
    let idf = table_of(&references);
    let matcher = Matcher::with_table(idf.clone());
    // Scores and gold of each answer, by split and question.
    let mut answers: BTreeMap<(&str, &str), Vec<(Scores, f64)>> = BTreeMap::new();
    for row in rows {
        let gold: f64 = row["gold"].parse().map_err(|e| format!("gold {}: {e}", row["gold"]))?;
        let scores = scores_of(row, &[row["reference"].clone()], &idf, &matcher);
        answers.entry((&row["split"], &row["question_id"])).or_default().push((scores, gold));
    }
    let splits: BTreeSet<&str> = answers.keys().map(|(split, _)| *split).collect();
    for split in splits.into_iter().filter(|split| *split != "training") {
        for (reader, of) in READERS {
            let of_split = answers.iter().filter(|((name, _), _)| *name == split);
            let pairs = of_split.map(|(_, all)| -> Vec<(f64, f64)> {
                all.iter().map(|(scores, gold)| (f64::from(of(scores)), *gold)).collect()
            });
            let each: Vec<f64> = pairs.filter_map(|pairs| pearson(&pairs)).collect();
            let mean = each.iter().sum::<f64>() / each.len().max(1) as f64;
            let line =
                format!("{name}, {split}, {reader}: r {mean:.3} within {} questions", each.len());
            if name.starts_with("saf") {
                figures.at_least(&line, mean, SAF)?;
            } else {
                figures.note(&line)?;
            }
        }
    }
    Ok(())
}

fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let n = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
    let (mx, my) = (mean(|p| p.0), mean(|p| p.1));
    let sum = |of: fn(f64, f64) -> f64| pairs.iter().map(|p| of(p.0 - mx, p.1 - my)).sum::<f64>();
    let (xy, xx, yy) = (sum(|x, y| x * y), sum(|x, _| x * x), sum(|_, y| y * y));
    (pairs.len() > 4 && xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
}

/// One answer of 230 words against 8 items of 4 phrasings, and a pasted file.
fn speed(figures: &mut Figures) -> Result<(), Failed> {
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
    let prompt = "Payments must be in order.";
    let found = |answer: &str| matcher.find(prompt, answer, &items);
    let one = Times::of(1000, || found(&answer)).median();
    figures.note(&format!("matcher 2, 230 words, 8 points of 4 phrasings: {one:.2} ms"))?;
    let sought = [Sought { text: "Order only within a partition", phrasings: &phrasings }; 8];
    let ranked =
        |answer: &str, points: usize| Ranker::new(prompt, &sought[..points]).rank(&[answer]);
    let one = Times::of(1000, || ranked(&answer, 8)).median();
    figures.at_most(
        &format!("words 3, 230 words, 8 points of 4 phrasings: {one:.2} ms"),
        one,
        1.0,
    )?;
    let first_216: Vec<&str> = answer.split(' ').take(216).collect();
    let first_216 = first_216.join(" ");
    let one = Times::of(1000, || ranked(&first_216, 6)).median();
    figures.at_most(
        &format!("words 3, 216 words, 6 points of 4 phrasings: {one:.2} ms"),
        one,
        1.0,
    )?;
    let pasted = Times::of(3, || ranked(&pasted, 8)).median();
    figures.note(&format!("words 3, a pasted file of 200 KB: {pasted:.0} ms"))?;
    Ok(())
}
