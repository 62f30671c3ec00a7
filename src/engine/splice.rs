//! The smallest edit that turns one text into another.

/// `remove` bytes at byte `at` give way to `insert`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    pub at: usize,
    pub remove: usize,
    pub insert: String,
}

/// One splice that makes `old` into `new`, on character boundaries; `None` if they are equal.
pub fn splice(old: &str, new: &str) -> Option<Splice> {
    if old == new {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let head: usize =
        old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let tail: usize = old[head..]
        .chars()
        .rev()
        .zip(new[head..].chars().rev())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    Some(Splice {
        at: head,
        remove: old.len() - head - tail,
        insert: new[head..new.len() - tail].to_owned(),
    })
}

/// Applies a splice. One that does not fit (a foreign journal) changes nothing, so that `apply`
/// stays total.
pub fn apply(text: &mut String, at: usize, remove: usize, insert: &str) {
    let end = at.saturating_add(remove);
    if end <= text.len() && text.is_char_boundary(at) && text.is_char_boundary(end) {
        text.replace_range(at..end, insert);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn typing_at_the_end_is_an_insert() {
        let found = splice("over", "overt").expect("differs");
        assert_eq!(found, Splice { at: 4, remove: 0, insert: "t".into() });
        assert_eq!(splice("same", "same"), None);
    }

    #[test]
    fn a_splice_that_does_not_fit_changes_nothing() {
        let mut text = "né".to_owned();
        apply(&mut text, 2, 1, "x");
        apply(&mut text, 1, usize::MAX, "x");
        assert_eq!(text, "né");
    }

    proptest! {
        #[test]
        fn any_text_becomes_any_other(old in "[aéb數]{0,12}", new in "[aéb數]{0,12}") {
            let mut text = old.clone();
            if let Some(found) = splice(&old, &new) {
                apply(&mut text, found.at, found.remove, &found.insert);
            }
            prop_assert_eq!(text, new);
        }
    }
}
