from heapq import heappop, heappush
from math import inf


def walk(previous, start, end):
    path = [end]
    while path[-1] != start:
        path.append(previous[path[-1]])
    return path[::-1]


def cheapest(edges, start, end):
    graph = {}
    for source, target, cost in edges:
        graph.setdefault(source, []).append((target, cost))
    best = {start: 0}
    previous = {}
    heap = [(0, start)]
    while heap:
        cost, node = heappop(heap)
        if cost > best[node]:
            continue
        if node == end:
            return [cost, walk(previous, start, end)]
        for target, weight in graph.get(node, ()):
            reached = cost + weight
            if reached < best.get(target, inf):
                best[target] = reached
                previous[target] = node
                heappush(heap, (reached, target))
    return [-1, []]


def network(n):
    """A chain of n nodes with three longer jumps from each."""
    names = [f"n{i}" for i in range(n)]
    edges = []
    for i in range(n):
        for step, cost in ((1, 1), (7, 9), (31, 40), (101, 150)):
            if i + step < n:
                edges.append([names[i], names[i + step], cost])
    return [edges, names[0], names[-1]]
