//! Bytes into lines of text.

/// A line longer than this many bytes is handed on in parts: the reader's memory is bounded,
/// and the engine says what is too long for an answer.
const LINE_MOST: usize = 1 << 20;

#[derive(Default)]
pub struct LineSplitter {
    /// The beginning of a line whose end has not come.
    open: Vec<u8>,
}

impl LineSplitter {
    /// The lines that `bytes` completes, without their ends.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.open.extend_from_slice(piece);
            if piece.ends_with(b"\n") || self.open.len() >= LINE_MOST {
                lines.push(text(&std::mem::take(&mut self.open)));
            }
        }
        lines
    }

    /// What came after the last line end, if anything did.
    pub fn rest(&mut self) -> Option<String> {
        let open = std::mem::take(&mut self.open);
        (!open.is_empty()).then(|| text(&open))
    }
}

/// Bytes that are no UTF-8 become the replacement character.
fn text(bytes: &[u8]) -> String {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_lose_their_ends_and_nothing_else() {
        let mut lines = LineSplitter::default();
        assert_eq!(lines.push(b"one\r\ntw"), ["one"]);
        assert_eq!(lines.push(b"o\n\n\xff."), ["two", ""]);
        assert_eq!(lines.rest().as_deref(), Some("\u{fffd}."));
        assert_eq!(lines.rest(), None);
    }

    proptest! {
        #[test]
        fn how_the_bytes_arrive_makes_no_difference(
            text in "[a-zé\n]{0,80}", cuts in prop::collection::vec(0usize..80, 0..6)
        ) {
            let bytes = text.as_bytes();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            cuts.sort_unstable();
            let (mut lines, mut from, mut read) = (LineSplitter::default(), 0, Vec::new());
            for cut in cuts.into_iter().chain([bytes.len()]) {
                read.extend(lines.push(&bytes[from..cut]));
                from = cut;
            }
            read.extend(lines.rest());
            prop_assert_eq!(read, text.lines().map(String::from).collect::<Vec<_>>());
        }
    }
}
