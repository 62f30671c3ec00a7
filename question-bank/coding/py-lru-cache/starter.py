class Cache:
    def __init__(self, capacity, ttl):
        """Raises ValueError if a limit is below 1."""
        raise NotImplementedError

    def get(self, key, now):
        """The value, or -1."""
        raise NotImplementedError

    def put(self, key, value, now):
        raise NotImplementedError


def replay(capacity, ttl, calls):
    """Runs ["get", key, now] and ["put", key, value, now]; returns what the gets answered."""
    cache = Cache(capacity, ttl)
    answers = []
    for name, *args in calls:
        if name == "get":
            answers.append(cache.get(*args))
        else:
            cache.put(*args)
    return answers
