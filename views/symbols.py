"""LaTeX of the picked weight and its derivatives, for headline and factors.

The derivations print themselves; these are the same symbols with indices put in.
"""

from .numerals import tex
from .settings import Selection


def linked(ref: str, body: str, **data: str) -> str:
    """`body` carrying a reference and further data-* attributes."""
    pairs = ",".join(f"{key}={value}" for key, value in (("ref", ref), *data.items()))
    return rf"\htmlData{{{pairs}}}{{{body}}}"


def number(value: float, ref: str = "") -> str:
    """A number with three digits that carries all its digits."""
    data = f"value={value!r}" + (f",ref={ref}" if ref else "")
    return rf"\htmlData{{{data}}}{{{tex(value)}}}"


def weight(selection: Selection, instance: str | int | None = None) -> str:
    """W_ij, or its instance W_ij^(k)."""
    i, j = selection.i, selection.j
    indices = f"{i}{j}" if max(i, j) < 10 else f"{i},{j}"
    above = "" if instance is None else f"^{{({instance})}}"
    ref = "weight" if instance is None else f"instance{instance}"
    return linked(ref, f"{selection.matrix}_{{{indices}}}{above}")


def loss(selection: Selection) -> str:
    """J^(t)."""
    return linked("loss", f"J^{{({selection.t})}}")


def state(time: int) -> str:
    """h^(time)."""
    return linked(f"h{time}", f"h^{{({time})}}")


def derivative(above: str, below: str, sign: str = "") -> str:
    """d above / d below; `sign` "+" marks the immediate partial."""
    d = rf"\partial^{{{sign}}}" if sign else r"\partial"
    return rf"\frac{{{d} {above}}}{{\partial {below}}}"
