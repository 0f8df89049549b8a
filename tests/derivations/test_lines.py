"""Every line holds on every network, and a wrong one holds on none that shows it."""

from dataclasses import replace

import numpy as np
import pytest
import sympy as sp
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from derivations import DERIVATIONS, Network, verify, verify_on
from derivations.symbols import (
    Immediate,
    Partial,
    Transposed,
    Whole,
    i,
    j,
    split,
)

LINES = [
    pytest.param(d, at, id=f"{d.slug}-{at + 1}")
    for d in DERIVATIONS.values()
    for at in range(len(d.lines))
]


@pytest.mark.parametrize("d", DERIVATIONS.values(), ids=lambda d: d.slug)
@hypothesis_settings(max_examples=25, deadline=None)
@given(
    sizes=st.tuples(st.integers(1, 5), st.integers(2, 7), st.integers(1, 6)),
    scale=st.sampled_from([0.01, 0.3, 1.0, 4.0, 16.0]),
    seed=st.integers(0, 9999),
)
@example(sizes=(1, 2, 1), scale=16.0, seed=0)
@example(sizes=(1, 2, 6), scale=16.0, seed=1)
@example(sizes=(5, 2, 6), scale=16.0, seed=2)
def test_every_line_holds(setting, d, sizes, scale, seed):
    hidden, vocabulary, steps = sizes
    checks = verify(d, *setting(hidden, vocabulary, steps, scale, seed))
    assert len(checks) == len(d.lines)
    for line, check in zip(d.lines, checks, strict=True):
        assert check.holds, (line.rule, check)
        assert check.residual <= 1e-12
        assert check.checked == steps * hidden**2


@pytest.mark.parametrize("d", DERIVATIONS.values(), ids=lambda d: d.slug)
def test_lines_hold_where_one_word_is_repeated(setting, d):
    checks = verify(d, *setting(T=4, words=[2, 2, 2, 2]))
    assert all(check.holds for check in checks)


def saturated(setting, at):
    """A network whose every unit's input is `at` and more, and a loss far from zero."""
    params, inputs, targets = setting(D=2, V=4, T=3)
    params.L = np.full_like(params.L, at) + np.arange(4)
    return params, inputs, targets


@pytest.mark.parametrize("d", DERIVATIONS.values(), ids=lambda d: d.slug)
@pytest.mark.parametrize("at", [-600.0, -40.0, 40.0, 600.0])
def test_gradients_that_vanish_still_tell_right_from_wrong(setting, d, at):
    network = Network(*saturated(setting, at))
    assert all(check.holds for check in verify_on(d, network))
    wrong = replace(d, lines=tuple(replace(a, expr=-a.expr) for a in d.lines))
    for check in verify_on(wrong, network):
        assert check.residual < 1e-15, "the miss itself is tiny"
        assert not check.holds


# Wrong lines.


def within(expr, node, new):
    return expr.replace(lambda part: part == node, lambda part: new)


def shifted(expr, node):
    """The node with each of its times one earlier or later."""
    if isinstance(node, sp.Indexed):
        times, units = split(node)
        for at in range(len(times)):
            for by in (-1, 1):
                moved = [a + by * (n == at) for n, a in enumerate(times)]
                yield within(expr, node, node.base[(*moved, *units)])
    elif isinstance(node, Whole):
        for at in range(len(node.times)):
            for by in (-1, 1):
                moved = [a + by * (n == at) for n, a in enumerate(node.times)]
                yield within(expr, node, Whole(node.base, *moved))


def mutants(expr):
    """(what was done to it, the wrong expression): for every node where it can be."""
    yield "sign", -expr
    if expr.is_commutative:
        yield "i and j swapped", expr.xreplace({i: j, j: i})
    else:
        yield "transposed", Transposed(expr)
    for node in sp.preorder_traversal(expr):
        if isinstance(node, sp.Mul):
            for gone in range(len(node.args)):
                kept = [a for n, a in enumerate(node.args) if n != gone]
                yield f"without {node.args[gone]}", within(expr, node, sp.Mul(*kept))
        if isinstance(node, sp.Add) and node.has(sp.Sum):
            rest = sp.Add(*(a for a in node.args if not isinstance(a, sp.Sum)))
            yield "without the sum in it", within(expr, node, rest)
        if isinstance(node, sp.KroneckerDelta):
            yield f"{node} -> 1", within(expr, node, sp.Integer(1))
        if isinstance(node, sp.Sum):
            for at, (index, low, high) in enumerate(node.limits):
                for bounds in ((low + 1, high), (low, high - 1)):
                    limits = list(node.limits)
                    limits[at] = (index, *bounds)
                    short = sp.Sum(node.function, *limits)
                    yield f"{index} over {bounds}", within(expr, node, short)
        if isinstance(node, Transposed):
            yield f"{node} untransposed", within(expr, node, node.args[0])
        if isinstance(node, Whole):
            yield f"{node} transposed", within(expr, node, Transposed(node))
        if isinstance(node, Partial):
            yield f"{node} -> 1", within(expr, node, sp.Integer(1))
        if isinstance(node, Immediate):
            total = Partial(node.num, node.den)
            yield f"{node} made total", within(expr, node, total)
        for wrong in shifted(expr, node):
            yield f"{node} at another time", wrong


@pytest.mark.parametrize(("d", "at"), LINES)
def test_wrong_lines_are_rejected(setting, d, at):
    network = Network(*setting(D=3, V=5, T=4, scale=2.0, seed=3))
    line, seen = d.lines[at], 0
    for what, wrong in mutants(line.expr):
        changed = replace(d, lines=(replace(line, expr=wrong),))
        (check,) = verify_on(changed, network)
        assert not check.holds, (what, wrong)
        seen += 1
    assert seen >= 5
