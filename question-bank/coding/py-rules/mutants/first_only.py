import re

WHOLE = re.compile(r"-?[0-9]+")
KNOWN = ("required", "integer", "range", "one_of", "unique")


def holds(value, rule, seen):
    check = rule["check"]
    if check == "required" or value == "":
        return value != "" or check != "required"
    if check == "integer":
        return WHOLE.fullmatch(value)
    if check == "range":
        return WHOLE.fullmatch(value) and rule["low"] <= int(value) <= rule["high"]
    if check == "one_of":
        return value in rule["values"]
    return value not in seen


def validate(rows, rules):
    for rule in rules:
        if rule["check"] not in KNOWN:
            raise ValueError(rule["check"])
    violations = []
    seen = {rule["column"]: set() for rule in rules}
    for number, row in enumerate(rows):
        for rule in rules:
            value = row.get(rule["column"], "").strip()
            if not holds(value, rule, seen[rule["column"]]):
                violations.append([number, rule["column"], rule["check"]])
                break
        for column in seen:
            seen[column].add(row.get(column, "").strip())
    return {"violations": violations, "good": len(rows) - len(violations)}
