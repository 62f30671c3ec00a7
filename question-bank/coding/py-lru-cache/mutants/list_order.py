class Cache:
    def __init__(self, capacity, ttl):
        if capacity < 1 or ttl < 1:
            raise ValueError("limits start at 1")
        self.capacity, self.ttl = capacity, ttl
        self.values, self.order = {}, []

    def get(self, key, now):
        if key not in self.values:
            return -1
        self.order.remove(key)
        value, written = self.values[key]
        if now - written >= self.ttl:
            del self.values[key]
            return -1
        self.order.append(key)
        return value

    def put(self, key, value, now):
        if key in self.values:
            self.order.remove(key)
        self.values[key] = (value, now)
        self.order.append(key)
        if len(self.order) > self.capacity:
            del self.values[self.order.pop(0)]


def replay(capacity, ttl, calls):
    cache = Cache(capacity, ttl)
    answers = []
    for name, *args in calls:
        if name == "get":
            answers.append(cache.get(*args))
        else:
            cache.put(*args)
    return answers
