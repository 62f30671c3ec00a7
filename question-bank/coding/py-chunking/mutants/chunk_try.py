import math
from itertools import islice


def mean_by_store(lines, chunk_size):
    source = iter(lines)
    sums = {}
    while chunk := list(islice(source, chunk_size)):
        try:
            for line in chunk:
                store, text = line.split(",")
                amount = float(text)
                if store and math.isfinite(amount):
                    total, count = sums.get(store, (0.0, 0))
                    sums[store] = (total + amount, count + 1)
        except ValueError:
            pass
    return [[s, t / n, n] for s, (t, n) in sorted(sums.items())]
