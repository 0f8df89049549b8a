"""Makes wrong lines from a right one, to test that the check rejects them.

Each change is small and local, the kind that a tired hand makes: a factor dropped, two
indices swapped, a sign, a transpose, a Kronecker delta taken for 1, a time shifted, a
term of a sum left out, a product in the other order, an immediate partial taken for the
total one.
"""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import sympy as sp

from derivations.derivation import Derivation, Line
from derivations.evaluation.network import Network
from derivations.language.symbols import (
    UNITS,
    Cases,
    Column,
    Entry,
    Hadamard,
    Immediate,
    OrderedProduct,
    Partial,
    Transposed,
    Truncated,
    Whole,
    split,
)
from derivations.proof.verify import Verifier

EQUAL = 1e-25


class Mutant(NamedTuple):
    """A wrong expression, and the change that made it."""

    what: str
    expr: sp.Expr


class Trial(NamedTuple):
    """What became of a line's mutants.

    How many were rejected, how many equal the line after all, and those of which
    neither could be shown.
    """

    rejected: int
    equal: int
    survived: tuple[Mutant, ...]


def mutants(expr: sp.Expr) -> Iterator[Mutant]:
    """Every small change of an expression, without repeats and equal ones."""
    seen = {expr}
    for what, changed in _changes(expr):
        if changed not in seen:
            seen.add(changed)
            yield Mutant(what, changed)


def witnesses(activation: str = "sigmoid") -> tuple[Network, ...]:
    """Networks that read and predict every word, to test wrong lines on."""
    cases = [
        (3, 4, [0, 1, 2, 3, 1], [1, 2, 3, 0, 0]),
        (2, 3, [2, 2, 1, 0], [0, 1, 2, 2]),
        (4, 3, [0, 1, 2, 0], [2, 1, 0, 1]),
    ]
    return tuple(
        _drawn(seed, case, (2.0, 1.0, 2.0), activation)
        for seed, case in enumerate(cases)
    )


def extreme_witnesses() -> tuple[Network, ...]:
    """ReLU networks of weights so large that probabilities leave float64."""
    cases = {
        10: (3, 4, [0, 1, 2], [1, 2, 3]),
        11: (2, 3, [2, 1, 0], [0, 2, 1]),
        12: (4, 3, [0, 1, 1], [2, 1, 0]),
        13: (3, 4, [3, 0, 2], [3, 0, 1]),
        24: (3, 3, [0, 1, 2], [1, 2, 0]),
    }
    return tuple(
        _drawn(seed, case, (16.0, 16.0, 16.0), "relu") for seed, case in cases.items()
    )


def _drawn(
    seed: int,
    case: tuple[int, int, list[int], list[int]],
    scales: tuple[float, float, float],
    activation: str,
) -> Network:
    """A network of random weights: H, L and U normal times `scales`, as they are."""
    hidden, vocab, inputs, targets = case
    rng = np.random.default_rng(seed)
    params = SimpleNamespace(
        H=scales[0] * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden),
        L=scales[1] * rng.normal(size=(hidden, vocab)),
        U=scales[2] * rng.normal(size=(vocab, hidden)) / np.sqrt(hidden),
        h0=rng.uniform(size=hidden),
    )
    return Network(params, inputs, targets, activation=activation)


def trial(
    d: Derivation,
    line: Line,
    verifiers: tuple[Verifier, ...],
    judges: tuple[Verifier, ...] = (),
) -> Trial:
    """Check all mutants of a line; one that no verifier rejects must equal the line.

    Equal is what has the line's numbers to 25 digits on the networks of the `judges`,
    the verifiers' own if none are given.
    """
    rejected = equal = 0
    survived = []
    for mutant in mutants(line.expr):
        wrong = _replaced(line, mutant.expr)
        if any(verifier.check(d, wrong).holds is False for verifier in verifiers):
            rejected += 1
        elif all(v.precise_residual(d, wrong) < EQUAL for v in judges or verifiers):
            equal += 1
        else:
            survived.append(mutant)
    return Trial(rejected, equal, tuple(survived))


def _replaced(line: Line, expr: sp.Expr) -> Line:
    return Line(expr, line.rule, line.note, line.uses, line.claim)


def _changes(expr: sp.Expr) -> Iterator[tuple[str, sp.Expr]]:
    yield "sign", -expr
    if expr.is_commutative is False and not isinstance(expr, Cases):
        yield "transposed", Transposed(expr)
    for node in sp.preorder_traversal(expr):
        for what, new in _local(node):
            yield f"{node}: {what}", expr.replace(_same(node), lambda _, new=new: new)


def _same(node: Any) -> Any:
    return lambda part: part == node


def _local(node: Any) -> Iterator[tuple[str, Any]]:
    """The changes of one node alone."""
    if isinstance(node, sp.Mul):
        for gone, factor in enumerate(node.args):
            rest = [a for n, a in enumerate(node.args) if n != gone]
            yield f"without {factor}", sp.Mul(*rest)
        arrays = [a for a in node.args if a.is_commutative is False]
        if len(arrays) > 1:
            scalars = [a for a in node.args if a.is_commutative]
            yield "the other order", sp.Mul(*scalars, *reversed(arrays))
    if isinstance(node, sp.Add) and not node.is_integer:
        for gone, term in enumerate(node.args):
            rest = [a for n, a in enumerate(node.args) if n != gone]
            yield f"without {term}", sp.Add(*rest)
    if isinstance(node, Hadamard):
        for gone, factor in enumerate(node.args):
            rest = [a for n, a in enumerate(node.args) if n != gone]
            new = Hadamard(*rest) if len(rest) > 1 else rest[0]
            yield f"without {factor}", new
    if isinstance(node, sp.KroneckerDelta):
        yield "taken for 1", sp.Integer(1)
    if isinstance(node, sp.Sum | sp.Product):
        yield from _shorter(node)
    if isinstance(node, OrderedProduct):
        index, high, low = node.limit
        yield (
            "without the last",
            node.func(node.function, sp.Tuple(index, high - 1, low)),
        )
        turned = node.function.xreplace({index: high + low - index})
        yield "the other order", node.func(turned, node.limit)
    if isinstance(node, sp.Pow) and node.base.is_commutative is False:
        for by in (-1, 1):
            yield f"a power {by} higher", node.base ** (node.exp + by)
    if isinstance(node, Transposed):
        yield "untransposed", node.args[0]
    if isinstance(node, Whole) and len(UNITS[node.base]) == 2:
        yield "transposed", Transposed(node)
    if isinstance(node, Entry):
        yield "indices swapped", Entry(node.array, node.column, node.row)
    if isinstance(node, Partial) and node.is_commutative:
        yield "taken for 1", sp.Integer(1)
    if isinstance(node, Immediate | Truncated):
        yield "made total", Partial(node.num, node.den)
    yield from _shifted(node)
    yield from _swapped(node)


def _shorter(node: Any) -> Iterator[tuple[str, Any]]:
    for at, (index, low, high) in enumerate(node.limits):
        for bounds in ((low + 1, high), (low, high - 1)):
            limits = list(node.limits)
            limits[at] = (index, *bounds)
            yield f"{index} over {bounds}", node.func(node.function, *limits)


def _shifted(node: Any) -> Iterator[tuple[str, Any]]:
    """Each of a symbol's times one earlier or later."""
    if isinstance(node, sp.Indexed) and node.base in UNITS:
        times, units = split(node)
        make = node.base.__getitem__
    elif isinstance(node, Whole | Column):
        times, units = node.times, node.args[1 + len(node.times) :]
        make = _maker(node)
    else:
        return
    for at in range(len(times)):
        for by in (-1, 1):
            moved = [a + by * (n == at) for n, a in enumerate(times)]
            yield f"time shifted by {by}", make((*moved, *units))


def _maker(node: Any) -> Any:
    return lambda indices: node.func(node.base, *indices)


def _swapped(node: Any) -> Iterator[tuple[str, Any]]:
    """A weight's two unit indices, and an error's two times, in the other order."""
    if not isinstance(node, sp.Indexed) or node.base not in UNITS:
        return
    times, units = split(node)
    if len(units) == 2 and UNITS[node.base][0] == UNITS[node.base][1]:
        yield "indices swapped", node.base[(*times, *reversed(units))]
    if len(times) == 2:
        yield "times swapped", node.base[(*reversed(times), *units)]
