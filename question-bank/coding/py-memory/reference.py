import re
import struct

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def fits_float32(cell):
    value = float(cell)
    try:
        return struct.unpack("f", struct.pack("f", value))[0] == value
    except OverflowError:
        return False


def text_storage(cells):
    return "category" if len(set(cells)) * 2 <= len(cells) else "text"


def storage(cells):
    filled = [cell for cell in cells if cell != ""]
    return kind(filled) if filled else "empty"


def kind(cells):
    if all(INTEGER.fullmatch(cell) for cell in cells):
        numbers = [int(cell) for cell in cells]
        low, high = min(numbers), max(numbers)
        for bits in (8, 16, 32, 64):
            if -(2 ** (bits - 1)) <= low and high < 2 ** (bits - 1):
                return f"int{bits}"
        return text_storage(cells)
    if all(DECIMAL.fullmatch(cell) for cell in cells):
        return "float32" if all(map(fits_float32, cells)) else "float64"
    return text_storage(cells)


def plan(columns):
    return {name: storage(cells) for name, cells in columns.items()}
