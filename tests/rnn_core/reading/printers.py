"""Prints matrices as MATLAB, Octave and Julia do, for tests that read them again."""

import numpy as np


def matlab_columns(matrix, decimals, width=8, scale=0):
    """MATLAB's print: blocks of columns, a scale factor before them."""
    shown = [f"   1.0e{scale:+03d} *\n\n"] if scale else []
    columns = matrix.shape[1]
    for first in range(0, columns, width):
        last = min(first + width, columns)
        if columns > width:
            header = (
                f"  Columns {first + 1} through {last}"
                if last > first + 1
                else f"  Column {last}"
            )
            shown.append(f"{header}\n\n")
        for row in matrix[:, first:last] / 10.0**scale:
            shown.append("".join(f"{entry:30.{decimals}f}" for entry in row) + "\n")
        shown.append("\n")
    return "".join(shown)


def matlab_source(matrix, digits, commas=False, lines=False):
    """MATLAB's or Julia's source: rows between semicolons."""
    rows = [
        (", " if commas else " ").join(f"{entry:.{digits}g}" for entry in row)
        for row in matrix
    ]
    return f"[{(';' + chr(10) if lines else '; ').join(rows)}]"


def julia_print(matrix, digits):
    """Julia's REPL: a header, then columns."""
    rows, columns = matrix.shape
    lines = [f"{rows}×{columns} Matrix{{Float64}}:"]
    lines += [" " + "  ".join(f"{entry:.{digits}g}" for entry in row) for row in matrix]
    return "\n".join(lines) + "\n"


def spreadsheet(matrix, decimals, separator="\t", comma=False):
    """What a spreadsheet copies."""
    lines = [separator.join(f"{entry:.{decimals}f}" for entry in row) for row in matrix]
    text = "\r\n".join(lines) + "\r\n"
    return text.replace(".", ",") if comma else text


def with_minus(text):
    """Signs as word processors write them."""
    return text.replace("-", "\N{MINUS SIGN}")


def printed_right(read, matrix):
    """Whether every entry is within half a unit of what it was printed from."""
    slack = 4 * np.finfo(float).eps * np.abs(matrix)
    return (
        read.values.shape == matrix.shape
        and (np.abs(read.values - matrix) <= read.half_unit + slack).all()
    )
