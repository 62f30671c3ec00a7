def required(value, rule):
    return value != ""


def whole_number(value, rule):
    digits = value.removeprefix("-")
    return digits.isascii() and digits.isdigit()


def within(value, rule):
    return whole_number(value, rule) and rule["low"] <= int(value) <= rule["high"]


def one_of(value, rule):
    return value in rule["values"]


CHECKS = {"required": required, "integer": whole_number, "range": within, "one_of": one_of}


def validate(rows, rules):
    for rule in rules:
        if rule["check"] not in CHECKS and rule["check"] != "unique":
            raise ValueError(f"no check is called {rule['check']}")
    found = []
    for rule in rules:
        column, check = rule["column"], rule["check"]
        seen = set()
        for number, row in enumerate(rows):
            value = row.get(column, "").strip()
            if value == "" and check != "required":
                continue
            if check == "unique":
                good = value not in seen
                seen.add(value)
            else:
                good = CHECKS[check](value, rule)
            if not good:
                found.append([number, column, check])
    bad = {number for number, _, _ in found}
    return {"violations": sorted(found), "good": len(rows) - len(bad)}


def orders(n):
    """n rows, of which one in fifty repeats an id and one in forty has no proper number."""
    ids = n - n // 50
    rows = [
        {"id": f"o{i * 7919 % ids}", "qty": "many" if i % 40 == 0 else str(i)}
        for i in range(n)
    ]
    return [rows, [{"column": "id", "check": "unique"}, {"column": "qty", "check": "integer"}]]
