"""Tests of the verdict: which line it is, where it fails, and on which network."""

import time
from types import SimpleNamespace

import numpy as np
import pytest

from derivations import DERIVATIONS, Network, Unreadable, judge, judge_on, judged
from derivations.evaluation.activation import NAMES
from derivations.evaluation.evaluate import evaluate
from derivations.language import symbols
from derivations.language.symbols import Transposed, U, Whole, dsigma, h, i, j, t, z
from tests.derivations.every_version import versions
from tests.derivations.judging.networks import network

AWAY = "sigma'(z_i) sum_w delta_w U_wi"
"""Line 7 of `hidden-error`."""


def every_line():
    """Each line of each version once: an activation, a derivation and a place."""
    seen = set()
    for activation in NAMES:
        for d in versions(activation):
            for n, line in enumerate(d.lines):
                key = (d.slug, line.expr, d.claim(line))
                if key not in seen:
                    seen.add(key)
                    yield activation, d, n


def test_every_line_of_ours_holds_and_is_that_line():
    nets = {activation: network(activation) for activation in NAMES}
    for activation, d, n in every_line():
        found = judge_on(d, n, d.lines[n].latex(), nets[activation])
        assert (found.holds, found.is_line) == (True, n), (d.slug, n)
        assert not found.is_goal
        assert not found.is_new
        assert found.residual < 1e-12
        assert found.checked > 0


def test_a_line_further_on_is_told_as_that():
    for n in range(7):
        found = judge_on("hidden-error", n, AWAY, network())
        assert (found.holds, found.is_line) == (True, 7)


@pytest.mark.parametrize(
    "text", ["dJ^(t)/dz_i^(t)", "delta_i^(h,t)", "dJ^(t)/dz^(t)", "delta^(h,t)"]
)
def test_the_goal_is_true_but_only_the_question_again(text):
    found = judge_on("hidden-error", 7, text, network())
    assert (found.holds, found.is_goal, found.is_new) == (True, True, False)
    assert found.is_line is None


@pytest.mark.parametrize(
    ("slug", "n", "text"),
    [
        ("hidden-error", 7, "h_i^(t) (1 - h_i^(t)) sum_w U_wi (yhat_w^(t) - y_w^(t))"),
        ("hidden-error", 8, "sigma'(H h^(t-1) + L_{x^(t)}) o (U' delta)"),
        ("hidden-error", 8, "sigma(z^(t)) o (1 - sigma(z^(t))) o (U' delta)"),
        ("hidden-error", 8, "(U' delta) o h^(t) - h^(t) o h^(t) o (U' delta)"),
        ("hidden-error", 8, "(delta' U diag(sigma'(z^(t))))'"),
        ("hidden-error", 8, "(h - 1) o h o U' (y - exp(o^(t)) / sum_v exp(o_v^(t)))"),
        ("instance-sum", 12, "sum_{k=1}^t delta_i^(k<-t) h_j^(k-1)"),
        ("full-gradient", 17, "s'(z^(s)) o (U' delta^(o,s) + H' delta^(s+1))"),
    ],
)  # fmt: skip
def test_what_is_true_and_none_of_ours_is_new(slug, n, text):
    found = judge_on(slug, n, text, network())
    assert (found.holds, found.is_new, found.differs) == (True, True, None)


@pytest.mark.parametrize(
    ("n", "text", "kind", "right", "wrong"),
    [
        (4, "sigma'(z_i^(t-1)) sum_w delta_w U_wi", "time", z[t, i], z[t - 1, i]),
        (7, "sum_w delta_w U_wi", "factor", dsigma(z[t, i]), 1),
        (4, "sigma(z_i) sum_w delta_w U_wi", "slope", dsigma(z[t, i]), ...),
        (4, "h_i (1 + h_i) sum_w delta_w U_wi", "slope", dsigma(z[t, i]), ...),
        (9, "h^(t) o (1 + h^(t)) o U' delta", "sign", Whole(h, t), -Whole(h, t)),
        (8, "sigma'(z) o U delta", "transpose", Transposed(Whole(U)), Whole(U)),
        (8, "U' delta", "factor", dsigma(Whole(z, t)), 1),
        (7, "-sigma'(z_i) sum_w delta_w U_wi", "sign", ..., ...),
        (7, "sigma'(z_i) sum_{w=2}^{|V|} delta_w U_wi", "sum", ..., ...),
    ],
)
def test_a_wrong_line_says_what_it_changed(n, text, kind, right, wrong):
    found = judge_on("hidden-error", n, text, network())
    assert found.holds is False
    assert found.differs.kind == kind
    assert right in (found.differs.right, ...)
    assert wrong in (found.differs.wrong, ...)


@pytest.mark.parametrize(
    ("slug", "n", "text", "kind"),
    [
        ("hidden-weights", 4, "delta_i^(t) h_j^(t-1)", "total"),
        ("hidden-weights", 0, "sum_m dJ/dz_m^(t) dz_m^(t)/dH_ij", "total"),
        ("hidden-weights", 4, "delta_i h_j^(t)", "time"),
        ("hidden-weights", 4, "delta_j h_i^(t-1)", "index"),
        ("hidden-weights", 5, "(h^(t-1))' delta", "order"),
        ("instance-sum", 12, "sum_{k=0}^t delta_i^(k+1<-t) h_j^(k)", "sum"),
        ("jacobian-product", 3, "prod_{k=s+1}^t diag(s'(z^(k))) H", "order"),
        ("softmax-loss", 7, "y_w - yhat_w", "sign"),
        ("softmax-loss", 6, "yhat_w", "term"),
    ],
)
def test_mistakes_that_people_make(slug, n, text, kind):
    found = judge_on(slug, n, text, network())
    assert (found.holds, found.differs.kind) == (False, kind)


@pytest.mark.parametrize(
    "text",
    [
        "sigma'(z_i) sum_w delta_w U_iw",  # a unit's index where a word's belongs
        "sigma'(z_i) sum_w delta_w^(o,i) U_wi",  # a unit where a time stands
        "sigma'(z_t^(t)) sum_w delta_w U_wi",  # a time where a unit stands
        "sigma'(z_7) sum_w delta_w U_wi",  # there are three units
        "sigma'(z_i) sum_w delta_w U_w9",
        "sigma'(z_i) sum_{w=1}^{D_h} delta_w^(o,t) U_wi",
        "sigma'(z_i) sum_w [w=t] delta_w U_wi",
    ],
)
def test_an_index_of_the_wrong_kind_or_out_of_range_is_judged_wrong(text):
    found = judge_on("hidden-error", 4, text, network())
    assert (found.holds, found.differs.kind) == (False, "index")


def test_a_counterexample_has_the_numbers_of_both_sides():
    net = network()
    found = judge_on("hidden-weights", 4, "delta_j^(t<-t) h_i^(t-1)", net)
    at = {vars(symbols)[a]: b for a, b in found.counterexample.indices.items()}
    assert set(at) == {t, i, j}
    assert found.counterexample.here
    indices, ours, theirs = found.counterexample
    assert indices == found.counterexample.indices
    assert (ours, theirs) == (found.counterexample.ours, found.counterexample.theirs)
    d = DERIVATIONS["hidden-weights"]
    for expr, number in (
        (d.goal, found.counterexample.ours),
        (found.expr, found.counterexample.theirs),
    ):
        assert evaluate(expr, net, at) == pytest.approx(number, rel=1e-12)
    apart = abs(found.counterexample.ours - found.counterexample.theirs)
    assert found.residual == pytest.approx(apart, rel=1e-9)


def test_a_line_without_a_number_fails_where_it_has_none():
    found = judge_on("hidden-weights", 4, "delta_i^(t<-t) h_j^(t+1)", network())
    assert found.holds is False
    assert found.residual == np.inf
    assert found.counterexample.theirs is None
    assert found.counterexample.indices["t"] == 4
    assert found.differs.kind == "time"


def test_no_accident_of_the_network_passes():
    """Of one step the error of all losses is that of the one; elsewhere it is not."""
    found = judge_on(
        "hidden-weights", 4, "delta_i^(t) h_j^(t-1)", network(sizes=(3, 6, 1))
    )
    assert (found.holds, found.differs.kind) == (False, "total")
    assert not found.counterexample.here
    silent = SimpleNamespace(
        H=np.zeros((3, 3)), L=np.zeros((3, 6)), U=np.zeros((6, 3)), h0=np.zeros(3)
    )
    zero = Network(silent, [0, 1], [1, 2])
    assert judge_on("previous-hidden", 5, "H delta", zero).holds is False


def test_where_no_index_is_in_range_the_other_network_decides():
    net = network(sizes=(3, 6, 1))
    assert judge_on("earlier-error", 4, "s'(z^(s)) o (H' delta)", net).holds is True
    assert judge_on("earlier-error", 4, "s'(z^(s)) o (H delta)", net).holds is False


@pytest.mark.parametrize(
    "text",
    [
        "sum_{k=1}^{9999} sum_{l=1}^{9999} sum_{m=1}^{9999} y_w^(t)",
        " ".join(f"sum_{a}" for a in "abcefgijklmnpqrsuv")
        + " y_w^(t) "
        + " ".join(f"yhat_{a}^(t)" for a in "abcefgijklmnpqrsuv"),
    ],
)
def test_what_would_take_too_long_is_left_undecided(text):
    found = judge_on("softmax-loss", 7, text, network())
    assert found.holds is None
    assert found.checked == 0


def test_params_and_ids_are_taken_as_verify_takes_them():
    net = network("tanh")
    words = net.inputs, net.targets
    found = judge(
        "hidden-error", 9, "(1-h^(t) o h^(t)) o (U' delta)", net.params, *words, "tanh"
    )
    assert (found.holds, found.is_line) == (True, 9)
    assert judge("hidden-error", 7, AWAY, net.params, *words).holds is True


def test_wrong_arguments_are_refused():
    net = network()
    with pytest.raises(Unreadable, match="character 1"):
        judge_on("hidden-error", 7, "?", net)
    own = net.params, net.inputs, net.targets
    for n in (10, -1, np.int64(99)):
        for asked in (
            lambda n=n: judge_on("hidden-error", n, "1", net),
            lambda n=n: judge("hidden-error", n, "1", *own),
            lambda n=n: judged(DERIVATIONS["hidden-error"], n, z[t, i], net),
        ):
            with pytest.raises(ValueError, match=f"n is {n}; .* the lines 0 to 9"):
                asked()
    with pytest.raises(TypeError, match="network"):
        judge_on("hidden-error", 1, "1", None)
    with pytest.raises(TypeError, match="n is"):
        judge_on("hidden-error", None, "1", net)


def test_an_answer_takes_a_moment():
    """Right and wrong, of the longest lines, in processor time."""
    net, d = network(), DERIVATIONS["full-gradient"]
    takes = []
    for n in (3, 10, 14, 17, 24, 39):
        for text in (d.lines[n].latex(), "-" + d.lines[n].latex(), "H'"):
            before = time.process_time()
            judge_on(d, n, text, net)
            takes.append(time.process_time() - before)
    assert np.median(takes) < 0.1
    assert max(takes[3:]) < 1.0
