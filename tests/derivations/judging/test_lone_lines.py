"""Tests of short wrong lines: the goal slightly changed, a constant, a lone symbol."""

import pytest

from derivations import DERIVATIONS, judge_on, with_reduction
from derivations.evaluation.evaluate import evaluate
from derivations.language import symbols
from derivations.language.symbols import H, J, Partial, Whole, i, j, t
from tests.derivations.judging.networks import network


@pytest.mark.parametrize(
    ("slug", "n", "text"),
    [
        ("hidden-weights", 4, "dJ^(t)/dH_ij"),
        ("hidden-weights", 5, "dJ/dH"),
        ("earlier-weights", 2, "dJ^(t)/dH_ij"),
        ("instance-sum", 12, "dJ^(t)/dH_ij^(t-1)"),
        ("instance-sum", 12, "dJ^(t)/dH^(t-1)"),
        ("instance-sum", 3, "d+J^(t)/dH_ij"),
        ("full-gradient", 17, "dJ^(s)/dz^(s)"),
        ("hidden-error", 7, "delta_i^(t)"),
    ],
)
def test_the_goal_of_one_step_is_not_that_of_all(slug, n, text):
    found = judge_on(slug, n, text, network())
    assert (found.holds, found.differs.kind) == (False, "total")


def test_the_derivative_that_is_meant_stands_beside_the_other():
    whole = judge_on("hidden-weights", 5, "dJ^(t)/dH", network()).differs
    assert whole.right == Partial(J(t), Whole(H, t - 1))
    assert whole.wrong == Partial(J(t), Whole(H))
    one = judge_on("instance-sum", 12, "dJ^(t)/dH_ij^(t-1)", network()).differs
    assert one.right == Partial(J(t), H[i, j])
    assert one.wrong == Partial(J(t), H[t - 1, i, j])


@pytest.mark.parametrize("slug", ["hidden-error", "softmax-loss", "hidden-weights"])
@pytest.mark.parametrize(
    "text", ["0", "1", "2", "-1", "T", "|V|", "1/T", "1-1", "0 U", "sum_{k=1}^T 1"]
)
def test_a_constant_has_no_factor_too_many(slug, text):
    found = judge_on(slug, 4, text, network())
    assert (found.holds, found.differs) == (False, None)
    assert found.is_constant


def test_a_constant_that_is_a_factor_of_the_line_lacks_the_others():
    mean = with_reduction(DERIVATIONS["full-gradient"], "mean")
    found = judge_on(mean, 0, "1/T", network())
    assert (found.holds, found.differs.kind) == (False, "factor")
    assert (found.differs.right, found.differs.wrong) == (Partial(J(), H[i, j]), 1)


@pytest.mark.parametrize(
    ("slug", "n", "text"),
    [
        ("hidden-error", 7, "J^(t)"),
        ("hidden-error", 8, "U"),
        ("hidden-error", 8, "H'"),
        ("softmax-loss", 7, "H'"),
        ("hidden-weights", 4, "H_ij"),
        ("previous-hidden", 5, "h_1^(1)"),
    ],
)
def test_a_symbol_of_which_a_line_has_nothing_is_no_other_factor(slug, n, text):
    found = judge_on(slug, n, text, network())
    assert (found.holds, found.differs) == (False, None)
    assert not found.is_constant


@pytest.mark.parametrize(
    ("slug", "n", "text"),
    [
        ("hidden-weights", 4, "h_j^(t-1)"),
        ("hidden-weights", 4, "delta_i"),
        ("previous-hidden", 5, "H'"),
        ("step-jacobian", 6, "H"),
    ],
)
def test_a_lone_factor_of_the_line_lacks_the_others(slug, n, text):
    found = judge_on(slug, n, text, network())
    assert (found.holds, found.differs.kind) == (False, "factor")
    assert found.differs.wrong == 1


@pytest.mark.parametrize("sizes", [(3, 6, 4), (5, 3, 2), (4, 4, 4)])
@pytest.mark.parametrize("text", ["U_ik", "U_{i,k}^(t)"])
def test_an_entry_without_meaning_has_no_number_but_ours_has_one(sizes, text):
    net = network(sizes=sizes)
    typed = f"sigma'(z_i) sum_k delta_k^(o,t) {text}"
    found = judge_on("hidden-error", 7, typed, net)
    assert (found.holds, found.differs.kind) == (False, "index")
    indices, ours, theirs = found.counterexample
    assert indices == {"t": 1, "i": 1}
    at = {vars(symbols)[a]: b for a, b in indices.items()}
    goal = Partial(J(t), symbols.z[t, i])
    assert ours == pytest.approx(evaluate(goal, net, at), rel=1e-12)
    assert theirs is None
    assert found.residual == float("inf")


def test_indices_of_one_kind_that_are_swapped_have_both_numbers():
    net = network()
    found = judge_on("hidden-error", 7, "sigma'(z_i) sum_k delta_k U_ki", net)
    assert found.holds is True
    found = judge_on("previous-hidden", 4, "sum_i H_ji delta_i^(s+1<-t)", net)
    assert (found.holds, found.differs.kind) == (False, "index")
    assert found.counterexample.theirs is not None
    apart = abs(found.counterexample.ours - found.counterexample.theirs)
    assert found.residual == pytest.approx(apart, rel=1e-9)
