"""The code of every line, run on networks, against the number that the line is."""

import ast
from types import SimpleNamespace

import numpy as np
import pytest
import sympy as sp

from derivations import DERIVATIONS, Network
from derivations.code.line_code import LineCode, code, line_code
from derivations.code.run import WORK, run_code
from derivations.code.setup import setup
from derivations.code.writer import NoCode
from derivations.evaluation.activation import NAMES as ACTIVATIONS
from derivations.evaluation.evaluate import evaluate
from derivations.language.name_schemes import NAME_SCHEMES
from derivations.language.symbols import (
    D,
    H,
    J,
    Partial,
    T,
    Transposed,
    U,
    V,
    Whole,
    delta,
    delta_o,
    dsigma,
    h,
    i,
    j,
    k,
    m,
    s,
    t,
    tau,
    v,
    w,
    x,
    y,
    yhat,
    z,
)
from derivations.proof.mutants import mutants
from derivations.rules.gather import gather
from tests.derivations.every_version import versions

SIZES = ((3, 5, 4, 1.0, 0), (2, 7, 6, 2.0, 1), (4, 3, 1, 1.0, 2))


@pytest.fixture(scope="module")
def networks():
    """A network of each activation in each size."""

    def made(hidden, vocab, steps, scale, seed, activation):
        rng = np.random.default_rng(seed)
        params = SimpleNamespace(
            H=scale * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden),
            L=scale * rng.normal(size=(hidden, vocab)),
            U=scale * rng.normal(size=(vocab, hidden)) / np.sqrt(hidden),
            h0=rng.uniform(size=hidden),
        )
        words = rng.integers(vocab, size=(2, steps))
        return Network(params, *words, activation=activation)

    return {a: [made(*size, a) for size in SIZES] for a in ACTIVATIONS}


def drawn(claim, network, rng):
    """A choice of a claim's free indices; None if there is none."""
    at = {}
    for index, *bounds in claim.indices:
        low, high = (int(evaluate(sp.S(b), network, at)) for b in bounds)
        if low > high:
            return None
        at[index] = int(rng.integers(low, high + 1))
    return at


def miss(found, right):
    """The largest difference, over the largest number or 1."""
    right = np.asarray(right, float)
    assert np.shape(found) == right.shape
    return np.abs(found - right).max() / max(1.0, np.abs(right).max())


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_lines_code_computes_the_line(networks, activation):
    rng, runs = np.random.default_rng(5), 0
    for d in versions(activation):
        for line in d.lines:
            written = line_code(d, line)
            for network in networks[activation]:
                at = drawn(d.claim(line), network, rng)
                if at is not None:
                    found = run_code(written, network, at)
                    assert miss(found, line.value(network, at)) < 1e-12, written.text
                    runs += 1
    assert runs > 300


@pytest.mark.parametrize("names", NAME_SCHEMES)
def test_every_lines_code_is_short_lines_of_python_in_any_names(networks, names):
    rng, network = np.random.default_rng(6), networks["sigmoid"][0]
    for d in DERIVATIONS.values():
        for line in d.lines:
            written = line_code(d, line, names)
            assert max(map(len, written.text.splitlines())) <= 88, written.text
            ast.parse(written.text)
            if names != "source" and line.gathered:
                at = drawn(d.claim(line), network, rng)
                found = run_code(written, network, at)
                assert miss(found, line.value(network, at)) < 1e-12, written.text


def test_the_code_of_wrong_lines_computes_those(networks):
    """What is printed is the expression, not what ought to stand there."""
    rng, network, compared = np.random.default_rng(7), networks["sigmoid"][0], 0
    for d in DERIVATIONS.values():
        for line in d.lines:
            for mutant in list(mutants(line.expr))[:: rng.integers(5, 9)]:
                at = drawn(d.claim(line), network, rng)
                try:
                    right = np.asarray(evaluate(mutant.expr, network, at), float)
                    written = code(mutant.expr)
                except (LookupError, TypeError, ValueError, ArithmeticError):
                    continue
                if np.isfinite(right).all():
                    found = run_code(written, network, at)
                    assert miss(found, right) < 1e-12, written.text
                    compared += 1
    assert compared > 150


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        (
            Whole(delta, t, t) * Transposed(Whole(h, t - 1)),
            "value = np.outer(delta[t, t], h[t - 1])\n",
        ),
        (
            sp.Sum(Whole(delta, s) * Transposed(Whole(h, s - 1)), (s, 1, T)) / T,
            "value = sum(np.outer(delta_sum[s], h[s - 1]) for s in range(1, T + 1)) / T"
            "\n",
        ),
        (Whole(H) ** (t - s), "value = np.linalg.matrix_power(H, t - s)\n"),
        (
            sp.Sum(H[m, i] * delta[s + 1, t, m], (m, 1, D)) * dsigma(z[s, i]),
            "# i counts from 0: i = 0 here is i = 1 in the formula\n"
            "sum_m = 0.0\n"
            "for m in range(D):\n"
            "    sum_m += delta[s + 1, t, m] * H[m, i]\n"
            "value = slope(z[s, i]) * sum_m\n",
        ),
        (
            sp.Sum(sp.KroneckerDelta(v, x(k + 1)) * delta[k + 1, t, i], (k, 0, t - 1)),
            "# i, v count from 0: i = 0 here is i = 1 in the formula\n"
            "value = 0.0\n"
            "for k in range(t):\n"
            "    if v == inputs[k]:\n"
            "        value += delta[k + 1, t, i]\n",
        ),
        (-sp.log(yhat[t, y(t)]), "value = -np.log(yhat[t, targets[t - 1]])\n"),
        (
            sp.Sum(delta[k + 1, t, i], (k, sp.Max(0, t - tau), t - 1)),
            "# i counts from 0: i = 0 here is i = 1 in the formula\n"
            "value = 0.0\n"
            "for k in range(max(0, t - tau), t):\n"
            "    value += delta[k + 1, t, i]\n",
        ),
    ],
)
def test_code_as_it_is_read(expr, text):
    assert code(expr).text == text


def test_an_element_and_its_matrix_have_one_value(networks):
    network = networks["tanh"][0]
    element = sp.Sum(U[w, i] * delta_o[t, w], (w, 1, V)) * dsigma(z[t, i])
    matrix = gather(rows=i, columns=None, note="")(element)
    column = run_code(code(matrix), network, {t: 2})
    for place in range(1, network.D + 1):
        number = run_code(code(element), network, {t: 2, i: place})
        assert abs(number - column[place - 1, 0]) < 1e-14


@pytest.mark.parametrize(
    ("slug", "line", "names", "result"),
    [
        ("hidden-weights", -1, "source", "dH"),
        ("hidden-weights", 0, "wxh", "dW_hh_ij"),
        ("hidden-weights", -1, "torch", "grad_hh"),
        ("input-vector", 0, "source", "dL_i"),
        ("previous-hidden", 0, "coursera", "da_j"),
        ("step-jacobian", -1, "source", "dh_dh"),
        ("jacobian-product", 0, "source", "dh_dh_ij"),
        ("perplexity", 0, "source", "J_t"),
        ("perplexity", -1, "source", "perplexity"),
    ],
)
def test_results_have_the_names_of_what_they_equal(slug, line, names, result):
    d = DERIVATIONS[slug]
    written = line_code(d, d.lines[line], names)
    assert written.result == result
    assert f"{result} = " in written.text


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_setup_is_python_that_asks_for_numpy_alone(activation):
    for names in NAME_SCHEMES:
        text = setup(activation, names)
        assert max(map(len, text.splitlines())) <= 88
        assert text.count("import") == 1
        assert text.startswith(setup(activation, names, derivatives=False))


@pytest.mark.parametrize(
    "expr",
    [
        sp.Symbol("__import__('os')"),
        h[t, sp.Symbol("i); evil(", integer=True)],
        sp.IndexedBase("evil")[t, i],
        sp.Sum(h[t, i], (sp.Symbol("n in evil(): #", integer=True), 1, D)),
        sp.Function("evil")(t),
        h[t + sp.Rational(1, 2), i],
        Partial(J(t), delta[s, t, i]),
        Partial(Partial(J(t), h[t, i]), h[s, j]),
    ],
)
def test_what_is_not_of_the_derivations_has_no_code(expr):
    with pytest.raises(NoCode):
        code(expr)


def test_loops_that_take_long_are_refused_before_they_are_run(networks):
    network = networks["sigmoid"][0]
    every = [sp.Symbol(a, integer=True) for a in "nmlquvw"]
    expr = sp.Sum(delta_o[t, w], *((index, 1, V) for index in every))
    assert network.V ** len(every) < WORK
    assert np.isfinite(run_code(code(expr), network, {t: 1}))
    many = sp.Sum(expr, *((index, 1, T) for index in (s, k, m)), (j, 1, V))
    with pytest.raises(ValueError, match="too long"):
        run_code(code(many), network, {t: 1})


def test_a_text_is_never_run(networks):
    network = networks["sigmoid"][0]
    forged = LineCode("raise SystemExit", "value", h[t, i])
    assert run_code(forged, network, {t: 1, i: 2}) == network.h[1][1]
    with pytest.raises(ValueError, match="must be a name"):
        run_code(LineCode("", "value = evil(); a", h[t, i]), network, {t: 1, i: 2})
    with pytest.raises(ValueError, match="no index of a line"):
        run_code(code(h[t, i]), network, {t: 1, i: 2, sp.Symbol("np"): 3})
