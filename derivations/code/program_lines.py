"""Lines of a program, each with the equations that it computes."""

from dataclasses import dataclass

import sympy as sp

from derivations.code import arrays, derivatives, loops, numbers
from derivations.code.equations import Equation
from derivations.code.layout import wrapped
from derivations.code.writer import CodeWriter
from derivations.language.name_schemes import NameScheme
from derivations.language.symbols import (
    Transposed,
    Whole,
    onehot_x,
    onehot_y,
    tau,
    x,
    y,
)

NODES = (numbers, arrays, loops, derivatives)
"""Where nodes that are no symbols say how they are written."""
STEP = "    "
WINDOW = "WINDOW"
"""The constant that holds how many steps a loss goes back."""
EACH = sp.Symbol("each")
"""A gradient, whichever."""
ONE_HOT = {onehot_x: x, onehot_y: y}


@dataclass(frozen=True)
class ProgramLine:
    """A line of a program.

    `derivations` are the slugs of those whose result it computes, `quantity` is what it
    computes, by the source's plain name; both are empty where a line only holds others
    together.
    """

    text: str
    derivations: tuple[str, ...] = ()
    quantity: str = ""


class ProgramWriter:
    """Collects the lines of a program, at the depth that they stand at."""

    def __init__(self, scheme: NameScheme) -> None:
        errors = {1: ("delta", 1), 2: ("delta", 1)}
        self.code = CodeWriter(scheme, errors, {tau: WINDOW, EACH: "w"}, slopes=True)
        self.scheme, self.lines = scheme, list[ProgramLine]()

    def add(self, depth: int, *texts: str) -> None:
        """Lines that hold others together."""
        for text in texts:
            full = f"{STEP * depth}{text}" if text else ""
            self.lines += [ProgramLine(part) for part in wrapped(full)]

    def marked(
        self,
        depth: int,
        text: str,
        mark: str,
        quantity: str,
        slugs: tuple[str, ...] = (),
    ) -> None:
        """A line that computes a quantity, with its equation behind it."""
        for part in wrapped(f"{STEP * depth}{text}", mark):
            self.lines.append(ProgramLine(part, slugs, quantity))

    def equation(
        self,
        depth: int,
        target: str,
        equation: Equation,
        quantity: str,
        sign: str = "=",
    ) -> None:
        """`target = right side`, or `target += right side`, of an equation.

        A one-hot vector that is added changes one entry, and its outer product one
        column.
        """
        slugs = tuple(d.slug for d in equation.of)
        for left, how, text in self._statements(target, equation.expr, sign):
            self.marked(depth, f"{left} {how} {text}", equation.mark, quantity, slugs)

    def _statements(
        self, target: str, expr: sp.Expr, sign: str
    ) -> list[tuple[str, str, str]]:
        last = expr.args[-1] if expr.is_Mul else None
        if sign == "+=" and isinstance(last, Transposed) and _hot(last.args[0]):
            rest = sp.Mul(*expr.args[:-1])
            return [
                (f"{target}[:, {self._place(last.args[0])}]", sign, self.text(rest))
            ]
        found = []
        for term in [a for a in sp.Add.make_args(expr) if _hot(a) or _hot(-a)]:
            minus = _hot(-term)
            place = self._place(-term if minus else term)
            left = f"{target.removesuffix(']')}, {place}]"
            found.append((left, "-=" if minus else "+=", "1"))
            expr -= term
        return [(target, sign, self.text(expr)), *found]

    def _place(self, whole: Whole) -> str:
        """Where a one-hot vector is 1."""
        return self.code.place(ONE_HOT[whole.base](*whole.times))

    def text(self, expr: sp.Expr) -> str:
        """An expression as code."""
        return self.code.text(expr)


def _hot(expr: sp.Expr) -> bool:
    return isinstance(expr, Whole) and expr.base in ONE_HOT
