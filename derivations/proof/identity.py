"""Compares a line and its goal exactly, as expressions in the weights' symbols.

On a network of two units, two words and two steps every quantity is written out down to
the weights, sigma staying a function nobody knows; a partial is SymPy's derivative of
that.  A line holds exactly if its difference from the goal is identically zero, as a
rational function of the weights, of sigma, sigma' and the exponentials.
"""

from typing import Any

import sympy as sp

from derivations.derivation import Derivation, Line
from derivations.language.definitions import error_term
from derivations.language.symbols import (
    PP,
    Cases,
    Complement,
    D,
    Entry,
    H,
    Immediate,
    J,
    Jmean,
    L,
    OrderedProduct,
    Partial,
    T,
    Truncated,
    U,
    V,
    delta,
    delta_o,
    dsigma,
    h,
    o,
    onehot_x,
    onehot_y,
    sigma,
    split,
    x,
    y,
    yhat,
    z,
)


class _Log(sp.Function):
    """log, which SymPy's own would expand and contract as it likes."""

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        return 1 / self.args[0]


class _Exp(sp.Function):
    """exp, of which exp(a) exp(b) stays a product; exp(-log a) is 1/a."""

    @classmethod
    def eval(cls, arg: sp.Expr) -> sp.Expr | None:
        return 1 / (-arg).args[0] if isinstance(-arg, _Log) else None

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        return self


SIZE = {D: 2, V: 2, T: 2}
INPUTS, TARGETS = (1, 2), (2, 1)
AT = {"t": 2, "s": 1, "tau": 1, "i": 1, "j": 2, "v": 2, "w": 1}
"""The indices at which the sides are compared; all weights stay symbols."""


def applies(d: Derivation, line: Line) -> bool:
    """Whether a line can be compared exactly.

    It has elements, leaves sigma general, and is not about the geometric mean, whose
    roots are no rational functions.
    """
    general = not line.gathered and not line.expr.has(Complement)
    return general and d.claim(line).goal != PP()


def is_identity(d: Derivation, line: Line) -> bool:
    """Whether a line and its goal are exactly the same function of the weights.

    ValueError for a line that this route does not apply to.
    """
    if not applies(d, line):
        raise ValueError(f"the line by {line.rule!r} is not written out exactly")
    env = {index: AT[index.name] for index, *_ in d.claim(line).indices} | SIZE
    apart = _Written(env).text(line.expr) - _Written(env).text(d.claim(line).goal)
    return bool(_numerator(apart.xreplace(_SHARED)) == 0)


def _numerator(expr: sp.Expr) -> sp.Expr:
    """The numerator, expanded; exponentials, logarithms and sigmas are letters."""
    functions = expr.atoms(sigma, dsigma, _Exp, _Log)
    letters = {a: sp.Dummy() for a in functions}
    flat = expr.xreplace(letters)
    return sp.expand(sp.fraction(sp.together(flat))[0])


def _instance(name: str, *indices: int) -> sp.Symbol:
    return sp.Symbol(f"{name}{indices}")


_SHARED = {
    _instance(name, step, a, b): _instance(name, a, b)
    for name in "HLU"
    for step in (0, 1)
    for a in (1, 2)
    for b in (1, 2)
}
"""All instances are one weight; only while a derivative is taken are they apart."""


class _Written:
    """Writes expressions down to the weights' symbols.

    `env` holds the indices; `cut` is a quantity that stands as the letter `CUT`, for a
    derivative to be taken with respect to it.
    """

    CUT = sp.Symbol("cut")

    def __init__(self, env: dict[Any, Any], cut: tuple[Any, ...] | None = None) -> None:
        self.env, self.cut = env, cut

    def text(self, expr: sp.Expr) -> sp.Expr:
        """The exact expression of any expression."""
        if isinstance(expr, sp.Sum | sp.Product):
            *inner, (index, low, high) = expr.limits
            body = expr.func(expr.function, *inner) if inner else expr.function
            terms = [
                _Written({**self.env, index: value}, self.cut).text(body)
                for value in range(self._index(low), self._index(high) + 1)
            ]
            return (sp.Add if isinstance(expr, sp.Sum) else sp.Mul)(*terms)
        if isinstance(expr, Cases):
            equal, left, right, other = expr.args
            same = self._index(left) == self._index(right)
            return self.text(equal if same else other)
        if isinstance(expr, Partial):
            return self._derivative(expr)
        if isinstance(expr, Entry):
            table = self._table(expr.array)
            return table[self._index(expr.row) - 1, self._index(expr.column) - 1]
        if isinstance(expr, sp.KroneckerDelta):
            return sp.KroneckerDelta(*(self._index(a) for a in expr.args))
        if isinstance(expr, sp.Indexed) and expr.base in (delta, delta_o):
            return self.text(error_term(expr))
        if isinstance(expr, sp.Indexed):
            return self._quantity(expr.base, *map(self._index, expr.indices))
        if expr.func in (J, Jmean, PP):
            return self._quantity(expr.func, *map(self._index, expr.args))
        if expr.args:
            func = {sp.exp: _Exp, sp.log: _Log}.get(expr.func, expr.func)
            return func(*map(self.text, expr.args))
        return expr.xreplace({a: sp.Integer(b) for a, b in self.env.items()})

    def _table(self, expr: sp.Expr) -> sp.Matrix:
        """A product of step Jacobians, or one of them, as a matrix of expressions."""
        units = range(1, SIZE[D] + 1)
        if isinstance(expr, OrderedProduct):
            index, high, low = expr.limit
            product = sp.eye(SIZE[D])
            for time in range(self._index(high), self._index(low) - 1, -1):
                here = _Written({**self.env, index: time}, self.cut)
                product *= here._table(expr.function)
            return product
        above, below = expr.num, expr.den
        return sp.Matrix(
            [
                [
                    self.text(
                        Partial(
                            above.base[(*above.times, row)],
                            below.base[(*below.times, column)],
                        )
                    )
                    for column in units
                ]
                for row in units
            ]
        )

    def _index(self, expr: sp.Expr) -> int:
        put = expr.xreplace({a: sp.Integer(b) for a, b in self.env.items()})
        if put.func in (x, y):
            return (INPUTS if put.func == x else TARGETS)[int(put.args[0]) - 1]
        return int(put)

    def _derivative(self, expr: Partial) -> sp.Expr:
        base, (times, units) = expr.den.base, split(expr.den)
        at = [*map(self._index, times)]
        entry = [*map(self._index, units)]
        if base not in (H, L, U):
            above = _Written(self.env, (base, *at, *entry)).text(expr.num)
            here = self._quantity(base, *at, *entry)
            return above.diff(self.CUT).xreplace({self.CUT: here})
        steps = at or self._steps(expr)
        above = self.text(expr.num)
        return sp.Add(*(above.diff(_instance(str(base), a, *entry)) for a in steps))

    def _steps(self, expr: Partial) -> list[int]:
        """The instances of a shared weight that move."""
        if isinstance(expr, Truncated):
            loss, window = self._index(expr.num.args[0]), self._index(expr.window)
            return list(range(max(0, loss - window), loss))
        if isinstance(expr, Immediate):
            return [self._index(expr.num.indices[0]) - 1]
        return [0, 1]

    def _quantity(self, base: Any, *at: int) -> sp.Expr:
        if self.cut == (base, *at):
            return self.CUT
        if base in (H, L, U) or (base == h and at[0] == 0):
            return _instance(str(base), *at)
        if base in (onehot_x, onehot_y):
            return sp.Integer(
                at[1] == (INPUTS if base == onehot_x else TARGETS)[at[0] - 1]
            )
        if base in (J, Jmean, PP):
            return self._loss(base, *at)
        time, unit = at
        if base == h:
            return sigma(self._quantity(z, time, unit))
        if base == z:
            word = INPUTS[time - 1]
            total = _instance("L", time - 1, unit, word)
            return total + sp.Add(
                *(
                    _instance("H", time - 1, unit, a) * self._quantity(h, time - 1, a)
                    for a in (1, 2)
                )
            )
        if base == o:
            return sp.Add(
                *(
                    _instance("U", time - 1, unit, a) * self._quantity(h, time, a)
                    for a in (1, 2)
                )
            )
        sizes = [_Exp(self._quantity(o, time, a)) for a in (1, 2)]
        return sizes[unit - 1] / sp.Add(*sizes)

    def _loss(self, base: Any, *at: int) -> sp.Expr:
        if not at:
            total = sp.Add(*(self._loss(J, a) for a in (1, 2)))
            return _Exp(total / 2) if base == PP else total / {J: 1, Jmean: 2}[base]
        soft = self._quantity(yhat, at[0], TARGETS[at[0] - 1])
        return -_Log(soft) if base == J else 1 / soft
