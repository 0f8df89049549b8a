"""How symbols and numbers are written in LaTeX."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy as sp

from derivations.language.name_schemes import name_scheme
from derivations.language.symbols import (
    PP,
    D,
    H,
    J,
    Jmean,
    L,
    T,
    U,
    V,
    delta,
    delta_o,
    dsigma,
    h,
    o,
    onehot_x,
    onehot_y,
    sigma,
    tau,
    x,
    y,
    yhat,
    z,
)

NAMES = {
    H: "H",
    L: "L",
    U: "U",
    h: "h",
    z: "z",
    o: "o",
    yhat: r"\hat{y}",
    delta: r"\delta",
    delta_o: r"\delta",
    J: "J",
    x: "x",
    y: "y",
    onehot_x: "x",
    onehot_y: "y",
    PP: r"\mathit{PP}",
    Jmean: r"\bar{J}",
    tau: r"\tau",
    sigma: r"\sigma",
    dsigma: r"\sigma'",
    D: "D_h",
    V: "|V|",
    T: "T",
    sp.exp: r"\exp",
    sp.log: r"\log",
    sp.tanh: r"\tanh",
}


def symbols(names: str) -> Mapping[Any, str]:
    """NAMES in the names of another course or library; ValueError for unknown ones."""
    own = name_scheme(names).latex
    return {**NAMES, **own} if own else NAMES


WRITTEN_OUT = 4
"""The most terms within terms, or columns, that are written out in full."""
LONGEST = 6
"""The most terms of an outermost sum, or rows, that are."""


def number(value: Any) -> str:
    """A number in three significant digits, or a matrix of them.

    Of more than LONGEST rows, or WRITTEN_OUT columns, the first two and the last are
    written.
    """
    if np.ndim(value) == 2 and np.size(value) > 1:
        tall, wide = map(_written, np.shape(value), (LONGEST, WRITTEN_OUT))
        rows = (r" & ".join(_entry(value, m, n) for n in wide) for m in tall)
        return r"\begin{bmatrix}" + r" \\ ".join(rows) + r"\end{bmatrix}"
    plain = float(np.asarray(value).item())
    if not np.isfinite(plain):
        return r"\text{not finite}"
    if plain == 0 or (plain == int(plain) and abs(plain) < 1000):
        return str(int(plain))
    digits, _, power = f"{plain:#.3g}".partition("e")
    digits = digits.rstrip(".")
    return rf"{digits} \times 10^{{{int(power)}}}" if power else digits


def _written(length: int, most: int) -> list[int | None]:
    """The places that are written; None stands for those between."""
    return [*range(length)] if length <= most else [0, 1, None, length - 1]


def _entry(values: Any, m: int | None, n: int | None) -> str:
    if m is None:
        return r"\vdots" if n is not None else r"\ddots"
    return r"\cdots" if n is None else number(values[m][n])
