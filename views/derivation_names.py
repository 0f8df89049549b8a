"""How the arrays beside a derivation are called: in LaTeX and in plain words."""

from dataclasses import dataclass

from .derivation_refs import MATRICES, NUMBERS, Name

LETTERS = {"yhat": r"\hat{y}", "delta": r"\delta", "delta_o": r"\delta"}
LETTERS |= {"PP": r"\mathit{PP}"}
SPOKEN = {"yhat": "ŷ", "delta": "δ", "delta_o": "δ"}


@dataclass
class Quantity:
    """A whole array: a quantity, or its partial by `below`, at given times.

    `plus` marks an immediate partial; `window` is that of a truncated one.
    """

    name: Name
    below: Name | None = None
    plus: str = ""
    window: int | None = None


def title(of: Quantity) -> str:
    """The array in LaTeX."""
    return _formula(of, of.name, of.below)


def element(of: Quantity) -> str:
    """One element in LaTeX, @r and @c standing for its row and column."""
    name, below = of.name, of.below
    if name.base in NUMBERS:
        name = name if below else Name(name.base, ("@c",), ())
    else:
        name = Name(name.base, name.times, _places(name, "@r"))
    if below is not None and not below.units:
        row = "@r" if name.base in NUMBERS else "@c"
        below = Name(below.base, below.times, _places(below, row))
    return _formula(of, name, below)


def _places(name: Name, row: str) -> tuple[str, ...]:
    return ("@r", "@c") if name.base in MATRICES else (row,)


def _formula(of: Quantity, name: Name, below: Name | None) -> str:
    if below is None:
        return _symbol(name)
    mark = "^{+}" if of.plus else ""
    text = rf"\frac{{\partial{mark} {_symbol(name)}}}{{\partial {_symbol(below)}}}"
    return text if of.window is None else rf"\left.{text}\right|_{{{of.window}}}"


def _symbol(name: Name) -> str:
    if name.base == "dsigma":
        return rf"\sigma'({_symbol(Name('z', name.times, name.units))})"
    apart = any(len(unit) > 1 for unit in name.units)
    below = ("," if apart else "").join(name.units)
    above = r" \leftarrow ".join(name.times)
    if name.base == "delta_o":
        above = f"o,{above}"
    return (
        LETTERS.get(name.base, name.base)
        + (f"_{{{below}}}" if below else "")
        + (f"^{{({above})}}" if above else "")
    )


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
