"""Makes wrong lines from a right one, to test that the check rejects them.

Each change is small and local, the kind that a tired hand makes: a factor dropped, two
indices swapped, a sign, a transpose, a Kronecker delta taken for 1, a time shifted, a
term of a sum left out, a product in the other order, an immediate partial taken for the
total one, sigma for its slope.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import sympy as sp

from derivations.language.symbols import (
    PP,
    UNITS,
    Cases,
    Column,
    Complement,
    Entry,
    Hadamard,
    Immediate,
    J,
    OrderedProduct,
    Partial,
    Positive,
    Transposed,
    Truncated,
    Whole,
    delta,
    dsigma,
    sigma,
    split,
    x,
    y,
)

KINDS = (
    *("time", "index", "sign", "factor", "term", "sum", "transpose", "order"),
    *("slope", "total"),
)
"""What a change changes.

A time; an index; a sign; a factor left out, put in or replaced; a term; where a sum
runs; a transpose; the order of a product of arrays; sigma' or what stands for it; a
derivative or an error of one step, of one loss or of all.
"""


class Mutant(NamedTuple):
    """A wrong expression, and the change that made it: `wrong` in the place of `right`.

    `kind` is one of KINDS.
    """

    what: str
    expr: sp.Expr
    kind: str
    right: sp.Expr
    wrong: sp.Expr


def mutants(expr: sp.Expr) -> Iterator[Mutant]:
    """Every small change of an expression, without repeats and equal ones."""
    seen = {expr}
    for mutant in _changes(expr):
        if mutant.expr not in seen:
            seen.add(mutant.expr)
            yield mutant


def _changes(expr: sp.Expr) -> Iterator[Mutant]:
    yield Mutant("sign", -expr, "sign", expr, -expr)
    if expr.is_commutative is False and not isinstance(expr, Cases):
        other = Transposed(expr)
        yield Mutant("transposed", other, "transpose", expr, other)
    for node in sp.preorder_traversal(expr):
        for kind, what, new in _local(node):
            changed = expr.replace(_same(node), lambda _, new=new: new)
            yield Mutant(f"{node}: {what}", changed, kind, node, new)


def _same(node: Any) -> Any:
    return lambda part: part == node


Local = Iterator[tuple[str, str, Any]]


def _local(node: Any) -> Local:
    """The changes of one node alone: kind, what, and what stands there then."""
    if isinstance(node, sp.Mul):
        for gone, factor in enumerate(node.args):
            rest = [a for n, a in enumerate(node.args) if n != gone]
            kind = "sign" if factor == -1 else "factor"
            yield kind, f"without {factor}", sp.Mul(*rest)
        arrays = [a for a in node.args if a.is_commutative is False]
        if len(arrays) > 1:
            scalars = [a for a in node.args if a.is_commutative]
            turned = sp.Mul(*scalars, *reversed(arrays))
            yield "order", "the other order", turned
    if isinstance(node, sp.Add) and not node.is_integer:
        for gone, term in enumerate(node.args):
            rest = [a for n, a in enumerate(node.args) if n != gone]
            yield "term", f"without {term}", sp.Add(*rest)
    if isinstance(node, Hadamard):
        for gone, factor in enumerate(node.args):
            rest = [a for n, a in enumerate(node.args) if n != gone]
            new = Hadamard(*rest) if len(rest) > 1 else rest[0]
            yield "factor", f"without {factor}", new
    if isinstance(node, sp.KroneckerDelta):
        yield "factor", "taken for 1", sp.Integer(1)
    if isinstance(node, sp.Sum | sp.Product):
        yield from _shorter(node)
    if isinstance(node, OrderedProduct):
        index, high, low = node.limit
        yield (
            *("factor", "without the last"),
            node.func(node.function, sp.Tuple(index, high - 1, low)),
        )
        turned = node.function.xreplace({index: high + low - index})
        yield "order", "the other order", node.func(turned, node.limit)
    if isinstance(node, sp.Pow) and node.base.is_commutative is False:
        for by in (-1, 1):
            yield "factor", f"a power {by} higher", node.base ** (node.exp + by)
    if isinstance(node, Transposed):
        yield "transpose", "untransposed", node.args[0]
    if isinstance(node, Whole) and len(UNITS[node.base]) == 2:
        yield "transpose", "transposed", Transposed(node)
    if isinstance(node, Entry):
        yield "index", "indices swapped", Entry(node.array, node.column, node.row)
    if isinstance(node, dsigma):
        yield "slope", "not differentiated", sigma(*node.args)
    if isinstance(node, Complement | Positive):
        yield "slope", "taken for what it is made of", node.args[0]
    if isinstance(node, Partial) and node.is_commutative:
        yield "factor", "taken for 1", sp.Integer(1)
    yield from _totals(node)
    yield from _shifted(node)
    yield from _swapped(node)


def _totals(node: Any) -> Local:
    """A derivative by all instances for one, an error of all losses for one."""
    if isinstance(node, Immediate | Truncated):
        yield "total", "made total", Partial(node.num, node.den)
    elif isinstance(node, Partial) and isinstance(node.den, sp.Indexed):
        times, units = split(node.den)
        if times and len(units) == 2:
            shared = node.func(node.num, node.den.base[units])
            yield "total", "by all instances", shared
    if isinstance(node, sp.Indexed) and node.base == delta:
        times, units = split(node)
        if len(times) == 2:
            yield "total", "of all losses", delta[(times[0], *units)]
    if isinstance(node, Whole) and node.base == delta and len(node.times) == 2:
        yield "total", "of all losses", Whole(delta, node.times[0])


def _shorter(node: Any) -> Local:
    kind = "sum" if isinstance(node, sp.Sum) else "factor"
    for at, (index, low, high) in enumerate(node.limits):
        for bounds in ((low + 1, high), (low, high - 1)):
            limits = list(node.limits)
            limits[at] = (index, *bounds)
            yield kind, f"{index} over {bounds}", node.func(node.function, *limits)


def _shifted(node: Any) -> Local:
    """Each of a symbol's times one earlier or later."""
    if isinstance(node, sp.Indexed) and node.base in UNITS:
        times, units = split(node)
        make = node.base.__getitem__
    elif isinstance(node, Whole | Column):
        times, units = node.times, node.args[1 + len(node.times) :]
        make = _maker(node)
    elif getattr(node, "func", None) in (J, PP, x, y):
        times, units = node.args, ()
        make = _called(node)
    else:
        return
    for at in range(len(times)):
        for by in (-1, 1):
            moved = [a + by * (n == at) for n, a in enumerate(times)]
            yield "time", f"time shifted by {by}", make((*moved, *units))


def _maker(node: Any) -> Any:
    return lambda indices: node.func(node.base, *indices)


def _called(node: Any) -> Any:
    return lambda indices: node.func(*indices)


def _swapped(node: Any) -> Local:
    """A weight's two unit indices, and an error's two times, in the other order."""
    if not isinstance(node, sp.Indexed) or node.base not in UNITS:
        return
    times, units = split(node)
    if len(units) == 2 and UNITS[node.base][0] == UNITS[node.base][1]:
        yield "index", "indices swapped", node.base[(*times, *reversed(units))]
    if len(times) == 2:
        yield "time", "times swapped", node.base[(*reversed(times), *units)]
