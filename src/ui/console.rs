//! The interviewer's console in lines.
//!
//! It knows no screen: `PlainFace` puts it on the alternate one where candidate and interviewer
//! share a terminal, and on the normal one where the interviewer sits alone.

pub(in crate::ui) mod panel;

use std::io;

use super::face::Scene;
use super::out::{Ink, Out};
use crate::view::page::wrap::wrap;

/// Lines below the panel: what was said last, the keys, the prompt.
const BELOW: usize = 5;

/// Which page of the panel is shown, and what the last line came to.
#[derive(Debug, Default)]
pub struct Console {
    page: usize,
    pub notice: Option<String>,
}

impl Console {
    pub fn first_page(&mut self) {
        self.page = 0;
    }

    pub fn next_page(&mut self) {
        self.page += 1;
    }

    /// Draws everything anew. More than the screen holds is cut into pages.
    pub fn draw(&mut self, out: &mut Out, scene: &Scene<'_>) -> io::Result<()> {
        let look = out.look();
        out.clear()?;
        let lines = wrapped(panel::lines(scene), look.width);
        let room = if look.moves { look.height.saturating_sub(BELOW).max(5) } else { usize::MAX };
        let pages = lines.len().div_ceil(room).max(1);
        self.page %= pages;
        for (ink, line) in lines.iter().skip(self.page * room).take(room) {
            out.cut(*ink, line)?;
        }
        out.rule()?;
        if let Some(notice) = self.notice.take() {
            out.inked(Ink::Amber, &notice)?;
        }
        let keys = panel::keys(scene);
        if pages > 1 {
            let page = self.page + 1;
            out.inked(Ink::Dim, &format!("page {page} of {pages}, Enter turns · {keys}"))
        } else {
            out.inked(Ink::Dim, &keys)
        }
    }
}

fn wrapped(lines: Vec<panel::Line>, width: usize) -> Vec<(Ink, String)> {
    let cut = |line: panel::Line| {
        let text = crate::text::SafeText::new(&line.text);
        let label = format!("{:<9}", line.label);
        let lines = match line.label {
            panel::WHOLE => wrap(text.as_str(), width),
            _ => crate::view::page::wrap::hanging(&label, text.as_str(), width),
        };
        lines.into_iter().map(move |text| (line.ink, text))
    };
    lines.into_iter().flat_map(cut).collect()
}

/// Why this terminal cannot be shared, if it cannot.
pub fn refusal(look: super::out::Look) -> Option<String> {
    (!look.moves).then(|| {
        "an interviewer at the same terminal needs an alternate screen, so that the candidate \
         never sees the rubric; this terminal has none. `mock interview` is the interviewer's \
         console alone, for another machine or a call"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::out::Look;

    #[test]
    fn a_terminal_without_a_second_screen_is_refused_with_a_way_on() {
        assert!(refusal(Look::PIPE).is_some_and(|why| why.contains("mock interview")));
        assert_eq!(refusal(Look { moves: true, ..Look::PIPE }), None);
    }
}
