//! How good the evidence matcher is on graded answers that nobody wrote for it, and how fast.
//!
//! `MOCK_DATA` names a folder with two public sets, which are no part of the product:
//!
//! - `beetle_3way.tsv`, from SemEval-2013 Task 7 (github.com/myrosia/semeval-2013-task7, CC BY-SA
//!   3.0): columns split, question_id, question, reference (several, separated by ` || `), answer,
//!   label. Measured: macro-F1 of "correct" against the rest.
//! - `saf_en.tsv`, from SAF, communication networks, English (github.com/SebOchs/SAF, MIT): columns
//!   split, question_id, question, reference, answer, gold (0 to 1). Measured: the Pearson
//!   correlation with the graders' marks within a question.
//!
//! Both are tab-separated, with `\n` for a line break. The limits are the figures of the reference
//! method: stemmed, idf-weighted recall of each phrasing in the best window of two sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use mock::score::evidence::idf::IdfTable;
use mock::score::evidence::{ItemPhrasings, Matcher};

use crate::measure::{Failed, Figures, Times};

/// Beetle's reference figures: unseen answers, unseen questions.
const BEETLE: [(&str, f64); 2] = [("unseen-answers", 0.729), ("unseen-questions", 0.654)];
const SAF: f64 = 0.44;

type Row = BTreeMap<String, String>;

pub fn measure(figures: &mut Figures) -> Result<(), Failed> {
    speed(figures)?;
    let Some(folder) = std::env::var_os("MOCK_DATA").map(PathBuf::from) else {
        figures.note("quality: not measured; MOCK_DATA names no folder with the public data")?;
        return Ok(());
    };
    beetle(figures, &folder.join("beetle_3way.tsv"))?;
    saf(figures, &folder.join("saf_en.tsv"))
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
fn matcher_of(references: &BTreeSet<String>) -> Matcher {
    Matcher::with_table(IdfTable::of(references.iter().map(String::as_str)))
}

fn beetle(figures: &mut Figures, path: &Path) -> Result<(), Failed> {
    let rows = rows(path)?;
    let split = |text: &str| text.split(" || ").map(str::to_owned).collect::<Vec<_>>();
    let matcher = matcher_of(&rows.iter().flat_map(|row| split(&row["reference"])).collect());
    let mut judged: BTreeMap<&str, Vec<(u32, bool)>> = BTreeMap::new();
    for row in &rows {
        let phrasings = split(&row["reference"]);
        let item = ItemPhrasings { id: "reference", phrasings: &phrasings };
        let evidence = matcher.find(&row["question"], &row["answer"], &[item]).remove(0);
        judged.entry(&row["split"]).or_default().push((evidence.score, row["label"] == "correct"));
    }
    // The cut is fitted on the training split alone.
    let train = &judged["train"];
    let cut = (0..=1000).step_by(10).max_by_key(|&cut| (f1(train, cut) * 1e6) as u64).unwrap_or(0);
    for (name, reference) in BEETLE {
        let found = f1(&judged[name], cut);
        let line = format!("Beetle, {name}: macro-F1 {found:.3}, cut {cut} fitted on train");
        figures.at_least(&line, found, reference)?;
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

fn saf(figures: &mut Figures, path: &Path) -> Result<(), Failed> {
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
    for split in ["unseen_answers", "unseen_questions"] {
        let of_split = answers.iter().filter(|((name, _), _)| *name == split);
        let each: Vec<f64> = of_split.filter_map(|(_, pairs)| pearson(pairs)).collect();
        let mean = each.iter().sum::<f64>() / each.len().max(1) as f64;
        let line = format!("SAF, {split}: r {mean:.3} within {} questions", each.len());
        figures.at_least(&line, mean, SAF)?;
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
    let found = |answer: &str| matcher.find("Payments must be in order.", answer, &items);
    let one = Times::of(1000, || found(&answer)).median();
    figures.at_most(&format!("230 words, 8 points of 4 phrasings: {one:.2} ms"), one, 1.0)?;
    let pasted = Times::of(3, || found(&pasted)).median();
    figures.note(&format!("a pasted file of 200 KB: {pasted:.0} ms"))?;
    Ok(())
}
