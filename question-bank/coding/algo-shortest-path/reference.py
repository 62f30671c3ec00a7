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
    """Four layers from the start to the end, which lies farther off than all else."""
    width = n // 4
    names = [[f"n{layer}_{i}" for i in range(width)] for layer in range(4)]
    edges = [["start", name, 100 + i * 37 % 61] for i, name in enumerate(names[0])]
    for layer, following in zip(names, names[1:]):
        for i, name in enumerate(layer):
            for step in (0, 1, 29):
                cost = 100 + (i * 37 + step * 53) % 61
                edges.append([name, following[(i + step) % width], cost])
    edges += [[name, "end", 1000 * n] for name in names[-1]]
    return [edges, "start", "end"]
