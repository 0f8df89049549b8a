"""Draws the pictures of one network, or of two that are compared, in one scale."""

from collections.abc import Sequence
from contextlib import nullcontext

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from views.address.settings import Selection
from views.components.formulas import formulas
from views.shell.presenting import is_presenting
from views.shell.say import say
from views.shell.selection import set_selection
from views.unroll import components
from views.unroll.at_once.data_types import KnownData
from views.unroll.at_once.kept import marked
from views.unroll.at_once.known import answers_keys, with_keys
from views.unroll.bars import bars
from views.unroll.data_types import DrawnPath, NetworkData
from views.unroll.factor_chain import factors, headline
from views.unroll.motion.choose import in_motion, set_frame
from views.unroll.motion.data_types import Motion
from views.unroll.network import network
from views.unroll.stories import with_story
from views.unroll.triangle import triangle
from views.unroll.whatif.compare import Side, in_one_scale
from views.unroll.zeros import network_rest


def draw_networks(
    sides: Sequence[Side],
    selection: Selection,
    reduction: str,
    motion: Motion | None,
    ways: list[DrawnPath] | None,
    numbers: KnownData,
) -> None:
    """Headline and network of each side, one below the other: the words line up.

    numbers: those with which the browser answers picks, or NOTHING.
    """
    pictures = [
        network(
            side.net, selection, network_rest(side.net, selection), side.window, ways
        )
        for side in sides
    ]
    for side, data in zip(sides, in_one_scale(pictures, "largest"), strict=True):
        with st.container(key=f"beside{side.key}") if side.title else nullcontext():
            _draw_network(side, data, selection, reduction, motion, numbers)


def _draw_network(
    side: Side,
    data: NetworkData,
    selection: Selection,
    reduction: str,
    motion: Motion | None,
    numbers: KnownData,
) -> None:
    net, window = side.net, side.window
    _title(side)
    formula = headline(net, selection, window, reduction)
    formulas(f"headline{side.key}", marked(formula, "headline", numbers))
    played: NetworkData = {**in_motion(data, motion), "presented": is_presenting()}
    played = with_story(played, "network", net, selection, reduction, window)
    keys = answers_keys(numbers, selection.matrix)
    components.network(
        marked(with_keys(played, "network", keys), "network", numbers),
        set_selection,
        set_frame,
        f"unrolled_network{side.key}",
    )


def draw_triangles(
    sides: Sequence[Side],
    places: Sequence[DeltaGenerator],
    selection: Selection,
    over: str,
    numbers: KnownData,
) -> None:
    """The triangle of each side in its own place; of one alone, its bars too.

    numbers: those with which the browser answers picks, or NOTHING.
    """
    triangles = [triangle(s.net, selection, over, s.window) for s in sides]
    keys = answers_keys(numbers, selection.matrix)
    drawn = in_one_scale(triangles, "largest", "largest_sum")
    for side, place, cells in zip(sides, places, drawn, strict=False):
        with place, st.container(key=f"pic_triangle{side.key}"):
            _title(side)
            told = with_story(cells, "triangle", side.net, selection, over, side.window)
            told = with_keys(told, "triangle", keys)
            told = marked(told, "triangle", numbers)
            components.triangle(told, set_selection, f"triangle{side.key}")
            if len(sides) == 1:
                row = bars(side.net, selection, side.window)
                row = with_story(row, "bars", side.net, selection, over, side.window)
                components.bars(marked(row, "bars", numbers))


def draw_factors(
    side: Side, selection: Selection, over: str, numbers: KnownData
) -> None:
    """The chain of factors of the picked contribution.

    numbers: those with which the browser answers picks, or NOTHING.
    """
    with st.container(key=f"pic_factors{side.key}"):
        _title(side)
        chain = factors(side.net, selection)
        chain = with_story(chain, "chain", side.net, selection, over, side.window)
        formulas(f"factors{side.key}", marked(chain, "chain", numbers))


def _title(side: Side) -> None:
    if side.title:
        say(f"## {side.title}")
