"""Tests of what expressions mean: partials against differences in 50 digits."""

import mpmath
import numpy as np
import pytest
import sympy as sp

from derivations import Network
from derivations.evaluation.evaluate import evaluate
from derivations.language.symbols import (
    D,
    Diag,
    H,
    Hadamard,
    Immediate,
    J,
    L,
    Partial,
    Transposed,
    U,
    Whole,
    delta,
    delta_o,
    dsigma,
    h,
    i,
    j,
    k,
    l,
    m,
    o,
    s,
    sigma,
    t,
    v,
    w,
    x,
    y,
    yhat,
    z,
)

NUDGE = mpmath.mpf("1e-20")


class Precise:
    """A second implementation of the network, entry by entry, in many digits."""

    def __init__(self, params, inputs, targets, activation="sigmoid"):
        self.params, self.inputs, self.targets = params, inputs, targets
        self.squash = {
            "sigmoid": lambda a: 1 / (1 + mpmath.exp(-a)),
            "tanh": mpmath.tanh,
            "relu": lambda a: max(a, mpmath.mpf(0)),
            "identity": lambda a: a,
        }[activation]

    def run(self, moved, by):
        def seen(value, name, *units):
            return value + by if (name, *units) in moved else value

        p, steps = self.params, len(self.inputs)
        hidden, words = p.L.shape
        units, vocabulary = range(1, hidden + 1), range(1, words + 1)
        out = {("h", 0, a): seen(mpmath.mpf(p.h0[a - 1]), "h", 0, a) for a in units}
        for time in range(1, steps + 1):
            word = int(self.inputs[time - 1]) + 1
            for a in units:
                total = seen(mpmath.mpf(p.L[a - 1, word - 1]), "L", time - 1, a, word)
                for b in units:
                    weight = seen(mpmath.mpf(p.H[a - 1, b - 1]), "H", time - 1, a, b)
                    total += weight * out["h", time - 1, b]
                out["z", time, a] = seen(total, "z", time, a)
                squashed = self.squash(out["z", time, a])
                out["h", time, a] = seen(squashed, "h", time, a)
            for a in vocabulary:
                total = mpmath.mpf(0)
                for b in units:
                    weight = seen(mpmath.mpf(p.U[a - 1, b - 1]), "U", time, a, b)
                    total += weight * out["h", time, b]
                out["o", time, a] = seen(total, "o", time, a)
            below = sum(mpmath.exp(out["o", time, a]) for a in vocabulary)
            for a in vocabulary:
                soft = mpmath.exp(out["o", time, a]) / below
                out["yhat", time, a] = seen(soft, "yhat", time, a)
            target = int(self.targets[time - 1]) + 1
            out["J", time] = -mpmath.log(out["yhat", time, target])
        return out

    def partial(self, num, moved):
        ahead, back = self.run(moved, NUDGE), self.run(moved, -NUDGE)
        return float((ahead[num] - back[num]) / (2 * NUDGE))


def everywhere(name, *units):
    return {(name, time, *units) for time in range(0, 4)}


CASES = [
    ("instance of H", J(3), ("J", 3), H[0, 1, 2], {("H", 0, 1, 2)}),
    ("last instance of H", J(3), ("J", 3), H[2, 2, 1], {("H", 2, 2, 1)}),
    ("instance after the loss", J(1), ("J", 1), H[2, 2, 1], {("H", 2, 2, 1)}),
    ("shared H", J(3), ("J", 3), H[1, 2], everywhere("H", 1, 2)),
    ("shared H, a state", h[2, 1], ("h", 2, 1), H[1, 2], everywhere("H", 1, 2)),
    ("input", J(3), ("J", 3), z[1, 2], {("z", 1, 2)}),
    ("state", J(2), ("J", 2), h[1, 1], {("h", 1, 1)}),
    ("first state", J(3), ("J", 3), h[0, 2], {("h", 0, 2)}),
    ("state to state", h[3, 1], ("h", 3, 1), h[1, 2], {("h", 1, 2)}),
    ("state to itself", h[2, 1], ("h", 2, 1), h[2, 1], {("h", 2, 1)}),
    ("logit", J(2), ("J", 2), o[2, 1], {("o", 2, 1)}),
    ("probability by logit", yhat[2, 3], ("yhat", 2, 3), o[2, 1], {("o", 2, 1)}),
    ("loss by probability", J(2), ("J", 2), yhat[2, 2], {("yhat", 2, 2)}),
    ("U", J(2), ("J", 2), U[3, 1], everywhere("U", 3, 1)),
    ("logit by U", o[2, 3], ("o", 2, 3), U[3, 1], everywhere("U", 3, 1)),
    ("instance of L", J(3), ("J", 3), L[1, 2, 4], {("L", 1, 2, 4)}),
    ("unread L", J(3), ("J", 3), L[1, 2, 3], {("L", 1, 2, 3)}),
    ("shared L", J(3), ("J", 3), L[2, 4], everywhere("L", 2, 4)),
]


@pytest.mark.parametrize("scale", [0.5, 1.0, 16.0])
@pytest.mark.parametrize(("num", "read", "den", "moved"), [c[1:] for c in CASES])
def test_partials_against_differences_in_50_digits(
    setting, scale, num, read, den, moved
):
    params, inputs, targets = setting(3, 4, 3, scale, seed=1, words=[0, 3, 3])
    network = Network(params, inputs, targets)
    with mpmath.workdps(50):
        expected = Precise(params, inputs, targets).partial(read, moved)
    value = float(evaluate(Partial(num, den), network, {}))
    assert value == pytest.approx(expected, rel=1e-11, abs=1e-290)


@pytest.mark.parametrize("activation", ["tanh", "relu", "identity"])
@pytest.mark.parametrize(("num", "read", "den", "moved"), [c[1:] for c in CASES])
def test_partials_of_other_activations(setting, activation, num, read, den, moved):
    network = setting(3, 4, 3, 1.0, seed=1, words=[0, 3, 3])
    with mpmath.workdps(50):
        expected = Precise(*network, activation).partial(read, moved)
    value = evaluate(Partial(num, den), Network(*network, activation=activation), {})
    assert float(value) == pytest.approx(expected, rel=1e-11, abs=1e-290)


def test_immediate_moves_one_step_of_the_shared_weight(setting):
    params, inputs, targets = setting(3, 4, 3)
    network = Network(params, inputs, targets)
    held = float(evaluate(Immediate(h[3, 1], H[1, 2]), network, {}))
    total = float(evaluate(Partial(h[3, 1], H[1, 2]), network, {}))
    with mpmath.workdps(50):
        expected = Precise(params, inputs, targets).partial(
            ("h", 3, 1), {("H", 2, 1, 2)}
        )
    assert held == pytest.approx(expected, rel=1e-13)
    assert abs(held - total) > 1e-4


def test_a_nudged_instance_is_not_the_shared_weight(setting):
    network = Network(*setting(3, 4, 3))
    read = sp.Sum(H[1, l] * h[1, l], (l, 1, D))
    assert evaluate(Partial(read, H[1, 1, 2]), network, {}) == 0
    expected = pytest.approx(network.h[1, 1], rel=1e-15)
    instance = read.xreplace({H[1, l]: H[1, 1, l]})
    assert evaluate(Partial(instance, H[1, 1, 2]), network, {}) == expected
    assert evaluate(Partial(instance, H[0, 1, 2]), network, {}) != expected


def test_central_differences_on_the_loss(setting):
    params, inputs, targets = setting(3, 4, 3)
    network = Network(params, inputs, targets)
    gradient = evaluate(Partial(J(3), Whole(H)), network, {})
    for row in range(3):
        for column in range(3):
            ends = []
            for by in (1e-5, -1e-5):
                moved = params.H.copy()
                moved[row, column] += by
                near = Network(
                    type(params)(**{**vars(params), "H": moved}), inputs, targets
                )
                ends.append(near.loss(3))
            difference = (ends[0] - ends[1]) / 2e-5
            assert gradient[row, column] == pytest.approx(difference, abs=1e-9)


def test_sums_run_over_arrays_of_units_and_over_times(setting):
    network = Network(*setting(3, 4, 3))
    inner = sp.Sum(H[m, l] * h[s, l], (l, 1, D))
    expr = sp.Sum(h[t, m] * inner + inner, (m, 1, D), (s, 0, t - 1))
    H_, h_ = network.weights["H"], network.h
    expected = sum(
        (h_[2][a] + 1) * H_[a, b] * h_[time][b]
        for time in range(2)
        for a in range(3)
        for b in range(3)
    )
    assert float(evaluate(expr, network, {t: 2})) == pytest.approx(expected, rel=1e-13)


def test_free_units_may_be_arrays(setting):
    network = Network(*setting(3, 4, 3))
    expr = Partial(J(t), H[t - 1, i, j]) * (1 + sp.KroneckerDelta(i, j))
    rows, columns = np.array([1, 3, 2, 2]), np.array([2, 3, 1, 2])
    together = evaluate(expr, network, {t: 3, i: rows, j: columns})
    alone = [
        float(evaluate(expr, network, {t: 3, i: a, j: b}))
        for a, b in zip(rows, columns, strict=True)
    ]
    np.testing.assert_allclose(np.ravel(together), alone, rtol=1e-13)


def test_whole_arrays(setting):
    network = Network(*setting(3, 4, 3))
    H_ = network.weights["H"]
    slope = network.h[2] * (1 - network.h[2])
    jacobian = Partial(Whole(h, 2), Whole(h, 1))
    np.testing.assert_allclose(
        evaluate(jacobian, network, {}), slope[:, None] * H_, rtol=1e-13
    )
    by_diag = Diag(dsigma(Whole(z, 2))) * Whole(H)
    np.testing.assert_allclose(
        evaluate(by_diag, network, {}), slope[:, None] * H_, rtol=1e-13
    )
    back = Hadamard(dsigma(Whole(z, 2)), Transposed(Whole(H, 2)) * Whole(delta, 3, 3))
    np.testing.assert_allclose(
        evaluate(back, network, {}),
        evaluate(Whole(delta, 2, 3), network, {}),
        rtol=1e-12,
    )
    assert evaluate(Whole(delta_o, 2), network, {}).shape == (4, 1)
    assert evaluate(Partial(J(2), Whole(U)), network, {}).shape == (4, 3)


@pytest.mark.parametrize(
    ("expr", "error"),
    [
        (h[-1, 1], IndexError),
        (h[4, 1], IndexError),
        (z[0, 1], IndexError),
        (h[1, 4], IndexError),
        (h[1, 0], IndexError),
        (J(0), IndexError),
        (H[3, 1, 1], IndexError),
        (Partial(J(1), H[-1, 1, 1]), IndexError),
        (h[1, i], KeyError),
        (sp.Function("f")(t), TypeError),
        (Partial(J(1), delta[1, 1, 1]), TypeError),
        (Immediate(J(1), H[1, 1]), TypeError),
        (Partial(Partial(J(1), z[1, 1]), z[1, 1]), TypeError),
        (Whole(h, 1) * Whole(h, 1), ValueError),
        (Whole(h, 1) + Transposed(Whole(h, 1)), ValueError),
        (Hadamard(Whole(h, 1), Transposed(Whole(h, 1))), ValueError),
        (Diag(Whole(H)), ValueError),
    ],
    ids=str,
)
def test_what_has_no_number_says_so(setting, expr, error):
    with pytest.raises(error):
        evaluate(expr, Network(*setting(3, 4, 3)), {t: 1})


def test_the_nonlinearity_and_the_words(setting):
    params, inputs, targets = setting(3, 4, 3)
    network = Network(params, inputs, targets)
    index_values = {t: 2, k: 1}
    assert evaluate(x(t), network, index_values) == inputs[1] + 1
    assert evaluate(y(k), network, index_values) == targets[0] + 1
    assert evaluate(L[1, x(t)], network, index_values) == params.L[0, inputs[1]]
    assert evaluate(sigma(z[t, 1]), network, index_values) == network.h[2, 0]
    softmax = sp.exp(o[t, v]) / sp.Sum(sp.exp(o[t, w]), (w, 1, 4))
    assert float(evaluate(softmax, network, {**index_values, v: 3})) == pytest.approx(
        float(evaluate(yhat[t, 3], network, index_values)), rel=1e-13
    )
    assert evaluate(
        Partial(sigma(z[t, 1]), z[t, 1]), network, index_values
    ) == pytest.approx(evaluate(dsigma(z[t, 1]), network, index_values), rel=1e-14)
