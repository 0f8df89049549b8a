"""Tests that networks in other letters are the same networks: each runs by itself."""

import numpy as np
import pytest

from rnn_core import backward, constant_unit, forward, load_network
from tests.rnn_core.loading import letters
from tests.rnn_core.loading.letters import INPUTS, TARGETS, WRITTEN, D, V
from tests.rnn_core.networks import assert_close

STEP = 1e-6


def read(arrays, **more):
    return load_network({**arrays, "inputs": INPUTS, "targets": TARGETS, **more})


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("name", WRITTEN)
def test_a_run_has_the_losses_that_its_author_computes(name, seed):
    arrays, right = WRITTEN[name](seed)
    loaded = read(arrays, **({"activation": "tanh"} if name == "own" else {}))
    assert loaded.activation == "tanh"
    trace = forward(loaded.params, loaded.inputs, loaded.targets, "tanh")
    assert_close(trace.loss, np.array(right), 1e-13)
    unit = constant_unit(loaded.params, "tanh")
    assert unit == (None if name == "WildML" else D)


def numerical(name, seed):
    """Central differences of the author's own loss, in the author's own shapes."""
    written = WRITTEN[name]
    arrays, _ = written(seed)
    moved_of = letters.drawn
    out = {}
    for key, array in arrays.items():
        out[key] = np.zeros_like(array)
        for index in np.ndindex(array.shape):
            ends = []
            for sign in (1, -1):
                copy = {k: a.copy() for k, a in arrays.items()}
                copy[key][index] += sign * STEP
                try:
                    letters.drawn = lambda *_, copy=copy, **shapes: copy
                    ends.append(sum(written(seed)[1]))
                finally:
                    letters.drawn = moved_of
            out[key][index] = (ends[0] - ends[1]) / (2 * STEP)
    return out


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("own", "d{}"),
        ("own", "grad_{}"),
        ("min-char-rnn", "d{}"),
        ("min-char-rnn", "{}.grad"),
        ("deeplearning.ai", "d{}"),
        ("cs231n", "d{}"),
        ("d2l", "grads/{}"),
        ("WildML", "dLd{}"),
    ],
)
def test_gradients_are_turned_and_folded_as_their_weights(name, marks):
    arrays, _ = WRITTEN[name](0)
    gradients = {marks.format(k): g for k, g in numerical(name, 0).items()}
    loaded = read({**arrays, **gradients}, activation="tanh")
    params = loaded.params
    right = backward(forward(params, loaded.inputs, loaded.targets, "tanh")).gradients()
    given = loaded.gradients
    wanted = {"H", "U"} | ({"L"} if "W_embed" not in arrays else set())
    assert wanted <= set(given) <= wanted | {"h0"}
    for part, gradient in given.items():
        assert gradient.shape == getattr(params, part).shape
        assert_close(gradient, getattr(right, part), 1e-7)


def test_gradients_of_pytorch_are_read_by_their_parameters_names():
    arrays, _ = WRITTEN["PyTorch"](0)
    plain = read(arrays)
    right = backward(forward(plain.params, INPUTS, TARGETS, "tanh")).gradients()
    grads = {
        "net.rnn.weight_ih_l0": right.L[:D],
        "net.rnn.weight_hh_l0": right.H[:D, :D],
        "net.rnn.bias_ih_l0": right.H[:D, D],
        "net.rnn.bias_hh_l0": right.H[:D, D],
        "net.fc.weight": right.U[:, :D],
        "net.fc.bias": right.U[:, D],
    }
    for written in (
        {**arrays, "grads": grads},
        {**arrays, **{f"{n}.grad": g for n, g in grads.items()}},
        {"state_dict": arrays, "gradients": grads},
    ):
        loaded = read(written)
        assert set(loaded.gradients) == {"H", "L", "U"}
        for part, gradient in loaded.gradients.items():
            np.testing.assert_array_equal(gradient, getattr(right, part))
    grads["net.rnn.bias_hh_l0"] = 2 * grads["net.rnn.bias_hh_l0"]
    assert any("differ" in note for note in read({**arrays, "grads": grads}).notes)


class Tensor:
    """What a tensor of PyTorch can do, as far as it is asked."""

    def __init__(self, array):
        self.array, self.shape = array, array.shape

    def detach(self):
        return self

    cpu = detach

    def numpy(self):
        return self.array


def test_tensors_are_taken():
    arrays, right = WRITTEN["PyTorch"](0)
    loaded = read({name: Tensor(array) for name, array in arrays.items()})
    trace = forward(loaded.params, INPUTS, TARGETS, "tanh")
    assert_close(trace.loss, np.array(right), 1e-13)


def said(loaded, *words):
    return any(all(word in note for word in words) for note in loaded.notes)


def test_what_was_done_is_said():
    loaded = read(WRITTEN["min-char-rnn"](0)[0])
    assert said(loaded, "min-char-rnn", "“Wxh” is L", "“Whh” is H", "“Why” is U")
    assert said(loaded, "always 1", "number 5", "b_h")
    assert not said(loaded, "transposed")
    loaded = read(WRITTEN["cs231n"](0)[0])
    assert said(loaded, "row vectors", "“Wh”, “Wx” and “W_vocab” are transposed")
    assert said(loaded, "L is “Wx” times “W_embed”")
    loaded = read(WRITTEN["PyTorch"](0)[0], junk=3, other=[1])
    assert said(loaded, "b_h = bias_ih + bias_hh")
    assert said(loaded, "Not used", "“junk” and “other”")
    assert said(read(WRITTEN["d2l"](0)[0]), "no h0", "0")
    assert said(read(WRITTEN["rows"](0)[0]), "transposed", "“Whh”, “Wxh” and “Why”")


def test_one_matrix_in_rows_leaves_a_doubt_about_h():
    arrays, _ = WRITTEN["own"](0)
    loaded = read({**arrays, "L": arrays["L"].T})
    assert said(loaded, "“L” is transposed")
    assert said(loaded, "“H” is square", "h H")
    np.testing.assert_array_equal(loaded.params.H[:D, :D], arrays["H"])
    np.testing.assert_array_equal(loaded.params.L[:D], arrays["L"])


def test_where_shapes_do_not_tell_that_is_said():
    square = {name: np.arange(9.0).reshape(3, 3) for name in ("Wxh", "Whh", "Why")}
    loaded = load_network(square)
    assert said(loaded, "square", "column vectors", "min-char-rnn")
    np.testing.assert_array_equal(loaded.params.H, square["Whh"])
    square = {name: np.arange(9.0).reshape(3, 3) for name in ("W_xh", "W_hh", "W_hq")}
    loaded = load_network(square)
    assert said(loaded, "square", "row vectors", "d2l")
    np.testing.assert_array_equal(loaded.params.H, square["W_hh"].T)
    named = {"rnn.weight_ih_l0": "Wxh", "rnn.weight_hh_l0": "Whh", "fc.weight": "Why"}
    square = {torch: np.arange(9.0).reshape(3, 3) for torch in named}
    assert not said(load_network(square), "square"), "PyTorch has one layout"


def test_biases_of_0_without_gradients_need_no_unit():
    arrays, _ = WRITTEN["min-char-rnn"](0)
    zero = {**arrays, "bh": np.zeros((D, 1)), "by": np.zeros((V, 1))}
    assert read(zero).params.hidden == D
    assert said(read(zero), "biases are 0")
    assert read({**zero, "dbh": np.ones((D, 1))}).params.hidden == D + 1


def test_a_gradient_that_was_not_given_is_no_number():
    arrays, _ = WRITTEN["min-char-rnn"](0)
    loaded = read({**arrays, "dWhh": np.ones((D, D), np.float32)})
    given = loaded.gradients["H"]
    assert set(loaded.gradients) == {"H"}
    assert given.dtype == np.float32, "its precision is what it is judged by"
    assert np.isnan(given[:D, D]).all()
    assert (given[:D, :D] == 1).all()
    assert not given[D].any()
    assert said(loaded, "gradient of b_h was not given")


def test_gradients_may_come_alone():
    loaded = load_network({"dWhh": np.eye(D), "dWxh": np.ones((D, V)), "dbh": [1] * D})
    assert (loaded.params, loaded.inputs, loaded.words) == (None, None, None)
    assert set(loaded.gradients) == {"H", "L"}
    assert said(loaded, "“dbh” cannot be placed")


def test_relu_asks_for_another_constant():
    arrays, _ = WRITTEN["min-char-rnn"](0)
    loaded = load_network(arrays, activation="relu")
    assert loaded.activation == "relu"
    assert constant_unit(loaded.params, "relu") == D
    assert read(arrays, nonlinearity="relu").activation == "relu"


@pytest.mark.parametrize(
    "words",
    [
        list("abcdef"),
        tuple("abcdef"),
        "abcdef",
        np.array(list("abcdef")),
        dict(enumerate("abcdef")),
        {str(i): w for i, w in enumerate("abcdef")},
        {w: i for i, w in enumerate("abcdef")},
    ],
)
def test_words_come_in_many_forms(words):
    arrays, _ = WRITTEN["own"](0)
    assert read(arrays, vocab=words).words == tuple("abcdef")


def test_one_hot_words_are_ids():
    arrays, _ = WRITTEN["min-char-rnn"](0)
    hot = np.eye(V)[INPUTS]
    for x in (hot, hot.T, hot[:, None, :]):
        loaded = load_network({**arrays, "x": x, "y": TARGETS})
        assert loaded.inputs.tolist() == INPUTS
