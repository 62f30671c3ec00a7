"""One pass over sorted tuples; times are seconds since 1970."""

import os
from collections import Counter
from datetime import datetime, timezone
from itertools import groupby, pairwise


def stamp(seconds, form="%Y-%m-%dT%H:%M:%SZ"):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime(form)


def fault_of(cells, sizes):
    if len(cells) != 3:
        return "columns", None
    name, at, wh = cells
    if name not in sizes:
        return "meter", None
    try:
        moment = datetime.fromisoformat(at)
        if moment.utcoffset() is None:
            raise ValueError(at)
    except ValueError:
        return "time", None
    if wh == "" or any(c not in "0123456789" for c in wh) or int(wh) >= sizes[name]:
        return "value", None
    return None, (name, int(moment.timestamp()), int(wh))


def lines_of(*names):
    with open(os.path.join(*names), encoding="utf-8") as file:
        return file.read().split("\n")


def save(target, name, header, rows):
    with open(os.path.join(target, name), "w", encoding="utf-8") as file:
        for row in [header.split(), *rows]:
            print(*row, sep=",", file=file)


def run(source, target):
    sizes = {}
    for line in filter(None, lines_of(source, "meters.csv")[1:]):
        name, digits = line.split(",")
        sizes[name] = 10 ** int(digits)
    kept, rejects, count = {}, [], Counter()
    folder = os.path.join(source, "readings")
    for name in sorted(os.listdir(folder)) if os.path.exists(folder) else []:
        path = "readings/" + name
        for number, line in enumerate(lines_of(folder, name), 1):
            if number == 1 or line == "":
                continue
            count["read"] += 1
            why, found = fault_of(line.split(","), sizes)
            if why:
                rejects.append([path, number, why])
            else:
                count["replaced"] += found[:2] in kept
                kept[found[:2]] = found[2]
    hours, gaps, suspect = Counter(), [], []
    rows = sorted((name, at, wh) for (name, at), wh in kept.items())
    for name, group in groupby(rows, key=lambda row: row[0]):
        for (_, start, low), (_, end, high) in pairwise(group):
            used = high - low if high >= low else high - low + sizes[name]
            if 2 * used >= sizes[name]:
                suspect.append([name, stamp(start), stamp(end)])
            elif end - start > 7200:
                gaps.append([name, stamp(start), stamp(end), used])
            else:
                hours[name, stamp(end - 1, "%Y-%m-%dT%H")] += used
    save(target, "hours.csv", "meter hour wh", [[name, at, hours[name, at]] for name, at in sorted(hours)])
    save(target, "gaps.csv", "meter from to wh", sorted(gaps))
    save(target, "suspect.csv", "meter from to", sorted(suspect))
    save(target, "rejects.csv", "file line reason", sorted(rejects))
    counts = [count["read"], len(kept), count["replaced"], len(rejects)]
    save(target, "report.csv", "read kept replaced rejected", [counts])
