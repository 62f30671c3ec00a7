from heapq import heappop, heappush


def cheapest(edges, start, end):
    graph = {}
    for source, target, cost in edges:
        graph.setdefault(source, {})[target] = cost
    heap, done = [(0, [start])], set()
    while heap:
        cost, path = heappop(heap)
        node = path[-1]
        if node == end:
            return [cost, path]
        if node in done:
            continue
        done.add(node)
        for target, weight in graph.get(node, {}).items():
            heappush(heap, (cost + weight, path + [target]))
    return [-1, []]
