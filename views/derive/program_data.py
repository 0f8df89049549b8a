"""The program that the derivations come to, with the equation behind each line."""

from collections.abc import Iterator

from derivations.code.program import program_lines
from derivations.code.program_lines import ProgramLine
from derivations.language.definitions import definition
from derivations.language.symbols import J, Whole, delta_o, h, i, m, o, t, v, w, yhat, z
from derivations.latex.printer import latex
from derivations.rules.activation_slope import RULES

from ..proofs.version import Version, numbered_title
from ..runtime.cache import cached
from .data_types import ProgramData, ProgramEquation

DEFINED = {
    "z": ("Input of the units", z[t, i], m),
    "h": ("State", h[t, i], m),
    "o": ("Logits", o[t, w], m),
    "yhat": ("Softmax", yhat[t, w], v),
    "J": ("Loss", J(t), v),
}
"""The network's own quantities: a title, an element, and its summation index."""
OUTPUT_ERROR = Whole(delta_o, t)
"""What the one equation without a number, Softmax and cross-entropy, is of."""


@cached
def program_data(
    activation: str,
    reduction: str,
    window: int,
    chosen: str,
    names: str = "source",
) -> ProgramData:
    """The program's lines and their equations, those of the way forwards first.

    `window`: 0 for none. `chosen`: the derivation that the page shows.
    """
    lines = program_lines(activation, reduction, window or None, names)
    found = dict.fromkeys(key for line in lines for key in _keys(line))
    ordered = dict.fromkeys((*(key for key in DEFINED if key in found), *found))
    equations = {key: _equation(key, activation, names) for key in ordered}
    return {
        "lines": [{"text": line.text, "of": list(_keys(line))} for line in lines],
        "equations": list(equations.values()),
        "chosen": chosen if chosen in equations else "",
    }


def _keys(line: ProgramLine) -> Iterator[str]:
    """What a line computes: derivations by slug, or a quantity of the network."""
    yield from line.derivations
    if not line.derivations and line.quantity in DEFINED:
        yield line.quantity


def _equation(key: str, activation: str, names: str) -> ProgramEquation:
    if key in DEFINED:
        title, quantity, bound = DEFINED[key]
        right = definition(quantity, bound, instances=False)
        return {
            "key": key,
            "mark": latex(quantity, names=names),
            "title": f"{title}, section 2",
            "tex": f"{latex(quantity, names=names)} = {latex(right, names=names)}",
            "line": 0,
        }
    derivation = Version(key, activation).derivation
    place = len(derivation.lines) - 1
    while activation != "identity" and derivation.lines[place].rule in RULES.values():
        place -= 1
    line = derivation.lines[place]
    goal = derivation.goal_latex(line, names=names)
    number = derivation.equation
    section = f", section {derivation.section}"
    return {
        "key": key,
        "mark": rf"\text{{({number})}}" if number else latex(OUTPUT_ERROR, names=names),
        "title": numbered_title(derivation) + ("" if number else section),
        "tex": f"{goal} = {line.latex(names=names)}",
        "line": place + 1,
    }
