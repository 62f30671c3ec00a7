def fast_process(columns, rates):
    def rate_of(wanted):
        for key, rate in rates:
            if key == wanted:
                return rate
        return 1

    lines = zip(columns["value"], columns["amount"], columns["rate_id"])
    return [(value * 2 + amount) * rate_of(key) for value, amount, key in lines]
