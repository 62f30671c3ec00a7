//! Text of cards that are written in HTML.

/// What needs more than text to be understood.
pub fn lacks(html: &str) -> Option<&'static str> {
    let small = html.to_ascii_lowercase();
    match &small {
        small if small.contains("<img") => Some("it has a picture"),
        small if small.contains("[sound:") => Some("it has a sound"),
        small if small.contains("{{c1::") => Some("it is a cloze: a text with gaps asks nothing"),
        _ => None,
    }
}

/// The text without tags: blocks and breaks are lines, entities are what they stand for.
pub fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    // Behind the last of them no tag ends, which is not looked for again and again.
    let ends = html.rfind('>').map_or(0, |at| at + 1);
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let has_end = html.len() - rest.len() < ends;
        let taken = match rest.starts_with('<') {
            true => tag(rest, has_end, &mut text),
            false => entity(rest, &mut text),
        };
        rest = &rest[taken..];
    }
    text.push_str(rest);
    text
}

/// Bytes of a tag, and what stands for it. A `<` that begins no tag is one.
fn tag(rest: &str, has_end: bool, text: &mut String) -> usize {
    let begins = |c: char| c.is_ascii_alphabetic() || ['/', '!'].contains(&c);
    let is_tag = has_end && rest[1..].starts_with(begins);
    let Some(end) = is_tag.then(|| rest.find('>')).flatten() else {
        text.push('<');
        return 1;
    };
    let name = rest[1..end].trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "li" if !rest.starts_with("</") => text.push_str("\n- "),
        "br" | "div" | "p" | "tr" | "ul" | "ol" | "pre" | "h1" | "h2" | "h3" | "hr"
            if !text.ends_with('\n') =>
        {
            text.push('\n');
        }
        "td" | "th" => text.push(' '),
        _ => {}
    }
    end + 1
}

/// Bytes of an entity, and what it stands for. A `&` that begins none is one.
fn entity(rest: &str, text: &mut String) -> usize {
    const LENGTH_MOST: usize = 10;
    let end = rest.bytes().take(LENGTH_MOST).position(|byte| byte == b';');
    let letter = end.and_then(|end| letter(&rest[1..end]));
    match (letter, end) {
        (Some(letter), Some(end)) => {
            text.push(letter);
            end + 1
        }
        _ => {
            text.push('&');
            1
        }
    }
}

fn letter(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "rarr" => '→',
        "le" => '≤',
        "ge" => '≥',
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => digits.parse().ok()?,
            };
            return char::from_u32(number);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_become_lines_and_entities_letters() {
        for (html, wanted) in [
            ("a<br>b<br/>c", "a\nb\nc"),
            ("<div>a</div><div>b &amp; c</div>", "\na\nb & c\n"),
            ("<ul><li>a</li><li>b</li></ul>", "\n\n- a\n- b\n"),
            ("x &lt; 3 &#38; y &#x3e; 4", "x < 3 & y > 4"),
            ("a < b & c", "a < b & c"),
            ("<b>bold</b> <i>text</i>", "bold text"),
            ("a &unknown; b", "a &unknown; b"),
        ] {
            assert_eq!(text(html), wanted, "{html}");
        }
    }

    #[test]
    fn a_text_of_many_beginnings_takes_no_longer_than_another() {
        let many = format!("<b>{}", "<a".repeat(2_000_000));
        assert_eq!(text(&many).len(), 4_000_000);
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(html in "[<>&;a-z#/ü ]{0,60}") {
            let _text = text(&html);
        }
    }
}
