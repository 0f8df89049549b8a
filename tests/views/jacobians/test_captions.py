"""Every sentence beside Jacobians' pictures is true, decided from exact products."""

import math
import re
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import ACTIVATIONS, Params, run_states
from tests.views.pages import open_page
from tests.views.settings import weights
from views.address.settings import Config
from views.jacobians.captions import (
    balance_word,
    curves_guide,
    factor_strip_guide,
    order_words,
    regime,
    spectrum_guide,
)
from views.jacobians.determinant_check import balance_lines
from views.jacobians.factor_strip import factor_strip
from views.jacobians.horizon import balance, distances, horizon, measure_states
from views.jacobians.products import swapped_factors


@st.composite
def chains(draw):
    """The states of up to 8 steps, units dead and H nilpotent among them."""
    hidden, vocab = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    params = draw(weights(hidden, vocab))
    words = draw(st.lists(st.integers(0, vocab - 1), min_size=1, max_size=8))
    return run_states(params, words, draw(st.sampled_from(sorted(ACTIVATIONS))))


def exactly(states, places=None):
    """D_t ... D_1, or the factors D_n with n in `places` in that order, exactly."""
    H = [[Fraction(v) for v in row] for row in states.params.H.tolist()]
    whole = None
    for n in places or range(states.steps, 0, -1):
        slope = [Fraction(v) for v in states.slope[n - 1].tolist()]
        factor = [[a * v for v in row] for a, row in zip(slope, H, strict=True)]
        whole = factor if whole is None else times(whole, factor)
    return whole


def times(a, b):
    return [
        [
            sum(x * y for x, y in zip(row, column, strict=True))
            for column in zip(*b, strict=True)
        ]
        for row in a
    ]


def log_norm(matrix):
    """The logarithm of the spectral norm; -inf for 0."""
    if not any(v for row in matrix for v in row):
        return -math.inf
    with mpmath.workdps(60):
        exact = mpmath.matrix(
            [[mpmath.mpf(v.numerator) / v.denominator for v in row] for row in matrix]
        )
        return float(mpmath.log(max(mpmath.svd_r(exact, compute_uv=False))))


def number(text):
    """The logarithm of a number as it is written."""
    mantissa, _, power = text.replace(",", "").replace("−", "-").partition("e")
    return math.log(float(mantissa)) + int(power or 0) * math.log(10)


def near(log):
    return pytest.approx(log, abs=6e-3)


@given(chains())
def test_the_regime_is_that_of_the_exact_product(states):
    said, log = regime(measure_states(states)), log_norm(exactly(states))
    slope, H, steps = states.slope, states.params.H, states.steps
    bound = steps * math.log(float(slope.max()) * np.linalg.norm(H, 2) or 1e-300)
    if "exact 0" in said:
        assert log == -math.inf
        if dead := re.search(r"At step (\d+) every slope is 0", said):
            assert not slope[int(dead[1]) - 1].any()
        elif "H itself is 0" in said:
            assert not H.any()
        else:
            assert H.any()
            assert slope.any(axis=1).all()
            assert ("H is the cause" in said) == bool(slope.all())
        return
    assert "hold" in said or abs(log) > math.log(10) - 1e-9
    assert "vanish" not in said or log < 0
    assert "explode" not in said or log > 0
    assert ("within a factor of ten" in said) == ("They hold" in said)
    if "bound alone says" in said:
        assert bound < -math.log(10) + 1e-9
    if "bound alone does not" in said:
        assert bound > -math.log(10) - 1e-9
    whole = re.search(r"has norm (.*?)(?:, within|: on|\. The)", said)[1]
    assert number(whole) == near(log)
    if steps > 1:
        average = re.search(r"(?:grows most|shrinks least) by (.*?)\. The", said)[1]
        assert number(average) == near(log / steps)
    first = re.search(r"λ₁ is (.*)\.$", said)[1].replace("−", "-").replace("∞", "inf")
    columns = [[Fraction(int(n == 0))] for n in range(len(H))]
    moved = times(exactly(states), columns)
    length = math.sqrt(float(sum(v[0] ** 2 for v in moved)))
    if length > 1e-150:
        assert float(first) == pytest.approx(
            math.log(length) / steps, rel=6e-3, abs=1e-6
        )
    elif length == 0 and not any(v[0] for v in moved):
        assert first == "-inf"


@given(chains())
def test_eigenvalues_and_slopes_are_as_said(states):
    said = spectrum_guide(measure_states(states))
    H = [[Fraction(v) for v in row] for row in states.params.H.tolist()]
    power = H
    for _ in H[1:]:
        power = times(power, H)
    assert ("nilpotent" in said) == (not any(v for row in power for v in row))
    slope = re.search(r"largest slope here is (.*?)\. The", said)[1]
    assert float(slope.replace("−", "-")) == pytest.approx(states.slope.max(), rel=6e-3)


def test_the_first_exponent_is_not_taken_for_the_norm():
    sizes = horizon(Config(), 1)
    said = regime(sizes)
    (jacobian,) = sizes.states.slope[:, :, None] * sizes.states.params.H
    norm = np.linalg.norm(jacobian, 2)
    assert f"norm {norm:.3f}" in said
    assert "along unit 1’s direction, over 1 step, λ₁ is −2.44" in said
    assert np.linalg.norm(jacobian[:, 0]) == pytest.approx(math.exp(-2.44), rel=0.01)
    sizes = horizon(Config(activation="tanh", scale=2.0), 100)
    whole = sizes.log_norm
    assert abs(whole - 100 * sizes.exponents[-1, 0]) > math.log(10)
    assert f"by {math.exp(whole / 100):.3f}. The" in regime(sizes)


def test_a_nilpotent_h_is_the_cause_and_not_the_slopes():
    edits = "H1.1_0*H2.1_0*H2.2_0*H3.1_0*H3.2_0*H3.3_0"
    said = regime(horizon(Config(edits=edits), 9))
    assert "H is the cause" in said
    assert "slope of 0" not in said


def test_one_direction_that_lives_is_no_exact_0():
    edits = "H1.1_0*H1.2_0*H2.1_0*H2.2_1"
    page = open_page(
        page="jacobians", D_h=2, V=2, activation="identity", edits=edits,
        horizon=10, to=4, s=1,
    )  # fmt: skip
    said = page.markdown[0].value
    assert said.startswith("**They hold.**")
    assert "has norm 1.00" in said


NEARLY = "H1.1_1*H1.2_1*H1.3_0*H2.1_1*H2.2_1.000000000001*H2.3_0*H3.1_0*H3.2_0*H3.3_1"


@pytest.mark.parametrize("steps", [1, 30, 1000])
def test_a_nearly_singular_h_raises_no_alarm(steps):
    sides = balance(Config(edits=NEARLY), steps, steps, 0)
    assert "do not agree" not in balance_lines(steps, 0, sides)
    off = sides._replace(left=sides.left + 2 * sides.uncertainty + 1e-8 * sides.right)
    assert "do not agree" in balance_lines(steps, 0, off)


@given(
    st.integers(1, 4), st.integers(0, 99), st.sampled_from(sorted(ACTIVATIONS)),
    st.sampled_from(["", "H1.1_0", "H1.1_0*H1.2_0*H1.3_0*H1.4_0", NEARLY]),
    st.integers(0, 40),
)  # fmt: skip
def test_the_check_of_singular_values_never_cries_wolf(D_h, seed, kind, edits, t):
    config = Config(D_h=D_h, seed=seed, activation=kind, edits=edits)
    sides = balance(config, 40, t, 0)
    said = balance_lines(t, 0, sides)
    assert "do not agree" not in said
    if np.isfinite(sides.right):
        beyond = 2 * max(sides.uncertainty, 1e-9 * max(1, abs(sides.right)))
        off = sides._replace(left=sides.right + beyond)
        assert "do not agree" in balance_lines(t, 0, off)
        singular = sides._replace(left=-np.inf)
        assert "do not agree" in balance_lines(t, 0, singular)


def test_what_rounding_allows_is_said():
    sides = balance(Config(edits=NEARLY), 30, 30, 0)
    off = sides._replace(left=sides.right + sides.uncertainty / 2)
    assert "as far as rounding allows" in balance_word(off)
    assert "condition number 4.00e12" in balance_word(off)


@given(st.sampled_from(sorted(ACTIVATIONS)), st.integers(0, 99), st.integers(2, 9))
def test_a_swap_is_described_as_it_is(activation, seed, t):
    config = Config(D_h=2, V=3, activation=activation, seed=seed)
    states = horizon(config, t).states
    for n in (1, t - 1):
        swap = swapped_factors(config, t, t, 0, n)
        said = order_words(t, 0, n, swap)
        order = list(range(t, 0, -1))
        swapped = [{n: n + 1, n + 1: n}.get(place, place) for place in order]
        kept, moved = exactly(states, order), exactly(states, swapped)
        zero = log_norm(kept) == -math.inf
        assert zero == ("The product is 0" in said)
        if zero:
            assert ("it is not" in said) == (log_norm(moved) > -math.inf)
        elif "was" in said:
            gap = max(abs(float(x - y)) for a, b in zip(kept, moved, strict=True)
                      for x, y in zip(a, b, strict=True))  # fmt: skip
            assert gap <= 1e-12 * math.exp(log_norm(kept))


def test_what_cannot_be_chosen_is_not_asked_for():
    assert order_words(1, 0, 0, None).endswith("choose a t of at least 2.")
    assert order_words(4, 3, 0, None).endswith("choose s at most t − 2.")
    assert "choose a later t" in factor_strip_guide(0, 0, 3, 3)
    assert "choose a later t" in curves_guide(distances(Config(), 9, 0), 0, 0.0)


def test_a_product_of_0_that_the_swap_revives_is_said():
    edits = "H1.1_0*H1.2_1*H2.1_0*H2.2_1*L1.1_9*L2.1_-9*L1.2_-9*L2.2_9"
    config = Config(2, 2, 2, text="a b a b a", activation="relu", edits=edits)
    states = horizon(config, 2).states
    assert states.slope.tolist() == [[1, 0], [0, 1]]
    assert log_norm(exactly(states)) == -math.inf
    assert math.exp(log_norm(exactly(states, [1, 2]))) == 1
    said = order_words(2, 0, 1, swapped_factors(config, 2, 2, 0, 1))
    assert "swapped it is not: its size (Frobenius norm) is then 1.00." in said


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from([3, 40]))
def test_the_strip_and_the_curves_count_what_there_is(t, s, D_h):
    t, s = max(t, s), min(t, s)
    config = Config(D_h=D_h)
    strip, sizes = factor_strip(config, 60, t, s, 0), distances(config, 60, t)
    said = factor_strip_guide(t, s, D_h, len(strip["units"]))
    shown = re.search(r"Of (\d+) units the (\d+) are shown", said)
    folded = (str(D_h), str(len(strip["units"])))
    if t > s:
        assert (shown.groups() if shown else None) == (folded if D_h > 12 else None)
        factors = re.search(r"D₍?.* … .*, (\d+) factors", said)
        assert (int(factors[1]) if factors else 1) == t - s
    else:
        assert "choose" in said.lower()
    curves = curves_guide(sizes, s, -1.5)
    if t == 0:
        assert "choose a later t" in curves
        return
    assert f"At distance {t - s}, the chosen s, the norm is 0.223." in curves
    match = re.search(r"found at (\d+) of the distances", curves)
    assert ("only norms" in curves) == (D_h > 32)
    assert (match is not None) == (D_h <= 32 and len(sizes.valued) < t + 1)
    assert match is None or int(match[1]) == len(sizes.valued)


def test_how_far_a_plain_product_lasts_is_so():
    config = Config(gain=0.5)
    states = horizon(config, 1000).states
    said = curves_guide(distances(config, 1000, 1000), 0, -1.5)
    lasts = int(re.search(r"keeps its digits up to distance (\d+) only;", said)[1])
    product = np.eye(3)
    sizes = []
    for slope in states.slope[::-1]:
        product = product * slope @ states.params.H
        sizes.append(np.abs(product).max())
    assert sizes[lasts - 1] >= np.finfo(float).tiny > sizes[lasts]
    assert "at every distance here" in curves_guide(distances(config, 1000, 9), 0, -1.5)


def test_what_is_0_and_so_not_drawn_is_said():
    params = Params(np.diag([0.0, 1.0]), np.ones((2, 2)), np.ones((2, 2)), [0.5, 0.5])
    words = np.zeros(10, dtype=int)
    shown = measure_states(run_states(params, words, "identity"))
    assert "1 of them is −∞ over all steps" in spectrum_guide(shown)
    assert "which ends in 0 as not all others do, λ₁ is −∞." in regime(shown)
    edits = "H1.1_0*H1.2_0*H2.1_0*H2.2_1"
    config = Config(D_h=2, V=2, activation="identity", edits=edits)
    assert "0 has no point" in curves_guide(distances(config, 10, 4), 1, -1.5)
    assert "0 has no point" not in curves_guide(distances(Config(), 10, 4), 1, -1.5)
