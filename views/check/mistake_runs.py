"""Runs mistakes on the screen's network: by their equations, or by the engine's pass.

A small network runs both the wrong and the right equation of each mistake, and both are
compared with the engine's gradient.  A larger one is left to the engine, which is fast
and makes the same wrong gradients, as a test finds; of the largest only the first steps
are run, as many as a budget allows.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from derivations.evaluation.network import Network
from derivations.mistakes.mistake import WINDOW, Gradients, Mistake, misses
from derivations.mistakes.table import MISTAKES
from rnn_core import Backward, Trace, backward, forward
from rnn_core.diagnosis.typical import typical_gradients

from ..address.settings import Config
from ..model.model import model
from ..runtime.cache import cached

FEW, MOST = 12, 5000
"""Steps, and steps times entries of L, up to which the equations are run: those of some
mistakes take every loss back to every step, one by one.
"""
BUDGET = 8_000_000_000
"""What the engine may take for a list, in multiplications; about a second."""
COMPARED = 200
"""What comparing an entry of L and U takes beside them."""
LEAST = 4
"""Steps below which a large network's beginning says little."""
SMALL = Config(D_h=6, V=8, T=6)
"""In place of the largest: small, and with a word that comes again."""
SAME = 1e-9
"""A mistake that changes nothing by more, relative, does not show."""


class Plan(NamedTuple):
    """The network that mistakes are run on, on how many steps, and by what."""

    config: Config
    steps: int
    equations: bool


class Ran(NamedTuple):
    """max|off - right| / max|right| by matrix: as written, and with it corrected."""

    wrong: dict[str, float]
    right: dict[str, float]

    @property
    def shows(self) -> bool:
        """Whether the network shows the mistake."""
        return max(self.wrong.values()) > SAME


def plan(config: Config, count: int) -> Plan:
    """What `count` mistakes are run on, for a configuration."""
    trace = model(config).trace
    size, steps = trace.params.L.size, trace.steps
    if steps <= FEW and steps * size <= MOST:
        return Plan(config, steps, equations=True)
    while steps >= LEAST:
        if count * _cost(trace.params.hidden, size, steps) <= BUDGET:
            return Plan(config, steps, equations=False)
        steps -= 1
    small = Config(
        SMALL.D_h, SMALL.V, SMALL.T, seed=config.seed, activation=config.activation
    )
    return Plan(small, model(small).trace.steps, equations=True)


def _cost(hidden: int, size: int, steps: int) -> int:
    """Multiplications of one pass; `size` is D_h |V|."""
    return steps * steps * hidden * hidden + (8 * steps + COMPARED) * size


@cached
def run_all(config: Config, slugs: tuple[str, ...]) -> dict[str, Ran]:
    """Run mistakes, as written and corrected."""
    asked = plan(config, len(slugs))
    trace = model(asked.config).trace
    if not asked.equations:
        return _by_engine(trace, asked.steps, slugs)
    network = Network(
        trace.params, trace.inputs, trace.targets, activation=trace.activation
    )
    right = {
        MISTAKES[slug].meant: _true(backward(trace), MISTAKES[slug].meant)
        for slug in slugs
    }
    return {slug: _by_equations(MISTAKES[slug], network, right) for slug in slugs}


def _by_equations(
    mistake: Mistake, network: Network, right: Mapping[str, Gradients]
) -> Ran:
    """By the equations of the mistake, beside the gradient of the other engine."""
    true = right[mistake.meant]
    with np.errstate(all="ignore"):
        return Ran(
            misses(mistake.gradients(network), true),
            misses(mistake.gradients(network, corrected=True), true),
        )


def _true(back: Backward, meant: str) -> Gradients:
    """The engine's gradient of what is meant."""
    window = WINDOW if meant == "window" else None
    return back.gradients(window=window, reduction=_reduction(meant))._asdict()


def _reduction(meant: str) -> str:
    return meant if meant in ("mean", "last") else "sum"


def _by_engine(trace: Trace, steps: int, slugs: tuple[str, ...]) -> dict[str, Ran]:
    """By NumPy's passes, each of what is meant; their right one beside the engine's."""
    found: dict[str, Ran] = {}
    words = (trace.params, trace.inputs[:steps], trace.targets[:steps])
    first = backward(forward(*words, trace.activation))
    right: dict[str, Gradients] = {}
    held: dict[str, dict[str, float]] = {}
    for slug in slugs:
        meant = MISTAKES[slug].meant
        window = WINDOW if meant == "window" else None
        what = (trace.activation, _reduction(meant), window)
        if meant not in right:
            true = _true(first, meant)
            held[meant] = misses(typical_gradients(None, *words, *what), true)
            right[meant] = true
        made = typical_gradients(slug, *words, *what)
        with np.errstate(all="ignore"):
            found[slug] = Ran(misses(made, right[meant]), held[meant])
    return found
