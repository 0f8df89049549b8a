"""Which displays would take too long at a network's size and are left out.

Roughly: the engine's sums over times run the network once a term, forwards from there.
"""

from typing import Any

import sympy as sp

from derivations import Line, Network
from derivations.language.symbols import SIZES, Partial, V, delta_o

HEAVY = 200_000_000
"""The most multiplications of a line's numbers; about two seconds."""
LOSSES = 50_000_000
"""The most logits that the losses behind a line may touch."""
NUDGES = 12
"""Entries of a matrix that is shown in part take about so many runs."""
NO_NUMBERS = "At this size its sums are too long for a number beneath each symbol."
NO_MATRIX = "At this size its matrix takes too long to show."


def too_long(line: Line, network: Network, summed: bool) -> bool:
    """Whether the numbers beneath a line's symbols would take seconds.

    `summed`: the line speaks of the summed loss.
    """
    if _each_word(line, network):
        return True
    if summed and network.D * network.T * network.V > LOSSES:
        return True
    run = network.D * (network.D + network.V)
    depth = _depth(line)
    return depth > 0 and run * network.T ** (depth + 1) > HEAVY


def too_wide(line: Line, network: Network, summed: bool) -> bool:
    """Whether the elements of a matrix would take seconds to compute."""
    touched = NUDGES * network.V * network.T ** (_depth(line) + summed)
    return _each_word(line, network) or touched > LOSSES


def _each_word(line: Line, network: Network) -> bool:
    """Whether a line needs the error of every logit of a large vocabulary."""
    if network.V**2 <= LOSSES:
        return False
    errors = bool(line.expr.atoms(Partial)) or line.expr.has(delta_o)
    return errors and (line.gathered or any(limit[2] == V for limit in _limits(line)))


def _limits(line: Line) -> list[tuple[Any, Any, Any]]:
    return [limit for total in line.expr.atoms(sp.Sum) for limit in total.limits]


def _depth(line: Line) -> int:
    """How many of a line's indices are summed times."""
    return len({limit[0] for limit in _limits(line) if limit[2] not in SIZES})
