import math
from itertools import islice


def mean_by_store(lines, chunk_size):
    source = iter(lines)
    means, counts = {}, {}
    while chunk := list(islice(source, chunk_size)):
        values = {}
        for line in chunk:
            try:
                store, text = line.split(",")
                amount = float(text)
            except ValueError:
                continue
            if store and math.isfinite(amount):
                values.setdefault(store, []).append(amount)
        for store, amounts in values.items():
            means.setdefault(store, []).append(sum(amounts) / len(amounts))
            counts[store] = counts.get(store, 0) + len(amounts)
    return [[s, sum(m) / len(m), counts[s]] for s, m in sorted(means.items())]
