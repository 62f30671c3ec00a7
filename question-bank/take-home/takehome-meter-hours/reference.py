import csv
import io
from collections import defaultdict
from datetime import datetime, timedelta, timezone

TOO_FAR = timedelta(hours=2)


class Refused(Exception):
    """A line that can't be used; the message is the reason."""


def run(files):
    digits = {row["meter"]: int(row["digits"]) for row in csv.DictReader(io.StringIO(files["meters.csv"], newline=""))}
    readings, rejects, read = {}, [], 0
    for path in sorted(files):
        if not path.startswith("readings/"):
            continue
        for number, row in enumerate(csv.reader(io.StringIO(files[path], newline="")), start=1):
            if number == 1 or not row:
                continue
            read += 1
            try:
                meter, at, shown = parse(row, digits)
            except Refused as refused:
                rejects.append([path, number, str(refused)])
            else:
                readings[meter, at] = shown
    result = settle(readings, digits)
    report = {
        "read": read,
        "kept": len(readings),
        "replaced": read - len(readings) - len(rejects),
        "rejected": len(rejects),
    }
    return result | {"rejects": sorted(rejects), "report": report}


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
    return {
        "hours": sorted([meter, at, used] for (meter, at), used in hours.items()),
        "gaps": sorted(gaps),
        "suspect": sorted(suspect),
    }


def text(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def hour(at):
    """The hour that a reading belongs to: the full hour closes the one before."""
    return (at - timedelta(seconds=1)).strftime("%Y-%m-%dT%H")
