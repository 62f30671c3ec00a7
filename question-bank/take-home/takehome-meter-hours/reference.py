import csv
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from pathlib import Path

TOO_FAR = timedelta(hours=2)


class Refused(Exception):
    """A line that can't be used; the message is the reason."""


def run(source, target):
    source, target = Path(source), Path(target)
    _, *meters = rows_of(source / "meters.csv")
    digits = {meter: int(text) for meter, text in meters}
    readings, rejects, read = {}, [], 0
    for path in sorted(source.glob("readings/*")):
        for number, row in enumerate(rows_of(path), start=1):
            if number == 1 or not row:
                continue
            read += 1
            try:
                meter, at, shown = parse(row, digits)
            except Refused as refused:
                rejects.append([f"readings/{path.name}", number, str(refused)])
            else:
                readings[meter, at] = shown
    hours, gaps, suspect = settle(readings, digits)
    report = [read, len(readings), read - len(readings) - len(rejects), len(rejects)]
    write_table(target / "hours.csv", ["meter", "hour", "wh"], hours)
    write_table(target / "gaps.csv", ["meter", "from", "to", "wh"], gaps)
    write_table(target / "suspect.csv", ["meter", "from", "to"], suspect)
    write_table(target / "rejects.csv", ["file", "line", "reason"], sorted(rejects))
    write_table(target / "report.csv", ["read", "kept", "replaced", "rejected"], [report])


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_table(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def parse(row, digits):
    if len(row) != 3:
        raise Refused("columns")
    meter, at, shown = row
    if meter not in digits:
        raise Refused("meter")
    try:
        at = datetime.fromisoformat(at)
    except ValueError as error:
        raise Refused("time") from error
    if at.tzinfo is None:
        raise Refused("time")
    if not (shown.isascii() and shown.isdigit()) or int(shown) >= 10 ** digits[meter]:
        raise Refused("value")
    return meter, at.astimezone(timezone.utc), int(shown)


def settle(readings, digits):
    """What was used between each two readings of a meter, and where it belongs."""
    by_meter = defaultdict(list)
    for (meter, at), shown in sorted(readings.items()):
        by_meter[meter].append((at, shown))
    hours, gaps, suspect = defaultdict(int), [], []
    for meter, shown in by_meter.items():
        size = 10 ** digits[meter]
        for (before, first), (after, second) in zip(shown, shown[1:]):
            used = (second - first) % size
            if used >= size // 2:
                suspect.append([meter, text(before), text(after)])
            elif after - before > TOO_FAR:
                gaps.append([meter, text(before), text(after), used])
            else:
                hours[meter, hour(after)] += used
    booked = sorted([meter, at, used] for (meter, at), used in hours.items())
    return booked, sorted(gaps), sorted(suspect)


def text(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def hour(at):
    """The hour that a reading belongs to: the full hour closes the one before."""
    return (at - timedelta(seconds=1)).strftime("%Y-%m-%dT%H")
