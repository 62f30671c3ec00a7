def fast_process(columns, rates):
    by_id = dict(reversed(rates))
    return [
        (v * 2 + a) * (by_id.get(k) or 1)
        for v, a, k in zip(columns["value"], columns["amount"], columns["rate_id"])
    ]
