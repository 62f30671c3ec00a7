//! The rules a score rests on.

use crate::score::explain::Explained;
use crate::view::page::{Block, Ink};

/// A line for each rule, under its group.
pub fn list(rules: &[&Explained]) -> Vec<Block> {
    let mut blocks = grouped(rules, |rule| {
        // One sentence says what it is about; the whole comes when it is asked for by name.
        let ends = [". ", "; "].iter().filter_map(|end| rule.rule.find(end)).min();
        let first = rule.rule[..ends.unwrap_or(rule.rule.len())].trim_end_matches('.');
        vec![Block::hanging(Ink::Plain, &format!("  {:<28}", rule.id), first)]
    });
    blocks.push(Block::Blank);
    blocks.push(Block::line("`mock explain RULE` says what a rule rests on and what it does."));
    blocks
}

/// Each rule whole, with its source and its effect.
pub fn whole(rules: &[&Explained]) -> Vec<Block> {
    let told = |rule: &Explained| {
        vec![
            Block::line(&rule.id),
            Block::hanging(Ink::Plain, "  rule    ", &rule.rule),
            Block::hanging(Ink::Plain, "  source  ", &rule.source),
            Block::hanging(Ink::Plain, "  effect  ", rule.effect),
        ]
    };
    match rules {
        [rule] => told(rule),
        rules => grouped(rules, told),
    }
}

fn grouped(rules: &[&Explained], told: impl Fn(&Explained) -> Vec<Block>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for group in rules.chunk_by(|a, b| a.group == b.group) {
        let title = group[0].group;
        blocks.push(Block::Blank);
        blocks.push(Block::line(&format!("{} ({})", title.title(), title.word())));
        blocks.extend(group.iter().flat_map(|rule| told(rule)));
    }
    blocks
}
