"""How the arrays beside a derivation are called in plain words."""

from dataclasses import dataclass

from .references import Name

SPOKEN = {"Jmean": "mean J", "yhat": "ŷ", "delta": "δ", "delta_o": "δ"}


@dataclass
class Quantity:
    """A whole array: a quantity, or its partial by `below`, at given times.

    `plus` marks an immediate partial; `window` is that of a truncated one.
    """

    name: Name
    below: Name | None = None
    plus: str = ""
    window: int | None = None


def spoken(of: Quantity) -> str:
    """The array in plain words, for a screen reader."""
    if of.below is None:
        return _spoken(of.name)
    return f"d{of.plus}{_spoken(of.name)}/d{_spoken(of.below)}"


def _spoken(name: Name) -> str:
    if name.base == "dsigma":
        return f"σ′(z({name.times[0]}))"
    units = f" {','.join(name.units)}" if name.units else ""
    times = f"({'←'.join(name.times)})" if name.times else ""
    return SPOKEN.get(name.base, name.base) + units + times
