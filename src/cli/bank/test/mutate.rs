//! Changes of a query by rule, one at a time: what people get wrong.
//!
//! Kinds of joins, bounds, DISTINCT, UNION, NULLs, frames and ranks. Words in texts and comments
//! are left alone.

use crate::bank::sql::without_order;

/// The change that asks for no order any more.
pub const ORDER: &str = "order-1";

/// A changed query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutation {
    /// `join-left-1`: the rule and its how manieth place. Lists of equivalents name it.
    pub name: String,
    /// `LEFT JOIN became JOIN in line 4`.
    pub what: String,
    pub code: String,
}

/// Rule, what is looked for, and what takes its place. Longer ones come first where one begins
/// another; a word stands alone.
const RULES: [(&str, &str, &str); 25] = [
    ("join-left", "left join", "JOIN"),
    ("join-left", "left outer join", "JOIN"),
    ("join-right", "right join", "JOIN"),
    ("join-full", "full join", "LEFT JOIN"),
    ("join-full", "full outer join", "LEFT JOIN"),
    ("join-inner", "inner join", "LEFT JOIN"),
    ("join-inner", "join", "LEFT JOIN"),
    ("bound", ">=", ">"),
    ("bound", "<=", "<"),
    ("bound", ">", ">="),
    ("bound", "<", "<="),
    ("distinct", "select distinct", "SELECT"),
    ("distinct", "count(distinct", "COUNT("),
    ("distinct", "is not distinct from", "="),
    ("distinct", "is distinct from", "<>"),
    ("union", "union all", "UNION"),
    ("union", "union", "UNION ALL"),
    ("nulls", "nulls last", "NULLS FIRST"),
    ("nulls", "nulls first", "NULLS LAST"),
    ("nulls", "coalesce(", "NULLIF("),
    ("frame", "rows between", "RANGE BETWEEN"),
    ("frame", "range between", "ROWS BETWEEN"),
    ("frame", "unbounded preceding", "1 PRECEDING"),
    ("rank", "row_number()", "RANK()"),
    ("rank", "dense_rank()", "RANK()"),
];

/// Every change that a rule makes of a query.
pub fn mutations(sql: &str) -> Vec<Mutation> {
    let mask = mask(sql);
    let mut found: Vec<Mutation> = Vec::new();
    let mut at = 0;
    while at < mask.len() {
        let hit = RULES.iter().filter_map(|rule| Some((rule, matched(&mask, at, rule.1)?)));
        let Some(((name, from, with), len)) = hit.max_by_key(|(_, len)| *len) else {
            at += 1;
            continue;
        };
        if !is_part_of_longer(&mask, at, from) {
            let number = 1 + found.iter().filter(|m| is_of(m, name)).count();
            let code = format!("{}{with}{}", &sql[..at], &sql[at + len..]);
            let line = sql[..at].matches('\n').count() + 1;
            let what = format!("{} became {with} in line {line}", from.to_uppercase());
            found.push(Mutation { name: format!("{name}-{number}"), what, code });
        }
        at += len.max(1);
    }
    found.extend(without_order(sql).map(|code| {
        let what = "the ORDER BY of the result was left out".to_owned();
        Mutation { name: ORDER.to_owned(), what, code }
    }));
    found
}

fn is_of(mutation: &Mutation, rule: &str) -> bool {
    mutation.name.rsplit_once('-').is_some_and(|(name, _)| name == rule)
}

/// `<>`, `->`, `>>` and `=>` are no bounds; `cross join` and `natural join` have no ON.
fn is_part_of_longer(mask: &[u8], at: usize, from: &str) -> bool {
    let before = at.checked_sub(1).and_then(|at| mask.get(at)).copied().unwrap_or(b' ');
    let after = mask.get(at + from.len()).copied().unwrap_or(b' ');
    if from.starts_with(['<', '>']) {
        return b"<>-=@|&".contains(&before) || b"<>=@|&-".contains(&after);
    }
    let text = String::from_utf8_lossy(&mask[..at]);
    let last = text.split_whitespace().next_back().unwrap_or_default();
    from == "join"
        && ["cross", "natural", "left", "right", "full", "outer", "inner"].contains(&last)
}

/// The length of what is at `at`, if it is these words with any white space between.
fn matched(mask: &[u8], at: usize, words: &str) -> Option<usize> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let first = words.as_bytes().first()?;
    if is_word(*first) && at > 0 && is_word(mask[at - 1]) {
        return None;
    }
    let mut here = at;
    for byte in words.bytes() {
        if byte == b' ' {
            let from = here;
            while mask.get(here).is_some_and(u8::is_ascii_whitespace) {
                here += 1;
            }
            if here == from {
                return None;
            }
        } else if mask.get(here) == Some(&byte) {
            here += 1;
        } else {
            return None;
        }
    }
    let last = *words.as_bytes().last()?;
    let goes_on = is_word(last) && mask.get(here).copied().is_some_and(is_word);
    (!goes_on).then_some(here - at)
}

/// In lower case, byte for byte, with texts and comments blanked out.
fn mask(sql: &str) -> Vec<u8> {
    let mut mask = sql.to_ascii_lowercase().into_bytes();
    let mut at = 0;
    while at < mask.len() {
        let rest = &mask[at..];
        let end = match rest {
            [b'-', b'-', ..] => rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len()),
            [b'/', b'*', ..] => {
                rest.windows(2).position(|pair| pair == b"*/").map_or(rest.len(), |end| end + 2)
            }
            [quote @ (b'\'' | b'"'), ..] => {
                let close = rest.iter().skip(1).position(|b| b == quote);
                close.map_or(rest.len(), |close| close + 2)
            }
            _ => 0,
        };
        mask[at..at + end].fill(b'.');
        at += end.max(1);
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_result_is_left_out_and_no_other() {
        let sql = "SELECT a, sum(b) OVER (ORDER BY a) FROM t ORDER BY a LIMIT 2";
        let found = mutations(sql);
        let order = found.iter().find(|mutation| mutation.name == ORDER).expect("one");
        assert_eq!(order.code, "SELECT a, sum(b) OVER (ORDER BY a) FROM t LIMIT 2");
        assert!(!names("SELECT a, sum(b) OVER (ORDER BY a) FROM t").contains(&ORDER.to_owned()));
    }

    fn names(sql: &str) -> Vec<String> {
        mutations(sql).into_iter().map(|mutation| mutation.name).collect()
    }

    #[test]
    fn each_place_is_changed_once() {
        let sql = "SELECT DISTINCT a FROM t\nLEFT  JOIN u ON t.a >= u.a\nJOIN v ON v.a < 3";
        let found = mutations(sql);
        let shown: Vec<(&str, &str)> =
            found.iter().map(|m| (m.name.as_str(), m.code.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("distinct-1", "SELECT a FROM t\nLEFT  JOIN u ON t.a >= u.a\nJOIN v ON v.a < 3"),
                (
                    "join-left-1",
                    "SELECT DISTINCT a FROM t\nJOIN u ON t.a >= u.a\nJOIN v ON v.a < 3"
                ),
                (
                    "bound-1",
                    "SELECT DISTINCT a FROM t\nLEFT  JOIN u ON t.a > u.a\nJOIN v ON v.a < 3"
                ),
                (
                    "join-inner-1",
                    "SELECT DISTINCT a FROM t\nLEFT  JOIN u ON t.a >= u.a\nLEFT JOIN v ON v.a < 3"
                ),
                (
                    "bound-2",
                    "SELECT DISTINCT a FROM t\nLEFT  JOIN u ON t.a >= u.a\nJOIN v ON v.a <= 3"
                ),
            ]
        );
        assert_eq!(found[2].what, ">= became > in line 2");
    }

    #[test]
    fn texts_comments_and_longer_signs_are_left_alone() {
        for sql in [
            "SELECT 'a left join b', \"union\" -- left join\n/* >= */ FROM t",
            "SELECT a -> 'b', a <> b, a => 1 FROM t CROSS JOIN u",
            "SELECT joint, unions, my_distinct FROM t",
        ] {
            assert_eq!(names(sql), Vec::<String>::new(), "{sql}");
        }
    }

    #[test]
    fn frames_nulls_and_ranks() {
        let sql = "SELECT SUM(COALESCE(a, 0)) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT \
                   ROW), ROW_NUMBER() OVER (ORDER BY a NULLS LAST) FROM t UNION ALL SELECT 1, 2";
        let wanted = ["nulls-1", "frame-1", "frame-2", "rank-1", "nulls-2", "union-1"];
        assert_eq!(names(sql), wanted);
    }
}
