def double(values):
    return [abs(value) * 2 for value in values]
