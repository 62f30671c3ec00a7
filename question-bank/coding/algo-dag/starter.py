def waves(needs):
    """needs: task -> list of tasks it waits for.
    Returns {"waves": [[name, ...], ...], "stuck": [name, ...]}.
    """
    raise NotImplementedError
