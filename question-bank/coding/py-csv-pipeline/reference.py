import csv
import io
from decimal import Decimal, InvalidOperation

REQUIRED = {"region", "amount"}


def to_cents(value):
    try:
        amount = Decimal((value or "").strip())
    except InvalidOperation:
        return None
    return int(amount * 100) if amount.is_finite() else None


def run_pipeline(files):
    totals = {}
    rows = 0
    bad_rows = 0
    failed = []
    for name, text in files:
        reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        if not REQUIRED <= set(reader.fieldnames or []):
            failed.append(name)
            continue
        for row in reader:
            region = (row["region"] or "").strip()
            cents = to_cents(row["amount"])
            if not region or cents is None:
                bad_rows += 1
                continue
            totals[region] = totals.get(region, 0) + cents
            rows += 1
    return {"totals": totals, "rows": rows, "bad_rows": bad_rows, "failed": failed}
