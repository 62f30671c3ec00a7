//! A page as Markdown: CommonMark with tables.

use super::escape;
use super::{Block, Inline, Line, Page, Turn};

/// Headings go no deeper.
const DEPTH_MOST: usize = 6;

pub fn markdown(page: &Page) -> String {
    let mut out = format!("# {}\n", escape::inline(page.title.as_str()));
    blocks(&mut out, &page.blocks, 2);
    out
}

fn blocks(out: &mut String, blocks: &[Block], depth: usize) {
    for block in blocks {
        out.push('\n');
        write_block(out, block, depth);
    }
}

fn write_block(out: &mut String, block: &Block, depth: usize) {
    match block {
        Block::Section { title, blocks: inside } | Block::Folded { title, blocks: inside } => {
            let marks = "#".repeat(depth.min(DEPTH_MOST));
            out.push_str(&format!("{marks} {}\n", escape::inline(title.as_str())));
            blocks(out, inside, depth + 1);
        }
        Block::Para(words) => out.push_str(&format!("{}\n", first_in_line(words))),
        Block::Notice(words) => out.push_str(&format!("> **Note.** {}\n", line(words))),
        Block::Prose(text) => write_prose(out, text.as_str()),
        Block::Code { name, text } => {
            let fence = escape::fence(text.as_str());
            if !name.as_str().is_empty() {
                out.push_str(&format!("{}:\n\n", escape::line(name.as_str())));
            }
            out.push_str(&format!("{fence}\n{}\n{fence}\n", text.as_str().trim_end_matches('\n')));
        }
        Block::List(lines) => {
            lines.iter().for_each(|words| out.push_str(&format!("- {}\n", first_in_line(words))));
        }
        Block::Facts(facts) => {
            for (name, words) in facts {
                out.push_str(&format!("- **{name}:** {}\n", line(words)));
            }
        }
        Block::Table { head, rows } => {
            out.push_str(&format!("| {} |\n", head.join(" | ")));
            out.push_str(&format!("|{}\n", " --- |".repeat(head.len())));
            for row in rows {
                let cells: Vec<String> = row.iter().map(line).collect();
                out.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
        }
        Block::Talk(turns) => turns.iter().for_each(|turn| write_turn(out, turn)),
    }
}

fn write_turn(out: &mut String, turn: &Turn) {
    let time = escape::inline(turn.time.as_str());
    let who = escape::inline(turn.who.as_str());
    let mut lines = turn.text.as_str().trim_end().lines();
    let first = escape::inline(lines.next().unwrap_or_default().trim());
    let opening = format!("- {time} **{who}** {first}");
    out.push_str(opening.trim_end());
    for text in lines {
        out.push_str(&format!("  \n  {}", escape::line(text.trim_end())));
    }
    out.push('\n');
}

/// Quoted, and broken where the writer broke it: two spaces keep a line's end.
fn write_prose(out: &mut String, text: &str) {
    let mut lines = text.trim_end().lines().peekable();
    while let Some(text) = lines.next() {
        let quoted = format!("> {}", escape::line(text.trim_end()));
        out.push_str(quoted.trim_end());
        let goes_on = lines.peek().is_some_and(|next| !next.trim().is_empty());
        out.push_str(if goes_on && !text.trim().is_empty() { "  \n" } else { "\n" });
    }
}

fn line(words: &Line) -> String {
    words.iter().map(|word| decorated(word, escape::inline)).collect()
}

/// The same where the first word stands at the beginning of a line.
fn first_in_line(words: &Line) -> String {
    let mut written = String::new();
    for word in words {
        let escape = if written.is_empty() { escape::line } else { escape::inline };
        written.push_str(&decorated(word, escape));
    }
    written
}

/// Marks of emphasis must stand close to a letter, so spaces at either end go outside.
fn decorated(word: &Inline, escape: fn(&str) -> String) -> String {
    let (text, mark) = match word {
        Inline::Plain(text) | Inline::Quiet(text) => return escape(text.as_str()),
        Inline::Strong(text) | Inline::Hit(text) => (text.as_str(), "**"),
    };
    let inside = text.trim();
    if inside.is_empty() {
        return text.to_owned();
    }
    let start = &text[..text.len() - text.trim_start().len()];
    let end = &text[text.trim_end().len()..];
    format!("{start}{mark}{}{mark}{end}", escape::inline(inside))
}
