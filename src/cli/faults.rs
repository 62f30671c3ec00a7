//! Faults as a compiler prints them.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::bank::Bank;
use crate::bank::fault::{Fault, Severity};
use crate::text::SafeText;

/// Columns where there is no terminal to ask.
const COLUMNS: u16 = 100;

/// Writes each fault with the lines it is about.
pub fn write(
    out: &mut dyn Write,
    faults: &[Fault],
    bank: &Bank,
    columns: Option<u16>,
    colour: bool,
) -> io::Result<()> {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(usize::from(columns.unwrap_or(COLUMNS)));
    for fault in faults {
        let text = bank.texts.get(&fault.path).map(AsRef::as_ref);
        writeln!(out, "{}\n", render(&renderer, fault, text))?;
    }
    Ok(())
}

fn render(renderer: &Renderer, fault: &Fault, text: Option<&str>) -> String {
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = SafeText::new(&fault.message);
    let path = SafeText::line(&fault.path);
    let help = fault.help.as_deref().map(SafeText::new);
    let id = format!("{} {}", fault.rule.number, fault.rule.name);
    let title = level.primary_title(message.as_str()).id(id);
    // Drawing, and making harmless, would go through all the other lines for each fault.
    let drawn = text.filter(|text| !text.is_empty()).map(|text| {
        let (line, span) = line_of(text, one_line(text, fault));
        match line {
            // Past the last line there is nothing to cut out.
            "" => (same_length(text), one_line(text, fault), 1),
            line => (same_length(line), span, fault.line),
        }
    });
    let mut group = match &drawn {
        Some((line, span, first)) => {
            let source = Snippet::source(line.as_ref()).line_start(*first).path(path.as_str());
            title.element(source.annotation(AnnotationKind::Primary.span(span.clone())))
        }
        None => title.element(annotate_snippets::Origin::path(path.as_str())),
    };
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// A long value would fill the screen: its first line says which one is meant.
fn one_line(text: &str, fault: &Fault) -> Range<usize> {
    let start = fault.span.start.min(text.len());
    let end = fault.span.end.clamp(start, text.len());
    match text.get(start..end).and_then(|value| value.find('\n')) {
        Some(newline) => start..start + newline,
        None => start..end,
    }
}

/// The line that a span of `text` is in, and the span in it.
fn line_of(text: &str, span: Range<usize>) -> (&str, Range<usize>) {
    let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |newline| span.end + newline + 1);
    (&text[start..end], span.start - start..span.end - start)
}

/// The text without harmful characters, each byte where it was, so that spans still fit.
fn same_length(text: &str) -> Cow<'_, str> {
    if SafeText::new(text).as_str() == text {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        // `\r` ends a line together with `\n`; alone it is shown as what it is not.
        if SafeText::new(c.encode_utf8(&mut [0; 4])).as_str().is_empty() {
            clean.extend(std::iter::repeat_n('?', c.len_utf8()));
        } else {
            clean.push(c);
        }
    }
    Cow::Owned(clean)
}
