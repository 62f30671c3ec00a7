def cheapest(edges, start, end):
    """edges: list of [source, target, cost]. Returns [cost, path], or [-1, []]."""
    raise NotImplementedError
