//! Questions for the interviewer: what there is, what is chosen, what was heard.

use crate::figures::counted;
use crate::format::RoundFormat;
use crate::prep::ask::{Offer, Questions};
use crate::view::page::{Block, Ink};
use crate::view::say::talk;

/// In place of a name: who holds the real round is not known.
const SOMEBODY: &str = "your interviewer";

/// Everything that can be asked, in its groups, with a tick at what is chosen.
#[must_use]
pub fn all(offers: &[Offer], questions: &Questions, round: Option<&RoundFormat>) -> Vec<Block> {
    let mut blocks = round.map(persona).unwrap_or_default();
    let chosen = questions.chosen_for(id(round));
    let mut group = "";
    for offer in offers {
        if offer.group != group {
            if !blocks.is_empty() {
                blocks.push(Block::Blank);
            }
            let knows = if offer.suits && !offer.is_own { ": they know about this" } else { "" };
            blocks.push(Block::heading(&format!("{}{knows}", offer.group)));
            group = &offer.group;
        }
        let tick = if chosen.contains(&offer.id.as_str()) { "[x] " } else { "[ ] " };
        blocks.push(Block::hanging(Ink::Plain, tick, &format!("{}: {}", offer.id, offer.ask)));
    }
    blocks.push(Block::Blank);
    blocks.push(Block::line(&count(chosen.len(), &place(id(round)))));
    blocks.push(Block::inked(
        Ink::Dim,
        "`mock ask choose ID` chooses one, `mock ask add \"TEXT\"` adds your own, `mock ask list` \
         says what to listen for.",
    ));
    blocks
}

/// What is chosen, with what to listen for, and what was heard before.
#[must_use]
pub fn chosen(offers: &[Offer], questions: &Questions, round: Option<&RoundFormat>) -> Vec<Block> {
    let mut blocks = round.map(persona).unwrap_or_default();
    let ids = questions.chosen_for(id(round));
    if ids.is_empty() {
        let place = place(id(round));
        blocks.push(Block::line(&format!("Nothing is chosen {place} yet.")));
        let elsewhere: Vec<&str> = questions
            .chosen
            .iter()
            .filter(|(round, ids)| !round.is_empty() && !ids.is_empty())
            .map(|(round, _)| round.as_str())
            .collect();
        if !elsewhere.is_empty() {
            let rounds = elsewhere.join(", ");
            blocks.push(Block::line(&format!("There is something for {rounds} (--round).")));
        }
        blocks.push(Block::line("Next: `mock ask`"));
        return blocks;
    }
    for id in ids {
        let Some(offer) = offers.iter().find(|offer| offer.id == id) else { continue };
        if !blocks.is_empty() {
            blocks.push(Block::Blank);
        }
        blocks.extend(question(offer));
        blocks.extend(compare(offer));
        for (day, asked) in questions.asked.iter().filter(|(_, it)| it.question == id) {
            let at: Vec<&str> = [asked.company.as_str(), asked.round.as_str()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
            let at = if at.is_empty() { String::new() } else { format!(", {}", at.join(", ")) };
            let heard = if asked.heard.is_empty() { "asked" } else { &asked.heard };
            blocks.push(Block::hanging(Ink::Plain, "  ", &format!("{day}{at}: {heard}")));
        }
    }
    blocks.push(Block::Blank);
    blocks.push(Block::inked(
        Ink::Dim,
        "After the interview: `mock ask heard ID \"what they said\"`.",
    ));
    blocks
}

/// The question as it is said.
#[must_use]
pub fn question(offer: &Offer) -> Vec<Block> {
    vec![Block::hanging(Ink::Bold, "", &offer.ask), Block::inked(Ink::Dim, &offer.id)]
}

/// What the answer is held against.
#[must_use]
pub fn compare(offer: &Offer) -> Vec<Block> {
    if offer.listen_for.is_empty() {
        return vec![Block::hanging(Ink::Plain, "  ", "You noted nothing to listen for.")];
    }
    vec![Block::hanging(Ink::Plain, "  ", &format!("Listen for: {}", offer.listen_for))]
}

/// Who sits there, in their own words.
#[must_use]
pub fn persona(round: &RoundFormat) -> Vec<Block> {
    let opening = round.opening.replace("{name}", SOMEBODY);
    vec![
        Block::heading(&round.title),
        talk::them(&format!("{} … What would you like to ask me?", beginning(&opening))),
        Block::Blank,
    ]
}

/// The first sentence that says who they are; a greeting alone says nothing.
fn beginning(opening: &str) -> &str {
    let ends = opening.match_indices(['.', '!']).map(|(at, sign)| at + sign.len());
    let mut ends = ends.filter(|end| opening[*end..].starts_with(' '));
    opening.get(..ends.next().unwrap_or(opening.len())).unwrap_or(opening)
}

/// `for the coding round`, `for any round`.
#[must_use]
pub fn place(round: &str) -> String {
    if round.is_empty() { "for any round".to_owned() } else { format!("for the {round} round") }
}

/// How many are chosen, and whether that is a good number.
#[must_use]
pub fn count(count: usize, place: &str) -> String {
    let told = format!("{} chosen {place}", counted(count, "question"));
    match count {
        0 => format!("{told}: choose four to six, one at least from each group."),
        1..=3 => format!("{told}; four to six fill the time."),
        4..=6 => format!("{told}."),
        _ => format!("{told}; there is time for four to six, so put the first ones first."),
    }
}

fn id(round: Option<&RoundFormat>) -> &str {
    round.map_or("", |round| round.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_persona_says_who_they_are() {
        assert_eq!(beginning("Hi, I'm Mei. We model."), "Hi, I'm Mei.");
        assert_eq!(beginning("At 3 a.m. we talk. Soon."), "At 3 a.m.");
        assert_eq!(beginning("One sentence"), "One sentence");
    }

    #[test]
    fn four_to_six_is_a_good_number() {
        assert!(count(2, "for any round").contains("fill the time"));
        assert_eq!(count(5, "for any round"), "5 questions chosen for any round.");
        assert!(count(9, "for any round").contains("first ones first"));
    }
}
