from array import array


def canonical(cell):
    """(whole part, fraction or None) of a number written the normal way, else None."""
    digits = cell[1:] if cell.startswith("-") else cell
    whole, point, fraction = digits.partition(".")
    if not (whole.isascii() and whole.isdigit()) or (len(whole) > 1 and whole[0] == "0"):
        return None
    if point and not (fraction.isascii() and fraction.isdigit()):
        return None
    return whole, fraction if point else None


def fits(code, numbers):
    try:
        return list(array(code, numbers)) == numbers
    except OverflowError:
        return False


def plan(columns):
    answer = {}
    for name, cells in columns.items():
        cells = [cell for cell in cells if cell]
        parts = [canonical(cell) for cell in cells]
        choices = []
        if not cells:
            choices = ["empty"]
        elif all(part and part[1] is None for part in parts):
            numbers = [int(cell) for cell in cells]
            types = [("int8", "b"), ("int16", "h"), ("int32", "i"), ("int64", "q")]
            choices = [label for label, code in types if fits(code, numbers)]
        elif all(parts):
            numbers = [float(cell) for cell in cells]
            choices = ["float32"] if fits("f", numbers) else ["float64"]
        if not choices:
            choices = ["category" if len(cells) >= 2 * len(set(cells)) else "text"]
        answer[name] = choices[0]
    return answer
