"""The penalty of a symbol's mask, ISO/IEC 18004, 7.8.3, reckoned plainly: the slow and sure way."""
from itertools import groupby

RUN, BLOCK, FINDER, BALANCE = 3, 3, 40, 10


def penalty(modules):
    """Of modules row after row, dark ones as 1."""
    size = round(len(modules) ** 0.5)
    rows = [modules[start:start + size] for start in range(0, len(modules), size)]
    lines = rows + ["".join(column) for column in zip(*rows)]
    percent_off = abs(100 * modules.count("1") / len(modules) - 50)
    return (
        sum(of_runs(line) + FINDER * finders(line) for line in lines)
        + BLOCK * sum(
            above[column] == above[column - 1] == row[column] == row[column - 1]
            for above, row in zip(rows, rows[1:]) for column in range(1, size))
        + BALANCE * int(percent_off // 5))


def of_runs(line):
    """Five modules of one colour on end, or more."""
    lengths = (len(list(run)) for _, run in groupby(line))
    return sum(RUN + length - 5 for length in lengths if length >= 5)


def finders(line):
    """How often a light area of four widths lies before or after 1:1:3:1:1 of any width; the quiet zone is light."""
    runs = [(colour, len(list(run))) for colour, run in groupby("0" * len(line) + line + "0" * len(line))]
    count = 0
    for start in range(1, len(runs) - 5):
        colour, width = runs[start]
        lengths = [length for _, length in runs[start:start + 5]]
        if colour == "1" and lengths == [width, width, 3 * width, width, width]:
            count += (runs[start - 1][1] >= 4 * width) + (runs[start + 5][1] >= 4 * width)
    return count
