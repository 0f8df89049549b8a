"""What the pictures show after a pick, as the page Unroll has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from views.address.settings import Selection
from views.components.picture import FORMULAS
from views.model.network import Network
from views.text.naming import written_in
from views.unroll.at_once.data_types import KnownData
from views.unroll.at_once.known import answers_keys, mark, numbers_of, with_keys
from views.unroll.bars import bars
from views.unroll.factor_chain import factors, headline
from views.unroll.network import network
from views.unroll.pictures import BY_ROLE, KNOWN
from views.unroll.stories import TERMS, with_story
from views.unroll.triangle import triangle
from views.unroll.zeros import network_rest

from .pick import Pick, selection

LINES = FORMULAS._replace(styles=(*FORMULAS.styles, "components/mathml.css"))
"""Formulas as MathML: a notebook has no KaTeX that a picture can load."""
ROLES = {**BY_ROLE, "headline": LINES, "chain": LINES, "known": KNOWN}
"""What each part of the widget is drawn with."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Worded(Network):
    """A network whose words have names, where they are given."""

    words: tuple[str | None, ...] = ()

    def word(self, token: int) -> str:
        """The word with this id; #7 for entry 7 without one."""
        return (self.words[token] if self.words else None) or super().word(token)


@dataclass(frozen=True)
class Manner:
    """How losses make J, what truncation keeps (0: all), and whose names are used."""

    reduction: str
    window: int
    names: str


def known(net: Network, manner: Manner) -> tuple[KnownData, str]:
    """The numbers with which the browser answers picks, and the same as it is sent."""
    data = numbers_of(net)
    with written_in(manner.names):
        return data, KNOWN.message(data)


def shown(
    net: Network, pick: Pick, manner: Manner, numbers: KnownData, heard: int
) -> dict[str, str]:
    """By role a picture's data as it is sent.

    heard: which of the browser's picks this comes after.
    """
    at = selection(pick)
    with written_in(manner.names):
        return {
            role: ROLES[role].message(mark(data, role, numbers, heard))
            for role, data in _drawn(net, at, manner, numbers).items()
        }


def _drawn(
    net: Network, at: Selection, manner: Manner, numbers: KnownData
) -> dict[str, Mapping[str, Any]]:
    """By role a picture's data, with what is said above it."""
    over, window = manner.reduction, manner.window
    keys = answers_keys(numbers, at.matrix)
    drawn = network(net, at, network_rest(net, at), window)
    cells = triangle(net, at, over, window)
    pictures = {
        "headline": headline(net, at, window, over),
        "network": with_keys(drawn, "network", keys),
        "triangle": with_keys(cells, "triangle", keys),
        "bars": bars(net, at, window),
        "chain": factors(net, at),
    }
    return {
        role: with_story(data, role, net, at, over, window) if role in TERMS else data
        for role, data in pictures.items()
    }
