import math


def mean_by_store(lines, chunk_size):
    sums, chunk = {}, []
    for line in lines:
        chunk.append(line)
        if len(chunk) < chunk_size:
            continue
        for item in chunk:
            try:
                store, text = item.split(",")
                amount = float(text)
            except ValueError:
                continue
            if store and math.isfinite(amount):
                total, count = sums.get(store, (0.0, 0))
                sums[store] = (total + amount, count + 1)
        chunk = []
    return [[s, t / n, n] for s, (t, n) in sorted(sums.items())]
