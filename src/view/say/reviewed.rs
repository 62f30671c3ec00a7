//! A review, told line by line: what was found, what was let through, what was broken.

use crate::figures::counted;
use crate::text::SafeText;
use crate::view::page::{Block, Check, Ink};
use crate::view::reviewed::{FaultPart, FaultState, OddityPart, OddityState, ReviewPart};

/// Its heading.
pub const TITLE: &str = "Line by line";

/// All of it, below a sentence that counts.
pub fn blocks(part: &ReviewPart) -> Vec<Block> {
    let mut blocks = vec![Block::para(&sum(part))];
    blocks.extend(discounted(part).iter().map(|why| Block::notice(why)));
    blocks.push(Block::Checks(part.faults.iter().map(fault).collect()));
    if !part.sound.is_empty() {
        blocks.push(Block::para("Odd, and sound:"));
        blocks.push(Block::Checks(part.sound.iter().map(oddity).collect()));
    }
    if !part.elsewhere.is_empty() {
        blocks.push(Block::para("Named as well, where nothing was planted:"));
        blocks.push(Block::list(part.elsewhere.iter().map(SafeText::as_str)));
    }
    blocks
}

/// Why lines that were named count for nothing.
fn discounted(part: &ReviewPart) -> Vec<String> {
    let guessed = part.guessed.as_ref().map(|guessed| {
        format!(
            "You named {} without a fault; more than {} are guesses, so naming a line counts for \
             nothing here.",
            counted(guessed.in_vain, "place"),
            guessed.most
        )
    });
    let copied = (part.copied > 0).then(|| {
        format!("{} lines of your notes say the same, so they point at nothing.", part.copied)
    });
    guessed.into_iter().chain(copied).collect()
}

/// `3 of 5 found, 1 named only, 1 let through; 1 sound line broken.`
fn sum(part: &ReviewPart) -> String {
    let count = |state| part.faults.iter().filter(|fault| fault.state == state).count();
    let found = count(FaultState::Found);
    let mut said =
        vec![format!("{found} of {} found", counted(part.faults.len(), "planted fault"))];
    for state in [FaultState::Named, FaultState::Mended, FaultState::LetThrough] {
        let many = count(state);
        if many > 0 {
            said.push(format!("{many} {}", words(state)));
        }
    }
    let broken = part.sound.iter().filter(|odd| odd.state == OddityState::Broken).count();
    let sum = said.join(", ");
    match broken {
        0 => format!("{sum}."),
        1 => format!("{sum}; 1 sound place was broken."),
        many => format!("{sum}; {many} sound places were broken."),
    }
}

const fn words(state: FaultState) -> &'static str {
    match state {
        FaultState::Found => "found",
        FaultState::Named => "named only",
        FaultState::Mended => "fixed only",
        FaultState::LetThrough => "let through",
    }
}

fn fault(fault: &FaultPart) -> Check {
    let passed = fault.state == FaultState::Found;
    let says = format!("{}: {}", words(fault.state), fault.text);
    let quoted = fault.named.as_ref().filter(|_| fault.state != FaultState::Found);
    Check { below: below(&fault.code, quoted), ..Check::new(passed, &at(&fault.lines), &says) }
}

fn oddity(oddity: &OddityPart) -> Check {
    let state = match oddity.state {
        OddityState::Kept => "left alone",
        OddityState::Named => "named, and it is sound",
        OddityState::Broken => "broken by the fix",
    };
    let passed = oddity.state != OddityState::Broken;
    let says = format!("{state}: {}", oddity.text);
    let below = below(&oddity.code, oddity.named.as_ref());
    Check { below, ..Check::new(passed, &at(&oddity.lines), &says) }
}

fn at(lines: &SafeText) -> String {
    let is_one = lines.as_str().chars().all(|c| c.is_ascii_digit());
    format!("{} {lines}", if is_one { "line" } else { "lines" })
}

/// The lines themselves, and what the notes say of them.
fn below(code: &SafeText, named: Option<&SafeText>) -> Vec<Block> {
    let is_shown = !code.as_str().is_empty();
    let mut blocks: Vec<Block> =
        is_shown.then(|| Block::verbatim(code.as_str())).into_iter().collect();
    blocks.extend(named.map(|said| Block::hanging(Ink::Plain, "  you: ", said.as_str())));
    blocks
}
