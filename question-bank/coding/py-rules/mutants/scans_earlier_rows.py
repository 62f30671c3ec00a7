import re

WHOLE = re.compile(r"-?[0-9]+")
KNOWN = ("required", "integer", "range", "one_of", "unique")


def is_good(number, values, rule):
    value, check = values[number], rule["check"]
    if check == "required":
        return value != ""
    if value == "":
        return True
    if check == "integer":
        return WHOLE.fullmatch(value)
    if check == "range":
        return WHOLE.fullmatch(value) and rule["low"] <= int(value) <= rule["high"]
    if check == "one_of":
        return value in rule["values"]
    return values.index(value) == number


def validate(rows, rules):
    violations = []
    for rule in rules:
        if rule["check"] not in KNOWN:
            raise ValueError(rule["check"])
        values = [row.get(rule["column"], "").strip() for row in rows]
        for number in range(len(values)):
            if not is_good(number, values, rule):
                violations.append([number, rule["column"], rule["check"]])
    bad = {number for number, _, _ in violations}
    return {"violations": sorted(violations), "good": len(rows) - len(bad)}
