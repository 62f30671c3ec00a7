from collections import defaultdict
from itertools import pairwise


def sessions(events, timeout):
    times = defaultdict(set)
    for user, at in events:
        times[user].add(at)
    out = []
    for user in sorted(times):
        ordered = sorted(times[user])
        starts = [0] + [
            i for i, (a, b) in enumerate(pairwise(ordered), start=1) if b - a > timeout
        ]
        for start, end in zip(starts, starts[1:] + [len(ordered)]):
            out.append([user, ordered[start], ordered[end - 1], end - start])
    return out
