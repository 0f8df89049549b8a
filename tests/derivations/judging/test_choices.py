"""Tests of the next line among four."""

import numpy as np
import pytest

from derivations import DERIVATIONS, KINDS, choices, judged
from derivations.derivation import Line
from derivations.evaluation.activation import NAMES
from derivations.judging.told import numbers
from derivations.latex.printer import latex
from derivations.proof.verify import Verifier
from tests.derivations.every_version import versions
from tests.derivations.judging.networks import network
from tests.walks import SOAK

SOME = 30


@pytest.mark.parametrize("activation", NAMES)
def test_ours_and_three_wrong_ones_that_differ(activation):
    net = network(activation)
    verifier = Verifier(net)
    every = [(d, n) for d in versions(activation) for n in range(len(d.lines))]
    rng = np.random.default_rng(NAMES.index(activation))
    some = range(len(every)) if SOAK else rng.choice(len(every), SOME, replace=False)
    for d, n in [every[place] for place in some]:
        line = d.lines[n]
        four = choices(d, n, net, seed=n)
        assert len(four) == 4, (d.slug, n)
        assert len({latex(a.expr) for a in four}) == 4
        (ours,) = [a for a in four if a.kind is None]
        assert ours.expr == line.expr
        wrong = [a for a in four if a.kind is not None]
        values = [numbers(d, line, a.expr, verifier) for a in wrong]
        for one, value in zip(wrong, values, strict=True):
            assert one.kind in KINDS
            typed = Line(one.expr, "", "", claim=line.claim)
            assert verifier.check(d, typed).holds is False
            assert sum(_same(value, other) for other in values) == 1


def _same(one, other):
    if one is None or other is None:
        return one is other
    return np.allclose(one, other, atol=0)


def test_the_same_seed_gives_the_same_four():
    net = network()
    for seed in range(5):
        first = choices("hidden-error", 7, net, seed)
        assert choices("hidden-error", 7, net, seed) == first
    drawn = {choices("hidden-error", 7, net, seed) for seed in range(8)}
    assert len(drawn) > 4
    places = {
        [a.kind for a in choices("hidden-error", 7, net, seed)].index(None)
        for seed in range(40)
    }
    assert places == {0, 1, 2, 3}


def test_kinds_differ_where_the_line_has_enough():
    net = network()
    for seed in range(10):
        assert len({a.kind for a in choices("hidden-error", 7, net, seed)}) == 4


def test_what_a_wrong_choice_changed_can_be_asked():
    net, d = network(), DERIVATIONS["hidden-error"]
    for choice in choices(d, 7, net, 1):
        found = judged(d, 7, choice.expr, net)
        assert found.holds is (choice.kind is None)
        assert choice.kind is None or found.counterexample is not None


def test_a_network_of_one_step_has_fewer_or_as_many():
    for d in DERIVATIONS.values():
        for n in range(0, len(d.lines), 5):
            four = choices(d, n, network(sizes=(2, 2, 1)), 0)
            assert 1 <= len(four) <= 4
            assert [a.kind for a in four].count(None) == 1


def test_no_such_line():
    for n in (10, -1, 10**30, np.int64(-3)):
        with pytest.raises(ValueError, match=f"n is {n}; .* the lines 0 to 9"):
            choices("hidden-error", n, network(), 0)
    with pytest.raises(TypeError, match="n is str"):
        choices("hidden-error", "1", network(), 0)
