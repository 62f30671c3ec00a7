import csv
import re
from collections import Counter

AMOUNT = re.compile(r"(-?)(\d+)(?:\.(\d{1,2}))?")


def parse(text):
    """Yield (region, cents or None); raise ValueError on an unusable header."""
    lines = csv.reader(text.lstrip("\ufeff").splitlines(keepends=True))
    header = next(lines, [])
    region_at, amount_at = header.index("region"), header.index("amount")
    for cells in lines:
        if not cells:
            continue
        cells += [""] * (len(header) - len(cells))
        match = AMOUNT.fullmatch(cells[amount_at].strip())
        cents = None
        if match:
            sign, whole, part = match.groups()
            cents = int(whole) * 100 + int((part or "").ljust(2, "0"))
            cents = -cents if sign else cents
        yield cells[region_at].strip(), cents


def run_pipeline(files):
    totals, rows, bad_rows, failed = Counter(), 0, 0, []
    for name, text in files:
        try:
            parsed = list(parse(text))
        except ValueError:
            failed.append(name)
            continue
        good = [(region, cents) for region, cents in parsed if region and cents is not None]
        for region, cents in good:
            totals[region] += cents
        rows += len(good)
        bad_rows += len(parsed) - len(good)
    return {"totals": dict(totals), "rows": rows, "bad_rows": bad_rows, "failed": failed}
