"""Backwards from the end: every settled node knows its next hop."""

from collections import defaultdict
from heapq import heappop, heappush


def cheapest(edges, start, end):
    into = defaultdict(list)
    for source, target, cost in edges:
        into[target].append((cost, source))
    next_hop = {}
    heap = [(0, end, end)]
    while heap:
        cost, node, towards = heappop(heap)
        if node in next_hop:
            continue
        next_hop[node] = towards
        if node == start:
            path = [start]
            while path[-1] != end:
                path.append(next_hop[path[-1]])
            return [cost, path]
        for weight, source in into[node]:
            if source not in next_hop:
                heappush(heap, (cost + weight, source, node))
    return [-1, []]
