"""Tests of biases held by a unit that is always 1, against b_h and b_y by autograd."""

import itertools

import numpy as np
import pytest

import rnn_core as rc
from rnn_core import Params, backward, constant_unit, forward, real_units, with_biases
from tests.rnn_core import biased
from tests.rnn_core.biased import Biased
from tests.rnn_core.networks import assert_close, refuses

X, Y = [0, 1, 4, 1, 0], [1, 4, 1, 0, 2]
D, V, T = 3, 5, len(X)
SIGMAS = ["sigmoid", "tanh", "relu", "identity"]


@pytest.fixture(params=itertools.product(SIGMAS, (0, 1)), ids=str)
def case(request):
    activation, seed = request.param
    net = Biased.drawn(D, V, seed)
    return net, activation, backward(forward(net.folded(activation), X, Y, activation))


def test_losses_and_states_are_those_with_biases(case):
    net, activation, back = case
    assert_close(back.trace.loss, biased.losses(net, X, Y, activation), 1e-14)
    states = np.array(biased.states(net, X, activation))
    assert_close(back.trace.h[1:, :D], states, 1e-14)
    assert (back.trace.h[:, D] == 1.0).all()


@pytest.mark.parametrize("route", ["backward", "complex", "central", "cut"])
def test_gradients_of_weights_and_biases_are_those_of_autograd(case, route):
    net, activation, back = case
    right = biased.gradients(net, X, Y, activation)
    if route == "backward":
        found = back.gradients()
    elif route == "cut":
        parts = rc.truncation(back, 2)
        found = rc.Gradients(
            *(a + b for a, b in zip(parts.kept, parts.discarded, strict=True))
        )
    else:
        step = 1e-30 if route == "complex" else 1e-6

        def numerical(name):
            shape = getattr(back.trace.params, name).shape
            places = np.indices(shape).reshape(len(shape), -1)
            options = {"method": route, "step": step, "activation": activation}
            return rc.numerical_gradient(
                back.trace.params, X, Y, name, list(places), **options
            ).reshape(shape)

        found = rc.Gradients(*map(numerical, ("H", "L", "U", "h0")))
    close = 1e-6 if route == "central" else 1e-12
    assert_close(found.H[:D, :D], right.H, close)
    assert_close(found.H[:D, D], right.b_h, close)
    assert_close(found.L[:D], right.L, close)
    assert_close(found.U[:, :D], right.U, close)
    assert_close(found.U[:, D], right.b_y, close)
    assert_close(found.h0[:D], right.h0, close)
    constants = [found.H[D], found.L[D], found.h0[D]]
    assert not any(np.any(gradient) for gradient in constants)


def test_training_leaves_the_unit_as_it_is(case):
    _, activation, back = case
    params = back.trace.params
    stepped = rc.gradient_step(params, back.gradients(), 0.1)
    assert constant_unit(stepped, activation) == D
    assert (stepped.H[:D, D] != params.H[:D, D]).any(), "biases are trained"
    assert (stepped.U[:, D] != params.U[:, D]).all()


def test_jacobians_are_those_of_the_real_units(case):
    net, activation, back = case
    right = biased.state_jacobian(net, X, activation)
    trace = back.trace
    assert_close(rc.jacobian_product(trace, T, 0), right)
    assert rc.step_jacobians(trace).shape == (T, D, D)
    assert_close(np.linalg.multi_dot(rc.step_jacobians(trace)[::-1]), right)
    assert np.isclose(rc.pair_norms(trace)[T, 0], np.linalg.norm(right), rtol=1e-12)
    assert rc.pair_norms(trace)[0, 0] == np.sqrt(D)
    *_, last = rc.running_products(trace, T)
    assert_close(np.ldexp(last.values, last.exponent), right)
    product = rc.ProductTable(trace, T).product(0)
    assert_close(np.ldexp(product.values, product.exponent), right)
    swapped = rc.ProductTable(trace, T).swapped(0, 2)
    assert swapped.swapped.values.shape == (D, D)


def test_their_sizes_are_those_of_the_real_units(case):
    net, activation, back = case
    trace, right = back.trace, biased.state_jacobian(net, X, activation)
    values = np.linalg.svd(right, compute_uv=False)
    rank = np.linalg.matrix_rank(right, 1e-13 * max(values[0], 1e-300))
    found = np.exp(rc.log_singular_values(trace, T, 0))
    assert found.shape == (D,)
    assert np.count_nonzero(found) == rank
    assert_close(found[:rank], values[:rank], 1e-9)
    assert np.isclose(np.exp(rc.log_norms(trace, T, [0])[0]), values[0])
    steepest = trace.slope[:, :D].max() * np.linalg.norm(net.H, 2)
    assert np.isclose(rc.log_bounds(trace, T)[0], T * np.log(steepest))
    exponents = rc.lyapunov(trace, T, 0)
    assert exponents.shape == (T, D)
    determinant = rc.log_determinant(trace, T, 0)
    if rank == D:
        assert np.isclose(exponents[-1].sum() * T, determinant)
        assert np.isclose(np.log(values).sum(), determinant)
    else:
        assert determinant == -np.inf
    params = trace.params
    found, right = rc.eigenvalues(params, activation), np.linalg.eigvals(net.H)
    assert_close(np.sort_complex(found), np.sort_complex(right))
    assert not rc.nilpotent(params, activation)


def test_a_nilpotent_matrix_is_one_with_biases_too():
    net = Biased.drawn(D, V, 0)._replace(H=np.triu(np.ones((D, D)), 1))
    assert rc.nilpotent(net.folded("relu"), "relu")
    assert_close(rc.eigenvalues(net.folded("relu"), "relu"), np.zeros(D))


def test_lists_and_paths_go_through_real_units(case):
    _, _, back = case
    everything = 10_000
    for matrix in ("H", "U"):
        listed = rc.largest_contributions(back, matrix, everything)
        assert {c.j for c in listed} <= set(range(D))
        assert matrix == "U" or {c.i for c in listed} <= set(range(D))
        full = {
            (c.i, c.j, c.t, c.k): back.instances(matrix, c.i, c.j)[c.t - 1, c.k]
            for c in listed
        }
        assert [full[c.i, c.j, c.t, c.k] for c in listed] == [c.value for c in listed]
    discarded = rc.largest_discarded(back, 1, "H")
    kept = [c for c in rc.largest_contributions(back, "H", everything) if c.t - c.k > 1]
    assert discarded is None or abs(discarded.value) == abs(kept[0].value)
    for matrix, i, j in (("H", 1, 2), ("H", 1, D), ("L", 1, X[0])):
        paths = rc.strongest_paths(back, matrix, i, j, T, 0, count=100)
        assert paths.count_all == D ** (T - 1)
        assert paths.units.max() < D
        total = paths.values.sum() + paths.rest
        size = np.abs(paths.values).sum() or 1.0
        assert np.isclose(total, paths.total, rtol=0, atol=1e-12 * size)
        factors = rc.contribution_factors(back, matrix, i, j, T, 0)
        assert np.isclose(factors[-1].product.item(), paths.total, rtol=1e-10)
        assert [f.values.shape for f in factors[1:-1]] == [(D, D)] * (T - 1)


def test_the_units_row_cannot_be_picked(case):
    _, _, back = case
    for matrix in ("H", "L"):
        refuses(IndexError, ["i is 3"], rc.strongest_paths, back, matrix, D, 0, 2, 0)
        refuses(
            IndexError, ["i is 3"], rc.contribution_factors, back, matrix, D, 0, 2, 0
        )
        refuses(
            IndexError, ["i is 3"], rc.nudged_losses, back.trace, matrix, D, 0, [0.1]
        )


def test_which_unit_is_constant_is_said_by_the_weights():
    net = Biased.drawn(D, V, 0)
    for activation in SIGMAS:
        params = net.folded(activation)
        assert constant_unit(params, activation) == D
        real = real_units(params, activation)
        for name in ("H", "L", "U", "h0"):
            np.testing.assert_array_equal(getattr(real, name), getattr(net, name))
        plain = Params(*net[:4])
        assert constant_unit(plain, activation) is None
        assert real_units(plain, activation) is plain
    folded = net.folded("tanh")
    for name, place in (("H", (D, 1)), ("L", (D, 2)), ("h0", (D,))):
        arrays = {n: getattr(folded, n).copy() for n in ("H", "L", "U", "h0")}
        arrays[name][place] += 0.5
        assert constant_unit(Params(**arrays), "tanh") is None
    alone = Params([[0.0]], [[40.0, 40.0]], [[1.0], [2.0]], [1.0])
    assert constant_unit(alone) is None, "a network has a real unit"


def test_another_activation_asks_for_another_input():
    folded = Biased.drawn(D, V, 0).folded("tanh")
    assert constant_unit(folded, "relu") is None
    assert rc.for_activation(folded, "sigmoid") is folded
    relu = rc.for_activation(folded, "relu")
    assert constant_unit(relu, "relu") == D
    assert rc.for_activation(relu, "tanh").L.tolist() == folded.L.tolist()
    plain = Params.random(D, V)
    assert rc.for_activation(plain, "relu") is plain


def test_biases_that_do_not_fit_are_refused():
    net = Biased.drawn(D, V, 0)
    short, long = net.b_h[:-1], np.append(net.b_y, 0.0)
    refuses(ValueError, ["b_h", "2", "3"], with_biases, *net[:4], short, net.b_y)
    refuses(ValueError, ["b_y", "6", "5"], with_biases, *net[:5], long)
    refuses(ValueError, ["activation"], with_biases, *net, "softplus")
