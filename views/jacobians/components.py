"""The picture of Jacobians: a product as a strip of factors."""

from collections.abc import Callable

from ..components.mounting import component, sent
from .data_types import FactorStripData

_factor_strip = component(
    "unrolled_factor_strip",
    ("components/common.css", "jacobians/factor_strip.css"),
    "jacobians/factor_strip.js",
    said=("label", "legend", "words"),
)


def factor_strip(data: FactorStripData, on_swap: Callable[[object], None]) -> None:
    """A product of Jacobians, factor by factor.

    `on_swap` gets the n of the pair D_{n+1} D_n that is to be swapped, 0 for none.
    """
    _factor_strip(
        key="factor_strip",
        data=data,
        on_swap_change=sent("factor_strip", "swap", on_swap),
    )
