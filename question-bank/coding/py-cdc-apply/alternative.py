from json import loads


class Table:
    def __init__(self, columns):
        self.columns = list(columns)
        self.defaults = {}
        self.rows = {}
        self.refused = 0

    def add(self, event):
        column = event["column"]
        self.columns.append(column)
        self.defaults[column] = event.get("default")
        for row in self.rows.values():
            row[column] = event.get("default")

    def drop(self, event):
        column = event["column"]
        self.columns.remove(column)
        self.defaults.pop(column, None)
        for row in self.rows.values():
            row.pop(column, None)

    def rename(self, event):
        old, new = event["column"], event["to"]
        self.columns[self.columns.index(old)] = new
        for values in [self.defaults, *self.rows.values()]:
            if old in values:
                values[new] = values.pop(old)

    def change(self, event):
        key, after = event.get("key"), event.get("after") or {}
        if key is None or any(name not in self.columns for name in after):
            self.refused += 1
        elif event["op"] == "d":
            if key in self.rows:
                del self.rows[key]
        else:
            if event["op"] != "u" or key not in self.rows:
                self.rows[key] = dict(self.defaults)
            for name, value in after.items():
                self.rows[key][name] = value


def apply_changes(columns, lines):
    table, last = Table(columns), None
    for event in sorted((loads(line) for line in lines), key=lambda event: event["lsn"]):
        if event["lsn"] == last:
            continue
        last = event["lsn"]
        getattr(table, event["op"], table.change)(event)
    rows = {}
    for key, row in table.rows.items():
        rows[key] = {}
        for name, value in row.items():
            if value is not None:
                rows[key][name] = value
    return {"columns": table.columns, "rows": rows, "refused": table.refused}
