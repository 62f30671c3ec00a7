"""Over an in-memory database: stages are tables, and rules are queries."""

import csv
import json
import os
import sqlite3
from datetime import datetime, timezone


def reason(line):
    try:
        event = json.loads(line)
    except json.JSONDecodeError:
        return "json", None
    if not isinstance(event, dict):
        return "json", None
    for key in ("id", "account", "at"):
        if not isinstance(event.get(key), str) or event[key] == "":
            return "field", None
    units = event.get("units")
    if isinstance(units, bool) or not isinstance(units, int) or units < 0:
        return "field", None
    try:
        at = datetime.fromisoformat(event["at"])
    except ValueError:
        return "field", None
    if at.utcoffset() is None:
        return "field", None
    event["day"] = f"{at.astimezone(timezone.utc):%Y-%m-%d}"
    return None, event


def text_of(*names):
    with open(os.path.join(*names), encoding="utf-8", newline="") as file:
        return file.read()


def save(target, name, header, rows):
    with open(os.path.join(target, name), "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header.split(), *rows])


def run(source, target):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE plan (account, plan, valid_from)")
    base.execute("CREATE TABLE price (plan, included INTEGER, cents INTEGER)")
    base.execute("CREATE TABLE event (place INTEGER PRIMARY KEY, id, account, day, units INTEGER, path, number)")
    for table, path in (("plan", "plans.csv"), ("price", "prices.csv")):
        header, *rows = [row for row in csv.reader(text_of(source, path).splitlines()) if row]
        marks = ", ".join("?" * len(header))
        base.executemany(f"INSERT INTO {table} ({', '.join(header)}) VALUES ({marks})", rows)
    rejects, read = [], 0
    folder = os.path.join(source, "usage")
    for name in sorted(os.listdir(folder)) if os.path.exists(folder) else []:
        path = "usage/" + name
        for number, line in enumerate(text_of(folder, name).split("\n"), 1):
            if not line.strip():
                continue
            read += 1
            why, event = reason(line)
            if why is None:
                known = base.execute(
                    "SELECT 1 FROM plan WHERE account = ? AND valid_from <= ?", (event["account"], event["day"])
                ).fetchone()
                why = None if known else "account"
            if why:
                rejects.append([path, number, why])
            else:
                values = (event["id"], event["account"], event["day"], event["units"], path, number)
                base.execute("INSERT INTO event (id, account, day, units, path, number) VALUES (?, ?, ?, ?, ?, ?)", values)
    base.execute("DELETE FROM event WHERE place NOT IN (SELECT MAX(place) FROM event GROUP BY id)")
    invoice = base.execute(
        """
        SELECT month, account, plan, units, MAX(units - included, 0) * cents
        FROM (
            SELECT substr(day, 1, 7) AS month, e.account, SUM(units) AS units,
                   (SELECT p.plan FROM plan p WHERE p.account = e.account AND p.valid_from <= e.day
                    ORDER BY p.valid_from DESC LIMIT 1) AS plan
            FROM event e
            GROUP BY 1, 2, 4
        ) JOIN price USING (plan)
        ORDER BY 1, 2, 3
        """
    ).fetchall()
    charged = base.execute("SELECT COUNT(*) FROM event").fetchone()[0]
    report = [read, charged, read - charged - len(rejects), len(rejects)]
    save(target, "invoice.csv", "month account plan units cents", invoice)
    save(target, "rejects.csv", "file line reason", sorted(rejects))
    save(target, "report.csv", "read charged replaced rejected", [report])
