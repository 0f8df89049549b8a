"""Mistakes that people make: each is run, and found wrong where it is said to be."""

import numpy as np
import pytest
import sympy as sp

from derivations import DERIVATIONS
from derivations.evaluation.eval_context import EvalContext
from derivations.evaluation.evaluate import compiled
from derivations.language.symbols import T, i, j, k, m, s, t, tau, v, w
from derivations.latex.printer import latex
from derivations.mistakes.equations import ENTRIES, GRADIENTS, LEFT, MEANT
from derivations.mistakes.hiding import HIDING
from derivations.mistakes.mistake import WINDOW, true_gradients
from derivations.mistakes.table import MISTAKES
from derivations.versions import in_activation

from .networks import network

EACH = pytest.mark.parametrize(("slug", "e"), MISTAKES.items(), ids=MISTAKES)
SEEDS = (0, 1)
"""A sigmoid's network, and one of tanh."""


def largest(e, net):
    return max(e.residuals(net).values())


@pytest.mark.parametrize("meant", MEANT)
@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
def test_the_right_equations_give_the_derivatives_of_the_loss(meant, activation):
    """By complex step, which knows nothing of equations."""
    hiding = activation if activation in ("relu", "identity") else None
    net = network(hiding, seed=int(activation == "tanh"), hidden=3, vocab=5)
    found = true_gradients(net, meant)
    losses = {"last": [net.T]}.get(meant, range(1, net.T + 1))
    for name in GRADIENTS:
        total = np.zeros(found[name].shape)
        for loss in losses:
            window = WINDOW if meant == "window" else net.T
            steps = tuple(range(max(1, loss - window + 1), loss + 1))
            units = [u.ravel() for u in np.indices(total.shape)]
            if name == "h0" and steps[0] > 1:
                continue
            which, times, only = (
                ("h", (0,), None) if name == "h0" else (name, (), steps)
            )
            nudge = net.nudge(which, times, tuple(units), only)
            total += nudge.J(loss).reshape(total.shape) / nudge.step
        scale = net.T if meant == "mean" else 1
        assert np.abs(found[name] - total / scale).max() < 1e-12


@EACH
def test_the_formula_that_is_right_gives_the_right_gradients(slug, e):
    for hiding in (None, "relu", "identity"):
        net = network(hiding)
        right = true_gradients(net, e.meant)
        found = e.gradients(net, corrected=True)
        for name in GRADIENTS:
            assert np.abs(found[name] - right[name]).max() < 1e-12


@EACH
def test_the_formula_that_was_written_gives_others(slug, e):
    for seed in SEEDS:
        net = network(seed=seed)
        assert not any(HIDING[name].holds(net) for name in e.hidden_by)
        assert largest(e, net) > 1e-3


@pytest.mark.parametrize("hiding", HIDING)
def test_networks_hide_what_they_are_said_to_hide_and_nothing_else(hiding):
    nets = [network(hiding, seed=seed) for seed in SEEDS]
    assert all(HIDING[hiding].holds(net) for net in nets)
    assert not HIDING[hiding].holds(network())
    hidden = {
        slug for slug, e in MISTAKES.items() if all(largest(e, n) < 1e-12 for n in nets)
    }
    assert hidden == {slug for slug, e in MISTAKES.items() if hiding in e.hidden_by}


@EACH
def test_a_formula_is_printed_wrong_and_right(slug, e):
    for activation in ("sigmoid", "tanh"):
        wrong, right = (e.latex(corrected, activation) for corrected in (False, True))
        assert wrong != right
        assert (
            wrong.split(" = ")[0].split("_")[0] == right.split(" = ")[0].split("_")[0]
        )
    expr = e.written("tanh")
    left = (ENTRIES if expr.is_commutative else LEFT)[e.equation]
    assert e.latex(False, "tanh") == f"{latex(left)} = {latex(expr)}"


@EACH
def test_the_right_formula_stands_in_its_line(slug, e):
    """A part of the line has the numbers of the right formula, or the line those of a
    part of it, on a network at which errors are derivatives of the loss.
    """
    activation = "tanh"
    net = network(seed=1, hidden=3, vocab=6)
    assert net.activation == activation
    line = in_activation(DERIVATIONS[e.derivation], activation).lines[e.line]
    right = e.correct(activation)
    assert any(
        same(a, b, net)
        for whole in said(line.expr)
        for a, b in [
            *((right, part) for part in parts_of(whole)),
            *((part, whole) for part in parts_of(right)),
        ]
    ), latex(line.expr)


def parts_of(expr):
    """The parts of an expression that say more than a symbol."""
    return [
        part
        for part in sp.preorder_traversal(expr)
        if isinstance(part, sp.Expr) and len(list(sp.preorder_traversal(part))) > 4
    ]


def said(expr):
    """What a line says: of a loss, for all of them, for their mean and for the last; of
    a step by another letter, and of the first state.
    """
    yield expr
    yield sp.S.One / T * expr
    yield from (expr.xreplace({t: s}), expr.xreplace({t: T}))
    if t in expr.free_symbols:
        yield sp.Sum(expr, (t, 1, T))
        yield sp.Sum(expr.xreplace({s: sp.S.Zero}), (t, 1, T))


def same(right, part, net):
    """Whether both have one number for some times, and for all units."""
    units, words = np.arange(1, net.D + 1), np.arange(1, net.V + 1)
    env = {**net.sizes, i: units[:, None], w: words[:, None], j: units[None]}
    env |= {v: words[None], m: units[:, None], tau: WINDOW}
    for step, loss in ((1, net.T), (2, 4), (3, 3)):
        at = {**env, s: step, t: loss, k: step - 1}
        try:
            wanted = compiled(right)(EvalContext(net), at)
            value = compiled(part)(EvalContext(net), at)
        except (LookupError, TypeError, ValueError):
            return False
        if np.size(wanted) != np.size(value):
            return False
        if not np.abs(np.ravel(wanted) - np.ravel(value)).max() < 1e-12:
            return False
    return True


@EACH
def test_cells_are_counted_as_the_formula_adds_them_up(slug, e):
    """One loss at a time: what H's gradient has of it is a sum over steps of the right
    shares, each so many times.
    """
    if e.counts is None:
        return
    net = network(seed=1, hidden=8)
    counts = np.array(
        [
            [
                float(e.counts(loss, at, net.T)) if at < loss else 0
                for at in range(net.T)
            ]
            for loss in range(1, net.T + 1)
        ]
    )
    shares = np.zeros((net.T, net.T, net.D, net.D))
    units = [u.ravel() for u in np.indices((net.D, net.D))]
    for at in range(net.T):
        nudge = net.nudge("H", (at,), tuple(units))
        for loss in range(at + 1, net.T + 1):
            shares[loss - 1, at] = nudge.J(loss).reshape(net.D, net.D) / nudge.step
    expected = np.einsum("tk,tkij->ij", counts, shares)
    assert np.abs(e.gradients(net)["H"] - expected).max() < 1e-12


def test_every_source_is_an_address():
    addresses = [address for e in MISTAKES.values() for address in e.sources]
    assert len(addresses) >= 25
    assert all(a.startswith("https://") and " " not in a for a in addresses)
