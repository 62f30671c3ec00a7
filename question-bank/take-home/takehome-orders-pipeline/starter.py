def run(source, target):
    """Takes one delivery of the shop into the tables.

    source and target are paths of folders. source is one delivery, and is only read:

    *.csv       order_id, line_no, type, sold_at, country, amount, exported_at
                separated by semicolons, with a header; the columns come in any order

    target is empty at first, and then as your last run left it. Each run writes two tables:

    net_revenue.csv    day,country,net        all days so far, sorted; net with two decimals
    rejects.csv        file,line,reason       this delivery's, sorted by file, then line; line 1 is the header

    Keep whatever else you need in target.
    """
    raise NotImplementedError
