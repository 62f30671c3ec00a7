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
    """Arguments with n lines and n // 2 rates, one line in three without a rate."""
    columns = {
        "value": [i % 97 for i in range(n)],
        "amount": [i % 89 for i in range(n)],
        "rate_id": [f"r{(i * 7919) % (n * 3 // 4)}" for i in range(n)],
    }
    return [columns, [[f"r{i}", i % 5] for i in range(n // 2)]]
