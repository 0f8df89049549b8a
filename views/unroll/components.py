"""The pictures of Unroll: network, triangle and bars."""

from collections.abc import Callable

from ..components.mounting import component, sent
from .data_types import BarsData, NetworkData, TriangleData

_network = component(
    "unrolled_network",
    ("components/common.css", "unroll/network.css"),
    "unroll/network.js",
    said=("rest", "drawn", "label"),
)
_triangle = component(
    "unrolled_triangle",
    ("components/common.css", "unroll/triangle.css"),
    "unroll/triangle.js",
    said=("over", "losses", "why", "rest", "label"),
)
_bars = component(
    "unrolled_bars",
    ("components/common.css", "unroll/bars.css"),
    "unroll/bars.js",
    said=("label",),
)


def network(data: NetworkData, on_pick: Callable[[object], None]) -> None:
    """The unrolled network; `on_pick` gets the edge or the loss that was picked."""
    _network(key="network", data=data, on_pick_change=sent("network", "pick", on_pick))


def triangle(data: TriangleData, on_pick: Callable[[object], None]) -> None:
    """The triangle of contributions; `on_pick` gets the t and k that were picked."""
    _triangle(
        key="triangle", data=data, on_pick_change=sent("triangle", "pick", on_pick)
    )


def bars(data: BarsData) -> None:
    """The instances of the chosen loss as bars; nothing can be picked."""
    _bars(key="bars", data=data)
