"""Writes symbols and their indices as NumPy code, and keeps the lines of a text.

Times count as in the formula: `h[t]` is h^(t), `delta[s, t]` is delta^(s<-t); row 0 of
what has no time 0 is not used.  Units and words count from 0, so that the word x_t is
`inputs[t - 1]`, an id.  An instance of a weight is the weight itself, but within a
derivative, where it may move alone.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import singledispatch
from typing import Any, NamedTuple

import sympy as sp

from derivations.language.name_schemes import NameScheme
from derivations.language.symbols import (
    UNITS,
    D,
    H,
    L,
    T,
    U,
    V,
    delta,
    delta_o,
    h,
    i,
    j,
    k,
    l,
    m,
    n,
    o,
    q,
    r,
    s,
    split,
    t,
    tau,
    u,
    v,
    w,
    x,
    y,
    yhat,
    z,
)

COMPARE, ADD, MATMUL, MUL, POWER, ATOM = range(6)
"""How tightly a text binds, loosest first."""
NUMBER, COLUMN, ROW, MATRIX = "number", "column", "row", "matrix"
UNIT_INDICES = frozenset((i, j, l, m, n, q, u, v, w))
"""The letters of units and words; those of times are others."""
TIMES = frozenset((t, s, k, r, tau, D, V, T))
MOVING = (H, L, U, h, z, o, yhat)
"""What has other values in a run in which something is moved."""

Errors = Mapping[int, tuple[str, int]]
BY_LOSS: Errors = {1: ("delta_sum", 1), 2: ("delta", 2)}
"""The array of an error by how many times it has, and how many of them it is kept by:
delta^(s) is `delta_sum[s]`, delta^(s<-t) is `delta[s, t]`.
"""


class NoCode(TypeError):
    """What the printer has no code for."""


class Source(NamedTuple):
    """A piece of code, how tightly it binds, and the shape of its value."""

    text: str
    rank: int = ATOM
    shape: str = NUMBER

    def within(self, rank: int) -> str:
        """The text, in brackets where it binds less tightly than `rank`."""
        return self.text if self.rank >= rank else f"({self.text})"


class CodeWriter:
    """Writes expressions as code, with lines of their own for what takes a loop.

    `scheme` names the arrays, `errors` says which array an error term is in, `symbols`
    what some symbols are called, `slopes` whether sigma'(z^(t)) is kept as `slope[t]`.
    `run` is a run in which something moves, where one is spoken of: within it sums are
    `inline`.  `known` are matrices that have a name.
    """

    def __init__(
        self,
        scheme: NameScheme,
        errors: Errors = BY_LOSS,
        symbols: Mapping[sp.Symbol, str] | None = None,
        slopes: bool = False,
    ) -> None:
        self.scheme, self.errors, self.slopes = scheme, errors, slopes
        self.symbols = {tau: "tau", **(symbols or {})}
        self.lines: list[str] = []
        self.known: dict[sp.Expr, str] = {}
        self.run = ""
        self._depth = 0
        self._taken: set[str] = set()

    @property
    def inline(self) -> bool:
        """Whether there is no room for lines of their own."""
        return bool(self.run)

    def source(self, expr: sp.Expr) -> Source:
        """An expression as code; lines that it needs first are added.  NoCode if there
        is none.
        """
        if expr in self.known:
            return Source(self.known[expr], ATOM, MATRIX)
        return write(expr, self)

    def text(self, expr: sp.Expr, rank: int = COMPARE) -> str:
        """The code of an expression, in brackets where it binds less than `rank`."""
        return self.source(expr).within(rank)

    def line(self, text: str) -> None:
        """Add a line at the depth that has been reached."""
        self.lines.append("    " * self._depth + text)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Lines that are indented below `head`."""
        self.line(head)
        self._depth += 1
        yield
        self._depth -= 1

    @contextmanager
    def within_run(self, name: str) -> Iterator[None]:
        """What is written here is of a run in which something moves."""
        if self.run:
            raise NoCode("a derivative stands inside a derivative")
        self.run = name
        yield
        self.run = ""

    def fresh(self, name: str) -> str:
        """A name that no line has yet: sum_m, sum_m_2."""
        found, n = name, 1
        while found in self._taken:
            n += 1
            found = f"{name}_{n}"
        self._taken.add(found)
        return found

    def forget_names(self) -> None:
        """From here on names may be given again, as in another case."""
        self._taken = set()

    def time(self, index: sp.Expr) -> str:
        """A time, or a size: t - 1, T, max(0, t - tau)."""
        if index in TIMES or index in self.symbols:
            return self.symbols.get(index, str(index))
        if isinstance(index, sp.Max):
            inside = ", ".join(map(self.time, sorted(index.args, key=str)))
            return f"max({inside})"
        if index.is_Add:
            terms = sorted(index.args, key=lambda a: (a.is_Number, _minus(a), str(a)))
            first, *rest = terms
            joined = (
                f" - {self.time(-a)}" if _minus(a) else f" + {self.time(a)}"
                for a in rest
            )
            return self.time(first) + "".join(joined)
        if index.is_Integer:
            return str(index)
        raise NoCode(f"no code for the time {index}")

    def place(self, index: sp.Expr) -> str:
        """A unit's or a word's place, from 0."""
        if index.func in (x, y):
            ids = "inputs" if index.func == x else "targets"
            return f"{self.scheme.plain(ids)}[{self.time(index.args[0] - 1)}]"
        if index in UNIT_INDICES:
            return str(index)
        if index.is_Integer:
            return str(index - 1)
        raise NoCode(f"no code for the place {index}")

    def letter(self, index: sp.Expr) -> str:
        """The letter of a loop's index."""
        return self.place(index) if index in UNIT_INDICES else self.time(index)

    def over(self, limits: tuple[Any, Any, Any]) -> str:
        """What an index runs over: range(D) for units, range(1, T + 1) for times."""
        index, low, high = limits
        if index in UNIT_INDICES:
            low, high = low - 1, high - 1
        first = "" if low == 0 else f"{self.time(low)}, "
        return f"range({first}{self.time(high + 1)})"

    def array(self, base: Any, times: tuple[Any, ...], places: tuple[str, ...]) -> str:
        """An array of the network at some times and places: h[t - 1], H[i, j]."""
        when = [self.time(time) for time in times]
        name = str(base)
        if self.run and base in (delta, delta_o):
            raise NoCode("an error stands inside a derivative")
        if base == delta:
            name, kept = self.errors[len(times)]
            when = when[:kept]
        name = self.scheme.plain(name)
        if base in (H, L, U) and not (self.run and times):
            when = []
        elif self.run and base in MOVING:
            name = f"{self.run}.{name}"
        inside = ", ".join([*when, *places])
        return f"{name}[{inside}]" if inside else name


def _minus(expr: sp.Expr) -> bool:
    return bool(expr.could_extract_minus_sign())


@singledispatch
def write(expr: Any, writer: CodeWriter) -> Source:
    """What writes an expression, by its type.  NoCode for what has no code."""
    raise NoCode(f"no code for {expr} ({type(expr).__name__})")


@write.register(sp.Symbol)
def _symbol(expr: sp.Symbol, writer: CodeWriter) -> Source:
    return Source(writer.time(expr))


@write.register(sp.Indexed)
def _element(expr: sp.Indexed, writer: CodeWriter) -> Source:
    if expr.base not in UNITS:
        raise NoCode(f"no code for {expr}: no such quantity")
    times, units = split(expr)
    places = tuple(map(writer.place, units))
    return Source(writer.array(expr.base, times, places))
