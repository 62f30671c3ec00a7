class LatencyTracker:
    def __init__(self, clock):
        self.clock = clock

    def step(self, name):
        """A context manager that measures its block."""
        raise NotImplementedError

    def summary(self):
        """name -> [count, max, p95]"""
        raise NotImplementedError


def replay(script, readings):
    """Runs [name, inner steps, fails] entries against a clock of prepared readings."""
    readings = iter(readings)
    tracker = LatencyTracker(lambda: next(readings))
    raised = 0

    def run(entries):
        for name, inner, fails in entries:
            with tracker.step(name):
                run(inner)
                if fails:
                    raise RuntimeError(name)

    for entry in script:
        try:
            run([entry])
        except RuntimeError:
            raised += 1
    return {"summary": tracker.summary(), "raised": raised}
