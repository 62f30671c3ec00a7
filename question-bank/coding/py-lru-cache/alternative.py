class Node:
    __slots__ = ("key", "value", "written", "before", "after")


class Cache:
    """A dictionary into a ring of nodes; behind the anchor comes the most recently used."""

    def __init__(self, capacity, ttl):
        if min(capacity, ttl) < 1:
            raise ValueError("a cache needs room and time")
        self.capacity, self.ttl, self.nodes = capacity, ttl, {}
        self.anchor = Node()
        self.anchor.before = self.anchor.after = self.anchor

    def unlink(self, node):
        node.before.after, node.after.before = node.after, node.before

    def to_front(self, node):
        node.before, node.after = self.anchor, self.anchor.after
        node.before.after = node.after.before = node

    def drop(self, node):
        self.unlink(node)
        del self.nodes[node.key]

    def get(self, key, now):
        node = self.nodes.get(key)
        if not node:
            return -1
        if node.written + self.ttl <= now:
            self.drop(node)
            return -1
        self.unlink(node)
        self.to_front(node)
        return node.value

    def put(self, key, value, now):
        if key in self.nodes:
            self.drop(self.nodes[key])
        elif len(self.nodes) == self.capacity:
            self.drop(self.anchor.before)
        node = Node()
        node.key, node.value, node.written = key, value, now
        self.nodes[key] = node
        self.to_front(node)


def replay(capacity, ttl, calls):
    cache = Cache(capacity, ttl)
    return [
        cache.get(*call[1:]) for call in calls if call[0] == "get" or cache.put(*call[1:])
    ]
