"""LaTeX of the picked weight and its derivatives, for headline and factors.

The derivations print themselves; these are the same symbols with indices put in, and
the only LaTeX that is written outside their printer: the first page does without SymPy.
"""

from collections.abc import Sequence

from ..address.settings import Selection
from .naming import called, names_here, tex_entry
from .numerals import MINUS, short

SMALL = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi o pi rho "
    "varsigma sigma tau upsilon phi chi psi omega"
)
CAPITAL = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
SPOKEN = {
    **{chr(ord("α") + n): rf"\{name}" for n, name in enumerate(SMALL.split())},
    **dict(zip("ΓΔΘΛΞΠΣΥΦΨΩ", (rf"\{c}" for c in CAPITAL.split()), strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX", strict=True)),
    "ο": "o",
    "′": "{}'",
    MINUS: "-",
    "∂": r"\partial",
    "√": r"\surd",
    "∞": r"\infty",
    "≤": r"\le",
    "≥": r"\ge",
    "≈": r"\approx",
    "≠": r"\ne",
    "←": r"\leftarrow",
    "→": r"\rightarrow",
    "▸": r"\triangleright",
    "✓": r"\checkmark",
    "↓": r"\downarrow",
    "✗": r"\times",
}
"""Greek letters and mathematical signs of running text, for where it becomes LaTeX."""
OVER = {"\u0301": r"\acute", "\u0300": r"\grave", "\u0308": r"\ddot"}
"""Accents over such a letter."""


def math(tex: str) -> str:
    """A formula within text."""
    return f"${tex}$"


def spoken(letter: str, marks: Sequence[str] = ()) -> str | None:
    """A character of SPOKEN with its accents; None if that cannot be written."""
    if letter not in SPOKEN or not all(mark in OVER for mark in marks):
        return None
    tex = SPOKEN[letter]
    for mark in marks:
        tex = f"{OVER[mark]}{{{tex}}}"
    return math(tex)


def linked(ref: str, body: str, **data: str) -> str:
    """`body` with a reference and further data-* attributes."""
    pairs = ",".join(f"{key}={value}" for key, value in (("ref", ref), *data.items()))
    return rf"\htmlData{{{pairs}}}{{{body}}}"


def number(value: float, ref: str = "") -> str:
    """A number with three digits that carries all its digits."""
    data = f"value={value!r}" + (f",ref={ref}" if ref else "")
    return rf"\htmlData{{{data}}}{{{_digits(value)}}}"


def _digits(value: float) -> str:
    text = short(value).replace(MINUS, "-").replace(",", "{,}")
    mantissa, _, exponent = text.partition("e")
    return rf"{mantissa} \times 10^{{{exponent}}}" if exponent else mantissa


def matrix(rows: Sequence[Sequence[float]]) -> str:
    """A matrix of numbers that carry all their digits."""
    columns = "r" * len(rows[0])
    body = r" \\ ".join(" & ".join(map(number, row)) for row in rows)
    return rf"\left[\begin{{array}}{{{columns}}}{body}\end{{array}}\right]"


def total(index: str, low: int, high: int, term: str) -> str:
    """sum_{index=low}^{high} term."""
    return rf"\sum_{{{index}={low}}}^{{{high}}} {term}"


def follows(left: str, right: str) -> str:
    """An implication: => left = right."""
    return rf"\Rightarrow\quad {left} = {right}"


def output(time: int) -> str:
    """o^(time)."""
    return rf"o^{{({time})}}"


SIGMA, GUESS, LOG = r"\sigma", r"\hat{y}", r"\log"
"""An activation, a prediction, and the logarithm of its loss."""
EXPONENTIALS = r"\textstyle\sum_v e^{o_v}"
"""What softmax divides by."""

MORE_TERMS, MORE_LINES = r"+ \cdots", r"\vdots"


def weight(selection: Selection, instance: str | int | None = None) -> str:
    """W_ij, or its instance W_ij^(k)."""
    i, j = selection.i, selection.j
    indices = f"{i}{j}" if max(i, j) < 10 else f"{i},{j}"
    above = "" if instance is None else f"^{{({instance})}}"
    ref = "weight" if instance is None else f"instance{instance}"
    entry = tex_entry(selection.matrix, indices, names_here())
    return linked(ref, f"{entry}{above}")


def loss(selection: Selection) -> str:
    """J^(t)."""
    return linked("loss", f"J^{{({selection.t})}}")


def whole_loss(reduction: str, steps: int) -> str:
    """The loss of `steps` steps: J, the sum over t, its mean, or the last loss."""
    return {"sum": "J", "mean": r"\bar{J}", "last": rf"J^{{({steps})}}"}[reduction]


def state(time: int) -> str:
    """h^(time)."""
    return linked(f"h{time}", f"{called().get('h', 'h')}^{{({time})}}")


def derivative(above: str, below: str, sign: str = "") -> str:
    """d above / d below; `sign` "+" marks the immediate partial."""
    d = rf"\partial^{{{sign}}}" if sign else r"\partial"
    return rf"\frac{{{d} {above}}}{{\partial {below}}}"


def truncated(of: str, window: int) -> str:
    """A derivative under truncation to `window` steps; itself where that is 0."""
    return rf"\left.{of}\right|_{{{window}}}" if window else of


def bare(tex: str) -> str:
    """A formula without its references, for renderers that do not know them."""
    start = tex.find(r"\htmlData{")
    if start < 0:
        return tex
    body = closing(tex, start + len(r"\htmlData"))
    end = closing(tex, body)
    return tex[:start] + bare(tex[body:end]) + bare(tex[end:])


def closing(tex: str, start: int) -> int:
    """The position after the brace that closes the one at `start`."""
    depth = 0
    for place in range(start, len(tex)):
        depth += {"{": 1, "}": -1}.get(tex[place], 0)
        if depth == 0:
            return place + 1
    return len(tex)
