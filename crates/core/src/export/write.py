def shortest(x):
    """The shortest digits that read back to the same number, as Apiary writes them."""
    text = repr(float(x)).removesuffix(".0")
    if "e" not in text:
        return text
    if 1e-6 <= abs(x) < 1e21:
        return np.format_float_positional(x, trim="-")
    digits, exponent = text.split("e")
    return f"{digits}e{int(exponent)}"


with open(file_name, "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(columns)
    for row in rows:
        table.writerow(row[:3] + [shortest(value) for value in row[3:]])
