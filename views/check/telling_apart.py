"""Which explanations a small network tells apart, and the sentences that say so."""

import numpy as np

from rnn_core import Finding, backward, forward
from rnn_core.diagnosis import SmallNetwork
from rnn_core.diagnosis.typical import typical_gradients

from ..text.naming import named
from .diagnose import Answer

CLOSE = 1e-6
"""How far gradients may be apart, relative, and still be the same."""
RUN_IT = "run your code on it, then drop its file here and paste what your code gives."
ALWAYS = (
    "No network is known that tells them apart: as far as is known they always give "
    "the same numbers."
)


def apart_words(found: Answer, one: Finding, group: list[Finding]) -> str:
    """What to do where the findings of a group give the same numbers here: `one` has a
    network on which it gives other ones.
    """
    assert one.told_apart is not None
    kinds = classes_on(one.told_apart, found, group)
    if kinds is None:
        return f"This small network tells some of them apart: {RUN_IT}"
    if len(kinds) == len(group):
        return f"This small network tells them apart: {RUN_IT}"
    alike = "; ".join(
        " and ".join(f"“{named(other.title)}”" for other in kind)
        for kind in kinds
        if len(kind) > 1
    )
    return (
        f"This small network tells some of them apart, but gives the same for {alike}: "
        f"{RUN_IT}"
    )


def classes_on(
    network: SmallNetwork, found: Answer, group: list[Finding]
) -> list[list[Finding]] | None:
    """The findings in lists of those that give the same on another network.

    None where one of them is several mistakes, or another variant of its mistake than
    the usual one: these are not made again here.
    """
    brought = found.brought
    here = SmallNetwork(brought.params, brought.inputs, brought.targets)
    kinds: list[list[Finding]] = []
    firsts: list[dict[str, np.ndarray]] = []
    for one in group:
        if len(one.mistakes) > 1:
            return None
        mine = _made(one, here, found)
        if not _alike(mine, {n: np.asarray(brought.gradients[n], float) for n in mine}):
            return None
        there = _made(one, network, found)
        for kind, first in zip(kinds, firsts, strict=True):
            if _alike(first, there):
                kind.append(one)
                break
        else:
            kinds.append([one])
            firsts.append(there)
    return kinds


def _made(one: Finding, network: SmallNetwork, found: Answer) -> dict[str, np.ndarray]:
    """What was given, as a finding makes it: the other matrices are right."""
    activation, window = found.brought.activation, found.window or None
    right = backward(forward(*network, activation)).gradients(
        window=window, reduction=found.reduction
    )
    wrong = typical_gradients(
        one.mistakes[0], *network, activation, found.reduction, window
    )
    made_in = set(one.matrices[0])
    return {
        name: wrong[name] if name in made_in else getattr(right, name)
        for name in found.brought.gradients
    }


def _alike(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    with np.errstate(all="ignore"):
        return all(
            float(np.abs(one[name] - other[name]).max())
            <= CLOSE * float(np.abs(one[name]).max())
            for name in one
        )
