"""A line as NumPy code: arrays where it is gathered, else the loop that it is."""

from dataclasses import dataclass

import sympy as sp

from derivations.code import arrays, derivatives, loops, numbers
from derivations.code.layout import wrapped
from derivations.code.loops import assign
from derivations.code.writer import UNIT_INDICES, CodeWriter
from derivations.derivation import Derivation, Line
from derivations.language.name_schemes import NameScheme, name_scheme
from derivations.language.symbols import PP, Partial, split

NODES = (numbers, arrays, loops, derivatives)
"""Where nodes that are no symbols say how they are written."""
FROM_0 = "from 0: {0} = 0 here is {0} = 1 in the formula"


@dataclass(frozen=True)
class LineCode:
    """The code of an expression, which ends by giving `result` its value.

    `text` stands after `setup(activation, names, derivatives)`, with numbers for the
    free indices: times as in the formula, units and words from 0.
    """

    text: str
    result: str
    expr: sp.Expr
    names: str = "source"

    @property
    def derivatives(self) -> bool:
        """Whether the code asks for derivatives."""
        return self.expr.has(Partial)


def line_code(derivation: Derivation, line: Line, names: str = "source") -> LineCode:
    """The code of a line, its value named after what the line equals.

    A gathered line is code of arrays, that of elements the loop that it is.  NoCode for
    what the printer has no code for, ValueError for unknown `names`.
    """
    goal = derivation.claim(line).goal
    result = _result(goal, line.gathered, name_scheme(names))
    return code(line.expr, names, result)


def code(expr: sp.Expr, names: str = "source", result: str = "value") -> LineCode:
    """The code that gives `result` an expression's value.  Errors as in `line_code`."""
    if not result.isidentifier():
        raise ValueError(f"result is {result!r}; it must be a name in Python")
    writer = CodeWriter(name_scheme(names))
    assign(result, expr, writer)
    lines = [part for line in writer.lines for part in wrapped(line)]
    units = sorted((expr.free_symbols & UNIT_INDICES), key=str)
    if units:
        listed = ", ".join(map(str, units))
        verb = "counts" if len(units) == 1 else "count"
        lines.insert(0, f"# {listed} {verb} {FROM_0.format(units[0])}")
    return LineCode("\n".join(lines) + "\n", result, expr, names)


def _result(goal: sp.Expr, gathered: bool, scheme: NameScheme) -> str:
    """A name for what a line equals: dH, dz_i, dh_dh_ij, J_t."""
    if isinstance(goal, Partial):
        (above, others), (below, units) = _named(goal.num), _named(goal.den)
        name = scheme.derivative(below)
        if above not in ("J", "Jmean"):
            name = f"d{scheme.plain(above)}_{name}"
        if isinstance(goal.num, sp.Indexed):
            units = others + units
    elif goal == PP():
        return "perplexity"
    else:
        quantity, units = _named(goal)
        name = scheme.plain(quantity)
    return name if gathered or not units else f"{name}_{units}"


def _named(quantity: sp.Expr) -> tuple[str, str]:
    """A quantity's name, and the letters of its units, or of a number's time."""
    if isinstance(quantity, sp.Indexed):
        units = split(quantity)[1]
        return str(quantity.base), "".join(str(a) for a in units if a.is_Symbol)
    return str(quantity.func), "".join(map(str, quantity.args))
