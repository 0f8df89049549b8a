"""Decides with more digits the choices of indices that float64 cannot decide."""

from typing import Any, NamedTuple

import mpmath
import numpy as np
import sympy as sp

from derivations.evaluation.cost import Cost
from derivations.evaluation.counting import cost
from derivations.evaluation.index_sample import Sample

DIGITS = tuple(60 * 2**n for n in range(6))
"""How many digits a network is run with: the least of these that is enough."""
RUN = 200_000_000
"""What running a network to its last state may take with that many digits."""
NOISE = 5
"""Last digits that may differ between two routes to one number."""
CLEAR = 15
"""A difference in the first of so many digits is none of rounding."""


class Settled(NamedTuple):
    """Whether two sides are equal, by how much they miss at each choice of units, the
    largest number on either side, and the operations that were spent.
    """

    equal: bool
    misses: np.ndarray
    size: Any
    spent: int


class NoNumber(ArithmeticError):
    """Raised where a line has no finite number, however many digits are used."""


def settle(
    expr: sp.Expr,
    goal: sp.Expr,
    sample: Sample,
    moment: dict[Any, int],
    rows: np.ndarray,
    digits: int,
    budget: int,
) -> Settled | None:
    """Both sides at one choice of times and some choices of units, `rows` of the
    sample's, as many of the first of them as the budget allows; None if it allows none.

    Equal is what agrees to the last digits, or comes to agree as digits are added:
    where large terms cancel to nothing, nothing is what is left.
    """
    enough = next((d for d in DIGITS if d >= digits), None)
    if enough is None or _run(sample, enough) > RUN:
        return None
    steps = sample.span(moment)
    for count in sorted({len(rows), *(4**n for n in range(8) if 4**n < len(rows))})[
        ::-1
    ]:
        takes = cost((expr, goal), sample.network.sizes, sample.places, count, steps)
        spent = takes.operations_at(enough)
        if spent <= budget:
            return _settled(expr, goal, sample.few(rows[:count]), moment, enough, spent)
    return None


def _settled(
    expr: sp.Expr,
    goal: sp.Expr,
    sample: Sample,
    moment: dict[Any, int],
    digits: int,
    spent: int,
) -> Settled:
    ten = mpmath.mpf(10)
    misses, sizes = differences(expr, goal, sample, moment, digits)
    doubtful = misses > sizes * ten ** (NOISE - digits)
    large = sizes > max(1, sizes.max()) * ten ** -(digits // 2)
    clear = large & (misses > sizes * ten**-CLEAR)
    equal = not doubtful.any()
    if doubtful.any() and not clear.any():
        again, most = differences(expr, goal, sample, moment, 2 * digits)
        fades = again <= misses * ten ** -(digits // 2)
        small = again <= most * ten**-digits
        equal = (fades | small)[doubtful].all()
        misses, spent = again, 4 * spent
    return Settled(bool(equal), misses, sizes.max(), spent)


def differences(
    expr: sp.Expr, goal: sp.Expr, sample: Sample, moment: dict[Any, int], digits: int
) -> tuple[np.ndarray, np.ndarray]:
    """The miss at each of a sample's choices of units, and the larger of both sides."""
    exact = sample.on(sample.network.precise(digits))
    gathered = expr.is_commutative is False
    line = (exact.array if gathered else exact.element)(expr, moment)
    aims = exact.element(goal, moment)
    misses = abs(line - aims)
    if not all(map(mpmath.isfinite, misses)):
        raise NoNumber(f"{expr} has no finite number")
    return misses, np.maximum(abs(line), abs(aims))


def _run(sample: Sample, digits: int) -> int:
    """What the network's states take with so many digits."""
    net = sample.network
    states = net.T * net.D
    run = Cost(terms=net.D * (states + net.D), functions=states)
    return run.operations_at(digits)
