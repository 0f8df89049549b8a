"""Tests that right lines hold however they are written: 500 of them."""

import numpy as np
import pytest

from derivations import judge_on, parse
from derivations.evaluation.activation import NAMES
from derivations.reading.form import form
from tests.derivations.every_version import versions
from tests.derivations.judging.networks import network
from tests.derivations.judging.plainly import Typist
from tests.derivations.judging.rewritten import renamed, twice_transposed, with_slope

EACH = 125


def lines(activation):
    return [(d, n) for d in versions(activation) for n in range(len(d.lines))]


@pytest.mark.parametrize("activation", NAMES)
def test_right_rewritings_hold_always(activation):
    rng = np.random.default_rng(NAMES.index(activation))
    every, net = lines(activation), network(activation)
    for place in rng.choice(len(every), EACH, replace=False):
        d, n = every[place]
        expr = renamed(d.lines[n].expr, rng)
        if put_in := rng.random() < 0.5:
            expr = with_slope(expr, activation)
        if rng.random() < 0.5:
            expr = twice_transposed(expr, rng)
        text = Typist(rng).typed(expr)
        judgement = judge_on(d, n, text, net)
        assert judgement.holds is True, (d.slug, n, text, judgement)
        if not put_in:
            assert judgement.is_line == n, (d.slug, n, text)
        assert not judgement.is_goal
        assert judgement.is_new == (judgement.is_line is None)
        assert judgement.counterexample is None
        assert judgement.differs is None


def test_every_line_is_read_as_people_type_it():
    """All lines of all versions, their factors and terms in any order."""
    rng = np.random.default_rng(0)
    for activation in NAMES:
        for d, n in lines(activation):
            text = Typist(rng).typed(d.lines[n].expr)
            assert form(parse(text, d, n)) == form(d.lines[n].expr), text


@pytest.mark.parametrize("scale", [8.0, 30.0])
def test_where_units_saturate_too(scale):
    """1 - h keeps its digits however it is typed."""
    net = network(scale=scale)
    for text in (
        "h_i^(t) (1 - h_i^(t)) sum_w delta_w^(o,t) U_wi",
        "sigma(z_i^(t)) (1 - sigma(z_i^(t))) sum_w U_wi (yhat_w^(t) - y_w^(t))",
    ):
        assert judge_on("hidden-error", 7, text, net).holds is not False
