def run_pipeline(files):
    """files: list of [name, text]. Returns a dict:
    totals    region -> cents
    rows      number of rows added
    bad_rows  rows without a region or a usable amount
    failed    names of files without the columns region and amount
    """
    raise NotImplementedError
