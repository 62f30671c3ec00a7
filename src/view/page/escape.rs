//! Foreign text in Markdown: every character means itself.
//!
//! Source: CommonMark 0.31, "Backslash escapes", and GitHub's tables, strike-through and
//! mathematics.

/// Characters that may begin something anywhere in a line.
const ANYWHERE: &[char] = &['\\', '`', '*', '[', ']', '<', '&', '|', '~', '$'];

/// One line of prose that is at the beginning of a line.
pub(super) fn line(text: &str) -> String {
    let indent = text.len() - text.trim_start().len();
    // Four spaces would begin a block of code, and fewer are not shown: a space that does not
    // break is shown and begins nothing.
    let mut escaped = "\u{a0}".repeat(text[..indent].chars().count());
    let rest = &text[indent..];
    escaped.push_str(&opening(rest));
    escaped
}

/// Text inside a line: in a table, after a label.
pub(super) fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let is_inside_a_word = before.is_some_and(char::is_alphanumeric)
            && letters.peek().is_some_and(|next| next.is_alphanumeric());
        if ANYWHERE.contains(&c) || (c == '_' && !is_inside_a_word) {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

/// Escapes what begins a heading, a list, a quote, a rule or an underline at the start of a line.
fn opening(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if text.starts_with(['#', '-', '+', '=', '>', ':']) {
        return format!("\\{}", inline(text));
    }
    let after = text[digits..].strip_prefix(['.', ')']);
    if digits > 0
        && after.is_some_and(|after| after.is_empty() || after.starts_with(char::is_whitespace))
    {
        return format!("{}\\{}", &text[..digits], inline(&text[digits..]));
    }
    inline(text)
}

/// A fence that no line of `text` can close.
pub(super) fn fence(text: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat(3.max(longest + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_at_the_start_of_a_line_begins_a_block() {
        for (text, expected) in [
            ("# heading", "\\# heading"),
            ("- item", "\\- item"),
            ("12. item", "12\\. item"),
            ("1.\t#", "1\\.\t#"),
            ("> quote", "\\> quote"),
            ("=====", "\\====="),
            ("<script>", "\\<script>"),
            ("    code", "\u{a0}\u{a0}\u{a0}\u{a0}code"),
            ("3.5 million", "3.5 million"),
        ] {
            assert_eq!(line(text), expected);
        }
    }

    #[test]
    fn names_with_underscores_stay_readable() {
        assert_eq!(inline("order_id and _this_"), "order_id and \\_this\\_");
        assert_eq!(inline("a|b [x](y) `c`"), "a\\|b \\[x\\](y) \\`c\\`");
    }

    #[test]
    fn a_fence_is_longer_than_any_inside() {
        assert_eq!(fence("plain"), "```");
        assert_eq!(fence("a ```` b"), "`````");
    }
}
