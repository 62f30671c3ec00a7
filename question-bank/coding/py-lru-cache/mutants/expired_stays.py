from collections import OrderedDict

class Cache:
    def __init__(self, capacity, ttl):
        if capacity < 1 or ttl < 1:
            raise ValueError("limit")
        self.c, self.t, self.d = capacity, ttl, OrderedDict()

    def get(self, key, now):
        if key not in self.d:
            return -1
        v, at = self.d[key]
        self.d.move_to_end(key)
        if now - at >= self.t:
            return -1
        return v

    def put(self, key, value, now):
        self.d[key] = (value, now)
        self.d.move_to_end(key)
        if len(self.d) > self.c:
            self.d.popitem(last=False)


def replay(capacity, ttl, calls):
    cache = Cache(capacity, ttl)
    answers = []
    for name, *args in calls:
        if name == "get":
            answers.append(cache.get(*args))
        else:
            cache.put(*args)
    return answers
