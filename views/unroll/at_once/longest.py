"""The network at the most steps whose numbers show it at fewer steps too."""

from dataclasses import replace

from ...address.settings import Config
from ...model.edits import Step, parse_edits
from ...model.model import Model, model
from ...runtime.cache import cached
from ..network import looks
from .data_types import Longest
from .drawn import all_known, drawn
from .known import LONGEST

SMALL = 1 << 14
"""Numbers that are sent for this: 128 KiB."""


def longest(net: Model) -> Longest | None:
    """With what the browser shows other numbers of steps; None where it cannot.

    A state never looks ahead, and no loss is led to by a later step: h^(1)..h^(T),
    delta^(s<-t) and delta^(o,t) for t <= T are the same at every larger T, but for
    their last bits, which products of other shapes round otherwise. So the most steps
    serve the fewer ones, as far as the pictures show as many words and every edge.
    """
    least, most = span(net)
    return None if least == most else _at(replace(net.config, T=most), least)


@cached
def _at(config: Config, least: int) -> Longest | None:
    """The same at the most steps: found once for all that are shown alike."""
    whole = model(config)
    numbers = all_known(whole) if whole.trace.steps == config.T else None
    if numbers is None:
        return None
    return {
        "known": numbers,
        "drawing": drawn(whole, 0),
        "loss": whole.trace.loss.tolist(),
        "least": least,
    }


def span(net: Model) -> tuple[int, int]:
    """The fewest and the most steps that are shown alike, of the same weights."""
    steps, passage = net.trace.steps, net.passage
    fixed = (steps, steps)
    operations = parse_edits(net.config.edits).operations
    if net.config.train or any(isinstance(each, Step) for each in operations):
        return fixed
    if passage.start != net.config.start:
        return fixed
    look = looks(net, steps)
    if any(kept is not None for kept in look[1].values()):
        return fixed
    end = min(LONGEST, passage.words - passage.start)
    alike = [T for T in range(1, end + 1) if looks(net, T) == look]
    fits = [T for T in alike if _size(net, T) <= SMALL]
    return (min(fits), max(fits)) if steps in fits else fixed


def _size(net: Model, steps: int) -> int:
    """How many numbers are sent at most of a network at T = `steps`."""
    hidden, vocab = net.params.hidden, net.params.vocab
    return steps * ((steps + 1) * hidden + vocab + 4 * hidden) + hidden * (hidden + 1)
