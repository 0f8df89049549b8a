"""How each symbol and each number is written in LaTeX."""

from typing import Any

import numpy as np
import sympy as sp

from derivations.symbols import (
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
}


def number(value: Any) -> str:
    """A number in three significant digits, or a matrix of them."""
    if np.ndim(value) == 2 and np.size(value) > 1:
        rows = (r" & ".join(number(entry) for entry in row) for row in value)
        return r"\begin{bmatrix}" + r" \\ ".join(rows) + r"\end{bmatrix}"
    plain = float(np.asarray(value).item())
    if not np.isfinite(plain):
        return r"\text{not finite}"
    if plain == 0 or (plain == int(plain) and abs(plain) < 1000):
        return str(int(plain))
    digits, _, power = f"{plain:#.3g}".partition("e")
    digits = digits.rstrip(".")
    return rf"{digits} \times 10^{{{int(power)}}}" if power else digits
