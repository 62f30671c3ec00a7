import csv


def read(text):
    if '"' in text:
        return list(csv.DictReader(StringIO(text)))
    return list(csv.DictReader(text.splitlines()))


def run_pipeline(files):
    totals, rows, bad_rows, failed = {}, 0, 0, []
    for name, text in files:
        try:
            table = read(text)
        except Exception:
            continue
        for row in table:
            try:
                cents = round(float(row["amount"]) * 100)
            except (TypeError, ValueError):
                bad_rows += 1
                continue
            totals[row["region"]] = totals.get(row["region"], 0) + cents
            rows += 1
    return {"totals": totals, "rows": rows, "bad_rows": bad_rows, "failed": failed}
