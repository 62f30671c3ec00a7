def run(source, target):
    """Reads a folder, and writes the invoice.

    source and target are paths of folders. source is only read:

    plans.csv        account,plan,valid_from   from that UTC day on, until the account's next row
    prices.csv       plan,included,cents       free units a month, and the price of each one beyond
    usage/*.jsonl    {"id": text, "account": text, "at": ISO 8601 with offset, "units": whole number}

    target gets three tables, with these headers:

    invoice.csv      month,account,plan,units,cents             sorted; a month is 2026-05
    rejects.csv      file,line,reason                           sorted; a file is usage/2026-05-01.jsonl
    report.csv       read,charged,replaced,rejected             one row of counts

    Each run writes all three anew from its own source, whatever target holds.
    """
    raise NotImplementedError
