"""Asks the diagnosis about gradients of the tests' own pass, as people bring them."""

import numpy as np

from rnn_core import Params, Report, diagnose
from tests.rnn_core.diagnosis.wrong_pass import WINDOW, WINDOWED, Words, wrong

WAYS = ("float64", "float32", "six digits")


def single(net: Words) -> Words:
    """The network in float32."""
    return Words(*(a.astype(np.float32) for a in net[:4]), net.x, net.y)


def to_digits(array, count) -> np.ndarray:
    """Rounded to so many significant digits."""
    return np.vectorize(lambda v: float(f"{v:.{count}g}"), otypes=[float])(array)


def as_printed(array, precision=4) -> np.ndarray:
    """What is read back from NumPy's print with so many decimals."""
    with np.printoptions(precision=precision, threshold=10**6, linewidth=10**6):
        text = str(array).replace("[", " ").replace("]", " ")
    return np.array(text.split(), dtype=float).reshape(array.shape)


def brought(net: Words, activation, way, *mistakes) -> dict[str, np.ndarray]:
    """Gradients with mistakes, in the precision that the way has."""
    if way == "float32":
        return wrong(single(net), activation, *mistakes)
    found = wrong(net, activation, *mistakes)
    return {n: to_digits(g, 6) for n, g in found.items()} if way != "float64" else found


def asked(net: Words, activation, gradients, *mistakes, **meant) -> Report:
    """The report; the window is meant where a mistake is one of the window."""
    if {*mistakes} & {*WINDOWED}:
        meant.setdefault("window", WINDOW)
    return diagnose(Params(*net[:4]), net.x, net.y, gradients, activation, **meant)


def off(net: Words, activation, gradients, mistakes) -> float:
    """How far gradients with mistakes are from right ones, relative; by loops."""
    right = truth(net, activation, mistakes)
    return max(
        float(np.abs(g - right[n]).max() / max(np.abs(right[n]).max(), 1e-300))
        for n, g in gradients.items()
    )


def truth(net: Words, activation, mistakes) -> dict[str, np.ndarray]:
    """The right gradient: of a window, by the sum of what one longer adds, or plain."""
    if not {*mistakes} & {*WINDOWED}:
        return wrong(net, activation)
    return wrong(net, activation, "truncated", width=WINDOW)
