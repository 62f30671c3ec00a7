def apply(batches):
    """batches: list of lists of {"key", "version", "op": "upsert", "row": {...}} or
    {"key", "version", "op": "delete"}.
    Returns a list of [key, version, row], sorted by key.
    """
    raise NotImplementedError
