"""Symbols that stand for no number on any network, and why."""

import sympy as sp

PLAIN = {"yhat": "ŷ", "delta": "δ", "delta_o": "δ", "delta_3": "δ⁽³⁾"}
"""Letters as they are written in running text, where code has another name."""


class UndefinedSymbol(TypeError):
    """A symbol has no number; `reason` says which and why, in a sentence."""

    def __init__(self, base: sp.IndexedBase, why: str) -> None:
        name = str(base)
        self.reason = f"{PLAIN.get(name, name)} {why}"
        super().__init__(self.reason)


def unknown(base: sp.IndexedBase) -> UndefinedSymbol:
    """A symbol that no definition belongs to."""
    return UndefinedSymbol(base, "is not defined anywhere")


def with_times(base: sp.IndexedBase, given: int) -> UndefinedSymbol:
    """A symbol that has a number of times for which it stands for nothing."""
    if given:
        return UndefinedSymbol(base, f"has {given} times, and nothing is defined so")
    return UndefinedSymbol(
        base, "is written without a time, and each step has its own value of it"
    )
