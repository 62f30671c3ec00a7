import math
from itertools import islice


def parse(line):
    """(store, amount), or None if the line is unusable."""
    fields = line.strip().split(",")
    if len(fields) != 2:
        return None
    store = fields[0].strip()
    try:
        amount = float(fields[1])
    except ValueError:
        return None
    if not store or not math.isfinite(amount):
        return None
    return store, amount


def mean_by_store(lines, chunk_size):
    source = iter(lines)
    sums = {}
    while chunk := list(islice(source, chunk_size)):
        for line in chunk:
            parsed = parse(line)
            if parsed is None:
                continue
            store, amount = parsed
            total, count = sums.get(store, (0.0, 0))
            sums[store] = (total + amount, count + 1)
    return [[store, total / count, count] for store, (total, count) in sorted(sums.items())]


def many_lines(n):
    """Lines of n / 4 stores, which come in turn."""
    return [[f"store{i % (n // 4)},{i % 1000 / 4}" for i in range(n)], 1000]
