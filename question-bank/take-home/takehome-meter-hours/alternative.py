"""One pass over sorted tuples; times are seconds since 1970."""

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


def run(files):
    sizes = {}
    for line in files["meters.csv"].splitlines()[1:]:
        name, digits = line.split(",")
        sizes[name] = 10 ** int(digits)
    kept, rejects, count = {}, [], Counter()
    for path in sorted(path for path in files if path.startswith("readings/")):
        for number, line in enumerate(files[path].splitlines(), 1):
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
    return {
        "hours": [[name, at, hours[name, at]] for name, at in sorted(hours)],
        "gaps": sorted(gaps),
        "suspect": sorted(suspect),
        "rejects": sorted(rejects),
        "report": {"read": count["read"], "kept": len(kept), "replaced": count["replaced"], "rejected": len(rejects)},
    }
