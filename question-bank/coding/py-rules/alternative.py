import re

WHOLE = re.compile(r"-?[0-9]+")


def unique():
    seen = set()

    def is_new(value):
        before = len(seen)
        seen.add(value)
        return len(seen) > before

    return is_new


def compile_rule(rule):
    """A function of a filled value: whether it is good. It keeps its own state."""
    if rule["check"] == "required":
        return lambda value: True
    if rule["check"] == "integer":
        return WHOLE.fullmatch
    if rule["check"] == "range":
        low, high = rule["low"], rule["high"]
        return lambda value: WHOLE.fullmatch(value) and low <= int(value) <= high
    if rule["check"] == "one_of":
        return frozenset(rule["values"]).__contains__
    if rule["check"] == "unique":
        return unique()
    raise ValueError(rule["check"])


def validate(rows, rules):
    compiled = [(rule["column"], rule["check"], compile_rule(rule)) for rule in rules]
    violations, good = [], 0
    for number, row in enumerate(rows):
        before = len(violations)
        for column, check, is_good in compiled:
            value = row.get(column, "").strip()
            holds = is_good(value) if value else check != "required"
            if not holds:
                violations.append([number, column, check])
        good += len(violations) == before
    violations.sort()
    return {"violations": violations, "good": good}
