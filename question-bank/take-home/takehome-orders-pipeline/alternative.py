from csv import reader, writer
from datetime import date, datetime
from pathlib import Path


def run(source, target):
    source, target = Path(source), Path(target)
    history = target / "history.csv"
    accepted, rejects = [], []
    if history.exists():
        with history.open(encoding="utf-8", newline="") as file:
            accepted = [tuple(row) for row in reader(file)]
    for path in sorted(source.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = reader(file, delimiter=";")
            header = next(rows, [])
            for row in rows:
                if not row:
                    continue
                line, reason = judge(header, row)
                if reason:
                    rejects.append((path.name, rows.line_num, reason))
                else:
                    accepted.append(line)
    # Every version is kept; what counts is worked out anew each time.
    accepted = list(dict.fromkeys(accepted))
    newest = {}
    for line in accepted:
        key = line[:2]
        if key not in newest or datetime.fromisoformat(line[6]) >= datetime.fromisoformat(newest[key][6]):
            newest[key] = line
    cents = {}
    for _, _, kind, day, country, amount, _ in newest.values():
        signed = int(amount) if kind == "order" else -int(amount)
        cents[day, country] = cents.get((day, country), 0) + signed
    put(history, accepted)
    put(target / "rejects.csv", [("file", "line", "reason"), *rejects])
    table = [(*place, money(net)) for place, net in sorted(cents.items())]
    put(target / "net_revenue.csv", [("day", "country", "net"), *table])


def judge(header, row):
    names = ["order_id", "line_no", "type", "sold_at", "country", "amount", "exported_at"]
    if len(header) != len(row):
        return None, "columns"
    found = {name: text.strip() for name, text in zip(header, row)}
    if not all(found.get(name) for name in names):
        return None, "columns"
    order_id, line_no, kind, day, country, amount, exported = (found[name] for name in names)
    if kind not in ("order", "refund"):
        return None, "type"
    if len(day) != 10 or not parsed(date.fromisoformat, day):
        return None, "date"
    if not (len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()):
        return None, "country"
    cents = cents_of(amount)
    if cents is None:
        return None, "amount"
    moment = parsed(datetime.fromisoformat, exported)
    if not moment or moment.tzinfo is None:
        return None, "exported_at"
    return (order_id, line_no, kind, day, country, str(cents), exported), None


def parsed(read, text):
    try:
        return read(text)
    except ValueError:
        return None


def cents_of(text):
    whole, _, rest = text.replace(",", ".", 1).partition(".")
    if not whole.isascii() or not whole.isdigit() or len(rest) > 2:
        return None
    if rest and not (rest.isascii() and rest.isdigit()) or (not rest and whole != text):
        return None
    return int(whole) * 100 + int((rest + "00")[:2])


def money(cents):
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def put(path, rows):
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as file:
        writer(file, lineterminator="\n").writerows(rows)
    part.replace(path)
