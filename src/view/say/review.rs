//! The candidate's own words beside a point of the checklist.

use crate::engine::State;
use crate::engine::checklist::Check;
use crate::engine::event::{About, Band, Evidence, Mark, Scope};
use crate::engine::state::ItemState;
use crate::score::best::best_in;
use crate::score::review::Doubt;
use crate::text::SafeText;
use crate::view::page::{Block, Ink};

/// Said once, when the first band is shown.
pub const MATCHES_WORDS: &str = "Mark and words disagree on what follows. The program \
    matches words, not correctness: read the sentence, then keep your mark or change it.";

/// A point whose mark is looked at again, with the sentence beside it.
pub fn blocks(state: &State, scope: Scope, check: &Check, mark: Mark, doubt: Doubt) -> [Block; 2] {
    let text = SafeText::line(&check.text);
    let head = format!("Marked {} “{text}”; {}.", marked(check, mark), doubted(doubt));
    let is_found = best_in(state, scope, &check.about).is_some();
    let ink = if is_found { Ink::Plain } else { Ink::Dim };
    let words = words(state, scope, check);
    [Block::inked(Ink::Amber, &head), Block::hanging(ink, "    ", &words)]
}

fn marked(check: &Check, mark: Mark) -> &'static str {
    match (&check.about, mark) {
        (About::RedFlag(_), Mark::Met) => "“yes” on",
        (About::RedFlag(_), _) => "“no” on",
        (_, mark) => mark.word(),
    }
}

const fn doubted(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::MayBeDenied => "the words may say the opposite",
        Doubt::NoSentence => "no such sentence was found",
        Doubt::MaybeAbout => "a sentence may be about it",
        Doubt::LooksLike => "a sentence looks like it",
    }
}

/// The band, and the sentence it rests on.
pub fn words(state: &State, scope: Scope, check: &Check) -> String {
    let Some((item, evidence)) = best_in(state, scope, &check.about) else {
        let is_spoken = match scope {
            Scope::Question { slot, item } => {
                state.item_state(slot, item).is_some_and(|item| item.spoken)
            }
            _ => false,
        };
        let text =
            if is_spoken { "spoken: go by what you said" } else { "no matching sentence found" };
        return text.to_owned();
    };
    let band = band_word(evidence);
    quote(item, evidence).map_or(band.to_owned(), |quote| format!("{band}: “{quote}”"))
}

/// A band in words; never a percentage.
fn band_word(evidence: &Evidence) -> &'static str {
    match (evidence.band, evidence.polarity) {
        (_, true) => "maybe: check polarity",
        (Band::Likely, _) => "likely",
        (Band::Maybe, _) => "maybe, read this",
        (Band::None, _) => "no matching sentence found",
    }
}

/// The sentence with its matched words between asterisks. Foreign ranges give nothing.
fn quote(item: &ItemState, evidence: &Evidence) -> Option<String> {
    let text = &item.scored_attempt()?.field(&evidence.field)?.text;
    let (from, to) = evidence.range;
    text.get(from..to)?;
    let mut words = evidence.words.clone();
    words.sort_unstable();
    let (mut marked, mut at) = (String::new(), from);
    for (start, end) in words {
        let (Some(before), Some(word)) = (text.get(at..start), text.get(start..end)) else {
            continue;
        };
        if end > to {
            break;
        }
        marked.push_str(before);
        marked.push_str(&format!("*{word}*"));
        at = end;
    }
    marked.push_str(text.get(at..to).unwrap_or(""));
    Some(SafeText::line(&marked).as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::checklist::Role;
    use crate::engine::event::{About, Event, Mark};
    use crate::score::best::best;
    use crate::score::facts::mark_of;
    use crate::testing::played::{insert, phone_screen};

    #[test]
    fn words_that_agree_are_shown_before_more_words_that_may_not_as_they_are_scored() {
        let about = About::Item("probe".to_owned());
        let found = |range, score, polarity| Event::EvidenceFound {
            slot: 0,
            item: 1,
            evidence: Evidence {
                about: about.clone(),
                field: "answer".to_owned(),
                range,
                words: vec![],
                phrasing: 0,
                score,
                band: Band::Maybe,
                polarity,
            },
        };
        let events = vec![found((0, 5), 900, true), found((6, 14), 400, false)];
        let mut played = phone_screen();
        insert(&mut played, |event| matches!(event, Event::QuestionClosed), events);
        let state = played.state(played.events.len());
        let item = state.item_state(0, 1).expect("a question");
        assert_eq!(mark_of(best(&item.evidence, &about)), Mark::Partly);
        let check = Check {
            id: about.mark_id(),
            about,
            text: String::new(),
            dim: String::new(),
            weight: 1,
            role: Role::Core,
        };
        let told = words(&state, Scope::Question { slot: 0, item: 1 }, &check);
        assert_eq!(told, "maybe, read this: “promises”");
    }
}
