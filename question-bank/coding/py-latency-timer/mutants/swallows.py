class LatencyTracker:
    def __init__(self, clock):
        self.clock = clock
        self.durations = {}

    def step(self, name):
        tracker = self

        class Step:
            def __enter__(self):
                self.start = tracker.clock()

            def __exit__(self, *error):
                tracker.durations.setdefault(name, []).append(tracker.clock() - self.start)
                return True

        return Step()

    def summary(self):
        return {
            name: [len(values), max(values), sorted(values)[-(-len(values) * 95 // 100) - 1]]
            for name, values in self.durations.items()
        }


def replay(script, readings):
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
