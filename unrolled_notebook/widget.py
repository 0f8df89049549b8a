"""The widget: the pictures of one network, and what is picked in them."""

from collections.abc import Sequence
from typing import Any

import anywidget
import traitlets

from rnn_core import REDUCTIONS, Backward
from rnn_core.checks import expect, one_of, whole_number
from views.text.naming import CALLED

from .pick import Pick, checked
from .pictures import Manner, Worded, known, shown
from .script import script


class Pictures(anywidget.AnyWidget):
    """Headline, network, triangle, bars and chain of factors of one weight.

    pick: what is picked, a `Pick`; it changes with every pick by mouse, touch or keys
    and can be observed: `widget.observe(lambda change: ..., "pick")`. Set it, to any
    five such values, and the pictures follow.
    """

    _esm = script()

    pick = traitlets.Any(help="matrix, i, j, t, k").tag(sync=True)
    _heard = traitlets.Int(0).tag(sync=True)
    _known = traitlets.Unicode().tag(sync=True)
    _shown = traitlets.Dict().tag(sync=True)

    def __init__(self, net: Worded, pick: Pick, manner: Manner) -> None:
        self._net, self._manner = net, manner
        self._numbers, sent = known(net, manner)
        first = shown(net, pick, manner, self._numbers, 0)
        self._drawn = (pick, 0)
        super().__init__(pick=pick, _known=sent, _shown=first)

    @traitlets.validate("pick")
    def _checked(self, proposal: Any) -> Pick:
        return checked(proposal.value, self._net)

    @traitlets.observe("pick", "_heard")
    def _draw(self, _change: object) -> None:
        """Show what follows from a pick; both change together where it was made."""
        now = (self.pick, self._heard)
        if now == self._drawn:
            return
        self._drawn = now
        pick, heard = now
        self._shown = shown(self._net, pick, self._manner, self._numbers, heard)

    def __repr__(self) -> str:
        return f"Pictures of {self.pick!r}; they need a front end that shows widgets."


def show(
    back: Backward,
    matrix: str = "H",
    i: int = 0,
    j: int = 0,
    *,
    t: int | None = None,
    k: int = 0,
    words: Sequence[str | None] | None = None,
    reduction: str = "sum",
    window: int | None = None,
    names: str = "source",
) -> Pictures:
    """Show what the instances of one weight add to the gradient of each loss.

        widget = show(back, "H", 0, 1)
        widget.pick  # Pick(matrix="H", i=0, j=1, t=4, k=0)

    back: what `rnn_core.backward` gave. matrix, i, j: the weight, "H", "L" or "U", its
    row and column from 0. t, k: the loss from 1 and the instance from 0 that are picked
    at first; without t the last loss. words: the vocabulary's words, as
    `Vocabulary.words` has them; without them words are called #1, #2, ... reduction:
    "sum", "mean" or "last", how losses make J. window: truncated BPTT, as in
    `back.gradients`. names: what quantities are called: "source", "wxh", "coursera" or
    "torch".

    A wrong argument raises TypeError, ValueError or IndexError, which names it.
    """
    expect("back", back, Backward)
    trace = back.trace
    one_of("reduction", reduction, tuple(REDUCTIONS))
    one_of("names", names, tuple(CALLED))
    kept = 0 if window is None else whole_number("window", window, 1)
    net = Worded(
        params=trace.params,
        trace=trace,
        back=back,
        words=_words(words, trace.params.vocab),
    )
    pick = checked((matrix, i, j, trace.steps if t is None else t, k), net)
    return Pictures(net, pick, Manner(reduction, kept, names))


def _words(words: Sequence[str | None] | None, vocab: int) -> tuple[str | None, ...]:
    """Words for all entries of the vocabulary, or none."""
    if words is None:
        return ()
    given = tuple(words)
    if not all(word is None or isinstance(word, str) for word in given):
        raise TypeError("words must be texts, or None for an entry without one")
    if len(given) != vocab:
        raise ValueError(f"words has {len(given)} entries; it must have {vocab}")
    return given
