"""Two networks over the same words, side by side, in one scale."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, cast

from ...address.settings import Selection
from ...model.compare import Difference, called, other_network
from ...model.model import Model, model
from ...text.losses import WHOLE_LOSSES
from ...text.names import loss_name, weight_name
from ...text.numerals import short
from ..terms import contributions
from ..triangle import total

Data = TypeVar("Data", bound=Mapping[str, Any])


class Side(NamedTuple):
    """A network that a view is of, the window it is cut to, and its place.

    title: what tells it from the other; "" where there is no other. key: ends the keys
    of its pictures.
    """

    net: Model
    window: int
    title: str = ""
    key: str = ""


def compared(net: Model, difference: Difference) -> tuple[Side, ...]:
    """The network on the screen, and the one that differs from it in one setting.

    The first alone where the other overflows on the way through the same words.
    """
    config, window = other_network(net.config, difference)
    other, name = model(config), difference.name
    window = min(window, net.trace.steps)
    here = Side(net, 0, called(net.config, name, 0))
    if other.trace.steps < net.trace.steps:
        return (here,)
    return here, Side(other, window, called(config, name, window), "_other")


def story(sides: Sequence[Side], selection: Selection, reduction: str) -> str:
    """The picked weight's gradient in both: of the chosen loss, and of J."""
    if len(sides) < 2:
        return (
            "**Two side by side.** The other network's numbers overflow on these "
            "words: there is nothing to compare with."
        )
    one, other = sides
    name, loss = weight_name(selection), loss_name(selection)
    of_loss = _both(sides, [_of_loss(side, selection) for side in sides])
    over = [total(s.net, selection, reduction, s.window) for s in sides]
    return (
        f"**Two side by side.** The same words, {one.title} first, then {other.title}; "
        "colours, widths and areas are in one scale. "
        f"The gradient of {loss} by {name} is {of_loss}; that of J, "
        f"{WHOLE_LOSSES[reduction].words}, is {_both(sides, over)}."
    )


def _both(sides: Sequence[Side], values: Sequence[float]) -> str:
    one, other = (
        f"{short(value)} ({side.title})"
        for side, value in zip(sides, values, strict=True)
    )
    return f"{one} and {other}"


def in_one_scale(pictures: Sequence[Data], *sizes: str) -> list[Data]:
    """The same pictures, each of whose `sizes` is the largest that any of them has."""
    shared = {size: max(picture[size] for picture in pictures) for size in sizes}
    return [cast("Data", {**picture, **shared}) for picture in pictures]


def _of_loss(side: Side, selection: Selection) -> float:
    terms = contributions(side.net, selection, side.window)
    return float(terms[selection.t - 1].sum())
