def run_pipeline(files):
    totals, rows, bad_rows, failed = {}, 0, 0, []
    for name, text in files:
        lines = [line for line in text.split("\n") if line]
        header = lines[0].split(",") if lines else []
        if "region" not in header or "amount" not in header:
            failed.append(name)
            continue
        for line in lines[1:]:
            row = dict(zip(header, line.split(",")))
            try:
                cents = round(float(row["amount"]) * 100)
            except (KeyError, ValueError):
                bad_rows += 1
                continue
            totals[row["region"]] = totals.get(row["region"], 0) + cents
            rows += 1
    return {"totals": totals, "rows": rows, "bad_rows": bad_rows, "failed": failed}
