import math
from itertools import islice


def entry_of(entries, store):
    for entry in entries:
        if entry[0] == store:
            return entry
    entries.append([store, 0.0, 0])
    return entries[-1]


def mean_by_store(lines, chunk_size):
    source, entries = iter(lines), []
    while chunk := list(islice(source, chunk_size)):
        for line in chunk:
            try:
                store, text = (field.strip() for field in line.split(","))
                amount = float(text)
            except ValueError:
                continue
            if store and math.isfinite(amount):
                entry = entry_of(entries, store)
                entry[1] += amount
                entry[2] += 1
    return [[store, total / count, count] for store, total, count in sorted(entries)]
