import math
from collections import Counter, defaultdict


def chunks(lines, size):
    chunk = []
    for line in lines:
        chunk.append(line)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def partial(chunk):
    """Sums and counts of one portion, ready to be merged with others."""
    sums, counts = defaultdict(float), Counter()
    for line in chunk:
        try:
            store, text = line.split(",")
            amount = float(text)
        except ValueError:
            continue
        store = store.strip()
        if store and math.isfinite(amount):
            sums[store] += amount
            counts[store] += 1
    return sums, counts


def mean_by_store(lines, chunk_size):
    sums, counts = defaultdict(float), Counter()
    for chunk in chunks(lines, chunk_size):
        chunk_sums, chunk_counts = partial(chunk)
        for store, total in chunk_sums.items():
            sums[store] += total
        counts.update(chunk_counts)
    return [[store, sums[store] / counts[store], counts[store]] for store in sorted(sums)]
