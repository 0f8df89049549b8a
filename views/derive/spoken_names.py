"""The names of arrays in plain words, for screen readers."""

from dataclasses import dataclass

from .references import Name

SPOKEN = {"Jmean": "mean J", "yhat": "ŷ", "delta": "δ", "delta_o": "δ"}


@dataclass
class Quantity:
    """A whole array: a quantity at given times, or its partial by `below`.

    `plus` marks an immediate partial; `window` is that of a truncated one.
    """

    name: Name
    below: Name | None = None
    plus: str = ""
    window: int | None = None


def spoken_name(of: Quantity) -> str:
    """The name of an array in plain words."""
    if of.below is None:
        return _spoken_symbol(of.name)
    return f"d{of.plus}{_spoken_symbol(of.name)}/d{_spoken_symbol(of.below)}"


def _spoken_symbol(name: Name) -> str:
    if name.base == "dsigma":
        return f"σ′(z({name.times[0]}))"
    units = f" {','.join(name.units)}" if name.units else ""
    times = f"({'←'.join(name.times)})" if name.times else ""
    return SPOKEN.get(name.base, name.base) + units + times
