//! A page as Markdown: CommonMark with tables.

use super::escape;
use super::{Block, Check, Inline, Line, Page, Piece, Point, Turn, plain};
use crate::text::SafeText;

/// Headings go no deeper.
const DEPTH_MOST: usize = 6;

pub fn markdown(page: &Page) -> String {
    let title = match page.kicker.as_str() {
        "" => page.title.as_str().to_owned(),
        kicker => format!("{kicker}: {}", page.title),
    };
    let mut out = format!("# {}\n", escape::inline(&title));
    blocks(&mut out, &page.blocks, 2);
    out
}

fn blocks(out: &mut String, blocks: &[Block], depth: usize) {
    let is_written = |block: &&Block| !matches!(block, Block::Figure(_) | Block::Blank);
    for block in blocks.iter().filter(is_written) {
        out.push('\n');
        write_block(out, block, depth);
    }
}

fn write_block(out: &mut String, block: &Block, depth: usize) {
    match block {
        Block::Section { title, blocks: inside, .. } | Block::Folded { title, blocks: inside } => {
            write_heading(out, title.as_str(), depth);
            blocks(out, inside, depth + 1);
        }
        Block::Para(words) => out.push_str(&format!("{}\n", first_in_line(words))),
        Block::Hero(word, words) => {
            let word = escape::inline(word.as_str());
            out.push_str(&format!("**{word}.** {}\n", line(words)));
        }
        Block::Notice(words) => out.push_str(&format!("> **Note.** {}\n", line(words))),
        Block::Prose(text) => write_prose(out, text.as_str()),
        Block::Marked { pieces, is_code: false } => write_prose(out, &marked(pieces)),
        // Inside code a number would read as code; the quotes of the points say where they stand.
        Block::Marked { pieces, is_code: true } => {
            let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            write_code(out, &text);
        }
        Block::Code { name, text } => {
            if !name.as_str().is_empty() {
                out.push_str(&format!("{}:\n\n", escape::line(name.as_str())));
            }
            write_code(out, text.as_str());
        }
        Block::List(lines) => {
            lines.iter().for_each(|words| out.push_str(&format!("- {}\n", first_in_line(words))));
        }
        Block::Sides { spoke_for, spoke_against } => {
            spoke_for.iter().for_each(|words| out.push_str(&format!("- For: {}\n", line(words))));
            let against = |words: &Line| format!("- Against: {}\n", line(words));
            spoke_against.iter().for_each(|words| out.push_str(&against(words)));
        }
        Block::Facts(facts) => {
            for (name, words) in facts {
                out.push_str(&format!("- **{name}:** {}\n", line(words)));
            }
        }
        Block::Table { head, rows } => write_table(out, head, rows),
        Block::Listing(listing) => write_table(out, &listing.head, &listing.cells()),
        Block::Points { points, evidence } => {
            let rows: Vec<Vec<Line>> = points.iter().map(point).collect();
            write_table(out, &["", "mark", "point", evidence], &rows);
        }
        Block::Talk(turns) => turns.iter().for_each(|turn| write_turn(out, turn)),
        Block::Columns(inside) => {
            // The first needs no empty line of its own: one stands there already.
            let mut columns = String::new();
            blocks(&mut columns, inside, depth);
            out.push_str(columns.trim_start_matches('\n'));
        }
        Block::Checks(checks) => write_checks(out, checks, depth),
        Block::Message(text) => write_code(out, text.as_str()),
        Block::Heading(text) => write_heading(out, text.as_str(), depth),
        Block::Rule => out.push_str("***\n"),
        Block::Text { label, text, .. } => write_text(out, label.as_str().trim(), text.as_str()),
        Block::TwoSided { left, right, .. } => {
            let (left, right) = (escape::line(left.as_str()), escape::inline(right.as_str()));
            out.push_str(&format!("{left} · {right}\n"));
        }
        Block::Lines(lines) => {
            let lines: Vec<&str> = lines.iter().map(|(_, text)| text.as_str()).collect();
            write_code(out, &lines.join("\n"));
        }
        Block::Figure(_) | Block::Blank => {}
    }
}

fn write_checks(out: &mut String, checks: &[Check], depth: usize) {
    let mut is_parted = true;
    for check in checks {
        if !is_parted {
            out.push('\n');
        }
        let name = check.name.as_str();
        out.push_str(&format!("- {} **{}**", check.sign(false), escape::inline(name)));
        let mut gap = if name.ends_with(':') { " " } else { " · " };
        for text in [&check.says, &check.figures] {
            if !text.as_str().is_empty() {
                out.push_str(&format!("{gap}{}", escape::inline(text.as_str())));
                gap = " · ";
            }
        }
        out.push('\n');
        blocks(out, &check.below, depth);
        is_parted = check.below.is_empty();
    }
}

fn write_heading(out: &mut String, text: &str, depth: usize) {
    let marks = "#".repeat(depth.min(DEPTH_MOST));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    out.push_str(&format!("{marks} {}\n", escape::inline(&text)));
}

/// A paragraph for each run of lines, broken where the text is: two spaces keep a line's end.
fn write_text(out: &mut String, label: &str, text: &str) {
    let label = SafeText::line(label);
    let mut open = match label.as_str() {
        "" => String::new(),
        label => format!("**{}** ", escape::inline(label)),
    };
    let mut lines = text.trim_end().lines().map(str::trim_end).peekable();
    while let Some(text) = lines.next() {
        open.push_str(&escape::line(text));
        let goes_on = lines.peek().is_some_and(|next| !next.is_empty());
        open.push_str(if goes_on && !text.is_empty() { "  \n" } else { "\n" });
    }
    out.push_str(&open);
}

fn write_table(out: &mut String, head: &[&str], rows: &[Vec<Line>]) {
    out.push_str(&format!("| {} |\n", head.join(" | ")));
    out.push_str(&format!("|{}\n", " --- |".repeat(head.len())));
    for row in rows {
        let cells: Vec<String> = row.iter().map(line).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

fn point(point: &Point) -> Vec<Line> {
    vec![
        vec![plain(&point.number.to_string())],
        point.mark.clone(),
        vec![plain(&format!("{} ({})", point.text, point.role))],
        point.evidence.clone(),
    ]
}

fn write_code(out: &mut String, text: &str) {
    let fence = escape::fence(text);
    out.push_str(&format!("{fence}\n{}\n{fence}\n", text.trim_end_matches('\n')));
}

/// The text with the numbers of its points behind their evidence.
fn marked(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        text.push_str(piece.text.as_str());
        text.push_str(&piece.numbers());
    }
    text
}

fn write_turn(out: &mut String, turn: &Turn) {
    let time = escape::inline(turn.time.as_str());
    let who = escape::inline(turn.who.as_str());
    let mut lines = turn.text.as_str().trim_end().lines();
    let first = escape::inline(lines.next().unwrap_or_default().trim());
    let opening = format!("- {time} **{who}** {first}");
    out.push_str(opening.trim_end());
    let mut was_blank = false;
    for text in lines {
        let text = escape::line(text.trim_end());
        // A blank line ends a paragraph by itself; elsewhere two spaces keep a line's end.
        match (text.is_empty(), was_blank) {
            (true, _) => out.push('\n'),
            (false, true) => out.push_str(&format!("\n  {text}")),
            (false, false) => out.push_str(&format!("  \n  {text}")),
        }
        was_blank = text.is_empty();
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

/// A command between ticks; a bar would end a table's cell even there.
fn code(text: &str) -> String {
    if text.contains(['`', '|']) { escape::inline(text) } else { format!("`{text}`") }
}

/// Marks of emphasis must stand close to a letter, so spaces at either end go outside.
fn decorated(word: &Inline, escape: fn(&str) -> String) -> String {
    let (text, mark) = match word {
        Inline::Plain(text) | Inline::Quiet(text) | Inline::Link(text, _) => {
            return escape(text.as_str());
        }
        Inline::Command(text) => return code(text.as_str()),
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;
    use crate::view::page::plain;

    /// What a reader sees of a page, block structure aside; every other mark is a failure.
    fn read(markdown: &str) -> Result<String, String> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut text = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(words) => text.push_str(&words),
                Event::SoftBreak | Event::HardBreak => text.push('\n'),
                Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::BlockQuote(_)) => {}
                Event::End(TagEnd::Paragraph) => text.push('\n'),
                Event::End(TagEnd::Heading(_) | TagEnd::BlockQuote(_)) => {}
                other => return Err(format!("{other:?}")),
            }
        }
        Ok(text)
    }

    /// Blank lines part paragraphs, and space at either end of a line is not kept.
    fn lines(text: &str) -> Vec<String> {
        let lines = text.lines().map(|line| line.trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect()
    }

    fn hostile() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "#",
            "-",
            "+",
            "*",
            "_",
            "`",
            "```",
            "~~~",
            "~",
            ">",
            "<b>",
            "</",
            "<!--",
            "&amp;",
            "[a](b)",
            "![",
            "|",
            "---",
            "===",
            "1.",
            "2)",
            "\\",
            "\n",
            "\n\n",
            "    ",
            "\t",
            " ",
            "word",
            "a_b_c",
            "https://x.y",
            "<https://x.y>",
            ":",
            "é",
            "數據",
            "$x$",
            "\u{1b}[2J",
        ]);
        prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn prose_reads_as_it_was_written(raw in hostile()) {
            let text = SafeText::new(&raw);
            let blocks = vec![Block::Prose(text.clone())];
            let written = markdown(&Page { title: SafeText::line("t"), blocks, ..Page::default() });
            let read = read(&written);
            let read = read.map_err(|mark| TestCaseError::fail(format!("{mark} in {written:?}")))?;
            let body = read.strip_prefix('t').unwrap_or(&read);
            prop_assert_eq!(lines(body), lines(text.as_str()), "{}", written);
        }

        #[test]
        fn a_text_reads_as_it_was_written(raw in hostile()) {
            let text = SafeText::new(&raw);
            let blocks = vec![Block::line(&raw)];
            let written = markdown(&Page { title: SafeText::line("t"), blocks, ..Page::default() });
            let read = read(&written);
            let read = read.map_err(|mark| TestCaseError::fail(format!("{mark} in {written:?}")))?;
            let body = read.strip_prefix('t').unwrap_or(&read);
            prop_assert_eq!(lines(body), lines(text.as_str()), "{}", written);
        }

        #[test]
        fn a_line_reads_as_it_was_written(raw in hostile()) {
            let words = vec![plain(&raw)];
            let text: String = match &words[0] {
                crate::view::page::Inline::Plain(text) => text.to_string(),
                other => format!("{other:?}"),
            };
            let blocks = vec![Block::Para(words)];
            let written = markdown(&Page { title: SafeText::line("t"), blocks, ..Page::default() });
            let read = read(&written);
            let read = read.map_err(|mark| TestCaseError::fail(format!("{mark} in {written:?}")))?;
            let body = read.strip_prefix('t').unwrap_or(&read);
            prop_assert_eq!(lines(body), lines(&text), "{}", written);
        }

        #[test]
        fn code_keeps_every_space(raw in hostile()) {
            let text = SafeText::new(&raw);
            let name = SafeText::default();
            let blocks = vec![Block::Code { name, text: text.clone() }];
            let written = markdown(&Page { title: SafeText::line("t"), blocks, ..Page::default() });
            let code: String = Parser::new(&written)
                .skip(3)
                .filter_map(|event| match event {
                    Event::Text(text) => Some(text.to_string()),
                    _ => None,
                })
                .collect();
            prop_assert_eq!(code.trim_end_matches('\n'), text.as_str().trim_end_matches('\n'));
        }
    }
}
