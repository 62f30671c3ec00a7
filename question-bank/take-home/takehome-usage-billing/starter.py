def run(files):
    """files: {path: text}. See the task for what is in them.

    plans.csv            account, plan, valid_from      from that UTC day on, until the account's next row
    prices.csv           plan, included, cents          free units a month, and the price of each one beyond
    usage/<name>.jsonl   {"id": text, "account": text, "at": ISO 8601 with offset, "units": whole number}

    Returns {
        "invoice": [[month, account, plan, units, cents], ...],     sorted
        "rejects": [[path, line number, reason], ...],              sorted
        "report": {"read": n, "charged": n, "replaced": n, "rejected": n},
    }
    """
    raise NotImplementedError
