import heapq
from itertools import groupby


def numbered(number, records):
    return ((key, version, number, value) for key, version, value in records)


def merge(files):
    streams = (numbered(number, records) for number, records in enumerate(files))
    out = []
    for key, group in groupby(heapq.merge(*streams), key=lambda record: record[0]):
        *_, (_, version, _, value) = group
        out.append([key, version, value])
    return out
