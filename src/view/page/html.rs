//! A page as one HTML file that needs nothing else: no script, no font, no network.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Block, Inline, Line, Page, Turn};

const STYLE: &str = include_str!("style.css");

pub fn html(page: &Page) -> String {
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
            body {
                main {
                    h1 { (page.title.as_str()) }
                    (blocks(&page.blocks, 2))
                }
            }
        }
    };
    let mut text = document.into_string();
    text.push('\n');
    text
}

fn blocks(blocks: &[Block], depth: u8) -> Markup {
    html! { @for block in blocks { (one(block, depth)) "\n" } }
}

fn one(block: &Block, depth: u8) -> Markup {
    html! {
        @match block {
            Block::Section { title, blocks: inside } => section {
                (heading(title.as_str(), depth))
                (blocks(inside, depth + 1))
            },
            Block::Folded { title, blocks: inside } => details {
                summary { (title.as_str()) }
                (blocks(inside, depth + 1))
            },
            Block::Para(words) => p { (line(words)) },
            Block::Notice(words) => p.notice role="note" { (line(words)) },
            Block::Prose(text) => blockquote { (text.as_str().trim_end()) },
            Block::Code { name, text } => figure {
                @if !name.as_str().is_empty() { figcaption { (name.as_str()) } }
                pre { code { (text.as_str().trim_end_matches('\n')) } }
            },
            Block::List(lines) => ul { @for words in lines { li { (line(words)) } } },
            Block::Facts(facts) => dl {
                @for (name, words) in facts { dt { (name) } dd { (line(words)) } }
            },
            Block::Table { head, rows } => div.table { table {
                thead { tr { @for name in head { th scope="col" { (name) } } } }
                tbody { @for row in rows { tr { @for cell in row { td { (line(cell)) } } } } }
            } },
            Block::Talk(turns) => ol.talk { @for turn in turns { (said(turn)) } },
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
            }
        }
    }
}
