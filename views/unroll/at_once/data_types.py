"""The types of what the browser answers with; data_types.js has the same."""

from typing import NotRequired, TypedDict


class KnownData(TypedDict):
    """A network's numbers, of which every contribution is a product of two, and its
    factors follow.

    Numbers are float64, little-endian, in base 64: delta^(s<-t) for t = 1..T and in
    each for s = 1..t; h^(0)..h^(T); delta^(o,t). Then of real units alone: rows
    dJ^(t)/dh^(s), ordered as delta; slopes sigma'(z^(1))..sigma'(z^(T)); H. Empty where
    they are too many.
    """

    net: str
    """By what pictures say that they are of this network; "" without numbers."""
    T: int
    D: int
    V: int
    inputs: list[int]
    """The words read, from 0."""
    read: list[str]
    """The same in quotation marks, as long as they are said."""
    delta: str
    h: str
    delta_o: str
    real: int
    """Units but for one that is always 1."""
    rows: str
    slope: str
    H: str
    drawing: NotRequired["DrawnData"]
    longest: NotRequired["Longest"]


class DrawnData(TypedDict):
    """What the browser chooses the edges, units and words with that are drawn.

    Its vocabulary, targets and probabilities only where delta^(o,t) is known: without
    it no weight of U is picked, and predictions stay as they are.
    """

    words: list[str]
    """The vocabulary."""
    targets: list[int]
    """The words predicted, from 0."""
    sure: list[float]
    """Their probabilities; all others are in delta^(o,t)."""
    into: str
    """Of each step and unit (H h^(t-1))_i, L_i; as the numbers of KnownData."""
    keep: dict[str, int | None]
    """By matrix: how many edges of a step are drawn; null for all."""
    window: int
    """What truncation keeps; 0 without. U is never truncated."""
    cut: list[list[int]] | None
    """Of each cell: whether that discards it."""


class Longest(TypedDict):
    """What other numbers of steps are shown with: the network at the most of them."""

    known: KnownData
    drawing: DrawnData
    loss: list[float]
    least: int
    """The fewest steps that follow from it."""
