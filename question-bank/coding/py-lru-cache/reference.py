from collections import OrderedDict


class Cache:
    def __init__(self, capacity, ttl):
        if capacity < 1 or ttl < 1:
            raise ValueError("capacity and ttl start at 1")
        self.capacity = capacity
        self.ttl = ttl
        self.entries = OrderedDict()  # the least recently used first

    def get(self, key, now):
        entry = self.entries.get(key)
        if entry is None:
            return -1
        value, written = entry
        if now - written >= self.ttl:
            del self.entries[key]
            return -1
        self.entries.move_to_end(key)
        return value

    def put(self, key, value, now):
        self.entries[key] = (value, now)
        self.entries.move_to_end(key)
        if len(self.entries) > self.capacity:
            self.entries.popitem(last=False)


def replay(capacity, ttl, calls):
    cache = Cache(capacity, ttl)
    answers = []
    for name, *args in calls:
        if name == "get":
            answers.append(cache.get(*args))
        else:
            cache.put(*args)
    return answers


def traffic(n):
    """n calls, half of them puts, for n // 2 keys in a jumble and room for n // 3 of them."""
    calls = []
    number = 1
    for i in range(n):
        number = (number * 1103515245 + 12345) % 2**31
        key = f"k{(number >> 8) % (n // 2)}"
        calls.append(["get", key, i] if i % 2 else ["put", key, i, i])
    return [n // 3, n, calls]
