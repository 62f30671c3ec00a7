//! Drawings as SVG inside the page: its colours are the page's, its words can be read aloud.

use maud::{Markup, PreEscaped, html};

use crate::figures::percent;
use crate::view::page::{Drawing, Pin, Shade, Shape, Sign};

/// Half of a sign's width.
const REACH: i32 = 6;

/// The hatching of what is past a limit, defined once a page.
pub(super) fn patterns() -> Markup {
    html! {
        svg.defs width="0" height="0" aria-hidden="true" {
            pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)" {
                rect width="6" height="6" class="f-over" {}
                rect width="2" height="6" class="f-paper" {}
            }
        }
    }
}

pub(super) fn figure(drawing: &Drawing, number: usize) -> Markup {
    let (title, desc) = (format!("d{number}t"), format!("d{number}d"));
    let labels = format!("{title} {desc}");
    html! {
        figure.drawing {
            svg role="img" aria-labelledby=(labels) width="100%" height=(drawing.height) {
                title id=(title) { (drawing.title.as_str()) }
                desc id=(desc) { (drawing.desc.as_str()) }
                @for shape in &drawing.shapes { (one(shape)) }
            }
            @if !drawing.legend.is_empty() {
                figcaption {
                    ul.legend {
                        @for (sign, shade, meaning) in &drawing.legend {
                            li {
                                svg width="14" height="14" aria-hidden="true" {
                                    (sign_at("7", 7, *sign, *shade))
                                }
                                " " (meaning)
                            }
                        }
                    }
                }
            }
        }
    }
}

fn one(shape: &Shape) -> Markup {
    match shape {
        Shape::Bar { x, y, width, height, shade } => html! {
            rect x=(percent(*x)) y=(y) width=(percent(*width)) height=(height) class=(fill(*shade)) {}
        },
        Shape::Line { x, y, shade } => html! {
            line x1=(percent(x.0)) x2=(percent(x.1)) y1=(y.0) y2=(y.1) class=(stroke(*shade)) {}
        },
        Shape::Words { x, y, pin, shade, text } => html! {
            text x=(percent(*x)) y=(y) text-anchor=(anchor(*pin)) class=(fill(*shade)) {
                (text.as_str())
            }
        },
        Shape::Label { x, y, width, height, shade, text } => html! {
            foreignObject x=(percent(*x)) y=(y) width=(percent(*width)) height=(height) {
                div class={ "label " (fill(*shade)) } { (text.as_str()) }
            }
        },
        Shape::Sign { x, y, sign, shade } => sign_at(&percent(*x), *y, *sign, *shade),
    }
}

/// A place may be a percentage; a path may not, so it stands in a frame of its own.
fn sign_at(x: &str, y: u32, sign: Sign, shade: Shade) -> Markup {
    let class = match sign {
        Sign::Ring | Sign::Cross | Sign::Plus | Sign::Stroke => stroke(shade),
        Sign::Diamond | Sign::Triangle => "open",
        Sign::Dot | Sign::Square | Sign::Box => fill(shade),
    };
    html! {
        svg x=(x) y=(y) overflow="visible" { path d=(path(sign)) class=(class) {} }
    }
}

fn path(sign: Sign) -> PreEscaped<String> {
    let (a, b) = (REACH, REACH - 1);
    PreEscaped(match sign {
        Sign::Dot => circle(b),
        Sign::Ring => circle(REACH - 2),
        Sign::Diamond => format!("M-{a} 0L0-{a}L{a} 0L0 {a}Z"),
        Sign::Triangle => format!("M-{a} {b}L0-{a}L{a} {b}Z"),
        Sign::Square => format!("M-{b}-{b}H{b}V{b}H-{b}Z"),
        Sign::Cross => format!("M-{b}-{b}L{b} {b}M-{b} {b}L{b}-{b}"),
        Sign::Plus => format!("M-{a} 0H{a}M0-{a}V{a}"),
        Sign::Stroke => format!("M0-{a}V{a}"),
        Sign::Box => format!("M-{a}-3H{a}V3H-{a}Z"),
    })
}

fn circle(radius: i32) -> String {
    format!(
        "M-{radius} 0a{radius} {radius} 0 1 0 {d} 0a{radius} {radius} 0 1 0-{d} 0",
        d = 2 * radius
    )
}

const fn anchor(pin: Pin) -> &'static str {
    match pin {
        Pin::Start => "start",
        Pin::Middle => "middle",
        Pin::End => "end",
    }
}

const fn fill(shade: Shade) -> &'static str {
    match shade {
        Shade::Text => "f-ink",
        Shade::Quiet => "f-quiet",
        Shade::Track => "f-track",
        Shade::Main => "f-main",
        Shade::Tint => "f-tint",
        Shade::Pale => "f-pale",
        Shade::Over => "f-hatch",
        Shade::OnMain => "f-paper",
    }
}

const fn stroke(shade: Shade) -> &'static str {
    match shade {
        Shade::Text => "s-ink",
        Shade::Quiet => "s-quiet",
        Shade::Track => "s-track",
        Shade::Over => "s-over",
        Shade::OnMain => "s-paper",
        Shade::Main | Shade::Tint | Shade::Pale => "s-main",
    }
}
