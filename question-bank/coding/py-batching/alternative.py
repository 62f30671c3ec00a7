class Batcher:
    """Takes one event at a time; `sink` is called for every batch."""

    def __init__(self, max_size, max_age, sink):
        if min(max_size, max_age) < 1:
            raise ValueError("a limit below 1")
        self.max_size, self.max_age, self.sink = max_size, max_age, sink
        self.open = []

    def flush(self, at, reason):
        if self.open:
            self.sink([at, reason, [name for _, name in self.open]])
            self.open = []

    def tick(self, now):
        """Called before anything that happens at `now`."""
        if self.open and now - self.open[0][0] >= self.max_age:
            self.flush(self.open[0][0] + self.max_age, "age")

    def add(self, event):
        self.tick(event[0])
        self.open.append(event)
        if len(self.open) >= self.max_size:
            self.flush(event[0], "size")


def batches(events, max_size, max_age):
    out = []
    batcher = Batcher(max_size, max_age, out.append)
    for event in events:
        batcher.add(event)
    if events:
        batcher.flush(events[-1][0], "end")
    return out
