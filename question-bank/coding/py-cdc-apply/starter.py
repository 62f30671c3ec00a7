def apply_changes(columns, lines):
    """columns: names of the table's columns; lines: events, each a JSON text, in the order they arrived.
    Returns {"columns": [...], "rows": {key: {column: value}}, "refused": number}; NULLs are left out of rows.
    """
    raise NotImplementedError
