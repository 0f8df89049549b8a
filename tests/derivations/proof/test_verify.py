"""Tests of the check of lines: what it finds, samples, and leaves unchanged."""

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sympy as sp

import derivations
from derivations import DERIVATIONS, Network, verify, verify_on
from derivations.language.symbols import (
    D,
    H,
    Immediate,
    J,
    Partial,
    T,
    Transposed,
    Whole,
    delta,
    h,
    i,
    j,
    k,
    t,
)

ROOT = Path(__file__).parents[3]
ENGINE = sorted(Path(derivations.__file__).parent.rglob("*.py"))


def test_the_shared_weight_makes_the_first_line_miss(setting):
    """The source's trap: immediate or total.  One chain through z^(t) is not enough."""
    d = DERIVATIONS["hidden-weights"]
    shared = replace(d, goal=Partial(J(t), H[i, j]))
    assert not any(check.holds for check in verify(shared, *setting()))
    once = [check.holds for check in verify(shared, *setting(T=1))]
    assert all(once), "with one step there is one instance, and no trap"


def test_the_unmarked_partial_misses(setting):
    d = DERIVATIONS["instance-sum"]
    line = d.lines[2]
    unmarked = line.expr.replace(
        lambda node: isinstance(node, Immediate), lambda node: Partial(*node.args)
    )
    wrong = replace(d, lines=(line, replace(line, expr=unmarked)))
    assert [c.holds for c in verify(wrong, *setting())] == [True, False]


@pytest.mark.parametrize(
    "printed",
    [
        delta[t, t, i] * h[t - i, j],
        delta[t, t, j] * h[t - 1, i],
        delta[t, t, i] * h[t, j],
        delta[t, t, i],
        Whole(h, t - 1) * Transposed(Whole(delta, t, t)),
        Transposed(Whole(delta, t, t)) * Whole(h, t - 1),
        Whole(delta, t, t) * Whole(h, t - 1),
        Whole(delta, t, t),
        sp.Integer(0),
        sp.zoo,
        sp.nan,
        sp.Symbol("unknown"),
    ],
    ids=str,
)
def test_slips_are_rejected(setting, printed):
    d = DERIVATIONS["hidden-weights"]
    (check,) = verify(
        replace(d, lines=(replace(d.lines[-2], expr=printed),)), *setting()
    )
    assert not check.holds
    assert check.residual > 1e-4


def test_an_index_out_of_range_is_an_infinite_miss(setting):
    d = DERIVATIONS["hidden-weights"]
    early = replace(d.lines[-2], expr=delta[t, t, i] * h[t - 2, j])
    (check,) = verify(replace(d, lines=(early,)), *setting())
    assert (check.holds, check.residual) == (False, np.inf)


def test_nothing_in_range_is_nothing_checked(setting):
    d = DERIVATIONS["hidden-weights"]
    later = replace(d, indices=((t, 5, T), (i, 1, D), (j, 1, D)))
    for check in verify(later, *setting(T=4)):
        assert (check.holds, check.checked, check.undecided) == (None, 0, 0)
        assert np.isnan(check.residual)


def test_the_residual_is_relative_to_the_goal_from_one_up(setting):
    d = DERIVATIONS["hidden-weights"]
    doubled = replace(d.lines[4], expr=2 * d.lines[4].expr)
    network = Network(*setting())
    goals = [
        np.abs(d.lines[-1].value(network, {t: time})).max() for time in range(1, 5)
    ]
    (check,) = verify_on(replace(d, lines=(doubled,)), network)
    assert check.residual == pytest.approx(max(goals) / max(1, *goals), rel=1e-12)


@pytest.mark.parametrize("d", DERIVATIONS.values(), ids=lambda d: d.slug)
def test_large_networks_are_sampled(setting, d):
    network = Network(*setting(128, 4000, 40))
    checks = verify_on(d, network)
    assert {check.holds for check in checks} == {True}
    assert 4 <= checks[0].checked < 40 * 128**2
    swapped = replace(d.lines[-1], expr=Transposed(d.lines[-1].expr))
    (wrong,) = verify_on(replace(d, lines=(swapped,)), network)
    assert not wrong.holds


def test_the_sample_is_the_same_every_time(setting):
    d = DERIVATIONS["instance-sum"]
    params = setting(24, 50, 12)
    assert verify(d, *params) == verify(d, *params)


def test_verify_leaves_its_arguments_alone_and_takes_lists(setting):
    params, inputs, targets = setting()
    before = {name: value.copy() for name, value in vars(params).items()}
    d = DERIVATIONS["instance-sum"]
    as_lists = verify(d, params, inputs.tolist(), targets.tolist())
    assert as_lists == verify(d, params, inputs, targets)
    for name, value in vars(params).items():
        np.testing.assert_array_equal(value, before[name])


def test_the_network_forgets_old_runs_and_answers_the_same(setting, monkeypatch):
    d = DERIVATIONS["instance-sum"]
    remembers, forgets = Network(*setting(T=6)), Network(*setting(T=6))
    checks = verify_on(d, remembers)
    kept = remembers.kept
    monkeypatch.setattr("derivations.evaluation.network.CACHED", kept // 10)
    assert verify_on(d, forgets) == checks
    assert forgets.kept < kept // 2


def test_two_lines_share_their_goal_number_with_the_gradient(setting):
    """Sum over instances = shared weight, two routes of the same definition."""
    network = Network(*setting())
    total = DERIVATIONS["instance-sum"].lines[-1].value(network, {t: 4})
    line = DERIVATIONS["hidden-weights"].lines[-1]
    each = sp.Sum(Whole(delta, k + 1, t) * Transposed(Whole(h, k)), (k, 0, t - 2))
    rest = replace(line, expr=each).value(network, {t: 4})
    np.testing.assert_allclose(total, line.value(network, {t: 4}) + rest, rtol=1e-12)


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", ENGINE, ids=str)
def test_the_engine_knows_nothing_of_the_other_or_of_the_screen(path):
    roots = {name.split(".")[0] for name in imports(path)}
    allowed = "derivations sympy mpmath numpy jaxtyping lark"
    standard = (
        "typing types collections copy dataclasses functools itertools math operator"
        " re weakref argparse reprlib textwrap unicodedata contextlib threading"
    )
    assert roots <= {*allowed.split(), *standard.split(), "sys"}


PRINTED = ROOT / "derivations" / "code" / "run.py"
"""Runs what the printer of code writes from an expression there and then."""


@pytest.mark.parametrize("path", ENGINE, ids=str)
def test_nothing_is_evaluated_from_text(path):
    calls = {
        getattr(node.func, "id", getattr(node.func, "attr", ""))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
    }
    printed = {"exec"} if path == PRINTED else set()
    assert calls & {"eval", "exec", "sympify", "parse_expr", "lambdify"} == printed


BOUNDED = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (3 * 10**9,) * 2)
import numpy as np
from derivations import DERIVATIONS, Network, verify_on
from rnn_core import Params
draw = np.random.default_rng(0)
words = draw.integers(0, 10_000, (2, 100))
network = Network(Params.random(256, 10_000), *words)
print(all(c.holds for d in DERIVATIONS.values() for c in verify_on(d, network)))
"""


def test_the_largest_network_is_checked_in_bounded_memory():
    done = subprocess.run(
        [sys.executable, "-c", BOUNDED], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("True\n", "")
