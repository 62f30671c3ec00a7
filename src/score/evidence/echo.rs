//! The question said back: it says nothing of the candidate's own.

use super::words::Word;

/// Content words from which a run of the prompt is the prompt said back, and no answer that happens
/// to use its words.
const ECHO_LEAST: usize = 4;

/// Whether the words of a sentence stand in the prompt, one after the other. `prompt` is the
/// prompt's stems, in order and as often as they are there.
pub(super) fn is_echo(words: &[Word], prompt: &[String]) -> bool {
    let said: Vec<&str> = words.iter().filter_map(|word| word.stem.as_deref()).collect();
    said.len() >= ECHO_LEAST
        && prompt.windows(said.len()).any(|run| run.iter().zip(&said).all(|(a, b)| a == b))
}
