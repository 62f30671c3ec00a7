def merge(files):
    """files: list of files, each a list of [key, version, value] that rises by key.
    Returns a list of [key, version, value] that rises by key, one for each key.
    """
    raise NotImplementedError
