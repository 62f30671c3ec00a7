import csv
import json
import os
import re
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

COLUMNS = ("order_id", "line_no", "type", "sold_at", "country", "amount", "exported_at")
STATE = "lines.jsonl"


class Refused(Exception):
    """A line that can't be used; the message is the reason."""


def run(source, target):
    current = read_state(os.path.join(target, STATE))
    rejects = []
    for name, number, row in lines_of(source):
        try:
            line = parse(row)
        except Refused as refused:
            rejects.append((name, number, str(refused)))
            continue
        key = (line["order_id"], line["line_no"])
        if key not in current or instant(line) >= instant(current[key]):
            current[key] = line
    # The state last: a run that was stopped before is simply run again.
    write_table(target, "net_revenue.csv", ("day", "country", "net"), net_revenue(current.values()))
    write_table(target, "rejects.csv", ("file", "line", "reason"), rejects)
    write_state(target, current)


def lines_of(source):
    """File, line number and fields of every line that holds something, in a fixed order."""
    for name in sorted(os.listdir(source)):
        if not name.endswith(".csv"):
            continue
        with open(os.path.join(source, name), encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter=";")
            for row in reader:
                yield name, reader.line_num, row


def parse(row):
    fields = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if None in row or not all(fields.values()):
        raise Refused("columns")
    if fields["type"] not in ("order", "refund"):
        raise Refused("type")
    if not is_day(fields["sold_at"]):
        raise Refused("date")
    if not re.fullmatch("[A-Z]{2}", fields["country"]):
        raise Refused("country")
    if not re.fullmatch(r"[0-9]+([.,][0-9]{1,2})?", fields["amount"]):
        raise Refused("amount")
    if not is_moment(fields["exported_at"]):
        raise Refused("exported_at")
    fields["amount"] = fields["amount"].replace(",", ".")
    return fields


def is_day(text):
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_moment(text):
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def instant(line):
    return datetime.fromisoformat(line["exported_at"])


def net_revenue(lines):
    sums = defaultdict(Decimal)
    for line in lines:
        sign = -1 if line["type"] == "refund" else 1
        sums[line["sold_at"], line["country"]] += sign * Decimal(line["amount"])
    return [(day, country, f"{net:.2f}") for (day, country), net in sorted(sums.items())]


def read_state(path):
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(text) for text in file]
    return {(line["order_id"], line["line_no"]): line for line in lines}


def write_state(target, current):
    with whole(target, STATE) as file:
        for key in sorted(current):
            file.write(json.dumps(current[key]) + "\n")


def write_table(target, name, header, rows):
    with whole(target, name) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


class whole:
    """A file that is there in whole or not at all."""

    def __init__(self, target, name):
        self.path = os.path.join(target, name)

    def __enter__(self):
        self.file = open(self.path + ".part", "w", encoding="utf-8", newline="")
        return self.file

    def __exit__(self, kind, *_):
        self.file.close()
        if kind is None:
            os.replace(self.path + ".part", self.path)
