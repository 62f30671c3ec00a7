//! What `mock reader test` prints.

use serde_json::{Value, json};

use super::test::{Measured, Test};
use crate::figures::counted;
use crate::reader::asked::VERDICTS;
use crate::reader::proof::{AGREEMENT_LEAST, POINTS_LEAST, Share};
use crate::text::SafeText;
use crate::view::page::{Block, Ink};

pub(super) fn blocks(test: &Test) -> Vec<Block> {
    let proof = &test.proof;
    let model = SafeText::line(&proof.model);
    let mut blocks = vec![
        Block::heading(&format!("{model} at {}", test.address)),
        Block::line(&format!(
            "{} to {}, {}; instructions {}, {}.",
            counted(test.answers, "answer"),
            counted(test.questions, "question"),
            counted(usize::try_from(proof.points).unwrap_or(0), "point"),
            proof.instructions,
            proof.date
        )),
        Block::Blank,
        Block::table(&["", "the model", "words"], &rows(test)),
        Block::Blank,
        Block::table(&["said or not, by kind", "the model", "words"], &by_kind(test)),
        Block::Blank,
        Block::table(&["the model says", "of met", "of partly", "of missed"], &table(&test.model)),
        Block::Blank,
    ];
    if let Some(trouble) = &test.model.trouble {
        let failed = counted(test.model.failed, "answer");
        blocks.push(Block::inked(Ink::Amber, &format!("{failed} it could not read: {trouble}")));
    }
    blocks.push(Block::line(&verdict(test)));
    if !test.is_kept {
        blocks.push(Block::line("This was a part of the test, and isn't kept."));
    }
    blocks
}

fn rows(test: &Test) -> Vec<Vec<String>> {
    let (model, words) = (&test.model, &test.words);
    let both =
        |name: &str, of: fn(&Measured) -> String| vec![name.to_owned(), of(model), of(words)];
    let answers = u64::try_from(test.answers.max(1)).unwrap_or(1);
    let seconds =
        |us: u64| format!("{}.{:02}", us / answers / 1_000_000, us / answers / 10_000 % 100);
    vec![
        both("said or not", |it| percent(it.tally.said_or_not)),
        both("the right sentence first", |it| percent(it.tally.first)),
        both("the better of two answers", |it| percent(it.tally.order)),
        vec!["seconds an answer".to_owned(), seconds(model.took_us), seconds(words.took_us)],
        vec![
            "tokens an answer".to_owned(),
            match model.tokens {
                (0, 0) => "not told".to_owned(),
                (read, written) => {
                    format!("{} read, {} written", read / answers, written / answers)
                }
            },
            "none".to_owned(),
        ],
    ]
}

fn by_kind(test: &Test) -> Vec<Vec<String>> {
    let kinds = test.model.tally.by_kind.iter();
    let words = |kind| test.words.tally.by_kind.get(kind).copied().unwrap_or_default();
    kinds.map(|(kind, share)| vec![kind.clone(), percent(*share), percent(words(kind))]).collect()
}

fn table(of: &Measured) -> Vec<Vec<String>> {
    let names = VERDICTS.iter().copied().chain(["no reading"]);
    let row = |(name, counts): (&str, &[u32; 3])| {
        [name.to_owned()].into_iter().chain(counts.iter().map(u32::to_string)).collect()
    };
    names.zip(&of.tally.table).map(row).collect()
}

/// Cut, so that 84.9% never reads as 85%.
fn percent(share: Share) -> String {
    if share.all == 0 {
        return "-".to_owned();
    }
    let thousandths = share.thousandths();
    format!("{}.{}% of {}", thousandths / 10, thousandths % 10, share.all)
}

fn verdict(test: &Test) -> String {
    let wanted = format!("{}% of {POINTS_LEAST} points or more", AGREEMENT_LEAST / 10);
    if test.model.tally.is_proven() {
        return format!(
            "Proven: it agrees with people on at least {wanted}. In an exam that nobody marks it \
             may close open points, as unconfirmed."
        );
    }
    if test.proof.points < POINTS_LEAST {
        return format!("Not proven: {wanted} are wanted, and these were too few.");
    }
    format!("Not proven: {wanted} are wanted. It suggests sentences, and closes nothing.")
}

pub(super) fn json(test: &Test) -> Value {
    json!({
        "proof": test.proof,
        "address": test.address,
        "answers": test.answers,
        "questions": test.questions,
        "kept": test.is_kept,
        "proven": test.model.tally.is_proven(),
        "model": measured(&test.model),
        "words": measured(&test.words),
    })
}

fn measured(of: &Measured) -> Value {
    let share = |share: Share| json!({ "of": share.of, "all": share.all });
    let kinds = of.tally.by_kind.iter().map(|(kind, it)| (kind.clone(), share(*it)));
    json!({
        "said_or_not": share(of.tally.said_or_not),
        "first_sentence": share(of.tally.first),
        "order": share(of.tally.order),
        "by_kind": kinds.collect::<serde_json::Map<String, Value>>(),
        "table": of.tally.table,
        "took_ms": of.took_us / 1000,
        "tokens": { "read": of.tokens.0, "written": of.tokens.1 },
        "calls": of.calls,
        "failed": of.failed,
    })
}
