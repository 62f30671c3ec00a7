def cheapest(edges, start, end):
    graph = {}
    for source, target, cost in edges:
        graph.setdefault(source, []).append((target, cost))
    reached, previous, done = {start: 0}, {}, set()
    while reached:
        node = min(reached, key=reached.get)
        total = reached.pop(node)
        done.add(node)
        if node == end:
            path = [end]
            while path[-1] != start:
                path.append(previous[path[-1]])
            return [total, path[::-1]]
        for target, cost in graph.get(node, ()):
            if target not in done and total + cost < reached.get(target, float("inf")):
                reached[target] = total + cost
                previous[target] = node
    return [-1, []]
