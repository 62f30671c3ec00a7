import csv
import json
from bisect import bisect_right
from collections import defaultdict
from datetime import datetime, timezone
from pathlib import Path


class Refused(Exception):
    """A line that can't be charged; the message is the reason."""


def run(source, target):
    source, target = Path(source), Path(target)
    plans = read_plans(source / "plans.csv")
    prices = {row["plan"]: (int(row["included"]), int(row["cents"])) for row in rows_of(source / "prices.csv")}
    latest, rejects, read = {}, [], 0
    for path, number, line in usage_lines(source):
        read += 1
        try:
            event = parse(line)
            event["plan"] = plan_on(plans, event["account"], event["day"])
        except Refused as refused:
            rejects.append([path, number, str(refused)])
        else:
            latest[event["id"]] = event
    replaced = read - len(rejects) - len(latest)
    report = [read, len(latest), replaced, len(rejects)]
    invoice = charge(latest.values(), prices)
    write_table(target / "invoice.csv", ["month", "account", "plan", "units", "cents"], invoice)
    write_table(target / "rejects.csv", ["file", "line", "reason"], sorted(rejects))
    write_table(target / "report.csv", ["read", "charged", "replaced", "rejected"], [report])


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def read_plans(path):
    """For each account its days and plans, oldest first."""
    plans = defaultdict(list)
    for row in rows_of(path):
        plans[row["account"]].append((row["valid_from"], row["plan"]))
    return {account: sorted(changes) for account, changes in plans.items()}


def usage_lines(source):
    """All lines that hold something, in the order that decides which of two wins."""
    for path in sorted(source.glob("usage/*")):
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield f"usage/{path.name}", number, line


def parse(line):
    try:
        event = json.loads(line)
    except ValueError as error:
        raise Refused("json") from error
    if not isinstance(event, dict):
        raise Refused("json")
    texts = [event.get(key) for key in ("id", "account", "at")]
    units = event.get("units")
    if not all(isinstance(text, str) and text for text in texts):
        raise Refused("field")
    if type(units) is not int or units < 0:
        raise Refused("field")
    try:
        at = datetime.fromisoformat(event["at"])
    except ValueError as error:
        raise Refused("field") from error
    if at.tzinfo is None:
        raise Refused("field")
    day = at.astimezone(timezone.utc).date().isoformat()
    return {"id": event["id"], "account": event["account"], "day": day, "units": units}


def plan_on(plans, account, day):
    changes = plans.get(account, [])
    place = bisect_right([valid_from for valid_from, _ in changes], day)
    if place == 0:
        raise Refused("account")
    return changes[place - 1][1]


def charge(events, prices):
    units = defaultdict(int)
    for event in events:
        units[event["day"][:7], event["account"], event["plan"]] += event["units"]
    invoice = []
    for (month, account, plan), used in sorted(units.items()):
        included, cents = prices[plan]
        invoice.append([month, account, plan, used, max(used - included, 0) * cents])
    return invoice
