RETRYABLE = {"timeout", "429", "500", "502", "503", "504"}


def run(outcomes, policy):
    """outcomes: what each attempt would meet, in order: {"code": "ok" or an error, "ms": how
    long the attempt takes}, with "retry_after" in ms where the server named one.
    policy: {"attempts": most attempts, "base": ms, "cap": ms, "budget": ms}.
    Returns {"result": "done" | "rejected" | "gave_up", "attempts": n, "waits": [ms, ...],
    "ms": time when it ended}.
    """
    raise NotImplementedError
