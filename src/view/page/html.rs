//! A page as one HTML file that needs nothing else: no script, no font, no network.

mod svg;

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;

use std::cell::Cell;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Block, Check, Ink, Inline, Line, Page, Piece, Point, Tone, Turn};

const STYLE: &str = include_str!("style.css");

pub fn html(page: &Page) -> String {
    let writer = Writer::default();
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="color-scheme" content="light dark";
                title { (page.title.as_str()) }
                style { (PreEscaped(STYLE)) }
            }
            body class=[page.has_contents.then_some("wide")] {
                @if page.has_contents { (svg::patterns()) (contents(page)) }
                main {
                    header {
                        @if !page.kicker.as_str().is_empty() { p.kicker { (page.kicker.as_str()) } }
                        h1 { (page.title.as_str()) }
                    }
                    (writer.blocks(&page.blocks, 2))
                }
            }
        }
    };
    let mut text = document.into_string();
    text.push('\n');
    text
}

/// The sections that can be led to, and those just below them.
fn contents(page: &Page) -> Markup {
    fn entries(blocks: &[Block], is_top: bool) -> Markup {
        let entry = |block: &Block| match block {
            Block::Section { title, anchor, blocks } if !anchor.is_empty() => Some(html! {
                li {
                    a href={ "#" (anchor) } { (title.as_str()) }
                    @if is_top { (entries(blocks, false)) }
                }
            }),
            _ => None,
        };
        let found: Vec<Markup> = blocks.iter().filter_map(entry).collect();
        html! { @if !found.is_empty() { ul { @for entry in &found { (entry) } } } }
    }
    html! { nav aria-label="Contents" { (entries(&page.blocks, true)) } }
}

/// What must be remembered from one block to the next.
#[derive(Default)]
struct Writer {
    /// Drawings so far: the names of their titles must differ.
    drawings: Cell<usize>,
}

impl Writer {
    fn blocks(&self, blocks: &[Block], depth: u8) -> Markup {
        let is_written = |block: &&Block| !matches!(block, Block::Blank);
        html! { @for block in blocks.iter().filter(is_written) { (self.block(block, depth)) "\n" } }
    }

    fn block(&self, block: &Block, depth: u8) -> Markup {
        html! {
            @match block {
                Block::Section { title, anchor, blocks } => section id=[some(anchor)] {
                    (heading(title.as_str(), depth))
                    (self.blocks(blocks, depth + 1))
                },
                Block::Folded { title, blocks } => details {
                    summary { (title.as_str()) }
                    (self.blocks(blocks, depth + 1))
                },
                Block::Para(words) => p { (line(words)) },
                Block::Hero(word, words) => div.hero {
                    p.word { (word.as_str()) }
                    p { (line(words)) }
                },
                Block::Notice(words) => p.notice role="note" { (line(words)) },
                Block::Prose(text) => blockquote { (text.as_str().trim_end()) },
                Block::Marked { pieces, is_code: false } => blockquote {
                    @for one in pieces { (piece(one)) }
                },
                Block::Marked { pieces, is_code: true } => pre {
                    code { @for one in pieces { (piece(one)) } }
                },
                Block::Code { name, text } => figure {
                    @if !name.as_str().is_empty() { figcaption { (name.as_str()) } }
                    pre { code { (text.as_str().trim_end_matches('\n')) } }
                },
                Block::List(lines) => ul { @for words in lines { li { (line(words)) } } },
                Block::Sides { spoke_for, spoke_against } => (sides(spoke_for, spoke_against)),
                Block::Facts(facts) => dl {
                    @for (name, words) in facts { dt { (name) } dd { (line(words)) } }
                },
                Block::Table { head, rows } => (table(head, rows)),
                Block::Listing(listing) => (table(&listing.head, &listing.cells())),
                Block::Points { points, .. } => ol.points { @for one in points { (point(one)) } },
                Block::Talk(turns) => ol.talk { @for turn in turns { (said(turn)) } },
                Block::Columns(blocks) => div.columns {
                    @for block in blocks { div { (self.block(block, depth)) } }
                },
                Block::Figure(drawing) => {
                    @let number = self.drawings.replace(self.drawings.get() + 1);
                    (svg::figure(drawing, number))
                },
                Block::Checks(checks) => ul.checks {
                    @for check in checks { (self.check(check, depth)) }
                },
                Block::Message(text) => pre { code { (text.as_str().trim_end_matches('\n')) } },
                Block::Heading(text) => (heading(text.as_str(), depth)),
                Block::Rule => hr;,
                Block::Blank => {},
                Block::Text { ink, label, text } => p.words {
                    @if !label.as_str().trim().is_empty() { b { (label.as_str().trim()) } " " }
                    span class=[class(*ink)] { (text.as_str().trim_end()) }
                },
                Block::TwoSided { ink, left, right } => p {
                    span class=[class(*ink)] { (left.as_str()) } " "
                    span.quiet { (right.as_str()) }
                },
                Block::Lines(lines) => pre {
                    code {
                        @for (ink, text) in lines {
                            span class=[class(*ink)] { (text.as_str()) } "\n"
                        }
                    }
                },
            }
        }
    }

    fn check(&self, check: &Check, depth: u8) -> Markup {
        html! {
            @let class = if check.is_skipped { "skipped" } else if check.passed { "passed" } else { "failed" };
            li class=(class) {
                span.sign { (check.sign(false)) } " "
                b { (check.name.as_str()) } " "
                (check.says.as_str()) " "
                span.quiet { (check.figures.as_str()) }
                (self.blocks(&check.below, depth))
            }
        }
    }
}

fn sides(spoke_for: &[Line], spoke_against: &[Line]) -> Markup {
    html! {
        ul.sides {
            @for words in spoke_for {
                li.for { span.unseen { "For: " } (line(words)) }
            }
            @for words in spoke_against {
                li.against { span.unseen { "Against: " } (line(words)) }
            }
        }
    }
}

/// Words carry what a colour means, so one that the page has no colour for is plain.
const fn class(ink: Ink) -> Option<&'static str> {
    match ink {
        Ink::Plain | Ink::Cyan => None,
        Ink::Bold => Some("bold"),
        Ink::Dim => Some("quiet"),
        Ink::Amber | Ink::Red => Some("over"),
    }
}

fn some(anchor: &str) -> Option<&str> {
    (!anchor.is_empty()).then_some(anchor)
}

fn table(head: &[&str], rows: &[Vec<Line>]) -> Markup {
    html! {
        div.table tabindex="0" role="group" aria-label={ "Table: " (head.join(", ")) } { table {
            thead { tr { @for name in head { th scope="col" { (name) } } } }
            tbody {
                @for row in rows {
                    tr {
                        @for (column, cell) in row.iter().enumerate() {
                            @if column == 0 { th scope="row" { (line(cell)) } }
                            @else { td { (line(cell)) } }
                        }
                    }
                }
            }
        } }
    }
}

fn piece(piece: &Piece) -> Markup {
    let text = piece.text.as_str();
    html! {
        @match piece.tone {
            Some(Tone::Sure) => mark { (text) },
            Some(Tone::Maybe) => mark.maybe { (text) },
            Some(Tone::ToGrader) => mark.grader { (text) },
            None => (text),
        }
        @for (name, anchor) in &piece.refs {
            sup { a href={ "#" (anchor) } aria-label={ "Point " (name) } { (name) } }
        }
        @if !piece.note.is_empty() { span.note { " [" (piece.note) "]" } }
    }
}

fn point(point: &Point) -> Markup {
    html! {
        li id=[some(&point.anchor)] {
            span.number { (point.number) }
            p.point {
                (point.text.as_str()) " " span.quiet { "(" (point.role.as_str()) ")" }
            }
            p.mark { (line(&point.mark)) }
            p.evidence { (line(&point.evidence)) }
        }
    }
}

fn said(turn: &Turn) -> Markup {
    html! {
        li {
            span.time { (turn.time.as_str()) } " "
            b { (turn.who.as_str()) } " "
            span.words { (turn.text.as_str().trim_end()) }
        }
    }
}

fn heading(title: &str, depth: u8) -> Markup {
    html! {
        @match depth {
            2 => h2 { (title) },
            3 => h3 { (title) },
            4 => h4 { (title) },
            5 => h5 { (title) },
            _ => h6 { (title) },
        }
    }
}

fn line(words: &Line) -> Markup {
    html! {
        @for word in words {
            @match word {
                Inline::Plain(text) => (text.as_str()),
                Inline::Strong(text) => strong { (text.as_str()) },
                Inline::Quiet(text) => span.quiet { (text.as_str()) },
                Inline::Hit(text) => mark { (text.as_str()) },
                Inline::Command(text) => code { (text.as_str()) },
                Inline::Link(text, anchor) => a href={ "#" (anchor) } { (text.as_str()) },
            }
        }
    }
}
