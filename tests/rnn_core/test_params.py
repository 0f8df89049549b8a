"""Tests of the weights: what they accept, keep, and how they are drawn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import Params

LISTS = {
    "H": [[1, 2], [3, 4]],
    "L": [[1, 2, 3], [4, 5, 6]],
    "U": [[1, 2], [3, 4], [5, 6]],
    "h0": [0, 1],
}


def test_array_likes_become_float64():
    params = Params(**LISTS)
    for name, value in LISTS.items():
        array = getattr(params, name)
        np.testing.assert_array_equal(array, np.array(value, dtype=float))
        assert array.dtype == np.float64, name
        assert array.flags.c_contiguous, name


@pytest.mark.parametrize("dtype", [np.float32, np.int8, np.uint64])
def test_other_real_types_keep_their_values(dtype):
    params = Params(**{name: np.array(a, dtype=dtype) for name, a in LISTS.items()})
    np.testing.assert_array_equal(params.L, np.array(LISTS["L"], dtype=float))


def test_sizes_are_read_off_the_weights():
    params = Params(**LISTS)
    assert (params.hidden, params.vocab) == (2, 3)


@pytest.mark.parametrize("name", LISTS)
def test_weights_are_read_only(name):
    with pytest.raises(ValueError, match="read-only"):
        getattr(Params(**LISTS), name)[0] = 9
    with pytest.raises(AttributeError):
        setattr(Params(**LISTS), name, np.zeros(2))


@pytest.mark.parametrize("name", LISTS)
def test_later_writes_to_the_given_array_are_not_seen(name):
    given_arrays = {key: np.array(a, dtype=float) for key, a in LISTS.items()}
    params = Params(**given_arrays)
    given_arrays[name][:] = -1.0
    np.testing.assert_array_equal(getattr(params, name), np.array(LISTS[name], float))


def test_columns_first_and_reversed_arrays_are_read_by_value():
    turned = Params(
        H=np.asfortranarray(LISTS["H"]),
        L=np.array(LISTS["L"])[:, ::-1],
        U=np.array(LISTS["U"])[::-1],
        h0=np.broadcast_to(1.0, 2),
    )
    np.testing.assert_array_equal(turned.H, LISTS["H"])
    np.testing.assert_array_equal(turned.L, [[3, 2, 1], [6, 5, 4]])
    np.testing.assert_array_equal(turned.U, [[5, 6], [3, 4], [1, 2]])
    np.testing.assert_array_equal(turned.h0, [1, 1])


@given(
    hidden=st.integers(1, 20),
    vocab=st.integers(1, 20),
    seed=st.integers(0, 2**64),
    scale=st.sampled_from([0.01, 1.0, 1.5, 16.0]),
)
def test_random_draws_in_the_order_that_is_promised(hidden, vocab, seed, scale):
    params = Params.random(hidden, vocab, seed=seed, scale=scale)
    draw = np.random.default_rng(seed)
    root = hidden**0.5
    H = scale * draw.normal(size=(hidden, hidden)) / root
    L = scale * draw.normal(size=(hidden, vocab))
    U = scale * draw.normal(size=(vocab, hidden)) / root
    h0 = draw.uniform(0, 1, size=hidden)
    for name, desired in {"H": H, "L": L, "U": U, "h0": h0}.items():
        np.testing.assert_allclose(getattr(params, name), desired, rtol=1e-15)


def test_random_has_defaults_and_tells_seeds_apart():
    params = Params.random(3, 6)
    np.testing.assert_array_equal(params.H, Params.random(3, 6, seed=0, scale=1.0).H)
    assert np.abs(params.H - Params.random(3, 6, seed=1).H).min() > 1e-6
    assert ((params.h0 > 0) & (params.h0 < 1)).all()


def test_random_takes_a_whole_scale(unchecked):
    np.testing.assert_array_equal(
        Params.random(3, 6, scale=2).U, 2 * Params.random(3, 6).U
    )
