"""The types of the data of Jacobians' pictures; data_types.js has the same."""

from typing import TypedDict


class DecimalNumber(TypedDict):
    """value times 10^exponent."""

    value: float
    exponent: int


class StripMatrix(TypedDict):
    """A matrix: its cells times 10^exponent, and its spectral norm."""

    cells: list[list[float]]
    exponent: int
    largest: float
    norm: DecimalNumber


class StripFactor(TypedDict):
    """D_n, where D_place belongs, and the product up to it."""

    n: int
    place: int
    slope: list[float]
    cells: list[list[float]]
    product: StripMatrix


class MoreFactors(TypedDict):
    """So many factors that are left out."""

    more: int
    place: int


class StripOrder(TypedDict):
    """The product in order, with the pair swapped, and the difference."""

    kept: StripMatrix
    swapped: StripMatrix
    difference: StripMatrix
    relative: float | None
    """The difference's length, of the product's."""


class StripNumbers(TypedDict):
    """The product dh^(t)/dh^(s) as a strip of its factors."""

    t: int
    s: int
    swap: int
    """The n of the pair D_{n+1} D_n that trades places; 0 for none."""
    written: int
    """Up to so many units cells hold numbers."""
    D: int
    units: list[int]
    """Those shown of a large matrix, from 1."""
    H: list[list[float]]
    largest: float
    """The largest size of an entry of a factor."""
    steepest: float
    """The largest slope of the activation."""
    factors: list[StripFactor | MoreFactors]
    """In the order of multiplication."""
    identity: StripMatrix | None
    """Where there is no factor."""
    order: StripOrder | None
    """Where a pair is swapped."""


class FactorStripData(StripNumbers):
    """The strip, and what is said of it."""

    label: str
    legend: str
    words: str
