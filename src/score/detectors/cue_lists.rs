//! Words that detectors listen for. Commas part the cues, `*` takes any ending.

pub(super) const TRADE_OFFS: &str = "instead of, rather than, at the cost of, whereas, trade-off*, \
    tradeoff*, trade off, in exchange for, on the other hand, i would switch, the downside, \
    the drawback, the price is, cheaper but, faster but, slower but, simpler but, but slower, \
    but more expensive, costs us, the alternative, an alternative, compared with, compared to, \
    it depends on, in return, we give up, worth it if, only pays off";

pub(super) const REASONS: &str = "because, since, so that, therefore, the reason, let me, \
    first i, i consider, i start with, my first idea, that means, which means, hence, i assume, \
    in order to, i expect, to check";

pub(super) const HONESTY: &str = "i don't know, i do not know, i am not sure, i'm not sure, \
    not certain, i have not used, i haven't used, i would look that up, i'd look that up, \
    i would have to check, i'd have to check, i would check the docs, my guess, i guess, \
    as far as i know, if i remember, i cannot prove, i can't prove, i have never, i've never, \
    i mix up, i would have to think";

pub(super) const BLAME: &str = "incompetent, lazy, stupid, idiot*, useless people, their fault, \
    his fault, her fault, hopeless, they had no clue, no idea what they, clueless, careless people";

/// Classes of edge cases, the linter's six of data first, and their words.
pub(super) const EDGE_CASES: [(&str, &str); 9] = [
    (
        "missing values",
        "null*, missing value*, missing field*, nulls, not filled, unknown value*, nan",
    ),
    ("ties", "tie, ties, tie-break*, same value, same date, same time, equal value*"),
    ("duplicates", "duplicate*, twice, dedup*, double count*, delivered again, seen already"),
    (
        "boundaries",
        "boundary, boundaries, off by one, midnight, month end, leap*, half-open, inclusive, first row, last row, overflow*",
    ),
    ("empty input", "empty, no rows, zero rows, nothing arrives, no data"),
    (
        "unmatched keys",
        "unmatched, no match, orphan*, without a match, foreign key*, unreachable, dangling",
    ),
    ("late data", "late, out of order, delayed, backfill*, watermark*"),
    (
        "a second run",
        "rerun*, re-run*, idempoten*, retry, retries, restart*, run it again, a second run",
    ),
    ("time zones", "time zone*, timezone*, utc, daylight*, summer time"),
];
