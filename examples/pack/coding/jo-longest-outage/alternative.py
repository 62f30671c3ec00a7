from itertools import groupby


def longest_outage(words):
    runs = []
    at = 0
    for word, its in groupby(words):
        minutes = len(list(its))
        if word == "down":
            runs.append([at, minutes])
        at += minutes
    # The first of the longest: max keeps the earlier of two.
    return max(runs, key=lambda run: run[1], default=[-1, 0])
