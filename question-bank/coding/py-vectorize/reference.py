def fast_process(columns, rates):
    by_id = {}
    for key, rate in rates:
        by_id.setdefault(key, rate)
    rate_of = by_id.get
    return [
        (value * 2 + amount) * rate_of(key, 1)
        for value, amount, key in zip(
            columns["value"], columns["amount"], columns["rate_id"]
        )
    ]


def table(n):
    """Arguments with n lines and n // 200 rates, one line in three without a rate."""
    names = [f"r{i}" for i in range(n * 3 // 400)]
    columns = {
        "value": [i % 97 for i in range(n)],
        "amount": [i % 89 for i in range(n)],
        "rate_id": [names[i % len(names)] for i in range(n)],
    }
    return [columns, [[name, i % 5] for i, name in enumerate(names[: n // 200])]]
