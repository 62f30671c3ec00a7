from collections import deque


def cheapest(edges, start, end):
    graph = {}
    for source, target, cost in edges:
        graph.setdefault(source, []).append((target, cost))
    seen = {start}
    queue = deque([(start, 0, [start])])
    while queue:
        node, total, path = queue.popleft()
        if node == end:
            return [total, path]
        for target, cost in graph.get(node, ()):
            if target not in seen:
                seen.add(target)
                queue.append((target, total + cost, path + [target]))
    return [-1, []]
